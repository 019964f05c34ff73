"""Videos come, go and are found again.

A video's row stays for good, marked when it is removed: its features may be gigabytes, and an undo
brings them back for nothing.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from vbert_studio.errors import ProjectError
from vbert_studio.project.edit import Edit, Key
from vbert_studio.project.records import NewVideo
from vbert_studio.project.store import Cells
from vbert_studio.project.videos import path_to_store


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _place(path: Path, project_folder: Path) -> Cells:
    absolute, relative = path_to_store(path, project_folder)
    return {"path": absolute, "relative_path": relative}


@dataclass(frozen=True, slots=True)
class AddVideos:
    """Add videos, or bring back removed ones with everything that was computed for them.

    A video whose content the project has already is left as it is. Operations with the same `batch`
    are one edit, so that a long import can land video by video.
    """

    videos: tuple[NewVideo, ...]
    batch: str | None = None
    count: int | None = None

    @property
    def name(self) -> str:
        """Names the video, or counts them (`count` of the whole batch)."""
        count = self.count or len(self.videos)
        what = f"“{self.videos[0].path.name}”" if count == 1 else f"{count} videos"
        return f"Add {what}"

    @property
    def key(self) -> Key | None:
        """The batch, however long it takes."""
        return None if self.batch is None else Key(f"add:{self.batch}", within_s=math.inf)

    def apply(self, edit: Edit) -> None:
        """Add each that is not there."""
        for video in self.videos:
            self._add(edit, video)

    def _add(self, edit: Edit, video: NewVideo) -> None:
        place = _place(video.path, edit.project_folder)
        found = edit.find("SELECT id FROM videos WHERE fingerprint = ?", video.fingerprint)
        id_ = found[0] if found else edit.plant("videos", _row(video, place))
        if edit.cells("videos", id_)["removed_at"] is not None:
            edit.update("videos", id_, {**place, "removed_at": None})
            edit.touch(id_)


def _row(video: NewVideo, place: Cells) -> Cells:
    now = _now()
    return {
        **place,
        "fingerprint": video.fingerprint,
        "size": video.size,
        "duration_s": video.duration_s,
        "width": video.width,
        "height": video.height,
        "has_sound": int(video.has_sound),
        "added_at": now,
        "removed_at": now,
    }


@dataclass(frozen=True, slots=True)
class RemoveVideos:
    """Take videos out of the project. Their files are not touched."""

    video_ids: tuple[int, ...]
    title: str = ""

    @property
    def name(self) -> str:
        """Names the video by `title`, or counts them."""
        one = len(self.video_ids) == 1 and self.title
        return f"Remove “{self.title}”" if one else f"Remove {len(self.video_ids)} videos"

    @property
    def key(self) -> Key | None:
        """Never merged."""
        return None

    def apply(self, edit: Edit) -> None:
        """Mark each as removed."""
        for id_ in self.video_ids:
            edit.video(id_)
            edit.update("videos", id_, {"removed_at": _now()})


@dataclass(frozen=True, slots=True)
class RelinkVideo:
    """Say where a video's file is now.

    Raises:
        ProjectError: kind ``other_content`` when the file there has another fingerprint.
    """

    video_id: int
    path: Path
    fingerprint: str

    @property
    def name(self) -> str:
        """Names the file."""
        return f"Find “{self.path.name}” in {self.path.parent}"

    @property
    def key(self) -> Key | None:
        """Never merged."""
        return None

    def apply(self, edit: Edit) -> None:
        """Change the path."""
        if edit.video(self.video_id)["fingerprint"] != self.fingerprint:
            raise ProjectError(
                "other_content",
                f"{self.path} is another video than the one that is missing.",
                path=self.path,
                remedy="Choose the file that was moved, or add this one as a new video.",
            )
        edit.update("videos", self.video_id, _place(self.path, edit.project_folder))
