"""Visual words: names, places, neighbours in time, and what is said with them."""

from __future__ import annotations

import sqlite3

import numpy as np
import pytest

from tests.project.made import Span, said
from vbert_studio.errors import ProjectError
from vbert_studio.project import Project
from vbert_studio.project.operations import NameWord, RemoveVideos
from vbert_studio.project.words import Beside, WordPlace

LEAVES = {0: "0", 1: "01", 4: "11"}
FIRST, SECOND = [0, 4, 4, 0, 4], [4, 1]  # the tokens of both videos


@pytest.fixture
def worded(kitchen: Project) -> Project:
    """The kitchen with a codebook of three words, and tokens for 5 and 2 clips of 1.5 s."""
    book = kitchen.codebooks.add(
        "codebook-1",
        extractor="lite",
        folder=kitchen.checkpoints_folder / "codebook-1",
        levels=2,
        branching=3,
        seed=0,
        fitted_on=7,
        leaves=LEAVES,
    )
    for video_id, leaves in ((1, FIRST), (2, SECOND)):
        spans = [Span(n, 1.5 * n, 1.5 * n + 1.5) for n in range(len(leaves))]
        kitchen.videos.set_times(video_id, b"times", spans)
        kitchen.tokens.save(book.id, video_id, np.array(leaves, np.int32))
    return kitchen


def test_a_word_is_named_renamed_and_unnamed_and_all_of_it_undone(worded: Project) -> None:
    changed = worded.edit(NameWord(1, 4, "  whisking   eggs "))
    assert changed.kinds == {"word_names"}
    assert changed.name == "Name a visual word “whisking eggs”"
    worded.edit(NameWord(1, 0, "pouring"))
    worded.edit(NameWord(1, 4, "beating"))
    assert worded.words.names(1) == {0: "pouring", 4: "beating"}
    worded.edit(NameWord(1, 4, " "))
    assert worded.words.names(1) == {0: "pouring"}
    for then in ({0: "pouring", 4: "beating"}, {0: "pouring", 4: "whisking eggs"}):
        worded.undo()
        assert worded.words.names(1) == then
    worded.undo()
    worded.undo()
    assert worded.words.names(1) == {}
    for _ in range(4):
        worded.redo()
    assert worded.words.names(1) == {0: "pouring"}


def test_naming_it_the_same_again_leaves_no_trace(worded: Project) -> None:
    worded.edit(NameWord(1, 4, "beating"))
    assert worded.edit(NameWord(1, 4, "beating")).kinds == frozenset()
    assert [e.name for e in worded.history()][1:] == ["Name a visual word “beating”"]


def test_names_survive_closing_and_belong_to_their_codebook(worded: Project) -> None:
    worded.edit(NameWord(1, 4, "beating"))
    worded.close()
    with Project.open(worded.folder) as again:
        assert again.words.names(1) == {4: "beating"}
        assert again.words.names(2) == {}
        again.undo()
        assert again.words.names(1) == {}


@pytest.mark.parametrize(
    ("leaf", "name", "kind"), [(2, "egg", "no_such_word"), (4, "e" * 61, "name_too_long")]
)
def test_a_name_that_cannot_be_given_is_refused(
    worded: Project, leaf: int, name: str, kind: str
) -> None:
    with pytest.raises(ProjectError) as error:
        worded.edit(NameWord(1, leaf, name))
    assert error.value.kind == kind
    assert worded.words.names(1) == {}


def test_the_database_itself_keeps_one_name_for_each_word(worded: Project) -> None:
    worded.edit(NameWord(1, 4, "beating"))
    with pytest.raises((ProjectError, sqlite3.IntegrityError)), worded._store.write() as db:
        db.execute("INSERT INTO word_names (codebook_id, leaf, name) VALUES (1, 4, 'x')")


def test_places_are_in_order_and_leave_out_removed_videos(worded: Project) -> None:
    places = worded.words.places(1, 4)
    assert [(p.video_id, p.clip) for p in places] == [(1, 1), (1, 2), (1, 4), (2, 0)]
    assert places[1] == WordPlace(1, 2, 3.0, 4.5)
    worded.edit(RemoveVideos((1,)))
    assert [(p.video_id, p.clip) for p in worded.words.places(1, 4)] == [(2, 0)]


def test_what_stands_before_and_after_is_counted_and_itself_apart(worded: Project) -> None:
    assert worded.words.beside(1, 4) == Beside(((0, 2),), ((0, 1), (1, 1)), stays=1)
    assert worded.words.beside(1, 1) == Beside(((4, 1),), (), stays=0)


def test_spoken_words_are_counted_with_the_word_of_the_clip_they_are_said_in(
    worded: Project,
) -> None:
    said_with = worded.words.said(1)
    # The bowl is said at the very start of clip 1, whose word is 4.
    assert {w.text: w.count for w in said_with.with_leaf(0)} == {
        "crack": 1,
        "the": 2,
        "eggs": 1,
        "into": 1,
        "heat": 1,
        "pan": 1,
    }
    assert {w.text for w in said_with.with_leaf(4)} == {"bowl", "whisk", "them", "well"}
    whisk = next(w for w in said_with.with_leaf(4) if w.text == "whisk")
    assert (whisk.count, whisk.total) == (1, 1)
    assert whisk.lift == pytest.approx(11 / 4)


def test_sentences_without_word_times_share_their_time_among_their_words(worded: Project) -> None:
    transcript = worded.transcripts.begin(2, "file:subtitles.srt", "en")
    whole = said("pour butter slowly melted", 0.0, 3.0)
    worded.transcripts.add(transcript, [type(whole)(whole.start_s, whole.end_s, whole.text)])
    worded.transcripts.finish(transcript)
    said_with = worded.words.said(1)
    assert {"pour", "butter"} <= {w.text for w in said_with.with_leaf(4)}
    assert {w.text for w in said_with.with_leaf(1)} == {"slowly", "melted"}
    assert said_with.leaves_with("Mel").tolist() == [1]
    assert said_with.leaves_with("xyz").tolist() == []


def test_only_telling_words_are_told(worded: Project) -> None:
    transcript = worded.transcripts.begin(2, "file:more.srt", "en")
    texts = [said("and whisk and whisk and whisk", 0.0, 1.4), said("and salt and and", 1.6, 2.9)]
    worded.transcripts.add(transcript, texts)
    worded.transcripts.finish(transcript)
    said_with = worded.words.said(1)
    assert said_with.telling(4, 1)[0].text == "whisk"
    assert "and" not in [w.text for w in said_with.telling(4, 6)]
    assert "and" in [w.text for w in said_with.with_leaf(4)]


def test_a_project_without_transcripts_says_nothing(worded: Project) -> None:
    worded.edit(RemoveVideos((1,)))
    said_with = worded.words.said(1)
    assert said_with.with_leaf(4) == []
    assert said_with.telling(4, 6) == ()
    assert len(said_with.totals) == 0
