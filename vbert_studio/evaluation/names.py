"""Which words are right answers: what the narrator calls a verb or an object.

A template has one `[MASK]` for the verb and one for the object, so an answer is one whole word,
taken from the open vocabulary. It is right if it is any of the narrator's names for the verb (or
the object) that is really there: slicing may be called "slice" or "cut". Names of several words or
of several WordPieces ("turn on", "grate") cannot be an answer; what has only such names cannot be
answered rightly by anybody, which the limit counts as wrong too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from tokenizers import Tokenizer

from vbert_studio.evaluation.grammar import Grammar
from vbert_studio.evaluation.metrics import Floats
from vbert_studio.kitchen.narration import words_for_object, words_for_verb
from vbert_studio.kitchen.rules import Step

SLOTS = ("verb", "object")


@dataclass(frozen=True, slots=True)
class Slot:
    """What is asked for: the verb, or the object.

    Attributes:
        name: one of `SLOTS`.
        names: for each verb (or object) the words that are right, the narrator's favourite first.
    """

    name: str
    names: dict[str, tuple[str, ...]]

    def label(self, step: Step) -> str:
        """The verb, or the object, of a step."""
        return step.verb if self.name == "verb" else step.object

    def is_right(self, word: str, step: Step) -> bool:
        """Whether a word names what is there."""
        return word in self.names[self.label(step)]

    def word(self, label: str) -> str | None:
        """The likeliest name, if there is any of one piece."""
        return next(iter(self.names[label]), None)

    def best_words(self, grammar: Grammar, distribution: Floats, count: int) -> list[str]:
        """The words that are most probably right, given a distribution over steps, (E + 1,)."""
        chance: dict[str, float] = {}
        for step, p in zip(grammar.world.steps, distribution, strict=False):
            for word in self.names[self.label(step)]:
                chance[word] = chance.get(word, 0.0) + float(p)
        possible = [word for word, p in chance.items() if p > 0]
        return sorted(possible, key=lambda word: (-chance[word], word))[:count]


def slots(grammar: Grammar, tokenizer: Tokenizer) -> tuple[Slot, Slot]:
    """The verb's slot and the object's."""
    steps = grammar.world.steps
    verbs = _names(tokenizer, ((step.verb, step) for step in steps), words_for_verb)
    objects = _names(tokenizer, ((step.object, step) for step in steps), words_for_object)
    return Slot("verb", verbs), Slot("object", objects)


def _names(
    tokenizer: Tokenizer,
    labelled: Iterable[tuple[str, Step]],
    names: Callable[[Step], dict[str, float]],
) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for label, step in labelled:
        ordered = sorted(names(step).items(), key=lambda pair: -pair[1])
        found[label] = tuple(word for word, _ in ordered if _is_one_piece(tokenizer, word))
    return found


def _is_one_piece(tokenizer: Tokenizer, word: str) -> bool:
    return len(tokenizer.encode(word, add_special_tokens=False).ids) == 1
