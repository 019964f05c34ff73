"""How one file arrives: from the first source that has it, checked, then moved to its name."""

from __future__ import annotations

import shutil
import urllib.parse
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import filelock

from vbert_studio import places
from vbert_studio.errors import WeightsError
from vbert_studio.progress import Monitor
from vbert_studio.weights import checksum
from vbert_studio.weights.download import disk_errors, download
from vbert_studio.weights.entries import DiskSource, ModelEntry, ModelFile, Source, WebSource
from vbert_studio.weights.wheels import WheelShelf

_NO_OTHER_SOURCE_HELPS = ("disk_full", "no_permission")


@contextmanager
def staging(entry: ModelEntry) -> Iterator[Path]:
    """The folder where files arrive; it outlives a failure, so that the next attempt resumes.

    Raises:
        WeightsError: kind ``busy`` while another process fetches the same model.
    """
    root = places.fetched_models_dir()
    folder = root / f".{entry.name}.arriving"
    with disk_errors(folder):
        root.mkdir(parents=True, exist_ok=True)
    lock = filelock.FileLock(root / f".{entry.name}.lock", timeout=0)
    try:
        with lock:
            folder.mkdir(exist_ok=True)
            yield folder
            shutil.rmtree(folder)
    except filelock.Timeout:
        raise WeightsError(
            "busy",
            f"Another process is fetching '{entry.name}' right now.",
            remedy="Wait for it, then try again.",
        ) from None


class Fetcher:
    """Fetches the files of one model into a staging folder."""

    def __init__(self, entry: ModelEntry, folder: Path, monitor: Monitor) -> None:
        self._entry = entry
        self._folder = folder
        self._shelf = WheelShelf(folder, monitor)
        self._monitor = monitor
        # A host that does not answer is asked once per model, not once per file.
        self._silent_hosts: set[str] = set()

    def fetch(self, file: ModelFile) -> None:
        """Try the sources in order.

        Raises:
            WeightsError: when all failed, with every reason and what to download elsewhere.
        """
        failures: list[WeightsError] = []
        for source in file.sources:
            try:
                self._from_source(source, self._folder / file.name)
                accept(self._entry, file, self._folder / file.name, str(source), self._monitor)
            except WeightsError as error:
                if error.kind in _NO_OTHER_SOURCE_HELPS:
                    raise
                self._monitor.log(error.message, "warning")
                failures.append(error)
            else:
                return
        raise _all_failed(self._entry, file, failures)

    def _from_source(self, source: Source, staged: Path) -> None:
        if isinstance(source, DiskSource):
            shipped = places.models_dir() / source.path
            if not shipped.is_file():
                raise WeightsError("not_found", f"{shipped} does not exist.", path=shipped)
            copy_file(shipped, staged)
        elif isinstance(source, WebSource):
            self._from_web(source.url, staged)
        else:
            self._shelf.take(source, staged)

    def _from_web(self, url: str, staged: Path) -> None:
        host = urllib.parse.urlsplit(url).netloc
        if host in self._silent_hosts:
            raise WeightsError("offline", f"{host} cannot be reached.")
        try:
            download(url, staged, self._monitor)
        except WeightsError as error:
            if error.kind == "offline":
                self._silent_hosts.add(host)
            raise


def copy_file(source: Path, target: Path) -> None:
    """Copy a file that is on this machine already."""
    with disk_errors(target):
        shutil.copyfile(source, target)


def accept(entry: ModelEntry, file: ModelFile, staged: Path, origin: str, monitor: Monitor) -> None:
    """Move what has arrived to the file's name, or forget it when it is not the right one.

    Raises:
        WeightsError: kind ``wrong_sum``.
    """
    found = checksum.sha256_of(staged, monitor)
    if not file.accepts(found):
        staged.unlink()
        raise WeightsError(
            "wrong_sum",
            f"What came from {origin} is not {file.name} of '{entry.name}', or it is damaged: its "
            f"SHA-256 is {found}, and not {file.sha256}.",
            remedy=f"Nothing of it was kept. To have the right one, {_how_to_add(entry)}",
        )
    folder = places.fetched_models_dir() / entry.name
    folder.mkdir(exist_ok=True)
    staged.replace(folder / file.name)


def not_here(entry: ModelEntry, folder: Path, missing: Sequence[str]) -> WeightsError:
    """The error for a model of which files are missing in its folder, saying how to get them."""
    is_words = entry.kind == "wordpiece"
    what = f"The vocabulary '{entry.name}'" if is_words else f"The model '{entry.name}'"
    return WeightsError(
        "model_missing",
        f"{what} is not on this machine ({', '.join(missing)} missing).",
        path=folder,
        remedy=f"Fetch it with `vbert-studio models get {entry.name}`, or {_how_to_add(entry)}",
    )


def _how_to_add(entry: ModelEntry) -> str:
    """What to download on another machine, and the command that takes it in."""
    files = (str(file.sources[-1]) for file in entry.files if file.sources)
    origins = ", ".join(dict.fromkeys(files))
    return (
        f"download on another machine {origins} and give it to "
        f"`vbert-studio models add {entry.name} FILE_OR_FOLDER`."
    )


def _all_failed(entry: ModelEntry, file: ModelFile, failures: list[WeightsError]) -> WeightsError:
    kinds = {failure.kind for failure in failures}
    reasons = " ".join(failure.message for failure in failures)
    return WeightsError(
        kinds.pop() if len(kinds) == 1 else "model_unreachable",
        f"{file.name} of '{entry.name}' could not be fetched. {reasons}",
        remedy=f"Try again when there is a network, or {_how_to_add(entry)}",
    )
