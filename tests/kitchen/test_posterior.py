"""Every posterior against the sum over all films, of a grammar small enough to write them out."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import numpy as np
import pytest

from vbert_studio.errors import BugError
from vbert_studio.kitchen import answers as a
from vbert_studio.kitchen import evidence as e
from vbert_studio.kitchen import posterior as p
from vbert_studio.kitchen.clip_world import ClipWorld, clip_steps
from vbert_studio.kitchen.dishes import recipes
from vbert_studio.kitchen.durations import LONGEST, length_shares
from vbert_studio.kitchen.narration import draw_sentence, sentences_of
from vbert_studio.kitchen.rules import START, Recipe, State, Step, rule
from vbert_studio.kitchen.world import World

SWEET = Recipe(
    "sweet",
    "toy",
    (
        rule("crack egg hand bowl", gives="egg"),
        rule("sprinkle sugar hand bowl", gives="sugar", weight=2),
        rule("whisk egg whisk bowl", needs="egg", gives="beaten"),
        rule("serve egg spoon plate", needs="beaten, sugar", gives="served"),
    ),
)
SALTY = Recipe(
    "salty",
    "toy",
    (
        rule("crack egg hand bowl", gives="egg"),
        rule("crack egg hand bowl", needs="egg", gives="second", until="beaten", weight=0.5),
        rule("sprinkle salt hand bowl", needs="egg", gives="salt", until="beaten"),
        rule("whisk egg fork bowl", needs="egg", gives="beaten"),
        rule("serve egg spoon plate", needs="beaten", gives="served"),
    ),
)
TOY = World([SWEET, SALTY], prior=[0.3, 0.7])
SHORT = World(
    [
        Recipe("a", "toy", (rule("crack egg hand bowl", gives="served"),)),
        Recipe(
            "b",
            "toy",
            (
                rule("pour milk jug bowl", gives="milk"),
                rule("pour oil bottle bowl", gives="milk", weight=2),
                rule("serve egg spoon plate", needs="milk", gives="served"),
            ),
        ),
    ]
)


def _films(world: World) -> Iterator[tuple[tuple[int, ...], float, int]]:
    """All films: symbols with the end, probability, recipe."""

    def grow(recipe: Recipe, state: State, steps: tuple[int, ...], share: float, owner: int):
        moves = recipe.successors(state)
        if not moves:
            yield (*steps, world.end), share, owner
        for step, after, chance in moves:
            yield from grow(recipe, after, (*steps, world.number(step)), share * chance, owner)

    for owner, recipe in enumerate(world.recipes):
        yield from grow(recipe, START, (), float(world.prior[owner]), owner)


def _clip_films(world: World) -> Iterator[tuple[tuple[int, ...], float, int]]:
    lengths = range(3, LONGEST + 1)
    for symbols, share, owner in _films(world):
        steps = symbols[:-1]
        for beats in itertools.product(lengths, repeat=len(steps)):
            chance = np.prod(
                [length_shares(world.steps[s].verb)[n] for s, n in zip(steps, beats, strict=True)]
            )
            clips = tuple(steps[k] for k in clip_steps(list(beats)))
            yield (*clips, world.end), share * float(chance), owner


def _padded(film: tuple[int, ...], length: int) -> tuple[int, ...]:
    return film[:length] + (film[-1],) * (length - len(film))


def _by_hand(films: list[tuple[tuple[int, ...], float, int]], evidence: np.ndarray) -> np.ndarray:
    found = np.zeros_like(evidence)
    for film, share, _ in films:
        symbols = _padded(film, len(evidence))
        weight = share * np.prod([row[s] for row, s in zip(evidence, symbols, strict=True)])
        for position, symbol in enumerate(symbols):
            found[position, symbol] += weight
    return found


FILMS = list(_films(TOY))
CLIP_FILMS = list(_clip_films(SHORT))


def test_the_probabilities_of_all_films_sum_to_one() -> None:
    assert sum(share for _, share, _ in FILMS) == pytest.approx(1.0)
    assert sum(share for _, share, _ in CLIP_FILMS) == pytest.approx(1.0)


def test_the_likelihood_of_a_film_is_its_probability() -> None:
    together: dict[tuple[int, ...], float] = {}
    for film, share, _ in FILMS:
        together[film] = together.get(film, 0.0) + share
    for film, share in together.items():
        assert p.likelihood(TOY, e.stacked(TOY, film)) == pytest.approx(share)


@pytest.mark.parametrize("masked", [(0,), (1,), (1, 2), (0, 3), (2, 3, 4), (0, 1, 2, 3, 4)])
def test_masked_steps_given_both_sides(masked: tuple[int, ...]) -> None:
    film = max(FILMS, key=lambda film: (len(film[0]), film[1]))[0]
    known = [None if k in masked else symbol for k, symbol in enumerate(film)]
    evidence = e.stacked(TOY, known)
    expected = _by_hand(FILMS, evidence)
    np.testing.assert_allclose(
        p.posterior(TOY, evidence), expected / expected.sum(axis=1, keepdims=True), atol=1e-12
    )


def test_every_position_as_if_it_alone_were_masked() -> None:
    film = max(FILMS, key=lambda film: (len(film[0]), film[1]))[0]
    together = p.cloze(TOY, e.stacked(TOY, film))
    for place in range(len(film)):
        alone = e.stacked(TOY, [None if k == place else s for k, s in enumerate(film)])
        np.testing.assert_allclose(together[place], p.posterior(TOY, alone)[place], atol=1e-12)


def test_soft_evidence_and_recipes() -> None:
    rng = np.random.default_rng(3)
    evidence = rng.uniform(0, 1, (4, TOY.symbols))
    expected = _by_hand(FILMS, evidence)
    np.testing.assert_allclose(
        p.posterior(TOY, evidence), expected / expected.sum(axis=1, keepdims=True), atol=1e-12
    )
    shares = np.zeros(2)
    for film, share, owner in FILMS:
        symbols = _padded(film, 4)
        shares[owner] += share * np.prod([evidence[k, s] for k, s in enumerate(symbols)])
    np.testing.assert_allclose(p.recipes_given(TOY, evidence), shares / shares.sum())


def test_the_next_step_and_the_futures() -> None:
    past = TOY.numbers([Step.parse("crack egg hand bowl")])
    evidence = e.stacked(TOY, past)
    ahead: dict[tuple[int, ...], float] = {}
    for film, share, _ in FILMS:
        if film[:1] == tuple(past):
            ahead[film[1:4]] = ahead.get(film[1:4], 0.0) + share
    total = sum(ahead.values())
    found = p.futures(TOY, evidence, length=3, count=100)
    assert {f.symbols: pytest.approx(f.probability) for f in found} == {
        symbols: share / total for symbols, share in ahead.items()
    }
    assert [f.probability for f in found] == sorted((f.probability for f in found), reverse=True)
    assert p.futures(TOY, evidence, 3, 2) == found[:2]
    first = np.zeros(TOY.symbols)
    for symbols, share in ahead.items():
        first[symbols[0]] += share / total
    np.testing.assert_allclose(p.next_symbol(TOY, evidence), first)


def test_a_stretch_from_the_middle() -> None:
    """Every step of every film is equally likely to be where the stretch begins."""
    evidence = e.stacked(TOY, [None, TOY.number(Step.parse("whisk egg whisk bowl")), None])
    expected = np.zeros_like(evidence)
    for film, share, _ in FILMS:
        for begin in range(len(film)):
            if film[begin] == TOY.end and begin < len(film) - 1:
                continue
            symbols = _padded(film[begin:], 3)
            weight = share * np.prod([evidence[k, s] for k, s in enumerate(symbols)])
            for k, symbol in enumerate(symbols):
                expected[k, symbol] += weight
    found = p.posterior(TOY, evidence, start=p.anywhere(TOY))
    np.testing.assert_allclose(found, expected / expected.sum(axis=1, keepdims=True), atol=1e-12)


def test_look_alikes_are_told_apart_by_the_rest_only() -> None:
    sugar, salt = (
        TOY.number(Step.parse(f"sprinkle {name} hand bowl")) for name in ("sugar", "salt")
    )
    row = e.looked_at(TOY, TOY.steps[sugar])
    assert row[sugar] == row[salt] == 1.0
    assert row.sum() == 2.0
    whisked = e.seen(TOY, TOY.number(Step.parse("whisk egg whisk bowl")))
    after = p.posterior(TOY, np.stack([e.unknown(TOY), row, whisked]))
    assert after[1, sugar] == pytest.approx(1.0)
    start = p.posterior(TOY, np.stack([e.unknown(TOY), row]))
    assert 0 < start[1, salt] < 1
    assert sum(a.by_object(TOY, start[1]).values()) == pytest.approx(1.0)


def test_a_sentence_says_what_its_probabilities_say() -> None:
    steps = TOY.steps
    for step in steps:
        assert sum(sentences_of(step).values()) == pytest.approx(1.0)
    row = e.heard(TOY, "Now sprinkle the sugar.", chatter=0.0)
    assert np.flatnonzero(row).tolist() == [TOY.number(Step.parse("sprinkle sugar hand bowl"))]
    vague = e.heard(TOY, "Just add it like this.")
    assert np.count_nonzero(vague) == 2
    chatter = e.heard(TOY, "We are almost there.")
    assert np.ptp(chatter) == 0
    assert chatter[0] > 0
    assert e.heard(TOY, "This was never in the grammar.").sum() == 0


def test_drawn_sentences_have_the_probabilities_claimed() -> None:
    step, rng = Step.parse("whisk egg whisk bowl"), np.random.default_rng(0)
    drawn = [draw_sentence(step, rng) for _ in range(4000)]
    assert set(drawn) <= set(sentences_of(step))
    share = sum(sentence.startswith("Now ") for sentence in drawn) / len(drawn)
    claimed = sum(q for s, q in sentences_of(step).items() if s.startswith("Now "))
    assert share == pytest.approx(claimed, abs=0.03)


def test_words_of_verbs_and_objects() -> None:
    now = e.seen(TOY, TOY.number(Step.parse("whisk egg fork bowl")))
    verbs = a.verb_words(TOY, now)
    assert next(iter(verbs)) == "whisk"
    assert set(verbs) == {"whisk", "beat", "mix"}
    assert a.by_verb(TOY, now) == {"whisk": 1.0}
    assert set(a.object_words(TOY, now)) == {"egg", "eggs"}


def test_impossible_evidence_is_a_bug() -> None:
    serve = e.seen(TOY, TOY.number(Step.parse("serve egg spoon plate")))
    with pytest.raises(BugError):
        p.posterior(TOY, serve[None])


@pytest.mark.parametrize("seed", range(3))
def test_clips_agree_with_all_films_written_out(seed: int) -> None:
    clips = ClipWorld(SHORT)
    rng = np.random.default_rng(seed)
    evidence = rng.uniform(0, 1, (3 + 2 * seed, clips.symbols))
    evidence[1] = 1.0
    expected = _by_hand(CLIP_FILMS, evidence)
    assert p.likelihood(clips, evidence) == pytest.approx(expected[0].sum())
    np.testing.assert_allclose(
        p.posterior(clips, evidence), expected / expected.sum(axis=1, keepdims=True), atol=1e-10
    )


def test_the_tail_rule_of_clips() -> None:
    assert clip_steps([3, 3]) == [0, 1]
    assert clip_steps([4, 3]) == [0, 1]  # 7 beats: the last one is left out
    assert clip_steps([5, 3]) == [0, 0, 1]  # 8 beats: two of three are real
    assert clip_steps([3]) == [0]


def test_the_whole_book_is_quick_enough_and_beats_guessing() -> None:
    world = World(recipes())
    crack = world.number(Step.parse("crack egg hand bowl"))
    ahead = p.next_symbol(world, e.stacked(world, [crack]))
    assert ahead.sum() == pytest.approx(1.0)
    assert ahead.max() > 5 / world.symbols
    found = p.futures(world, e.stacked(world, [crack]), length=4, count=3)
    assert len(found) == 3
    assert 0 < sum(future.probability for future in found) < 1


def test_clips_of_the_whole_book() -> None:
    clips = ClipWorld(World(recipes()))
    crack = clips.world.number(Step.parse("crack egg hand bowl"))
    ahead = p.next_symbol(clips, e.stacked(clips, [crack]))
    assert ahead.sum() == pytest.approx(1.0)
    assert ahead.argmax() == crack, "a step mostly lasts longer than a clip"
