"""``transcribe``: what is said in the videos."""

from __future__ import annotations

from pathlib import Path

from vbert_studio.commands.features import JobDone
from vbert_studio.commands.fetching import fetch_if_missing
from vbert_studio.commands.opening import open_to_work
from vbert_studio.commands.ranges import RowId
from vbert_studio.commands.registry import command
from vbert_studio.commands.shell import WORDS
from vbert_studio.progress import Monitor

_DEFAULT_MODEL = "whisper-tiny.en"


@command("transcribe", title="Transcribe", group=WORDS)
def transcribe(
    project: Path,
    *,
    model: str = _DEFAULT_MODEL,
    language: str | None = None,
    video: list[RowId] | None = None,
    again: bool = False,
    monitor: Monitor,
) -> JobDone:
    """Write down what is said, in sentences and words with their times.

    A transcript that you corrected is never overwritten. A recogniser that is not on this machine
    yet is fetched.

    Args:
        project: the folder of the project.
        model: the recogniser, as `models list` shows it, or a folder with one.
        language: what is spoken, such as `en`; else the model hears for itself.
        video: only this video, by its number; may be given several times.
        again: also videos that have a transcript.
        monitor: hears how far it is.
    """
    from vbert_studio.jobs.transcribe import check_language
    from vbert_studio.jobs.transcribe import transcribe as run

    with open_to_work(project) as opened:
        if not Path(model).is_dir():
            if language is not None:
                check_language(model, language)
            fetch_if_missing(model, "asr", monitor)
        report = run(
            opened, model=model, language=language, videos=video, again=again, monitor=monitor
        )
    return JobDone.of("transcribed", report)
