"""A made-up video to show."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np

from vbert_studio.ui.timeline.content import (
    NO_TOKEN,
    Picture,
    Spans,
    TextTrack,
    TimelineContent,
    TokenTrack,
)
from vbert_studio.ui.timeline.film import FilmStore
from vbert_studio.ui.timeline.tiers.film import FilmTier
from vbert_studio.ui.timeline.tiers.sound import SoundTier
from vbert_studio.ui.timeline.tiers.texts import SentenceTier, WordTier
from vbert_studio.ui.timeline.tiers.tier import Tier
from vbert_studio.ui.timeline.tiers.tokens import TokenTier


class Hum:
    """A sound that swells once a second."""

    def columns(self, start_s: float, scale: float, count: int) -> np.ndarray:
        t_s = start_s + np.arange(count) * scale
        loud = np.abs(np.sin(np.pi * t_s)).astype(np.float32)
        return np.stack([-loud, loud])


class Fade:
    """Pictures that get lighter by the second, 16:9."""

    def pictures(
        self,
        times_s: Sequence[float],
        height: int,
        tolerance_s: float = 0.0,
        is_dropped: Callable[[], bool] = lambda: False,
    ) -> Iterator[Picture]:
        for t_s in times_s:
            yield t_s, np.full((height, height * 16 // 9, 3), int(6 * t_s) % 256, np.uint8)


WORDS = ("now", "crack", "the", "egg", "into", "a", "bowl")


def made_up(duration_s: float = 30.7, video_id: int = 1) -> TimelineContent:
    """Clips of 1.5 s, the last one partial, the two before it without a token; words in between."""
    starts = np.arange(int(duration_s / 1.5)) * 1.5
    count = len(starts)
    leaves = (np.arange(count) * 997 % 20736).astype(np.int32)
    leaves[-3:-1] = NO_TOKEN
    paths = tuple("" if leaf < 0 else np.base_repr(leaf, 12).lower().zfill(4) for leaf in leaves)
    partial = np.zeros(count, bool)
    partial[-1] = True
    words_s = np.arange(int(duration_s * 2)) / 2 + 0.1
    texts = tuple(WORDS[n % len(WORDS)] for n in range(len(words_s)))
    sure = np.where(np.arange(len(words_s)) % 5 == 0, 0.3, 0.95).astype(np.float32)
    said_s = words_s[::7]
    return TimelineContent(
        video_id=video_id,
        name="made up",
        path=Path("made up.mp4"),
        fingerprint="0",
        duration_s=duration_s,
        frame_starts=np.arange(int(duration_s * 25)) / 25,
        aspect=16 / 9,
        film=Fade(),
        sound=Hum(),
        tokens=TokenTrack(Spans.of(starts, starts + 1.5), leaves, paths, partial),
        words=TextTrack(Spans.of(words_s, words_s + 0.4), texts, sure),
        sentences=TextTrack(
            Spans.of(said_s, np.minimum(said_s + 3.3, duration_s)),
            ("Now crack the egg into a bowl.",) * len(said_s),
        ),
    )


def all_tiers() -> list[Tier]:
    return [FilmTier(FilmStore()), SoundTier(), TokenTier(), WordTier(), SentenceTier()]
