"""What is being done here? A verb and an object for a stretch of video, without being taught.

The published template, with the video in front: its first mask is answered by the verb, its
second by the object. Verbs collapse to the commonest ones, so that besides the plain answer there
is one corrected by what the model would say without any video.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from tokenizers import Tokenizer

from vbert_studio.errors import StudioError
from vbert_studio.model.sequence import Order, Sequence, build_sequence
from vbert_studio.model.vocabulary import FIRST_WORD_PIECE, MASK, Ids
from vbert_studio.tasks.asker import Asker, Belief
from vbert_studio.tasks.template import TEMPLATE, ActionWord

_LOOKED_AT = 200  # pieces among which words are looked for


class TemplateError(StudioError):
    """A template has nothing to fill in."""


@dataclass(frozen=True, slots=True)
class Action:
    """The answers for every slot, in the order of the template: plain, and corrected."""

    plain: tuple[tuple[ActionWord, ...], ...]
    corrected: tuple[tuple[ActionWord, ...], ...]


def classify(
    asker: Asker,
    words: Tokenizer,
    video: Ids,
    *,
    template: str = TEMPLATE,
    count: int = 5,
    order: Order = Order.VIDEO_FIRST,
) -> Action:
    """Fill the slots of a template for a stretch of video.

    Args:
        asker: the model.
        words: the WordPiece tokenizer.
        video: int64 (n,), visual ids.
        template: a sentence with at least one ``[MASK]``.
        count: words per slot.
        order: which side stands first.

    Raises:
        TemplateError: kind ``no_mask``.
    """
    text = template_ids(words, template)
    with_video = build_sequence(asker.vocabulary, text, video, order)
    without = build_sequence(asker.vocabulary, text)
    # One after the other: side by side the short row would be padded to the length of the long one.
    (seen,) = asker.beliefs([with_video], [_slots(with_video)])
    (blind,) = asker.beliefs([without], [_slots(without)])
    slots = [_scored(words, *pair) for pair in zip(seen, blind, strict=True)]
    plain = [sorted(slot, key=lambda w: -w.p)[:count] for slot in slots]
    corrected = [_corrected(slot)[:count] for slot in slots]
    return Action(tuple(map(tuple, plain)), tuple(map(tuple, corrected)))


def template_ids(words: Tokenizer, template: str) -> Ids:
    """The WordPieces of a template, masks included.

    Raises:
        TemplateError: kind ``no_mask``.
    """
    ids = np.array(words.encode(template, add_special_tokens=False).ids, np.int64)
    if MASK not in ids:
        raise TemplateError(
            "no_mask",
            f"The template {template!r} has no [MASK].",
            remedy="Write [MASK] where a word is wanted.",
        )
    return ids


def _slots(sequence: Sequence) -> Ids:
    return np.asarray(sequence.text[sequence.ids[sequence.text] == MASK])


def _scored(words: Tokenizer, seen: Belief, blind: Belief) -> list[ActionWord]:
    """Whole words only: a piece that continues a word, or a sign, is no answer."""
    found = []
    for id_, p in seen.top(_LOOKED_AT):
        piece = words.id_to_token(id_) if id_ >= FIRST_WORD_PIECE else None
        if piece is not None and piece.isalpha():
            found.append(ActionWord(piece, p, seen.of(id_) - blind.of(id_)))
    return found


def _corrected(slot: list[ActionWord]) -> list[ActionWord]:
    """By lift, among the words that are likely at all: the lift of a rare word is mostly noise."""
    likeliest = max((word.p for word in slot), default=0.0)
    return sorted((w for w in slot if w.p >= 0.01 * likeliest), key=lambda w: -w.lift)
