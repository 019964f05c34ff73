"""New films of the kitchen out of clips that were really seen.

Rendering, encoding and looking at a film costs as much time as it lasts; what a model has to learn
about the order of steps wants thousands of films. So clips of rendered films are put together anew:
the grammar writes a film, and each of its clips takes the token of a clip drawn from all those that
showed the same step at about the same moment of it. What extractor and codebook confuse stays as
confused as it was; only recipes of the training split are written.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from tokenizers import Tokenizer

from vbert_studio.kitchen.clip_world import CLIP_BEATS, clip_steps
from vbert_studio.kitchen.evidence import appearance
from vbert_studio.kitchen.rules import Step
from vbert_studio.kitchen.screenplay import Screenplay, write_screenplay
from vbert_studio.kitchen.splits import recipes_of
from vbert_studio.model.vocabulary import Ids
from vbert_studio.training.films import TrainingFilm, film_of

Moment = tuple[Step, bool, bool, int]
"""What a clip shows: a step, whether the one before or after is seen too, which third of it."""


@dataclass(frozen=True, slots=True, eq=False)
class SeenFilm:
    """A film that was rendered and looked at.

    Attributes:
        steps: what is done, in order.
        beats: how long each takes, in beats of half a second.
        tokens: int64 (N,), the visual ids of its clips.
    """

    steps: tuple[Step, ...]
    beats: tuple[int, ...]
    tokens: Ids


class SeenClips:
    """The tokens that clips of each step got, by the moment of the step.

    Args:
        films: of the training split.
    """

    def __init__(self, films: Iterable[SeenFilm]) -> None:
        by_moment: defaultdict[Moment, list[int]] = defaultdict(list)
        by_step: defaultdict[Step, list[int]] = defaultdict(list)
        for film in films:
            for moment, token in zip(moments(film.steps, film.beats), film.tokens, strict=True):
                by_moment[moment].append(int(token))
                by_step[moment[0]].append(int(token))
        self._by_moment = {key: np.array(tokens) for key, tokens in by_moment.items()}
        self._by_step = {key: np.array(tokens) for key, tokens in by_step.items()}

    @property
    def steps(self) -> frozenset[Step]:
        """Every step of which a clip was seen, look-alikes once."""
        return frozenset(self._by_step)

    def draw(self, moment: Moment, rng: np.random.Generator) -> int:
        """A token of a clip that showed this; of any moment of the step where none showed that.

        Raises:
            KeyError: the step was never seen.
        """
        tokens = self._by_moment.get(moment)
        if tokens is None:
            tokens = self._by_step[moment[0]]
        return int(tokens[int(rng.integers(len(tokens)))])


def moments(steps: tuple[Step, ...], beats: tuple[int, ...]) -> list[Moment]:
    """What each clip of a film shows, for steps of these lengths."""
    begins = np.concatenate([[0], np.cumsum(beats)])  # (S + 1,) in beats
    found = []
    for clip, step in enumerate(clip_steps(list(beats))):
        first = clip * CLIP_BEATS
        before = first < begins[step]
        after = first + CLIP_BEATS > begins[step + 1]
        share = (first + CLIP_BEATS / 2 - begins[step]) / beats[step]
        found.append((appearance(steps[step]), before, after, int(np.clip(3 * share, 0, 2))))
    return found


class RecombinedFilms:
    """Films that are written when they are asked for; see `training.blocks.Films`.

    Args:
        clips: what was seen.
        tokenizer: makes WordPieces of the sentences.
        count: how many films.
        seed: film k depends on the seed and k alone.
    """

    def __init__(self, clips: SeenClips, tokenizer: Tokenizer, count: int, *, seed: int) -> None:
        self._clips = clips
        self._tokenizer = tokenizer
        self._count = count
        self._seed = seed

    def __len__(self) -> int:
        """How many films there are."""
        return self._count

    def __getitem__(self, index: int, /) -> TrainingFilm:
        """Film `index`; one whose steps were all seen."""
        if not 0 <= index < self._count:
            raise IndexError(index)
        rng = np.random.default_rng([self._seed, index])
        play = self._written(rng)
        beats = tuple(scheduled.beats for scheduled in play.steps)
        steps = tuple(scheduled.step for scheduled in play.steps)
        tokens = np.array([self._clips.draw(m, rng) for m in moments(steps, beats)], np.int64)
        return film_of(tokens, ((s.start_s, s.end_s, self._ids(s.text)) for s in play.lines))

    def _written(self, rng: np.random.Generator) -> Screenplay:
        choices = recipes_of("train")
        while True:
            recipe = choices[int(rng.integers(len(choices)))]
            play = write_screenplay(recipe, int(rng.integers(1 << 31)), voice=None)
            if {appearance(scheduled.step) for scheduled in play.steps} <= self._clips.steps:
                return play

    def _ids(self, text: str) -> Ids:
        return np.array(self._tokenizer.encode(text, add_special_tokens=False).ids, np.int64)
