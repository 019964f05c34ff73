"""Asks before anything is fetched: what, how big, under which licence, from where, and why."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from vbert_studio.ui.jobs.reading import Missing
from vbert_studio.ui.parts.labels import button, hairline, label
from vbert_studio.ui.theme import Space, Type
from vbert_studio.ui.translation import number_text, tr


class ConsentDialog(QDialog):
    """Accepted when the person agrees to the downloads; `agreed` is what its button says."""

    def __init__(
        self, missing: tuple[Missing, ...], agreed: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Fetch models"))
        self.setMinimumWidth(480)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(Space.XL, Space.XL, Space.XL, Space.L)
        layout.setSpacing(Space.S)
        layout.addWidget(label(heading(missing), Type.TITLE, wrap=True))
        layout.addWidget(
            label(
                tr(
                    "They are fetched once, checked against their published sums, and kept on this "
                    "machine. Your videos never leave it."
                ),
                tone="muted",
                wrap=True,
            )
        )
        layout.addSpacing(Space.S)
        layout.addLayout(_table(missing))
        layout.addSpacing(Space.S)
        layout.addWidget(hairline())
        layout.addSpacing(Space.XS)
        layout.addLayout(self._buttons(agreed))

    def _buttons(self, agreed: str) -> QHBoxLayout:
        self.fetch_button = button(agreed, primary=True)
        self.fetch_button.setDefault(True)
        self.fetch_button.clicked.connect(self.accept)
        cancel = button(tr("Not now"))
        cancel.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.setSpacing(Space.S)
        row.addStretch(1)
        row.addWidget(cancel)
        row.addWidget(self.fetch_button)
        return row


def heading(missing: tuple[Missing, ...]) -> str:
    """How much there is to fetch."""
    models = (
        tr("1 model has") if len(missing) == 1 else tr("{value} models have", value=len(missing))
    )
    sizes = [model.size for model in missing]
    known = sum(size for size in sizes if size is not None)
    about = tr("at least ") if None in sizes else ""
    return tr(
        "{models} to be fetched first, {about}{size_text}",
        models=models,
        about=about,
        size_text=size_text(known),
    )


def size_text(size: int | None) -> str:
    """A number of bytes as a person says it."""
    if size is None:
        return tr("size unknown")
    if size >= 1e9:
        return f"{number_text(size / 1e9, '.1f')} GB"
    return f"{number_text(size / 1e6, '.0f' if size >= 1e7 else '.1f')} MB"


def _table(missing: tuple[Missing, ...]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(Space.L)
    grid.setVerticalSpacing(Space.S)
    grid.setColumnStretch(0, 1)
    for row, model in enumerate(missing):
        grid.addWidget(label(model.title, wrap=True), row, 0)
        grid.addWidget(label(model.licence, Type.CAPTION, "muted"), row, 1)
        grid.addWidget(label(size_text(model.size), Type.DIGITS), row, 2)
    return grid
