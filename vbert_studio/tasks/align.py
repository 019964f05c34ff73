"""Does this sentence belong to this stretch of video?"""

from __future__ import annotations

from collections.abc import Sequence as Rows
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from vbert_studio.model.sequence import Order, build_sequence
from vbert_studio.model.vocabulary import Ids
from vbert_studio.progress import Monitor
from vbert_studio.tasks.asker import Asker

Matrix = npt.NDArray[np.float32]

_WORTH_MOVING = 0.02  # a gain of the mean probability below this is no reason to move anything


def align(
    asker: Asker, pairs: Rows[tuple[Ids, Ids]], *, batch: int = 64, monitor: Monitor | None = None
) -> npt.NDArray[np.float32]:
    """The probability that each pair belongs together, the mean over both orders, float32 (N,).

    Args:
        asker: the model.
        pairs: WordPieces (n,) with visual ids (m,).
        batch: pairs per pass.
        monitor: is told the pairs judged.
    """
    found = np.zeros(len(pairs), np.float32)
    by_length = np.argsort([len(text) + len(video) for text, video in pairs], kind="stable")
    with (monitor or Monitor()).stage("alignment", len(pairs), "pairs") as stage:
        for start in range(0, len(pairs), batch):
            part = by_length[start : start + batch]
            for order in Order:
                rows = [
                    build_sequence(asker.vocabulary, pairs[k][0], pairs[k][1], order) for k in part
                ]
                found[part] += asker.alignment(rows) / len(Order)
            stage.advance(len(part))
    return found


def alignment_matrix(
    asker: Asker,
    sentences: Rows[Ids],
    segments: Rows[Ids],
    *,
    band: int | None = None,
    monitor: Monitor | None = None,
) -> Matrix:
    """Every sentence against every segment: float32 (sentences, segments).

    Args:
        asker: the model.
        sentences: WordPieces.
        segments: visual ids.
        band: leave out, as NaN, what lies further from the diagonal than this.
        monitor: is told the pairs judged.
    """
    across = np.arange(len(segments))[None] - np.arange(len(sentences))[:, None]
    wanted = np.abs(across) <= (max(across.shape) if band is None else band)
    pairs = [(sentences[i], segments[j]) for i, j in np.argwhere(wanted)]
    matrix = np.full(wanted.shape, np.nan, np.float32)
    matrix[wanted] = align(asker, pairs, monitor=monitor)
    return matrix


@dataclass(frozen=True, slots=True)
class Offset:
    """How far the narration runs ahead of the video.

    Attributes:
        clips: to move the sentences later by; negative moves them earlier. 0 unless that gains
            something.
        mean_p: the mean probability of alignment with them there.
        mean_p_now: and where they are.
        tried: every shift with its mean probability, from the earliest to the latest.
    """

    clips: int
    mean_p: float
    mean_p_now: float
    tried: tuple[tuple[int, float], ...]


def best_offset(
    asker: Asker,
    tokens: Ids,
    sentences: Rows[tuple[Ids, int, int]],
    *,
    farthest: int = 6,
    monitor: Monitor | None = None,
) -> Offset:
    """The shift of the whole transcript with which it fits its video best.

    Args:
        asker: the model.
        tokens: int64 (N,), the visual ids of the film.
        sentences: WordPieces with their segment ``[first, end)`` in clips.
        farthest: the largest shift to try, in clips, in both directions.
        monitor: is told the pairs judged.
    """
    shifts = range(-farthest, farthest + 1)
    pairs, owners = [], []
    for shift in shifts:
        for ids, first, end in sentences:
            # A shift that moves a sentence off the film cannot be judged by it.
            if first + shift >= 0 and end + shift <= len(tokens):
                pairs.append((ids, tokens[first + shift : end + shift]))
                owners.append(shift)
    found = align(asker, pairs, monitor=monitor)
    where = np.array(owners)
    means = {s: float(found[where == s].mean()) for s in shifts if (where == s).any()}
    best = max(means, key=lambda s: (means[s], -abs(s)), default=0)
    if means.get(best, 0.0) < means.get(0, 0.0) + _WORTH_MOVING:
        best = 0
    return Offset(best, means.get(best, 0.0), means.get(0, 0.0), tuple(means.items()))
