"""Which models read a project's videos when nobody says which."""

from __future__ import annotations

from collections.abc import Sequence

from vbert_studio.language import wordpiece
from vbert_studio.project import Project
from vbert_studio.weights import store
from vbert_studio.weights.entries import ModelEntry, ModelKind
from vbert_studio.weights.registry import Registry

# Best first; a light one that can be had everywhere comes last. S3D of the made-up kitchen is never
# chosen for anybody: it sees nothing in real videos.
EXTRACTORS = ("s3d-kinetics400", "efficientnet-lite0-imagenet")
# Best first; the last one is the smallest.
RECOGNISERS = ("whisper-large-v3", "whisper-small", "whisper-base", "whisper-tiny.en")


def choose_extractor(project: Project) -> str:
    """The project's own, else the best one whose weights are here, else the one easily had."""
    codebook = project.codebooks.current()
    if codebook is not None:
        return codebook.extractor
    return project.settings.get("extractor", "") or _best_here("extractor", EXTRACTORS)


def choose_recogniser() -> str:
    """The best one whose weights are here, else the smallest."""
    return _best_here("asr", RECOGNISERS)


def _best_here(kind: ModelKind, preferred: Sequence[str]) -> str:
    entries = {entry.name: entry for entry in Registry.load().entries(kind)}
    known = [name for name in preferred if name in entries]
    return next((name for name in known if is_here(entries[name])), known[-1])


def is_here(entry: ModelEntry) -> bool:
    """Whether the model's files are on this machine, whole."""
    return store.status(entry).state == "present"


def missing_for_questions() -> list[ModelEntry]:
    """What no model can answer without, and is not on this machine: the vocabulary of texts."""
    entry = Registry.load().entry(wordpiece.NAME, "wordpiece")
    return [] if is_here(entry) else [entry]


def missing_models(project: Project, eyes: str, ears: str) -> list[ModelEntry]:
    """Which of an extractor and a recogniser have to be fetched; no ears where nobody can speak.

    Raises:
        WeightsError: there is no such model, or it is of another kind.
    """
    has_sound = any(video.has_sound for video in project.videos.all())
    models = Registry.load()
    entries = [models.entry(eyes, "extractor"), models.entry(ears, "asr")]
    return [e for e in entries if not is_here(e) and (has_sound or e.kind != "asr")]
