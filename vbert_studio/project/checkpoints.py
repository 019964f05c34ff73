"""The trained models of a project."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from vbert_studio.errors import ProjectError
from vbert_studio.project.current import make_current, next_name, no_such
from vbert_studio.project.records import CheckpointRow
from vbert_studio.project.store import Row, Store, insert

_ALL = (
    "SELECT k.id, k.name, k.folder, c.name, k.base, k.made_at, k.is_current, k.run_id "
    "FROM checkpoints k JOIN codebooks c ON c.id = k.codebook_id"
)


class Checkpoints:
    """`project.checkpoints`. At most one is current; it is the one that answers."""

    def __init__(self, store: Store, folder: Path) -> None:
        self._store = store
        self._folder = folder

    def _checkpoint(self, row: Row) -> CheckpointRow:
        id_, name, folder, codebook, base, made_at, current, run = row
        place = self._folder / folder
        return CheckpointRow(id_, name, place, codebook, base, made_at, bool(current), run)

    def all(self) -> list[CheckpointRow]:
        """Every checkpoint, oldest first."""
        return [self._checkpoint(row) for row in self._store.rows(f"{_ALL} ORDER BY k.id")]

    def current(self) -> CheckpointRow | None:
        """The checkpoint in use. Its codebook need not be the current one: compare before use."""
        row = self._store.row(f"{_ALL} WHERE k.is_current = 1")
        return None if row is None else self._checkpoint(row)

    def get(self, name: str) -> CheckpointRow:
        """The checkpoint with this name.

        Raises:
            ProjectError: kind ``no_such_checkpoint``.
        """
        row = self._store.row(f"{_ALL} WHERE k.name = ?", [name])
        if row is None:
            names = [checkpoint.name for checkpoint in self.all()]
            raise no_such("checkpoint", name, names, self._store.path)
        return self._checkpoint(row)

    def next_name(self) -> str:
        """A name that no checkpoint of this project has had."""
        taken = {checkpoint.name for checkpoint in self.all()}
        return next_name(self._store, "checkpoints", "model", taken)

    def add(
        self,
        name: str,
        *,
        folder: Path,
        codebook: str,
        base: str,
        run: int | None = None,
        use: bool = True,
    ) -> CheckpointRow:
        """Add a model, whose weights were saved in `folder` before.

        Args:
            name: from `next_name`, or a person's choice.
            folder: below the project's folder.
            codebook: the name of the codebook it was trained with.
            base: what training started from; empty for nothing.
            run: the run of this project that made it.
            use: make it the current one.

        Raises:
            ProjectError: kind ``checkpoint_exists``, or ``no_such_codebook``.
        """
        place = folder.relative_to(self._folder).as_posix()
        made_at = datetime.now(UTC).isoformat(timespec="seconds")
        with self._store.write() as db:
            if self._store.row("SELECT 1 FROM checkpoints WHERE name = ?", [name]):
                raise self._exists(name)
            found = self._store.value("SELECT id FROM codebooks WHERE name = ?", [codebook])
            if found is None:
                raise self._no_codebook(codebook)
            if use:
                db.execute("UPDATE checkpoints SET is_current = 0")
            cells = {"name": name, "folder": place, "codebook_id": found, "base": base}
            more = {"run_id": run, "made_at": made_at, "is_current": int(use)}
            insert(db, "checkpoints", {**cells, **more})
        return self.get(name)

    def use(self, name: str | None) -> None:
        """Make a checkpoint the current one, or none of them. Raises `ProjectError` like `get`."""
        chosen = None if name is None else self.get(name).id
        with self._store.write() as db:
            make_current(db, "checkpoints", chosen)

    def _exists(self, name: str) -> ProjectError:
        return ProjectError(
            "checkpoint_exists",
            f"The project has a checkpoint called {name} already.",
            path=self._store.path,
            remedy="Choose another name.",
        )

    def _no_codebook(self, name: str) -> ProjectError:
        return ProjectError(
            "no_such_codebook",
            f"The project has no codebook called {name}.",
            path=self._store.path,
            remedy="Train the codebook in this project first.",
        )
