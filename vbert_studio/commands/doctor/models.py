"""The models: which are here, and how to get the others."""

from __future__ import annotations

from collections.abc import Iterator

from vbert_studio.commands.doctor.findings import Finding
from vbert_studio.weights import store
from vbert_studio.weights.registry import ModelEntry, Registry

# What the path from a video to its words and sentences takes by default.
DEFAULTS = ("efficientnet-lite0-imagenet", "whisper-tiny.en")


def examine_models() -> Iterator[Finding]:
    """One line per model; one that is needed by default and missing wants attention."""
    yield from (_finding(entry) for entry in Registry.load().entries())


def _finding(entry: ModelEntry) -> Finding:
    status = store.status(entry)
    get = f"vbert-studio models get {entry.name}"
    if status.state == "present":
        return Finding("Models", entry.name, "good", "here")
    if status.state == "not_shipped":
        return Finding("Models", entry.name, "good", "not published yet", entry.note)
    if status.state == "partial":
        found = f"incomplete: {', '.join(status.missing)} missing"
        return Finding("Models", entry.name, "attention", found, f"Run: {get}")
    if entry.name in DEFAULTS:
        return Finding("Models", entry.name, "attention", "not here yet", f"Run: {get}")
    return Finding("Models", entry.name, "good", "not here, and not needed by default", get)
