"""The words for the slots of a template, as bars and as a table."""

from __future__ import annotations

from collections.abc import Iterator

from vbert_studio.jobs.requests import ActionAnswer, ActionSlot
from vbert_studio.ui.clip.bars import Bar
from vbert_studio.ui.parts.figures import Value
from vbert_studio.ui.translation import number_text, tr

MASK = "[MASK]"
COLUMNS = ("slot", "name", "order", "rank", "word", "p", "lift")
_PUBLISHED = (tr("Verb"), tr("Object"))


def slot_names(count: int) -> tuple[str, ...]:
    """What the slots of a template are called."""
    if count == len(_PUBLISHED):
        return _PUBLISHED
    return tuple(tr("Word {number}", number=number) for number in range(1, count + 1))


def plain_bars(slot: ActionSlot) -> tuple[Bar, ...]:
    """By probability."""
    return tuple(Bar(word.word, word.p) for word in slot.plain)


def corrected_bars(slot: ActionSlot) -> tuple[Bar, ...]:
    """By how much likelier the video made a word; what became less likely has no bar."""
    most = max((word.lift for word in slot.corrected), default=0.0)
    return tuple(
        Bar(
            word.word,
            max(0.0, word.lift / most) if most > 0 else 0.0,
            number_text(word.lift, "+.1f"),
        )
        for word in slot.corrected
    )


def told(answer: ActionAnswer) -> str:
    """The template with the best corrected words in it."""
    text = answer.template
    for slot in answer.slots:
        best = slot.corrected[0].word if slot.corrected else "…"
        text = text.replace(MASK, best, 1)
    return text


def named(answer: ActionAnswer) -> str:
    """The best corrected words alone, as the name of a step: verb and object."""
    return " ".join(slot.corrected[0].word for slot in answer.slots if slot.corrected)


def rows_of(answer: ActionAnswer) -> Iterator[tuple[Value, ...]]:
    """The numbers, one row per word."""
    names = slot_names(len(answer.slots))
    for number, (name, slot) in enumerate(zip(names, answer.slots, strict=True), 1):
        for order, words in (("plain", slot.plain), ("corrected", slot.corrected)):
            for rank, word in enumerate(words, 1):
                yield number, name, order, rank, word.word, word.p, word.lift
