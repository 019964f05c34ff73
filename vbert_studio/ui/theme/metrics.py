"""One spacing scale and one type scale, in logical pixels."""

from __future__ import annotations

from enum import IntEnum, StrEnum
from functools import lru_cache

from PySide6.QtGui import QFont, QFontDatabase


class Space(IntEnum):
    """Distances on a grid of 4 pixels."""

    HAIR = 1
    XS = 4
    S = 8
    M = 12
    L = 16
    XL = 24
    XXL = 32
    XXXL = 48


CONTROL_HEIGHT = 28
ROW_HEIGHT = 28
RADIUS = 6
RADIUS_SMALL = 4
ICON = 16


class Type(StrEnum):
    """Roles of text; `font` turns one into a `QFont`."""

    CAPTION = "caption"  # 11: units, lane labels, second lines
    BODY = "body"  # 13: everything else
    STRONG = "strong"  # 13 semibold: names, table headers
    TITLE = "title"  # 16 semibold: the head of an empty panel or a dialog
    DISPLAY = "display"  # 26 semibold: the first-run screen
    DIGITS = "digits"  # 12, all digits of one width: timecodes, counters
    CODE = "code"  # 12 fixed width: command lines, logs


_PIXELS = {
    Type.CAPTION: 11,
    Type.BODY: 13,
    Type.STRONG: 13,
    Type.TITLE: 16,
    Type.DISPLAY: 26,
    Type.DIGITS: 12,
    Type.CODE: 12,
}
_enlarged = 1.0
_SEMIBOLD = frozenset({Type.STRONG, Type.TITLE, Type.DISPLAY})
_PREFERRED = "Inter"


@lru_cache(maxsize=1)
def family() -> str:
    """The face the window was drawn for where the system has it, else the system's own."""
    if QFontDatabase.hasFamily(_PREFERRED):
        return _PREFERRED
    return QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family()


def enlarge(factor: float) -> float:
    """Have `font` give larger fonts from now on; by how much larger than those before."""
    global _enlarged
    before, _enlarged = _enlarged, factor
    return factor / before


def font(role: Type) -> QFont:
    """The font of a role. Needs an application."""
    if role is Type.CODE:
        result = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    else:
        result = QFont(family())
    result.setPixelSize(round(_PIXELS[role] * _enlarged))
    if role in _SEMIBOLD:
        result.setWeight(QFont.Weight.DemiBold)
    if role is Type.DIGITS:
        result.setFeature(QFont.Tag("tnum"), 1)
    return result
