"""What a person sees while no project is open: what this is, and two ways to begin."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from vbert_studio.ui.parts.labels import button, label
from vbert_studio.ui.parts.paths import shown_path
from vbert_studio.ui.theme import Space, Type, theme
from vbert_studio.ui.translation import tr
from vbert_studio.ui.welcome.banner import Banner

_WIDTH = 520
_SHOWN = 8  # what the smallest window has room for


class WelcomeScreen(QWidget):
    """Two buttons and the recent projects."""

    videos_wanted = Signal()
    demo_wanted = Signal()
    project_wanted = Signal(object)  # Path

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("surface", "window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.open_button = button(tr("Open my videos…"), primary=True)
        self.demo_button = button(tr("Open the demo"), "demo")
        self.open_button.clicked.connect(self.videos_wanted)
        self.demo_button.clicked.connect(self.demo_wanted)
        for big in (self.open_button, self.demo_button):
            big.setMinimumHeight(36)
            big.setMinimumWidth(170)
        self._recent = QVBoxLayout()
        self._recent.setSpacing(0)
        self._lay_out()

    def _lay_out(self) -> None:
        column = QVBoxLayout()
        column.setSpacing(Space.S)
        column.addWidget(Banner())
        column.addSpacing(Space.L)
        column.addWidget(label("VBERT Studio", Type.DISPLAY))
        column.addWidget(
            label(
                tr(
                    "See your own videos as sentences of visual words, beside what is said in them."
                    " Everything is computed on this machine and kept in one project folder."
                ),
                tone="muted",
                wrap=True,
            )
        )
        column.addSpacing(Space.L)
        column.addLayout(self._buttons())
        column.addSpacing(Space.XS)
        column.addWidget(
            label(
                tr("Or drop video files and folders anywhere on this window."),
                Type.CAPTION,
                "muted",
            )
        )
        column.addSpacing(Space.XL)
        column.addLayout(self._recent)
        holder = QWidget()
        holder.setLayout(column)
        holder.setFixedWidth(_WIDTH)
        # An alignment would take the height that the texts have at another width.
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(holder)
        row.addStretch(1)
        outer = QVBoxLayout(self)
        outer.addStretch(2)
        outer.addLayout(row)
        outer.addStretch(3)

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(Space.S)
        row.addWidget(self.open_button)
        row.addWidget(self.demo_button)
        row.addStretch(1)
        return row

    def show_recent(self, folders: list[Path]) -> None:
        """Offer these projects, newest first."""
        while item := self._recent.takeAt(0):
            if widget := item.widget():
                widget.deleteLater()
        if folders:
            self._recent.addWidget(label(tr("Recent projects"), Type.STRONG))
            self._recent.addSpacing(Space.XS)
        for folder in folders[:_SHOWN]:
            self._recent.addWidget(self._recent_button(folder))

    def _recent_button(self, folder: Path) -> QPushButton:
        shown = QPushButton(f"{folder.name}   {shown_path(folder.parent)}")
        shown.setProperty("flat", "true")
        shown.setStyleSheet("QPushButton { text-align: left; padding-left: 6px; }")
        shown.setIconSize(QSize(16, 16))
        shown.setToolTip(str(folder))
        theme().follow_icon(shown, "folder")
        shown.clicked.connect(lambda: self.project_wanted.emit(folder))
        return shown
