"""Films put together anew from clips that were seen."""

import itertools
from collections.abc import Iterable

import numpy as np
import pytest

from vbert_studio.kitchen.clip_world import clip_steps
from vbert_studio.kitchen.dishes import recipes
from vbert_studio.kitchen.evidence import appearance
from vbert_studio.kitchen.rules import Step
from vbert_studio.kitchen.screenplay import write_screenplay
from vbert_studio.kitchen.splits import recipes_of
from vbert_studio.kitchen.world import World
from vbert_studio.training.recombined import RecombinedFilms, SeenClips, SeenFilm, moments

STEPS = sorted({appearance(step) for step in World(recipes()).steps})
_VARIETY = 10


class Letters:
    """A tokenizer whose WordPieces are letters."""

    class Encoded:
        def __init__(self, ids: Iterable[int]) -> None:
            self.ids = list(ids)

    def encode(self, text: str, *, add_special_tokens: bool) -> "Letters.Encoded":
        assert not add_special_tokens
        return self.Encoded(map(ord, text))


def seen_film(recipe_number: int, seed: int, rng: np.random.Generator) -> SeenFilm:
    """Tokens that tell which step they show: its number, times ten, and a digit at random."""
    play = write_screenplay(recipes_of("train")[recipe_number], seed, voice=None)
    beats = tuple(scheduled.beats for scheduled in play.steps)
    steps = tuple(scheduled.step for scheduled in play.steps)
    shown = [STEPS.index(appearance(steps[k])) for k in clip_steps(list(beats))]
    tokens = np.array(shown) * _VARIETY + rng.integers(_VARIETY, size=len(shown))
    return SeenFilm(steps, beats, tokens)


@pytest.fixture(scope="module")
def clips() -> SeenClips:
    rng = np.random.default_rng(0)
    count = len(recipes_of("train"))
    return SeenClips(seen_film(number % count, number, rng) for number in range(6 * count))


def films_of(clips: SeenClips, count: int = 40, seed: int = 1) -> RecombinedFilms:
    return RecombinedFilms(clips, Letters(), count, seed=seed)  # type: ignore[arg-type]


def shown(tokens: np.ndarray) -> list[Step]:
    """The steps that tokens show, each stretch once."""
    steps = [STEPS[token // _VARIETY] for token in tokens]
    return [s for k, s in enumerate(steps) if k == 0 or s != steps[k - 1]]


def test_every_film_is_one_that_the_grammar_can_write(clips: SeenClips):
    """Each stretch of equal steps follows the one before it in a recipe of the training split."""
    follows = set()
    for recipe in recipes_of("train"):
        for seed in range(60):
            steps = [appearance(s.step) for s in write_screenplay(recipe, seed, voice=None).steps]
            follows |= set(itertools.pairwise(steps))
    films = films_of(clips)
    pairs = [pair for film in films for pair in itertools.pairwise(shown(film.tokens))]
    known = np.mean([pair in follows for pair in pairs])
    assert known > 0.9
    shuffled = [(a, d) for (a, _), (_, d) in zip(pairs, pairs[7:], strict=False)]
    assert np.mean([pair in follows for pair in shuffled]) < 0.5


def test_a_film_depends_on_its_seed_and_its_number_alone(clips: SeenClips):
    one, again, other = films_of(clips), films_of(clips, 90), films_of(clips, seed=2)
    np.testing.assert_array_equal(one[7].tokens, again[7].tokens)
    assert [s.ids.tolist() for s in one[7].sentences] == [
        s.ids.tolist() for s in again[7].sentences
    ]
    assert not np.array_equal(one[7].tokens, other[7].tokens)
    assert len(one) == 40
    with pytest.raises(IndexError):
        one[40]


def test_sentences_lie_on_the_clips_of_their_film(clips: SeenClips):
    film = films_of(clips)[3]
    assert film.sentences
    assert all(0 <= s.first < s.end <= len(film.tokens) for s in film.sentences)


def test_all_the_variety_of_a_step_comes_back(clips: SeenClips):
    tokens = np.concatenate([film.tokens for film in films_of(clips, 120)])
    commonest = np.bincount(tokens // _VARIETY).argmax()
    digits = np.unique(tokens[tokens // _VARIETY == commonest] % _VARIETY)
    assert len(digits) == _VARIETY


def test_a_clip_knows_what_else_is_in_it():
    salt, stir = (next(s for s in STEPS if s.verb == verb) for verb in ("sprinkle", "stir"))
    # Four beats, then five: the second clip has one beat of the first step and two of the second.
    first, second, third = moments((salt, stir), (4, 5))
    assert first == (salt, False, False, 1)
    assert second == (stir, True, False, 0)
    assert third == (stir, False, False, 2)


def test_steps_that_were_never_seen_are_never_shown():
    rng = np.random.default_rng(0)
    few = SeenClips([seen_film(0, seed, rng) for seed in range(30)])
    for film in films_of(few, 5):
        assert set(shown(film.tokens)) <= few.steps
    absent = next(step for step in STEPS if step not in few.steps)
    with pytest.raises(KeyError):
        few.draw((absent, False, False, 0), rng)
