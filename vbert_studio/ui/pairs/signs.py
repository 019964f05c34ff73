"""How a judgement looks: a sign of its own, a colour, and its name. The sign alone tells it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QColor

from vbert_studio.project.pairs import JUDGEMENTS, Judgement
from vbert_studio.ui.theme import Scheme
from vbert_studio.ui.translation import tr


@dataclass(frozen=True, slots=True)
class Sign:
    """A judgement as a person sees it.

    Attributes:
        icon: of the family in `resources/icons`.
        title: in words.
        key: the key that judges so.
    """

    icon: str
    title: str
    key: str


_SIGNS = {
    Judgement.NONE: Sign("unjudged", tr("Not judged"), "0"),
    Judgement.ALIGNED: Sign("check", tr("Aligned"), "1"),
    Judgement.NOT_ALIGNED: Sign("cancel", tr("Not aligned"), "2"),
    Judgement.UNSURE: Sign("unsure", tr("Unsure"), "3"),
}


def sign_of(judgement: Judgement) -> Sign:
    """The sign of a judgement."""
    return _SIGNS[judgement]


def colour_of(judgement: Judgement, scheme: Scheme) -> QColor:
    """Its colour on a panel."""
    match judgement:
        case Judgement.ALIGNED:
            return scheme.good
        case Judgement.NOT_ALIGNED:
            return scheme.danger
        case Judgement.UNSURE:
            return scheme.attention
        case Judgement.NONE:
            return scheme.text_faint


def judgement_numbered(number: int) -> Judgement:
    """The judgement behind a `Judgement.number`."""
    return JUDGEMENTS[number]
