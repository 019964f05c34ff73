"""Which tokens are hidden from the model, so that it learns to fill them in.

Published: 15 % of the positions of each side, of which 80 % become ``[MASK]``, 10 % another token
and 10 % stay. Ours besides: neighbouring visual tokens are near-copies, so that a single hidden one
is too easy, a text-to-video question hides a whole side, which 15 % never does, and a forecast has
nothing behind it to lean on. So part of the examples hide a block, a random share up to all, one
whole side, or what is ahead from some clip on.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum

import numpy as np
import numpy.typing as npt

from vbert_studio.model.sequence import Sequence, Side
from vbert_studio.model.vocabulary import FIRST_WORD_PIECE, MASK, Ids, JointVocabulary


class Pattern(Enum):
    """How the hidden positions of a sequence are chosen."""

    SCATTERED = "scattered"  # 15 % of each side, 80/10/10
    BLOCK = "block"  # one run of each side
    RATIO = "ratio"  # a random share of each side, up to all of it
    WHOLE = "whole"  # one side whole, the other not at all
    AHEAD = "ahead"  # the video from some place to its end, the text not at all


@dataclass(frozen=True, slots=True)
class MaskSettings:
    """How often which pattern is drawn, and the published numbers.

    Attributes:
        block: share of the examples that hide a run of each side.
        ratio: share that hides a random share.
        whole: share that hides a whole side.
        ahead: share that hides the end of the video; the rest is scattered.
        scattered: probability of hiding a position in the scattered pattern.
        masked: of those, the share that becomes ``[MASK]``.
        replaced: of those, the share that becomes another token of the same side.
    """

    block: float = 0.2
    ratio: float = 0.2
    whole: float = 0.15
    ahead: float = 0.1
    scattered: float = 0.15
    masked: float = 0.8
    replaced: float = 0.1


@dataclass(frozen=True, slots=True, eq=False)
class Masked:
    """A sequence with tokens hidden.

    Attributes:
        sequence: what the model reads.
        positions: int64 (M,), rising, what it is asked about; M is 0 only without any token.
        targets: int64 (M,), the ids that were there.
    """

    sequence: Sequence
    positions: Ids
    targets: Ids


class Masker:
    """Hides tokens of sequences; the same generator state gives the same masks."""

    def __init__(self, vocabulary: JointVocabulary, settings: MaskSettings | None = None) -> None:
        self._vocabulary = vocabulary
        self._settings = settings or MaskSettings()

    def mask(self, sequence: Sequence, rng: np.random.Generator) -> Masked:
        """Draw a pattern and hide what it says. ``[CLS]``, ``[>]`` and ``[SEP]`` always stay."""
        return self.mask_by(self._draw(sequence, rng), sequence, rng)

    def mask_by(self, pattern: Pattern, sequence: Sequence, rng: np.random.Generator) -> Masked:
        """Hide tokens by this pattern."""
        positions = self._positions(pattern, sequence, rng)
        ids = sequence.ids.copy()
        if pattern is Pattern.SCATTERED:
            ids[positions] = self._corrupted(sequence, positions, rng)
        else:
            ids[positions] = MASK
        return Masked(replace(sequence, ids=ids), positions, sequence.ids[positions])

    def _draw(self, sequence: Sequence, rng: np.random.Generator) -> Pattern:
        settings = self._settings
        draw = rng.random()
        if draw < settings.block:
            return Pattern.BLOCK
        if draw < settings.block + settings.ratio:
            return Pattern.RATIO
        draw -= settings.block + settings.ratio
        # A whole side can only be guessed from the other one.
        if draw < settings.whole:
            both = len(sequence.text) and len(sequence.video)
            return Pattern.WHOLE if both else Pattern.SCATTERED
        is_ahead = draw < settings.whole + settings.ahead and len(sequence.video) > 1
        return Pattern.AHEAD if is_ahead else Pattern.SCATTERED

    def _positions(self, pattern: Pattern, sequence: Sequence, rng: np.random.Generator) -> Ids:
        sides = [side for side in (sequence.text, sequence.video) if len(side)]
        if not sides:
            return np.empty(0, np.int64)
        if pattern is Pattern.AHEAD and len(sequence.video):
            return sequence.video[_first_ahead(len(sequence.video), rng) :]
        if pattern is Pattern.WHOLE:
            return sides[int(rng.integers(len(sides)))]
        return np.sort(np.concatenate([self._of_side(pattern, side, rng) for side in sides]))

    def _of_side(self, pattern: Pattern, side: Ids, rng: np.random.Generator) -> Ids:
        if pattern is Pattern.BLOCK:
            return _run(side, rng)
        share = self._settings.scattered if pattern is Pattern.SCATTERED else rng.random()
        return _scattered(side, share, rng)

    def _corrupted(self, sequence: Sequence, positions: Ids, rng: np.random.Generator) -> Ids:
        """What stands at the hidden positions: a mask, another token of the side, or itself."""
        settings = self._settings
        ids = sequence.ids[positions].copy()  # (M,)
        draw = rng.random(len(positions))  # (M,)
        others = self._others(sequence.sides[positions], rng)  # (M,)
        is_replaced = draw < settings.masked + settings.replaced
        ids[is_replaced] = others[is_replaced]
        ids[draw < settings.masked] = MASK
        return ids

    def _others(self, sides: npt.NDArray[np.int8], rng: np.random.Generator) -> Ids:
        """A random token of the same side for each position."""
        words = rng.integers(FIRST_WORD_PIECE, self._vocabulary.text_size, len(sides))
        visual = rng.integers(self._vocabulary.first_visual, self._vocabulary.size, len(sides))
        return np.where(sides == Side.VIDEO, visual, words)


def _scattered(side: Ids, share: float, rng: np.random.Generator) -> Ids:
    """Each position with this probability, but never none."""
    chosen = side[rng.random(len(side)) < share]
    return chosen if len(chosen) else rng.choice(side, 1)


def _first_ahead(length: int, rng: np.random.Generator) -> int:
    """Where the future begins; the next few tokens are asked for most often."""
    furthest = max(1, min(length - 1, 6))
    return length - int(rng.integers(1, furthest + 1))


def _run(side: Ids, rng: np.random.Generator) -> Ids:
    """A run of at least one position and at most half of the side."""
    length = int(rng.integers(1, max(2, len(side) // 2 + 1)))
    start = int(rng.integers(0, len(side) - length + 1))
    return side[start : start + length]
