"""The exemplars of a visual word, playing beside and below each other."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QVBoxLayout, QWidget

from vbert_studio.errors import StudioError
from vbert_studio.ui.filmstrip.exemplars import ExemplarClip
from vbert_studio.ui.theme import Space
from vbert_studio.ui.timeline.lane import Lane
from vbert_studio.ui.timeline.loops import HEIGHT, Loops, loop_pictures
from vbert_studio.ui.timeline.pictures import stored_height

PER_ROW = 2
ROWS = 2


class ExemplarRows(QWidget):
    """Decodes in a thread of its own; `chosen(number)` follows a click on an exemplar."""

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._lane = Lane(self)
        self.rows = [Loops() for _ in range(ROWS)]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XS)
        for number, row in enumerate(self.rows):
            row.chosen.connect(lambda place, number=number: self._choose(number, place))
            column.addWidget(row)
        self.clear()

    def play(
        self, exemplars: Sequence[ExemplarClip], on_error: Callable[[StudioError], None]
    ) -> None:
        """Play these, as far as there is room, in place of what is played."""
        shown = tuple(exemplars[: PER_ROW * ROWS])
        self._make_room(len(shown))
        height = stored_height(HEIGHT * self.devicePixelRatioF())

        def work() -> Iterator[tuple[int, QImage]]:
            yield from loop_pictures(shown, height)

        self._lane.ask(work, self._add, on_error)

    def clear(self) -> None:
        """Play nothing."""
        self._lane.drop()
        self._make_room(0)

    def stop(self) -> None:
        """Play nothing, and wait until the thread is still."""
        self._lane.stop()
        self._make_room(0)

    def _make_room(self, count: int) -> None:
        for number, row in enumerate(self.rows):
            row.set_clips(min(PER_ROW, max(0, count - number * PER_ROW)))
        self.setVisible(count > 0)

    def _add(self, item: tuple[int, QImage]) -> None:
        row, column = divmod(item[0], PER_ROW)
        self.rows[row].add(column, item[1])

    def _choose(self, row: int, column: int) -> None:
        self.chosen.emit(row * PER_ROW + column)
