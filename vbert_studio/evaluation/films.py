"""Films of the kitchen as an evaluation knows them: what is seen, what is said, what is true."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from vbert_studio.errors import StudioError
from vbert_studio.kitchen.durations import BEAT_S
from vbert_studio.kitchen.rules import Step
from vbert_studio.kitchen.splits import SPLITS, Split
from vbert_studio.kitchen.truth import VERSION
from vbert_studio.model.vocabulary import Ids, JointVocabulary
from vbert_studio.training.films import TrainingFilm, film_of, segment_of
from vbert_studio.visual.codebook import Codebook

if TYPE_CHECKING:
    from tokenizers import Tokenizer

Features = npt.NDArray[np.float16]


class EvaluationError(StudioError):
    """There is nothing to evaluate with, or it does not fit together."""


@dataclass(frozen=True, slots=True, eq=False)
class Said:
    """A sentence of the narrator.

    Attributes:
        text: as the narrator said it.
        ids: int64 (n,), its WordPieces.
        step: the index of the step that it is about; None for chatter.
        segment: the clips ``[first, end)`` that it lies on, or None if on none.
    """

    text: str
    start_s: float
    end_s: float
    ids: Ids
    step: int | None
    segment: tuple[int, int] | None


@dataclass(frozen=True, slots=True, eq=False)
class KitchenFilm:
    """A film with its features and its truth.

    Attributes:
        name: ``test/00004-soup-potato-onion``.
        split: what its recipe is for.
        steps: what is done, in order.
        beats: int64 (S,), how long each step takes, in beats of half a second.
        clips: int64 (N,), for each clip the index of its step.
        features: float16 (N, D).
        sentences: what is said, in order.
    """

    name: str
    split: Split
    steps: tuple[Step, ...]
    beats: Ids
    clips: Ids
    features: Features
    sentences: tuple[Said, ...]

    def clips_of(self, step: int) -> Ids:
        """int64 (n,), the clips of a step, at least one."""
        return np.flatnonzero(self.clips == step)


def training_film(
    film: KitchenFilm, codebook: Codebook, vocabulary: JointVocabulary
) -> TrainingFilm:
    """The film as a model is taught it."""
    tokens = vocabulary.visual_ids(codebook.encode(film.features))
    return film_of(tokens, ((said.start_s, said.end_s, said.ids) for said in film.sentences))


def truths_in(folder: Path, splits: Sequence[Split] = SPLITS) -> list[Path]:
    """The truth files of the films of these splits that are complete, by their numbers.

    A film's truth is written last, so a folder can be read while films are still being made.

    Raises:
        EvaluationError: kind ``no_films``.
    """
    found = [path for split in splits for path in (folder / split).glob("*.json")]
    if not found:
        raise EvaluationError(
            "no_films",
            f"There are no films of the kitchen ({', '.join(splits)}) in {folder}.",
            path=folder,
            remedy="Make some with `vbert-studio kitchen make`.",
        )
    return sorted(found, key=lambda path: path.name)


def film_from_truth(path: Path, features: Features, tokenizer: Tokenizer) -> KitchenFilm:
    """Put a film together from its truth file and its features, float16 (N, D).

    Raises:
        EvaluationError: kind ``bad_truth``, or ``truth_differs`` when the film has other clips.
    """
    truth = _truth(path)
    if len(truth["clips"]) != len(features):
        raise EvaluationError(
            "truth_differs",
            f"{path.with_suffix('.mp4')} has {len(features)} clips, "
            f"its truth {len(truth['clips'])}.",
            path=path,
            remedy="Delete both and make the films again.",
        )
    return kitchen_film(path.stem, truth, features, tokenizer)


def kitchen_film(
    name: str, truth: dict[str, Any], features: Features, tokenizer: Tokenizer
) -> KitchenFilm:
    """A film by its truth; see `kitchen.truth.truth_of`."""
    clips = np.array(truth["clips"], np.int64)
    return KitchenFilm(
        name=f"{truth['split']}/{name}",
        split=truth["split"],
        steps=tuple(Step(s["verb"], s["object"], s["tool"], s["place"]) for s in truth["steps"]),
        beats=np.array([round((s["end_s"] - s["start_s"]) / BEAT_S) for s in truth["steps"]]),
        clips=clips,
        features=features,
        sentences=tuple(_sentences(truth["sentences"], len(clips), tokenizer)),
    )


def _sentences(rows: list[dict[str, Any]], clips: int, tokenizer: Tokenizer) -> Iterator[Said]:
    for row in rows:
        ids = np.array(tokenizer.encode(row["text"], add_special_tokens=False).ids, np.int64)
        segment = segment_of(row["start_s"], row["end_s"], clips)
        yield Said(row["text"], row["start_s"], row["end_s"], ids, row["step"], segment)


def _truth(path: Path) -> dict[str, Any]:
    try:
        truth: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        version = truth.get("version")
    except (OSError, ValueError, AttributeError) as error:
        raise _bad_truth(path, str(error)) from error
    if version != VERSION:
        raise _bad_truth(path, f"it has version {version}, this program knows version {VERSION}")
    return truth


def _bad_truth(path: Path, reason: str) -> EvaluationError:
    return EvaluationError(
        "bad_truth",
        f"{path} is no truth of a film of the kitchen: {reason}.",
        path=path,
        remedy="Make the films again with `vbert-studio kitchen make`.",
    )
