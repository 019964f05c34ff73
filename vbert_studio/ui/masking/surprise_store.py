"""Keeps what was computed of a video's surprise, under everything that it depends on."""

from __future__ import annotations

import hashlib
import os
import tempfile
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from vbert_studio import places
from vbert_studio.ui.timeline.tiers.surprise import SurpriseTrack

if TYPE_CHECKING:
    from vbert_studio.project import Project


def key_of(project: Project, video_id: int, checkpoint: str, context: int) -> str:
    """Names the surprise of one model about one state of a video: nothing stale is ever found."""
    from vbert_studio.jobs.models import find_model

    model = find_model(project, checkpoint)
    codebook = project.codebooks.current()
    parts = [
        project.videos.get(video_id).fingerprint,
        checkpoint,
        f"{model.folder} {model.written}",
        "" if codebook is None else f"{codebook.folder} {codebook.made_at}",
        str(context),
    ]
    tokens = project.tokens.load(video_id)
    return hashlib.sha256("\n".join(parts).encode() + tokens.tobytes()).hexdigest()[:32]


def recall(key: str) -> SurpriseTrack | None:
    """What was kept under a key; None when nothing was, or it cannot be read any more."""
    try:
        # Opened here, for numpy leaves a damaged file open.
        with _path(key).open("rb") as file, np.load(file, allow_pickle=False) as kept:
            return SurpriseTrack(
                kept["nats"],
                kept["best"],
                kept["best_p"],
                str(kept["checkpoint"]),
                float(kept["blind"]),
            )
    except (OSError, ValueError, KeyError, zipfile.BadZipFile):
        return None


def keep(key: str, track: SurpriseTrack) -> None:
    """Keep it; a cache that cannot be written is no reason to stop."""
    path = _path(key)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, fresh = tempfile.mkstemp(dir=path.parent, suffix=".npz")
        with os.fdopen(handle, "wb") as file:
            np.savez(
                file,
                nats=track.nats,
                best=track.best,
                best_p=track.best_p,
                checkpoint=np.array(track.checkpoint),
                blind=np.array(track.blind),
            )
        Path(fresh).replace(path)
    except OSError:
        return


def _path(key: str) -> Path:
    return places.cache_dir() / "surprise" / f"{key}.npz"
