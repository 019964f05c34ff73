"""Which marks end a sentence, and which belong to an abbreviation or a number."""

from __future__ import annotations

import re

_TERMINAL = re.compile(r"(?P<mark>[.!?…。！？]+)(?P<closing>[\"'”’»)\]}]*)$")
_INITIAL = re.compile(r"[^\W\d_]")
_DOTTED = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]")
_PAUSING = re.compile(r"[,;:–—][\"'”’»)\]}]*$")
_OPENING = "\"'“‘«([{¿¡"

# A full stop behind these never ends a sentence: a name follows, or an explanation.
_BEFORE_NAMES = """
mr mrs ms mx dr prof mt st gen sen rev hon capt lt sgt gov vs e.g i.e cf viz ca approx
"""
# Behind these it does not if a number follows.
_BEFORE_DIGITS = "no nos p pp vol ch art fig figs eq est"
# Behind these, and behind dotted ones like U.S., it does only if the next word is written large.
_SHORTENED = """
etc al tbsp tbsps tbs tsp tsps oz lb lbs pt qt gal ml cl dl kg min mins hr hrs sec secs temp deg pkg
inc ltd corp jr sr ave blvd dept jan feb apr jun jul aug sep sept oct nov dec tues thu thurs
"""
_NEVER = frozenset(_BEFORE_NAMES.split())
_BEFORE_NUMBERS = frozenset(_BEFORE_DIGITS.split())
_PERHAPS = frozenset(_SHORTENED.split())


def may_pause_after(text: str) -> bool:
    """Whether a word ends in a comma or its like."""
    return bool(_PAUSING.search(text))


def closes_sentence(text: str, after: str | None, *, paused: bool) -> bool:
    """Whether a word is the last of its sentence.

    Args:
        text: the word with its punctuation.
        after: the word behind it; None at the end.
        paused: whether the speaker pauses between the two.
    """
    end = _TERMINAL.search(text)
    if end is None:
        return False
    if after is None:
        return True
    if end["closing"] and _begins_small(after):
        return False  # "What?" he said
    if end["mark"] == ".":
        return _full_stop_closes(text[: end.start()], after, paused=paused)
    if end["mark"].startswith(("..", "…")):
        return not _begins_small(after)  # so ... we wait
    return True


def _full_stop_closes(text: str, after: str, *, paused: bool) -> bool:
    word = text.lstrip(_OPENING).lower()
    if word in _NEVER:
        return False
    if word.isdigit() or word in _BEFORE_NUMBERS:
        return paused or not _begins_with_digit(after)  # 3. 5 and no. 7, but 1999. Then
    if _INITIAL.fullmatch(word):
        return paused or word == "i"  # J. Smith, but vitamin C. (pause) Then
    if word in _PERHAPS or _DOTTED.fullmatch(word):
        return not (_begins_small(after) or _begins_with_digit(after))
    return True


def _begins_small(text: str) -> bool:
    return text.lstrip(_OPENING)[:1].islower()


def _begins_with_digit(text: str) -> bool:
    return text.lstrip(_OPENING)[:1].isdigit()
