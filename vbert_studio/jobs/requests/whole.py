"""Questions about whole videos, and about many stretches at once."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from vbert_studio.jobs.requests.base import Request


@dataclass(frozen=True, slots=True)
class PlacedSentence:
    """A sentence and its segment, the clips ``[first_clip, end_clip)``."""

    sentence: int
    first_clip: int
    end_clip: int


@dataclass(frozen=True, slots=True)
class OffsetTried:
    """How well a transcript fits when all of it is moved.

    Attributes:
        clips: moved later by so many clips; negative is earlier.
        seconds: the same in seconds, as `ShiftTranscript` takes it.
        mean_p: the mean probability of alignment of all sentences with them there.
    """

    clips: int
    seconds: float
    mean_p: float


@dataclass(frozen=True, slots=True, eq=False)
class AlignmentAnswer:
    """Which sentence belongs to which segment.

    Attributes:
        checkpoint: the model that answered.
        sentences: S of them, by time; those that lie beside the video are left out.
        matrix: float32 (S, S): the probability that sentence i belongs to the segment of sentence
            j; NaN where it was not asked.
        offsets: every shift that was tried, from the earliest to the latest.
        best: the one that fits best; its `clips` is 0 when the transcript is best as it is.
        now: the one with `clips` 0.
    """

    checkpoint: str
    sentences: tuple[PlacedSentence, ...]
    matrix: npt.NDArray[np.float32]
    offsets: tuple[OffsetTried, ...]
    best: OffsetTried
    now: OffsetTried


@dataclass(frozen=True, slots=True)
class AskAlignment(Request[AlignmentAnswer]):
    """Which sentence belongs to which segment, and does the narration run ahead?

    Tells a progress: every sentence is put to every segment.

    Attributes:
        project, video_id: the video, with its current transcript.
        band: only segments at most so many sentences away; None asks about all.
        farthest: the largest shift to try, in clips.
        checkpoint: the model; None is the current one.
    """

    project: Path
    video_id: int
    band: int | None = None
    farthest: int = 6
    checkpoint: str | None = None


@dataclass(frozen=True, slots=True)
class PairPlace:
    """A text and the clips ``[first_clip, end_clip)`` of a video."""

    video_id: int
    first_clip: int
    end_clip: int
    text: str


@dataclass(frozen=True, slots=True)
class PairsAnswer:
    """The probability that each pair belongs together, in the order of the pairs."""

    checkpoint: str
    p: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class AskPairs(Request[PairsAnswer]):
    """Do these texts belong to these stretches?"""

    project: Path
    pairs: tuple[PairPlace, ...]
    checkpoint: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class SurpriseAnswer:
    """How unexpected every visual token of a video, or of the stretch asked about, is.

    Attributes:
        checkpoint: the model that answered.
        nats: float32 (N,), one per clip: minus the log-probability of its token when it alone is
            hidden.
        best: int32 (N,), the leaf that the model would have put there. Where it is the token itself
            the model agrees with the video; two models' can be compared.
        best_p: float32 (N,), the probability of that one.
    """

    checkpoint: str
    nats: npt.NDArray[np.float32]
    best: npt.NDArray[np.int32]
    best_p: npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class AskSurprise(Request[SurpriseAnswer]):
    """How unexpected is every clip? Tells a progress: one copy of its surroundings per clip.

    Attributes:
        project, video_id: the video.
        context: clips that are read on either side; with 7 a row is as long as most that a model
            is taught, which is where it judges best.
        with_sentences: read what is said there, too.
        checkpoint: the model; None is the current one.
        first_clip, end_clip: only these clips are judged, so that other questions can come between;
            the answer has as many. None is the end of the video.
    """

    project: Path
    video_id: int
    context: int = 7
    with_sentences: bool = False
    checkpoint: str | None = None
    first_clip: int = 0
    end_clip: int | None = None


@dataclass(frozen=True, slots=True)
class StretchPlace:
    """The clips ``[first_clip, end_clip)`` of a video."""

    video_id: int
    first_clip: int
    end_clip: int


@dataclass(frozen=True, slots=True, eq=False)
class EmbeddingAnswer:
    """Vectors of length 1; their dot product says how alike two are.

    Attributes:
        checkpoint: the model they are of; those of another cannot be compared with them.
        stretches: float32 (N, H).
        texts: float32 (M, H).
    """

    checkpoint: str
    stretches: npt.NDArray[np.float32]
    texts: npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class AskEmbedding(Request[EmbeddingAnswer]):
    """Vectors for stretches and texts, which search compares."""

    project: Path
    stretches: tuple[StretchPlace, ...] = ()
    texts: tuple[str, ...] = ()
    checkpoint: str | None = None
