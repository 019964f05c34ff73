"""Which words are listed: the filter's text, a class of words, and a loop drawn on the map."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from vbert_studio.jobs.word_filter import matching
from vbert_studio.jobs.words import WordList
from vbert_studio.ui.translation import tr, trn
from vbert_studio.ui.words.chart import Mask
from vbert_studio.ui.words.tree import Sorting, WordTree

# What the person chooses -> the term of the query that says it.
CLASSES = {
    tr("All words"): "",
    tr("In use"): "is:used",
    tr("With a name"): "is:named",
    tr("In use, no name"): "is:used is:unnamed",
    tr("Not in use"): "is:unused",
}
SORTINGS: dict[str, Sorting] = {tr("In tree order"): "path", tr("Most used first"): "uses"}


@dataclass(frozen=True, slots=True, eq=False)
class Choice:
    """What the person wants to see of a list.

    Attributes:
        text: of the filter.
        kind: one of `CLASSES`.
        sorting: of siblings.
        circled: bool (L,), those within a loop on the map; None for no loop.
    """

    text: str = ""
    kind: str = tr("All words")
    sorting: Sorting = "path"
    circled: Mask | None = None

    @property
    def query(self) -> str:
        """As the command line takes it."""
        return f"{self.text} {CLASSES[self.kind]}".strip()

    @property
    def is_everything(self) -> bool:
        """Whether nothing is left out on purpose."""
        return not self.query and self.circled is None

    def mask(self, words: WordList) -> Mask:
        """Which words are listed, bool (L,).

        Raises:
            StudioError: kind ``bad_query``.
        """
        wanted = matching(words, self.query)
        return wanted if self.circled is None else wanted & self.circled


def tree_of(words: WordList, mask: Mask, sorting: Sorting) -> WordTree:
    """The tree of the listed words."""
    row = words.codebook
    depths = np.fromiter(map(len, words.paths), np.int64, len(words))
    return WordTree.of(
        words.leaves,
        depths,
        words.uses,
        levels=row.levels,
        branching=row.branching,
        chosen=mask,
        sorting=sorting,
    )


def counted(words: WordList, mask: Mask, choice: Choice) -> str:
    """How many are listed, of how many."""
    listed, total = int(mask.sum()), len(words)
    if choice.is_everything:
        used = int((words.uses > 0).sum())
        return trn(
            "{count:,} word, {used:,} in use", "{count:,} words, {used:,} in use", total, used=used
        )
    if choice.circled is None:
        return trn(
            "{listed:,} of {count:,} word", "{listed:,} of {count:,} words", total, listed=listed
        )
    return trn(
        "{listed:,} of {count:,} word circled on the map",
        "{listed:,} of {count:,} words circled on the map",
        total,
        listed=listed,
    )
