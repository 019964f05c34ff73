"""A project's videos as the sciences see them: frame times, waveforms, transcripts."""

from __future__ import annotations

from vbert_studio.language.transcript import Sentence, Transcript, Word
from vbert_studio.media.clips import clip_spans
from vbert_studio.media.fingerprint import check_content
from vbert_studio.media.sound import Peaks, read_peaks
from vbert_studio.media.times import FrameTimes, read_frame_times
from vbert_studio.progress import Monitor
from vbert_studio.project import Project
from vbert_studio.project.records import Video


def frame_times(project: Project, video: Video, *, monitor: Monitor | None = None) -> FrameTimes:
    """The frame times of a video, read from its file the first time and then kept.

    Raises:
        MediaError: the file cannot be read, or is another one than was added.
    """
    data = project.videos.times(video.id)
    if data is not None:
        return FrameTimes.from_bytes(data)
    check_content(video.path, video.fingerprint)
    times = read_frame_times(video.path, monitor=monitor)
    if project.mode != "read":
        clips = clip_spans(times)
        project.videos.set_times(video.id, times.to_bytes(), clips, end_s=times.end_s)
    return times


def peaks(project: Project, video: Video, *, monitor: Monitor | None = None) -> Peaks:
    """The waveform of a video, computed the first time and then kept.

    Raises:
        MediaError: the file cannot be read, or is another one than was added.
    """
    data = project.videos.peaks(video.id)
    if data is not None:
        return Peaks.from_bytes(data)
    check_content(video.path, video.fingerprint)
    found = read_peaks(video.path, monitor=monitor)
    if project.mode != "read":
        project.videos.set_peaks(video.id, found.to_bytes())
    return found


def transcript_of(project: Project, video_id: int) -> Transcript:
    """What is said in a video, by the transcript that is shown; empty where there is none."""
    current = project.transcripts.current(video_id)
    spoken: dict[int, list[Word]] = {}
    for row in project.transcripts.all_words(video_id):
        word = Word(row.start_s, row.end_s, row.text, row.probability, row.interpolated)
        spoken.setdefault(row.sentence_id, []).append(word)
    sentences = tuple(
        Sentence(row.start_s, row.end_s, row.text, tuple(spoken.get(row.id, ())))
        for row in project.transcripts.sentences(video_id)
    )
    return Transcript(
        language=current.language if current else None,
        sentences=sentences,
        source=current.source if current else "",
    )
