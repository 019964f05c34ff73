"""What is said in the videos, as a recogniser hears it; sentences land as they come."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from vbert_studio.errors import StudioError
from vbert_studio.jobs.batch import JobReport, chosen, for_each
from vbert_studio.media.fingerprint import check_content
from vbert_studio.progress import Monitor
from vbert_studio.project import Project
from vbert_studio.project.records import Video
from vbert_studio.weights import store
from vbert_studio.weights.registry import Registry

if TYPE_CHECKING:
    from vbert_studio.language.recognise import Recogniser

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
        StudioError: kind ``no_such_language``, which the model does not know.
        ProjectError: the project cannot be written, or somebody else transcribes.
        CancelledError: the person asked to stop; the sentences so far stay until the next run.
    """
    watch = monitor or Monitor()
    selected = chosen(project, videos)
    wanted = {video.id for video in selected if _is_wanted(project, video, again=again)}
    # Once for all videos, and before the first: a missing model is no video's problem.
    recogniser = load_recogniser(model) if wanted or language else None
    if recogniser is not None and language is not None:
        _check_language(model, language, recogniser.languages)

    def work(video: Video) -> bool:
        if recogniser is None or video.id not in wanted:
            return False
        _transcribe_one(project, video, recogniser, f"asr:{Path(model).name}", language, watch)
        return True

    return for_each(project, JOB, selected, work, watch)


def load_recogniser(model: str) -> Recogniser:
    """The recogniser of this name in the registry, or in this folder.

    Raises:
        WeightsError: there is none, or its files are missing or damaged.
    """
    from vbert_studio.language.recognise import Recogniser

    if Path(model).is_dir():
        return Recogniser(model)
    return Recogniser(store.find(Registry.load().entry(model, "asr")))


def check_language(model: str, language: str) -> None:
    """Refuse a language that a model of the registry does not know, which need not be here yet.

    Raises:
        StudioError: kind ``no_such_language``.
        WeightsError: there is no such model, or it is no recogniser.
    """
    from vbert_studio.language.recognise import languages_by_name

    Registry.load().entry(model, "asr")
    _check_language(model, language, languages_by_name(model))


def _check_language(model: str, language: str, known: Sequence[str]) -> None:
    if language not in known:
        raise StudioError(
            "no_such_language",
            f"{model} knows no language '{language}'.",
            remedy=f"Choose one of: {', '.join(known)}."
            if len(known) > 1
            else f"It knows {known[0]} alone: choose another model in `vbert-studio models list`.",
        )


def _is_wanted(project: Project, video: Video, *, again: bool) -> bool:
    current = project.transcripts.current(video.id)
    finished = current is not None and current.complete
    return video.has_sound and (again or not finished)


def _transcribe_one(
    project: Project,
    video: Video,
    recogniser: Recogniser,
    source: str,
    language: str | None,
    monitor: Monitor,
) -> None:
    from vbert_studio.language.recognise import recognise
    from vbert_studio.language.sentences import sentences_as_they_come

    check_content(video.path, video.fingerprint)
    transcript = project.transcripts.begin(video.id, source, language)
    words = recognise(video.path, recogniser, language=language, monitor=monitor)
    for sentences in sentences_as_they_come(words):
        project.transcripts.add(transcript, sentences)
        monitor.landed("sentences", video.id)
    project.transcripts.finish(transcript, recogniser.language)
    monitor.landed("sentences", video.id)
