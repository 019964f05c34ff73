"""Videos into the project: files or folders, with the subtitles beside them."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from vbert_studio.errors import MediaError, StudioError
from vbert_studio.jobs.batch import Failure
from vbert_studio.jobs.finding import candidates, is_named_as_subtitles, subtitles_beside
from vbert_studio.jobs.videos import frame_times, peaks
from vbert_studio.language.subtitles import read_subtitles
from vbert_studio.language.transcript import TranscriptError
from vbert_studio.media.files import media_error
from vbert_studio.media.fingerprint import fingerprint
from vbert_studio.media.probe import probe
from vbert_studio.progress import Monitor
from vbert_studio.project import Project
from vbert_studio.project.operations import AddVideos, ImportTranscript, RelinkVideo
from vbert_studio.project.records import NewVideo, Video

JOB = "import"
# What is said of a file that is no transcript, and need not be one.
_SOMETHING_ELSE = ("no_subtitles", "empty_file")


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did.

    Attributes:
        added: ids of the videos that are new here, or back.
        known: ids of videos that were here already.
        found_again: ids of videos whose file was missing and is at the given place.
        transcripts: how many subtitle files were taken.
        failures: what could not be taken, and why.
    """

    added: tuple[int, ...]
    known: tuple[int, ...]
    found_again: tuple[int, ...]
    transcripts: int
    failures: tuple[Failure, ...]

    @property
    def failed(self) -> bool:
        """Whether anything went wrong."""
        return bool(self.failures)


def import_videos(
    project: Project,
    paths: Sequence[Path],
    *,
    subtitles: bool = True,
    monitor: Monitor | None = None,
) -> ImportReport:
    """Add videos to the project, then read their frame times and waveforms.

    A video appears in the project as soon as it is recognised as one. All of them are one edit for
    undo. One that the project has under another path is not added twice; if its old file is gone,
    the new place is taken for it.

    Args:
        project: open for editing or for work.
        paths: files, or folders that are searched with all below them.
        subtitles: also take the subtitle files beside a video that has no transcript.
        monitor: told per video; cancelled, it leaves what was added.

    Raises:
        ProjectError: the project itself cannot be written.
        CancelledError: the person asked to stop.
    """
    watch = monitor or Monitor()
    with project.working(JOB):
        run = _Import(project, watch)
        run.add([path.absolute() for path in paths])
        concerned = {*run.added, *run.found_again, *run.known}
        for video in project.videos.all():
            if video.id in concerned:  # and not removed meanwhile
                run.complete(video, subtitles=subtitles)
    return ImportReport(
        tuple(run.added), tuple(run.known), tuple(run.found_again), run.taken, tuple(run.failures)
    )


def describe(path: Path) -> NewVideo:
    """What the project keeps of a video file.

    Raises:
        MediaError: it is not a video, or cannot be read.
    """
    _check_name(path)
    info = probe(path)
    if info.video is None:
        raise media_error("no_video_stream", path)
    return NewVideo(
        path=path,
        fingerprint=fingerprint(path),
        size=path.stat().st_size,
        duration_s=info.duration_s,
        width=info.video.shown_width,
        height=info.video.shown_height,
        has_sound=bool(info.audio),
    )


def _check_name(path: Path) -> None:
    """A database keeps text; a path of other bytes could never be found again."""
    try:
        str(path).encode()
    except UnicodeEncodeError as error:
        shown = str(path).encode(errors="backslashreplace").decode()
        raise MediaError(
            "unusable_name",
            f"The name of {shown} holds bytes that are no text.",
            path=path,
            remedy="Rename the file or its folder, then add it again.",
        ) from error


@dataclass(slots=True)
class _Import:
    """One import under way."""

    project: Project
    monitor: Monitor
    batch: str = field(default_factory=lambda: uuid.uuid4().hex)
    added: list[int] = field(default_factory=list)
    known: list[int] = field(default_factory=list)
    found_again: list[int] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    taken: int = 0

    def add(self, paths: Sequence[Path]) -> None:
        """Recognise the videos and add them."""
        files = dict(candidates(paths))
        with self.monitor.stage("videos", len(files), "files") as stage:
            for path, meant in files.items():
                try:
                    self._take(describe(path))
                except MediaError as error:
                    if meant:
                        self._fail(error)
                stage.advance()

    def _take(self, new: NewVideo) -> None:
        videos = self.project.videos
        known = videos.by_fingerprint(new.fingerprint)
        if known is None:
            count = len(self.added) + 1
            self.project.edit(AddVideos((new,), batch=self.batch, count=count))
            added = videos.by_fingerprint(new.fingerprint)
            assert added is not None
            self.added.append(added.id)
            self.monitor.landed("videos", added.id)
        elif known.missing:
            self.project.edit(RelinkVideo(known.id, new.path, new.fingerprint))
            self.found_again.append(known.id)
            self.monitor.landed("videos", known.id)
        elif known.id not in (*self.added, *self.known):
            self.known.append(known.id)

    def _fail(self, error: StudioError) -> None:
        self.monitor.failed(error)
        self.failures.append(Failure.of(error))

    def complete(self, video: Video, *, subtitles: bool) -> None:
        """Read what the window needs to show a video."""
        try:
            if self.project.videos.times(video.id) is None:
                frame_times(self.project, video, monitor=self.monitor)
                self.monitor.landed("clips", video.id)
            if video.has_sound and self.project.videos.peaks(video.id) is None:
                peaks(self.project, video, monitor=self.monitor)
                self.monitor.landed("peaks", video.id)
        except MediaError as error:
            self.project.videos.set_problem(video.id, JOB, error)
            self._fail(error)
        else:
            self.project.videos.set_problem(video.id, JOB, None)
        if subtitles and not self.project.transcripts.all(video.id):
            self._take_subtitles(video)

    def _take_subtitles(self, video: Video) -> None:
        """Take the first file beside a video that can be read."""
        try:
            files = subtitles_beside(video.path)
        except MediaError as error:
            self._fail(error)
            return
        for path in files:
            if self._are_subtitles(video, path):
                return

    def _are_subtitles(self, video: Video, path: Path) -> bool:
        try:
            import_subtitles(self.project, video, path)
        except TranscriptError as error:
            if is_named_as_subtitles(path) or error.kind not in _SOMETHING_ELSE:
                self._fail(error)
            return False
        self.taken += 1
        self.monitor.landed("sentences", video.id)
        return True


def import_subtitles(project: Project, video: Video, path: Path) -> None:
    """Give a video the transcript of a subtitle file; it becomes the one that is shown.

    Raises:
        TranscriptError: the file is no subtitle file, or cannot be read.
        ProjectError: the project cannot be written.
    """
    transcript = read_subtitles(path, video=video.path.name)
    project.edit(
        ImportTranscript(
            video.id, f"file:{path.name}", transcript.language, tuple(transcript.sentences)
        )
    )
