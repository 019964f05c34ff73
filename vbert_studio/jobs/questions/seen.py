"""What is being done, what comes next, what a text looks like, and where the model looks."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from vbert_studio.jobs.questions.cloze import leaf_guesses
from vbert_studio.jobs.questions.errors import QuestionError
from vbert_studio.jobs.questions.loaded import LoadedModel
from vbert_studio.jobs.questions.reading import read_passage
from vbert_studio.jobs.questions.stretches import (
    check_stretch,
    stretch_ids,
    tokens_of,
    typed_pieces,
)
from vbert_studio.jobs.requests import (
    ActionAnswer,
    ActionSlot,
    AskAction,
    AskAttention,
    AskForecast,
    AskGenerate,
    AttentionWeights,
    ForecastAnswer,
    FutureSeen,
    GenerateAnswer,
    LeafGuess,
    VideoSlot,
)
from vbert_studio.model.sequence import Order
from vbert_studio.project import Project
from vbert_studio.tasks.ahead import Prompt
from vbert_studio.tasks.attention import attention as weights_of
from vbert_studio.tasks.classify import classify
from vbert_studio.tasks.cloze import Guess
from vbert_studio.tasks.filling import most_probable, sampled
from vbert_studio.tasks.forecast import Method
from vbert_studio.tasks.forecast import forecast as foresee
from vbert_studio.tasks.futures import Future
from vbert_studio.tasks.generate import generate as imagine
from vbert_studio.tasks.meanings import named_alike

_ROUNDS = 4


def action(project: Project, model: LoadedModel, asked: AskAction) -> ActionAnswer:
    """Name the verb and the object of a stretch.

    Raises:
        TemplateError: kind ``no_mask``.
        QuestionError: kind ``no_such_clips``, ``no_tokens``.
    """
    video = stretch_ids(project, model, asked.video_id, asked.first_clip, asked.end_clip)
    found = classify(
        model.asker,
        model.words,
        video,
        template=asked.template,
        count=asked.count,
        order=Order(asked.order),
    )
    slots = map(ActionSlot, found.plain, found.corrected)
    return ActionAnswer(model.name, asked.template, tuple(slots))


def forecast(project: Project, model: LoadedModel, asked: AskForecast) -> ForecastAnswer:
    """Foresee what comes behind a stretch.

    Raises:
        QuestionError: kind ``no_such_clips``, ``no_tokens``, ``bad_length``, ``bad_step``.
    """
    _check_forecast(asked)
    leaves = tokens_of(project, asked.video_id)
    check_stretch(len(leaves), asked.first_clip, asked.end_clip)
    steps = range(1, asked.length + 1)
    clips = [asked.end_clip - 1 + k * asked.step for k in steps]
    truth = [int(leaves[clip]) if clip < len(leaves) else None for clip in clips]
    known = [leaf for leaf in truth if leaf is not None]
    names = project.words.names(model.codebook.id)
    found = foresee(
        model.asker,
        model.vocabulary.visual_ids(leaves[asked.first_clip : asked.end_clip]),
        asked.length,
        count=asked.count,
        step=asked.step,
        method=Method(asked.method),
        temperature=asked.temperature,
        seed=asked.seed,
        prompt=Prompt(asked.prompt),
        alternatives=asked.alternatives,
        truth=model.vocabulary.visual_ids(known) if len(known) == asked.length else None,
        meanings=None if asked.single_words else named_alike(model.vocabulary, names),
    )
    return ForecastAnswer(
        checkpoint=model.name,
        clips=tuple(clips),
        futures=tuple(_future(model, future, names) for future in found.futures),
        steps=tuple(_alternatives(model, guess) for guess in found.steps),
        truth=tuple(truth),
        truth_p=found.truth_p,
    )


def _future(model: LoadedModel, future: Future, names: Mapping[int, str]) -> FutureSeen:
    leaves = tuple(model.leaves(future.ids))
    return FutureSeen(leaves, future.p, tuple(names.get(leaf, "") for leaf in leaves))


def _check_forecast(asked: AskForecast) -> None:
    if not 1 <= asked.step <= 5:
        raise QuestionError(
            "bad_step",
            f"A step of {asked.step} clips is none that the model was taught.",
            remedy="Choose 1 to 5.",
        )
    _check_length(asked.length)
    _check_temperature(asked.temperature)


def _check_length(length: int) -> None:
    if not 1 <= length <= 64:
        raise QuestionError(
            "bad_length", f"A length of {length} makes no video.", remedy="Choose 1 to 64."
        )


def _check_temperature(temperature: float) -> None:
    if not 0 < temperature < np.inf:
        raise QuestionError(
            "bad_temperature",
            f"A temperature of {temperature} has no meaning.",
            remedy="Choose a number above 0; 1 leaves the probabilities as they are.",
        )


def _alternatives(model: LoadedModel, guess: Guess) -> tuple[LeafGuess, ...]:
    return leaf_guesses(model, [(candidate.id, candidate.p) for candidate in guess.top])


def generate(model: LoadedModel, asked: AskGenerate) -> GenerateAnswer:
    """Turn a text into visual words, for which no video is looked at.

    Raises:
        QuestionError: kind ``no_text``, ``bad_length``, ``passage_too_long``.
    """
    _check_length(asked.length)
    _check_temperature(asked.temperature)
    pieces = typed_pieces(model, asked.text)
    chance = sampled(np.random.default_rng(asked.seed), asked.temperature)
    found = imagine(
        model.asker,
        model.fitting(pieces, asked.length),
        asked.length,
        rounds=1 if asked.method == "argmax" else _ROUNDS,
        choose=chance if asked.method == "sampled" else most_probable,
        count=asked.alternatives,
        order=Order(asked.order),
    )
    leaves = model.leaves(found.chosen)
    slots = [
        VideoSlot(leaf, p, _alternatives(model, guess))
        for leaf, p, guess in zip(leaves, found.ps, found.slots, strict=True)
    ]
    return GenerateAnswer(model.name, asked.text, tuple(slots))


def attention(project: Project, model: LoadedModel, asked: AskAttention) -> AttentionWeights:
    """Where every position looks. Raises like `read_passage`."""
    reading = read_passage(project, model, asked.passage, asked.masking)
    return AttentionWeights(model.name, reading.tokens, weights_of(model.asker, reading.sequence))
