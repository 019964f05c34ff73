"""``cloze``, ``action``, ``attention``: what is hidden, what is being done, what is looked at."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from vbert_studio.commands.asking import ClipAt, Clips, Order, TokenP, Tokens, asked
from vbert_studio.commands.ranges import Count, RowId, Seconds
from vbert_studio.commands.registry import command
from vbert_studio.commands.results import Answered
from vbert_studio.commands.shell import QUESTIONS
from vbert_studio.errors import StudioError
from vbert_studio.jobs.requests import (
    TEMPLATE,
    ActionWord,
    AskAction,
    AskAttention,
    AskCloze,
    AskRow,
    ClozeAnswer,
    Masking,
    Passage,
    ReadToken,
    WordGuess,
    WordPlace,
    passage_around,
)

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from vbert_studio.jobs.questions.loaded import LoadedModel
    from vbert_studio.project import Project


@dataclass(frozen=True, slots=True)
class HiddenToken:
    """A clip that was hidden: `truth` is its own visual word, `truth_p` the probability of it."""

    modality: str
    position: int
    at: ClipAt
    truth: int
    truth_path: str
    truth_p: float
    top: tuple[TokenP, ...]


@dataclass(frozen=True, slots=True)
class HiddenWord:
    """A word that was hidden; `truth` is empty where nobody knows it."""

    modality: str
    position: int
    truth: str
    truth_p: float | None
    top: tuple[WordGuess, ...]


@dataclass(frozen=True, slots=True)
class ClozeDone(Answered):
    """The guesses. `row` is what the model read, `together` how it would fill all of it at once."""

    row: tuple[str, ...]
    cloze: tuple[HiddenToken | HiddenWord, ...]
    together: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ActionDone(Answered):
    """What is being done: words for each slot of the template, plain and corrected."""

    template: str
    start_s: float
    end_s: float
    slots: tuple[tuple[ActionWord, ...], ...]
    corrected: tuple[tuple[ActionWord, ...], ...]


@dataclass(frozen=True, slots=True)
class AttentionDone(Answered):
    """Where each position of `row` looks: `weights` has a row for each, which sums to 1."""

    row: tuple[str, ...]
    layers: int
    heads: int
    weights: tuple[tuple[float, ...], ...]


@command("cloze", title="Guess what is hidden", group=QUESTIONS)
def cloze(
    project: Path,
    video: RowId,
    *,
    mask: list[Seconds] | None = None,
    mask_word: list[str] | None = None,
    put: list[str] | None = None,
    put_word: list[str] | None = None,
    start: Seconds | None = None,
    end: Seconds | None = None,
    text: str | None = None,
    count: Count = 5,
    together: bool = False,
    single_words: bool = False,
    order: Order = "text-first",
    checkpoint: str | None = None,
) -> ClozeDone:
    """Hide clips or words of a stretch, and let the model guess what stands there.

    The model reads the clips and what is said in them, or the text that you give.

    Args:
        project: the folder of the project.
        video: its number.
        mask: hide the clip that is on at this second; may be given several times.
        mask_word: hide this word, wherever it is said; may be given several times. Only one place
            is SENTENCE:POSITION, the number of the sentence and of the word in it, from 0.
        put: what if another visual word stood at a second: SECOND=PATH; several times.
        put_word: what if another word was said: SENTENCE:POSITION=WORD; several times.
        start: read from this second on; else some clips around what is hidden.
        end: and up to this one.
        text: read this instead of what is said; [MASK] in it is a hidden word.
        count: guesses for each place.
        together: fill all places so that they agree with each other, too.
        single_words: keep visual words apart that are called the same.
        order: which side the model reads first.
        checkpoint: the model; else the current one.
    """
    with asked(project, checkpoint) as (opened, model):
        clips = Clips(opened, video)
        hidden = tuple(sorted({clips.on_at(second) for second in mask or []}))
        passage = _passage(opened, clips, video, hidden, start, end, text, order)
        words = _places(opened, model, passage, mask_word or [])
        puts = _put_clips(opened, clips, put or []), _put_words(put_word or [])
        if not (hidden or words or "[MASK]" in (text or "")):
            raise _nothing_hidden()
        from vbert_studio.jobs.questions.cloze import cloze as ask

        masking = Masking(hidden, words, *puts)
        request = AskCloze(passage, masking, count, together, single_words)
        return _cloze_done(opened, model, clips, ask(opened, model, request))


def _passage(
    project: Project,
    clips: Clips,
    video: int,
    hidden: tuple[int, ...],
    start: float | None,
    end: float | None,
    text: str | None,
    order: Order,
) -> Passage:
    folder = project.folder
    if start is not None or end is not None or not (hidden or text):
        first, stop = clips.stretch(start or 0.0, end)
        return Passage(folder, video, first, stop, typed=text, order=order)
    if not hidden:
        return Passage(folder, video, 0, 0, typed=text, order=order)
    around = passage_around(folder, video, hidden[0], hidden[-1] + 1, len(clips))
    return Passage(folder, video, around.first_clip, around.end_clip, typed=text, order=order)


def _places(
    project: Project, model: LoadedModel, passage: Passage, wanted: list[str]
) -> tuple[WordPlace, ...]:
    """Where these words stand in the passage."""
    named = tuple(place for one in wanted if (place := _place(one)) is not None)
    wanted = [one for one in wanted if _place(one) is None]
    if not wanted:
        return named
    from vbert_studio.jobs.questions.reading import row

    spelled: dict[WordPlace, str] = {}
    for token in row(project, model, AskRow(passage)).tokens:
        if token.word is not None and token.piece.removeprefix("##").isalnum():
            spelled[token.word] = spelled.get(token.word, "") + token.piece.removeprefix("##")
    asked_for = {word.casefold() for word in wanted}
    missing = asked_for - set(spelled.values())
    if missing:
        raise StudioError(
            "no_such_word",
            f"Nobody says “{min(missing)}” there.",
            remedy="Choose a word that is said in the stretch, or a longer stretch.",
        )
    return (*named, *(place for place, word in spelled.items() if word in asked_for))


def _place(text: str) -> WordPlace | None:
    """A place that is written as SENTENCE:POSITION."""
    sentence, colon, position = text.partition(":")
    is_place = bool(colon) and sentence.isdecimal() and position.isdecimal()
    return WordPlace(int(sentence), int(position)) if is_place else None


def _put_clips(project: Project, clips: Clips, put: list[str]) -> tuple[tuple[int, int], ...]:
    """Clips with the leaves that are put there instead."""
    leaves = {path: leaf for leaf, path in Tokens(project).paths.items()}
    found = []
    for one in put:
        second, _, path = one.partition("=")
        if not _is_number(second) or path not in leaves:
            raise _bad_put(one, "SECOND=PATH, with the path of a visual word")
        found.append((clips.on_at(float(second)), leaves[path]))
    return tuple(found)


def _put_words(put: list[str]) -> tuple[tuple[WordPlace, str], ...]:
    """Places with the words that are put there instead."""
    found = []
    for one in put:
        where, _, word = one.partition("=")
        place = _place(where)
        if place is None or not word:
            raise _bad_put(one, "SENTENCE:POSITION=WORD")
        found.append((place, word))
    return tuple(found)


def _is_number(text: str) -> bool:
    return text.replace(".", "", 1).isdecimal()


def _bad_put(given: str, wanted: str) -> StudioError:
    return StudioError(
        "bad_put",
        f"“{given}” does not say what to put where.",
        remedy=f"Write {wanted}.",
    )


def _nothing_hidden() -> StudioError:
    return StudioError(
        "nothing_hidden",
        "Nothing is hidden, so there is nothing to guess.",
        remedy="Hide a clip with --mask SECONDS, or a word with --mask-word WORD.",
    )


def _cloze_done(
    project: Project, model: LoadedModel, clips: Clips, answer: ClozeAnswer
) -> ClozeDone:
    tokens = Tokens(project)
    seen = tuple(
        HiddenToken(
            modality="video",
            position=one.position,
            at=clips.at(one.clip),
            truth=one.truth,
            truth_path=tokens.path(one.truth),
            truth_p=one.truth_p,
            top=tokens.guesses(one.top),
        )
        for one in answer.clips
    )
    said = tuple(
        HiddenWord("text", one.positions[0], one.truth, one.truth_p, one.top)
        for one in answer.words
    )
    filled = answer.together
    together = (
        ()
        if filled is None
        else (*(tokens.path(leaf) for _, leaf in filled.clips), *(word for _, word in filled.words))
    )
    row = _row(tokens, answer.tokens)
    return ClozeDone(model.name, model.limits, row, (*seen, *said), together)


def _row(tokens: Tokens, read: tuple[ReadToken, ...]) -> tuple[str, ...]:
    return tuple(
        "[MASK]" if token.hidden else token.piece or tokens.path(token.leaf or 0) for token in read
    )


@command("action", title="Say what is being done", group=QUESTIONS)
def action(
    project: Path,
    video: RowId,
    *,
    start: Seconds = 0.0,
    end: Seconds | None = None,
    template: str = TEMPLATE,
    count: Count = 5,
    order: Order = "video-first",
    checkpoint: str | None = None,
) -> ActionDone:
    """Name the verb and the object of a stretch of video, without having been taught either.

    A template is filled in, once with the video and once without: what the video makes likelier is
    told beside what is likely.

    Args:
        project: the folder of the project.
        video: its number.
        start: the stretch begins at this second.
        end: and ends at this one; else with the video.
        template: a sentence with [MASK] where words are wanted.
        count: words for each of them.
        order: which side the model reads first.
        checkpoint: the model; else the current one.
    """
    with asked(project, checkpoint) as (opened, model):
        from vbert_studio.jobs.questions.seen import action as ask

        clips = Clips(opened, video)
        first, stop = clips.stretch(start, end)
        request = AskAction(
            opened.folder, video, first, stop, template=template, count=count, order=order
        )
        answer = ask(opened, model, request)
        return ActionDone(
            checkpoint=model.name,
            limits=model.limits,
            template=answer.template,
            start_s=clips.at(first).start_s,
            end_s=clips.at(stop - 1).end_s,
            slots=tuple(slot.plain for slot in answer.slots),
            corrected=tuple(slot.corrected for slot in answer.slots),
        )


@command("attention", title="Show what the model looks at", group=QUESTIONS)
def attention(
    project: Path,
    video: RowId,
    *,
    start: Seconds = 0.0,
    end: Seconds | None = None,
    text: str | None = None,
    layer: Count | None = None,
    head: Count | None = None,
    order: Order = "text-first",
    checkpoint: str | None = None,
) -> AttentionDone:
    """Show which positions of its row the model looks at from each position.

    Args:
        project: the folder of the project.
        video: its number.
        start: read from this second on.
        end: and up to this one; else to the end of the video.
        text: read this instead of what is said.
        layer: of this layer, counted from 1; else the mean of all.
        head: of this head, counted from 1; else the mean of all.
        order: which side the model reads first.
        checkpoint: the model; else the current one.
    """
    with asked(project, checkpoint) as (opened, model):
        from vbert_studio.jobs.questions.seen import attention as ask

        first, stop = Clips(opened, video).stretch(start, end)
        passage = Passage(opened.folder, video, first, stop, typed=text, order=order)
        answer = ask(opened, model, AskAttention(passage))
        weights = answer.weights
        layers, heads = weights.shape[:2]
        chosen = _chosen(weights, layer, "layer", 0)
        mean = _chosen(chosen, head, "head", 1).mean(axis=(0, 1))  # (T, T)
        rows = tuple(tuple(float(w) for w in line) for line in mean)
        row = _row(Tokens(opened), answer.tokens)
        return AttentionDone(model.name, model.limits, row, layers, heads, rows)


def _chosen(
    weights: npt.NDArray[np.float32], number: int | None, what: str, axis: int
) -> npt.NDArray[np.float32]:
    """All layers or heads, or the one of that number."""
    if number is None:
        return weights
    if not 1 <= number <= weights.shape[axis]:
        raise StudioError(
            "no_such_part",
            f"The model has no {what} {number}.",
            remedy=f"It has 1 to {weights.shape[axis]}.",
        )
    return weights.take([number - 1], axis=axis)
