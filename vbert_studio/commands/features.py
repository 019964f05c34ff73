"""``extract`` and ``tokenize``: what the machine sees in every clip."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from vbert_studio.commands.devices import Device
from vbert_studio.commands.fetching import fetch_if_missing
from vbert_studio.commands.opening import open_to_work
from vbert_studio.commands.ranges import RowId
from vbert_studio.commands.registry import command
from vbert_studio.commands.results import Result
from vbert_studio.commands.shell import WORDS
from vbert_studio.jobs.batch import JobReport
from vbert_studio.progress import Monitor

Precision = Literal["auto", "float32", "bfloat16", "int8"]
NetworkEngine = Literal["auto", "torch", "openvino"]


@dataclass(frozen=True, slots=True)
class JobDone(Result):
    """What a job did. `done` and `skipped` are ids of videos; `work` is what it was."""

    work: str
    done: tuple[int, ...]
    skipped: tuple[int, ...]

    @classmethod
    def of(cls, work: str, report: JobReport) -> JobDone:
        """The result that a job's report makes."""
        return cls(work, report.done, report.skipped)


@command("extract", title="Extract features", group=WORDS)
def extract(
    project: Path,
    *,
    extractor: str | None = None,
    video: list[RowId] | None = None,
    device: Device = "auto",
    precision: Precision = "auto",
    engine: NetworkEngine = "auto",
    again: bool = False,
    monitor: Monitor,
) -> JobDone:
    """Look at every clip (1.5 seconds) with a network and keep what it sees, as numbers.

    Stop it whenever you like: what was computed stays, and the next run goes on from there. A
    network that is not on this machine yet is fetched.

    Args:
        project: the folder of the project.
        extractor: the network, as `models list` shows it; else the one used last.
        video: only this video, by its number; may be given several times.
        device: where the network runs.
        precision: what it computes in.
        engine: which library runs it.
        again: forget what was computed, and compute it anew.
        monitor: hears how far it is.
    """
    from vbert_studio.jobs.extract import extract as run
    from vbert_studio.jobs.extract import extractor_in_use

    with open_to_work(project) as opened:
        name = extractor or extractor_in_use(opened)
        fetch_if_missing(name, "extractor", monitor)
        report = run(
            opened,
            extractor=name,
            videos=video,
            device=device,
            precision=precision,
            engine=engine,
            again=again,
            monitor=monitor,
        )
    return JobDone.of("extracted", report)


@command("tokenize", title="Tokenize", group=WORDS)
def tokenize(project: Path, *, video: list[RowId] | None = None, monitor: Monitor) -> JobDone:
    """Give every clip its visual word by the current codebook.

    Args:
        project: the folder of the project.
        video: only this video, by its number; may be given several times.
        monitor: hears how far it is.
    """
    from vbert_studio.jobs.tokenize import tokenize as run

    with open_to_work(project) as opened:
        return JobDone.of("tokenized", run(opened, videos=video, monitor=monitor))
