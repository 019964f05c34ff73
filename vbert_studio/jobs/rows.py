"""Rows out of tables that this program or another one wrote: CSV, or a list in JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from vbert_studio.errors import ProjectError
from vbert_studio.faults import refused
from vbert_studio.project.operations.stretches import check_times


@dataclass(frozen=True, slots=True)
class Row:
    """One row, and where it stands: an empty cell counts as none.

    Attributes:
        table: what the rows of its table are: ``pairs``, ``annotations``.
        path: the file.
        place: its first line, or which entry of the list of JSON it is; both count from 1.
        cells: by column; of JSON with their own types.
        in_list: whether the table is a list of JSON.
    """

    table: str
    path: Path
    place: int
    cells: Mapping[str, Any]
    in_list: bool = False

    def fault(self, reason: str, kind: str = "", *, remedy: str = "") -> ProjectError:
        """What is wrong with the row; `reason` is without a full stop."""
        if self.in_list:
            message = f"{self.path}, entry {self.place} of '{self.table}': {reason}."
        else:
            message = f"{self.path}, line {self.place}: {reason}."
        return ProjectError(
            kind or f"not_{self.table}",
            message,
            path=self.path,
            remedy=remedy if remedy else "Correct that place, or take it out of the file.",
        )

    def text(self, name: str) -> str | None:
        """A cell as text."""
        value = self.cells.get(name)
        if value is None or value == "":
            return None
        if isinstance(value, bool) or not isinstance(value, str | int | float):
            raise self.fault(f"{name} is no text")
        return str(value)

    def number(self, name: str) -> float | None:
        """A cell as a number."""
        text = self.text(name)
        try:
            return None if text is None else float(text)
        except ValueError as error:
            raise self.fault(f"'{text}' in {name} is no number") from error

    def choice(self, name: str, known: Collection[str]) -> str | None:
        """A cell that can only be one of a few words."""
        text = self.text(name)
        if text is not None and text not in known:
            raise self.fault(f"'{text}' in {name} is none of: {', '.join(known)}")
        return text

    def moment(self, name: str) -> str | None:
        """A cell with a date and a time, as ISO time in UTC."""
        text = self.text(name)
        try:
            found = None if text is None else datetime.fromisoformat(text)
        except ValueError as error:
            raise self.fault(f"'{text}' in {name} is no ISO time") from error
        if found is None:
            return None
        aware = found.replace(tzinfo=UTC) if found.tzinfo is None else found
        return aware.astimezone(UTC).isoformat(timespec="milliseconds")

    def stretch(self) -> tuple[float, float]:
        """Its ``start_s`` and ``end_s``, which a stretch must have.

        Raises:
            ProjectError: kind ``bad_times`` for those that none can have.
        """
        start_s, end_s = self.number("start_s"), self.number("end_s")
        if start_s is None or end_s is None:
            raise self.fault("it has no start_s or no end_s")
        try:
            check_times(start_s, end_s)
        except ProjectError as error:
            raise self.fault(error.message.removesuffix("."), error.kind) from error
        return start_s, end_s


@dataclass(frozen=True, slots=True)
class Table:
    """A file that may be a table: CSV, or JSON with a list of the table's name; read once.

    Attributes:
        name: what its rows are: ``pairs``, ``annotations``.
        path: the file.
        text: what is in it; line ends stay as they are, since cells may have some.
        found: what its JSON says; None of CSV.
        columns: of the first line of CSV.
        fault_in: why it is none; empty where that is not known yet.
    """

    name: str
    path: Path
    text: str = ""
    found: Any = None
    columns: tuple[str, ...] = ()
    fault_in: str = ""

    @classmethod
    def read(cls, path: Path, name: str) -> Table:
        """Read a file, CSV or JSON in UTF-8, whatever it holds.

        Raises:
            ProjectError: it cannot be read at all: ``not_found``, ``is_a_directory`` and the like.
        """
        try:
            text = path.read_bytes().decode("utf-8-sig")
        except UnicodeDecodeError:
            return cls(name, path, fault_in="it is not a text in UTF-8")
        except OSError as error:
            raise refused(path, error, ProjectError) from error
        if not text.lstrip().startswith(("{", "[")):
            return cls(name, path, text, columns=_columns(text))
        try:
            return cls(name, path, text, found=json.loads(text))
        except ValueError as error:
            return cls(name, path, fault_in=f"it is no whole JSON ({error})")
        except RecursionError:
            return cls(name, path, fault_in="its JSON is nested too deeply")

    def has(self, *columns: str) -> bool:
        """Whether it is such a table: JSON with a list of that name, or CSV with these columns."""
        if isinstance(self.found, dict):
            return isinstance(self.found.get(self.name), list)
        return set(columns) <= set(self.columns)

    def rows(self, needed: Collection[str]) -> list[Row]:
        """Its rows.

        Args:
            needed: the columns without which no row makes sense.

        Raises:
            ProjectError: kind ``not_TABLE``, naming the line.
        """
        if self.fault_in:
            raise self._fault(self.fault_in, needed)
        if self.found is not None:
            return list(self._json_rows(needed))
        missing = ", ".join(name for name in needed if name not in self.columns)
        if missing:
            raise self._fault(f"its first line has no column {missing}", needed)
        return list(_csv_rows(self.text, self))

    def _json_rows(self, needed: Collection[str]) -> Iterator[Row]:
        entries = self.found.get(self.name) if isinstance(self.found, dict) else self.found
        if not isinstance(entries, list):
            raise self._fault("it has no such list", needed)
        for number, entry in enumerate(entries, 1):
            row = Row(self.name, self.path, number, entry, in_list=True)
            if not isinstance(entry, dict):
                raise row.fault("it is no object")
            yield row

    def _fault(self, reason: str, needed: Collection[str]) -> ProjectError:
        return ProjectError(
            f"not_{self.name}",
            f"{self.path} cannot be read as {self.name}: {reason}.",
            path=self.path,
            remedy=f"Give CSV or JSON with {', '.join(needed)}.",
        )


def _columns(text: str) -> tuple[str, ...]:
    try:
        return tuple(next(csv.reader(io.StringIO(text, newline="")), []))
    except csv.Error:
        return ()


def _csv_rows(text: str, table: Table) -> Iterator[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    first = 1  # line of the row that comes, which may have line breaks in its cells
    try:
        names = next(reader)
        first = reader.line_num + 1
        for cells in reader:
            row = Row(table.name, table.path, first, dict(zip(names, cells, strict=False)))
            if len(cells) > len(names):
                raise row.fault(f"it has {len(cells)} cells where {len(names)} belong")
            if cells:
                yield row
            first = reader.line_num + 1
    except csv.Error as error:
        row = Row(table.name, table.path, first, {})
        raise row.fault(f"it is no whole row of a table ({error})") from error
