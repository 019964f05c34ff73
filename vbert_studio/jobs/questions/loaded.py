"""The model that answers for a project."""

from __future__ import annotations

from collections.abc import Sequence as Rows
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from vbert_studio.jobs.models import ModelPlace, current_codebook, find_model
from vbert_studio.jobs.questions.errors import QuestionError
from vbert_studio.jobs.requests import VideoBertLoaded
from vbert_studio.language.wordpiece import load_wordpiece
from vbert_studio.model.checkpoint import load_checkpoint
from vbert_studio.model.memory import FOR_ANSWERS, keep_freed_memory
from vbert_studio.model.vocabulary import Ids, JointVocabulary
from vbert_studio.project import Project
from vbert_studio.project.records import CodebookRow
from vbert_studio.tasks.asker import Asker
from vbert_studio.visual.codebook import Codebook
from vbert_studio.visual.devices import choose_device


@dataclass(frozen=True, slots=True, eq=False)
class LoadedModel:
    """A model that is ready to answer for a project.

    Attributes:
        name: of the checkpoint.
        base: what its training started from.
        codebook: whose visual words it reads; the project's current one.
        asker: the model itself.
        words: the WordPiece tokenizer.
        limits: what it cannot know, from what it was taught, in sentences.
    """

    name: str
    base: str
    codebook: CodebookRow
    asker: Asker
    words: Tokenizer
    limits: tuple[str, ...] = ()

    @property
    def vocabulary(self) -> JointVocabulary:
        """The rows that the model knows."""
        return self.asker.vocabulary

    @property
    def longest(self) -> int:
        """The longest row that it reads, special tokens included."""
        return self.asker.model.shape.longest

    def fitting(self, pieces: Ids, clips: int) -> Ids:
        """As many of the pieces as fit into a row beside so many visual tokens.

        Raises:
            QuestionError: kind ``passage_too_long`` when the clips alone are too many.
        """
        room = self.longest - 3 - clips
        if room < (1 if len(pieces) else 0):
            raise too_long(clips, self.longest)
        return pieces[:room]

    def pieces(self, text: str) -> Ids:
        """The WordPieces of a text, int64 (n,)."""
        return np.array(self.words.encode(text, add_special_tokens=False).ids, dtype=np.int64)

    def leaves(self, ids: Rows[int]) -> list[int]:
        """The leaf ids of visual rows."""
        return [int(leaf) for leaf in self.vocabulary.leaves_of(list(ids))]


def load_model(project: Project, name: str | None = None) -> LoadedModel:
    """The model of a project that answers.

    Args:
        project: open in any mode.
        name: of a checkpoint; None is the current one, or the shipped one where the project has
            none and reads its videos with the codebook of that.

    Raises:
        QuestionError: kind ``no_model`` or ``other_wordpiece``.
        ProjectError: kind ``no_codebook`` or ``no_such_checkpoint``.
        CheckpointError: kind ``other_codebook``, or the files are damaged or missing.
        WeightsError: the WordPiece vocabulary is missing.
    """
    return load_from(project, find_model(project, name))


def load_from(project: Project, place: ModelPlace) -> LoadedModel:
    """Load a model that was found.

    Args:
        project: open in any mode.
        place: from `models.find_model`.

    Raises:
        StudioError: like `load_model`.
    """
    keep_freed_memory(FOR_ANSWERS)
    codebook = current_codebook(project)
    digest = Codebook.load(codebook.folder).digest
    model, provenance = load_checkpoint(place.folder, codebook=digest)
    words = load_wordpiece()
    if words.get_vocab_size() != model.vocabulary.text_size:
        raise _other_wordpiece(place.folder, words.get_vocab_size(), model.vocabulary.text_size)
    asker = Asker(model.to(choose_device()))
    limits = provenance.limits(model.vocabulary)
    return LoadedModel(place.name, place.base, codebook, asker, words, limits)


def describe(model: LoadedModel) -> VideoBertLoaded:
    """What a person should know of a model that is ready."""
    network = model.asker.model
    return VideoBertLoaded(
        checkpoint=model.name,
        codebook=model.codebook.name,
        base=model.base,
        layers=network.shape.layers,
        heads=network.shape.heads,
        hidden=network.shape.hidden,
        longest=network.shape.longest,
        visual_words=model.vocabulary.visual_size,
        parameters=sum(weights.numel() for weights in network.parameters()),
        device=str(network.device),
        limits=model.limits,
    )


def too_long(tokens: int, longest: int) -> QuestionError:
    """The error of a row that the model cannot read."""
    return QuestionError(
        "passage_too_long",
        f"There are {tokens} tokens to read, and the model reads at most {longest} at once.",
        remedy="Choose a shorter stretch, or fewer sentences.",
    )


def _other_wordpiece(folder: Path, here: int, there: int) -> QuestionError:
    return QuestionError(
        "other_wordpiece",
        f"{folder.name} was trained with {there} WordPieces, and {here} are here.",
        path=folder,
        remedy="Train the model again with the vocabulary that is here.",
    )
