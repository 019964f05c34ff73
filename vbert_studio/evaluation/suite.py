"""All questions about the films of a kitchen, put to a checkpoint or to several."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from vbert_studio.evaluation.exam import Exam, seen_film
from vbert_studio.evaluation.films import EvaluationError, KitchenFilm
from vbert_studio.evaluation.grammar import Grammar
from vbert_studio.evaluation.names import slots
from vbert_studio.evaluation.pairs import alignment
from vbert_studio.evaluation.reference import Reference
from vbert_studio.evaluation.text import text_cloze
from vbert_studio.evaluation.text_to_video import text_to_video
from vbert_studio.evaluation.visual import forecast_next, visual_cloze
from vbert_studio.evaluation.visual_limits import visual_limits
from vbert_studio.evaluation.word_limits import word_limits
from vbert_studio.evaluation.zero_shot import cross_modal, zero_shot
from vbert_studio.language.wordpiece import load_wordpiece
from vbert_studio.model.checkpoint import load_checkpoint
from vbert_studio.progress import Monitor
from vbert_studio.tasks.asker import Asker
from vbert_studio.visual.codebook import Codebook


@dataclass(frozen=True, slots=True, eq=False)
class Examined:
    """What is evaluated, and with what.

    Attributes:
        checkpoint: the folder of the model.
        codebook: whose tokens it was trained with.
        films: those that are asked about.
        reference: counted and learned on films for training.
        grammar: what films are made by.
    """

    checkpoint: Path
    codebook: Codebook
    films: tuple[KitchenFilm, ...]
    reference: Reference
    grammar: Grammar

    def exam(self) -> Exam:
        """The questions.

        Raises:
            CheckpointError: the model cannot be read, or belongs to another codebook.
        """
        model, _ = load_checkpoint(self.checkpoint, codebook=self.codebook.digest)
        tokens = [self.codebook.encode(film.features) for film in self.films]
        words = load_wordpiece()
        return Exam(
            Asker(model),
            words,
            tuple(
                seen_film(film, model.vocabulary.visual_ids(leaves), self.grammar)
                for film, leaves in zip(self.films, tokens, strict=True)
            ),
            self.reference.reading,
            self.grammar,
            slots(self.grammar, words),
        )


def ask_everything(
    exam: Exam, reference: Reference, *, limits: Path | None, monitor: Monitor
) -> dict[str, Any]:
    """Every question to one model.

    Args:
        exam: the questions.
        reference: counted and learned on films for training.
        limits: a folder in which the limits of films are kept; they take seconds per film.
        monitor: is told how far it is.

    Returns:
        The parts ``zero_shot``, ``cloze``, ``forecast``, ``alignment``, ``text_to_video``; shares
        are 0 to 1, log-losses in nats.
    """
    best, by_words = [], []
    with monitor.stage("limits", len(exam.films), "films") as stage:
        for film in exam.films:
            ranks = film.tokens - exam.vocabulary.first_visual
            best.append(visual_limits(exam.grammar, film, limits))
            by_words.append(word_limits(exam.grammar, exam.reading, ranks, limits))
            stage.advance()
    return {
        "zero_shot": zero_shot(exam, reference.supervised, monitor),
        "cloze": {**visual_cloze(exam, best, by_words, monitor), **text_cloze(exam, monitor)},
        "forecast": forecast_next(exam, best, by_words, monitor),
        "alignment": alignment(exam, monitor),
        "text_to_video": text_to_video(exam, monitor),
    }


def ablation(
    examined: Examined, checkpoints: dict[int, Path], *, monitor: Monitor
) -> list[dict[str, float]]:
    """How well models name actions that were trained on so many videos, fewest first.

    Args:
        examined: the films; its own checkpoint is not looked at.
        checkpoints: number of videos -> folder.
        monitor: is told how far it is.
    """
    rows = []
    for videos, folder in sorted(checkpoints.items()):
        exam = replace(examined, checkpoint=folder).exam()
        rows.append({"videos": videos, **cross_modal(exam, monitor)["cross_modal"]})
    return rows


def checkpoints_in(folder: Path) -> dict[int, Path]:
    """The checkpoints of a folder whose names are numbers of videos.

    Raises:
        EvaluationError: kind ``no_checkpoints``.
    """
    found = {int(path.name): path for path in folder.glob("*") if path.name.isdecimal()}
    if not found:
        raise EvaluationError(
            "no_checkpoints",
            f"No folder in {folder} is named by a number of videos.",
            path=folder,
            remedy="Put checkpoints there whose folders are called 50, 100, 200 and so on.",
        )
    return found
