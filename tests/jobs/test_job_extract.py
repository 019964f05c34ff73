"""Features: chunk by chunk, resumed, and the same whatever happened on the way."""

from __future__ import annotations

import random
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from tests.films import Film
from tests.jobs.cheap import extract_cheaply
from tests.jobs.conftest import SMALL
from vbert_studio.errors import CancelledError, ProjectError, WeightsError
from vbert_studio.jobs.extract import extract
from vbert_studio.jobs.import_videos import describe, import_videos
from vbert_studio.jobs.tokenize import tokenize
from vbert_studio.jobs.train_codebook import train_codebook
from vbert_studio.progress import Event, LandedEvent, Monitor
from vbert_studio.project import Project
from vbert_studio.project.operations import AddVideos

KILLS = 10


def feature_rows(folder: Path) -> list[tuple[object, ...]]:
    """Everything that the features' table holds."""
    with Project.open(folder, "read") as project:
        assert project._store.value("PRAGMA integrity_check") == "ok"
        return project._store.rows("SELECT * FROM features ORDER BY video_id, extractor, first")


def test_every_clip_gets_a_feature_in_chunks_of_sixteen(filled: Project) -> None:
    report = extract_cheaply(filled)
    assert (report.done, report.skipped, report.failed) == ((1, 2, 3), (), False)
    assert filled.features.counts("cheap") == {1: 26, 2: 2, 3: 4}
    sizes = filled._store.rows("SELECT count FROM features WHERE video_id = 1 ORDER BY first")
    assert sizes == [(16,), (10,)]
    assert filled.settings.get("extractor", "") == "cheap"
    assert np.isfinite(filled.features.load(1, "cheap")).all()


def test_a_second_run_has_nothing_to_do(filled: Project) -> None:
    extract_cheaply(filled)
    before = feature_rows(filled.folder)
    assert extract_cheaply(filled).skipped == (1, 2, 3)
    assert extract_cheaply(filled, again=True).done == (1, 2, 3)
    assert feature_rows(filled.folder) == before


def test_a_cancelled_run_keeps_whole_chunks_and_goes_on(filled: Project) -> None:
    landed: list[Event] = []

    def sink(event: Event) -> None:
        landed.extend([event] if isinstance(event, LandedEvent) else [])

    with pytest.raises(CancelledError):
        extract_cheaply(filled, Monitor(sink, cancelled=lambda: bool(landed)))
    assert filled.features.counts("cheap") == {1: 16}
    extract_cheaply(filled)
    resumed = feature_rows(filled.folder)
    extract_cheaply(filled, again=True)
    assert feature_rows(filled.folder) == resumed


def test_a_video_that_vanished_does_not_stop_the_others(project: Project, tmp_path: Path) -> None:
    for name in ("a.mp4", "b.mp4", "c.mp4"):
        Film(frames=40, first_number=ord(name[0]), **SMALL).write(tmp_path / name)
    import_videos(project, [tmp_path / name for name in ("a.mp4", "b.mp4", "c.mp4")])
    hidden = (tmp_path / "b.mp4").rename(tmp_path / "hidden")
    report = extract_cheaply(project)
    assert report.done == (1, 3)
    assert [(f.kind, f.path) for f in report.failures] == [("not_found", tmp_path / "b.mp4")]
    assert [(p.video_id, p.job, p.kind) for p in project.videos.problems()] == [
        (2, "extract", "not_found")
    ]
    hidden.rename(tmp_path / "b.mp4")
    assert extract_cheaply(project).done == (2,)
    assert project.videos.problems() == []


def test_a_full_disk_ends_the_job_and_keeps_what_was_computed(filled: Project) -> None:
    pages = filled._store.value("PRAGMA page_count")
    filled._store.value(f"PRAGMA max_page_count = {pages + 10}")
    with pytest.raises(ProjectError) as error:
        extract_cheaply(filled)
    assert error.value.kind == "disk_full"
    assert filled.features.counts("cheap") == {1: 16}
    filled._store.value("PRAGMA max_page_count = 1000000")
    assert filled._store.value("PRAGMA integrity_check") == "ok"
    assert not extract_cheaply(filled).failed


def test_two_extractions_at_once_are_refused(filled: Project) -> None:
    with filled.working("extract"), pytest.raises(ProjectError) as error:
        extract_cheaply(filled)
    assert error.value.kind == "project_in_use"


def test_an_unknown_extractor_is_no_videos_problem(filled: Project) -> None:
    with pytest.raises(WeightsError) as error:
        extract(filled, extractor="resnet-9000")
    assert error.value.kind == "unknown_model"
    assert filled.videos.problems() == []


@pytest.fixture(scope="module")
def long_film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Five minutes: 200 clips."""
    path = tmp_path_factory.mktemp("long") / "five minutes.mp4"
    return Film(frames=6000, height=32, width=32, rate=20, options={"preset": "ultrafast"}).write(
        path
    )


def start(folder: Path) -> subprocess.Popen[str]:
    """An extraction in a process of its own, which is about to begin."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.jobs.cheap", str(folder)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def kill_within(process: subprocess.Popen[str], chunks: int, moment_s: float) -> bool:
    """Kill a process so long after it landed so many chunks; False when it had ended by then."""
    assert process.stdout is not None
    while chunks and (line := process.stdout.readline()):
        chunks -= line == "LandedEvent\n"
    try:
        process.wait(moment_s)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
    process.communicate()
    return process.returncode == -signal.SIGKILL


