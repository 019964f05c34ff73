"""Pairs as files that other programs read and write, and pairs out of such files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast, get_args

from vbert_studio.jobs.named_videos import NamedVideos
from vbert_studio.jobs.paired_sentences import PairedSentences
from vbert_studio.jobs.rows import Row, Table
from vbert_studio.jobs.writing import TableFormat, write_table
from vbert_studio.progress import Monitor
from vbert_studio.project import Project
from vbert_studio.project.operations import MakePairs, NewPair
from vbert_studio.project.operations.pairs import Origin
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
    "sentence",
    "sentence_start_s",
    "sentence_end_s",
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
    sentences = PairedSentences(project)
    for pair in pairs:
        video = videos[pair.video_id]
        values = {name: getattr(pair, name, None) for name in _COLUMNS}
        values |= {"video": str(video.path), "fingerprint": video.fingerprint}
        values |= {"judgement": pair.judgement.value, **sentences.cells(pair)}
        yield values


@dataclass(frozen=True, slots=True)
class PairsImported:
    """What a file brought: how many pairs were `read`, and how many of them are `new` here."""

    read: int
    new: int


def import_pairs(project: Project, path: Path) -> PairsImported:
    """Take pairs from a CSV or JSON file, as one edit.

    A pair that is there already takes over the file's judgement and note, unless those are empty.
    Videos are found by fingerprint, else by path, else by a file name that only one of them has;
    sentences by their text and times. Origins and times of edits are those of the file, if it has
    some.

    Raises:
        ProjectError: kind ``not_pairs``, ``no_such_video`` or ``bad_times`` naming the line, or the
            file cannot be read; nothing is taken then.
    """
    rows = Table.read(path, "pairs").rows(_NEEDED)
    videos, sentences = NamedVideos(project), PairedSentences(project)
    pairs = tuple(_pair(row, videos.find(row), sentences) for row in rows)
    before = project.pairs.counts().total
    if pairs:
        project.edit(MakePairs(pairs, "import"))
    return PairsImported(len(pairs), project.pairs.counts().total - before)


def _pair(row: Row, video_id: int, sentences: PairedSentences) -> NewPair:
    start_s, end_s = row.stretch()
    if "text" not in row.cells or row.cells["text"] is None:
        raise row.fault("it has no text")
    judgement = row.choice("judgement", [judgement.value for judgement in Judgement])
    note = row.text("note") or ""
    return NewPair(
        video_id=video_id,
        start_s=start_s,
        end_s=end_s,
        text=row.text("text") or "",
        sentence_id=sentences.find(row, video_id, start_s, end_s),
        judgement=Judgement(judgement or Judgement.NONE.value),
        note=note.replace("\r\n", "\n").replace("\r", "\n"),
        origin=cast("Origin | None", row.choice("origin", get_args(Origin))),
        created_at=row.moment("created_at"),
        changed_at=row.moment("changed_at"),
    )
