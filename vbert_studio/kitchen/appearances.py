"""What the eye can tell apart in a kitchen: the classes that an action network is taught."""

from __future__ import annotations

import functools

from vbert_studio.kitchen.dishes import recipes
from vbert_studio.kitchen.evidence import appearance
from vbert_studio.kitchen.rules import Step
from vbert_studio.kitchen.world import World


@functools.cache
def appearances() -> tuple[Step, ...]:
    """Every step of the recipe book, look-alikes once, in a fixed order."""
    steps = World(recipes()).steps
    return tuple(sorted({appearance(step) for step in steps}))


def appearance_names() -> list[str]:
    """``slice tomato (knife, board)``, in the order of `appearances`."""
    return [f"{s.verb} {s.object} ({s.tool}, {s.place})" for s in appearances()]
