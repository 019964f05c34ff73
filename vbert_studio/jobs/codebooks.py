"""Which of a project's codebooks is current, and what each of them has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from vbert_studio.jobs.models import models_reading
from vbert_studio.project import Project
from vbert_studio.project.records import CodebookRow
from vbert_studio.visual.codebook import Codebook

Leaves = npt.NDArray[np.integer]


@dataclass(frozen=True, slots=True)
class CodebookState:
    """A codebook and what came of it in this project.

    Attributes:
        name: by which it is asked for.
        extractor: whose features it divides.
        made_at: as ISO 8601 says it, in UTC.
        is_current: whether its tokens are shown.
        words: its leaves.
        names: those of them that a person named.
        tokenized: videos whose clips have tokens by it.
        waiting: videos that have features for it and no tokens yet.
        models: names of the models that read its words.
    """

    name: str
    extractor: str
    made_at: str
    is_current: bool
    words: int
    names: int
    tokenized: int
    waiting: int
    models: tuple[str, ...]


def codebook_states(project: Project) -> tuple[CodebookState, ...]:
    """Every codebook, oldest first.

    Raises:
        ProjectError: the project cannot be read.
    """
    return tuple(_state(project, row) for row in project.codebooks.all())


def use_codebook(project: Project, name: str) -> CodebookState:
    """Make a codebook the current one: its tokens, names and models are there again.

    Args:
        project: open for editing or for work.
        name: of the codebook.

    Raises:
        ProjectError: kind ``no_such_codebook``, or the project cannot be written.
        CodebookError: its files are missing or damaged; the one before stays current.
    """
    row = project.codebooks.get(name)
    Codebook.load(row.folder)
    project.codebooks.use(name)
    return _state(project, project.codebooks.get(name))


def carried_names(names: Mapping[int, str], before: Leaves, after: Leaves) -> dict[int, str]:
    """The names that a new codebook can take over from the one before.

    A word is taken for the same when more than half of the clips of either are clips of the other.
    Then no two words can be the same as a third.

    Args:
        names: leaf of the old codebook -> name.
        before: leaf ids (N,) of all clips by the old codebook, -1 where a clip had none.
        after: leaf ids (N,) of the same clips by the new one.

    Returns:
        Leaf of the new codebook -> name.
    """
    found: dict[int, str] = {}
    for leaf, name in names.items():
        clips = after[before == leaf]  # (n,), the new words of the clips of this one
        here, counts = np.unique(clips, return_counts=True)
        if not len(here):
            continue
        new, shared = int(here[counts.argmax()]), 2 * int(counts.max())
        if shared > len(clips) and shared > np.count_nonzero(after == new):
            found[new] = name
    return found


def _state(project: Project, row: CodebookRow) -> CodebookState:
    tokenized = set(project.tokens.videos(row.id))
    ready = {video for video, count in project.features.counts(row.extractor).items() if count}
    return CodebookState(
        name=row.name,
        extractor=row.extractor,
        made_at=row.made_at,
        is_current=row.is_current,
        words=len(project.codebooks.paths(row.id)),
        names=len(project.words.names(row.id)),
        tokenized=len(tokenized),
        waiting=len(ready - tokenized),
        models=tuple(place.name for place in models_reading(project, row)),
    )
