"""Asking for one file; the window goes on meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

Then = Callable[[Path], None]


def ask_for_file(window: QWidget, title: str, kinds: str, folder: Path, then: Then) -> None:
    """Have a person choose a file that is there.

    Args:
        window: what the dialog belongs to.
        title: of the dialog.
        kinds: of files, as Qt writes them: ``Pairs (*.csv *.json);;All files (*)``.
        folder: where to begin.
        then: is called with the file; not when none is chosen.
    """
    _ask(QFileDialog(window, title, str(folder), kinds), QFileDialog.FileMode.ExistingFile, then)


def ask_where_to(
    window: QWidget, title: str, kinds: str, folder: Path, name: str, then: Then
) -> None:
    """Have a person say where a file goes, which is called `name` for a start.

    The other arguments are those of `ask_for_file`.
    """
    dialog = QFileDialog(window, title, str(folder), kinds)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.selectFile(name)
    _ask(dialog, QFileDialog.FileMode.AnyFile, then)


def _ask(dialog: QFileDialog, mode: QFileDialog.FileMode, then: Then) -> None:
    dialog.setFileMode(mode)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.fileSelected.connect(lambda name: then(Path(name)))
    dialog.open()
