"""Going through many videos so that one that fails never stops the others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from vbert_studio.errors import ProjectError, StudioError
from vbert_studio.progress import Monitor
from vbert_studio.project import Project
from vbert_studio.project.records import Video


@dataclass(frozen=True, slots=True)
class Failure:
    """One video or file for which the job could not be done."""

    path: Path | None
    kind: str
    message: str
    remedy: str

    @classmethod
    def of(cls, error: StudioError) -> Failure:
        """The failure that an error tells of."""
        return cls(error.path, error.kind, error.message, error.remedy)


@dataclass(frozen=True, slots=True)
class JobReport:
    """What a job did. `done` and `skipped` are ids of videos; skipped ones were done before."""

    done: tuple[int, ...]
    skipped: tuple[int, ...]
    failures: tuple[Failure, ...]

    @property
    def failed(self) -> bool:
        """Whether anything went wrong, so that a command should end with status 1."""
        return bool(self.failures)


def chosen(project: Project, video_ids: Iterable[int] | None) -> list[Video]:
    """The videos with these ids, or all.

    Raises:
        ProjectError: kind ``no_such_video``.
    """
    if video_ids is None:
        return project.videos.all()
    return [project.videos.get(video_id) for video_id in dict.fromkeys(video_ids)]


def for_each(
    project: Project,
    job: str,
    videos: Sequence[Video],
    work: Callable[[Video], bool],
    monitor: Monitor,
) -> JobReport:
    """Do `work` for each video; it returns False where there was nothing left to do.

    A failure is kept with its video until the job succeeds for it. What concerns the project
    itself, such as a full disk, ends the job: it would fail for every other video too.
    """
    done, skipped, failures = list[int](), list[int](), list[Failure]()
    with project.working(job):
        for video in videos:
            monitor.check()
            try:
                (done if work(video) else skipped).append(video.id)
            except ProjectError:
                raise
            except StudioError as error:
                project.videos.set_problem(video.id, job, error)
                monitor.failed(error)
                failures.append(Failure.of(error))
            else:
                project.videos.set_problem(video.id, job, None)
    return JobReport(tuple(done), tuple(skipped), tuple(failures))
