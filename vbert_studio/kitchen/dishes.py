"""The recipe book: nine dishes, each with its ingredients to choose.

Every function returns the rules of one dish for one choice. `recipes()` is the whole book.
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Callable, Iterator

from vbert_studio.kitchen.rules import Recipe, Rule, rule

_PEELED = frozenset({"carrot", "potato", "onion", "apple", "banana"})
_GRATED = frozenset({"carrot", "cheese"})


def _cut(food: str, *, slicing: float = 1.0, chopping: float = 1.0) -> list[Rule]:
    """Ways to make a food ready: peel what is peeled, then slice, chop or grate it."""
    ready, rules, needs = f"{food} ready", [], ""
    if food in _PEELED:
        needs = f"{food} peeled"
        rules.append(rule(f"peel {food} peeler board", gives=needs))
    rules.append(rule(f"slice {food} knife board", needs=needs, gives=ready, weight=slicing))
    if food != "cheese":
        rules.append(rule(f"chop {food} knife board", needs=needs, gives=ready, weight=chopping))
    if food in _GRATED:
        rules.append(rule(f"grate {food} grater bowl", needs=needs, gives=ready, weight=0.7))
    return rules


def _season(place: str, *, needs: str, until: str, what: str = "salt") -> list[Rule]:
    """An optional pinch, at any moment between two others."""
    step = f"sprinkle {what} hand {place}"
    return [rule(step, needs=needs, gives=f"{what} in", until=until, weight=0.6)]


def _omelette(filling: str, finish: str) -> list[Rule]:
    return [
        *_cut(filling),
        rule("crack egg hand bowl", gives="eggs"),
        rule("crack egg hand bowl", needs="eggs", gives="more eggs", until="beaten", weight=1.2),
        rule("whisk egg whisk bowl", needs="eggs", gives="beaten"),
        rule("whisk egg fork bowl", needs="eggs", gives="beaten", weight=0.6),
        *_season("bowl", needs="eggs", until="egg in pan"),
        rule("pour oil bottle pan", gives="fat", weight=0.7),
        rule("spread butter knife pan", gives="fat", weight=0.4),
        rule(f"fry {filling} spatula pan", needs=f"fat, {filling} ready", gives="fried"),
        rule("pour egg bowl pan", needs="beaten, fried", gives="egg in pan", weight=2),
        rule(f"sprinkle {finish} hand pan", needs="egg in pan", gives="finished", weight=1.5),
        rule("flip omelette spatula pan", needs="egg in pan", gives="turned"),
        rule("serve omelette spatula plate", needs="finished, turned", gives="served"),
    ]


def _pancakes(topping: str, fat: str) -> list[Rule]:
    melt = "spread butter knife pan" if fat == "butter" else "pour oil bottle pan"
    top = (
        [rule("squeeze lemon hand plate", needs="plated", gives="served")]
        if topping == "lemon"
        else [
            *_cut(topping, slicing=2),
            rule("serve pancake spatula plate", needs=f"plated, {topping} ready", gives="served"),
        ]
    )
    return [
        *top,
        rule("pour flour bag bowl", gives="flour"),
        rule("crack egg hand bowl", gives="eggs"),
        rule("crack egg hand bowl", needs="eggs", gives="more eggs", until="batter", weight=0.8),
        rule("pour milk jug bowl", gives="milk"),
        *_season("bowl", needs="flour", until="batter", what="sugar"),
        *_season("bowl", needs="flour", until="batter"),
        rule("whisk batter whisk bowl", needs="flour, eggs, milk", gives="batter", weight=2),
        rule("stir batter spoon bowl", needs="flour, eggs, milk", gives="batter"),
        rule(melt, gives="fat", needs="flour", weight=0.5),
        rule("pour batter ladle pan", needs="batter, fat", gives="in pan", weight=2),
        rule("flip pancake spatula pan", needs="in pan", gives="turned", weight=2),
        rule("pour batter ladle pan", needs="turned", gives="second", until="plated", weight=0.7),
        rule("serve pancake spatula plate", needs="turned", gives="plated"),
    ]


def _salad(first: str, second: str, dressing: str) -> list[Rule]:
    dress = "squeeze lemon hand bowl" if dressing == "lemon" else "pour oil bottle bowl"
    return [
        *_cut(first, slicing=1.5),
        *_cut(second, slicing=1.5),
        rule(dress, needs=f"{first} ready, {second} ready", gives="dressed"),
        *_season("bowl", needs=f"{first} ready", until="mixed"),
        rule("sprinkle herbs hand bowl", needs=f"{second} ready", gives="herbs", weight=0.5),
        rule("stir salad spoon bowl", needs="dressed", gives="mixed"),
        rule("stir salad spoon bowl", needs="mixed", gives="mixed again", weight=0.5),
        rule("serve salad spoon plate", needs="mixed", gives="served"),
    ]


def _pasta(sauce: str, finish: str) -> list[Rule]:
    grated = [rule("grate cheese grater bowl", gives="cheese grated", weight=0.6)]
    needs = "together, cheese grated" if finish == "cheese" else "together"
    return [
        *(grated if finish == "cheese" else []),
        rule("pour water jug pot", gives="water", weight=1.5),
        rule("sprinkle salt hand pot", needs="water", gives="salt in", until="soft", weight=0.8),
        rule("boil water pot stove", needs="water", gives="hot", weight=1.5),
        rule("boil pasta pot stove", needs="hot", gives="soft", weight=1.5),
        *_cut(sauce),
        rule("pour oil bottle pan", gives="fat", weight=0.5),
        rule(f"fry {sauce} spatula pan", needs=f"fat, {sauce} ready", gives="fried"),
        rule(f"stir {sauce} spoon pan", needs="fried", gives="stirred", until="soft", weight=0.6),
        rule("stir pasta spoon pan", needs="soft, fried", gives="together", weight=2),
        rule(f"sprinkle {finish} hand pan", needs=needs, gives="finished", weight=1.5),
        rule("serve pasta spoon plate", needs="finished", gives="served", weight=2),
        rule("serve pasta spoon plate", needs=needs, gives="served", weight=0.5),
    ]


def _mash(root: str, fat: str) -> list[Rule]:
    melt = "spread butter knife pot" if fat == "butter" else "pour milk jug pot"
    return [
        rule(f"peel {root} peeler board", gives="peeled"),
        rule(f"chop {root} knife board", needs="peeled", gives="cut", weight=1.5),
        rule(f"slice {root} knife board", needs="peeled", gives="cut", weight=0.5),
        rule("pour water jug pot", gives="water"),
        *_season("pot", needs="water", until="soft"),
        rule("boil water pot stove", needs="water", gives="hot", until="soft", weight=0.5),
        rule(f"boil {root} pot stove", needs="water, cut", gives="soft"),
        rule(f"mash {root} masher pot", needs="soft", gives="mashed"),
        rule(f"mash {root} fork pot", needs="soft", gives="mashed", weight=0.5),
        rule(melt, needs="soft", gives="rich"),
        rule("stir mash spoon pot", needs="mashed, rich", gives="smooth", weight=1.5),
        rule("sprinkle herbs hand pot", needs="mashed", gives="herbs", weight=0.4),
        rule("serve mash spoon plate", needs="smooth", gives="served"),
    ]


def _soup(first: str, second: str) -> list[Rule]:
    both = f"{first} ready, {second} ready"
    return [
        *_cut(first, chopping=2),
        *_cut(second, chopping=2),
        rule("pour oil bottle pot", gives="fat", weight=0.6),
        rule(f"fry {first} spoon pot", needs=f"fat, {first} ready", gives="fried", until="hot"),
        rule(f"fry {second} spoon pot", needs=f"fat, {second} ready", gives="fried", until="hot"),
        rule("pour water jug pot", needs=both, gives="water"),
        rule("boil soup pot stove", needs="water", gives="hot"),
        *_season("pot", needs="water", until="served"),
        rule("stir soup spoon pot", needs="hot", gives="stirred"),
        rule("stir soup spoon pot", needs="stirred", gives="stirred again", weight=0.7),
        rule("sprinkle herbs hand pot", needs="hot", gives="herbs", weight=0.6),
        rule("serve soup ladle plate", needs="stirred", gives="served"),
    ]


def _dough() -> list[Rule]:
    return [
        rule("pour flour bag bowl", gives="flour"),
        rule("pour water jug bowl", needs="flour", gives="wet"),
        *_season("bowl", needs="flour", until="kneaded"),
        rule("stir dough spoon bowl", needs="wet", gives="mixed", until="kneaded", weight=0.8),
        rule("knead dough hand worktop", needs="wet", gives="kneaded"),
        rule("knead dough hand worktop", needs="kneaded", gives="again", until="flat", weight=0.4),
        rule("roll dough pin worktop", needs="kneaded", gives="flat", weight=1.5),
        rule("preheat oven hand oven", gives="hot", weight=0.4),
    ]


def _pie(fruit: str, sweet: str) -> list[Rule]:
    return [
        *_dough(),
        *_cut(fruit, slicing=2),
        rule(f"sprinkle {sweet} hand tray", needs=f"{fruit} ready, flat", gives="filled"),
        rule("spread butter knife tray", needs="flat", gives="rich", until="baked", weight=0.5),
        rule("bake pie tray oven", needs="filled, hot", gives="baked", weight=2),
        rule("slice pie knife board", needs="baked", gives="pieces", weight=0.8),
        rule("serve pie spatula plate", needs="baked", gives="served"),
    ]


def _pizza(topping: str, finish: str) -> list[Rule]:
    grated = [rule("grate cheese grater bowl", gives="cheese ready")] if finish == "cheese" else []
    needs = "sauced, cheese ready" if grated else "sauced"
    return [
        *_dough(),
        *grated,
        *_cut(topping, slicing=2),
        rule("spread sauce spoon tray", needs="flat", gives="sauced", weight=2),
        rule(f"sprinkle {topping} hand tray", needs=f"sauced, {topping} ready", gives="topped"),
        rule(f"sprinkle {finish} hand tray", needs=needs, gives="finished"),
        rule("pour oil bottle tray", needs="topped", gives="oiled", until="baked", weight=0.3),
        rule("bake pizza tray oven", needs="topped, finished, hot", gives="baked", weight=2),
        rule("slice pizza knife board", needs="baked", gives="pieces", weight=2),
        rule("serve pizza spatula plate", needs="baked", gives="served"),
    ]


def _sandwich(layer: str, spread: str) -> list[Rule]:
    return [
        rule("slice bread knife board", gives="bread"),
        rule("slice bread knife board", needs="bread", gives="more", until="layered", weight=0.6),
        rule("fry bread spatula pan", needs="bread", gives="toast", until="spread", weight=0.7),
        rule("flip bread spatula pan", needs="toast", gives="both sides", until="spread"),
        *_cut(layer, slicing=2.5),
        rule(f"spread {spread} knife board", needs="bread", gives="spread", weight=1.5),
        rule(f"sprinkle {layer} hand board", needs=f"spread, {layer} ready", gives="layered"),
        *_season("board", needs="layered", until="served"),
        rule("slice sandwich knife board", needs="layered", gives="halves", weight=0.8),
        rule("serve sandwich hand plate", needs="layered", gives="served"),
    ]


def _pairs(foods: str) -> list[tuple[str, ...]]:
    return list(itertools.combinations(foods.split(), 2))


def _choices(*lists: str) -> list[tuple[str, ...]]:
    return list(itertools.product(*(text.split() for text in lists)))


_BOOK: dict[str, tuple[Callable[..., list[Rule]], list[tuple[str, ...]]]] = {
    "omelette": (_omelette, _choices("onion tomato mushroom potato", "herbs cheese")),
    "pancakes": (_pancakes, _choices("banana apple lemon", "oil butter")),
    "salad": (
        _salad,
        [
            (*pair, dressing)
            for pair in _pairs("cucumber tomato carrot onion")
            for dressing in ("lemon", "oil")
        ],
    ),
    "pasta": (_pasta, _choices("tomato mushroom onion carrot", "cheese herbs")),
    "mash": (_mash, _choices("potato carrot", "butter milk")),
    "soup": (_soup, _pairs("potato carrot onion mushroom tomato")),
    "pie": (_pie, _choices("apple banana", "sugar cheese")),
    "pizza": (_pizza, _choices("tomato mushroom onion", "cheese herbs")),
    "sandwich": (_sandwich, _choices("cucumber tomato cheese banana", "butter sauce")),
}


def _all() -> Iterator[Recipe]:
    for dish, (rules, choices) in _BOOK.items():
        for choice in choices:
            yield Recipe("-".join((dish, *choice)), dish, tuple(rules(*choice)))


@functools.cache
def recipes() -> tuple[Recipe, ...]:
    """Every recipe of the book, always in the same order."""
    return tuple(_all())
