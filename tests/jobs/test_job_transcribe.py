"""What is said lands sentence by sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from vbert_studio.errors import CancelledError, WeightsError
from vbert_studio.jobs.import_videos import import_videos
from vbert_studio.jobs.transcribe import transcribe
from vbert_studio.progress import Event, LandedEvent, Monitor
from vbert_studio.project import Project
from vbert_studio.project.operations import SetSentenceText


def test_silent_videos_are_skipped_without_a_model(filled: Project) -> None:
    assert transcribe(filled, videos=[1, 2]).skipped == (1, 2)


def test_a_missing_model_is_no_videos_problem(
    filled: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VBERT_STUDIO_MODELS", str(tmp_path / "none"))
    with pytest.raises(WeightsError) as error:
        transcribe(filled)
    assert error.value.kind == "model_missing"
    assert filled.videos.problems() == []
    assert filled.transcripts.all(3) == []


def said_in(project: Project, video_id: int) -> str:
    return " ".join(row.text for row in project.transcripts.sentences(video_id)).lower()


@pytest.mark.weights
@pytest.mark.media
def test_real_speech_stopped_and_started_again(
    project: Project, whisper_tiny_weights: Path, speech_video: Path, films: Path
) -> None:
    import_videos(project, [films / "with sound.mkv", speech_video])
    landed: list[LandedEvent] = []

    def sink(event: Event) -> None:
        landed.extend([event] if isinstance(event, LandedEvent) and event.video_id == 2 else [])

    with pytest.raises(CancelledError):
        transcribe(project, monitor=Monitor(sink, cancelled=lambda: len(landed) >= 2))
    current = project.transcripts.current(2)
    assert current is not None
    assert not current.complete
    begun = len(project.transcripts.sentences(2))
    assert begun >= 2
    assert project.videos.statuses("x")[1].transcript == "partial"
    assert project.transcripts.sentences(1) == []  # a tone says nothing

    assert transcribe(project).done == (2,)
    (whole,) = project.transcripts.all(2)
    assert (whole.source, whole.complete, whole.language) == ("asr:whisper-tiny.en", True, "en")
    assert len(project.transcripts.sentences(2)) > begun
    words = project.transcripts.all_words(2)
    assert len(words) > 40
    assert "an example video for your convenience and pleasure" in said_in(project, 2)
    assert all(0 <= a.start_s <= a.end_s <= 43 for a in words)
    assert " ".join(word.text for word in words).lower() == said_in(project, 2)

    project.edit(SetSentenceText(project.transcripts.sentences(2)[0].id, "By a person."))
    assert transcribe(project).skipped == (1, 2)
    assert said_in(project, 2).startswith("by a person.")
    transcribe(project, videos=[2], again=True)
    assert not said_in(project, 2).startswith("by a person.")
    assert [row.edited for row in project.transcripts.all(2)] == [True, False]
