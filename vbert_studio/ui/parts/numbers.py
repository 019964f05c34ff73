"""Boxes in which a number is typed."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtWidgets import QDoubleSpinBox, QSpinBox

from vbert_studio.ui.theme import Space

Box = TypeVar("Box", bound=QSpinBox | QDoubleSpinBox)


def padded(box: Box) -> Box:
    """The box with its number as far from the border as the text of all other fields.

    Style sheets do not reach the field inside a spin box.
    """
    box.lineEdit().setTextMargins(Space.S, 0, 0, 0)
    return box
