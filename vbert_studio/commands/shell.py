"""The verbs of the command line: which modules define them, and the families some belong to."""

from __future__ import annotations

import importlib
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Family:
    """Verbs that share a first word, such as ``codebook train`` and ``codebook report``."""

    help: str
    group: str


PROJECT = "Your project"
WORDS = "From video to words"
PROGRAM = "The program itself"

FAMILIES = {
    "codebook": Family("Learn the visual words of a project, and see how good they are.", WORDS),
    "models": Family(
        "The networks that see and hear: which are here, and how to get them.", PROGRAM
    ),
}

# In the order in which the help lists their verbs.
_MODULES = (
    "projects",
    "window",
    "videos",
    "show",
    "export",
    "edits",
    "read",
    "features",
    "codebook",
    "speech",
    "models",
    "doctor",
)


def load_verbs() -> None:
    """Import the modules that define verbs; they register themselves."""
    for name in _MODULES:
        importlib.import_module(f"vbert_studio.commands.{name}")
