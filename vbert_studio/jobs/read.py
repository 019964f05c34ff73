"""The whole path in one call: look, learn the words, name each clip, write down the speech."""

from __future__ import annotations

from dataclasses import dataclass

from vbert_studio.jobs.batch import Failure, JobReport
from vbert_studio.jobs.choosing import choose_extractor, choose_recogniser, missing_models
from vbert_studio.jobs.extract import extract
from vbert_studio.jobs.tokenize import tokenize
from vbert_studio.jobs.train_codebook import train_codebook
from vbert_studio.jobs.transcribe import transcribe
from vbert_studio.progress import Monitor
from vbert_studio.project import Project
from vbert_studio.weights import store


@dataclass(frozen=True, slots=True)
class ReadReport:
    """What was read with which models, and what could not be."""

    extractor: str
    recogniser: str
    failures: tuple[Failure, ...]


def read_videos(
    project: Project,
    *,
    extractor: str | None = None,
    model: str | None = None,
    monitor: Monitor | None = None,
) -> ReadReport:
    """Give every video of a project its visual tokens and its transcript, where it has none.

    Models that are not on this machine are fetched first. What was done before is left as it is.

    Args:
        project: open for editing or for work.
        extractor: the network that looks; None takes the best one that is here.
        model: the one that listens; None takes the best one that is here.
        monitor: told each step.

    Raises:
        WeightsError: a model is not here and cannot be fetched.
        ProjectError: the project cannot be written.
        CancelledError: the person asked to stop; what was done stays.
    """
    watch = monitor or Monitor()
    eyes, ears = extractor or choose_extractor(project), model or choose_recogniser()
    for entry in missing_models(project, eyes, ears):
        watch.log(f"{entry.title} is fetched: {entry.licence}")
        store.get(entry, monitor=watch)
    reports = [extract(project, extractor=eyes, monitor=watch)]
    if project.features.counts(eyes):
        reports.append(_tokens(project, eyes, watch))
    if any(video.has_sound for video in project.videos.all()):
        reports.append(transcribe(project, model=ears, monitor=watch))
    return ReadReport(eyes, ears, tuple(f for report in reports for f in report.failures))


def _tokens(project: Project, extractor: str, monitor: Monitor) -> JobReport:
    current = project.codebooks.current()
    if current is None or current.extractor != extractor:
        train_codebook(project, extractor=extractor, monitor=monitor)
    return tokenize(project, monitor=monitor)
