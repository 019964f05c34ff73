"""``read`` and ``demo``: the whole path in one step."""

from __future__ import annotations

import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from vbert_studio.commands.opening import open_to_work
from vbert_studio.commands.registry import command
from vbert_studio.commands.results import Result
from vbert_studio.commands.shell import PROJECT, WORDS
from vbert_studio.commands.show import Shown, ShownSentence, ShownVideo, show
from vbert_studio.commands.window import WindowClosed, open_window
from vbert_studio.errors import StudioError
from vbert_studio.progress import Monitor


@dataclass(frozen=True, slots=True)
class VideosRead(Result):
    """What was read, and with which models."""

    extractor: str
    recogniser: str
    shown: Shown


@dataclass(frozen=True, slots=True)
class DemoToken:
    """A visual token of the demo: the id of its word, its path in the codebook, and where it is."""

    video: str
    start_s: float
    token: int | None
    path: str | None


@dataclass(frozen=True, slots=True)
class DemoSentence:
    """What is said in a demo video."""

    video: str
    start_s: float
    end_s: float
    text: str


@dataclass(frozen=True, slots=True)
class DemoDone(Result):
    """The demo without a screen. `picture` shows the window; `seconds` is how long it all took."""

    project: Path
    tokens: tuple[DemoToken, ...]
    sentences: tuple[DemoSentence, ...]
    picture: Path
    seconds: float
    shown: Shown


@command("read", title="Read these videos", group=WORDS)
def read(
    project: Path,
    *,
    extractor: str | None = None,
    model: str | None = None,
    monitor: Monitor,
) -> VideosRead:
    """Do everything: find the visual words of every video, and write down what is said.

    Models that are not on this machine yet are fetched. What was done before is left as it is, and
    a run that was stopped goes on where it was.

    Args:
        project: the folder of the project.
        extractor: the network that looks, as `models list` shows it; else the best one here.
        model: the recogniser that listens; else the best one here.
        monitor: hears how far it is.
    """
    from vbert_studio.jobs.read import read_videos

    with open_to_work(project) as opened:
        report = read_videos(opened, extractor=extractor, model=model, monitor=monitor)
    return VideosRead(report.extractor, report.recogniser, show(project))


@command("demo", title="Open the demo", group=PROJECT)
def demo(
    project: Path | None = None, *, headless: bool = False, monitor: Monitor
) -> DemoDone | WindowClosed:
    """Open a small project on the videos that come with the program.

    Args:
        project: the folder of the demo project; else a folder among your documents.
        headless: without a window: read the videos, print what they are as sentences of visual
            words and what is said, and draw a picture of the window.
        monitor: hears how far it is.
    """
    from vbert_studio.jobs.demo import demo_folder, make_demo

    folder = project or demo_folder()
    make_demo(folder, monitor=monitor)
    return _without_window(folder, monitor) if headless else open_window(folder)


def _without_window(folder: Path, monitor: Monitor) -> DemoDone:
    started = time.monotonic()
    shown = read(folder, monitor=monitor).shown
    picture = shown.project / "exports" / "window.png"
    picture.parent.mkdir(exist_ok=True)
    monitor.log("A picture of the window is drawn")
    draw_window(shown.project, picture)
    return DemoDone(
        project=shown.project,
        tokens=tuple(t for video in shown.videos for t in _tokens(video)),
        sentences=tuple(_said(v, s) for v in shown.videos for s in v.sentences),
        picture=picture,
        seconds=round(time.monotonic() - started, 2),
        shown=shown,
    )


def _tokens(video: ShownVideo) -> list[DemoToken]:
    return [DemoToken(video.path.name, c.start_s, c.token, c.path) for c in video.clips]


def _said(video: ShownVideo, said: ShownSentence) -> DemoSentence:
    return DemoSentence(video.path.name, said.start_s, said.end_s, said.text)


def draw_window(project: Path, picture: Path) -> None:
    """Draw the window on a project, as it would look on a screen.

    In a process of its own: Qt is not for the command line's process, and may be missing libraries.

    Raises:
        StudioError: kind ``no_picture``.
    """
    drawing = [sys.executable, "-m", "vbert_studio.ui.picture", str(project), str(picture)]
    done = subprocess.run(drawing, capture_output=True, text=True)
    if done.returncode:
        said = done.stderr.strip().splitlines()
        raise StudioError(
            "no_picture",
            f"The window could not be drawn: {said[-1] if said else 'Qt did not start'}.",
            path=picture,
            remedy="See what is missing with: vbert-studio doctor",
        )
