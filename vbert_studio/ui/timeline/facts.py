"""What is known about a visual word: how often it is used, with which words, and its exemplars."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from math import log
from typing import TYPE_CHECKING

import numpy as np

from vbert_studio.ui.filmstrip.exemplars import ExemplarClip, ExemplarReader

if TYPE_CHECKING:
    from vbert_studio.project import Project

_EXEMPLARS = 4
_WORDS = 6
_TELLING = 0.2  # words that tell less than this share of the best one are left out
_TOO_SHORT = 3  # letters; "a", "it", "to" say nothing about a picture


@dataclass(frozen=True, slots=True, eq=False)
class TokenFacts:
    """A visual word, as its preview tells it."""

    leaf: int
    path: str
    branching: int
    uses: int
    words: tuple[str, ...]
    exemplars: tuple[ExemplarClip, ...]


class FactsReader:
    """Answers for one state of a project; what is said with which word is counted once.

    Use it on one thread.
    """

    def __init__(self, project: Project) -> None:
        self._project = project
        self._exemplars = ExemplarReader(project)
        self._said: dict[int, Counter[str]] | None = None
        self._all: Counter[str] = Counter()

    def read(self, leaf: int, path: str) -> TokenFacts:
        """The facts of a visual word of the current codebook.

        Raises:
            ProjectError: the project cannot be read.
        """
        codebook = self._project.codebooks.current()
        if codebook is None:
            return TokenFacts(leaf, path, 12, 0, (), ())
        uses = self._project.codebooks.usage(codebook.id).get(leaf, 0)
        words, clips = self._words(leaf), self._exemplars.read(leaf, _EXEMPLARS)
        return TokenFacts(leaf, path, codebook.branching, uses, words, clips)

    def _words(self, leaf: int) -> tuple[str, ...]:
        """Words that are said during this visual word more than elsewhere, most telling first."""
        if self._said is None:
            self._said = self._count_words()
        said = self._said.get(leaf, Counter())
        here, everywhere = said.total(), self._all.total()

        def telling(word: str) -> float:
            return said[word] * log(said[word] * everywhere / (here * self._all[word]))

        best = sorted(said, key=lambda word: (-telling(word), -said[word], word))
        least = _TELLING * telling(best[0]) if best else 0.0
        return tuple(word for word in best[:_WORDS] if telling(word) > least)

    def _count_words(self) -> dict[int, Counter[str]]:
        """Leaf -> the words whose middle lies in one of its clips."""
        said: dict[int, Counter[str]] = {}
        for video in self._project.videos.all():
            leaves = self._project.tokens.load(video.id)
            starts = np.array([clip.start_s for clip in self._project.videos.clips(video.id)])
            for word in self._project.transcripts.all_words(video.id):
                text = word.text.strip().strip(".,;:!?…\"“”'()").lower()
                at = int(np.searchsorted(starts, (word.start_s + word.end_s) / 2, "right")) - 1
                if len(text) >= _TOO_SHORT and 0 <= at < len(leaves):
                    said.setdefault(int(leaves[at]), Counter())[text] += 1
                    self._all[text] += 1
        return said
