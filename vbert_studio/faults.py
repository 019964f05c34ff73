"""What the operating system refuses, as a `StudioError`, where no room has said it better."""

from __future__ import annotations

import errno

from vbert_studio.errors import StudioError

_SPACE = "Free some space on that disk and run the same command again."
_RIGHTS = "Change its permissions, or choose another place."

_REFUSALS: dict[int, tuple[str, str, str]] = {
    errno.ENOSPC: ("disk_full", "The disk is full", _SPACE),
    errno.EDQUOT: ("disk_full", "The disk quota is used up", _SPACE),
    errno.EACCES: ("no_permission", "No permission", _RIGHTS),
    errno.EPERM: ("no_permission", "No permission", _RIGHTS),
    errno.EROFS: ("read_only", "The disk is read-only", "Choose a place that can be written to."),
    errno.ENOENT: ("not_found", "There is no such file", "Check the path."),
    errno.EISDIR: ("is_a_directory", "This is a folder, not a file", "Name a file."),
    errno.ENOTDIR: ("not_a_directory", "This is a file, not a folder", "Name a folder."),
}


def studio_error_of(error: StudioError | OSError | MemoryError) -> StudioError:
    """The error as the person should read it."""
    if isinstance(error, StudioError):
        return error
    if isinstance(error, MemoryError):
        remedy = "Close other programs, or work on fewer videos at once."
        return StudioError("out_of_memory", "The memory of this machine is used up.", remedy=remedy)
    known = _REFUSALS.get(error.errno or 0)
    kind, what, remedy = known or ("system", str(error.strerror or error), "Try again.")
    where = f": {error.filename}" if error.filename else ""
    return StudioError(kind, f"{what}{where}.", path=error.filename, remedy=remedy)
