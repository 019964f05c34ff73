"""Sentences about steps: drawn at random, and their exact probabilities.

The grammar is finite, so `likelihood_of` can tell how probable a sentence is given each step;
`evidence.heard` turns that around.
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterator, Sequence

import numpy as np

from vbert_studio.kitchen import phrases
from vbert_studio.kitchen.phrases import Weighted
from vbert_studio.kitchen.rules import Step

CHATTER_SHARE = 0.09
"""How often a sentence matches nothing in the picture."""


def draw_sentence(step: Step, rng: np.random.Generator) -> str:
    """A sentence about the step, at random, with a capital and a full stop."""
    opener, template = _draw(phrases.OPENERS, rng), _draw(phrases.TEMPLATES, rng)
    verb = _draw(phrases.VERBS[step.verb], rng)
    name = _draw(_names(step), rng)
    return _finished(opener, _filled(template, step, verb, name))


def draw_chatter(rng: np.random.Generator) -> str:
    """A sentence that matches nothing, at random."""
    return _finished("", phrases.CHATTER[int(rng.integers(len(phrases.CHATTER)))])


def is_chatter(sentence: str) -> float:
    """How probable this sentence is among the chatter."""
    return float(sentence in _CHATTER) / len(_CHATTER)


@functools.lru_cache(maxsize=512)
def sentences_of(step: Step) -> dict[str, float]:
    """Every sentence that can be said about a step, with its probability (they sum to 1)."""
    found: dict[str, float] = {}
    for (opener, a), (text, b) in itertools.product(_shares(phrases.OPENERS), _bodies(step)):
        sentence = _finished(opener, text)
        found[sentence] = found.get(sentence, 0.0) + a * b
    return found


def likelihood_of(sentence: str, steps: Sequence[Step]) -> list[float]:
    """For each step, how probable it is that the narrator says exactly this about it."""
    return [sentences_of(step).get(sentence, 0.0) for step in steps]


def words_for_verb(step: Step) -> dict[str, float]:
    """How the narrator names the action of a step, given that it is named."""
    return dict(_shares(phrases.VERBS[step.verb]))


def words_for_object(step: Step) -> dict[str, float]:
    """How the narrator names the object of a step, given that it is named."""
    return dict(_shares(_names(step)))


def _names(step: Step) -> Weighted:
    return phrases.OBJECTS.get(step.object, ((step.object, 1.0),))


def _bodies(step: Step) -> Iterator[tuple[str, float]]:
    verbs, names = list(_shares(phrases.VERBS[step.verb])), list(_shares(_names(step)))
    for (template, a), (verb, b), (name, c) in itertools.product(
        _shares(phrases.TEMPLATES), verbs, names
    ):
        yield _filled(template, step, verb, name), a * b * c


def _filled(template: str, step: Step, verb: str, name: str) -> str:
    fields = {"with": phrases.TOOLS[step.tool], "where": phrases.PLACES[step.place]}
    text = template.format(verb=verb, object=name, **fields)
    stem, _, particle = verb.partition(" ")
    if not particle:
        return text
    # "heat up it" is no English.
    for pronoun in ("it", "this"):
        text = text.replace(f"{verb} {pronoun}", f"{stem} {pronoun} {particle}")
    return text


def _finished(opener: str, text: str) -> str:
    whole = f"{opener} {text}".strip()
    return f"{whole[0].upper()}{whole[1:]}."


def _shares(choices: Weighted) -> Iterator[tuple[str, float]]:
    total = sum(weight for _, weight in choices)
    return ((text, weight / total) for text, weight in choices)


def _draw(choices: Weighted, rng: np.random.Generator) -> str:
    weights = np.array([weight for _, weight in choices])
    return choices[int(rng.choice(len(choices), p=weights / weights.sum()))][0]


_CHATTER = frozenset(_finished("", text) for text in phrases.CHATTER)
