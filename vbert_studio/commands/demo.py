"""``demo``: the films that come with the program, in a window or as answers on a terminal."""

from __future__ import annotations

import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vbert_studio.commands.registry import command
from vbert_studio.commands.results import Result
from vbert_studio.commands.shell import PROJECT
from vbert_studio.commands.show import Shown, ShownSentence, ShownVideo, show
from vbert_studio.commands.window import WindowClosed, open_window
from vbert_studio.errors import StudioError
from vbert_studio.progress import Monitor

if TYPE_CHECKING:
    from vbert_studio.jobs.demonstration import Demonstration

KNOWS = "This model knows nothing but the made-up kitchen of these films."


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
    """The demo without a screen.

    Attributes:
        project: the folder of the demo project.
        tokens: of every film.
        sentences: of every film.
        asked: the film that the model was asked about.
        model: the checkpoint that answered, and `knows`, what it knows.
        cloze: one entry per hidden place, with what is really there and the best guesses.
        action: verbs and objects for a stretch, best first, and what is really done there.
        forecasts: futures with their probabilities, best first.
        generate: the visual words for a sentence.
        alignment: sentences against segments, and by how much the narration seems to be off.
        names: what the visual words are called, by token: the step that most of their clips show.
        picture: the window.
        seconds: how long it all took.
    """

    project: Path
    tokens: tuple[DemoToken, ...]
    sentences: tuple[DemoSentence, ...]
    asked: str
    model: str
    knows: str
    cloze: list[dict[str, Any]]
    action: dict[str, Any]
    forecasts: list[dict[str, Any]]
    generate: dict[str, Any]
    alignment: dict[str, Any]
    names: dict[int, str]
    picture: Path
    seconds: float
    shown: Shown


@command("demo", title="Open the demo", group=PROJECT)
def demo(
    project: Path | None = None, *, headless: bool = False, monitor: Monitor
) -> DemoDone | WindowClosed:
    """Open a small project on the films that come with the program.

    Args:
        project: the folder of the demo project; else a folder among your documents.
        headless: without a window: ask the model one question of every kind, print what it answers,
            and draw a picture of the window.
        monitor: hears how far it is.
    """
    from vbert_studio.jobs.demo import demo_folder, make_demo

    started = time.monotonic()
    folder = project or demo_folder()
    make_demo(folder, monitor=monitor)
    return _without_window(folder, started, monitor) if headless else open_window(folder)


def _without_window(folder: Path, started: float, monitor: Monitor) -> DemoDone:
    from vbert_studio.jobs.demonstration import demonstrate
    from vbert_studio.project import Project

    with Project.open(folder, "read") as opened:
        answers = demonstrate(opened, monitor=monitor)
    shown = show(folder)
    picture = shown.project / "exports" / "window.png"
    picture.parent.mkdir(exist_ok=True)
    monitor.log("A picture of the window is drawn")
    draw_window(shown.project, picture)
    return DemoDone(
        project=shown.project,
        tokens=tuple(t for video in shown.videos for t in _tokens(video)),
        sentences=tuple(_said(v, s) for v in shown.videos for s in v.sentences),
        asked=answers.video.name,
        model=answers.model,
        knows=KNOWS,
        cloze=_cloze(answers),
        action=_action(answers),
        forecasts=[{"p": f.p, "tokens": list(f.leaves)} for f in answers.forecast.futures],
        generate=_generated(answers),
        alignment=_alignment(answers),
        names=answers.names,
        picture=picture,
        seconds=round(time.monotonic() - started, 2),
        shown=shown,
    )


def _tokens(video: ShownVideo) -> list[DemoToken]:
    return [DemoToken(video.path.name, c.start_s, c.token, c.path) for c in video.clips]


def _said(video: ShownVideo, said: ShownSentence) -> DemoSentence:
    return DemoSentence(video.path.name, said.start_s, said.end_s, said.text)


def _cloze(answers: Demonstration) -> list[dict[str, Any]]:
    clips = [
        {
            "modality": "video",
            "position": clip.position,
            "truth": clip.truth,
            "top": [{"token": guess.leaf, "p": guess.p} for guess in clip.top],
        }
        for clip in answers.cloze.clips
    ]
    words = [
        {
            "modality": "text",
            "position": word.positions[0],
            "truth": word.truth,
            "top": [{"word": guess.word, "p": guess.p} for guess in word.top],
        }
        for word in answers.cloze.words
    ]
    return [*clips, *words]


def _action(answers: Demonstration) -> dict[str, Any]:
    verbs, objects = answers.action.slots
    return {
        "verbs": [{"word": word.word, "p": word.p} for word in verbs.plain],
        "objects": [{"word": word.word, "p": word.p} for word in objects.plain],
        "truth": {"verb": answers.truth.verb, "object": answers.truth.object},
    }


def _generated(answers: Demonstration) -> dict[str, Any]:
    slots = answers.generated.slots
    return {
        "text": answers.generated.text,
        "tokens": [slot.leaf for slot in slots],
        "p": [slot.p for slot in slots],
    }


def _alignment(answers: Demonstration) -> dict[str, Any]:
    found = answers.alignment
    return {
        "sentences": [answers.sentences[placed.sentence] for placed in found.sentences],
        "matrix": [[round(float(p), 4) for p in row] for row in found.matrix],
        "best_offset_s": found.best.seconds,
    }


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
