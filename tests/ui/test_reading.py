from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from vbert_studio.project import Project
from vbert_studio.ui.jobs import reading
from vbert_studio.ui.jobs.consent import heading, size_text
from vbert_studio.ui.jobs.job import Job, Order
from vbert_studio.ui.jobs.queue import JobQueue
from vbert_studio.ui.jobs.reading import Missing, Reading

FETCHED = Missing("efficientnet-lite0-imagenet", "EfficientNet", "Apache-2.0", 18_000_000)


class Notebook(JobQueue):
    """Writes orders down and starts none."""

    def add(self, order: Order, after: Iterable[Job] = ()) -> Job:
        job = Job(order, tuple(after), self)
        self.jobs.append(job)
        return job


def orders(plan: Reading) -> list[tuple[str, str, list[str]]]:
    """Lane, verb, and the verbs that come before."""
    jobs = reading.start(plan, Notebook())
    return [
        (j.order.lane, j.order.arguments[0], [a.order.arguments[0] for a in j.after]) for j in jobs
    ]


def plan(*, has_codebook: bool, has_speech: bool, missing: tuple[Missing, ...] = ()) -> Reading:
    return Reading(Path("P"), FETCHED.name, "whisper-tiny.en", has_codebook, has_speech, missing)


def test_seeing_and_hearing_go_side_by_side(qapp: object) -> None:
    assert orders(plan(has_codebook=False, has_speech=True)) == [
        ("sight", "extract", []),
        ("sight", "codebook", ["extract"]),
        ("sight", "tokenize", ["codebook"]),
        ("hearing", "transcribe", []),
    ]


def test_a_codebook_is_kept_and_silence_is_not_listened_to(qapp: object) -> None:
    assert orders(plan(has_codebook=True, has_speech=False)) == [
        ("sight", "extract", []),
        ("sight", "tokenize", ["extract"]),
    ]


def test_what_is_missing_is_fetched_before_it_is_needed(qapp: object) -> None:
    found = orders(plan(has_codebook=True, has_speech=True, missing=(FETCHED,)))
    assert found[:2] == [("sight", "models", []), ("sight", "extract", ["models"])]
    assert found[-1] == ("hearing", "transcribe", [])


def test_the_plan_looks_at_the_project(project_folder: Path) -> None:
    with Project.open(project_folder) as project:
        found = reading.prepare(project)
    assert found.has_speech
    assert not found.has_codebook
    assert found.extractor in {"efficientnet-lite0-imagenet", "s3d-kinetics400", "s3d-kitchen"}


def test_consent_says_how_much(qapp: object) -> None:
    unknown = Missing("x", "X", "MIT", None)
    assert heading((FETCHED,)) == "1 model has to be fetched first, 18 MB"
    assert heading((FETCHED, unknown)) == "2 models have to be fetched first, at least 18 MB"
    assert size_text(3_090_000_000) == "3.1 GB"
    assert size_text(None) == "size unknown"
