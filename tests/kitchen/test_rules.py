"""The grammar: what may follow what, and what every recipe promises."""

from __future__ import annotations

import numpy as np
import pytest

from vbert_studio.kitchen.dishes import recipes
from vbert_studio.kitchen.rules import START, Recipe, Step, rule
from vbert_studio.kitchen.splits import SPLITS, recipes_of, split_of
from vbert_studio.kitchen.world import World

BOOK = recipes()


def _walk(recipe: Recipe, rng: np.random.Generator) -> list[Step]:
    steps, state = [], START
    while moves := recipe.successors(state):
        step, state, _ = moves[rng.choice(len(moves), p=[p for _, _, p in moves])]
        steps.append(step)
    return steps


def test_the_book_is_as_rich_as_promised() -> None:
    steps = World(BOOK).steps
    assert len({step.verb for step in steps}) >= 12
    assert len({step.object for step in steps}) >= 16
    assert len({step.tool for step in steps}) >= 12
    assert len({step.place for step in steps}) >= 6
    assert len({recipe.name for recipe in BOOK}) == len(BOOK)


@pytest.mark.parametrize("recipe", BOOK, ids=lambda recipe: recipe.name)
def test_every_recipe_ends_and_keeps_its_order(recipe: Recipe) -> None:
    rng = np.random.default_rng(5)
    for _ in range(5):
        steps = _walk(recipe, rng)
        assert steps[-1].verb in {"serve", "squeeze"}
        assert 4 <= len(steps) <= 24
        verbs = [(step.verb, step.object) for step in steps]
        _in_order(verbs, ("crack", "egg"), ("whisk", "egg"))
        _in_order(verbs, ("preheat", "oven"), ("bake", "pie"))
        _in_order(verbs, ("knead", "dough"), ("roll", "dough"))
        for food in ("carrot", "potato", "onion", "apple", "banana"):
            for cut in ("slice", "chop", "grate"):
                _in_order(verbs, ("peel", food), (cut, food))


def _in_order(
    verbs: list[tuple[str, str]], before: tuple[str, str], after: tuple[str, str]
) -> None:
    if after in verbs:
        assert before in verbs[: verbs.index(after)]


def test_weights_alternatives_and_repeats() -> None:
    recipe = Recipe(
        "toy",
        "toy",
        (
            rule("slice egg knife board", gives="cut", weight=3),
            rule("chop egg knife board", gives="cut"),
            rule("stir egg spoon bowl", needs="cut", gives="once"),
            rule("serve egg spoon plate", needs="cut", gives="served"),
        ),
    )
    first = {step.verb: p for step, _, p in recipe.successors(START)}
    assert first == {"slice": 0.75, "chop": 0.25}
    _, after, _ = recipe.successors(START)[0]
    assert {step.verb for step, _, _ in recipe.successors(after)} == {"stir", "serve"}
    assert sum(p for _, _, p in recipe.successors(after)) == pytest.approx(1.0)


def test_there_are_several_ways_to_every_dish() -> None:
    rng = np.random.default_rng(0)
    for recipe in BOOK:
        assert len({tuple(_walk(recipe, rng)) for _ in range(12)}) > 3, recipe.name


def test_the_test_split_is_new_combinations_of_known_steps() -> None:
    names = {split: {recipe.name for recipe in recipes_of(split)} for split in SPLITS}
    assert sum(len(some) for some in names.values()) == len(BOOK)
    assert len(set.union(*names.values())) == len(BOOK)
    known = set(World(recipes_of("train")).steps)
    for split in ("validation", "test"):
        assert set(World(recipes_of(split)).steps) <= known
        assert {recipe.dish for recipe in recipes_of(split)} <= {
            recipe.dish for recipe in recipes_of("train")
        }
    assert all(split_of(recipe) in SPLITS for recipe in BOOK)
