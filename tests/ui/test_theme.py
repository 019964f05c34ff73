from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QIcon, QPalette
from PySide6.QtWidgets import (
    QGridLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from vbert_studio.errors import BugError, StudioError
from vbert_studio.ui.qt_guard import check_installed, check_pair
from vbert_studio.ui.theme import (
    DARK,
    LIGHT,
    Scheme,
    Theme,
    Type,
    contrast,
    font,
    icon_pixmap,
    token_colour,
)
from vbert_studio.ui.theme.icons import names

BOTH = pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=lambda s: s.name)


@BOTH
def test_texts_are_readable_on_every_surface(scheme: Scheme) -> None:
    for surface in (scheme.window, scheme.panel, scheme.raised, scheme.sunken):
        assert contrast(scheme.text, surface) >= 7
        assert contrast(scheme.text_muted, surface) >= 4.5
        assert contrast(scheme.text_faint, surface) >= 3
        for tone in (scheme.danger, scheme.attention, scheme.good, scheme.link):
            assert contrast(tone, surface) >= 4.5
    assert contrast(scheme.text, scheme.selection) >= 7
    assert contrast(scheme.accent_text, scheme.accent) >= 4.5
    assert contrast(scheme.accent, scheme.panel) >= 3


@BOTH
def test_data_is_readable(scheme: Scheme) -> None:
    assert contrast(scheme.word_text, scheme.word) >= 4.5
    assert contrast(scheme.sentence_text, scheme.sentence) >= 4.5
    assert contrast(scheme.playhead, scheme.panel) >= 3
    assert contrast(scheme.waveform, scheme.panel) >= 2
    digits = "0123456789ab"
    for path in (a + b + c for a in digits for b in digits for c in digits):
        assert contrast(scheme.token_text, token_colour(path, scheme)) >= 6


@BOTH
def test_neighbours_in_the_tree_look_alike_and_branches_differ(scheme: Scheme) -> None:
    def distance(one: str, other: str) -> int:
        a, b = token_colour(one, scheme), token_colour(other, scheme)
        pairs = zip(a.getRgb(), b.getRgb(), strict=True)
        return sum(abs(int(x) - int(y)) for x, y in pairs)  # type: ignore[call-overload]

    assert distance("3500", "3501") == 0
    assert 0 < distance("350", "351") < distance("35", "65")
    assert distance("0", "6") > 80
    assert token_colour("", scheme).isValid()


def test_every_icon_draws_something_in_the_asked_colour(app_theme: Theme) -> None:
    assert len(names()) > 50
    for name in names():
        picture = icon_pixmap(name, QColor("#ff0000"), 16, ratio=2.0).toImage()
        assert picture.width() == 32
        inked = [
            picture.pixelColor(x, y)
            for x in range(32)
            for y in range(32)
            if picture.pixelColor(x, y).alpha() > 200
        ]
        assert inked, name
        assert {c.name() for c in inked} == {"#ff0000"}, name


def test_an_unknown_icon_is_a_bug(app_theme: Theme) -> None:
    with pytest.raises(BugError, match="no-such-icon"):
        app_theme.icon("no-such-icon")


def test_the_scheme_switches_while_a_window_is_open(app_theme: Theme, qtbot: QtBot) -> None:
    button = QToolButton()
    qtbot.addWidget(button)
    app_theme.follow_icon(button, "stop")
    button.show()

    def ink() -> str:
        image = button.icon().pixmap(16).toImage()
        return image.pixelColor(8, 4).name()

    before = ink()
    with qtbot.waitSignal(app_theme.changed):
        app_theme.prefer("dark")
    assert app_theme.scheme is DARK
    assert button.palette().windowText().color() == DARK.text
    assert ink() != before


def test_disabled_icons_are_fainter(app_theme: Theme) -> None:
    icon = app_theme.icon("stop")
    normal = icon.pixmap(16, QIcon.Mode.Normal).toImage().pixelColor(8, 4)
    disabled = icon.pixmap(16, QIcon.Mode.Disabled).toImage().pixelColor(8, 4)
    assert contrast(disabled, LIGHT.window) < contrast(normal, LIGHT.window)


def test_timecodes_do_not_dance(app_theme: Theme) -> None:
    from PySide6.QtGui import QFontMetricsF

    metrics = QFontMetricsF(font(Type.DIGITS))
    widths = {round(metrics.horizontalAdvance(digit * 4), 2) for digit in "0123456789"}
    assert len(widths) == 1


def test_the_pair_that_crashes_is_refused() -> None:
    with pytest.raises(StudioError, match=r"6\.12 crashes on Python 3\.11") as caught:
        check_pair((6, 12), (3, 11))
    assert "PySide6<6.12" in caught.value.remedy
    check_pair((6, 12), (3, 12))
    check_pair((6, 11), (3, 11))
    check_installed()


def test_what_is_hidden_and_what_is_seen_take_the_other_appearance(
    qtbot: QtBot, app_theme: Theme
) -> None:
    """More widgets than one slice holds; a tone, a button and a page that nobody looks at."""
    window = QStackedWidget()
    qtbot.addWidget(window)
    pages = [QWidget(), QWidget()]
    for page in pages:
        layout = QGridLayout(page)
        for number in range(300):
            shown = QLabel(f"{number}")
            shown.setProperty("tone", "danger")
            layout.addWidget(shown, number // 20, number % 20)
        layout.addWidget(QPushButton("a button"), 20, 0)
        window.addWidget(page)
    window.show()
    window.setCurrentIndex(1)
    window.setCurrentIndex(0)  # both were seen once, and so are polished
    sheet = app_theme._app.styleSheet()
    app_theme.prefer("dark")
    qtbot.waitUntil(lambda: window.updatesEnabled() and app_theme.is_settled)
    assert app_theme._app.styleSheet() == sheet
    for index, page in enumerate(pages):
        window.setCurrentIndex(index)
        button = page.findChild(QPushButton)
        assert button is not None
        colour = button.grab().toImage().pixelColor(button.width() // 2, 4)
        assert colour == DARK.raised
        tone = page.findChildren(QLabel)[-1].palette().color(QPalette.ColorRole.WindowText)
        assert tone == DARK.danger
