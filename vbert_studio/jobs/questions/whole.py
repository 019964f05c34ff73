"""Questions about whole videos, and about many stretches at once."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from vbert_studio.jobs.questions.loaded import LoadedModel
from vbert_studio.jobs.questions.stretches import (
    check_stretch,
    placed_sentences,
    stretch_ids,
    tokens_of,
    typed_pieces,
)
from vbert_studio.jobs.requests import (
    AlignmentAnswer,
    AskAlignment,
    AskEmbedding,
    AskPairs,
    AskSurprise,
    EmbeddingAnswer,
    OffsetTried,
    PairsAnswer,
    PlacedSentence,
    SurpriseAnswer,
)
from vbert_studio.media.clips import CLIP_SECONDS
from vbert_studio.model.vocabulary import Ids
from vbert_studio.progress import Monitor
from vbert_studio.project import Project
from vbert_studio.tasks.align import align, alignment_matrix, best_offset
from vbert_studio.tasks.embed import embed_texts, embed_videos
from vbert_studio.tasks.surprise import silence, surprise_of_film
from vbert_studio.training.films import TrainingSentence


def alignment(
    project: Project, model: LoadedModel, asked: AskAlignment, *, monitor: Monitor | None = None
) -> AlignmentAnswer:
    """Put every sentence of a video to every segment, and try to move all of them.

    Raises:
        QuestionError: kind ``no_tokens``, ``passage_too_long``.
    """
    leaves = tokens_of(project, asked.video_id)
    tokens = model.vocabulary.visual_ids(leaves)
    placed = placed_sentences(project, model, asked.video_id, len(leaves))
    sentences = [sentence for _, sentence in placed]
    segments = [tokens[sentence.first : sentence.end] for sentence in sentences]
    texts = [
        model.fitting(sentence.ids, len(segment))
        for sentence, segment in zip(sentences, segments, strict=True)
    ]
    matrix = alignment_matrix(model.asker, texts, segments, band=asked.band, monitor=monitor)
    offset = best_offset(
        model.asker,
        tokens,
        [(text, s.first, s.end) for text, s in zip(texts, sentences, strict=True)],
        farthest=asked.farthest,
        monitor=monitor,
    )
    tried = {clips: _tried(clips, mean_p) for clips, mean_p in offset.tried}
    return AlignmentAnswer(
        checkpoint=model.name,
        sentences=tuple(PlacedSentence(row.id, s.first, s.end) for row, s in placed),
        matrix=matrix,
        offsets=tuple(tried.values()),
        best=tried.get(offset.clips, _tried(0, 0.0)),
        now=tried.get(0, _tried(0, 0.0)),
    )


def _tried(clips: int, mean_p: float) -> OffsetTried:
    return OffsetTried(clips, clips * CLIP_SECONDS, mean_p)


def pairs(
    project: Project, model: LoadedModel, asked: AskPairs, *, monitor: Monitor | None = None
) -> PairsAnswer:
    """How probably each text belongs to its stretch.

    Raises:
        QuestionError: kind ``no_such_clips``, ``no_tokens``, ``no_text``.
    """
    found = []
    for pair in asked.pairs:
        video = stretch_ids(project, model, pair.video_id, pair.first_clip, pair.end_clip)
        found.append((model.fitting(typed_pieces(model, pair.text), len(video)), video))
    p = align(model.asker, found, monitor=monitor)
    return PairsAnswer(model.name, tuple(float(one) for one in p))


def surprise(
    project: Project, model: LoadedModel, asked: AskSurprise, *, monitor: Monitor | None = None
) -> SurpriseAnswer:
    """How unexpected every clip of a video is.

    Raises:
        QuestionError: kind ``no_tokens`` or ``no_such_clips``.
    """
    tokens = model.vocabulary.visual_ids(tokens_of(project, asked.video_id))
    end = len(tokens) if asked.end_clip is None else asked.end_clip
    check_stretch(len(tokens), asked.first_clip, end)
    judged = range(asked.first_clip, end)
    said = _said(project, model, asked, len(tokens)) if asked.with_sentences else silence
    context = min(max(1, asked.context), (model.longest - 4) // 2)
    found = surprise_of_film(
        model.asker, tokens, context=context, said=said, judged=judged, monitor=monitor
    )
    best = model.vocabulary.leaves_of(found.best)
    return SurpriseAnswer(model.name, found.nats, best, found.best_p)


def _said(
    project: Project, model: LoadedModel, asked: AskSurprise, clips: int
) -> Callable[[int, int], Ids]:
    placed = [s for _, s in placed_sentences(project, model, asked.video_id, clips)]

    def touching(first: int, end: int) -> list[TrainingSentence]:
        return [s for s in placed if s.first < end and first < s.end]

    def said(first: int, end: int) -> Ids:
        ids = [sentence.ids for sentence in touching(first, end)]
        words = np.concatenate(ids) if ids else np.zeros(0, np.int64)
        return model.fitting(words, end - first)

    return said


def embedding(
    project: Project, model: LoadedModel, asked: AskEmbedding, *, monitor: Monitor | None = None
) -> EmbeddingAnswer:
    """Vectors for stretches and texts.

    Raises:
        QuestionError: kind ``no_such_clips``, ``no_tokens``, ``no_text``.
    """
    videos = [
        stretch_ids(project, model, place.video_id, place.first_clip, place.end_clip)
        for place in asked.stretches
    ]
    texts = [model.fitting(typed_pieces(model, text), 0) for text in asked.texts]
    return EmbeddingAnswer(
        checkpoint=model.name,
        stretches=embed_videos(model.asker, videos, monitor=monitor),
        texts=embed_texts(model.asker, texts, monitor=monitor),
    )
