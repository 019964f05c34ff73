"""From features to words, and out into files."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import numpy as np
import pytest

from tests.jobs.cheap import extract_cheaply
from tests.project.made import said
from vbert_studio.errors import ProjectError
from vbert_studio.jobs.export import export_features, export_tokens, export_transcripts
from vbert_studio.jobs.tokenize import tokenize
from vbert_studio.jobs.train_codebook import report_codebook, train_codebook
from vbert_studio.language.export import TranscriptFormat
from vbert_studio.language.subtitles import read_subtitles
from vbert_studio.progress import Event, LandedEvent, Monitor
from vbert_studio.project import Project
from vbert_studio.project.operations import ImportTranscript, RemoveVideos
from vbert_studio.visual.codebook import Codebook, CodebookError


@pytest.fixture
def worded(filled: Project) -> Project:
    """The films with features, a codebook and tokens."""
    extract_cheaply(filled)
    train_codebook(filled, levels=2, branching=3)
    tokenize(filled)
    return filled


def test_every_clip_has_the_token_that_the_codebook_gives(worded: Project) -> None:
    row = worded.codebooks.current()
    assert row is not None
    assert (row.name, row.extractor, row.levels, row.branching) == ("codebook-1", "cheap", 2, 3)
    assert row.fitted_on == 32
    book = Codebook.load(row.folder)
    paths = worded.codebooks.paths(row.id)
    for video_id, clips in ((1, 26), (2, 2), (3, 4)):
        tokens = worded.tokens.load(video_id)
        assert tokens.tolist() == book.encode(worded.features.load(video_id, "cheap")).tolist()
        assert len(tokens) == clips
        assert all(paths[leaf] == book.path_of(leaf) for leaf in tokens.tolist())


def test_the_exemplars_are_the_nearest_clips_of_any_video(worded: Project) -> None:
    row = worded.codebooks.current()
    assert row is not None
    book = Codebook.load(row.folder)
    usage = worded.codebooks.usage(row.id)
    assert sum(usage.values()) == 32
    for leaf, count in usage.items():
        shown = worded.codebooks.exemplars(row.id, leaf)
        assert len(shown) == min(5, count)
        assert [e.rank for e in shown] == list(range(len(shown)))
        for exemplar in shown:
            assert worded.tokens.load(exemplar.video_id)[exemplar.clip] == leaf
            feature = worded.features.load(exemplar.video_id, "cheap")[exemplar.clip]
            distance = np.linalg.norm(feature.astype(np.float32) - book.centroid_of(leaf))
            assert exemplar.distance == pytest.approx(float(distance), rel=1e-4)


def test_a_new_codebook_hides_the_old_tokens_until_they_are_made(worded: Project) -> None:
    train_codebook(worded, levels=1, branching=4, seed=3)
    assert worded.tokens.load(1).tolist() == []
    tokenize(worded, videos=[1])
    assert len(worded.tokens.load(1)) == 26
    assert len(worded.tokens.load(2)) == 0


def test_the_same_seed_gives_the_same_codebook(worded: Project) -> None:
    before = worded.tokens.load(1).tolist()
    train_codebook(worded, levels=2, branching=3)
    tokenize(worded)
    assert worded.tokens.load(1).tolist() == before


def test_without_features_or_codebook_it_says_what_to_do_first(filled: Project) -> None:
    with pytest.raises(ProjectError) as error:
        train_codebook(filled)
    assert error.value.kind == "no_features"
    assert "extract" in error.value.remedy
    with pytest.raises(ProjectError) as error:
        tokenize(filled)
    assert error.value.kind == "no_codebook"
    assert "codebook train" in error.value.remedy


def test_impossible_settings_leave_the_codebook_that_was(worded: Project) -> None:
    with pytest.raises(CodebookError):
        train_codebook(worded, levels=0)
    assert [row.name for row in worded.codebooks.all()] == ["codebook-1"]
    assert [p.name for p in worded.checkpoints_folder.iterdir()] == ["codebook-1"]


def test_removed_videos_teach_nothing(worded: Project) -> None:
    worded.edit(RemoveVideos((1,)))
    assert train_codebook(worded, levels=1, branching=2).fitted_on == 6


def test_a_lost_codebook_folder_is_named(worded: Project) -> None:
    row = worded.codebooks.current()
    assert row is not None
    row.folder.rename(worded.folder / "gone")
    with pytest.raises(CodebookError) as error:
        tokenize(worded)
    assert error.value.kind == "codebook_missing"


def test_videos_without_features_are_skipped(worded: Project) -> None:
    worded.features.clear(2, "cheap")
    events: list[Event] = []
    report = tokenize(worded, monitor=Monitor(events.append))
    assert (report.done, report.skipped) == ((1, 3), (2,))
    landed = [(e.what, e.video_id) for e in events if isinstance(e, LandedEvent)]
    assert landed == [("tokens", 1), ("tokens", 3), ("exemplars", None)]


def test_the_report_counts_the_words_in_use(worded: Project) -> None:
    report = report_codebook(worded)
    row = worded.codebooks.current()
    assert row is not None
    assert report.live_leaves == len(worded.codebooks.usage(row.id))
    assert report.leaves == report.live_leaves + report.empty_leaves
    assert 1 <= report.perplexity <= report.live_leaves + 1e-9


def test_tokens_as_csv_and_json_say_the_same(worded: Project, tmp_path: Path) -> None:
    (table,) = export_tokens(worded, tmp_path / "out" / "tokens.csv")
    with table.open(newline="") as file:
        rows = list(csv.DictReader(file))
    (document,) = export_tokens(worded, tmp_path / "tokens.json", format="json", videos=[1, 2, 3])
    content = json.loads(document.read_text())
    assert content["codebook"] == "codebook-1"
    assert len(rows) == len(content["tokens"]) == 32
    for row, entry in zip(rows, content["tokens"], strict=True):
        assert {name: float(row[name]) for name in ("clip", "start_s", "end_s", "token")} == {
            name: entry[name] for name in ("clip", "start_s", "end_s", "token")
        }
        assert (row["path"], row["partial"]) == (entry["path"], str(int(entry["partial"])))
    assert not list(tmp_path.glob("**/.*.csv.*"))


@pytest.mark.parametrize("kind", ["srt", "vtt", "csv", "json"])
def test_a_transcript_comes_back_as_it_was(
    worded: Project, tmp_path: Path, kind: TranscriptFormat
) -> None:
    texts = ["Crack {two} eggs & <b>milk</b>.", "Heat 5 -- oder „mehr“ — 料理?"]
    spoken = (said(texts[0], 0.25, 1.5), said(texts[1], 61.001, 64.75))
    worded.edit(ImportTranscript(3, "file:x", "en", spoken))
    (path,) = export_transcripts(worded, tmp_path / "out", format=kind)
    assert path.name == f"with sound.{kind}"
    read = read_subtitles(path)
    assert [(s.start_s, s.end_s) for s in read.sentences] == [(0.25, 1.5), (61.001, 64.75)]
    assert [s.text for s in read.sentences] == texts
    if kind == "json":
        assert read.sentences[0].words[1].text == "{two}"


def test_features_as_arrays(worded: Project, tmp_path: Path) -> None:
    paths = export_features(worded, tmp_path)
    assert [path.name for path in paths] == ["long.npz", "short.npz", "with sound.npz"]
    with np.load(paths[2]) as arrays:
        assert np.array_equal(arrays["features"], worded.features.load(3, "cheap"))
        assert arrays["end_s"].tolist() == [c.end_s for c in worded.videos.clips(3)]
        assert str(arrays["extractor"]) == "cheap"


def test_export_to_a_folder_that_is_a_file(worded: Project, tmp_path: Path) -> None:
    (tmp_path / "taken").mkdir()
    with pytest.raises(ProjectError) as error:
        export_tokens(worded, tmp_path / "taken")
    assert error.value.kind == "is_a_directory"


@pytest.mark.parametrize(
    ("below", "kind"), [("tokens.csv", "exists"), ("a/b.csv", "not_a_directory")]
)
def test_export_below_a_file(worded: Project, tmp_path: Path, below: str, kind: str) -> None:
    (tmp_path / "taken").write_text("a file", encoding="utf-8")
    with pytest.raises(ProjectError) as error:
        export_tokens(worded, tmp_path / "taken" / below)
    assert error.value.kind == kind
    assert "taken" in error.value.message


def test_a_reader_may_export(worded: Project, tmp_path: Path) -> None:
    with Project.open(worded.folder, "read") as reader:
        assert export_tokens(reader, tmp_path / "tokens.csv")
