"""Reads a video out of a project into a `TimelineContent`, in a pool thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from vbert_studio.jobs.requests import WordPlace
from vbert_studio.ui.timeline.content import (
    NO_DESCRIPTIONS,
    NO_PAIRS,
    NO_STEPS,
    NO_TOKEN,
    Absence,
    BlockTrack,
    Film,
    PairTrack,
    Sound,
    Spans,
    TextTrack,
    TimelineContent,
    TokenTrack,
)
from vbert_studio.ui.translation import tr

if TYPE_CHECKING:
    from vbert_studio.media.times import FrameTimes
    from vbert_studio.project import Project
    from vbert_studio.project.records import Video

# True before a reading begins and while it runs.
_READ = tr("“Read these videos” (Ctrl+R)")
_NO_FRAMES = Absence(tr("The frames of this video were not counted yet."))
_NO_WORDS = Absence(tr("No words yet: {read} writes them down.", read=_READ))
_NO_SENTENCES = Absence(tr("No transcript yet: {read} writes it.", read=_READ))
_ONLY_SENTENCES = Absence(tr("This transcript has times for its sentences, but not for its words."))
_NOTHING_SAID = Absence(tr("No speech was found in this video."))
_NO_TOKENS = tr("No visual tokens yet: {read} computes them.", read=_READ)


def read_content(project: Project, video_id: int) -> TimelineContent:
    """All that the timeline shows of a video.

    Raises:
        ProjectError: the project cannot be read, or has no such video.
    """
    video = project.videos.get(video_id)
    times = _times(project, video_id)
    ends = 0.0 if times is None else times.end_s
    return TimelineContent(
        video_id=video_id,
        name=video.path.stem,
        path=video.path,
        fingerprint=video.fingerprint,
        duration_s=max(video.duration_s, ends),
        frame_starts=np.empty(0) if times is None else times.starts_s,
        aspect=video.width / max(1, video.height),
        film=_film(video, times),
        sound=_sound(project, video),
        tokens=_tokens(project, video_id),
        words=_words(project, video_id),
        sentences=_sentences(project, video_id),
        pairs=_pairs(project, video_id),
        steps=_annotations(project, video_id, "step", NO_STEPS),
        descriptions=_annotations(project, video_id, "description", NO_DESCRIPTIONS),
    )


def _times(project: Project, video_id: int) -> FrameTimes | None:
    from vbert_studio.media.times import FrameTimes

    data = project.videos.times(video_id)
    return None if data is None else FrameTimes.from_bytes(data)


def _film(video: Video, times: FrameTimes | None) -> Film | Absence:
    from vbert_studio.ui.timeline.pictures import VideoPictures

    if video.missing:
        return Absence(
            tr("{name} is not where it was: find it again in the library.", name=video.path.name)
        )
    if times is None:
        return _NO_FRAMES
    return VideoPictures(video.path, video.fingerprint, times)


def _sound(project: Project, video: Video) -> Sound | Absence:
    from vbert_studio.media.peaks import Peaks
    from vbert_studio.ui.timeline.waveform import PeakColumns

    if not video.has_sound:
        return Absence(tr("This video has no sound."))
    data = project.videos.peaks(video.id)
    if data is None:
        return Absence(tr("The waveform was not computed yet."))
    return PeakColumns.of(Peaks.from_bytes(data))


def _tokens(project: Project, video_id: int) -> TokenTrack | Absence:
    clips = project.videos.clips(video_id)
    if not clips:
        return _NO_FRAMES
    codebook = project.codebooks.current()
    paths = {} if codebook is None else project.codebooks.paths(codebook.id)
    found = project.tokens.load(video_id)[: len(clips)]
    leaves = np.full(len(clips), NO_TOKEN, np.int32)
    leaves[: len(found)] = found
    starts = np.array([clip.start_s for clip in clips])
    return TokenTrack(
        Spans.of(starts, np.array([clip.end_s for clip in clips])),
        leaves,
        tuple(paths.get(leaf, "") for leaf in leaves.tolist()),
        np.array([clip.partial for clip in clips]),
        levels=4 if codebook is None else codebook.levels,
        branching=12 if codebook is None else codebook.branching,
        seen=(seen := _seen(project, video_id)),
        hint=tr("{seen} of {value} clips seen; their words come next.", seen=seen, value=len(clips))
        if seen
        else _NO_TOKENS,
        names={} if codebook is None else project.words.names(codebook.id),
    )


def _seen(project: Project, video_id: int) -> int:
    """How many clips have a feature, of the extractor that is farthest."""
    found = project.features.extractors(video_id)
    return max((project.features.count(video_id, extractor) for extractor in found), default=0)


def _words(project: Project, video_id: int) -> TextTrack | Absence:
    words = sorted(project.transcripts.all_words(video_id), key=lambda word: word.start_s)
    if not words:
        said = bool(project.transcripts.sentences(video_id))
        return _ONLY_SENTENCES if said else _silence(project, video_id, _NO_WORDS)
    sure = [1.0 if word.probability is None else word.probability for word in words]
    spans = _spans([word.start_s for word in words], [word.end_s for word in words])
    return TextTrack(
        spans,
        tuple(word.text.strip() for word in words),
        np.array(sure, np.float32),
        tuple(WordPlace(word.sentence_id, word.position) for word in words),
    )


def _sentences(project: Project, video_id: int) -> TextTrack | Absence:
    sentences = project.transcripts.sentences(video_id)
    if not sentences:
        return _silence(project, video_id, _NO_SENTENCES)
    spans = _spans([one.start_s for one in sentences], [one.end_s for one in sentences])
    return TextTrack(spans, tuple(one.text for one in sentences))


def _pairs(project: Project, video_id: int) -> PairTrack | Absence:
    from vbert_studio.ui.timeline.lanes import pair_track

    pairs = project.pairs.of_video(video_id)
    return pair_track(pairs) if pairs else NO_PAIRS


def _annotations(project: Project, video_id: int, kind: str, none: Absence) -> BlockTrack | Absence:
    from vbert_studio.project.annotations import AnnotationKind
    from vbert_studio.ui.timeline.lanes import annotation_track

    found = project.annotations.all(video_id=video_id, kind=AnnotationKind(kind))
    return annotation_track(found) if found else none


def _silence(project: Project, video_id: int, otherwise: Absence) -> Absence:
    """A transcript that is whole and empty says that nothing was said."""
    transcript = project.transcripts.current(video_id)
    return _NOTHING_SAID if transcript is not None and transcript.complete else otherwise


def _spans(starts: list[float], ends: list[float]) -> Spans:
    """Spans that end where the next one begins at the latest: a tier has one layer."""
    ends_s = np.minimum(np.array(ends), np.append(starts[1:], np.inf))
    return Spans.of(np.array(starts), ends_s)
