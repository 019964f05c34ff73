"""The settings, all on one page that can be searched."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from vbert_studio.settings.known import SECTIONS, SETTINGS
from vbert_studio.ui.in_slices import InSlices
from vbert_studio.ui.parts.empty import EmptyPanel
from vbert_studio.ui.parts.labels import button, hairline, label
from vbert_studio.ui.settings.live import settings
from vbert_studio.ui.settings.row import SettingRow
from vbert_studio.ui.theme import Space, Type
from vbert_studio.ui.translation import tr, trn


class SettingsDialog(QDialog):
    """Every setting with its control; a change applies as it is made.

    `restart_wanted` says that the person wants what waits for the next start now.
    """

    restart_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Settings"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(760, 640)
        self.search = QLineEdit(placeholderText=tr("Search the settings"), clearButtonEnabled=True)
        self.search.setAccessibleName(tr("Search the settings"))
        self.search.textChanged.connect(self._filter)
        self.rows: list[SettingRow] = []
        self._heads: dict[str, QLabel] = {}
        self._waiting: set[str] = set()
        self._pages = QStackedWidget()
        self._pages.addWidget(self._list())
        self._pages.addWidget(
            EmptyPanel("search", tr("Nothing found"), tr("No setting has these words."))
        )
        self._lay_out()
        settings().changed.connect(self._on_changed)
        self._show_count()
        self.filling = InSlices(self)
        self.filling.begin(self._fill())

    def _list(self) -> QScrollArea:
        content = QWidget()
        content.setProperty("surface", "panel")
        content.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._column = QVBoxLayout()
        self._column.setSpacing(Space.XS)
        column = QVBoxLayout(content)
        column.setContentsMargins(Space.L, Space.M, Space.L, Space.L)
        column.addLayout(self._column)
        column.addStretch(1)
        area = QScrollArea(widgetResizable=True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(content)
        return area

    def _fill(self) -> Iterator[None]:
        """Every setting, a row a step."""
        for section, members in groupby(SETTINGS.values(), key=lambda setting: setting.section):
            head = self._heads[section] = label(tr(SECTIONS[section]), Type.TITLE)
            head.setContentsMargins(0, Space.M, 0, Space.XS)
            self._column.addWidget(head)
            for setting in members:
                row = SettingRow(setting)
                self.rows.append(row)
                self._column.addWidget(row)
                if self.search.text():
                    self._filter(self.search.text())
                yield

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(Space.L, Space.M, Space.L, Space.M)
        head.addWidget(self.search)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(hairline())
        layout.addWidget(self._pages, 1)
        layout.addWidget(hairline())
        layout.addLayout(self._foot())

    def _foot(self) -> QHBoxLayout:
        self.count = label("", Type.CAPTION, "muted")
        self.reset_all = button(tr("Put all back"))
        self.reset_all.clicked.connect(settings().reset_all)
        self.restart = button(tr("Start again now"))
        self.restart.setToolTip(tr("Close the window and open it again where it was"))
        self.restart.clicked.connect(self.restart_wanted)
        self.restart.hide()
        close = button(tr("Close"), primary=True)
        close.clicked.connect(self.accept)
        for each in (self.reset_all, self.restart, close):
            each.setAutoDefault(False)
        foot = QHBoxLayout()
        foot.setContentsMargins(Space.L, Space.M, Space.L, Space.M)
        foot.setSpacing(Space.S)
        foot.addWidget(self.count, 1)
        for each in (self.reset_all, self.restart, close):
            foot.addWidget(each)
        return foot

    @Slot(str)
    def _filter(self, typed: str) -> None:
        words = typed.casefold().split()
        shown = {row for row in self.rows if row.matches(words)}
        for row in self.rows:
            row.setVisible(row in shown)
        for section, head in self._heads.items():
            head.setVisible(any(row.setting.section == section for row in shown))
        self._pages.setCurrentIndex(0 if shown else 1)

    @Slot(str)
    def _on_changed(self, name: str) -> None:
        for row in self.rows:
            if row.setting.name == name:
                row.refresh()
        if SETTINGS[name].applies == "at the next start":
            self._waiting ^= {name}  # a second change may take the first one back
            self.restart.setVisible(bool(self._waiting))
        self._show_count()

    def _show_count(self) -> None:
        number = len(settings().changed_by_person)
        said = trn("{count} setting is changed", "{count} settings are changed", number)
        self.count.setText(said if number else tr("Every setting is as at first"))
        self.reset_all.setEnabled(number > 0)
