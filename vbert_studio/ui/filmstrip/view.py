"""A board on the screen: pictures in rows, moved over by keys and pointer."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, QSizeF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QHideEvent,
    QImage,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy

from vbert_studio.ui.filmstrip.board import Board, Cell, Shot
from vbert_studio.ui.filmstrip.grid import Grid
from vbert_studio.ui.filmstrip.painting import BoardPainter
from vbert_studio.ui.filmstrip.pictures import ShotPictures
from vbert_studio.ui.parts.cells import CellArea, Place
from vbert_studio.ui.session import ProjectSession
from vbert_studio.ui.theme import Space, theme
from vbert_studio.ui.timeline.pictures import stored_height

FRAME_MS = 125  # twelve pictures of a clip of a second and a half


class FilmstripView(CellArea):
    """Shows a `Board`. The cell under the pointer, or else the current one, moves.

    `current_changed(row, column)` follows keys and clicks, `chosen` Enter and a double click,
    `pointed(row, column)` the pointer; both are -1 when it leaves.
    """

    current_changed = Signal(int, int)
    pointed = Signal(int, int)

    def __init__(self, session: ProjectSession, name: str) -> None:
        super().__init__(name)
        self._pictures = ShotPictures(session, self)
        self._board = Board()
        self._playing: Place | None = None
        self._beat = 0
        self._timer = QTimer(self, interval=FRAME_MS)
        self._timer.timeout.connect(self._next)
        self._pictures.arrived.connect(self._on_arrived)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.viewport().setAutoFillBackground(False)
        # Its scroll bar goes with the pictures, which go with time.
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)

    @property
    def board(self) -> Board:
        """What is shown."""
        return self._board

    def current_cell(self) -> Cell | None:
        """The cell where the keyboard is."""
        return self._board.cell(*self._current)

    def show_board(self, board: Board) -> None:
        """Show this; the current cell stays if there is such a one."""
        self._board = board
        self._pointed = self._playing = None
        row, column = self._current
        if board.cell(row, column) is None:
            self._current = (0, 0)
        self._pictures.want(board.shots(), self._height())
        self._lay_out()
        self.updateGeometry()
        self.viewport().update()
        self.tell_current()

    def set_current(self, row: int, column: int) -> None:
        """Bring the keyboard to a cell; nothing happens where there is none."""
        before = self.current
        super().set_current(row, column)
        if self.current != before:
            self.current_changed.emit(row, column)

    @property
    def pictures(self) -> ShotPictures:
        """Where its pictures come from."""
        return self._pictures

    def set_playing(self, place: Place | None) -> None:
        """Mark the cell that a reel plays at the moment."""
        self._playing = place
        if place is not None:
            self.show_cell(place)
        self.viewport().update()

    def words_of(self, place: Place) -> str | None:
        """What a picture is, as a sentence."""
        cell = self._board.cell(*place)
        return None if cell is None else cell.said

    def ends_of(self, row: int) -> tuple[Place, Place]:
        """The ends of a strip."""
        return (row, 0), (row, len(self._board.strips[row].cells) - 1)

    def point_at(self, place: Place | None) -> None:
        """What the pointer rests on moves, and says what it is."""
        before = self._pointed
        super().point_at(place)
        if place != before:
            self.pointed.emit(*(place or (-1, -1)))

    def paint_figure(self, painter: QPainter) -> None:
        """All of the board, for a file."""
        figure = BoardPainter(painter, Grid.of(self._board), self._pictures.still)
        figure.paint_cells()
        figure.paint_titles()

    def figure_size(self) -> QSizeF:
        """What `paint_figure` needs, in logical pixels."""
        return Grid.of(self._board).size

    def cell_rect(self, row: int, column: int) -> QRectF:
        """Where a picture lies in the viewport."""
        return self._grid().picture(row, column).translated(-self._offset())

    # Qt's own

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """All of it, at the width that there is."""
        return self._grid().size.toSize() + QSize(0, self._bar_height())

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """A strip and a bit; the rest by scrolling."""
        grid = self._grid()
        high = min(2, len(self._board.strips)) * grid.row_height
        return QSize(180, round(high + grid.head) + self._bar_height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """The scroll bars follow."""
        super().resizeEvent(event)
        self._lay_out()
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def scrollContentsBy(self, dx: int, dy: int) -> None:  # noqa: N802, ARG002 - Qt's name
        """Titles stay, so everything is painted again."""
        self.viewport().update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """The board, and where keyboard and reel are."""
        scheme, painter = theme().scheme, QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), scheme.panel)
        offset, grid = self._offset(), self._grid()
        painter.translate(-offset)
        board = BoardPainter(painter, grid, self._picture)
        board.paint_cells()
        if self.current_cell() is not None:
            board.paint_mark(*self._current, scheme.accent if self.hasFocus() else scheme.outline)
        if self._playing is not None:
            board.paint_mark(*self._playing, scheme.playhead)
        painter.translate(offset.x(), 0)
        painter.fillRect(QRectF(0, 0, grid.titles, grid.size.height()), scheme.panel)
        board.paint_titles()
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Bring the keyboard here."""
        place = self.cell_at(event.position())
        if place is not None and event.button() == Qt.MouseButton.LeftButton:
            self.set_current(*place)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Choose."""
        place = self.cell_at(event.position())
        if place is not None:
            self.chosen.emit(*place)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Nothing moves unseen."""
        self._timer.stop()
        super().hideEvent(event)

    # What moves

    def _moving(self) -> Shot | None:
        """The shot that moves: under the pointer, else where the keyboard is."""
        place = self._pointed or (self._current if self.hasFocus() else None)
        cell = None if place is None else self._board.cell(*place)
        return None if cell is None else cell.shot

    def attention_moved(self) -> None:
        """What is looked at moves, from its beginning."""
        self._beat = 0
        shot = self._moving()
        if shot is None:
            self._timer.stop()
            return
        self._pictures.want_moving([shot], self._height())
        self._timer.start()

    @Slot()
    def _next(self) -> None:
        self._beat += 1
        self.viewport().update()

    def _picture(self, shot: Shot) -> QImage | None:
        frames = self._pictures.frames(shot) if shot == self._moving() else ()
        return frames[self._beat % len(frames)] if frames else self._pictures.still(shot)

    @Slot(object)
    def _on_arrived(self, _shot: Shot) -> None:
        self.viewport().update()

    # Where things are

    def _grid(self) -> Grid:
        return Grid.fitting(self._board, self.viewport().width())

    def _height(self) -> int:
        return stored_height(Grid(self._board).shape.height() * self.devicePixelRatioF())

    def _bar_height(self) -> int:
        return self.horizontalScrollBar().sizeHint().height()

    def _offset(self) -> QPoint:
        return QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    def cell_at(self, position: QPointF) -> Place | None:
        """The picture at a position of the viewport."""
        grid = self._grid()
        return grid.at(position + QPointF(self._offset())) if position.x() >= grid.titles else None

    def _lay_out(self) -> None:
        whole, seen = self._grid().size.toSize(), self.viewport().size()
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        across.setRange(0, max(0, whole.width() - seen.width()))
        across.setPageStep(seen.width())
        across.setSingleStep(round(self._grid().wide + Space.S))
        down.setRange(0, max(0, whole.height() - seen.height()))
        down.setPageStep(seen.height())
        down.setSingleStep(Space.XL)

    def show_cell(self, place: Place) -> None:
        """Scroll until a cell is in view, right of the titles."""
        grid, seen = self._grid(), self.viewport().size()
        cell = grid.cell(*place).adjusted(-Space.XS, -Space.XS, Space.XS, Space.XS)
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        first = min(across.value(), round(cell.left() - grid.titles))
        across.setValue(max(first, round(cell.right() - seen.width())))
        down.setValue(
            max(min(down.value(), round(cell.top())), round(cell.bottom() - seen.height()))
        )
