"""What the operating system refuses, as a `StudioError`, where no room has said it better."""

from __future__ import annotations

import errno
from pathlib import Path
from typing import TypeVar

from vbert_studio.errors import StudioError

_SPACE = "Free some space on that disk and run the same command again."
_RIGHTS = "Change its permissions, or choose another place."
_AGAIN = "Try again."

_REFUSALS: dict[int, tuple[str, str, str]] = {
    errno.ENOSPC: ("disk_full", "The disk is full", _SPACE),
    errno.EDQUOT: ("disk_full", "The disk quota is used up", _SPACE),
    errno.EACCES: ("no_permission", "No permission", _RIGHTS),
    errno.EPERM: ("no_permission", "No permission", _RIGHTS),
    errno.EROFS: ("read_only", "The disk is read-only", "Choose a place that can be written to."),
    errno.ENOENT: ("not_found", "There is no such file", "Check the path."),
    errno.EEXIST: ("exists", "There is such a file already", "Choose another name."),
    errno.EISDIR: ("is_a_directory", "This is a folder, not a file", "Name a file."),
    errno.ENOTDIR: ("not_a_directory", "This is a file, not a folder", "Name a folder."),
}


E = TypeVar("E", bound=StudioError)


def refused(path: Path, error: OSError, family: type[E]) -> E:
    """What the system refuses about a file or folder, as an error of a family.

    Its kind is ``not_found``, ``is_a_directory``, ``not_a_directory``, ``exists``,
    ``no_permission``, ``disk_full``, ``read_only``, or ``system`` for whatever is rarer.
    """
    if error.errno in _REFUSALS:
        kind, what, remedy = _REFUSALS[error.errno]
        return family(kind, f"{what}: {path}.", path=path, remedy=remedy)
    reason = error.strerror or str(error)
    return family("system", f"{reason}: {path}.", path=path, remedy=_AGAIN)


def is_known(error: OSError) -> bool:
    """Whether a refusal has a kind of its own."""
    return error.errno in _REFUSALS


def studio_error_of(error: StudioError | OSError | MemoryError) -> StudioError:
    """The error as the person should read it."""
    if isinstance(error, StudioError):
        return error
    if isinstance(error, MemoryError):
        remedy = "Close other programs, or work on fewer videos at once."
        return StudioError("out_of_memory", "The memory of this machine is used up.", remedy=remedy)
    if error.filename:
        return refused(Path(error.filename), error, StudioError)
    kind, what, remedy = _REFUSALS.get(
        error.errno or 0, ("system", error.strerror or str(error), _AGAIN)
    )
    return StudioError(kind, f"{what}.", remedy=remedy)
