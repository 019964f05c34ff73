"""What the narrator can say about a step: a small template grammar, and how likely a choice is.

In a template `{verb}` is a way to name the action, `{object}` to name the food, `{with}` the tool,
`{where}` the place. A template without `{verb}` or without `{object}` leaves it to the picture.
"""

from __future__ import annotations

Weighted = tuple[tuple[str, float], ...]

OPENERS: Weighted = (
    ("", 8.0),
    ("now", 3.0),
    ("next", 2.0),
    ("okay, so", 1.0),
    ("um,", 0.5),
    ("and then", 1.5),
    ("alright,", 0.7),
    ("so,", 0.8),
)
"""Openers and fillers: they say nothing about the step."""

TEMPLATES: Weighted = (
    ("{verb} the {object}", 3.0),
    ("we {verb} the {object}", 2.0),
    ("I {verb} the {object} {with}", 1.5),
    ("let's {verb} the {object} {where}", 1.5),
    ("{verb} the {object} {where}", 1.2),
    ("{verb} the {object} {with}, nice and slowly", 0.5),
    ("you want to {verb} the {object} like this", 1.0),
    ("take the {object} and {verb} it", 1.2),
    ("let me show you how to {verb} the {object}", 1.2),
    ("we need to {verb} this {with}", 0.6),
    ("just {verb} it like this", 0.8),
    ("time for the {object}", 0.5),
    ("look what happens to the {object}", 0.4),
)

VERBS: dict[str, Weighted] = {
    "bake": (("bake", 4.0), ("cook", 1.0)),
    "boil": (("boil", 4.0), ("heat up", 0.7), ("cook", 1.0)),
    "chop": (("chop", 3.0), ("cut", 1.0), ("dice", 1.0)),
    "crack": (("crack", 3.0), ("break", 1.0)),
    "flip": (("flip", 3.0), ("turn over", 1.0)),
    "fry": (("fry", 3.0), ("cook", 1.0), ("brown", 0.6)),
    "grate": (("grate", 4.0), ("shred", 0.8)),
    "knead": (("knead", 3.0), ("work", 0.7)),
    "mash": (("mash", 4.0), ("crush", 0.8)),
    "peel": (("peel", 5.0), ("skin", 0.3)),
    "pour": (("pour", 3.0), ("add", 1.5)),
    "preheat": (("preheat", 2.0), ("heat up", 1.0), ("turn on", 1.0)),
    "roll": (("roll out", 2.0), ("roll", 1.0), ("flatten", 0.6)),
    "serve": (("serve", 3.0), ("dish up", 0.6)),
    "slice": (("slice", 3.0), ("cut", 1.4)),
    "spread": (("spread", 3.0), ("add", 0.8)),
    "sprinkle": (("sprinkle", 2.0), ("add", 1.5)),
    "squeeze": (("squeeze", 3.0), ("press", 0.7)),
    "stir": (("stir", 3.0), ("mix", 1.5)),
    "whisk": (("whisk", 3.0), ("beat", 1.2), ("mix", 0.8)),
}

OBJECTS: dict[str, Weighted] = {
    "egg": (("egg", 1.0), ("eggs", 1.0)),
    "carrot": (("carrot", 2.0), ("carrots", 1.0)),
    "onion": (("onion", 2.0), ("onions", 1.0)),
    "potato": (("potato", 1.0), ("potatoes", 2.0)),
    "tomato": (("tomato", 2.0), ("tomatoes", 1.0)),
    "mushroom": (("mushroom", 1.0), ("mushrooms", 2.0)),
    "pancake": (("pancake", 3.0), ("pancakes", 1.0)),
    "herbs": (("herbs", 2.0), ("green herbs", 1.0), ("parsley", 0.5)),
    "sauce": (("tomato sauce", 2.0), ("sauce", 1.0)),
    "pasta": (("pasta", 3.0), ("spaghetti", 1.0)),
    "mash": (("mash", 1.0),),
    "oil": (("oil", 2.0), ("olive oil", 1.0)),
}
"""Foods that have more than their own name."""

TOOLS: dict[str, str] = {
    "bag": "from the bag",
    "bottle": "from the bottle",
    "bowl": "from the bowl",
    "fork": "with a fork",
    "grater": "with the grater",
    "hand": "by hand",
    "jug": "from the jug",
    "knife": "with a knife",
    "ladle": "with the ladle",
    "masher": "with the masher",
    "peeler": "with the peeler",
    "pin": "with the rolling pin",
    "pot": "in the pot",
    "spatula": "with the spatula",
    "spoon": "with a wooden spoon",
    "tray": "on the tray",
    "whisk": "with the whisk",
}

PLACES: dict[str, str] = {
    "board": "on the board",
    "bowl": "in the bowl",
    "oven": "in the oven",
    "pan": "in the pan",
    "plate": "on the plate",
    "pot": "in the pot",
    "stove": "on the stove",
    "tray": "on the tray",
    "worktop": "on the table",
}

CHATTER: tuple[str, ...] = (
    "my grandmother taught me this recipe",
    "I love cooking on a Sunday",
    "thank you so much for watching",
    "don't forget to leave a comment below",
    "this is one of my favorite dishes",
    "it smells wonderful in here",
    "you can ask me anything about this",
    "the weather is lovely today",
    "my children ask for this every week",
    "it does not have to be perfect",
    "take your time, there is no hurry",
    "we are almost there",
)
"""Sentences that match nothing in the picture."""
