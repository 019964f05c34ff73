"""The limits are what the posteriors say, and no other answer does better."""

from __future__ import annotations

import numpy as np
import pytest

from vbert_studio.kitchen.dishes import recipes
from vbert_studio.kitchen.limits import cloze_limit, forecast_limit
from vbert_studio.kitchen.rules import Recipe, rule
from vbert_studio.kitchen.screenplay import write_screenplay
from vbert_studio.kitchen.world import World

COIN = World(
    [
        Recipe(
            "coin",
            "toy",
            (
                rule("crack egg hand bowl", gives="egg"),
                rule("whisk egg whisk bowl", needs="egg", gives="beaten", weight=3),
                rule("whisk egg fork bowl", needs="egg", gives="beaten"),
                rule("serve egg spoon plate", needs="beaten", gives="served"),
            ),
        )
    ]
)


def test_a_loaded_coin() -> None:
    """Of three questions per film two are certain, and one is a coin that falls 3 to 1."""
    crack, fork, whisk, serve = (
        next(n for n, s in enumerate(COIN.steps) if (s.verb, s.tool) == key)
        for key in (("crack", "hand"), ("whisk", "fork"), ("whisk", "whisk"), ("serve", "spoon"))
    )
    usual, rare = [crack, whisk, serve, COIN.end], [crack, fork, serve, COIN.end]
    limit = forecast_limit(COIN, [usual, usual, usual, rare])
    assert limit.asked == 12
    assert limit.top1 == pytest.approx(11 / 12)
    assert limit.log_loss == pytest.approx(-(3 * np.log(0.75) + np.log(0.25)) / 12)
    assert cloze_limit(COIN, [usual, rare]).top1 == pytest.approx(5 / 6)


def test_the_future_is_uncertain_and_both_sides_help() -> None:
    world = World(recipes())
    plays = [write_screenplay(recipes()[7 * k], k, voice=None) for k in range(8)]
    films = [[*world.numbers(s.step for s in play.steps), world.end] for play in plays]
    forecast, cloze = forecast_limit(world, films), cloze_limit(world, films)
    assert 0.3 < forecast.top1 < 0.8
    assert forecast.top5 > forecast.top1
    assert cloze.log_loss < forecast.log_loss
