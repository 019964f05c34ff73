"""Shows the report of a bug, to read, copy and go on from."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from vbert_studio.ui.parts.labels import label
from vbert_studio.ui.parts.paths import shown_path
from vbert_studio.ui.theme import Space, Type, font
from vbert_studio.ui.translation import tr


class CrashDialog(QDialog):
    """The report of one bug."""

    def __init__(self, text: str, path: Path | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = text
        self.setWindowTitle(tr("A bug in VBERT Studio"))
        self.resize(720, 440)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(Space.XL, Space.XL, Space.XL, Space.L)
        layout.setSpacing(Space.S)
        layout.addWidget(label(tr("Something went wrong inside the program"), Type.TITLE))
        layout.addWidget(label(_explain(path), tone="muted", wrap=True))
        layout.addSpacing(Space.XS)
        layout.addWidget(self._report())
        layout.addLayout(self._buttons())

    def _report(self) -> QPlainTextEdit:
        view = QPlainTextEdit(self._text)
        view.setReadOnly(True)
        view.setFont(font(Type.CODE))
        view.setAccessibleName(tr("Crash report"))
        view.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        view.moveCursor(view.textCursor().MoveOperation.End)
        return view

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.copy_button = QPushButton(tr("Copy the report"))
        self.copy_button.clicked.connect(self._copy)
        close = QPushButton("Go on")
        close.setProperty("primary", "true")
        close.setDefault(True)
        close.clicked.connect(self.accept)
        row.addWidget(self.copy_button)
        row.addStretch(1)
        row.addWidget(close)
        return row

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._text)
        self.copy_button.setText(tr("Copied"))


def _explain(path: Path | None) -> str:
    kept = (
        tr("This report is kept as {shown_path}.", shown_path=shown_path(path))
        if path
        else tr("It could not be written to disk.")
    )
    return tr(
        "Your project is safe: every edit is on disk as soon as it is made. "
        "{kept} Sending it along with what you were doing helps to mend it.",
        kept=kept,
    )
