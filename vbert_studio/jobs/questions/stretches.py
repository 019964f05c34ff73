"""Clips and sentences of a project as the model's rows know them."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from vbert_studio.command_line import command_line
from vbert_studio.jobs.questions.errors import QuestionError
from vbert_studio.jobs.questions.loaded import LoadedModel
from vbert_studio.model.vocabulary import Ids
from vbert_studio.project import Project
from vbert_studio.project.records import SentenceRow
from vbert_studio.training.films import TrainingSentence, segment_of

Leaves = npt.NDArray[np.int32]


def tokens_of(project: Project, video_id: int) -> Leaves:
    """The visual tokens of a video, int32 (N,).

    Raises:
        ProjectError: there is no such video.
        QuestionError: kind ``no_tokens``.
    """
    video = project.videos.get(video_id)
    leaves = project.tokens.load(video_id)
    if not len(leaves):
        raise QuestionError(
            "no_tokens",
            f"{video.path.name} has no visual tokens yet.",
            path=video.path,
            remedy=f"Read it first, with `{command_line('read', project.folder)}`.",
        )
    return leaves


def check_stretch(clips: int, first: int, end: int, *, empty: bool = False) -> None:
    """Refuse clips ``[first, end)`` that a video with so many tokens does not have.

    Raises:
        QuestionError: kind ``no_such_clips``.
    """
    if 0 <= first <= end <= clips and (first < end or empty):
        return
    raise QuestionError(
        "no_such_clips",
        f"There are no clips {first} to {end}: {clips} clips of the video have a visual token.",
        remedy="Choose a stretch inside what has been read of the video.",
    )


def stretch_ids(project: Project, model: LoadedModel, video_id: int, first: int, end: int) -> Ids:
    """The visual ids of the clips ``[first, end)``, of which there is at least one.

    Raises:
        QuestionError: kind ``no_such_clips`` or ``no_tokens``.
    """
    leaves = tokens_of(project, video_id)
    check_stretch(len(leaves), first, end)
    return model.vocabulary.visual_ids(leaves[first:end])


def sentences_on(rows: list[SentenceRow], clips: int, first: int, end: int) -> list[SentenceRow]:
    """The sentences whose segment touches the clips ``[first, end)``."""
    found = []
    for row in rows:
        segment = segment_of(row.start_s, row.end_s, clips)
        if segment is not None and segment[0] < end and first < segment[1]:
            found.append(row)
    return found


def placed_sentences(
    project: Project, model: LoadedModel, video_id: int, clips: int
) -> list[tuple[SentenceRow, TrainingSentence]]:
    """The sentences of a video with their WordPieces and segments; those beside it are left out."""
    found = []
    for row in project.transcripts.sentences(video_id):
        segment, ids = segment_of(row.start_s, row.end_s, clips), model.pieces(row.text)
        if segment is not None and len(ids):
            found.append((row, TrainingSentence(ids, *segment)))
    return found


def typed_pieces(model: LoadedModel, text: str) -> Ids:
    """The WordPieces of a text that a person typed.

    Raises:
        QuestionError: kind ``no_text``.
    """
    ids = model.pieces(text)
    if not len(ids):
        raise QuestionError("no_text", "There is no text.", remedy="Type at least one word.")
    return ids
