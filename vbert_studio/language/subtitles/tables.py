"""Transcripts as tables, CSV or TSV, with a row for each sentence."""

from __future__ import annotations

import csv
import io
import math

from vbert_studio.language.own_files import COLUMNS, one_line
from vbert_studio.language.subtitles.cues import Cue
from vbert_studio.language.subtitles.faults import FaultError

_DELIMITERS = (",", "\t")


def is_table(text: str) -> bool:
    """Whether the first line is that of a transcript's table."""
    return _delimiter(text) is not None


def read_table(text: str) -> list[Cue]:
    """The sentences of a table.

    Raises:
        FaultError: a row without its two times and its text.
    """
    reader = csv.reader(io.StringIO(text), delimiter=_delimiter(text) or ",", strict=True)
    next(reader)
    try:
        return [_cue(cells, reader.line_num) for cells in reader if cells]
    except csv.Error as error:
        raise FaultError(f"it is no whole table ({error})", reader.line_num) from error


def _delimiter(text: str) -> str | None:
    first = text.partition("\n")[0].strip()
    return next((mark for mark in _DELIMITERS if first == mark.join(COLUMNS)), None)


def _cue(cells: list[str], line: int) -> Cue:
    if len(cells) != len(COLUMNS):
        raise FaultError(f"it has {len(cells)} cells where {len(COLUMNS)} belong", line)
    start_s, end_s = _seconds(cells[0], line), _seconds(cells[1], line)
    text = one_line(cells[2])
    return Cue(start_s, end_s, (text,) if text else (), line=line)


def _seconds(cell: str, line: int) -> float:
    try:
        value = float(cell)
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise FaultError(f"'{cell}' is no number of seconds", line)
    return value
