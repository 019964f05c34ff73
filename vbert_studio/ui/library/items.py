"""What the library shows of a video, without a widget."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from vbert_studio.ui.translation import told, tr

if TYPE_CHECKING:
    from vbert_studio.project import Project
    from vbert_studio.project.records import Problem, Video, VideoStatus


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of a video: its name, and how much of it is done, 0 .. 1."""

    name: str
    share: float
    detail: str


@dataclass(frozen=True, slots=True)
class Working:
    """What a job does with a video right now; `share` is None when the end is not known."""

    text: str
    share: float | None


@dataclass(frozen=True, slots=True)
class LibraryItem:
    """One video as a row of the library."""

    video: Video
    status: VideoStatus
    is_missing: bool
    problems: tuple[Problem, ...]

    @property
    def name(self) -> str:
        """The file's name without its ending."""
        return self.video.path.stem

    @property
    def stages(self) -> tuple[Stage, Stage, Stage]:
        """Frames read, tokens given, words heard."""
        status, clips = self.status, self.status.clips
        features = _share(status.features, clips)
        tokens = _share(status.tokens, clips)
        words = {"none": 0.0, "partial": 0.5, "complete": 1.0}[status.transcript]
        return (
            Stage(tr("Frames"), features, _of(status.features, clips, tr("clips read"))),
            Stage(tr("Tokens"), tokens, _of(status.tokens, clips, tr("clips have a visual token"))),
            Stage(
                tr("Words"), words, tr("{sentences} sentences heard", sentences=status.sentences)
            ),
        )

    @property
    def is_read(self) -> bool:
        """Whether every stage is done."""
        frames, tokens, words = self.stages
        heard = words.share >= 1 or not self.video.has_sound
        return frames.share >= 1 and tokens.share >= 1 and heard

    @property
    def summary(self) -> str:
        """One line for a tool tip and a screen reader."""
        parts = [clock(self.video.duration_s), f"{self.video.width} x {self.video.height}"]
        parts += [f"{stage.name}: {stage.detail}" for stage in self.stages]
        if self.is_missing:
            parts.append(tr("the file {path} is missing", path=self.video.path))
        parts += [f"{problem.message} {problem.remedy}" for problem in self.problems]
        return "\n".join(parts)


def _share(done: int, clips: int | None) -> float:
    return min(1.0, done / clips) if clips else 0.0


def _of(done: int, clips: int | None, what: str) -> str:
    return f"{done} of {'?' if clips is None else clips} {what}"


def clock(seconds: float) -> str:
    """A duration as ``0:42`` or ``1:02:03``."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def _told(problem: Problem) -> Problem:
    return replace(problem, message=told(problem.message), remedy=told(problem.remedy))


def read_items(project: Project, extractor: str) -> list[LibraryItem]:
    """Every video of the project with its status, problems and whether its file is there."""
    statuses = {status.video_id: status for status in project.videos.statuses(extractor)}
    problems = project.videos.problems()
    return [
        LibraryItem(
            video,
            statuses[video.id],
            video.missing,
            tuple(_told(problem) for problem in problems if problem.video_id == video.id),
        )
        for video in project.videos.all()
        if video.id in statuses
    ]
