"""Texts that other rooms made, in the person's language: errors, and names of edits.

They come with their values in them, from another process or out of a project that was written long
ago. So they are recognised by the shapes that `templates` found in the sources, which the
catalogue translates like every other text.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TypeVar

from vbert_studio.errors import StudioError
from vbert_studio.ui.translation.language import ENGLISH, language, numerals, shapes, tr

_FIELD = re.compile(r"\{(\w+)\}|\{\{|\}\}|[^{}]+|[{}]")
_QUOTED = re.compile(r"[“']\{(\w+)\}")  # a person's own words, whatever they are
_TYPED = re.compile(r"`[^`]*`")  # what a shell shall read
_NUMBER = re.compile(r"[+−-]?\d+(,\d{3})*(\.\d+)?%?")
_REST = re.compile(r"[^{}]+")
E = TypeVar("E", bound=StudioError)


def told(text: str) -> str:
    """A text of another room as the person reads it; one of unknown shape stays as it is."""
    if language() == ENGLISH or not text:
        return text
    return _translated(text) or _with_reason(text) or text


def told_error(error: E) -> E:
    """The same error, in the person's language."""
    if language() == ENGLISH:
        return error
    error.message, error.remedy = told(error.message), told(error.remedy)
    error.args = (error.message,)
    return error


def _translated(text: str) -> str | None:
    """By the shape that leaves the least to its fields."""
    if text in shapes():
        return tr(text)
    fitting = [(len(_rest(one)), one) for one in shapes() if _may_fit(one, text)]
    for _, shape in sorted(fitting, reverse=True):
        found = _pattern(shape).fullmatch(text)
        if found is not None:
            quoted = [*_QUOTED.findall(shape), *_FIELD.findall(" ".join(_TYPED.findall(shape)))]
            values = found.groupdict()
            ours = {name: _value(values[name]) for name in values.keys() - set(quoted)}
            if reason := values.get("reason"):
                ours["reason"] = _reason(reason)
            return tr(shape, **{**values, **ours})
    return None


def _with_reason(text: str) -> str | None:
    """``What is wrong: why.`` where the first part is known by itself."""
    what, colon, why = text.partition(": ")
    found = _translated(f"{what}.") if colon else None
    if found is None:
        return None
    reason = why.removesuffix(".")
    return f"{found.removesuffix('.')}: {_value(reason)}{why[len(reason) :]}"


def _reason(text: str) -> str:
    """Why something is so, which may be a sentence of its own elsewhere."""
    alone = _translated(text)
    return alone or (_translated(f"{text}.") or text).removesuffix(".")


def _value(text: str) -> str:
    """What stands in a field is a person's own, unless it is one of our words, or a number."""
    if _NUMBER.fullmatch(text):
        return numerals(text).replace("%", " %")  # apart, as everywhere in the window
    return tr(text) if text in shapes() else text


def _rest(shape: str) -> str:
    """A shape without its fields."""
    return re.sub(r"\{\w+\}", "", shape)


def _may_fit(shape: str, text: str) -> bool:
    """Whether the longest piece of a shape is in a text: quicker than to try its pattern."""
    return "{" in shape and _longest(shape) in text


@lru_cache(maxsize=2048)
def _longest(shape: str) -> str:
    pieces = _REST.findall(re.sub(r"\{\w+\}", "{}", shape).replace("{{", "{").replace("}}", "}"))
    return max(pieces, key=len, default="")


@lru_cache(maxsize=2048)
def _pattern(shape: str) -> re.Pattern[str]:
    """What texts of a shape look like; a field that comes twice says the same twice."""
    known: set[str] = set()
    parts = []
    for piece in _FIELD.finditer(shape):
        name = piece[1]
        if name is None:
            parts.append(re.escape(piece[0].replace("{{", "{").replace("}}", "}")))
        else:
            parts.append(f"(?P={name})" if name in known else f"(?P<{name}>.*?)")
            known.add(name)
    return re.compile("".join(parts), re.DOTALL)
