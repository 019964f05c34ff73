"""A passage: what the model is given to read, and what of it is hidden."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

OrderName = Literal["text-first", "video-first"]
SideName = Literal["special", "text", "video"]

TYPED = 0  # stands for the sentence's id where a person typed the text


@dataclass(frozen=True, slots=True, order=True)
class WordPlace:
    """A word of a passage.

    Attributes:
        sentence: the id of its sentence, or `TYPED`.
        position: which of the words of its text it is, counted from 0; words are what spaces
            separate, so this is the `position` of a `WordRow`.
    """

    sentence: int
    position: int


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a video with the sentences on it.

    Attributes:
        project: the project's folder.
        video_id: the video.
        first_clip, end_clip: the clips ``[first_clip, end_clip)``; an empty stretch is text alone.
        sentences: ids of sentences of the video, in the order in which they are read; None takes
            those whose segment touches the stretch, and ``()`` is video alone.
        typed: a text to read instead of any sentences. ``[MASK]`` in it is a hidden word.
        step: every how many clips one is read, counted from `first_clip`, 1 to 5.
        order: which side stands first.
        checkpoint: the name of the model that reads it; None is the current one.
    """

    project: Path
    video_id: int
    first_clip: int
    end_clip: int
    sentences: tuple[int, ...] | None = None
    typed: str | None = None
    step: int = 1
    order: OrderName = "text-first"
    checkpoint: str | None = None


@dataclass(frozen=True, slots=True)
class Masking:
    """What is hidden of a passage, and what is put in the place of what.

    What is both hidden and replaced is hidden.

    Attributes:
        clips: the clips that are hidden, by their index in the video.
        words: the words that are hidden, with all of their pieces; the punctuation on them stays.
        put_clips: ``(clip, leaf)``: what if this visual word stood there?
        put_words: ``(place, word)``: what if this word was said there?
    """

    clips: tuple[int, ...] = ()
    words: tuple[WordPlace, ...] = ()
    put_clips: tuple[tuple[int, int], ...] = ()
    put_words: tuple[tuple[WordPlace, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ReadToken:
    """One position of the row that the model reads.

    Attributes:
        position: in the row, from 0.
        side: of what modality it is; ``special`` are ``[CLS]``, ``[>]`` and ``[SEP]``.
        segment: 0 (A, text and special tokens) or 1 (B, video).
        id: the row of the joint vocabulary that is read here: that of ``[MASK]`` where hidden.
        piece: what stands here, hidden or not: a WordPiece, the name of a special token; empty for
            a visual word.
        hidden: the model reads ``[MASK]`` here.
        put: a person put this here; it is not what the video or the transcript has.
        clip: which clip it stands for, on the video side.
        leaf: which visual word stands here, hidden or not.
        word: which word it is a piece of, on the text side.
    """

    position: int
    side: SideName
    segment: int
    id: int
    piece: str
    hidden: bool = False
    put: bool = False
    clip: int | None = None
    leaf: int | None = None
    word: WordPlace | None = None


def passage_around(
    project: Path,
    video_id: int,
    first: int,
    end: int,
    clips: int,
    *,
    context: int = 8,
    order: OrderName = "text-first",
    checkpoint: str | None = None,
) -> Passage:
    """The clips ``[first, end)`` with as much around them as helps the model.

    Args:
        project: the project's folder.
        video_id: the video.
        first: the first clip that matters.
        end: behind the last one.
        clips: how many clips of the video have a token.
        context: clips to read on either side.
        order: which side stands first.
        checkpoint: the model; None is the current one.
    """
    begin, stop = max(0, first - context), min(clips, end + context)
    return Passage(project, video_id, begin, stop, order=order, checkpoint=checkpoint)
