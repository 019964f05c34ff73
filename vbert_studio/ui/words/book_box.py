"""Which codebook's words are looked at."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox

from vbert_studio.local_time import local_time
from vbert_studio.ui.translation import tr

if TYPE_CHECKING:
    from vbert_studio.project.records import CodebookRow


class BookBox(QComboBox):
    """The codebooks of a project, the newest first; hidden while there is but one.

    It shows the current one, whatever is chosen: `wanted(name)` asks for another, and whoever makes
    that the current one shows them again.
    """

    wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("Codebook"))
        self.setToolTip(tr("Whose visual words are shown, on the timeline too"))
        self.setMinimumContentsLength(8)
        self.setSizeAdjustPolicy(self.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._current = 0
        self.activated.connect(self._ask)
        self.hide()

    def show_books(self, books: Sequence[CodebookRow], *, can_choose: bool) -> None:
        """Show what there is; the last of them was made last."""
        newest = list(reversed(books))
        self.clear()
        for row in newest:
            text = tr("{name}, made {day}", name=row.name, day=local_time(row.made_at)[:10])
            self.addItem(text, row.name)
        self._current = next((at for at, row in enumerate(newest) if row.is_current), 0)
        self.setCurrentIndex(self._current)
        self.setEnabled(can_choose)
        self.setVisible(len(newest) > 1)

    @Slot(int)
    def _ask(self, index: int) -> None:
        if index != self._current:
            self.setCurrentIndex(self._current)
            self.wanted.emit(str(self.itemData(index)))
