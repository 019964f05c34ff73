"""The pairs as a table that knows every row's place, and of the rows themselves those in view."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from enum import IntEnum
from typing import Any

import numpy as np
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, QTimer
from PySide6.QtCore import Signal as QtSignal

from vbert_studio.project.pairs import JUDGEMENTS, Judgement, PairCounts, PairListing, PairRow
from vbert_studio.ui.pairs.columns import EDITABLE, TITLES, Column, tip
from vbert_studio.ui.pairs.shown import Shown
from vbert_studio.ui.pairs.signs import judgement_numbered, sign_of
from vbert_studio.ui.pairs.times import read_time
from vbert_studio.ui.transcript.lines import timecode
from vbert_studio.ui.translation import tr

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_PAGE = 64
_KEPT = 4096
_NOTHING = PairListing(np.empty(0, np.int64), np.empty(0, np.int8))


class Role(IntEnum):
    """What a delegate may ask a row for."""

    JUDGEMENT = Qt.ItemDataRole.UserRole + 1
    IS_CORRECTED = Qt.ItemDataRole.UserRole + 2


class PairTableModel(QAbstractTableModel):
    """A hundred thousand rows, a few hundred of which are in memory.

    `rows_wanted` carries the ids of rows that a view asked for and that are not here; `take` brings
    them. A judgement is shown at once, before it is on disk. Editing only tells what was typed.
    """

    rows_wanted = QtSignal(object)  # list[int]
    text_edited = QtSignal(int, str)
    note_edited = QtSignal(int, str)
    times_edited = QtSignal(int, object, object)  # start and end in seconds; None stays

    def __init__(self) -> None:
        super().__init__()
        self.is_editable = True
        self._listing = _NOTHING
        self._rows: dict[int, PairRow] = {}
        self._names: dict[int, str] = {}
        self._missing: set[int] = set()
        self._asking = QTimer(self, singleShot=True, interval=0)
        self._asking.timeout.connect(self._ask)

    def __len__(self) -> int:
        return len(self._listing)

    # What is shown

    def show(self, shown: Shown, said: Mapping[int, Judgement]) -> None:
        """Show another state; `said` are judgements on their way to the disk."""
        self._names = shown.names
        self._rows = {row.id: row for row in shown.rows}
        self._change_places(shown.listing)
        for judgement in set(said.values()):
            self.judge(tuple(one for one, what in said.items() if what == judgement), judgement)
        self._all_changed()

    def _change_places(self, listing: PairListing) -> None:
        """Rows before and behind what is different stay, with selection and scroll position."""
        old, new = self._listing.ids, listing.ids
        before = _common(old, new)
        behind = _common(old[before:][::-1], new[before:][::-1])
        gone, come = len(old) - before - behind, len(new) - before - behind
        if gone:
            self.beginRemoveRows(_ROOT, before, before + gone - 1)
            ids = np.delete(old, slice(before, before + gone))
            self._listing = PairListing(ids, np.zeros(len(ids), np.int8))
            self.endRemoveRows()
        if come:
            self.beginInsertRows(_ROOT, before, before + come - 1)
            self._listing = listing
            self.endInsertRows()
        self._listing = PairListing(listing.ids, listing.judgements.copy())

    def clear(self) -> None:
        """Show nothing."""
        self.beginResetModel()
        self._listing, self._rows = _NOTHING, {}
        self._asking.stop()
        self.endResetModel()

    def take(self, rows: Iterable[PairRow]) -> None:
        """Rows that were asked for are here."""
        for row in rows:
            self._rows[row.id] = row
        while len(self._rows) > _KEPT:
            del self._rows[next(iter(self._rows))]
        self._all_changed()

    def judge(self, pair_ids: tuple[int, ...], judgement: Judgement) -> None:
        """Show a judgement before it is on disk."""
        self._listing.judgements[np.isin(self._listing.ids, pair_ids)] = judgement.number
        for pair_id in self._rows.keys() & set(pair_ids):
            self._rows[pair_id] = replace(self._rows[pair_id], judgement=judgement)
        self._all_changed()

    def _all_changed(self) -> None:
        if len(self):
            last = self.index(len(self) - 1, len(Column) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    # What others may know

    def id_at(self, row: int) -> int | None:
        """The pair of a row."""
        return int(self._listing.ids[row]) if 0 <= row < len(self) else None

    def ids_in(self, ranges: Iterable[tuple[int, int]]) -> tuple[int, ...]:
        """The pairs of some ranges of rows, from top to bottom, each once."""
        chosen = np.zeros(len(self), np.bool_)
        for first, end in ranges:
            chosen[first:end] = True
        return tuple(self._listing.ids[chosen].tolist())

    def row_of(self, pair_id: int | None) -> int:
        """The row of a pair, or -1."""
        found = np.flatnonzero(self._listing.ids == (-1 if pair_id is None else pair_id))
        return int(found[0]) if len(found) else -1

    def pair_at(self, row: int) -> PairRow | None:
        """The pair of a row, if it is here."""
        pair_id = self.id_at(row)
        return None if pair_id is None else self._rows.get(pair_id)

    def judgement_at(self, row: int) -> Judgement:
        """What was said about the pair of a row."""
        return judgement_numbered(int(self._listing.judgements[row]))

    def judged_so_far(self, pair_ids: tuple[int, ...]) -> PairCounts:
        """How many of these pairs, which are shown, have which judgement."""
        found = self._listing.judgements[np.isin(self._listing.ids, pair_ids)]
        return PairCounts(*np.bincount(found, minlength=len(JUDGEMENTS)).tolist())

    def unjudged_from(self, row: int, *, back: bool = False) -> int:
        """The next row from this one on, or, `back`, up to it, that nobody judged; or -1.

        At the end it goes on at the beginning.
        """
        open_rows = np.flatnonzero(self._listing.judgements == Judgement.NONE.number)
        if not len(open_rows):
            return -1
        if back:
            return int(open_rows[np.searchsorted(open_rows, row, "right") - 1])
        return int(open_rows[np.searchsorted(open_rows, row) % len(open_rows)])

    @property
    def ids_here(self) -> tuple[int, ...]:
        """The pairs whose rows are here, those asked for last behind."""
        return tuple(self._rows)

    # What Qt asks

    def rowCount(self, parent: Index = _ROOT) -> int:  # noqa: N802 - Qt's name
        """How many pairs pass the filter."""
        return 0 if parent.isValid() else len(self)

    def columnCount(self, parent: Index = _ROOT) -> int:  # noqa: N802 - Qt's name
        """See `Column`."""
        return 0 if parent.isValid() else len(Column)

    def headerData(  # noqa: N802 - Qt's name
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:  # noqa: ANN401 - Qt's own
        """The titles of the columns."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        column = Column(section)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return TITLES[column] or tr("Judgement")
        return TITLES[column] if role == Qt.ItemDataRole.DisplayRole else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Times, text and note can be typed over."""
        flags = super().flags(index)
        can = self.is_editable and index.isValid() and index.column() in EDITABLE
        return flags | Qt.ItemFlag.ItemIsEditable if can else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """What a view or a screen reader asks for."""
        if not index.isValid():
            return None
        if role == Role.JUDGEMENT:
            return self.judgement_at(index.row())
        pair = self.pair_at(index.row())
        if pair is None:
            self._want(index.row())
            return "…" if role == Qt.ItemDataRole.DisplayRole and index.column() else None
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.EditRole:
                return self._cell(pair, Column(index.column()))
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken(pair, Column(index.column()), index.row())
            case Qt.ItemDataRole.ToolTipRole:
                return tip(pair, Column(index.column()), self.judgement_at(index.row()))
            case Role.IS_CORRECTED:
                return pair.is_corrected
            case _:
                return None

    def _cell(self, pair: PairRow, column: Column) -> str:
        match column:
            case Column.VIDEO:
                return self._names.get(pair.video_id, "")
            case Column.START:
                return timecode(pair.start_s)
            case Column.END:
                return timecode(pair.end_s)
            case Column.TEXT:
                return pair.text
            case Column.NOTE:
                return pair.note
            case _:
                return ""

    def _spoken(self, pair: PairRow, column: Column, row: int) -> str:
        if column is Column.JUDGEMENT:
            return sign_of(self.judgement_at(row)).title
        return self._cell(pair, column)

    def setData(  # noqa: N802 - Qt's name
        self,
        index: Index,
        value: Any,  # noqa: ANN401 - Qt's own
        role: int = Qt.ItemDataRole.EditRole,
    ) -> bool:
        """Tell what was typed; the row changes when the project has."""
        pair = self.pair_at(index.row())
        if role != Qt.ItemDataRole.EditRole or pair is None:
            return False
        typed = " ".join(str(value).split())
        match Column(index.column()):
            case Column.TEXT if typed != pair.text:
                self.text_edited.emit(pair.id, typed)
            case Column.NOTE if typed != pair.note:
                self.note_edited.emit(pair.id, typed)
            case Column.START | Column.END as column:
                return self._set_time(pair, column, typed)
        return True

    def _set_time(self, pair: PairRow, column: Column, typed: str) -> bool:
        is_start = column is Column.START
        if typed == timecode(pair.start_s if is_start else pair.end_s):
            return True  # what is shown is rounded: leaving the field must not move the pair
        t_s = read_time(typed)
        if t_s is None:
            return False
        self.times_edited.emit(pair.id, t_s if is_start else None, None if is_start else t_s)
        return True

    # Rows that are not here

    def _want(self, row: int) -> None:
        self._missing.add(row // _PAGE)
        if not self._asking.isActive():
            self._asking.start()

    def _ask(self) -> None:
        pages, self._missing = sorted(self._missing), set()
        ids: list[int] = []
        for page in pages:
            ids += self._listing.ids[page * _PAGE : (page + 1) * _PAGE].tolist()
        if ids:
            self.rows_wanted.emit(ids)


def _common(one: np.ndarray, other: np.ndarray) -> int:
    """How many ids are the same from the start."""
    least = min(len(one), len(other))
    different = np.flatnonzero(one[:least] != other[:least])
    return int(different[0]) if len(different) else least
