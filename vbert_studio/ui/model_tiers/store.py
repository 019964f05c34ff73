"""Keeps what a model said of a whole video, under everything that it depends on."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from vbert_studio import places
from vbert_studio.arrays import Array, load_arrays, save_arrays

if TYPE_CHECKING:
    from vbert_studio.project import Project


def key_of(project: Project, video_id: int, checkpoint: str, about: tuple[str | bytes, ...]) -> str:
    """Names what one model says about one state of a video: nothing stale is ever found.

    Args:
        project: has the video, its tokens, the model and the codebook.
        video_id: of the video.
        checkpoint: the model's name.
        about: whatever else the answers depend on.
    """
    from vbert_studio.jobs.models import find_model

    model = find_model(project, checkpoint)
    codebook = project.codebooks.current()
    parts: list[str | bytes] = [
        project.videos.get(video_id).fingerprint,
        checkpoint,
        f"{model.folder} {model.written}",
        "" if codebook is None else f"{codebook.folder} {codebook.made_at}",
        *about,
    ]
    digest = hashlib.sha256(project.tokens.load(video_id).tobytes())
    for part in parts:
        raw = part.encode() if isinstance(part, str) else part
        digest.update(len(raw).to_bytes(8, "big") + raw)
    return digest.hexdigest()[:32]


def recall(kind: str, key: str) -> dict[str, Array] | None:
    """What was kept under a key; None when nothing was, or it cannot be read any more."""
    try:
        return load_arrays(_path(kind, key))
    except OSError:
        return None


def keep(kind: str, key: str, arrays: dict[str, Array]) -> None:
    """Keep it; a cache that cannot be written is no reason to stop."""
    with suppress(OSError):
        save_arrays(_path(kind, key), **arrays)


def _path(kind: str, key: str) -> Path:
    return places.cache_dir() / kind / f"{key}.npz"
