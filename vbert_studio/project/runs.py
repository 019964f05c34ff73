"""The runs of training of a project, with what they measured on the way."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

from vbert_studio.errors import ProjectError
from vbert_studio.project.records import RunRow, RunStatus
from vbert_studio.project.store import Row, Store, insert


def _run(row: Row) -> RunRow:
    id_, kind, name, settings, started_at, ended_at, status = row
    return RunRow(id_, kind, name, json.loads(settings), started_at, ended_at, status)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


class Runs:
    """`project.runs`. Each belongs to one kind of work, of which there is one at a time."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def all(self) -> list[RunRow]:
        """Every run, oldest first."""
        return [_run(row) for row in self._store.rows("SELECT * FROM runs ORDER BY id")]

    def get(self, run_id: int) -> RunRow:
        """One run.

        Raises:
            ProjectError: kind ``no_such_run``.
        """
        row = self._store.row("SELECT * FROM runs WHERE id = ?", [run_id])
        if row is None:
            raise ProjectError(
                "no_such_run",
                f"The project has no run {run_id}.",
                path=self._store.path,
                remedy="List the runs and choose one of them.",
            )
        return _run(row)

    def begin(self, kind: str, name: str, settings: Mapping[str, object]) -> RunRow:
        """Write down that a run begins; `settings` are values that JSON can hold.

        A run of the same kind that still counts as running was killed: it becomes ``stopped``.
        """
        cells = {"kind": kind, "name": name, "settings": json.dumps(settings)}
        with self._store.write() as db:
            self._end_killed(kind)
            id_ = insert(db, "runs", {**cells, "started_at": _now(), "status": "running"})
        return self.get(id_)

    def go_on(self, run_id: int) -> RunRow:
        """Write down that a run that was stopped or killed goes on."""
        run = self.get(run_id)
        with self._store.write() as db:
            self._end_killed(run.kind)
            sql = "UPDATE runs SET status = 'running', ended_at = NULL WHERE id = ?"
            db.execute(sql, [run_id])
        return self.get(run_id)

    def _end_killed(self, kind: str) -> None:
        sql = "UPDATE runs SET status = 'stopped' WHERE kind = ? AND status = 'running'"
        self._store.db.execute(sql, [kind])

    def log(self, run_id: int, step: int, metrics: Mapping[str, float]) -> None:
        """Keep what was measured at a step; again for a step that was done again.

        What is no finite number is left out: it was not measured.
        """
        self.log_all(run_id, [(step, metrics)])

    def log_all(self, run_id: int, steps: Iterable[tuple[int, Mapping[str, float]]]) -> None:
        """Keep what was measured at several steps, in one transaction."""
        rows = [
            (run_id, step, name, float(value))
            for step, metrics in steps
            for name, value in metrics.items()
            if math.isfinite(value)
        ]
        with self._store.write() as db:
            db.conn.executemany("INSERT OR REPLACE INTO run_metrics VALUES (?, ?, ?, ?)", rows)

    def finish(self, run_id: int, status: RunStatus) -> None:
        """Write down how a run ended."""
        with self._store.write() as db:
            sql = "UPDATE runs SET status = ?, ended_at = ? WHERE id = ?"
            db.execute(sql, [status, _now(), run_id])

    def metrics(self, run_id: int, after: int = 0) -> list[tuple[int, str, float]]:
        """`(step, name, value)` of the steps behind `after`, in order of step and name."""
        sql = "SELECT step, name, value FROM run_metrics WHERE run_id = ? AND step > ?"
        return self._store.rows(f"{sql} ORDER BY step, name", [run_id, after])
