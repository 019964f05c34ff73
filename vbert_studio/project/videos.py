"""The videos of a project, with their frame times, clips and waveforms."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Protocol

from vbert_studio.errors import ProjectError, StudioError
from vbert_studio.project.records import ClipTime, Problem, Video, VideoStatus, is_there
from vbert_studio.project.store import Row, Store

_COLUMNS = "id, path, relative_path, fingerprint, size, duration_s, width, height, has_sound"

# Clips, features and tokens of a video have no gaps, so the last one says how many there are.
_STATUS = """
SELECT v.id,
    CASE WHEN EXISTS (SELECT 1 FROM frame_times t WHERE t.video_id = v.id)
        THEN (SELECT max(c.clip) + 1 FROM clips c WHERE c.video_id = v.id) END,
    coalesce((SELECT f.first + f.count FROM features f
        WHERE f.video_id = v.id AND f.extractor = ? ORDER BY f.first DESC LIMIT 1), 0),
    coalesce((SELECT max(k.clip) + 1 FROM tokens k
        WHERE k.video_id = v.id AND k.codebook_id = ?), 0),
    (SELECT count(*) FROM sentences s WHERE s.transcript_id = t.id),
    CASE t.complete WHEN 1 THEN 'complete' WHEN 0 THEN 'partial' ELSE 'none' END
FROM videos v LEFT JOIN transcripts t ON t.video_id = v.id AND t.is_current = 1
WHERE v.removed_at IS NULL ORDER BY v.id
"""


class ClipLike(Protocol):
    """A clip's place, as `media.clips.ClipSpan` has it."""

    @property
    def index(self) -> int: ...  # noqa: D102
    @property
    def start_s(self) -> float: ...  # noqa: D102
    @property
    def end_s(self) -> float: ...  # noqa: D102
    @property
    def partial(self) -> bool: ...  # noqa: D102


def path_to_store(path: Path, project_folder: Path) -> tuple[str, str | None]:
    """The absolute path and, for a file below the folder that holds the project, the relative one.

    With both, a video is found after the project moved alone and after both moved together.
    """
    absolute = Path(os.path.abspath(path))  # noqa: PTH100 - resolve() would follow links
    home = project_folder.parent
    relative = absolute.relative_to(home) if absolute.is_relative_to(home) else None
    return str(absolute), None if relative is None else relative.as_posix()


