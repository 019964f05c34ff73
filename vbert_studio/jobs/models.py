"""The trained models that read a project: its own, and those that came with the program.

Which of them answers is decided here alone. Nothing here loads a model, so that the window can ask.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from vbert_studio.command_line import command_line
from vbert_studio.jobs.choosing import is_here
from vbert_studio.jobs.questions.errors import QuestionError
from vbert_studio.model.taught import CONFIG, WEIGHTS
from vbert_studio.project import Project
from vbert_studio.project.current import no_such
from vbert_studio.project.records import CheckpointRow, CodebookRow
from vbert_studio.visual.codebook import Codebook, CodebookError
from vbert_studio.weights import store
from vbert_studio.weights.registry import Registry


@dataclass(frozen=True, slots=True)
class ModelPlace:
    """A model that can be loaded.

    Attributes:
        name: by which it is asked for.
        folder: with its weights.
        base: what its training started from.
        made_at: when it became one of the project; empty for one that came with the program.
    """

    name: str
    folder: Path
    base: str
    made_at: str = ""

    @property
    def is_shipped(self) -> bool:
        """Whether it came with the program, and is none of the project's own."""
        return not self.made_at

    @property
    def written(self) -> int:
        """When its weights were written: what is replaced under its name is another model."""
        try:
            return (self.folder / WEIGHTS).stat().st_mtime_ns
        except OSError:
            return 0


def known_models(project: Project) -> dict[str, ModelPlace]:
    """Every model by its name, whatever words it reads; the project's own win over shipped ones."""
    own = {row.name: _place_of(row) for row in project.checkpoints.all()}
    return {place.name: place for place in _shipped()} | own


def models_of(project: Project) -> tuple[ModelPlace, ...]:
    """Every model that reads the project's current visual words: shipped ones, then the oldest.

    Raises `ProjectError` when the project cannot be read.
    """
    codebook = project.codebooks.current()
    return () if codebook is None else models_reading(project, codebook)


def models_reading(project: Project, codebook: CodebookRow) -> tuple[ModelPlace, ...]:
    """Every model that reads the words of a codebook: shipped ones, then the oldest."""
    own = [row for row in project.checkpoints.all() if row.codebook == codebook.name]
    taken = {row.name for row in own}
    shipped = [place for place in _shipped_for(codebook) if place.name not in taken]
    return (*shipped, *map(_place_of, own))


def answering(project: Project) -> ModelPlace | None:
    """The model that answers, which always reads the current visual words.

    It is the current checkpoint. If that one reads the words of another codebook, it waits until
    they are current again, and a shipped model answers, else the newest of the project's own.

    Raises `ProjectError` when the project cannot be read.
    """
    able, row = models_of(project), project.checkpoints.current()
    if row is not None and (chosen := _place_of(row)) in able:
        return chosen
    shipped = (place for place in able if place.is_shipped)
    return next(shipped, able[-1] if able else None)


def find_model(project: Project, name: str | None = None) -> ModelPlace:
    """A model by its name, or the one that answers.

    Raises:
        QuestionError: kind ``no_model``, ``other_codebook`` or ``no_codebook``.
        ProjectError: kind ``no_such_checkpoint``, or the project cannot be read.
        CodebookError: its codebook is damaged or missing, so that nobody knows who reads it.
    """
    if name is not None:
        return _named(project, name)
    place = answering(project)
    if place is None:
        codebook = current_codebook(project)
        _digest(codebook.folder, codebook.made_at)
        raise _no_model(project)
    return place


def current_codebook(project: Project) -> CodebookRow:
    """The codebook in use.

    Raises:
        QuestionError: kind ``no_codebook``.
    """
    row = project.codebooks.current()
    if row is None:
        raise QuestionError(
            "no_codebook",
            f"{project.folder} has no visual words yet.",
            path=project.folder,
            remedy=f"Read its videos first, with `{command_line('read', project.folder)}`.",
        )
    return row


def use_model(project: Project, name: str) -> ModelPlace:
    """Let a model answer from now on: one of the project's own, or one that came with the program.

    Raises:
        QuestionError: kind ``other_codebook``: it reads other words.
        ProjectError: kind ``no_such_checkpoint``, or the project cannot be written.
    """
    place = find_model(project, name)
    project.checkpoints.use(None if place.is_shipped else name)
    return place


def _named(project: Project, name: str) -> ModelPlace:
    able = {place.name: place for place in models_of(project)}
    if name in able:
        return able[name]
    known = known_models(project)
    if name in known:
        raise _other_codebook(project, name)
    raise no_such("checkpoint", name, list(known), project.folder)


def _place_of(row: CheckpointRow) -> ModelPlace:
    return ModelPlace(row.name, row.folder, row.base, row.made_at)


def _shipped() -> Iterator[ModelPlace]:
    for entry in Registry.load().entries("videobert"):
        if is_here(entry):
            yield ModelPlace(entry.name, store.find(entry), "")


def _shipped_for(codebook: CodebookRow) -> Iterator[ModelPlace]:
    """Those that came with the program and were trained with this very codebook."""
    for place in _shipped():
        with suppress(CodebookError):
            if _codebook_of(place.folder) == _digest(codebook.folder, codebook.made_at):
                yield place


def _codebook_of(folder: Path) -> str:
    """The digest of the codebook that a checkpoint was trained with; empty where that is lost."""
    try:
        return str(json.loads((folder / CONFIG).read_text(encoding="utf-8"))["codebook"])
    except (OSError, ValueError, KeyError):
        return ""


@lru_cache(maxsize=8)
def _digest(folder: Path, _made_at: str) -> str:
    """Kept, for every question asks it and a codebook never changes once it is made."""
    return Codebook.load(folder).digest


def _other_codebook(project: Project, name: str) -> QuestionError:
    folder, now = project.folder, current_codebook(project).name
    reads = next((row.codebook for row in project.checkpoints.all() if row.name == name), None)
    if reads is None:
        return QuestionError(
            "other_codebook",
            f"{name} reads other visual words than {folder} has.",
            path=folder,
            remedy=f"Train a model of its own with `{command_line('pretrain', folder)}`.",
        )
    return QuestionError(
        "other_codebook",
        f"{name} reads the visual words of {reads}, and the current ones of {folder} are those of "
        f"{now}: the same numbers mean other words.",
        path=folder,
        remedy="Take those words up again with "
        f"`{command_line('codebook', 'use', folder, reads)}`.",
    )


def _no_model(project: Project) -> QuestionError:
    folder, books = project.folder, reversed(project.codebooks.all())
    reads = next((row.name for row in books if models_reading(project, row)), None)
    if reads is not None:
        return QuestionError(
            "no_model",
            f"{folder} has no model that reads its current visual words.",
            path=folder,
            remedy=f"Train one with `{command_line('pretrain', folder)}`, or take up the words "
            f"again that a model reads, with `{command_line('codebook', 'use', folder, reads)}`.",
        )
    return QuestionError(
        "no_model",
        f"{folder} has no trained model yet, and the one that comes with the program reads "
        "other visual words than this project has.",
        path=folder,
        remedy=f"Train one with `{command_line('pretrain', folder)}`, or look at the demo, "
        "which has a model of its own.",
    )
