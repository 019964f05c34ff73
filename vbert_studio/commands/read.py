"""``read``: the whole path in one step."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from vbert_studio.commands.opening import open_to_work
from vbert_studio.commands.registry import command
from vbert_studio.commands.results import Result
from vbert_studio.commands.shell import WORDS
from vbert_studio.commands.show import Shown, show
from vbert_studio.progress import Monitor


@dataclass(frozen=True, slots=True)
class VideosRead(Result):
    """What was read, and with which models."""

    extractor: str
    recogniser: str
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
