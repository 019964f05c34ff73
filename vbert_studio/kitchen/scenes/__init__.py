"""One scene per verb: what stands still, and how the hands move."""

from vbert_studio.kitchen.look import Shot
from vbert_studio.kitchen.rules import Step
from vbert_studio.kitchen.scenes.cutting import Chop, Grate, Peel, Slice
from vbert_studio.kitchen.scenes.heating import Bake, Boil, Flip, Fry, Preheat
from vbert_studio.kitchen.scenes.mixing import Crack, Mash, Stir, Whisk
from vbert_studio.kitchen.scenes.pouring import Pour, Spread, Sprinkle, Squeeze
from vbert_studio.kitchen.scenes.scene import Scene
from vbert_studio.kitchen.scenes.shaping import Knead, Roll, Serve

SCENES: dict[str, type[Scene]] = {
    "bake": Bake,
    "boil": Boil,
    "chop": Chop,
    "crack": Crack,
    "flip": Flip,
    "fry": Fry,
    "grate": Grate,
    "knead": Knead,
    "mash": Mash,
    "peel": Peel,
    "pour": Pour,
    "preheat": Preheat,
    "roll": Roll,
    "serve": Serve,
    "slice": Slice,
    "spread": Spread,
    "sprinkle": Sprinkle,
    "squeeze": Squeeze,
    "stir": Stir,
    "whisk": Whisk,
}


def scene_for(step: Step, shot: Shot, duration_s: float) -> Scene:
    """The scene that shows a step."""
    return SCENES[step.verb](step, shot, duration_s)
