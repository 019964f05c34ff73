"""``pairs list``, ``pairs export`` and ``pairs import``: what people said belongs together."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from vbert_studio.commands.opening import check_video, open_to_edit
from vbert_studio.commands.ranges import CountOrNone, RowId
from vbert_studio.commands.registry import command
from vbert_studio.commands.results import Result
from vbert_studio.commands.shell import PROJECT
from vbert_studio.progress import Monitor
from vbert_studio.project import Project
from vbert_studio.project.pairs import (
    Judgement,
    OrderBy,
    PairCounts,
    PairFilter,
    PairOrder,
    PairRow,
)

Format = Literal["csv", "json"]


@dataclass(frozen=True, slots=True)
class PairsListed(Result):
    """Pairs, and how many of those that pass the filter have which judgement."""

    pairs: tuple[PairRow, ...]
    counts: PairCounts


@dataclass(frozen=True, slots=True)
class PairsExported(Result):
    """The file that was written."""

    file: Path
    pairs: int


@dataclass(frozen=True, slots=True)
class PairsTaken(Result):
    """How many pairs a file had, and how many of them are new here."""

    read: int
    new: int


@command("pairs list", title="List pairs", group=PROJECT)
def list_pairs(
    project: Path,
    *,
    text: str = "",
    judgement: list[Judgement] | None = None,
    video: RowId | None = None,
    sort: OrderBy = "place",
    descending: bool = False,
    limit: CountOrNone = 0,
) -> PairsListed:
    """List pairs of sentence and stretch with what was said about them.

    Args:
        project: the folder of the project.
        text: only pairs that have all these words; the last one may be unfinished.
        judgement: only pairs judged so; may be given several times.
        video: only of this video, by its number.
        sort: by what.
        descending: the other way round.
        limit: at most so many; 0 lists all.
    """
    where = _filter(text, judgement, video)
    with Project.open(project, "read") as opened:
        check_video(opened, video)
        ids = opened.pairs.listing(where, PairOrder(sort, descending)).ids.tolist()
        wanted = ids[:limit] if limit > 0 else ids
        rows = [
            row for k in range(0, len(wanted), 500) for row in opened.pairs.rows(wanted[k:][:500])
        ]
        return PairsListed(tuple(rows), opened.pairs.counts(where))


@command("pairs export", title="Export pairs", group=PROJECT)
def export_pairs(
    project: Path,
    to: Path | None = None,
    *,
    format: Format | None = None,  # noqa: A002 - the word that a person types
    text: str = "",
    judgement: list[Judgement] | None = None,
    video: RowId | None = None,
    monitor: Monitor,
) -> PairsExported:
    """Write pairs into a file that other programs read.

    Args:
        project: the folder of the project.
        to: the file; else `pairs.csv` in the project's `exports`.
        format: csv or json; else by the file's ending.
        text: only pairs that have all these words; the last one may be unfinished.
        judgement: only pairs judged so; may be given several times.
        video: only of this video, by its number.
        monitor: hears how far it is.
    """
    from vbert_studio.jobs import pairs as jobs

    where = _filter(text, judgement, video)
    with Project.open(project, "read") as opened:
        check_video(opened, video)
        file = to or opened.folder / "exports" / f"pairs.{format or 'csv'}"
        jobs.export_pairs(opened, file, format=format, where=where, monitor=monitor)
        return PairsExported(file, opened.pairs.counts(where).total)


@command("pairs import", title="Import pairs", group=PROJECT)
def import_pairs(project: Path, file: Path) -> PairsTaken:
    """Take pairs from a CSV or JSON file, as one edit that can be undone.

    It needs video, start_s, end_s and text; all else may be left out. A pair that is there already
    takes over the judgement and the note of the file. A new one keeps its origin and the times of
    its edits, and finds its sentence again by text and times.

    Args:
        project: the folder of the project.
        file: what `pairs export` wrote, or another program.
    """
    from vbert_studio.jobs import pairs as jobs

    with open_to_edit(project) as opened:
        done = jobs.import_pairs(opened, file)
    return PairsTaken(done.read, done.new)


def _filter(text: str, judgement: list[Judgement] | None, video: int | None) -> PairFilter:
    return PairFilter(text, frozenset(judgement or ()), video)
