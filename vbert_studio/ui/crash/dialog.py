"""Shows the report of a bug or of a crash, to read, copy and go on from."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtGui import QGuiApplication, QTextCursor
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from vbert_studio.ui.crash.last_time import SuddenEnd
from vbert_studio.ui.parts.labels import label
from vbert_studio.ui.parts.paths import shown_path
from vbert_studio.ui.theme import Space, Type, font
from vbert_studio.ui.translation import tr


class ReportDialog(QDialog):
    """A report below a heading and an explanation.

    Args:
        title: of the dialog's window.
        heading: what happened, in one line.
        explanation: what it means for the person.
        text: the report.
    """

    def __init__(
        self, title: str, heading: str, explanation: str, text: str, parent: QWidget | None
    ) -> None:
        super().__init__(parent)
        self._text = text
        self.setWindowTitle(title)
        self.resize(720, 440)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(Space.XL, Space.XL, Space.XL, Space.L)
        layout.setSpacing(Space.S)
        layout.addWidget(label(heading, Type.TITLE, wrap=True))
        layout.addWidget(label(explanation, tone="muted", wrap=True))
        layout.addSpacing(Space.XS)
        self.report = self._report()
        layout.addWidget(self.report)
        layout.addLayout(self._buttons())

    def _report(self) -> QPlainTextEdit:
        view = QPlainTextEdit(self._text)
        view.setReadOnly(True)
        view.setFont(font(Type.CODE))
        view.setAccessibleName(tr("Crash report"))
        view.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        return view

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.copy_button = QPushButton(tr("Copy the report"))
        self.copy_button.clicked.connect(self._copy)
        self.close_button = QPushButton(tr("Go on"))
        self.close_button.setProperty("primary", "true")
        self.close_button.setDefault(True)
        self.close_button.clicked.connect(self.accept)
        row.addWidget(self.copy_button)
        row.addStretch(1)
        row.addWidget(self.close_button)
        return row

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._text)
        self.copy_button.setText(tr("Copied"))


class CrashDialog(ReportDialog):
    """The report of a bug that the program survived."""

    def __init__(self, text: str, path: Path | None, parent: QWidget | None = None) -> None:
        explanation = tr(
            "Your project is safe: every edit is on disk as soon as it is made. "
            "{kept} Sending it along with what you were doing helps to mend it.",
            kept=_kept(path),
        )
        super().__init__(
            tr("A bug in VBERT Studio"),
            tr("Something went wrong inside the program"),
            explanation,
            text,
            parent,
        )
        self.report.moveCursor(QTextCursor.MoveOperation.End)  # the error itself


class LastTimeDialog(ReportDialog):
    """The report of a run that ended without closing."""

    def __init__(self, end: SuddenEnd, parent: QWidget | None = None) -> None:
        super().__init__(
            tr("The last time"),
            tr("VBERT Studio crashed") if end.cause else tr("VBERT Studio was ended from outside"),
            _explain_end(end),
            end.text,
            parent,
        )


def _explain_end(end: SuddenEnd) -> str:
    safe = tr("Nothing that you did is lost: every edit is on disk as soon as it is made.")
    kept = _kept(end.path)
    if end.cause:
        return tr(
            "{safe} {kept} Sending it along with what you were doing helps to mend it.",
            safe=safe,
            kept=kept,
        )
    return tr(
        "It was killed, the memory was full, or the machine went off. {safe} {kept}",
        safe=safe,
        kept=kept,
    )


def _kept(path: Path | None) -> str:
    if path is None:
        return tr("It could not be written to disk.")
    return tr("This report is kept as {shown_path}.", shown_path=shown_path(path))
