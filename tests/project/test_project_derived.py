"""What was computed: features, tokens, transcripts; never stale as if it were current."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from sqlite_utils import Database

from tests.project.made import Chunk, Span, new_video, said
from vbert_studio.errors import BugError, MediaError, ProjectError
from vbert_studio.project import Project
from vbert_studio.project.operations import AddVideos, RemoveVideos
from vbert_studio.project.records import CodebookRow, Exemplar, VideoStatus


def add_codebook(project: Project, extractor: str = "lite") -> CodebookRow:
    name = project.codebooks.next_name()
    return project.codebooks.add(
        name,
        extractor=extractor,
        folder=project.checkpoints_folder / name,
        levels=2,
        branching=3,
        seed=0,
        fitted_on=4,
        leaves={0: "0", 4: "11"},
    )


def tokens(*leaves: int) -> np.ndarray:
    return np.array(leaves, dtype=np.int32)


def test_features_come_back_in_order_whatever_the_chunks(kitchen: Project) -> None:
    rows = np.random.default_rng(0).normal(size=(37, 12)).astype(np.float16)
    for first in (0, 16, 32):
        kitchen.features.append(1, "lite", Chunk(first, rows[first : first + 16]))
    assert kitchen.features.count(1, "lite") == 37
    assert np.array_equal(kitchen.features.load(1, "lite"), rows)
    assert kitchen.features.load(2, "lite").shape == (0, 0)


def test_features_of_two_extractors_never_mix(kitchen: Project) -> None:
    kitchen.features.append(1, "lite", Chunk(0, np.ones((2, 4), np.float16)))
    kitchen.features.append(1, "s3d", Chunk(0, np.zeros((1, 8), np.float16)))
    assert kitchen.features.extractors(1) == ["lite", "s3d"]
    assert kitchen.features.load(1, "s3d").shape == (1, 8)
    assert kitchen.features.extractors(2) == []


@pytest.mark.parametrize("first", [0, 1, 3])
def test_a_chunk_that_overlaps_or_leaves_a_gap_is_a_bug(kitchen: Project, first: int) -> None:
    kitchen.features.append(1, "lite", Chunk(0, np.ones((2, 4), np.float16)))
    with pytest.raises(BugError):
        kitchen.features.append(1, "lite", Chunk(first, np.ones((2, 4), np.float16)))


def test_tokens_of_an_old_codebook_are_never_shown(kitchen: Project) -> None:
    first = add_codebook(kitchen)
    kitchen.tokens.save(first.id, 1, tokens(0, 4, 4))
    assert kitchen.tokens.load(1).tolist() == [0, 4, 4]
    assert kitchen.codebooks.usage(first.id) == {0: 1, 4: 2}
    second = add_codebook(kitchen)
    assert second.name == "codebook-2"
    assert kitchen.tokens.load(1).tolist() == []
    kitchen.codebooks.use("codebook-1")
    assert kitchen.tokens.load(1).tolist() == [0, 4, 4]


def test_tokens_go_with_the_features_they_came_from(kitchen: Project) -> None:
    kitchen.features.append(1, "lite", Chunk(0, np.ones((2, 4), np.float16)))
    kitchen.tokens.save(add_codebook(kitchen).id, 1, tokens(0, 4))
    kitchen.features.clear(1, "lite")
    assert kitchen.tokens.load(1).tolist() == []


def test_codebook_knows_its_folder_and_its_words(kitchen: Project) -> None:
    row = add_codebook(kitchen)
    assert kitchen.codebooks.current() == row
    assert row.folder == kitchen.folder / "checkpoints" / "codebook-1"
    assert kitchen.codebooks.paths(row.id) == {0: "0", 4: "11"}
    with pytest.raises(ProjectError) as error:
        kitchen.codebooks.get("codebook-9")
    assert error.value.kind == "no_such_codebook"
    assert "codebook-1" in error.value.remedy


def test_exemplars_of_removed_videos_are_not_shown(kitchen: Project) -> None:
    row = add_codebook(kitchen)
    kitchen.codebooks.set_exemplars(row.id, [Exemplar(4, 0, 1, 7, 0.5), Exemplar(4, 1, 2, 0, 0.7)])
    assert [e.video_id for e in kitchen.codebooks.exemplars(row.id, 4)] == [1, 2]
    kitchen.edit(RemoveVideos((1,)))
    assert [e.video_id for e in kitchen.codebooks.exemplars(row.id, 4)] == [2]


def test_status_counts_what_is_current(kitchen: Project) -> None:
    kitchen.videos.set_times(1, b"times", [Span(0, 0.0, 1.5), Span(1, 1.5, 2.4, partial=True)])
    kitchen.features.append(1, "lite", Chunk(0, np.ones((2, 4), np.float16)))
    kitchen.tokens.save(add_codebook(kitchen).id, 1, tokens(0))
    assert kitchen.videos.statuses("lite") == [
        VideoStatus(1, 2, 2, 1, 3, "complete"),
        VideoStatus(2, None, 0, 0, 0, "none"),
    ]
    assert kitchen.videos.statuses("s3d")[0].features == 0
    assert [c.partial for c in kitchen.videos.clips(1)] == [False, True]
    assert kitchen.videos.times(1) == b"times"


def test_a_problem_stays_until_it_is_solved(kitchen: Project) -> None:
    error = MediaError("truncated", "eggs.mp4 ends too soon.", remedy="Get it again.")
    kitchen.videos.set_problem(1, "extract", error)
    (problem,) = kitchen.videos.problems()
    assert (problem.video_id, problem.job, problem.kind) == (1, "extract", "truncated")
    kitchen.videos.set_problem(1, "extract", None)
    assert kitchen.videos.problems() == []


def test_an_unfinished_transcript_is_replaced_and_a_finished_one_kept(kitchen: Project) -> None:
    begun = kitchen.transcripts.begin(1, "asr:base", "en")
    kitchen.transcripts.add(begun, [said("Crack", 0.0, 1.0)])
    assert len(kitchen.transcripts.sentences(1)) == 3  # the finished one is still shown
    again = kitchen.transcripts.begin(1, "asr:base", "en")
    kitchen.transcripts.add(again, [said("Crack the eggs.", 0.0, 1.0)])
    kitchen.transcripts.finish(again, "en")
    assert [s.text for s in kitchen.transcripts.sentences(1)] == ["Crack the eggs."]
    assert [(t.source, t.complete) for t in kitchen.transcripts.all(1)] == [
        ("asr:tiny", True),
        ("asr:base", True),
    ]


def test_all_words_are_those_of_the_sentences_in_order(kitchen: Project) -> None:
    heard = [word.text for word in kitchen.transcripts.all_words(1)]
    shown = " ".join(s.text for s in kitchen.transcripts.sentences(1))
    assert heard == shown.split()


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("eggs", 1),
        ("EGG", 1),
        ("the pan", 1),
        ("the", 3),
        ("bowl crack", 1),
        ("pan eggs", 0),
        ("", 0),
        ('"*(', 0),
    ],
)
def test_search_finds_all_words_and_takes_any_text(
    kitchen: Project, query: str, count: int
) -> None:
    assert len(kitchen.transcripts.search(query)) == count


def test_search_shows_where(kitchen: Project) -> None:
    (found,) = kitchen.transcripts.search("egg")
    assert found.snippet == "Crack the [eggs] into a bowl."
    assert found.sentence.video_id == 1


def test_videos_are_found_after_the_project_moved_with_them(tmp_path: Path) -> None:
    here = tmp_path / "here"
    here.mkdir()
    (here / "a.mp4").write_bytes(b"a")
    with Project.create(here / "p") as project:
        project.edit(AddVideos((new_video(here / "a.mp4"),)))
    here.rename(tmp_path / "there")
    with Project.open(tmp_path / "there" / "p") as project:
        assert project.videos.get(1).path == tmp_path / "there" / "a.mp4"
        assert project.videos.missing() == []


def test_videos_are_found_after_the_project_moved_alone(tmp_path: Path) -> None:
    (tmp_path / "a.mp4").write_bytes(b"a")
    with Project.create(tmp_path / "p") as project:
        project.edit(AddVideos((new_video(tmp_path / "a.mp4"),)))
    (tmp_path / "deep").mkdir()
    (tmp_path / "p").rename(tmp_path / "deep" / "p")
    with Project.open(tmp_path / "deep" / "p") as project:
        assert project.videos.missing() == []
        assert project.videos.by_path(tmp_path / "a.mp4") == project.videos.get(1)


def test_other_tools_read_the_database(kitchen: Project) -> None:
    kitchen.close()
    tool = [sys.executable, "-m", "sqlite_utils", "query", str(kitchen.database)]
    sql = "SELECT text FROM sentences WHERE id IN (SELECT rowid FROM sentences_fts('whisk'))"
    run = subprocess.run([*tool, sql, "--raw"], capture_output=True, text=True, check=True)
    assert run.stdout == "Whisk them well."
    database = Database(str(kitchen.database))
    found = list(database["sentences"].search("whisk"))
    database.close()
    assert [row["text"] for row in found] == ["Whisk them well."]


def test_importing_the_project_loads_nothing_heavy() -> None:
    script = (
        "import sys, vbert_studio.project\n"
        "heavy = {'torch', 'cv2', 'sklearn', 'av', 'PySide6', 'scipy'} & set(sys.modules)\n"
        "assert not heavy, heavy"
    )
    subprocess.run([sys.executable, "-c", script], check=True)
