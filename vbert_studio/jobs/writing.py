"""Files that other programs read: whole or not there at all, tables as CSV or JSON."""

from __future__ import annotations

import csv
import io
import json
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

from vbert_studio.errors import ProjectError
from vbert_studio.project.faults import said_as_project_errors

TableFormat = Literal["csv", "json"]
_TABLES = (".csv", ".json", ".txt", ".tsv", "")


def write_table(
    to: Path,
    format: TableFormat,  # noqa: A002 - the word that a person types
    name: str,
    columns: Sequence[str],
    rows: Sequence[Mapping[str, Any]],
    about: Mapping[str, Any] | None = None,
) -> Path:
    """Write a table, a row for each; in CSV, lists stand with blanks between, and yes is 1.

    Args:
        to: the file, which is replaced only once the new one is whole.
        format: ``csv`` or ``json``.
        name: of the rows in JSON.
        columns: the keys of each row, in the order of CSV.
        rows: what is written.
        about: what JSON says of the table beside its rows.

    Returns:
        The file.

    Raises:
        ProjectError: kind ``not_a_table`` when there is a file of another kind, which is never
            replaced; ``is_a_directory``, ``disk_full``, ``no_permission``.
    """
    if to.is_file() and to.suffix.lower() not in _TABLES:
        raise ProjectError(
            "not_a_table",
            f"{to} is there, and is no table.",
            path=to,
            remedy="Name a file that ends in .csv or .json.",
        )
    if format == "csv":
        return write_file(to, _as_csv(columns, rows).encode())
    value = {**(about or {}), name: rows}
    return write_file(to, f"{json.dumps(value, ensure_ascii=False, indent=1)}\n".encode())


def _as_csv(columns: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows({key: _cell(value) for key, value in row.items()} for row in rows)
    return out.getvalue()


def _cell(value: Any) -> Any:  # noqa: ANN401 - whatever CSV can hold
    if isinstance(value, bool):
        return int(value)
    return " ".join(value) if isinstance(value, list) else value


def write_file(path: Path, content: bytes) -> Path:
    """Replace a file in one step; its folder is made if it is not there.

    Raises:
        ProjectError: kind ``is_a_directory``, ``disk_full``, ``no_permission``.
    """
    with said_as_project_errors(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.is_dir():
            raise ProjectError(
                "is_a_directory", f"{path} is a folder.", path=path, remedy="Name a file in it."
            )
        fresh = path.with_name(f".{path.name}.{os.getpid()}")
        try:
            fresh.write_bytes(content)
            fresh.replace(path)
        finally:
            fresh.unlink(missing_ok=True)
    return path
