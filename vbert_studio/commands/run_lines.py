"""The line that makes a run of training again, out of the settings that were kept with it."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from vbert_studio.command_line import command_line
from vbert_studio.commands.fine_tune import fine_tune
from vbert_studio.commands.pretrain import pretrain
from vbert_studio.project.records import RunRow

_TRAINING, _EXAMPLES = ("recipe", "training"), ("recipe", "examples")
_LOSSES, _MASKING = (*_TRAINING, "losses"), ("recipe", "masking")
_HOW = ("settings",)
# Option of the verb -> where its value is in the settings of the run.
_PRETRAIN: dict[str, tuple[str, ...]] = {
    "size": ("preset",),
    "start": ("start",),
    "held_out": ("held_out",),
    **{
        name: (*_TRAINING, name)
        for name in (
            *("steps", "accumulate", "learning_rate", "warm_up", "weight_decay", "train_rows"),
            *("evaluate_every", "save_every", "patience", "precision"),
        )
    },
    **{name: ("recipe", name) for name in ("batch", "dropout", "threads", "seed")},
    **{f"{name}_weight": (*_LOSSES, name) for name in ("text", "video", "alignment")},
    **{f"{name}_share": (*_EXAMPLES, name) for name in ("text", "video")},
    **{name: (*_EXAMPLES, name) for name in ("misaligned", "hard", "slowest", "longest")},
    "mask": (*_MASKING, "scattered"),
    **{f"mask_{name}": (*_MASKING, name) for name in ("block", "ratio", "whole")},
}
_FINE_TUNE: dict[str, tuple[str, ...]] = {
    "checkpoint": ("start",),
    "text": ("chosen", "text"),
    "video": ("chosen", "video"),
    "held_out": ("chosen", "held_out"),
    **{
        name: (*_HOW, name)
        for name in ("steps", "batch", "learning_rate", "dropout", "seed", "threads")
    },
    "words_weight": (*_HOW, "words"),
    "visual_weight": (*_HOW, "visual"),
}
_VERBS: dict[str, tuple[Callable[..., object], dict[str, tuple[str, ...]]]] = {
    "pretrain": (pretrain, _PRETRAIN),
    "fine-tune": (fine_tune, _FINE_TUNE),
}


def line_of_run(folder: Path, run: RunRow) -> str:
    """``vbert-studio pretrain ...`` or ``fine-tune ...``, without what is as it would be anyway.

    Args:
        folder: of the project.
        run: what is to be made again, under another name.

    Returns:
        "" for a run that did not keep everything that it was begun with.
    """
    verb, places = _VERBS.get(run.kind, (None, {}))
    if verb is None:
        return ""
    usual = inspect.signature(verb).parameters
    try:
        found = {name: _at(run.settings, place) for name, place in places.items()}
    except (KeyError, TypeError):  # of a time when less was kept
        return ""
    told = {k: v for k, v in found.items() if v is not None and v != usual[k].default}
    return command_line(run.kind, folder, *_options(told))


def _at(settings: Mapping[str, Any], place: tuple[str, ...]) -> object:
    found: Any = settings
    for key in place:
        found = found[key]
    return found


def _options(told: Mapping[str, object]) -> Iterator[str]:
    for name, value in told.items():
        yield f"--{name.replace('_', '-')}"
        yield str(value)
