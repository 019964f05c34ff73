"""What the mouse does, for the cheat sheet: gestures are no commands, yet must be found."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Gesture:
    """One thing that can be done with the mouse. All texts are English, translated where shown."""

    place: str
    done: str
    effect: str


GESTURES = (
    Gesture("On the timeline", "Click", "Go there"),
    Gesture("On the timeline", "Drag", "Select a stretch; over tokens or words: mask them"),
    Gesture("On the timeline", "Shift+Click", "Extend the selection"),
    Gesture("On the timeline", "Drag an edge", "Move an edge of the selection"),
    Gesture("On the timeline", "Alt while dragging", "Do not snap"),
    Gesture("On the timeline", "Wheel", "Move through time"),
    Gesture("On the timeline", "Ctrl+Wheel, or pinch", "Zoom at the pointer"),
    Gesture("On the timeline", "Middle button, or Space and drag", "Move the view"),
    Gesture("On the timeline", "Double-click a token", "Look at this clip closely"),
    Gesture("On the timeline", "Rest the pointer", "See what is there"),
    Gesture("On the timeline", "Right click", "Show, hide and order the tiers"),
    Gesture("On the timeline", "Drag a border of a tier's name", "Make the tier higher"),
    Gesture("On the timeline", "Drag a tier's name", "Carry the tier to another place"),
    Gesture("On the timeline", "Shift+Wheel, or over the names", "Scroll the tiers"),
    Gesture("On the timeline", "Double-click a pair", "Play it"),
    Gesture("On the timeline", "Double-click a step or a description", "Correct its text"),
    Gesture("On the timeline", "Drag an edge of the chosen step or description", "Move the edge"),
    Gesture("On the ruler", "Drag", "Scrub"),
    Gesture("On the overview", "Drag the window", "Move the view"),
    Gesture("On the overview", "Drag an edge of the window", "Zoom"),
    Gesture("Elsewhere", "Click the picture", "Play or pause"),
    Gesture("Elsewhere", "Double-click a sentence", "Correct its text"),
    Gesture("Elsewhere", "Drop files or folders", "Add videos, or open a project"),
)
