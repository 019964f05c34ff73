"""The visual words of a project, and all that is known about one of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from vbert_studio.errors import ProjectError
from vbert_studio.project import Project
from vbert_studio.project.records import CodebookRow, Exemplar
from vbert_studio.project.said import Ints, Said, SaidWord
from vbert_studio.project.words import WordPlace

if TYPE_CHECKING:
    from vbert_studio.visual.codebook import Codebook

_NEAR = 8
_BESIDE = 6
_SAID = 8


@dataclass(frozen=True, slots=True, eq=False)
class WordList:
    """The L visual words of the current codebook.

    Attributes:
        codebook: whose words they are.
        leaves: int64 (L,), their ids, ascending.
        paths: their digits in the tree.
        uses: int64 (L,), how many clips of the project have each.
        names: leaf id -> the name that a person gave it.
        said: which spoken words go with them.
    """

    codebook: CodebookRow
    leaves: Ints
    paths: tuple[str, ...]
    uses: Ints
    names: dict[int, str]
    said: Said

    def __len__(self) -> int:
        return len(self.leaves)

    @property
    def clips(self) -> int:
        """How many clips have a token."""
        return int(self.uses.sum())

    def place(self, leaf: int) -> int | None:
        """Where a leaf stands in the list."""
        at = int(np.searchsorted(self.leaves, leaf))
        return at if at < len(self.leaves) and self.leaves[at] == leaf else None

    def name(self, at: int) -> str:
        """The name of the word at a place of the list, "" while it has none."""
        return self.names.get(int(self.leaves[at]), "")


@dataclass(frozen=True, slots=True)
class OtherWord:
    """A visual word in its relation to another one.

    `figure` is the distance of the centroids, in the units of the features, or a count.
    """

    leaf: int
    path: str
    name: str
    figure: float


@dataclass(frozen=True, slots=True)
class VideoUse:
    """How often a visual word occurs in a video."""

    video_id: int
    video: Path
    uses: int


@dataclass(frozen=True, slots=True)
class WordFacts:
    """All that is known about a visual word.

    Attributes:
        leaf: its id.
        path: its digits in the tree.
        name: what a person calls it, or "".
        uses: how many clips have it.
        share: of all clips that have a token.
        places: where it occurs, by video and time.
        videos: in which videos, the one with most uses first.
        exemplars: the clips nearest to its centroid.
        said: what is said during it, the most telling first.
        near: the words that look most alike; `figure` is the distance.
        before: what comes just before it; `figure` counts.
        after: what comes just after it; `figure` counts.
        stays: how often the next clip has it too.
    """

    leaf: int
    path: str
    name: str
    uses: int
    share: float
    places: tuple[WordPlace, ...]
    videos: tuple[VideoUse, ...]
    exemplars: tuple[Exemplar, ...]
    said: tuple[SaidWord, ...]
    near: tuple[OtherWord, ...]
    before: tuple[OtherWord, ...]
    after: tuple[OtherWord, ...]
    stays: int


def list_words(project: Project, *, said: Said | None = None) -> WordList:
    """The visual words of the current codebook.

    Args:
        project: to read.
        said: what is said with them, if it is known; counting it is what takes long.

    Raises:
        ProjectError: kind ``no_codebook``.
    """
    from vbert_studio.jobs.train_codebook import no_codebook

    row = project.codebooks.current()
    if row is None:
        raise no_codebook(project)
    paths = project.codebooks.paths(row.id)
    usage = project.codebooks.usage(row.id)
    return WordList(
        row,
        np.array(list(paths), np.int64),
        tuple(paths.values()),
        np.array([usage.get(leaf, 0) for leaf in paths], np.int64),
        project.words.names(row.id),
        project.words.said(row.id) if said is None else said,
    )


def find_word(words: WordList, text: str) -> int:
    """The leaf id of the word with this path, or else with this name.

    Raises:
        ProjectError: kind ``no_such_word`` or ``ambiguous_word``.
    """
    if text in words.paths:
        return int(words.leaves[words.paths.index(text)])
    found = [leaf for leaf, name in words.names.items() if name.casefold() == text.casefold()]
    if len(found) == 1:
        return found[0]
    paths = ", ".join(words.paths[at] for leaf in found if (at := words.place(leaf)) is not None)
    raise ProjectError(
        "ambiguous_word" if found else "no_such_word",
        f"{len(found)} visual words are called “{text}”: {paths}."
        if found
        else f"{words.codebook.name} has no visual word “{text}”.",
        path=words.codebook.folder,
        remedy="Give the path of one, such as "
        f"{words.paths[0] if words.paths else '0'}; `vbert-studio words` lists them.",
    )


def word_facts(
    project: Project, words: WordList, leaf: int, book: Codebook | None = None
) -> WordFacts:
    """Everything about one word.

    Args:
        project: to read.
        words: as `list_words` gave them.
        leaf: one of them.
        book: the codebook itself; without it no similar words are told.
    """
    at = words.place(leaf)
    assert at is not None
    places = project.words.places(words.codebook.id, leaf)
    beside = project.words.beside(words.codebook.id, leaf)
    uses = int(words.uses[at])
    return WordFacts(
        leaf=leaf,
        path=words.paths[at],
        name=words.name(at),
        uses=uses,
        share=uses / max(1, words.clips),
        places=tuple(places),
        videos=_videos(project, places),
        exemplars=tuple(project.codebooks.exemplars(words.codebook.id, leaf)),
        said=words.said.telling(leaf, _SAID),
        near=() if book is None else _near(words, book, leaf),
        before=_others(words, beside.before[:_BESIDE]),
        after=_others(words, beside.after[:_BESIDE]),
        stays=beside.stays,
    )


def _videos(project: Project, places: list[WordPlace]) -> tuple[VideoUse, ...]:
    counts = Counter(place.video_id for place in places)
    return tuple(VideoUse(k, project.videos.get(k).path, n) for k, n in counts.most_common())


def _near(words: WordList, book: Codebook, leaf: int) -> tuple[OtherWord, ...]:
    from vbert_studio.visual.exemplars import near_leaves

    return _others(words, [(near.index, near.distance) for near in near_leaves(book, leaf, _NEAR)])


def _others(words: WordList, pairs: Iterable[tuple[int, float]]) -> tuple[OtherWord, ...]:
    placed = [(leaf, figure, words.place(leaf)) for leaf, figure in pairs]
    return tuple(
        OtherWord(leaf, words.paths[at], words.name(at), figure)
        for leaf, figure, at in placed
        if at is not None
    )