def test_killed_ten_times_and_resumed_it_is_as_if_undisturbed(
    long_film: Path, tmp_path: Path
) -> None:
    with Project.create(tmp_path / "undisturbed") as project:
        import_videos(project, [long_film])
    shutil.copytree(tmp_path / "undisturbed", tmp_path / "killed")
    with Project.open(tmp_path / "undisturbed", "work") as project:
        events: list[Event] = []
        extract_cheaply(project, Monitor(events.append, interval_s=0))
    undisturbed = feature_rows(tmp_path / "undisturbed")
    assert sum(int(row[3]) for row in undisturbed) == 200

    chance = random.Random(7)
    stored, hits = 0, 0
    for _ in range(KILLS):
        chunks, moment_s = chance.randrange(3), chance.uniform(0.0, 0.1)
        hits += kill_within(start(tmp_path / "killed"), chunks, moment_s)
        rows = feature_rows(tmp_path / "killed")
        assert rows == undisturbed[: len(rows)]
        assert len(rows) >= stored
        stored = len(rows)
    assert hits >= 5, "the kills came too late to prove anything"
    assert stored, "the kills came too early to prove anything"
    with start(tmp_path / "killed") as process:
        process.communicate()
    assert process.returncode == 0
    assert feature_rows(tmp_path / "killed") == undisturbed


@pytest.mark.weights
@pytest.mark.media
def test_the_real_network_killed_and_resumed_gives_the_same(
    efficientnet_weights: Path, nasa_video: Path, speech_video: Path, tmp_path: Path
) -> None:
    with Project.create(tmp_path / "undisturbed") as project:
        import_videos(project, [speech_video, nasa_video])
    shutil.copytree(tmp_path / "undisturbed", tmp_path / "killed")
    command = [sys.executable, "-m", "vbert_studio", "extract", "--progress", "json"]
    subprocess.run([*command, str(tmp_path / "undisturbed")], check=True, capture_output=True)
    undisturbed = feature_rows(tmp_path / "undisturbed")
    assert [(row[0], row[2], row[3]) for row in undisturbed] == [(1, 0, 16), (1, 16, 12), (2, 0, 9)]
    with subprocess.Popen(
        [*command, str(tmp_path / "killed")], stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stderr is not None
        for line in process.stderr:
            if '"landed"' in line and '"features"' in line:
                process.send_signal(signal.SIGKILL)
    assert process.returncode == -signal.SIGKILL
    assert feature_rows(tmp_path / "killed") == undisturbed[:1]
    subprocess.run([*command, str(tmp_path / "killed")], check=True, capture_output=True)
    assert feature_rows(tmp_path / "killed") == undisturbed


def test_clips_get_their_tokens_as_they_are_looked_at_once_there_is_a_codebook(
    filled: Project, tmp_path: Path
) -> None:
    extract_cheaply(filled)
    train_codebook(filled)
    Film(frames=900, first_number=77, **SMALL).write(tmp_path / "later.mp4")
    [late] = import_videos(filled, [tmp_path / "later.mp4"]).added
    seen: list[int] = []

    def sink(event: Event) -> None:
        if event == LandedEvent("tokens", late):
            seen.append(len(filled.tokens.load(late)))

    extract_cheaply(filled, Monitor(sink))
    assert seen == [16, 30]
    named = filled.tokens.load(late)
    tokenize(filled, videos=[late])
    assert filled.tokens.load(late).tolist() == named.tolist()


def test_a_damaged_codebook_does_not_stop_an_extraction(filled: Project) -> None:
    extract_cheaply(filled)
    row = train_codebook(filled)
    next(row.folder.glob("*.safetensors")).write_bytes(b"")
    said: list[Event] = []
    assert extract_cheaply(filled, Monitor(said.append), again=True).done == (1, 2, 3)
    assert any("No visual tokens for now" in getattr(event, "message", "") for event in said)


def test_another_file_under_the_same_name_is_no_more_of_that_video(
    project: Project, films: Path, tmp_path: Path
) -> None:
    folder = shutil.copytree(films, tmp_path / "films")
    import_videos(project, [folder])
    extract_cheaply(project)
    kept = feature_rows(project.folder)
    names = {video.path.name: video.id for video in project.videos.all()}
    Film(frames=200, **SMALL).write(folder / "short.mp4")
    report = extract_cheaply(project, again=True)
    (failure,) = report.failures
    assert (failure.kind, failure.path) == ("replaced", folder / "short.mp4")
    assert sorted(report.done) == sorted(set(names.values()) - {names["short.mp4"]})
    assert feature_rows(project.folder) == kept
    shutil.copy(films / "short.mp4", folder)
    assert extract_cheaply(project, again=True).failures == ()


def test_frame_times_of_another_file_are_not_kept(
    project: Project, films: Path, tmp_path: Path
) -> None:
    film = Path(shutil.copy(films / "short.mp4", tmp_path))
    project.edit(AddVideos((describe(film),), batch="b", count=1))  # an import that was stopped
    shutil.copy(films / "long.mp4", film)
    (failure,) = extract_cheaply(project).failures
    assert failure.kind == "replaced"
    assert project.videos.times(1) is None
    assert project.videos.clips(1) == []
