"""A voice for the narrator, by the speech synthesiser flite where the machine has it.

Flite names the sounds it spoke with their end times but not the words, so each word's share is
found by asking how many sounds the word has alone.
"""

from __future__ import annotations

import functools
import io
import re
import shutil
import subprocess
import tempfile
import wave
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Sound = NDArray[np.float32]  # (n,) mono, -1 to 1

RATE = 16000
"""Samples per second of speech."""

_PAUSE = "pau"
_UNSPOKEN_S_PER_LETTER = 0.065
_UNSPOKEN_S_PER_WORD = 0.12


@dataclass(frozen=True, slots=True)
class Spoken:
    """A sentence with the times of its words, in seconds from its start; sound if there is any."""

    words: tuple[tuple[str, float, float], ...]  # word, start, end
    duration_s: float
    sound: Sound | None


@dataclass(frozen=True, slots=True)
class Voice:
    """A way of speaking: flite's voice, how much slower than usual, how high (Hz).

    The default is the one that Whisper tiny.en understood best (a word error rate of 0.01 on the
    narrator's sentences; 0.02-0.03 at the voice's own pace and height).
    """

    name: str = "slt"
    stretch: float = 1.18
    pitch: int = 150


def has_speech() -> bool:
    """Whether flite is on this machine."""
    return shutil.which("flite") is not None


def speak(text: str, voice: Voice | None) -> Spoken:
    """Say a sentence; without a voice only its word times are made up, at a usual pace."""
    return _timed_by_letters(text) if voice is None else _spoken_by_flite(text, voice)


def _timed_by_letters(text: str) -> Spoken:
    words, now = [], 0.0
    for word in text.split():
        length = _UNSPOKEN_S_PER_WORD + _UNSPOKEN_S_PER_LETTER * len(word)
        words.append((word, now, now + length))
        now += length
    return Spoken(tuple(words), now, None)


def _spoken_by_flite(text: str, voice: Voice) -> Spoken:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "spoken.wav"
        printed = _flite(voice, "-psdur", "-t", text, str(path))
        sound = _read_wave(path.read_bytes())
    ends = [(name, float(end)) for name, end in re.findall(r"(\S+?):([\d.]+)", printed)]
    words = _word_times(text.split(), ends)
    lead, tail = words[0][1], words[-1][2]
    cut = sound[int(lead * RATE) : int((tail + 0.08) * RATE)]
    shifted = tuple((word, start - lead, end - lead) for word, start, end in words)
    return Spoken(shifted, len(cut) / RATE, cut)


def _word_times(words: list[str], ends: list[tuple[str, float]]) -> list[tuple[str, float, float]]:
    """Share the sounds out among the words, in order, by how many sounds each has alone."""
    sounds = _spans(ends)
    counts = [len(_sounds_of(re.sub(r"[^a-z']", "", word.lower()))) or 1 for word in words]
    scale = len(sounds) / sum(counts)
    edges = np.rint(np.cumsum([0, *counts]) * scale).astype(int)
    times = []
    for number, word in enumerate(words):
        first = min(edges[number], len(sounds) - 1)
        last = min(max(edges[number + 1] - 1, first), len(sounds) - 1)
        times.append((word, sounds[first][0], sounds[last][1]))
    return times


def _spans(ends: Iterable[tuple[str, float]]) -> list[tuple[float, float]]:
    """(start, end) of every sound that is no pause."""
    spans, start = [], 0.0
    for name, end in ends:
        if name != _PAUSE:
            spans.append((start, end))
        start = end
    return spans


@functools.lru_cache(maxsize=2048)
def _sounds_of(word: str) -> tuple[str, ...]:
    printed = _flite(Voice(), "-ps", "-t", word, "none")
    return tuple(name for name in printed.split() if name != _PAUSE)


def _flite(voice: Voice, *arguments: str) -> str:
    settings = [
        *("-voice", voice.name),
        *("--setf", f"duration_stretch={voice.stretch}"),
        *("--setf", f"int_f0_target_mean={voice.pitch}"),
    ]
    done = subprocess.run(
        ["flite", *settings, *arguments], capture_output=True, text=True, check=True
    )
    return done.stdout


def _read_wave(data: bytes) -> Sound:
    with wave.open(io.BytesIO(data)) as file:
        raw = np.frombuffer(file.readframes(file.getnframes()), np.int16)
    return (raw / 32768).astype(np.float32)
