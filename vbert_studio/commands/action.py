"""``action`` and ``attention``: what is being done, and what the model looks at."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from vbert_studio.commands.asking import Clips, Order, Tokens, asked, row_of
from vbert_studio.commands.masking import masking_of
from vbert_studio.commands.ranges import Count, RowId, Seconds
from vbert_studio.commands.registry import command
from vbert_studio.commands.results import Answered
from vbert_studio.commands.shell import QUESTIONS
from vbert_studio.errors import StudioError
from vbert_studio.jobs.requests import TEMPLATE, ActionWord, AskAction, AskAttention, Passage

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt


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
    mask: list[Seconds] | None = None,
    mask_word: list[str] | None = None,
    put: list[str] | None = None,
    put_word: list[str] | None = None,
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
        mask: hide the clip that is on at this second; may be given several times.
        mask_word: hide this word, as `cloze` takes it; may be given several times.
        put: what if another visual word stood at a second: SECOND=PATH; several times.
        put_word: what if another word was said, as `cloze` takes it; several times.
        layer: of this layer, counted from 1; else the mean of all.
        head: of this head, counted from 1; else the mean of all.
        order: which side the model reads first.
        checkpoint: the model; else the current one.
    """
    with asked(project, checkpoint) as (opened, model):
        from vbert_studio.jobs.questions.seen import attention as ask

        clips = Clips(opened, video)
        first, stop = clips.stretch(start, end)
        passage = Passage(opened.folder, video, first, stop, typed=text, order=order)
        hidden = tuple(sorted({clips.on_at(second) for second in mask or []}))
        masking = masking_of(opened, clips, passage, hidden, mask_word, put, put_word)
        answer = ask(opened, model, AskAttention(passage, masking))
        weights = answer.weights
        layers, heads = weights.shape[:2]
        chosen = _chosen(weights, layer, "layer", 0)
        mean = _chosen(chosen, head, "head", 1).mean(axis=(0, 1))  # (T, T)
        rows = tuple(tuple(float(w) for w in line) for line in mean)
        row = row_of(Tokens(opened), answer.tokens)
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
