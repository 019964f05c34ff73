"""Working through 100,000 pairs: how long the window stands still, against the usual way.

Both candidates show the same project of 100,000 pairs in a table of 700 x 600 and do the same with
it: open it, type a filter, sort by the text and by the judgement, walk down, judge pairs one by
one, judge everything that a filter leaves (2,000 pairs) at once, take that back, and choose all.
Every edit is a stored operation with its undo record. Measured, per kind of gesture: the longest
time in which the event loop did not come round (`*_gap_ms`, what a person feels as standing still),
of which the window's thread really worked (`*_busy_ms`, which other programs on the machine cannot
lengthen), and the time until the table shows the result (`*_ms`); and the memory the process held
at most. The loop is asked every 2 ms.

    naive   a QStandardItemModel with an item for each cell and a QSortFilterProxyModel, filled and
            filtered in the window's thread; an edit is made there too, and changes its items
    ours    the real window's panel: a model that holds ids and judgements and the rows in view,
            filters and orders in SQL, in a thread
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from harness import Numbers, main, peak_memory_mb
from PySide6.QtCore import QEventLoop, QSortFilterProxyModel, Qt, QTimer
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTableView

from tests.films import Film
from vbert_studio.jobs.import_videos import import_videos
from vbert_studio.project import Project
from vbert_studio.project.operations import JudgePairs
from vbert_studio.project.pairs import Judgement
from vbert_studio.ui.pairs.columns import Column
from vbert_studio.ui.theme import install

PAIRS, _FILMS = 100_000, 100
_WORD, _FILTERED = "paprika", 2_000
_JUDGED = 30
_BEAT_MS = 2
_PATIENCE_S = 120.0
_KITCHEN = ("crack", "whisk", "fry", "pour", "salt", "egg", "pan", "bowl", "onion", "butter", "oil")
_HERE = "BENCH_PAIRS"
_UP = Qt.SortOrder.AscendingOrder


class Heart:
    """Beats as often as the event loop lets it, and knows the longest pause."""

    def __init__(self) -> None:
        self._last, self._worked = time.perf_counter(), time.thread_time()
        self.gap_ms = self.busy_ms = 0.0
        self._timer = QTimer(interval=_BEAT_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def _beat(self) -> None:
        now, worked = time.perf_counter(), time.thread_time()
        self.gap_ms = max(self.gap_ms, 1000 * (now - self._last))
        self.busy_ms = max(self.busy_ms, 1000 * (worked - self._worked))
        self._last, self._worked = now, worked

    def restart(self) -> None:
        """Forget the pauses so far."""
        self._last, self._worked = time.perf_counter(), time.thread_time()
        self.gap_ms = self.busy_ms = 0.0

    def wait(self, until: Callable[[], bool]) -> float:
        """Let the loop run until something holds; returns milliseconds."""
        began = time.perf_counter()
        while not until():
            pause(_BEAT_MS)
            if time.perf_counter() - began > _PATIENCE_S:
                raise TimeoutError
        took = time.perf_counter() - began
        pause(50)  # what follows belongs to it
        return 1000 * took


def pause(ms: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(ms, loop.quit)
    loop.exec()


def make_project(folder: Path) -> Mapping[str, str]:
    """A project of 100,000 pairs over a hundred films."""
    home = folder / "Kitchen"
    if not home.exists():
        films = [
            Film(frames=8, first_number=n, height=36, width=64, rate=4, gop=4, b_frames=0).write(
                folder / f"film {n}.mp4"
            )
            for n in range(_FILMS)
        ]
        with Project.create(home) as project:
            import_videos(project, films)
            with project._store.write() as db:  # noqa: SLF001 - in bulk, as no person makes them
                db.conn.executemany(
                    "INSERT INTO pairs (video_id, start_s, end_s, text, judgement, note, origin,"
                    " created_at, changed_at) VALUES (?, ?, ?, ?, 'none', '', 'sentence', '', '')",
                    _rows(),
                )
    return {_HERE: str(home)}


def _rows() -> list[tuple[int, float, float, str]]:
    random = np.random.default_rng(0)
    words = random.choice(_KITCHEN, (PAIRS, 8))
    said = [" ".join(line) for line in words.tolist()]
    for place in range(0, PAIRS, PAIRS // _FILTERED):
        said[place] += f" {_WORD}"
    places = [divmod(n, PAIRS // _FILMS) for n in range(PAIRS)]
    return [
        (1 + film, n / 500.0, n / 500.0 + 0.5, text)
        for (film, n), text in zip(places, said, strict=True)
    ]


class _Numbers:
    """Measures one gesture after the other."""

    def __init__(self) -> None:
        self.heart = Heart()
        self.found: Numbers = {}

    def take(self, name: str, do: Callable[[], object], until: Callable[[], bool]) -> None:
        self.heart.restart()
        began = time.perf_counter()
        do()
        did = 1000 * (time.perf_counter() - began)
        waited = self.heart.wait(until)
        heart = self.heart
        for key, value in (("", did + waited), ("gap_", heart.gap_ms), ("busy_", heart.busy_ms)):
            whole = f"{name}_{key}ms"
            self.found[whole] = max(self.found.get(whole, 0.0), value)


def _copy() -> tuple[tempfile.TemporaryDirectory[str], Path]:
    holder = tempfile.TemporaryDirectory(prefix="bench-pairs-")
    os.environ["VBERT_STUDIO_HOME"] = f"{holder.name}/home"
    return holder, Path(shutil.copytree(os.environ[_HERE], Path(holder.name) / "Kitchen"))


def ours() -> Numbers:
    from vbert_studio.ui.interpreter import take_short_turns
    from vbert_studio.ui.window.main_window import MainWindow
    from vbert_studio.ui.window.settings import WindowSettings

    app = _app()
    take_short_turns()
    holder, folder = _copy()
    window = MainWindow(WindowSettings())
    window.resize(1440, 900)
    window.show()
    window.furnish()
    numbers = _Numbers()
    window.session.open(folder)
    numbers.heart.wait(lambda: window.viewer.video_id is not None and window.session.is_idle)
    panel = window.panels.pairs
    model, table, head = panel.model, panel.view.table, panel.view.head
    edits: list[str] = []
    window.session.edited.connect(edits.append)

    def idle() -> bool:
        return window.session.is_idle

    numbers.take("open", lambda: window.docks.show("pairs"), lambda: len(model) == PAIRS)
    for end in range(1, len(_WORD) + 1):
        numbers.take(
            "filter",
            lambda end=end: head.text.setText(_WORD[:end]),
            lambda end=end: idle() and (end < 3 or len(model) == _FILTERED),
        )
    numbers.take("filter", head.text.clear, lambda: len(model) == PAIRS)
    for column in (Column.TEXT, Column.JUDGEMENT, Column.START):
        before = panel.order
        numbers.take(
            "sort",
            lambda column=column: table.sortByColumn(column, _UP),
            lambda before=before: panel.order != before and idle(),
        )
    table.setFocus()
    table.go_to(0)
    for _ in range(20):
        numbers.take("walk", lambda: QTest.keyClick(table, Qt.Key.Key_PageDown), idle)
    table.go_to(0)
    for judged in range(1, _JUDGED + 1):
        numbers.take(
            "judge",
            lambda: panel.judge(Judgement.ALIGNED),
            lambda judged=judged: idle() and len(edits) == judged,
        )
    head.text.setText(_WORD)
    numbers.heart.wait(lambda: len(model) == _FILTERED and idle())
    table.selectAll()
    many = _JUDGED + 1
    numbers.take(
        "judge_many",
        lambda: panel.judge(Judgement.NOT_ALIGNED),
        lambda: idle() and len(edits) == many,
    )
    numbers.take("undo_many", window.session.undo, lambda: idle() and len(edits) == many + 1)
    assert window.session.project.pairs.counts().not_aligned == 0
    head.text.clear()
    numbers.heart.wait(lambda: len(model) == PAIRS and idle())
    numbers.take("all", table.selectAll, lambda: len(table.selected_ids) == PAIRS)
    window.close()
    app.processEvents()
    holder.cleanup()
    return {**numbers.found, "memory_mb": peak_memory_mb()}


class _ByWord(QSortFilterProxyModel):
    """Passes rows whose text has every word."""

    def __init__(self) -> None:
        super().__init__()
        self.setFilterKeyColumn(Column.TEXT)
        self.setSortCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)


class _Plain:
    """A table of items, all of them in memory."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._ids: list[int] = []
        self.table, self.model = QTableView(), QStandardItemModel(0, len(Column))
        self.proxy = _ByWord()
        self.proxy.setSourceModel(self.model)
        self.table.setModel(self.proxy)
        self.table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.table.resize(700, 600)
        self.table.show()

    def open(self) -> None:
        names = {video.id: video.path.stem for video in self._project.videos.all()}
        for pair in self._project.pairs.all():
            cells = (pair.judgement, names[pair.video_id], f"{pair.start_s:.2f}")
            more = (f"{pair.end_s:.2f}", pair.text, pair.note)
            self.model.appendRow([QStandardItem(str(text)) for text in (*cells, *more)])
            self._ids.append(pair.id)

    def filter(self, text: str) -> None:
        self.proxy.setFilterFixedString(text)

    @property
    def rows(self) -> list[int]:
        """What passes the filter."""
        places = [self.proxy.index(row, 0) for row in range(self.proxy.rowCount())]
        return [self.proxy.mapToSource(place).row() for place in places]

    def judge(self, rows: list[int], judgement: Judgement) -> None:
        self._project.edit(JudgePairs(tuple(self._ids[row] for row in rows), judgement))
        self._show(rows, judgement)

    def undo(self, rows: list[int]) -> None:
        self._project.undo()
        self._show(rows, Judgement.NONE)

    def _show(self, rows: list[int], judgement: Judgement) -> None:
        for row in rows:
            self.model.item(row, Column.JUDGEMENT).setText(judgement)


