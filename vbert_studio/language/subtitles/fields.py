"""Taking entries out of foreign JSON, and saying exactly what is missing."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

from vbert_studio.language.subtitles.faults import FaultError

Record = dict[str, Any]


def records(record: Record, name: str, where: str = "the document") -> Iterator[tuple[str, Record]]:
    """The objects of a list, each with a description of its place."""
    items = record.get(name)
    if not isinstance(items, list):
        raise FaultError(f"{where} has no list '{name}'")
    for number, item in enumerate(items, start=1):
        place = f"entry {number} of '{name}'"
        if not isinstance(item, dict):
            raise FaultError(f"{place} is no object")
        yield place, item


def seconds(where: str, record: Record, name: str) -> float:
    """A finite number that must be there."""
    value = seconds_if_any(where, record, name)
    if value is None:
        raise FaultError(f"{where} has no '{name}'")
    return value


def seconds_if_any(where: str, record: Record, name: str) -> float | None:
    """A finite number, or None where there is none."""
    value = record.get(name)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise FaultError(f"'{name}' of {where} is no number")
    return float(value)


def text_of(where: str, record: Record, name: str) -> str:
    """A text that must be there."""
    value = record.get(name)
    if not isinstance(value, str):
        raise FaultError(f"{where} has no text '{name}'")
    return value
