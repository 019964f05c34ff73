"""The sentences that pairs were made from, written beside them and found again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from vbert_studio.jobs.rows import Row
from vbert_studio.project import Project
from vbert_studio.project.operations.stretches import plain
from vbert_studio.project.pairs import PairRow
from vbert_studio.project.records import SentenceRow

# Subtitle files round times; nobody says the same sentence twice within so short a time.
_SAME_S = 0.05


@dataclass(frozen=True, slots=True)
class _Said:
    """The sentences of all transcripts of a video; those of a text with the shown ones first."""

    by_id: dict[int, SentenceRow]
    by_text: dict[str, list[SentenceRow]]


class PairedSentences:
    """Reads the sentences of a video once, for all its pairs."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._in_video: dict[int, _Said] = {}

    def cells(self, pair: PairRow) -> dict[str, Any]:
        """What a table says of a pair's sentence: its text and its times, if it is still there."""
        if pair.sentence_id is None:
            return {}
        one = self._said(pair.video_id).by_id.get(pair.sentence_id)
        if one is None:
            return {}
        times = {"sentence_start_s": one.start_s, "sentence_end_s": one.end_s}
        return {"sentence": one.text, **times}

    def find(self, row: Row, video_id: int, start_s: float, end_s: float) -> int | None:
        """The id of the sentence that a row of pairs speaks of; None where there is none.

        That with its text and its times, by which it is found in any project. Where one was
        corrected or moved since, the one with its number, if either is still the same.

        Args:
            row: with ``sentence_id``, and ``sentence`` with its times unless they are the pair's.
            video_id: of the pair.
            start_s: of the pair.
            end_s: of the pair.
        """
        number = row.number("sentence_id")
        if number is None:
            return None
        text = plain(row.text("sentence") or row.text("text") or "")
        from_s, to_s = row.number("sentence_start_s"), row.number("sentence_end_s")
        times = (start_s if from_s is None else from_s, end_s if to_s is None else to_s)
        said = self._said(video_id)
        named = said.by_id.get(int(number)) if number.is_integer() else None
        alike = [one for one in said.by_text.get(text, ()) if _is_then(one, *times)]
        if named is not None and (plain(named.text) == text or _is_then(named, *times)):
            alike = [named] if named in alike else [*alike, named]
        return alike[0].id if alike else None

    def _said(self, video_id: int) -> _Said:
        if video_id not in self._in_video:
            said = _Said({}, {})
            for one in self._project.transcripts.all_sentences(video_id):
                said.by_id[one.id] = one
                said.by_text.setdefault(plain(one.text), []).append(one)
            self._in_video[video_id] = said
        return self._in_video[video_id]


def _is_then(sentence: SentenceRow, start_s: float, end_s: float) -> bool:
    return abs(sentence.start_s - start_s) <= _SAME_S and abs(sentence.end_s - end_s) <= _SAME_S
