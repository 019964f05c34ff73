"""Which commands a few typed letters may mean, best first."""

from __future__ import annotations


def score(typed: str, title: str) -> float | None:
    """How well a title matches, 0 .. 1; None when its letters do not occur in this order.

    A letter at the beginning of a word counts most, one behind another match more than one alone.
    """
    wanted, text = typed.lower().replace(" ", ""), title.lower()
    if not wanted:
        return 0.0
    total, at, previous = 0.0, 0, -2
    for letter in wanted:
        found = _next(text, letter, at, previous)
        if found < 0:
            return None
        total += _worth(text, found, previous)
        previous, at = found, found + 1
    return total / len(wanted) - 0.001 * len(text)


def _next(text: str, letter: str, at: int, previous: int) -> int:
    """The place of a letter: right behind the last one, at a word's start, or anywhere."""
    if previous >= 0 and text.startswith(letter, previous + 1):
        return previous + 1
    starts = [n for n in range(at, len(text)) if text[n] == letter and _is_start(text, n)]
    return starts[0] if starts else text.find(letter, at)


def _is_start(text: str, at: int) -> bool:
    return at == 0 or not text[at - 1].isalnum()


def _worth(text: str, at: int, previous: int) -> float:
    if _is_start(text, at):
        return 1.0
    return 0.8 if at == previous + 1 else 0.3
