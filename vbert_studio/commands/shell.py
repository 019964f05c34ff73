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
QUESTIONS = "Ask the model"
PROGRAM = "The program itself"
KITCHEN = "The kitchen"

FAMILIES = {
    "runs": Family("What was trained in a project, and how it ended.", WORDS),
    "checkpoints": Family("The trained models of a project, and which of them answers.", WORDS),
    "annotations": Family("Steps and descriptions that people gave stretches of video.", PROJECT),
    "pairs": Family("Sentences beside stretches of video, and what was said about them.", PROJECT),
    "codebook": Family("Learn the visual words of a project, and see how good they are.", WORDS),
    "models": Family(
        "The networks that see and hear: which are here, and how to get them.", PROGRAM
    ),
    "settings": Family("What you chose for the program, whatever the project.", PROGRAM),
    "kitchen": Family("A made-up world of cooking films whose truth is known.", KITCHEN),
}

# Module -> the first words of its verbs, in the order in which the help lists them.
VERBS: dict[str, tuple[str, ...]] = {
    "projects": ("new",),
    "window": ("open",),
    "videos": ("add", "relink"),
    "show": ("show",),
    "export": ("export",),
    "sentences": ("sentences",),
    "annotations": ("annotations",),
    "pairs": ("pairs",),
    "fine_tune": ("fine-tune",),
    "runs": ("runs", "checkpoints"),
    "edits": ("undo", "redo", "history", "compact"),
    "read": ("read",),
    "demo": ("demo",),
    "features": ("extract", "tokenize"),
    "codebook": ("codebook",),
    "words": ("words",),
    "clip": ("clip",),
    "speech": ("transcribe",),
    "pretrain": ("pretrain",),
    "cloze": ("cloze",),
    "action": ("action", "attention"),
    "foresee": ("forecast", "generate"),
    "judge": ("align", "surprise", "embed"),
    "compare": ("compare",),
    "models": ("models",),
    "settings": ("settings",),
    "doctor": ("doctor",),
    "kitchen": ("kitchen",),
    "evaluate": ("evaluate",),
    "training": ("train-s3d",),
}


def load_verbs(word: str = "") -> None:
    """Import the modules that define verbs; they register themselves.

    Args:
        word: what was typed first. If it begins a verb, only that one's module is imported: the
            others would cost every start half of its time.
    """
    wanted = [module for module, words in VERBS.items() if word in words] or list(VERBS)
    for module in wanted:
        importlib.import_module(f"vbert_studio.commands.{module}")