def _now() -> bool:
    return True


def naive() -> Numbers:
    _app()
    holder, folder = _copy()
    numbers = _Numbers()
    with Project.open(folder) as project:
        plain = _Plain(project)
        numbers.take("open", plain.open, lambda: plain.proxy.rowCount() == PAIRS)
        for end in [*range(1, len(_WORD) + 1), 0]:
            numbers.take("filter", lambda end=end: plain.filter(_WORD[:end]), _now)
        for column in (Column.TEXT, Column.JUDGEMENT, Column.START):
            numbers.take("sort", lambda column=column: plain.proxy.sort(column), _now)
        plain.table.setFocus()
        for _ in range(20):
            numbers.take("walk", lambda: QTest.keyClick(plain.table, Qt.Key.Key_PageDown), _now)
        for row in range(_JUDGED):
            numbers.take("judge", lambda row=row: plain.judge([row], Judgement.ALIGNED), _now)
        plain.filter(_WORD)
        rows = plain.rows
        numbers.take("judge_many", lambda: plain.judge(rows, Judgement.NOT_ALIGNED), _now)
        numbers.take("undo_many", lambda: plain.undo(rows), _now)
        plain.filter("")
        numbers.take("all", plain.table.selectAll, _now)
        plain.table.close()
    holder.cleanup()
    return {**numbers.found, "memory_mb": peak_memory_mb()}


def _app() -> QApplication:
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    install(app, "light")
    return app


def summarise(measured: Mapping[str, Numbers]) -> dict[str, Any]:
    ratios = {}
    if {"naive", "ours"} <= set(measured):
        ratios = {
            f"{key}_times": value / max(1e-3, measured["ours"][key])
            for key, value in measured["naive"].items()
        }
    metrics = {f"{case}.{key}": n for case, found in measured.items() for key, n in found.items()}
    return {"metrics": metrics, "ratios": ratios}


CASES = {"naive": naive, "ours": ours}

if __name__ == "__main__":
    main("pairs", CASES, summarise, rounds=3, prepare=make_project)
