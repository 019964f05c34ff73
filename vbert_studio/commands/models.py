"""``models list``, ``get``, ``add`` and ``verify``: the networks on this machine."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from vbert_studio.commands.registry import command
from vbert_studio.commands.results import Done, Result
from vbert_studio.commands.shell import PROGRAM
from vbert_studio.progress import Monitor
from vbert_studio.weights import store
from vbert_studio.weights.registry import ModelEntry, Registry


@dataclass(frozen=True, slots=True)
class ModelRow:
    """A model and whether it can be used now. `size` is in bytes, None where it is not known."""

    name: str
    kind: str
    title: str
    state: str
    size: int | None
    licence: str
    good_for: str
    note: str
    folder: Path
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ModelsListed(Result):
    """Every model that the program knows."""

    models: tuple[ModelRow, ...]


@dataclass(frozen=True, slots=True)
class ModelCheck:
    """A model's files, each with what the comparison of its sum said."""

    name: str
    files: tuple[store.FileCheck, ...]

    @property
    def good(self) -> bool:
        """Whether nothing speaks against any of its files."""
        return all(file.good for file in self.files)


@dataclass(frozen=True, slots=True)
class ModelsVerified(Result):
    """What the check of the models' files found."""

    models: tuple[ModelCheck, ...]

    @property
    def exit_status(self) -> int:
        """1 if a file is damaged or missing."""
        return 0 if all(model.good for model in self.models) else 1


@command("models list", title="List models", group=PROGRAM)
def list_models() -> ModelsListed:
    """List the models: what each is good for, its licence, and whether it is here."""
    return ModelsListed(tuple(map(_row, Registry.load().entries())))


@command("models get", title="Get a model", group=PROGRAM)
def get(name: str, *, monitor: Monitor) -> Done:
    """Fetch a model from the first source that has it.

    A download that was broken off goes on where it stopped, and a file with a wrong sum is refused.

    Args:
        name: the model, as `models list` shows it.
        monitor: hears how far it is.
    """
    folder = store.get(Registry.load().entry(name), monitor=monitor)
    return Done(f"{name} is ready in {folder}.")


@command("models add", title="Add a model's files", group=PROGRAM)
def add(name: str, path: Path, *, monitor: Monitor) -> Done:
    """Take a model's files from your disk, for a machine without internet.

    Args:
        name: the model, as `models list` shows it.
        path: a file of the model, a folder with its files, or a package file that holds them.
        monitor: hears how far it is.
    """
    status = store.add(Registry.load().entry(name), path, monitor=monitor)
    if status.missing:
        return Done(f"Taken. {name} still needs {', '.join(status.missing)}.")
    return Done(f"{name} is ready in {status.folder}.")


@command("models verify", title="Verify models", group=PROGRAM)
def verify(name: str | None = None, *, monitor: Monitor) -> ModelsVerified:
    """Read every file of the models that are here and compare its sum with the registry's.

    Args:
        name: only this model.
        monitor: hears how far it is.
    """
    models = Registry.load()
    chosen = [models.entry(name)] if name else [e for e in models.entries() if _is_here(e)]
    checks = []
    with monitor.stage("Verifying", len(chosen), "models") as stage:
        for entry in chosen:
            checks.append(ModelCheck(entry.name, tuple(store.verify(entry, monitor=monitor))))
            stage.advance()
    return ModelsVerified(tuple(checks))


def _is_here(entry: ModelEntry) -> bool:
    return store.status(entry).state in ("present", "partial")


def _row(entry: ModelEntry) -> ModelRow:
    status = store.status(entry)
    return ModelRow(
        name=entry.name,
        kind=entry.kind,
        title=entry.title,
        state=status.state,
        size=status.size,
        licence=entry.licence,
        good_for=entry.good_for,
        note=entry.note,
        folder=status.folder,
        missing=status.missing,
    )
