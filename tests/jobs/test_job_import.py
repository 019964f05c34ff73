"""Files and folders into the project."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import get_args

import pytest

from tests.films import Film, tone, write_sound_only
from tests.jobs.conftest import SMALL
from vbert_studio.errors import CancelledError, ProjectError
from vbert_studio.jobs.export import TranscriptFormat, export_transcripts
from vbert_studio.jobs.import_videos import import_videos
from vbert_studio.jobs.relink import relink
from vbert_studio.jobs.videos import frame_times, peaks
from vbert_studio.language.transcript import Sentence, share_out
from vbert_studio.media.probe import probe
from vbert_studio.progress import ErrorEvent, Event, LandedEvent, Monitor
from vbert_studio.project import Project
from vbert_studio.project.operations import ImportTranscript, RemoveVideos

SRT = "1\n00:00:00,000 --> 00:00:01,500\nCrack the eggs.\n"


def names(project: Project) -> list[str]:
    return [video.path.name for video in project.videos.all()]


def test_a_folder_gives_its_videos_with_clips_and_waveforms(project: Project, films: Path) -> None:
    landed: list[Event] = []
    report = import_videos(project, [films], monitor=Monitor(landed.append))
    assert names(project) == ["long.mp4", "short.mp4", "with sound.mkv"]
    assert report.added == (1, 2, 3)
    assert not report.failed
    assert [len(project.videos.clips(video)) for video in (1, 2, 3)] == [26, 2, 4]
    assert [video.has_sound for video in project.videos.all()] == [False, False, True]
    assert project.videos.peaks(1) is None
    third = project.videos.get(3)
    assert peaks(project, third).duration_s == pytest.approx(5.25, abs=0.1)
    assert frame_times(project, third).end_s == pytest.approx(5.25, abs=0.01)
    kinds = [event.what for event in landed if isinstance(event, LandedEvent)]
    assert kinds == ["videos"] * 3 + ["clips"] * 3 + ["peaks"]


def test_a_bad_file_never_stops_the_others(project: Project, films: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad"
    (bad / "deep" / "er").mkdir(parents=True)
    (bad / "empty.mp4").touch()
    (bad / "letter.mp4").write_text("Dear diary, today I was no video. " * 100)
    (bad / "notes.txt").write_text("Nobody asked for this to be a video.")
    (bad / "data.bin").write_bytes(bytes(5000))
    cut = (films / "short.mp4").read_bytes()
    (bad / "cut.mp4").write_bytes(cut[: len(cut) // 3])
    write_sound_only(bad / "song.mp4", tone(1.0))
    shutil.copy(films / "with sound.mkv", bad / "deep" / "er" / "no suffix")
    events: list[Event] = []
    paths = [bad, tmp_path / "gone.mp4", films / "long.mp4"]
    report = import_videos(project, paths, monitor=Monitor(events.append))
    assert names(project) == ["no suffix", "long.mp4"]
    failed = {f.path.name: f.kind for f in report.failures if f.path}
    assert failed == {
        "cut.mp4": "truncated",
        "empty.mp4": "empty_file",
        "letter.mp4": "not_a_video",
        "song.mp4": "no_video_stream",
        "gone.mp4": "not_found",
    }
    assert all(f.remedy for f in report.failures)
    assert sum(isinstance(event, ErrorEvent) for event in events) == len(failed)


def test_names_with_quotes_blanks_and_other_letters(project: Project, tmp_path: Path) -> None:
    odd = tmp_path / 'it\'s "odd"; 料理 🍳' / "ä b%20c.mp4"
    odd.parent.mkdir()
    Film(frames=30, **SMALL).write(odd)
    import_videos(project, [odd])
    assert project.videos.get(1).path == odd
    assert project.videos.by_path(odd) is not None


def test_known_content_is_not_added_twice(filled: Project, films: Path, tmp_path: Path) -> None:
    copy = shutil.copy(films / "short.mp4", tmp_path / "a copy.mp4")
    history = filled.history()
    report = import_videos(filled, [films, Path(copy)])
    assert (report.added, report.known) == ((), (1, 2, 3))
    assert filled.history() == history


def test_one_import_is_one_edit(filled: Project) -> None:
    assert [entry.name for entry in filled.history()] == ["Add 3 videos"]
    filled.undo()
    assert filled.videos.all() == []
    filled.redo()
    assert len(filled.videos.clips(1)) == 26


def test_a_moved_file_is_found_when_it_is_added_again(project: Project, tmp_path: Path) -> None:
    film = Film(frames=40, **SMALL).write(tmp_path / "a.mp4")
    import_videos(project, [film])
    moved = film.rename(tmp_path / "b.mp4")
    report = import_videos(project, [moved])
    assert report.found_again == (1,)
    assert names(project) == ["b.mp4"]


def test_relink_finds_moved_files_by_their_content(project: Project, tmp_path: Path) -> None:
    place = tmp_path / "films"
    (tmp_path / "archive" / "2024").mkdir(parents=True)
    place.mkdir()
    for name, frames in (("a.mp4", 40), ("b.mp4", 50), ("c.mp4", 60)):
        Film(frames=frames, first_number=frames, **SMALL).write(place / name)
    import_videos(project, [place])
    (place / "a.mp4").rename(tmp_path / "archive" / "2024" / "renamed.mp4")
    (place / "b.mp4").unlink()
    # The same size, other content.
    decoy = bytearray((tmp_path / "archive" / "2024" / "renamed.mp4").read_bytes())
    decoy[-1] ^= 1
    (tmp_path / "archive" / "decoy.mp4").write_bytes(decoy)
    report = relink(project, [tmp_path / "archive"])
    assert (report.found, report.missing, report.failed) == ((1,), (2,), True)
    assert names(project) == ["renamed.mp4", "b.mp4", "c.mp4"]
    project.undo()
    assert [video.id for video in project.videos.missing()] == [1, 2]


def test_subtitles_beside_a_video_come_along(project: Project, tmp_path: Path) -> None:
    film = Film(frames=40, **SMALL).write(tmp_path / "a film.mp4")
    (tmp_path / "a film.en.srt").write_text(SRT)
    (tmp_path / "another.srt").write_text(SRT)
    report = import_videos(project, [film])
    assert report.transcripts == 1
    assert [row.text for row in project.transcripts.sentences(1)] == ["Crack the eggs."]
    current = project.transcripts.current(1)
    assert current is not None
    assert current.source == "file:a film.en.srt"
    assert import_videos(project, [film]).transcripts == 0


def test_bad_subtitles_do_not_keep_the_video_out(project: Project, tmp_path: Path) -> None:
    film = Film(frames=40, **SMALL).write(tmp_path / "a.mp4")
    (tmp_path / "a.srt").write_bytes(bytes(range(256)))
    report = import_videos(project, [film])
    assert report.added == (1,)
    assert [failure.path for failure in report.failures] == [tmp_path / "a.srt"]
    assert import_videos(project, [film], subtitles=False).failures == ()


@pytest.mark.parametrize("kind", get_args(TranscriptFormat))
def test_an_exported_transcript_beside_a_video_comes_along(
    project: Project, tmp_path: Path, kind: TranscriptFormat
) -> None:
    film = Film(frames=80, **SMALL).write(tmp_path / "a film.mp4")
    import_videos(project, [film], subtitles=False)
    texts = ["peel the onion", "use <5 clips & “go”", "Cut it! Then stir", "done."]
    words = [share_out(text, at, at + 0.75) for at, text in enumerate(texts)]
    spoken = [Sentence(at, at + 0.75, text, words[at]) for at, text in enumerate(texts)]
    project.edit(ImportTranscript(1, "file:x", "en", spoken))
    export_transcripts(project, tmp_path, format=kind)
    # What lies beside films too, and is none of it.
    (tmp_path / "a film.info.json").write_text('{"title": "a film", "chapters": []}')
    (tmp_path / "a film.csv").touch(exist_ok=True)
    (tmp_path / "another film.json").write_text("{")
    with Project.create(tmp_path / "other") as other:
        report = import_videos(other, [film])
        assert (report.transcripts, report.failures) == (1, ())
        rows = other.transcripts.sentences(1)
        before = project.transcripts.sentences(1)
        assert [(r.start_s, r.end_s, r.text) for r in rows] == [
            (r.start_s, r.end_s, r.text) for r in before
        ]


def test_of_several_files_the_fullest_that_can_be_read_is_taken(
    project: Project, tmp_path: Path
) -> None:
    films = [Film(frames=40 + n, **SMALL).write(tmp_path / f"{n}.mp4") for n in range(2)]
    for stem, document in (("0", '{"segments": ['), ("1", '{"segments": []}')):
        (tmp_path / f"{stem}.json").write_text(document)
        (tmp_path / f"{stem}.srt").write_text(SRT)
    report = import_videos(project, films)
    assert report.transcripts == 2
    sources = [row.source for n in (1, 2) for row in project.transcripts.all(n)]
    assert sources == ["file:0.srt", "file:1.json"]
    assert [failure.path for failure in report.failures] == [tmp_path / "0.json"]


def test_a_removed_video_comes_back_with_what_was_computed(filled: Project, films: Path) -> None:
    filled.edit(RemoveVideos((1, 2)))
    report = import_videos(filled, [films])
    assert report.added == (1, 2)
    assert len(filled.videos.clips(1)) == 26


def test_a_stopped_import_keeps_what_it_added(project: Project, films: Path) -> None:
    landed: list[LandedEvent] = []

    def sink(event: Event) -> None:
        landed.extend([event] if isinstance(event, LandedEvent) else [])

    with pytest.raises(CancelledError):
        import_videos(project, [films], monitor=Monitor(sink, cancelled=lambda: len(landed) == 2))
    assert names(project) == ["long.mp4", "short.mp4"]
    report = import_videos(project, [films])
    assert (report.added, report.known) == ((3,), (1, 2))
    assert all(project.videos.clips(video) for video in (1, 2, 3))


def test_another_project_in_the_folder_is_passed_over(project: Project, tmp_path: Path) -> None:
    with Project.create(tmp_path / "stuff" / "project") as inner:
        Film(frames=40, **SMALL).write(inner.exports / "exported.mp4")
    assert import_videos(project, [tmp_path / "stuff"]).added == ()


def test_a_file_that_does_not_say_how_long_it_is(project: Project, tmp_path: Path) -> None:
    film = Film(frames=60, container="matroska", container_options={"live": "1"}, **SMALL)
    film.write(tmp_path / "recording.mkv")
    assert probe(tmp_path / "recording.mkv").duration_s == 0
    import_videos(project, [tmp_path / "recording.mkv"])
    assert project.videos.get(1).duration_s == pytest.approx(3.0, abs=0.1)


def test_two_imports_at_once_are_refused(project: Project, films: Path) -> None:
    with (
        project.working("import"),
        pytest.raises(ProjectError) as error,
    ):
        import_videos(project, [films])
    assert error.value.kind == "project_in_use"
