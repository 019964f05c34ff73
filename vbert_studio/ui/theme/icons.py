"""Our own icons: one family of SVG outlines, tinted from the scheme and crisp on every screen.

The files in `resources/icons/` are drawn on a grid of 24 with strokes of 1.75 in `currentColor`.
"""

from __future__ import annotations

from functools import cache, lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from vbert_studio import places
from vbert_studio.errors import BugError
from vbert_studio.ui.theme.colours import Scheme

_SIZES = (16, 24, 32)


@cache
def _source(name: str) -> bytes:
    path = places.resources_dir() / "icons" / f"{name}.svg"
    if not path.is_file():
        raise BugError(f"there is no icon called {name!r}")
    return path.read_bytes()


def names() -> list[str]:
    """Every icon there is."""
    return sorted(path.stem for path in (places.resources_dir() / "icons").glob("*.svg"))


@lru_cache(maxsize=256)
def _mask(name: str, pixels: int) -> QPixmap:
    """The strokes in black: rendered once, coloured often."""
    drawing = QSvgRenderer(QByteArray(_source(name)))
    picture = QPixmap(pixels, pixels)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    drawing.render(painter, QRectF(picture.rect()))
    painter.end()
    return picture


def pixmap(name: str, colour: QColor, size: int, ratio: float = 1.0) -> QPixmap:
    """The icon in one colour, `size` logical pixels wide for a screen of that device ratio."""
    picture = QPixmap(_mask(name, round(size * ratio)))
    painter = QPainter(picture)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
    painter.fillRect(picture.rect(), colour)
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture


@lru_cache(maxsize=512)
def _icon(name: str, normal: str, disabled: str, chosen: str) -> QIcon:
    mode, state = QIcon.Mode, QIcon.State
    result = QIcon()
    for size in _SIZES:
        plain = pixmap(name, QColor(normal), size)
        result.addPixmap(plain, mode.Normal, state.Off)
        result.addPixmap(pixmap(name, QColor(disabled), size), mode.Disabled, state.Off)
        result.addPixmap(pixmap(name, QColor(chosen), size), mode.Normal, state.On)
        # Fusion would compose a blueish one of its own.
        result.addPixmap(plain, mode.Selected, state.Off)
    return result


def icon(name: str, scheme: Scheme, colour: QColor | None = None) -> QIcon:
    """The icon for buttons, menus and rows: muted, faint when disabled, accented when checked.

    Args:
        name: a file of `resources/icons/` without its ending; an unknown one is a bug.
        scheme: the palette to tint from.
        colour: takes the place of the muted text colour, for a primary button or a status.
    """
    normal = scheme.text_muted if colour is None else colour
    return _icon(name, normal.name(), scheme.text_faint.name(), scheme.accent.name())
