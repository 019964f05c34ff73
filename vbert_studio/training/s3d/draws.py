"""Clips drawn at random from footage, each a pure function of the seed and its number.

Whoever stops and resumes sees the same clips. A clip begins anywhere in its film and may hold the
end of one step and the beginning of the next, as the clips that get tokens do; it is drawn so that
rare steps are seen about as often as common ones.
"""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

from vbert_studio.training.s3d.footage import Footage
from vbert_studio.training.s3d.stages import Stage

Pictures = npt.NDArray[np.uint8]


class Draws:
    """Clips of one stage.

    Args:
        footage: the films.
        stage: how long and how large clips are.
        seed: of the draws.
    """

    def __init__(self, footage: list[Footage], stage: Stage, seed: int) -> None:
        self._footage = footage
        self._stage = stage
        self._seed = seed
        self._places = _places_by_class(footage)

    def batch(self, number: int) -> tuple[Pictures, npt.NDArray[np.int64]]:
        """Batch `number`: uint8 (B, T, S, S, 3), and the class of each clip (B,)."""
        rng = np.random.default_rng([self._seed, self._stage.side, number])
        drawn = [self._clip(rng) for _ in range(self._stage.batch)]
        clips, classes = zip(*drawn, strict=True)
        return np.stack(clips), np.array(classes, np.int64)

    def _clip(self, rng: np.random.Generator) -> tuple[Pictures, int]:
        """One clip (T, S, S, 3) around a picture of a class drawn at random."""
        places = self._places[int(rng.integers(len(self._places)))]
        number, middle = places[int(rng.integers(len(places)))]
        film = self._footage[number]
        stride = int(rng.choice(self._stage.strides))
        length = stride * self._stage.frames
        last = max(0, len(film.pictures) - length)
        first = int(np.clip(middle - length // 2 + rng.integers(-10, 11), 0, last))
        clip = film.pictures[first : first + length : stride]
        short = self._stage.frames - len(clip)
        if short:
            clip = np.concatenate([clip, np.repeat(clip[-1:], short, axis=0)])
        seen = film.class_between(first, first + length)
        return altered(clip, self._stage.side, rng), seen


def _places_by_class(footage: list[Footage]) -> list[npt.NDArray[np.int64]]:
    """For each class that occurs, where: (n, 2) of film and picture, every fifth one."""
    films = np.concatenate([np.full(len(f.classes[::5]), i) for i, f in enumerate(footage)])
    pictures = np.concatenate([np.arange(0, len(f.classes), 5) for f in footage])
    classes = np.concatenate([f.classes[::5] for f in footage])
    places = np.stack([films, pictures], axis=1)
    return [places[classes == number] for number in np.unique(classes)]


def altered(clip: Pictures, side: int, rng: np.random.Generator) -> Pictures:
    """The clip (T, H, W, 3) as another camera might have taken it: (T, side, side, 3).

    The same cut-out, brightness, contrast and tint for all of its pictures. It is never mirrored:
    the cook's hands come from where they come from.
    """
    full = clip.shape[1]
    height, width = (int(full * share) for share in rng.uniform(0.8, 1.0, 2))
    top, left = int(rng.integers(full - height + 1)), int(rng.integers(full - width + 1))
    cut = clip[:, top : top + height, left : left + width]
    gain = rng.uniform(0.85, 1.15) * rng.uniform(0.95, 1.05, 3)
    shift = rng.uniform(-15, 15)
    table = np.clip(np.arange(256)[:, None] * gain + shift, 0, 255).astype(np.uint8)  # (256, 3)
    return np.stack([cv2.LUT(_squeezed(picture, side), table[None]) for picture in cut])


def _squeezed(picture: Pictures, side: int) -> Pictures:
    whole = np.ascontiguousarray(picture)
    small: Pictures = cv2.resize(whole, (side, side), interpolation=cv2.INTER_AREA)
    return small
