"""A model's files on this machine: are they here, fetch them, take them from a person, check them.

A model is one folder with exactly the files of its entry, below `places.models_dir()` (shipped) or
`places.fetched_models_dir()`. A file comes to its name only whole and with the right sum.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from vbert_studio import places
from vbert_studio.errors import WeightsError
from vbert_studio.progress import Monitor
from vbert_studio.weights import checksum
from vbert_studio.weights.arrival import Fetcher, accept, not_here, staging
from vbert_studio.weights.entries import ModelEntry, ModelFile
from vbert_studio.weights.offered import offered_files

State = Literal["present", "partial", "missing", "not_shipped"]
CheckResult = Literal["good", "good_prefix", "no_sum", "wrong_sum", "missing"]


@dataclass(frozen=True, slots=True)
class ModelStatus:
    """Whether a model can be used now. `folder` is where it lies, or where it would."""

    name: str
    state: State
    folder: Path
    missing: tuple[str, ...]
    size: int | None


@dataclass(frozen=True, slots=True)
class FileCheck:
    """One file's sum compared. ``good_prefix``: only the published beginning could be compared."""

    name: str
    result: CheckResult

    @property
    def good(self) -> bool:
        """Whether nothing speaks against the file."""
        return self.result in ("good", "good_prefix", "no_sum")


def find(entry: ModelEntry) -> Path:
    """The folder with all files of the model.

    Raises:
        WeightsError: kind ``model_missing`` or ``model_not_shipped``, saying how to get it.
    """
    found = status(entry)
    if found.state == "present":
        return found.folder
    if found.state == "not_shipped":
        raise _not_shipped(entry)
    raise not_here(entry, found.folder, found.missing)


def status(entry: ModelEntry) -> ModelStatus:
    """Whether the model is here, by the names and sizes of its files; `verify` also reads them."""
    own = places.fetched_models_dir() / entry.name
    shipped = places.models_dir() / entry.name
    folder = shipped if entry.files and not _missing(entry, shipped) else own
    missing = _missing(entry, folder)
    state: State = "present"
    if not entry.files:
        state = "not_shipped"
    elif missing:
        state = "missing" if len(missing) == len(entry.files) else "partial"
    return ModelStatus(entry.name, state, folder, missing, entry.size)


def get(entry: ModelEntry, *, monitor: Monitor | None = None) -> Path:
    """Fetch what is missing or damaged, each file from the first source that has it.

    Returns:
        The folder of the model.

    Raises:
        WeightsError: when every source of a file failed; names each reason, and what to download
            elsewhere and how to `add` it.
    """
    if not entry.files:
        raise _not_shipped(entry)
    monitor = monitor or Monitor()
    good = {check.name for check in verify(entry, monitor=monitor) if check.good}
    wanted = [file for file in entry.files if file.name not in good]
    if wanted:
        with staging(entry) as folder:
            fetcher = Fetcher(entry, folder, monitor)
            for file in wanted:
                fetcher.fetch(file)
    return find(entry)


def add(entry: ModelEntry, path: Path, *, monitor: Monitor | None = None) -> ModelStatus:
    """Take the model's files from a person: a file of it, a folder with them, or package files.

    Files are copied, and only if their sum is right; what is here already may be left out.

    Returns:
        The model's status afterwards: still partial if there was not everything.

    Raises:
        WeightsError: kinds ``not_found``, ``wrong_sum``, ``not_of_this_model``.
    """
    if not path.exists():
        raise WeightsError("not_found", f"There is no {path}.", path=path)
    monitor = monitor or Monitor()
    with staging(entry) as folder:
        offered = list(offered_files(entry, path))
        for file, write in offered:
            write(folder / file.name, monitor)
            accept(entry, file, folder / file.name, str(path), monitor)
    if not offered:
        raise _not_of(entry, path)
    return status(entry)


def verify(entry: ModelEntry, *, monitor: Monitor | None = None) -> list[FileCheck]:
    """Read every file of the model and compare its sum with the registry's."""
    monitor = monitor or Monitor()
    folder = status(entry).folder
    return [FileCheck(file.name, _check(file, folder / file.name, monitor)) for file in entry.files]


def _missing(entry: ModelEntry, folder: Path) -> tuple[str, ...]:
    return tuple(file.name for file in entry.files if not _is_there(file, folder / file.name))


def _is_there(file: ModelFile, path: Path) -> bool:
    return path.is_file() and file.size in (None, path.stat().st_size)


def _check(file: ModelFile, path: Path, monitor: Monitor) -> CheckResult:
    if not path.is_file():
        return "missing"
    if not file.accepts(checksum.sha256_of(path, monitor)):
        return "wrong_sum"
    if file.sum_is_whole:
        return "good"
    return "good_prefix" if file.sha256 else "no_sum"


def _not_shipped(entry: ModelEntry) -> WeightsError:
    return WeightsError(
        "model_not_shipped", f"The weights of '{entry.name}' do not exist yet.", remedy=entry.note
    )


def _not_of(entry: ModelEntry, path: Path) -> WeightsError:
    names = ", ".join(file.name for file in entry.files)
    return WeightsError(
        "not_of_this_model",
        f"{path} holds no file of '{entry.name}'.",
        path=path,
        remedy=f"It consists of: {names or 'nothing yet'}.",
    )
