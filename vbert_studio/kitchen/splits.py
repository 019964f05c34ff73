"""Which recipes are for learning and which are kept for the test.

Splits go by recipe: the test's dishes are known, its ingredients are known, but no film of the
training split ever combined them so. Held out are places in the order of the book that differ in
more than one ingredient, so that every single step of the test is seen in training, elsewhere.
"""

from __future__ import annotations

import functools
import itertools
from typing import Literal

from vbert_studio.kitchen.dishes import recipes
from vbert_studio.kitchen.rules import Recipe

Split = Literal["train", "validation", "test"]
SPLITS: tuple[Split, ...] = ("train", "validation", "test")

_HELD_OUT: dict[int, Split] = {1: "test", 2: "validation", 7: "test"}
_CYCLE = 8


def split_of(recipe: Recipe) -> Split:
    """The split that a recipe of the book belongs to."""
    return _assignment()[recipe.name]


@functools.cache
def recipes_of(split: Split) -> tuple[Recipe, ...]:
    """The recipes of one split, in the order of the book."""
    places = _assignment()
    return tuple(recipe for recipe in recipes() if places[recipe.name] == split)


@functools.cache
def _assignment() -> dict[str, Split]:
    by_dish = itertools.groupby(recipes(), key=lambda recipe: recipe.dish)
    return {
        recipe.name: _HELD_OUT.get(index % _CYCLE, "train")
        for _dish, group in by_dish
        for index, recipe in enumerate(group)
    }
