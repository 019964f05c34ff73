"""What is said in the videos, as a recogniser hears it; sentences land as they come."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from vbert_studio.jobs.batch import JobReport, chosen, for_each
from vbert_studio.progress import Monitor
from vbert_studio.project import Project
from vbert_studio.project.records import Video

if TYPE_CHECKING:
    from vbert_studio.language.transcript import Sentence, Word

JOB = "transcribe"
DEFAULT_MODEL = "whisper-tiny.en"


def transcribe(
    project: Project,
    *,
    model: str = DEFAULT_MODEL,
    language: str | None = None,
    videos: Iterable[int] | None = None,
    again: bool = False,
    monitor: Monitor | None = None,
) -> JobReport:
    """Make a transcript for every video with sound that has no finished one yet.

    A transcript that a stopped run left unfinished is replaced. A finished one, with the
    corrections that a person made in it, always stays; with `again` a new one is shown instead.

    Args:
        project: open for editing or for work.
        model: a name of the registry, or a folder with a model.
        language: its code, such as ``en``; None lets the model hear for itself.
        videos: ids; None takes all.
        again: also for videos that have a finished transcript.
        monitor: told per video in seconds of sound.

    Raises:
        WeightsError: the model is missing.
        ProjectError: the project cannot be written, or somebody else transcribes.
        CancelledError: the person asked to stop; the sentences so far stay until the next run.
    """
    watch = monitor or Monitor()

    def work(video: Video) -> bool:
        current = project.transcripts.current(video.id)
        finished = current is not None and current.complete
        if not video.has_sound or (finished and not again):
            return False
        _transcribe_one(project, video, model, language, watch)
        return True

    return for_each(project, JOB, chosen(project, videos), work, watch)


def _transcribe_one(
    project: Project, video: Video, model: str, language: str | None, monitor: Monitor
) -> None:
    from vbert_studio.language.recognise import recognise

    transcript = project.transcripts.begin(video.id, f"asr:{model}", language)
    words = recognise(video.path, model, language=language, monitor=monitor)
    for sentences in landing(words):
        project.transcripts.add(transcript, sentences)
        monitor.landed("sentences", video.id)
    project.transcripts.finish(transcript)
    monitor.landed("sentences", video.id)


def landing(words: Iterable[Word]) -> Iterator[list[Sentence]]:
    """The sentences of a stream of words, as soon as the word behind them says that they are over.

    Together they are what `into_sentences` makes of all words at once.
    """
    from vbert_studio.language.sentences import into_sentences

    waiting: list[Word] = []
    for word in words:
        if waiting and _is_over(waiting[-1], word):
            yield into_sentences(waiting)
            waiting = []
        waiting.append(word)
    if waiting:
        yield into_sentences(waiting)


def _is_over(word: Word, after: Word) -> bool:
    """Whether `into_sentences` would divide here whatever comes later."""
    from vbert_studio.language.punctuation import closes_sentence
    from vbert_studio.language.sentences import LONG_PAUSE_S, PAUSE_S

    pause_s = after.start_s - word.end_s
    closed = closes_sentence(word.text, after.text, paused=pause_s >= PAUSE_S)
    return closed or pause_s >= LONG_PAUSE_S
