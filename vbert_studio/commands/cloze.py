"""``cloze``: what is hidden?"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from vbert_studio.commands.asking import ClipAt, Clips, Order, TokenP, Tokens, asked, row_of
from vbert_studio.commands.masking import masking_of
from vbert_studio.commands.ranges import Count, RowId, Seconds
from vbert_studio.commands.registry import command
from vbert_studio.commands.results import Answered
from vbert_studio.commands.shell import QUESTIONS
from vbert_studio.errors import StudioError
from vbert_studio.jobs.requests import (
    AskCloze,
    ClozeAnswer,
    Passage,
    WordGuess,
    passage_around,
)

if TYPE_CHECKING:
    from vbert_studio.jobs.questions.loaded import LoadedModel
    from vbert_studio.project import Project


@dataclass(frozen=True, slots=True)
class HiddenToken:
    """A clip that was hidden.

    Attributes:
        modality: ``video``.
        position: in the row.
        at: where it is.
        truth: its own visual word.
        truth_path: where that is in the codebook's tree.
        truth_name: what it is called; empty where nobody named it.
        truth_p: the probability of it; by name that of all words of its name.
        right: the visual word of `top` that would be right: the true one, or the one that stands
            for all words of its name.
        top: the best guesses.
    """

    modality: str
    position: int
    at: ClipAt
    truth: int
    truth_path: str
    truth_name: str
    truth_p: float
    right: int
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

    single_words: bool
    row: tuple[str, ...]
    cloze: tuple[HiddenToken | HiddenWord, ...]
    together: tuple[str, ...]


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
        mask_word: hide this word: WORD wherever it is said, WORD@SECOND the one that is said at
            that second; may be given several times. SENTENCE:POSITION is how the window names it.
        put: what if another visual word stood at a second: SECOND=PATH; several times.
        put_word: what if another word was said: WORD@SECOND=OTHER, or WORD=OTHER wherever it is
            said; several times.
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
        masking = masking_of(opened, clips, passage, hidden, mask_word, put, put_word)
        if not (hidden or masking.words or "[MASK]" in (text or "")):
            raise _nothing_hidden()
        from vbert_studio.jobs.questions.cloze import cloze as ask

        request = AskCloze(passage, masking, count, together, single_words)
        answer = ask(opened, model, request)
        return _cloze_done(opened, model, clips, answer, single_words=single_words)


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


def _nothing_hidden() -> StudioError:
    return StudioError(
        "nothing_hidden",
        "Nothing is hidden, so there is nothing to guess.",
        remedy="Hide a clip with --mask SECONDS, or a word with --mask-word WORD.",
    )


def _cloze_done(
    project: Project,
    model: LoadedModel,
    clips: Clips,
    answer: ClozeAnswer,
    *,
    single_words: bool,
) -> ClozeDone:
    tokens = Tokens(project)
    seen = tuple(
        HiddenToken(
            modality="video",
            position=one.position,
            at=clips.at(one.clip),
            truth=one.truth,
            truth_path=tokens.path(one.truth),
            truth_name=tokens.name(one.truth),
            truth_p=one.truth_p,
            right=one.right,
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
    row = row_of(tokens, answer.tokens)
    return ClozeDone(model.name, model.limits, single_words, row, (*seen, *said), together)
