"""A passage of a project as the very row that the model reads."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from vbert_studio.jobs.questions.errors import QuestionError
from vbert_studio.jobs.questions.loaded import LoadedModel, too_long
from vbert_studio.jobs.questions.pieces import Piece, pieces_of
from vbert_studio.jobs.questions.stretches import Leaves, check_stretch, sentences_on, tokens_of
from vbert_studio.jobs.requests import (
    TYPED,
    AskRow,
    Masking,
    Passage,
    ReadToken,
    RowRead,
    SideName,
    WordPlace,
)
from vbert_studio.model.sequence import Order, Sequence, Side, build_sequence
from vbert_studio.model.vocabulary import CLS, MASK, Ids
from vbert_studio.project import Project

_SIDES: dict[int, SideName] = {Side.SPECIAL: "special", Side.TEXT: "text", Side.VIDEO: "video"}
_ONLY_WHAT_IS_READ = "Hide or replace only what is read."


@dataclass(frozen=True, slots=True, eq=False)
class HiddenWord:
    """A word that is hidden: where its pieces stand, and which they are, if they are known."""

    place: WordPlace
    positions: Ids
    truth: Ids


@dataclass(frozen=True, slots=True, eq=False)
class HiddenClip:
    """A clip that is hidden, and the leaf that the video has there."""

    clip: int
    position: int
    truth: int


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """A passage, read.

    Attributes:
        sequence: the row with everything hidden that is to be.
        tokens: every position of it.
        clips: the hidden ones by time.
        words: the hidden ones in the order of the text.
    """

    sequence: Sequence
    tokens: tuple[ReadToken, ...]
    clips: tuple[HiddenClip, ...]
    words: tuple[HiddenWord, ...]

    @property
    def hidden(self) -> Ids:
        """The positions that are hidden, rising."""
        return np.array([token.position for token in self.tokens if token.hidden], dtype=np.int64)


def row(project: Project, model: LoadedModel, asked: AskRow) -> RowRead:
    """What exactly the model reads."""
    return RowRead(model.name, read_passage(project, model, asked.passage, asked.masking).tokens)


def read_passage(
    project: Project, model: LoadedModel, passage: Passage, masking: Masking
) -> Reading:
    """Put a passage into a row.

    Raises:
        QuestionError: kind ``no_such_clips``, ``no_tokens``, ``no_such_sentence``, ``bad_step``,
            ``nothing_to_read``, ``no_such_place`` (of a masking), or ``passage_too_long``.
        VocabularyError: a visual word that is to be put in does not exist.
    """
    video = _VideoSide.of(project, passage, masking)
    pieces = [
        piece
        for sentence, text in texts_of(project, passage, len(video.all_leaves))
        for piece in pieces_of(model.words, sentence, text, masking)
    ]
    _check_places(masking, video, pieces)
    sequence = build_sequence(
        model.vocabulary,
        [piece.id for piece in pieces],
        model.vocabulary.visual_ids(video.leaves) if len(video.clips) else (),
        Order(passage.order),
    )
    if len(sequence) > model.longest:
        raise too_long(len(sequence), model.longest)
    tokens = _tokens(model, sequence, pieces, video)
    return Reading(
        sequence=sequence.masked([token.position for token in tokens if token.hidden]),
        tokens=tokens,
        clips=_hidden_clips(sequence, video),
        words=_hidden_words(sequence, pieces),
    )


@dataclass(frozen=True, slots=True, eq=False)
class _VideoSide:
    """The clips of a passage: which, what stands there, what is hidden, what was put in."""

    clips: range
    all_leaves: Leaves
    leaves: list[int]
    hidden: frozenset[int]
    put: frozenset[int]

    @classmethod
    def of(cls, project: Project, passage: Passage, masking: Masking) -> _VideoSide:
        is_empty = passage.first_clip == passage.end_clip
        wanted = project.tokens.load if is_empty else lambda id_: tokens_of(project, id_)
        leaves = wanted(passage.video_id)
        if not is_empty:
            check_stretch(len(leaves), passage.first_clip, passage.end_clip)
        if passage.step < 1:
            raise QuestionError("bad_step", f"A step of {passage.step} clips leads nowhere.")
        clips = range(passage.first_clip, passage.end_clip, passage.step)
        hidden = frozenset(masking.clips)
        put = {clip: leaf for clip, leaf in masking.put_clips if clip not in hidden}
        stand = [put.get(clip, int(leaves[clip])) for clip in clips]
        return cls(clips, leaves, stand, hidden, frozenset(put))


def texts_of(project: Project, passage: Passage, clips: int) -> list[tuple[int, str]]:
    """The sentences that are read: their ids and texts."""
    if passage.typed is not None:
        return [(TYPED, passage.typed)]
    if passage.sentences is None:
        rows = project.transcripts.sentences(passage.video_id)
        found = sentences_on(rows, clips, passage.first_clip, passage.end_clip)
        return [(sentence.id, sentence.text) for sentence in found]
    known = {s.id: s.text for s in project.transcripts.sentences(passage.video_id)}
    for id_ in passage.sentences:
        if id_ not in known:
            raise QuestionError(
                "no_such_sentence",
                f"The video's transcript has no sentence {id_}.",
                remedy="It may have been deleted, or another transcript chosen.",
            )
    return [(id_, known[id_]) for id_ in passage.sentences]


def _check_places(masking: Masking, video: _VideoSide, pieces: list[Piece]) -> None:
    """Every place of the masking must be one of the passage."""
    places = {piece.word for piece in pieces}
    clips = [*masking.clips, *(clip for clip, _ in masking.put_clips)]
    words = [*masking.words, *(place for place, _ in masking.put_words)]
    for clip in clips:
        if clip not in video.clips:
            raise QuestionError(
                "no_such_place", f"The passage has no clip {clip}.", remedy=_ONLY_WHAT_IS_READ
            )
    for word in words:
        if word not in places:
            raise QuestionError(
                "no_such_place",
                f"The passage has no word {word.position} of sentence {word.sentence}.",
                remedy=_ONLY_WHAT_IS_READ,
            )
    if not pieces and not len(video.clips):
        raise QuestionError(
            "nothing_to_read",
            "There is nothing to read: neither clips nor words.",
            remedy="Choose a stretch of the video, or type a text.",
        )


def _tokens(
    model: LoadedModel, sequence: Sequence, pieces: list[Piece], video: _VideoSide
) -> tuple[ReadToken, ...]:
    text, clips = iter(pieces), iter(zip(video.clips, video.leaves, strict=True))
    found = []
    for position, side in enumerate(sequence.sides):
        token = _token(model, sequence, position)
        if side == Side.TEXT:
            token = _of_piece(token, next(text))
        elif side == Side.VIDEO:
            token = _of_clip(token, *next(clips), video)
        found.append(replace(token, id=MASK) if token.hidden else token)
    return tuple(found)


def _token(model: LoadedModel, sequence: Sequence, position: int) -> ReadToken:
    id_, side = int(sequence.ids[position]), int(sequence.sides[position])
    names = {CLS: "[CLS]", model.vocabulary.between: "[>]"}
    name = names.get(id_, "[SEP]") if side == Side.SPECIAL else ""
    return ReadToken(position, _SIDES[side], int(sequence.segments[position]), id_, name)


def _of_piece(token: ReadToken, piece: Piece) -> ReadToken:
    return replace(token, piece=piece.piece, word=piece.word, hidden=piece.hidden, put=piece.put)


def _of_clip(token: ReadToken, clip: int, leaf: int, video: _VideoSide) -> ReadToken:
    return replace(token, clip=clip, leaf=leaf, hidden=clip in video.hidden, put=clip in video.put)


def _hidden_clips(sequence: Sequence, video: _VideoSide) -> tuple[HiddenClip, ...]:
    return tuple(
        HiddenClip(clip, int(position), int(video.all_leaves[clip]))
        for clip, position in zip(video.clips, sequence.video, strict=True)
        if clip in video.hidden
    )


def _hidden_words(sequence: Sequence, pieces: list[Piece]) -> tuple[HiddenWord, ...]:
    places: dict[WordPlace, list[tuple[int, Piece]]] = {}
    for position, piece in zip(sequence.text.tolist(), pieces, strict=True):
        if piece.hidden:
            places.setdefault(piece.word, []).append((position, piece))
    return tuple(
        HiddenWord(
            place,
            np.array([position for position, _ in found], dtype=np.int64),
            _truth([piece for _, piece in found]),
        )
        for place, found in places.items()
    )


def _truth(pieces: list[Piece]) -> Ids:
    """The pieces that are hidden; none unless all of them are known."""
    known = [piece.truth for piece in pieces if piece.truth is not None]
    return np.array(known if len(known) == len(pieces) else [], dtype=np.int64)
