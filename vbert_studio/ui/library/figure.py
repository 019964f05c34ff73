"""The videos of the library as numbers, for files."""

from __future__ import annotations

from vbert_studio.ui.library.items import LibraryItem
from vbert_studio.ui.parts.figures import Value

COLUMNS = (
    *("video_id", "path", "duration_s", "width", "height", "has_sound", "missing"),
    *("clips", "features", "tokens", "transcript", "sentences"),
)


def row_of(item: LibraryItem) -> tuple[Value, ...]:
    """A video: its file, and how far it is read."""
    video, status = item.video, item.status
    about = (video.duration_s, video.width, video.height, video.has_sound, item.is_missing)
    read = (status.clips, status.features, status.tokens, status.transcript, status.sentences)
    return video.id, str(video.path), *about, *read
