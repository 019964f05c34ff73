"""What is heard: the narrator over the soft sounds of the kitchen."""

from __future__ import annotations

import numpy as np

from vbert_studio.kitchen.durations import BEAT_S
from vbert_studio.kitchen.screenplay import Scheduled, Screenplay
from vbert_studio.kitchen.voice import RATE, Sound

_SPEECH_PEAK = 0.7
_TAPPING = {"chop": 6.8, "slice": 3.0, "peel": 1.1, "grate": 3.4, "whisk": 5.4, "mash": 1.5}
_HISSING = {"fry": 1.0, "flip": 0.7, "boil": 0.6, "pour": 0.5}


def sound_of(play: Screenplay) -> Sound | None:
    """The film's sound (n,) at `RATE`, or None for a film without a voice."""
    if play.voice is None:
        return None
    track = np.zeros(round(play.duration_s * RATE), np.float32)
    for scheduled in play.steps:
        _add(track, scheduled.start_s, _noises_of(scheduled))
    for line in play.lines:
        if line.spoken.sound is not None:
            loudest = float(np.abs(line.spoken.sound).max()) or 1.0
            _add(track, line.start_s, line.spoken.sound * (_SPEECH_PEAK / loudest))
    return np.clip(track, -0.98, 0.98)


def _add(track: Sound, start_s: float, sound: Sound) -> None:
    start = round(start_s * RATE)
    room = track[start : start + len(sound)]
    room += sound[: len(room)]


def _noises_of(scheduled: Scheduled) -> Sound:
    """Quiet enough never to cover a word."""
    count = round(scheduled.beats * BEAT_S * RATE)
    rng = np.random.default_rng(scheduled.shot.seed)
    verb = scheduled.step.verb
    if verb in _TAPPING:
        return _taps(count, _TAPPING[verb] * scheduled.shot.tempo, rng)
    return 0.006 * _HISSING.get(verb, 0.1) * _hiss(count, rng) * _fade(count)


def _taps(count: int, hertz: float, rng: np.random.Generator) -> Sound:
    """Soft knocks at a rate."""
    length = RATE // 25
    decay = np.exp(-np.arange(length) / (RATE * 0.006))
    out = np.zeros(count + length, np.float32)
    for start in np.arange(0.1, count / RATE, 1 / hertz):
        knock = rng.normal(0, 1, length) * decay
        place = int(start * RATE)
        out[place : place + length] += (0.02 * _smooth(knock, 12)).astype(np.float32)
    return out[:count]


def _hiss(count: int, rng: np.random.Generator) -> Sound:
    crackle = 1 + (rng.random(count) < 0.0006) * rng.uniform(3, 12, count)
    return (_smooth(rng.normal(0, 1, count) * crackle, 3)).astype(np.float32)


def _fade(count: int) -> Sound:
    ramp = np.minimum(np.arange(count), np.arange(count)[::-1]) / (0.25 * RATE)
    return np.minimum(1.0, ramp).astype(np.float32)


def _smooth(sound: np.ndarray, width: int) -> np.ndarray:
    return np.convolve(sound, np.ones(width) / np.sqrt(width), mode="same")
