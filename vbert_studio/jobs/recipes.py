"""A recipe as plain JSON and back, so that a stopped run goes on with its own."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

from vbert_studio.training.examples import ExampleSettings
from vbert_studio.training.loop import TrainingError
from vbert_studio.training.losses import LossWeights
from vbert_studio.training.masking import MaskSettings
from vbert_studio.training.pretraining import Recipe
from vbert_studio.training.settings import TrainingSettings

_FEWEST, _MOST = 200, 100_000
_LOOKS_AT_EACH = 40  # how often a clip or sentence is seen, where nobody says how long to train
_CLIPS_PER_EXAMPLE = 4
_SHORTEST = 16


def recipe_as_json(recipe: Recipe) -> dict[str, Any]:
    """The fields, nested as they are."""
    return dataclasses.asdict(recipe)


def recipe_from_json(found: Mapping[str, Any]) -> Recipe:
    """What `recipe_as_json` made, back again."""
    fields = dict(found)
    training = dict(fields.pop("training"))
    losses = LossWeights(**training.pop("losses"))
    return Recipe(
        training=TrainingSettings(**training, losses=losses),
        examples=ExampleSettings(**fields.pop("examples")),
        masking=MaskSettings(**fields.pop("masking")),
        **fields,
    )


def usual_steps(clips: int, batch: int) -> int:
    """How many steps suit so many clips: each is looked at some 40 times."""
    steps = clips / _CLIPS_PER_EXAMPLE * _LOOKS_AT_EACH / batch
    return round(min(_MOST, max(_FEWEST, steps)))


def fit_recipe(recipe: Recipe, clips: int) -> Recipe:
    """Fill in what is 0: steps by the clips that there are, evaluations and saves by the steps."""
    training = recipe.training
    steps = training.steps or usual_steps(clips, recipe.batch * training.accumulate)
    every = training.evaluate_every or max(1, steps // 20)
    saved = training.save_every or every
    settled = dataclasses.replace(training, steps=steps, evaluate_every=every, save_every=saved)
    return dataclasses.replace(recipe, training=settled)


def check_recipe(recipe: Recipe, held_out: float) -> None:
    """Refuse what makes no run.

    Raises:
        TrainingError: kind ``bad_setting``, naming it.
    """
    training, examples, masking = recipe.training, recipe.examples, recipe.masking
    lone = examples.text + examples.video
    patterns = masking.block + masking.ratio + masking.whole
    weights = dataclasses.astuple(training.losses)
    shares = (examples.text, examples.video, examples.misaligned, examples.hard)
    hidden = (masking.block, masking.ratio, masking.whole, masking.scattered)
    counts = (training.steps, training.evaluate_every, training.save_every, training.patience)
    wanted = {
        "batch, accumulate and threads are at least 1": min(
            recipe.batch, training.accumulate, recipe.threads or 1
        )
        >= 1,
        "steps, evaluate-every, save-every, patience and seed are not negative": min(
            *counts, recipe.seed
        )
        >= 0,
        "shares lie between 0 and 1": all(0 <= x <= 1 for x in (*shares, *hidden)),
        "text-share and video-share leave a sum of at most 1": lone <= 1,
        "mask-block, mask-ratio and mask-whole have a sum of at most 1": patterns <= 1,
        "held-out and dropout are at least 0 and below 1": 0 <= held_out < 1
        and 0 <= recipe.dropout < 1,
        "the learning rate is above 0": training.learning_rate > 0,
        "no weight is negative, and not all are 0": min(weights) >= 0 and max(weights) > 0,
        "slowest is at least 1, longest at least 16": examples.slowest >= 1
        and examples.longest >= _SHORTEST,
    }
    check_rules(wanted)


def check_rules(wanted: Mapping[str, bool]) -> None:
    """Refuse settings of which a rule does not hold.

    Args:
        wanted: each rule as a person reads it, and whether it holds.

    Raises:
        TrainingError: kind ``bad_setting``, naming the first one.
    """
    for rule, holds in wanted.items():
        if not holds:
            raise TrainingError("bad_setting", f"These settings make no run: {rule}.")
