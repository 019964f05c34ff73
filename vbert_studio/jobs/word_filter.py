"""Choosing among visual words by what is known of them: the query of the panel and of the verb.

3b          a path that begins so, a name that has it, or something said that begins so
path:3b     only the path             name:egg    only the name
said:egg    only what is said         >5  <2  =1  how many clips have it
is:used     is:unused  is:named  is:unnamed
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt

from vbert_studio.errors import StudioError
from vbert_studio.jobs.words import WordList
from vbert_studio.project.said import Ints

Mask = npt.NDArray[np.bool_]

_COMPARE: dict[str, Callable[[Any, Any], Any]] = {
    ">": operator.gt,
    ">=": operator.ge,
    "<": operator.lt,
    "<=": operator.le,
    "=": operator.eq,
}
_COUNT = re.compile(r"(>=|<=|>|<|=)(\d+)")


def matching(words: WordList, query: str) -> Mask:
    """Which words fit every term of a query: bool (L,). An empty query fits all.

    Raises:
        StudioError: kind ``bad_query``.
    """
    fits = np.ones(len(words), np.bool_)
    for term in query.split():
        fits &= _term(words, term)
    return fits


def _term(words: WordList, term: str) -> Mask:
    count = _COUNT.fullmatch(term)
    if count is not None:
        compared: Mask = _COMPARE[count[1]](words.uses, int(count[2]))
        return compared
    kind, colon, text = term.partition(":")
    if not colon:
        return _path(words, term) | _name(words, term) | _said(words, term)
    if kind not in _KINDS:
        raise _bad(term)
    return _KINDS[kind](words, text)


def _path(words: WordList, text: str) -> Mask:
    wanted = text.lower()
    return np.fromiter((path.startswith(wanted) for path in words.paths), np.bool_, len(words))


def _name(words: WordList, text: str) -> Mask:
    wanted = text.casefold()
    found = [leaf for leaf, name in words.names.items() if wanted in name.casefold()]
    return _among(words, np.array(found, np.int64))


def _said(words: WordList, text: str) -> Mask:
    return _among(words, words.said.leaves_with(text)) if text else np.ones(len(words), np.bool_)


def _is(words: WordList, text: str) -> Mask:
    named = _among(words, np.array(list(words.names), np.int64))
    states = {"used": words.uses > 0, "unused": words.uses == 0, "named": named, "unnamed": ~named}
    if text not in states:
        raise _bad(f"is:{text}")
    state: Mask = states[text]
    return state


def _among(words: WordList, leaves: Ints) -> Mask:
    return np.isin(words.leaves, leaves)


_KINDS = {"path": _path, "name": _name, "said": _said, "is": _is}


def _bad(term: str) -> StudioError:
    return StudioError(
        "bad_query",
        f"“{term}” says nothing about visual words.",
        remedy="Write path:3b, name:egg, said:egg, is:used, is:named, >5, or plain text.",
    )
