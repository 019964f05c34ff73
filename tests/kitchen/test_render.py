"""Every step of the book can be drawn, moves, and is the same each time."""

from __future__ import annotations

import numpy as np
import pytest

from vbert_studio.kitchen.dishes import recipes
from vbert_studio.kitchen.look import draw_kitchen, draw_shot
from vbert_studio.kitchen.render import Renderer
from vbert_studio.kitchen.rules import Step
from vbert_studio.kitchen.scenes import SCENES, scene_for
from vbert_studio.kitchen.world import World

STEPS = World(recipes()).steps
SIZE = (90, 160)
FPS = 8


def _frames(step: Step, seed: int, seconds: float = 2.0) -> list[np.ndarray]:
    rng = np.random.default_rng(seed)
    kitchen = draw_kitchen(rng)
    renderer = Renderer(kitchen, SIZE, FPS)
    return list(renderer.frames(step, draw_shot(kitchen, rng), int(seconds * FPS)))


def test_every_verb_has_a_scene() -> None:
    assert {step.verb for step in STEPS} == set(SCENES)


@pytest.mark.parametrize("step", STEPS, ids=str)
def test_every_step_is_drawn_and_moves(step: Step) -> None:
    frames = _frames(step, seed=len(str(step)))
    assert len(frames) == 2 * FPS
    assert all(frame.shape == (*SIZE, 3) and frame.dtype == np.uint8 for frame in frames)
    first, last = frames[0].astype(int), frames[-3].astype(int)
    changed = np.abs(first - last).max(axis=2) > 40
    assert changed.mean() > 0.004, "something must be seen to happen"


def test_the_same_seed_gives_the_same_frames_and_another_one_does_not() -> None:
    step = Step.parse("slice carrot knife board")
    once, again, other = (_frames(step, seed) for seed in (3, 3, 4))
    assert all(np.array_equal(a, b) for a, b in zip(once, again, strict=True))
    assert not np.array_equal(once[0], other[0])


def test_a_step_may_be_as_short_or_as_long_as_any() -> None:
    step = Step.parse("crack egg hand bowl")
    assert len(_frames(step, 1, seconds=1.5)) == 12
    assert len(_frames(step, 1, seconds=9.0)) == 72


def test_scenes_look_alike_in_a_still_but_not_in_motion() -> None:
    """Slicing and peeling share food, board and hands; the strokes go different ways."""
    rng = np.random.default_rng(0)
    shot = draw_shot(draw_kitchen(rng), rng)
    names = [
        type(scene_for(Step.parse(f"{verb} carrot {tool} board"), shot, 4.0)).__name__
        for verb, tool in (("slice", "knife"), ("chop", "knife"), ("peel", "peeler"))
    ]
    assert names == ["Slice", "Chop", "Peel"]


def test_sugar_is_drawn_exactly_like_salt() -> None:
    """So that the eye cannot tell them apart, as `evidence.looked_at` says."""
    sugar, salt = (
        _frames(Step.parse(f"sprinkle {name} hand bowl"), 8) for name in ("sugar", "salt")
    )
    assert all(np.array_equal(a, b) for a, b in zip(sugar, salt, strict=True))


def test_distractors_and_light_differ_between_kitchens() -> None:
    kitchens = [draw_kitchen(np.random.default_rng(seed)) for seed in range(40)]
    assert len({kitchen.surface for kitchen in kitchens}) == 5
    assert len({kitchen.cook.skin for kitchen in kitchens}) >= 5
    assert {kitchen.left_handed for kitchen in kitchens} == {False, True}
    assert min(kitchen.noise for kitchen in kitchens) < 2 < max(k.noise for k in kitchens)
