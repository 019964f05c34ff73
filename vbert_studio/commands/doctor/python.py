"""Python and the libraries, by their metadata: nothing heavy is imported to look."""

from __future__ import annotations

import platform
import sys
from collections.abc import Iterator
from importlib import metadata

from vbert_studio.commands.doctor.findings import Finding

_OLDEST = (3, 11)
_NEEDED = ("av", "numpy", "openvino", "torch", "torchvision", "scikit-learn", "faster-whisper")
_INSTALL = "Run: python3 bootstrap.py install"


def version_of(package: str) -> str | None:
    """The installed version, or None."""
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return None


def examine_python() -> Iterator[Finding]:
    """The interpreter, then each library."""
    yield _interpreter()
    for package in _NEEDED:
        found = version_of(package)
        if found is None:
            yield Finding("Python", package, "broken", "not installed", _INSTALL)
        else:
            yield Finding("Python", package, "good", found)
    yield from torch_pair(version_of("torch"), version_of("torchvision"))


def _interpreter() -> Finding:
    found = f"{platform.python_version()} on {platform.system()} {platform.machine()}"
    if sys.version_info < _OLDEST:
        return Finding("Python", "version", "broken", found, "Install Python 3.11 or newer.")
    return Finding("Python", "version", "good", found)


def torch_pair(torch: str | None, torchvision: str | None) -> Iterator[Finding]:
    """A CPU-only torch beside the registry's torchvision fails at import."""
    if torch and torchvision and ("+cpu" in torch) != ("+cpu" in torchvision):
        yield Finding(
            "Python",
            "torch and torchvision",
            "broken",
            f"{torch} beside {torchvision}: one is built for the CPU alone, the other is not",
            "Run: pip install --force-reinstall torch torchvision",
        )
