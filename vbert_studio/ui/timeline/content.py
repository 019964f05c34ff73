"""What a timeline shows: plain records with numpy arrays, read once and never changed.

A part that is not there is an `Absence`: the words that its tier says in its place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from vbert_studio.jobs.requests import WordPlace
from vbert_studio.ui.translation import tr

Seconds = NDArray[np.float64]
Picture = tuple[float, NDArray[np.uint8]]
NO_TOKEN = -1


@dataclass(frozen=True, slots=True, eq=False)
class Spans:
    """Half-open stretches of time in the order of their starts.

    Attributes:
        starts: float64 (N,), ascending.
        ends: float64 (N,).
        reach: float64 (N,), the largest end up to and including each one; makes stretches that
            overlap searchable.
    """

    starts: Seconds
    ends: Seconds
    reach: Seconds

    @classmethod
    def of(cls, starts: Seconds, ends: Seconds) -> Spans:
        """The spans of these borders; raises ValueError when the starts are out of order."""
        starts = np.asarray(starts, np.float64)
        ends = np.asarray(ends, np.float64)
        if starts.shape != ends.shape or np.any(np.diff(starts) < 0):
            raise ValueError("starts must ascend, with one end each")
        return cls(starts, ends, np.maximum.accumulate(ends) if len(ends) else ends)

    def __len__(self) -> int:
        return len(self.starts)

    def cut(self, inside: slice) -> Spans:
        """Only these of them."""
        return Spans(self.starts[inside], self.ends[inside], self.reach[inside])

    def within(self, start_s: float, end_s: float) -> slice:
        """Those that touch the stretch, as a slice of the arrays."""
        first = int(np.searchsorted(self.reach, start_s, "right"))
        return slice(first, max(first, int(np.searchsorted(self.starts, end_s, "left"))))

    def at(self, t_s: float) -> int | None:
        """The last to begin of those that contain a time, or None."""
        index = int(np.searchsorted(self.starts, t_s, "right")) - 1
        while index >= 0 and self.reach[index] > t_s:
            if self.ends[index] > t_s:
                return index
            index -= 1
        return None

    @property
    def edges(self) -> Seconds:
        """Every start and end, each once, ascending."""
        return np.unique(np.concatenate([self.starts, self.ends]))


MODEL_LOADS = tr("The model is being loaded.")


@dataclass(frozen=True, slots=True)
class Absence:
    """Why a tier has nothing to show, and what to do about it."""

    text: str


@dataclass(frozen=True, slots=True, eq=False)
class TokenTrack:
    """The clips of a video and their visual tokens.

    Attributes:
        spans: the clips.
        leaves: int32 (N,), the visual word of each clip, `NO_TOKEN` while it has none.
        paths: the digits from the codebook's root to the word, "" while there is none.
        partial: bool (N,), whether the clip's tail repeats its last frame.
        levels: depth of the codebook's tree.
        branching: children per node.
        seen: how many clips, from the first on, have a feature already; the rest is hatched.
        hint: what to do so that there will be tokens; said while there are none at all.
        names: leaf -> the name that a person gave the visual word.
        known: how many clips have a token; counted once, for every repaint asks for it.
    """

    spans: Spans
    leaves: NDArray[np.int32]
    paths: tuple[str, ...]
    partial: NDArray[np.bool_]
    levels: int = 4
    branching: int = 12
    seen: int = 0
    hint: str = ""
    names: Mapping[int, str] = field(default_factory=dict)
    known: int = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "known", int(np.count_nonzero(self.leaves != NO_TOKEN)))

    def name(self, index: int) -> str:
        """The name of a clip's visual word, "" while it has none."""
        return self.names.get(int(self.leaves[index]), "")


@dataclass(frozen=True, slots=True, eq=False)
class TextTrack:
    """Timed texts: words with how sure the recogniser was, or sentences (all certain).

    Attributes:
        spans: when they are said.
        texts: what is said.
        certainty: float32 (N,), 0 to 1.
        places: of words, where each stands in its sentence.
    """

    spans: Spans
    texts: tuple[str, ...]
    certainty: NDArray[np.float32] | None = None
    places: tuple[WordPlace, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class BlockLane:
    """Blocks that do not overlap.

    Attributes:
        spans: their stretches.
        ids: int64 (N,).
        texts: what each is about.
    """

    spans: Spans
    ids: NDArray[np.int64]
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class BlockTrack:
    """The blocks of a video, in one lane or more."""

    lanes: tuple[BlockLane, ...]

    @property
    def edges(self) -> Seconds:
        """Every start and end, each once, ascending."""
        return np.unique(np.concatenate([lane.spans.edges for lane in self.lanes]))


@dataclass(frozen=True, slots=True, eq=False)
class PairLane(BlockLane):
    """Pairs that do not overlap. `judgements` is int8 (N,), `Judgement.number` of each."""

    judgements: NDArray[np.int8]


@dataclass(frozen=True, slots=True, eq=False)
class PairTrack(BlockTrack):
    """The pairs of a video, in one lane or more."""

    lanes: tuple[PairLane, ...]


NO_PAIRS = Absence(tr("No pairs yet: P pairs a sentence, B marks where a stretch begins and ends."))
NO_STEPS = Absence(tr("No steps yet: N names the selection, or else the clip at the playhead."))
NO_DESCRIPTIONS = Absence(
    tr("No descriptions yet: D describes the selection, or else the clip at the playhead.")
)


class Film(Protocol):
    """The pictures of a video."""

    def pictures(
        self,
        times_s: Sequence[float],
        height: int,
        tolerance_s: float = 0.0,
        is_dropped: Callable[[], bool] = lambda: False,
    ) -> Iterator[Picture]:
        """Each time with the frame on screen then, uint8 (height, W, 3), as it is ready.

        A frame at most `tolerance_s` away will do when it is much sooner to be had. `is_dropped`
        says whether to stop, also on the way to a frame, which in some films is long.

        Raises:
            MediaError: the file cannot be read.
            CancelledError: they were dropped.
        """


class Sound(Protocol):
    """The loudness of a video's sound at every scale."""

    def columns(self, start_s: float, scale: float, count: int) -> NDArray[np.float32]:
        """Lowest and highest sample in -1..1 of `count` columns of `scale` seconds: (2, count)."""


@dataclass(frozen=True, slots=True, eq=False)
class TimelineContent:
    """All that the timeline shows of one video.

    Attributes:
        frame_starts: float64 (F,), when each frame appears; empty while not known.
        aspect: width over height of the picture as displayed.
    """

    video_id: int
    name: str
    path: Path
    fingerprint: str
    duration_s: float
    frame_starts: Seconds
    aspect: float
    film: Film | Absence
    sound: Sound | Absence
    tokens: TokenTrack | Absence
    words: TextTrack | Absence
    sentences: TextTrack | Absence
    pairs: PairTrack | Absence = NO_PAIRS
    steps: BlockTrack | Absence = NO_STEPS
    descriptions: BlockTrack | Absence = NO_DESCRIPTIONS