class Videos:
    """`project.videos`."""

    def __init__(self, store: Store, folder: Path) -> None:
        self._store = store
        self._folder = folder

    def _video(self, row: Row) -> Video:
        id_, absolute, relative, fingerprint, size, duration_s, width, height, has_sound = row
        path = Path(absolute)
        if relative is not None and not is_there(path):
            moved_along = self._folder.parent / relative
            path = moved_along if is_there(moved_along) else path
        sound = bool(has_sound)
        return Video(id_, path, fingerprint, size, duration_s, width, height, sound)

    def all(self) -> list[Video]:
        """Every video, in the order in which they were added."""
        sql = f"SELECT {_COLUMNS} FROM videos WHERE removed_at IS NULL ORDER BY id"
        return [self._video(row) for row in self._store.rows(sql)]

    def names(self) -> dict[int, str]:
        """What every video is called, by its number; without a look for the files."""
        sql = "SELECT id, path FROM videos WHERE removed_at IS NULL ORDER BY id"
        return {id_: Path(path).stem for id_, path in self._store.rows(sql)}

    def get(self, video_id: int) -> Video:
        """One video.

        Raises:
            ProjectError: kind ``no_such_video``.
        """
        found = self._one("id = ?", video_id)
        if found is None:
            raise ProjectError(
                "no_such_video",
                f"The project has no video with the number {video_id}.",
                path=self._store.path,
                remedy="Look up the numbers with `vbert-studio show`.",
            )
        return found

    def by_path(self, path: Path) -> Video | None:
        """The video at this path, if the project has it."""
        absolute, relative = path_to_store(path, self._folder)
        return self._one("path = ? OR relative_path = ?", absolute, relative)

    def by_fingerprint(self, fingerprint: str) -> Video | None:
        """The video with this content, if the project has it."""
        return self._one("fingerprint = ?", fingerprint)

    def _one(self, where: str, *args: str | int | None) -> Video | None:
        sql = f"SELECT {_COLUMNS} FROM videos WHERE removed_at IS NULL AND ({where}) ORDER BY id"
        row = self._store.row(sql, args)
        return None if row is None else self._video(row)

    def missing(self) -> list[Video]:
        """The videos whose file is not where it was."""
        return [video for video in self.all() if video.missing]

    def statuses(self, extractor: str) -> list[VideoStatus]:
        """How far each video is, with the features of `extractor`; one query for the library."""
        codebook = self._store.value("SELECT id FROM codebooks WHERE is_current = 1")
        return [VideoStatus(*row) for row in self._store.rows(_STATUS, [extractor, codebook])]

    def times(self, video_id: int) -> bytes | None:
        """The frame times as `media.times.FrameTimes.to_bytes` wrote them, if they are known."""
        return self._blob("frame_times", video_id)

    def clips(self, video_id: int) -> list[ClipTime]:
        """The clips of a video; empty until its frame times are known."""
        sql = "SELECT clip, start_s, end_s, partial FROM clips WHERE video_id = ? ORDER BY clip"
        rows = self._store.rows(sql, [video_id])
        return [ClipTime(clip, start, end, bool(partial)) for clip, start, end, partial in rows]

    def set_times(
        self, video_id: int, data: bytes, clips: Iterable[ClipLike], *, end_s: float | None = None
    ) -> None:
        """Keep a video's frame times and the clips that follow from them.

        `end_s`, when the last frame disappears, is the duration of a file that says none itself.
        """
        rows = [(video_id, c.index, c.start_s, c.end_s, int(c.partial)) for c in clips]
        with self._store.write() as db:
            db.execute("INSERT OR REPLACE INTO frame_times VALUES (?, ?)", [video_id, data])
            db.execute("DELETE FROM clips WHERE video_id = ?", [video_id])
            db.conn.executemany("INSERT INTO clips VALUES (?, ?, ?, ?, ?)", rows)
            if end_s is not None:
                sql = "UPDATE videos SET duration_s = ? WHERE id = ? AND duration_s <= 0"
                db.execute(sql, [end_s, video_id])

    def peaks(self, video_id: int) -> bytes | None:
        """The waveform as `media.sound.Peaks.to_bytes` wrote it, if it is known."""
        return self._blob("peaks", video_id)

    def set_peaks(self, video_id: int, data: bytes) -> None:
        """Keep a video's waveform."""
        with self._store.write() as db:
            db.execute("INSERT OR REPLACE INTO peaks VALUES (?, ?)", [video_id, data])

    def _blob(self, table: str, video_id: int) -> bytes | None:
        sql = f"SELECT data FROM {table} WHERE video_id = ?"
        data: bytes | None = self._store.value(sql, [video_id])
        return data

    def problems(self) -> list[Problem]:
        """What went wrong with which video and has not gone well since."""
        sql = "SELECT p.* FROM problems p JOIN videos v ON v.id = p.video_id AND removed_at IS NULL"
        return [Problem(*row) for row in self._store.rows(f"{sql} ORDER BY video_id, job")]

    def set_problem(self, video_id: int, job: str, error: StudioError | None) -> None:
        """Keep why `job` failed for a video, or, with None, that it did not."""
        with self._store.write() as db:
            args: Sequence[int | str] = [video_id, job]
            db.execute("DELETE FROM problems WHERE video_id = ? AND job = ?", args)
            if error is not None:
                args = [*args, error.kind, error.message, error.remedy]
                db.execute("INSERT INTO problems VALUES (?, ?, ?, ?, ?)", args)
