"""What a view shows goes into files and onto the clipboard."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from PySide6.QtCore import QSizeF
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer
from pytestqt.qtbot import QtBot

from vbert_studio.errors import StudioError
from vbert_studio.ui.parts.figure_button import FigureButton
from vbert_studio.ui.parts.figures import ExportError, Figure, write_figure
from vbert_studio.ui.theme import Space, Theme


def red_square(painter: QPainter) -> None:
    painter.fillRect(0, 0, 40, 20, QColor("red"))


FIGURE = Figure(
    "guesses",
    QSizeF(40, 20),
    red_square,
    ("word", "p"),
    (("crack, the", 0.5), ("ei", None)),
    "vbert-studio cloze .",
)


def test_the_picture_is_drawn_twice_as_fine_on_the_ground_of_the_window(
    app_theme: Theme, tmp_path: Path
) -> None:
    write_figure(FIGURE, tmp_path / "one.png")
    image = QImage(str(tmp_path / "one.png"))
    margin = 2 * Space.M
    assert (image.width(), image.height()) == (2 * (40 + margin), 2 * (20 + margin))
    assert image.pixelColor(2 * Space.M + 4, 2 * Space.M + 4) == QColor("red")
    assert image.pixelColor(2, 2) == app_theme.scheme.panel


def test_the_drawing_can_be_read_as_svg(app_theme: Theme, tmp_path: Path) -> None:
    write_figure(FIGURE, tmp_path / "one.svg")
    drawing = QSvgRenderer(str(tmp_path / "one.svg"))
    assert drawing.isValid()
    assert drawing.viewBox().width() == 40 + 2 * Space.M
    assert "vbert-studio cloze" in (tmp_path / "one.svg").read_text("utf-8")


def test_the_numbers_survive_commas_and_gaps(app_theme: Theme, tmp_path: Path) -> None:
    write_figure(FIGURE, tmp_path / "one.csv")
    with (tmp_path / "one.csv").open(newline="", encoding="utf-8") as file:
        assert list(csv.reader(file)) == [["word", "p"], ["crack, the", "0.5"], ["ei", ""]]
    write_figure(FIGURE, tmp_path / "one.json")
    read = json.loads((tmp_path / "one.json").read_text("utf-8"))
    assert read["command"] == FIGURE.command
    assert read["rows"] == [{"word": "crack, the", "p": 0.5}, {"word": "ei", "p": None}]


@pytest.mark.parametrize(("name", "kind"), [("x.gif", "unknown_format"), ("x.png", "cannot_write")])
def test_what_cannot_be_written_is_said(
    app_theme: Theme, tmp_path: Path, name: str, kind: str
) -> None:
    with pytest.raises(ExportError) as raised:
        write_figure(FIGURE, tmp_path / "no such folder" / name)
    assert raised.value.kind == kind
    assert raised.value.remedy


def test_the_menu_saves_and_copies_what_is_shown(
    app_theme: Theme, tmp_path: Path, qtbot: QtBot
) -> None:
    shown: list[Figure | None] = [None]
    button = FigureButton(lambda: shown[0], QGuiApplication.instance())
    qtbot.addWidget(button.button)
    button.menu.aboutToShow.emit()
    assert not any(action.isEnabled() for action in button.menu.actions())
    shown[0] = FIGURE
    button.menu.aboutToShow.emit()
    assert button.copy.isEnabled()
    button.copy.trigger()
    assert QGuiApplication.clipboard().text() == "vbert-studio cloze ."
    errors: list[StudioError] = []
    button.failed.connect(errors.append)
    button.save(tmp_path / "no such folder" / "x.csv")
    assert [error.kind for error in errors] == ["cannot_write"]
