"""The film that a text brings to mind, with what a person put in place of the model's choice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from vbert_studio.jobs.requests import GenerateAnswer
from vbert_studio.ui.filmstrip.board import Board, Cell, Strip, WordShot, per_cent
from vbert_studio.ui.filmstrip.lexicon import Lexicon
from vbert_studio.ui.parts.figures import Value
from vbert_studio.ui.translation import tr

COLUMNS = ("slot", "rank", "leaf", "path", "name", "p", "chosen")


@dataclass(frozen=True, slots=True)
class Draft:
    """An answer and the words that stand in its slots now.

    Attributes:
        answer: of the model.
        leaves: one per slot.
    """

    answer: GenerateAnswer
    leaves: tuple[int, ...]

    @classmethod
    def of(cls, answer: GenerateAnswer) -> Draft:
        """As the model has it."""
        return cls(answer, tuple(slot.leaf for slot in answer.slots))

    def put(self, slot: int, rank: int) -> Draft:
        """With an alternative in a slot."""
        leaf = self.answer.slots[slot].alternatives[rank].leaf
        return replace(self, leaves=(*self.leaves[:slot], leaf, *self.leaves[slot + 1 :]))

    @property
    def is_changed(self) -> bool:
        """Whether a person put anything in."""
        return self != Draft.of(self.answer)


def film_of(draft: Draft, lexicon: Lexicon) -> Board:
    """The slots, one after another."""
    heads = tuple(f"{number}" for number in range(1, len(draft.leaves) + 1))
    cells = [_slot_cell(draft, slot, lexicon) for slot in range(len(draft.leaves))]
    return Board(heads, (Strip("", "", tuple(cells)),), lexicon.branching)


def _slot_cell(draft: Draft, slot: int, lexicon: Lexicon) -> Cell:
    leaf, answered = draft.leaves[slot], draft.answer.slots[slot]
    own = leaf != answered.leaf
    note = tr("yours") if own else per_cent(answered.p)
    said = tr(
        "slot {value}: {spoken}, {note}", value=slot + 1, spoken=lexicon.spoken(leaf), note=note
    )
    return Cell(WordShot(leaf), lexicon.path(leaf), lexicon.title(leaf), note, said=said)


def others_of(draft: Draft, slot: int, lexicon: Lexicon) -> Board:
    """What else could stand in a slot, best first."""
    if not 0 <= slot < len(draft.leaves):
        return Board()
    cells = [
        Cell(
            WordShot(guess.leaf),
            lexicon.path(guess.leaf),
            lexicon.title(guess.leaf),
            per_cent(guess.p),
            said=f"{lexicon.spoken(guess.leaf)}, {per_cent(guess.p)}",
        )
        for guess in draft.answer.slots[slot].alternatives
    ]
    return Board((), (Strip("", "", tuple(cells)),), lexicon.branching)


def rows_of(draft: Draft, lexicon: Lexicon) -> Iterator[tuple[Value, ...]]:
    """The numbers: what stands in each slot as rank 0, then the alternatives."""
    for number, (leaf, slot) in enumerate(zip(draft.leaves, draft.answer.slots, strict=True), 1):
        p = slot.p if leaf == slot.leaf else None
        yield number, 0, leaf, lexicon.path(leaf), lexicon.names.get(leaf, ""), p, True
        for rank, guess in enumerate(slot.alternatives, 1):
            path, name = lexicon.path(guess.leaf), lexicon.names.get(guess.leaf, "")
            yield number, rank, guess.leaf, path, name, guess.p, guess.leaf == leaf
