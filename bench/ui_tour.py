"""A pass through the whole window: every panel, masks, what is long and what there is much of."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QDialog
from ui_stage import Stage
from ui_watch import Watch

PANELS = (
    *("transcript", "clip", "words", "pairs", "history", "training", "jobs"),
    *("forecast", "generate", "action", "alignment", "compare", "strip"),
)
_DIALOGS = ("settings.open", "settings.keys", "help.palette", "help.keys")
_FILM = "soup"


class Tour:
    """Goes through the window while it is watched.

    Args:
        stage: the window.
        watch: is told what is being done.
        demo: the demo project.
        said: a project in which 5,000 sentences are said.
        many: a project of 1,000 videos.
    """

    def __init__(self, stage: Stage, watch: Watch, demo: Path, said: Path, many: Path) -> None:
        self._stage, self._watch = stage, watch
        self._demo, self._said, self._many = demo, said, many

    def go(self) -> None:
        """All of it."""
        self._do("opening the demo", lambda: self._stage.open(self._demo))
        self._do("another film", lambda: self._stage.choose(_FILM))
        self._do("loading the model", self._stage.wait_for_model)
        self._panels("the demo")
        self._do("masks", self._masks)
        self._do("the timeline", self._timeline)
        self._do("playing", self._play)
        for name in _DIALOGS:
            self._do(name, lambda name=name: self._dialog(name))
        self._do("dark", lambda: self._trigger("appearance.dark"))
        self._do("light", lambda: self._trigger("appearance.light"))
        self._do("opening 5,000 sentences", lambda: self._stage.open(self._said))
        self._large("5,000 sentences")
        self._do("opening 1,000 videos", lambda: self._stage.open(self._many))
        self._large("1,000 videos")
        self._do("closing", self._stage.window.session.close)

    def _do(self, what: str, work: Callable[[], object]) -> None:
        self._watch.during = what
        work()
        self._stage.rest(400)

    def _trigger(self, name: str) -> None:
        self._stage.window.commands[name].trigger()

    def _panels(self, of: str) -> None:
        docks = self._stage.window.docks
        for name in PANELS:
            self._do(f"panel {name} of {of}", lambda name=name: self._show(name))
            self._do(f"scrolling {name} of {of}", lambda name=name: self._scroll(name))
            if name not in ("transcript", "words"):
                docks[name].hide()
                self._stage.rest(60)

    def _show(self, name: str) -> None:
        self._stage.window.docks.show(name)
        self._stage.rest(900)

    def _scroll(self, name: str) -> None:
        """Every list of a panel, down and up again."""
        dock = self._stage.window.docks[name]
        for area in dock.findChildren(QAbstractScrollArea):
            if not area.isVisible():
                continue
            bar = area.verticalScrollBar()
            for share in (0.1, 0.2, 0.5, 0.9, 1.0, 0.5, 0.0):
                bar.setValue(round(bar.maximum() * share))
                self._stage.rest(25)

    def _masks(self) -> None:
        stage, masking = self._stage, self._stage.window.panels.masking
        for first in (3.0, 6.0, 9.0):
            stage.drag(first, first + 6.0, "tokens", steps=12)
            stage.until(lambda: set(masking.board.slots) >= set(masking.state.hidden), "guesses")
            stage.key(Qt.Key.Key_1, stage.timeline)
            stage.rest(150)
            stage.key(Qt.Key.Key_Escape, stage.timeline)
            stage.rest(100)

    def _timeline(self) -> None:
        stage = self._stage
        for turned, held in ((120, True), (120, True), (-60, False), (-120, False), (-120, True)):
            for _ in range(8):
                stage.wheel(stage.timeline, turned, held=held)
                stage.rest(12)

    def _play(self) -> None:
        self._trigger("player.toggle")
        self._stage.rest(2_000)
        self._trigger("player.toggle")

    def _dialog(self, name: str) -> None:
        self._trigger(name)
        self._stage.rest(500)
        for one in QApplication.topLevelWidgets():
            if isinstance(one, QDialog) and one.isVisible():
                one.close()
        popup = QApplication.activePopupWidget()
        if popup is not None:
            popup.close()

    def _large(self, of: str) -> None:
        stage, window = self._stage, self._stage.window
        self._do(f"scrolling the library of {of}", lambda: self._scroll("library"))
        self._panels(of)
        self._do(f"the timeline of {of}", self._timeline)
        search = window.panels.transcript.view.search
        self._do(f"searching {of}", lambda: self._type(search, "whisk the"))
        search.clear()
        self._do(f"seeking in {of}", self._seek)
        stage.rest(300)

    def _type(self, field: object, text: str) -> None:
        for letter in text:
            QTest.keyClicks(field, letter)
            self._stage.rest(60)

    def _seek(self) -> None:
        player = self._stage.window.panels.player
        for share in (0.1, 0.8, 0.5, 0.51, 0.52):
            player.seek(player.duration_s * share)
            self._stage.rest(120)
