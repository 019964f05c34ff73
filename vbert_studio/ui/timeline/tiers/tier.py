"""What a tier of the timeline is."""

from __future__ import annotations

from typing import Protocol

from vbert_studio.ui.timeline.canvas import Canvas
from vbert_studio.ui.timeline.content import Absence, TimelineContent


class Tier(Protocol):
    """A named strip of the timeline.

    Attributes:
        key: names the tier in settings and commands.
        title: its name in the header column.
        height: logical pixels until a person drags its border.
        least: the height below which it cannot be read.
        grows: whether it takes a share of the room that is left over.
        at_first: whether it is shown before a person chose.
    """

    key: str
    title: str
    height: float
    least: float
    grows: bool
    at_first: bool

    def absence(self, content: TimelineContent) -> Absence | None:
        """Why there is nothing to paint, or None when there is something."""

    def paint(self, canvas: Canvas, content: TimelineContent) -> None:
        """Paint what is in view; called only while there is no absence."""

    def describe(self, content: TimelineContent, t_s: float) -> str:
        """What lies at a time, in words, for those who do not see it; "" for nothing."""
