"""The features of all videos of a project in one table."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from vbert_studio.command_line import command_line
from vbert_studio.errors import ProjectError
from vbert_studio.project import Project
from vbert_studio.weights.registry import Registry


@dataclass(frozen=True, slots=True, eq=False)
class Gathered:
    """N features, and for each the video and the clip that it belongs to."""

    features: npt.NDArray[np.float16]  # (N, D)
    videos: npt.NDArray[np.int64]  # (N,)
    clips: npt.NDArray[np.int64]  # (N,)


def gather(project: Project, extractor: str) -> Gathered:
    """Everything that an extractor found in the project.

    Raises:
        ProjectError: kind ``no_features``.
        WeightsError: it has none, and there is no such extractor.
    """
    counts = project.features.counts(extractor)
    features: npt.NDArray[np.float16] | None = None
    lengths: list[int] = []
    for video_id, count in counts.items():
        # An extraction may be going on: what came since the count is left for the next time.
        rows = project.features.load(video_id, extractor)[:count]  # (n, D)
        if features is None and len(rows):
            # Filled in place: a second copy would be gigabytes for a large project.
            features = np.empty((sum(counts.values()), rows.shape[1]), np.float16)
        if features is not None and len(rows):
            features[sum(lengths) : sum(lengths) + len(rows)] = rows
        lengths.append(len(rows))
    if features is None:
        Registry.load().entry(extractor, "extractor")
        raise _no_features(project, extractor)
    return Gathered(
        features[: sum(lengths)],
        np.repeat(np.array(list(counts), dtype=np.int64), lengths),
        np.concatenate([np.arange(n, dtype=np.int64) for n in lengths]),
    )


def _no_features(project: Project, extractor: str) -> ProjectError:
    return ProjectError(
        "no_features",
        f"No video of {project.folder} has features of {extractor} yet.",
        path=project.folder,
        remedy=f"Run `{command_line('extract', project.folder, '--extractor', extractor)}` first.",
    )
