"""The player as the person sees and uses it."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMainWindow, QWidget
from pytestqt.qtbot import QtBot

from tests.films import Film, number_in, tone
from tests.ui.player.conftest import Screening
from vbert_studio.ui.commands.actions import Actions
from vbert_studio.ui.player.panel import PlayerPanel
from vbert_studio.ui.theme import Theme

Show = Callable[..., Screening]
FILM = Film(frames=150, rate=30, sound=tone(5.0))


@pytest.fixture
def panel(app_theme: Theme, qtbot: QtBot, screening: Screening) -> PlayerPanel:
    panel = PlayerPanel(screening.player)
    qtbot.addWidget(panel)
    panel.resize(700, 500)
    panel.show()
    return panel


def pixels_of(image: QImage) -> np.ndarray:
    image = image.convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1)
    return rows[:, : 3 * image.width()].reshape(image.height(), image.width(), 3).copy()


def test_the_empty_panel_says_what_to_do(panel: PlayerPanel) -> None:
    assert panel.empty.isVisible()
    assert not panel.surface.isVisible()
    assert not panel.transport.buttons["player.toggle"].isEnabled()
    assert panel.transport.time.text() == ""


def test_the_picture_is_whole_and_in_the_middle(panel: PlayerPanel, show: Show) -> None:
    screening = show(FILM)
    screening.player.seek(2.5)
    screening.settle()
    assert panel.surface.isVisible()
    shot = pixels_of(panel.surface.grab().toImage())
    height, width = shot.shape[:2]
    shown_width = round(height * 96 / 64)
    if shown_width > width:
        shown_height = round(width * 64 / 96)
        top = (height - shown_height) // 2
        picture, bar = shot[top : top + shown_height], shot[: top - 2]
    else:
        left = (width - shown_width) // 2
        picture, bar = shot[:, left : left + shown_width], shot[:, : left - 2]
    assert number_in(picture) == 75
    assert bar.size
    stage = QColor(_scheme().stage)
    assert (bar == [stage.red(), stage.green(), stage.blue()]).all()


def _scheme():
    from vbert_studio.ui.theme import theme

    return theme().scheme


def test_dark_and_light(panel: PlayerPanel, app_theme: Theme) -> None:
    shots = []
    for name in ("light", "dark"):
        app_theme.prefer(name)
        panel.surface.setVisible(True)
        shots.append(pixels_of(panel.grab().toImage()).mean())
    assert shots[0] > 180
    assert shots[1] < 60


def test_pictures_are_decoded_at_the_size_they_are_shown(
    panel: PlayerPanel, show: Show, qtbot: QtBot
) -> None:
    screening = show(Film(frames=30, height=480, width=640))

    def size_is_right() -> bool:
        picture, ratio = screening.player.picture, panel.surface.devicePixelRatioF()
        if picture is None:
            return False
        height, width = panel.surface.height() * ratio, panel.surface.width() * ratio
        scale = min(1, height / 480, width / 640)
        return picture.pixels.shape[:2] == (round(480 * scale), round(640 * scale))

    qtbot.waitUntil(size_is_right, timeout=5000)
    panel.resize(420, 300)
    qtbot.waitUntil(size_is_right, timeout=5000)
    assert screening.number == 0


def test_the_bar_tells_time_frame_and_speed(panel: PlayerPanel, show: Show) -> None:
    player = show(FILM).player
    player.seek(3.7)
    bar = panel.transport
    assert bar.time.text() == "00:00:03.700"
    assert bar.length.text() == "/ 00:00:05.000"
    assert bar.frame.text() == "frame 111"
    player.set_speed(0.25)
    assert bar.speed.text() == "0.25×"
    player.set_loop(1, 2)
    assert bar.loop.isChecked()
    player.clear_loop()
    assert not bar.loop.isChecked()
    assert bar.mute.isEnabled()
    player.close()
    assert bar.time.text() == ""
    assert panel.empty.isVisible()


def test_buttons(panel: PlayerPanel, show: Show, qtbot: QtBot) -> None:
    screening = show(FILM)
    player, buttons = screening.player, panel.transport.buttons
    left = Qt.MouseButton.LeftButton

    def press(name: str) -> None:
        qtbot.mouseClick(buttons[name], left)

    press("player.clip_forward")
    assert player.position == 1.5
    press("player.frame_forward")
    screening.settle()
    assert screening.number == 46
    press("player.frame_back")
    press("player.clip_back")
    assert player.position == 0
    press("player.to_end")
    assert player.frame == 149
    press("player.to_start")
    press("player.toggle")
    assert player.playing
    assert buttons["player.toggle"].accessibleName() == "Pause"
    press("player.toggle")
    assert not player.playing
    qtbot.mouseClick(panel.transport.loop, left)
    assert player.loop == (0, 1.5)
    qtbot.mouseClick(panel.transport.loop, left)
    assert player.loop is None
    qtbot.mouseClick(panel.transport.mute, left)
    assert player.voice.muted
    assert panel.transport.volume.value() == 0
    panel.transport.volume.setValue(40)
    assert (player.voice.muted, player.voice.volume) == (False, 0.4)
    qtbot.mouseClick(panel.surface, left)
    assert player.playing
    player.pause()
    menu = panel.transport.speed.menu()
    assert menu is not None
    next(action for action in menu.actions() if action.text() == "2×").trigger()
    assert player.speed == 2.0


def test_every_control_says_what_it_is(panel: PlayerPanel) -> None:
    bar = panel.transport
    for control in (*bar.buttons.values(), bar.loop, bar.mute, bar.speed):
        assert control.accessibleName()
        assert control.toolTip()
    assert "Space" in bar.buttons["player.toggle"].toolTip()
    assert bar.volume.accessibleName()
    assert panel.scrubber.accessibleName()
    assert panel.surface.accessibleName()


# A tool tip has to come to the front, which the offscreen platform cannot do.
@pytest.mark.qt_log_ignore(".*does not support raise.*", extend=True)
def test_dragging_along_the_film(panel: PlayerPanel, show: Show, qtbot: QtBot) -> None:
    screening = show(FILM)
    player, scrubber = screening.player, panel.scrubber
    middle = scrubber.height() // 2
    for t_s in (1.0, 4.2):
        x = round(scrubber.x_of(t_s))
        qtbot.mouseClick(scrubber, Qt.MouseButton.LeftButton, pos=QPoint(x, middle))
        assert player.position == pytest.approx(t_s, abs=0.02)
    qtbot.mousePress(scrubber, Qt.MouseButton.LeftButton, pos=QPoint(50, middle))
    QTest.mouseMove(scrubber, QPoint(10_000, middle))
    qtbot.mouseRelease(scrubber, Qt.MouseButton.LeftButton, pos=QPoint(300, middle))
    screening.settle()
    assert scrubber.time_at(-50) == 0
    assert scrubber.time_at(10_000) == pytest.approx(5.0)


def test_a_narrow_panel_leaves_out_what_matters_least(
    panel: PlayerPanel, show: Show, qtbot: QtBot
) -> None:
    show(FILM)
    bar = panel.transport
    parts = (bar.volume, bar.length, bar.frame, bar.buttons["player.to_end"])
    parts = (*parts, bar.buttons["player.clip_back"], bar.time)
    for place, width in enumerate((720, 640, 560, 480, 400, 320)):
        panel.resize(width, 400)
        assert panel.width() == width
        assert [part.isVisible() for part in parts] == [k >= place for k in range(len(parts))]
        qtbot.waitUntil(lambda: not overlapping(bar), timeout=2000)  # once it is laid out


def overlapping(bar: QWidget) -> list[tuple[QWidget, QWidget]]:
    """Pairs of children that lie on each other, or a child and the bar it sticks out of."""
    children = bar.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
    shown = [child for child in children if child.isVisible()]
    found = [(a, b) for a, b in combinations(shown, 2) if a.geometry().intersects(b.geometry())]
    return found + [(bar, c) for c in shown if not bar.rect().contains(c.geometry())]


def test_keys_in_a_window(
    app_theme: Theme, qtbot: QtBot, show: Show, screening: Screening, tmp_path: Path
) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    panel = PlayerPanel(screening.player)
    window.setCentralWidget(panel)
    Actions({}).add(screening.player, {"window": window})
    window.resize(700, 500)
    window.show()
    qtbot.waitUntil(window.isActiveWindow)
    show(FILM)
    player = screening.player
    panel.setFocus()
    key = Qt.Key

    def press(which: Qt.Key, modifier=Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(panel.surface, which, modifier)

    shift = Qt.KeyboardModifier.ShiftModifier
    press(key.Key_Right)
    press(key.Key_Period)
    assert player.frame == 2
    press(key.Key_Left)
    assert player.frame == 1
    press(key.Key_Right, shift)
    assert player.position == 1.5
    press(key.Key_Left, shift)
    assert player.position == 0
    press(key.Key_Space)
    assert player.playing
    press(key.Key_K)
    assert not player.playing
    press(key.Key_L)
    press(key.Key_L)
    assert (player.playing, player.speed) == (True, 2.0)
    press(key.Key_J)
    assert player.speed == -1.0
    press(key.Key_K)
    assert (player.playing, player.speed) == (False, 1.0)
    press(key.Key_BracketLeft)
    assert player.speed == 0.75
    press(key.Key_Backslash)
    assert player.speed == 1.0
    press(key.Key_End)
    assert player.frame == 149
    press(key.Key_Home)
    assert player.frame == 0
    press(key.Key_M, Qt.KeyboardModifier.ControlModifier)
    assert player.voice.muted
    press(key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert player.loop == (0, 1.5)
    press(key.Key_Space, shift)
    assert player.playing
    player.close()
