"""A long sound in blocks that have speech in them, cut where nobody speaks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

RATE = 16_000
Samples = npt.NDArray[np.float32]
Spans = list[tuple[int, int]]

# Long enough to keep a recogniser's windows full, short enough to keep memory flat.
_BLOCK = 120 * RATE
# The cut is looked for among the last samples of a block.
_TAIL = 40 * RATE
_QUIET = RATE // 10

# Speech is put together again with this much silence about it. On twelve altered copies of two
# films tiny.en had 1.6 % of the words wrong so, and 2.6 % with faster-whisper's own 2000 and 400.
SILENCE: dict[str, int] = {"min_silence_duration_ms": 1000, "speech_pad_ms": 200}


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """Some sound, float32 (n,) at 16 kHz; where in the file it is; whether anybody speaks."""

    start_s: float
    samples: Samples
    has_speech: bool

    @property
    def end_s(self) -> float:
        """Where it ends in the file."""
        return self.start_s + len(self.samples) / RATE


def speech_blocks(sound: Iterable[Samples]) -> Iterator[Block]:
    """Blocks of up to two minutes, one after the other, marked by silero's voice detection.

    Args:
        sound: consecutive pieces (n,) at 16 kHz.
    """
    first, held, length = 0, list[Samples](), 0
    for piece in sound:
        held.append(piece)
        length += len(piece)
        while length >= _BLOCK:
            samples = np.concatenate(held)
            speech = _speech(samples[:_BLOCK])
            cut = place_to_cut(samples[:_BLOCK], speech)
            yield Block(first / RATE, samples[:cut], any(start < cut for start, _ in speech))
            first, held, length = first + cut, [samples[cut:]], length - cut
    if length:
        samples = np.concatenate(held)
        yield Block(first / RATE, samples, bool(_speech(samples)))


def place_to_cut(samples: Samples, speech: Spans) -> int:
    """The middle of the last pause in the tail, or where the tail is quietest, as a sample.

    Args:
        samples: (n,).
        speech: the stretches in which somebody speaks, in order.
    """
    earliest = max(1, len(samples) - _TAIL)
    ends = [0, *(end for _, end in speech)]
    starts = [*(start for start, _ in speech), len(samples)]
    for end, start in zip(reversed(ends), reversed(starts), strict=True):
        middle = (max(end, earliest) + start) // 2
        if start - max(end, earliest) >= _QUIET:
            return middle
    tail = samples[earliest:]
    whole = tail[: len(tail) // _QUIET * _QUIET].reshape(-1, _QUIET)  # (pieces, 1600)
    quietest = int(np.square(whole).sum(axis=1).argmin()) if len(whole) else 0
    return earliest + quietest * _QUIET + _QUIET // 2


def _speech(samples: Samples) -> Spans:
    """Where somebody speaks; faster-whisper carries silero's network with it."""
    from faster_whisper.vad import VadOptions, get_speech_timestamps

    found = get_speech_timestamps(samples, VadOptions(**SILENCE))
    return [(span["start"], span["end"]) for span in found]
