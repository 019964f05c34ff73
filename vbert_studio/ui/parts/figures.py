"""What a view shows, as a picture, as numbers, and as the line that gives the same in a shell."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QPoint, QRectF, QSaveFile, QSizeF
from PySide6.QtGui import QImage, QImageWriter, QPainter
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QWidget

from vbert_studio.errors import StudioError
from vbert_studio.ui.theme import Space, theme

ENDINGS = (".png", ".svg", ".csv", ".json")
_SCALE = 2.0  # pixels of a PNG per logical one
Value = str | int | float | bool | None
Paint = Callable[[QPainter], None]


class ExportError(StudioError):
    """A figure could not be written."""


@dataclass(frozen=True, slots=True)
class Table:
    """Numbers that go with a figure.

    Attributes:
        name: what they are called in the JSON.
        columns: the heads.
        rows: the numbers.
    """

    name: str
    columns: tuple[str, ...]
    rows: Sequence[Sequence[Value]]


@dataclass(frozen=True, slots=True)
class Figure:
    """What a view shows now.

    Attributes:
        name: what files are called unless a person says otherwise; without an ending.
        size: of the drawing, in logical pixels.
        paint: draws it with its upper left corner at the painter's origin.
        columns: the heads of the table.
        rows: its numbers.
        command: the line for a shell that gives the same numbers; several below each other where
            it takes more than one, "" where there is none.
        more: other tables of numbers that belong to it.
    """

    name: str
    size: QSizeF
    paint: Paint
    columns: tuple[str, ...]
    rows: Sequence[Sequence[Value]]
    command: str = ""
    more: tuple[Table, ...] = ()


def drawing_of(*widgets: QWidget) -> tuple[QSizeF, Paint]:
    """Widgets as they are seen, below each other: the size and the painting of a figure."""
    wide = max(widget.width() for widget in widgets)
    high = sum(widget.height() for widget in widgets)

    def paint(painter: QPainter) -> None:
        top = 0
        for widget in widgets:
            widget.render(painter, QPoint(0, top))
            top += widget.height()

    return QSizeF(wide, high), paint


def write_figure(figure: Figure, path: Path) -> None:
    """Write a figure as what the ending of the path says: png, svg, csv or json.

    Raises:
        ExportError: kind ``unknown_format`` or ``cannot_write``.
    """
    writers = dict(zip(ENDINGS, (_png, _svg, _csv, _json), strict=True))
    writer = writers.get(path.suffix.lower())
    if writer is None:
        raise ExportError(
            "unknown_format",
            f"{path.name} has none of the endings that a figure can have.",
            path=path,
            remedy=f"Choose a name that ends in {', '.join(ENDINGS)}.",
        )
    _save(path, writer(figure))


def _save(path: Path, data: bytes) -> None:
    """All of it or nothing."""
    file = QSaveFile(str(path))
    begun = file.open(QSaveFile.OpenModeFlag.WriteOnly)
    if not begun or file.write(data) != len(data) or not file.commit():
        raise ExportError(
            "cannot_write",
            f"{path} cannot be written: {file.errorString()}.",
            path=path,
            remedy="Choose a folder that you may write to.",
        )


def _framed(figure: Figure) -> QSizeF:
    return figure.size + QSizeF(2 * Space.M, 2 * Space.M)


def _paint(figure: Figure, painter: QPainter) -> None:
    """On a ground of its own: inks of the dark scheme cannot be read on white paper."""
    size = _framed(figure)
    painter.fillRect(QRectF(0, 0, size.width(), size.height()), theme().scheme.panel)
    painter.translate(Space.M, Space.M)
    figure.paint(painter)
    painter.end()


def _png(figure: Figure) -> bytes:
    image = QImage((_framed(figure) * _SCALE).toSize(), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(_SCALE)
    _paint(figure, QPainter(image))
    data, buffer = _buffer()
    # QImage.save takes bytes by its stub and a text when it is called.
    QImageWriter(buffer, QByteArray(b"PNG")).write(image)
    return bytes(data.data())


def _svg(figure: Figure) -> bytes:
    data, buffer = _buffer()
    drawing = QSvgGenerator()
    drawing.setOutputDevice(buffer)
    size = _framed(figure).toSize()
    drawing.setSize(size)
    drawing.setViewBox(QRectF(0, 0, size.width(), size.height()))
    drawing.setTitle(figure.name)
    drawing.setDescription(figure.command)
    _paint(figure, QPainter(drawing))
    return bytes(data.data())


def _buffer() -> tuple[QByteArray, QBuffer]:
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    return data, buffer


def _csv(figure: Figure) -> bytes:
    """The tables below each other, an empty line before each but the first."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    for number, table in enumerate(_tables(figure)):
        if number:
            text.write("\n")
        writer.writerow(table.columns)
        writer.writerows(table.rows)
    return text.getvalue().encode()


def _json(figure: Figure) -> bytes:
    written: dict[str, object] = {"name": figure.name, "command": figure.command}
    for table in _tables(figure):
        written[table.name] = [dict(zip(table.columns, row, strict=True)) for row in table.rows]
    return (json.dumps(written, indent=1, ensure_ascii=False) + "\n").encode()


def _tables(figure: Figure) -> tuple[Table, ...]:
    return (Table("rows", figure.columns, figure.rows), *figure.more)
