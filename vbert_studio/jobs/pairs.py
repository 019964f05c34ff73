"""Pairs as files that other programs read and write, and pairs out of such files."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from vbert_studio.errors import ProjectError
from vbert_studio.jobs.writing import TableFormat, write_table
from vbert_studio.progress import Monitor
from vbert_studio.project import Project
from vbert_studio.project.faults import said_as_project_errors
from vbert_studio.project.operations import MakePairs, NewPair
from vbert_studio.project.pairs import (
    ALL_PAIRS,
    BY_PLACE,
    Judgement,
    PairFilter,
    PairOrder,
    PairRow,
)

_COLUMNS = (
    "id",
    "video",
    "fingerprint",
    "start_s",
    "end_s",
    "text",
    "judgement",
    "note",
    "origin",
    "sentence_id",
    "created_at",
    "changed_at",
)
_NEEDED = ("video", "start_s", "end_s", "text")


def said_between(project: Project, video_id: int, start_s: float, end_s: float) -> str:
    """What is said in a stretch: the words whose middle lies in it, else such sentences."""
    words = project.transcripts.all_words(video_id)
    rows = words or project.transcripts.sentences(video_id)
    inside = [row.text.strip() for row in rows if start_s <= (row.start_s + row.end_s) / 2 < end_s]
    return " ".join(inside)


def export_pairs(
    project: Project,
    to: Path,
    *,
    format: TableFormat | None = None,  # noqa: A002 - the word that a person types
    where: PairFilter = ALL_PAIRS,
    order: PairOrder = BY_PLACE,
    monitor: Monitor | None = None,
) -> Path:
    """Write pairs into one file, which is replaced only once the new one is whole.

    Args:
        project: to read.
        to: the file.
        format: ``csv`` or ``json``; None goes by the file's ending, and else takes ``csv``.
        where: which pairs.
        order: in which order.
        monitor: told per pair.

    Raises:
        ProjectError: kind ``disk_full``, ``no_permission``, ``is_a_directory``.
    """
    kind = format or ("json" if to.suffix.lower() == ".json" else "csv")
    count = len(project.pairs.listing(where))
    with (monitor or Monitor()).stage("pairs", count, "pairs") as stage:
        rows = []
        for row in _written(project, project.pairs.all(where, order)):
            rows.append(row)
            stage.advance()
    return write_table(to, kind, "pairs", _COLUMNS, rows)


def _written(project: Project, pairs: Iterable[PairRow]) -> Iterator[dict[str, Any]]:
    videos = {video.id: video for video in project.videos.all()}
    for pair in pairs:
        video = videos[pair.video_id]
        values = {name: getattr(pair, name, None) for name in _COLUMNS}
        values |= {"video": str(video.path), "fingerprint": video.fingerprint}
        yield values | {"judgement": pair.judgement.value}


@dataclass(frozen=True, slots=True)
class PairsImported:
    """What a file brought: how many pairs were `read`, and how many of them are `new` here."""

    read: int
    new: int


def import_pairs(project: Project, path: Path) -> PairsImported:
    """Take pairs from a CSV or JSON file, as one edit.

    A pair that is there already takes over the file's judgement and note, unless those are empty.
    Videos are found by fingerprint, else by path, else by a file name that only one of them has.

    Raises:
        ProjectError: kind ``not_pairs`` naming the line, ``no_such_video``, ``bad_times``, or the
            file cannot be read; nothing is taken then.
    """
    places = _Places(project)
    entries = list(_read(path))
    pairs = tuple(_pair(entry, number, path, places) for number, entry in entries)
    before = project.pairs.counts().total
    if pairs:
        project.edit(MakePairs(pairs, "import"))
    return PairsImported(len(pairs), project.pairs.counts().total - before)


def _read(path: Path) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """Each entry with its line, or its place in the list of a JSON file."""
    with said_as_project_errors(path):
        try:
            text = path.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError as error:
            raise _not_pairs(path, "it is not a text in UTF-8") from error
    if text.lstrip().startswith(("{", "[")):
        yield from enumerate(_from_json(text, path), 1)
        return
    reader = csv.DictReader(io.StringIO(text))
    missing = [name for name in _NEEDED if name not in (reader.fieldnames or ())]
    if missing:
        raise _not_pairs(path, f"its first line has no column {', '.join(missing)}")
    for entry in reader:
        yield reader.line_num, entry


def _from_json(text: str, path: Path) -> list[Mapping[str, Any]]:
    try:
        found = json.loads(text)
    except ValueError as error:
        raise _not_pairs(path, str(error)) from error
    entries = found.get("pairs") if isinstance(found, dict) else found
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise _not_pairs(path, "it has no list of pairs")
    return entries


def _pair(entry: Mapping[str, Any], number: int, path: Path, places: _Places) -> NewPair:
    try:
        return NewPair(
            video_id=places.find(str(entry["video"]), str(entry.get("fingerprint") or ""), path),
            start_s=float(entry["start_s"]),
            end_s=float(entry["end_s"]),
            text=_text(entry["text"]),
            judgement=Judgement(str(entry.get("judgement") or Judgement.NONE.value)),
            note=str(entry.get("note") or ""),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise _not_pairs(path, f"entry {number} is none ({error})") from error


def _text(value: object) -> str:
    if value is None:
        raise ValueError("it has no text")
    return str(value)


class _Places:
    """Finds the videos that a file speaks of."""

    def __init__(self, project: Project) -> None:
        self._by_print: dict[str, int] = {}
        self._by_path: dict[str, int] = {}
        self._by_name: dict[str, list[int]] = {}
        for video in project.videos.all():
            self._by_print[video.fingerprint] = video.id
            self._by_path[str(video.path)] = video.id
            self._by_name.setdefault(video.path.name, []).append(video.id)

    def find(self, video: str, fingerprint: str, path: Path) -> int:
        found = self._by_print.get(fingerprint) or self._by_path.get(video)
        named = self._by_name.get(video.replace("\\", "/").rpartition("/")[2], [])
        if found is None and len(named) == 1:
            found = named[0]
        if found is None:
            raise ProjectError(
                "no_such_video",
                f"{path.name} has a pair of {video}, which is not in the project.",
                path=path,
                remedy="Add that video first, or take its pairs out of the file.",
            )
        return found


def _not_pairs(path: Path, reason: str) -> ProjectError:
    return ProjectError(
        "not_pairs",
        f"{path} cannot be read as pairs: {reason}.",
        path=path,
        remedy=f"Give CSV or JSON with {', '.join(_NEEDED)}; judgement and note may be empty.",
    )
