"""The videos of a project as films to learn from, read as they are needed."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from vbert_studio.progress import Monitor
from vbert_studio.project import Project
from vbert_studio.training.films import TrainingFilm, film_of

if TYPE_CHECKING:
    from tokenizers import Tokenizer

    from vbert_studio.model.vocabulary import JointVocabulary

HELD_OUT = "held_out_videos"  # a setting of the project: ids that no model is taught
_FEW = 5  # with fewer videos than this the end of each is held out instead


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a video, from one share of its clips to another."""

    video_id: int
    first: float = 0.0
    end: float = 1.0


@dataclass(frozen=True, slots=True)
class Split:
    """What is taught and what is held out; no clip is both."""

    taught: tuple[Part, ...]
    held_out: tuple[Part, ...]


def split_videos(project: Project, videos: Sequence[int], share: float, seed: int) -> Split:
    """Hold out a share of the videos, always the same ones.

    Whether a video is held out hangs on its content and the seed alone, so that it stays so when
    others come. The project's setting ``held_out_videos`` overrules the share. Of fewer than five
    videos none can be spared: there the last share of each is held out.

    Args:
        project: with the videos.
        videos: ids of those that have tokens.
        share: between 0, which holds nothing out, and 1.
        seed: of the choice.
    """
    chosen = set(project.settings.get(HELD_OUT, list[int]())) & set(videos)
    if not chosen and share > 0 and len(videos) < _FEW:
        cut = 1.0 - share
        return Split(
            tuple(Part(v, end=cut) for v in videos), tuple(Part(v, first=cut) for v in videos)
        )
    if not chosen and share > 0:
        prints = {video.id: video.fingerprint for video in project.videos.all()}
        draws = {v: _draw(prints[v], seed) for v in videos}
        chosen = {v for v in videos if draws[v] < share} or {min(videos, key=draws.__getitem__)}
    return Split(
        tuple(Part(v) for v in videos if v not in chosen),
        tuple(Part(v) for v in videos if v in chosen),
    )


def _draw(fingerprint: str, seed: int) -> float:
    """A number from 0 to 1 that belongs to the content of a file."""
    digest = hashlib.sha256(f"{seed} {fingerprint}".encode()).digest()
    return int.from_bytes(digest[:8], "big") / 2**64


class ProjectFilms:
    """Films that are read from the project when they are asked for, and not kept.

    Args:
        project: with the videos.
        codebook_id: whose tokens.
        vocabulary: the rows that they become.
        tokenizer: cuts sentences into WordPieces.
        parts: which videos, and how much of them.
        monitor: may stop the reading of many.
    """

    def __init__(
        self,
        project: Project,
        codebook_id: int,
        vocabulary: JointVocabulary,
        tokenizer: Tokenizer,
        parts: Sequence[Part],
        monitor: Monitor,
    ) -> None:
        self._project = project
        self._codebook_id = codebook_id
        self._vocabulary = vocabulary
        self._tokenizer = tokenizer
        self._parts = parts
        self._monitor = monitor

    def __len__(self) -> int:
        """How many there are."""
        return len(self._parts)

    def __getitem__(self, index: int) -> TrainingFilm:
        """The tokens and the current transcript of a video, or of a part of it."""
        self._monitor.check()
        part = self._parts[index]
        leaves = self._project.tokens.of(self._codebook_id, part.video_id)
        rows = self._project.transcripts.sentences(part.video_id)
        ids = self._tokenizer.encode_batch([row.text for row in rows], add_special_tokens=False)
        said = [
            (row.start_s, row.end_s, np.array(found.ids, np.int64))
            for row, found in zip(rows, ids, strict=True)
        ]
        return part_of(film_of(self._vocabulary.visual_ids(leaves), said), part)


def part_of(film: TrainingFilm, part: Part) -> TrainingFilm:
    """The clips of a part, with the sentences that lie wholly on them."""
    count = len(film.tokens)
    first, end = round(part.first * count), round(part.end * count)
    sentences = tuple(
        replace(sentence, first=sentence.first - first, end=sentence.end - first)
        for sentence in film.sentences
        if first <= sentence.first and sentence.end <= end
    )
    return TrainingFilm(film.tokens[first:end], sentences)
