"""Operations, undo and redo."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest

from tests.project.made import Chunk, Span, new_video, said
from vbert_studio.errors import ProjectError
from vbert_studio.project import Operation, Project
from vbert_studio.project.journal import Journal
from vbert_studio.project.operations import (
    AddVideos,
    ChooseTranscript,
    DeleteSentences,
    ImportTranscript,
    MergeSentences,
    RelinkVideo,
    RemoveVideos,
    SetSentenceText,
    SetSentenceTimes,
    SplitSentence,
)


def texts(project: Project, video_id: int = 1) -> list[str]:
    return [row.text for row in project.transcripts.sentences(video_id)]


def words(project: Project, sentence_id: int) -> list[tuple[str, float, float]]:
    found = project.transcripts.words(sentence_id)
    return [(w.text, round(w.start_s, 3), round(w.end_s, 3)) for w in found]


def test_edit_says_what_changed_and_for_which_video(kitchen: Project) -> None:
    changed = kitchen.edit(SetSentenceText(2, "Whisk them very well."))
    assert changed.kinds == {"transcripts", "sentences", "words"}
    assert changed.videos == {1}
    assert "Whisk them very well." in changed.name
    assert kitchen.undo() == changed
    assert kitchen.redo() == changed


def test_words_that_stay_keep_their_times_and_probability(kitchen: Project) -> None:
    kitchen.edit(SetSentenceText(2, "Whisk them extremely well."))
    assert words(kitchen, 2) == [
        ("Whisk", 2.5, 3.0),
        ("them", 3.0, 3.5),
        ("extremely", 3.5, 3.5),
        ("well.", 3.5, 4.0),
    ]
    heard = [(w.probability, w.interpolated) for w in kitchen.transcripts.words(2)]
    assert heard == [(0.9, False), (0.9, False), (None, True), (0.9, False)]


def test_a_respelled_word_shares_the_time_of_what_it_replaces(kitchen: Project) -> None:
    kitchen.edit(SetSentenceText(2, "Whisk it up well."))
    assert words(kitchen, 2)[1:3] == [("it", 3.0, 3.25), ("up", 3.25, 3.5)]


def test_the_case_and_the_comma_of_a_word_change_without_its_times(kitchen: Project) -> None:
    kitchen.edit(SetSentenceText(2, "whisk, them well!"))
    assert words(kitchen, 2) == [("whisk,", 2.5, 3.0), ("them", 3.0, 3.5), ("well!", 3.5, 4.0)]
    assert kitchen.transcripts.words(2)[0].probability == 0.9


def test_a_sentence_moved_as_a_whole_takes_its_words_along(kitchen: Project) -> None:
    kitchen.edit(SetSentenceTimes(2, 3.5, 5.0))
    assert words(kitchen, 2)[0] == ("Whisk", 3.5, 4.0)


def test_a_moved_edge_cuts_the_words_but_does_not_move_them(kitchen: Project) -> None:
    kitchen.edit(SetSentenceTimes(2, 2.75, 4.0))
    assert words(kitchen, 2)[:2] == [("Whisk", 2.75, 3.0), ("them", 3.0, 3.5)]


@pytest.mark.parametrize(
    ("start_s", "end_s"), [(2.0, 2.0), (3.0, 2.0), (-1.0, 2.0), (0.0, math.nan), (0.0, math.inf)]
)
def test_impossible_times_are_refused(kitchen: Project, start_s: float, end_s: float) -> None:
    with pytest.raises(ProjectError) as error:
        kitchen.edit(SetSentenceTimes(2, start_s, end_s))
    assert error.value.kind == "bad_times"


def test_an_empty_text_is_refused_and_nothing_is_recorded(kitchen: Project) -> None:
    before = kitchen.history()
    with pytest.raises(ProjectError) as error:
        kitchen.edit(SetSentenceText(2, "  "))
    assert error.value.kind == "empty_text"
    assert kitchen.history() == before


def test_merge_joins_texts_words_and_times(kitchen: Project) -> None:
    kitchen.edit(MergeSentences((2, 1)))
    merged = kitchen.transcripts.sentences(1)[0]
    assert (merged.id, merged.start_s, merged.end_s) == (1, 0.0, 4.0)
    assert merged.text == "Crack the eggs into a bowl. Whisk them well."
    assert [text for text, *_ in words(kitchen, 1)] == merged.text.split()


def test_one_sentence_cannot_be_merged(kitchen: Project) -> None:
    with pytest.raises(ProjectError) as error:
        kitchen.edit(MergeSentences((1, 1)))
    assert error.value.kind == "cannot_merge"


def test_split_divides_at_the_word_and_merge_puts_it_back(kitchen: Project) -> None:
    kitchen.edit(SplitSentence(2, len("Whisk ")))
    first, second = kitchen.transcripts.sentences(1)[1:3]
    assert (first.id, first.text, first.start_s, first.end_s) == (2, "Whisk", 2.5, 3.0)
    assert (second.text, second.start_s, second.end_s) == ("them well.", 3.0, 4.0)
    assert words(kitchen, second.id) == [("them", 3.0, 3.5), ("well.", 3.5, 4.0)]
    kitchen.edit(MergeSentences((first.id, second.id)))
    assert texts(kitchen)[1] == "Whisk them well."


@pytest.mark.parametrize("position", [-1, 0, 16, 99])
def test_a_split_needs_words_on_both_sides(kitchen: Project, position: int) -> None:
    with pytest.raises(ProjectError) as error:
        kitchen.edit(SplitSentence(2, position))
    assert error.value.kind == "cannot_split"


def test_split_without_words_divides_the_time_in_proportion(kitchen: Project) -> None:
    plain = said("Stir it all slowly.", 0.0, 4.0)
    bare = type(plain)(0.0, 4.0, plain.text)
    kitchen.edit(ImportTranscript(2, "file:bread.srt", None, (bare,)))
    sentence = kitchen.transcripts.sentences(2)[0]
    kitchen.edit(SplitSentence(sentence.id, len("Stir it")))
    assert [(s.start_s, s.end_s) for s in kitchen.transcripts.sentences(2)] == [(0, 2), (2, 4)]


def test_editing_what_is_gone_is_refused(kitchen: Project) -> None:
    kitchen.edit(DeleteSentences((2,), "Whisk them well."))
    with pytest.raises(ProjectError) as error:
        kitchen.edit(SetSentenceText(2, "Whisk"))
    assert error.value.kind == "gone"


def test_delete_takes_the_words_along_and_undo_brings_them_back(kitchen: Project) -> None:
    before = words(kitchen, 1)
    changed = kitchen.edit(DeleteSentences((1, 3)))
    assert changed.name == "Delete 2 sentences"
    assert texts(kitchen) == ["Whisk them well."]
    assert kitchen.transcripts.words(1) == []
    kitchen.undo()
    assert words(kitchen, 1) == before


def test_undo_and_redo_survive_a_restart(kitchen: Project) -> None:
    kitchen.edit(SetSentenceText(3, "Heat the big pan."))
    kitchen.edit(DeleteSentences((1,)))
    kitchen.undo()
    kitchen.close()
    with Project.open(kitchen.folder) as project:
        assert [entry.undone for entry in project.history()] == [False, False, True]
        assert project.redo() is not None
        assert len(texts(project)) == 2
        project.undo()
        project.undo()
        assert texts(project)[2] == "Heat the pan."
        project.undo()
        assert project.undo() is None


def test_a_new_edit_forgets_what_could_be_redone(kitchen: Project) -> None:
    kitchen.edit(DeleteSentences((1,)))
    kitchen.undo()
    kitchen.edit(SetSentenceText(3, "Heat a pan."))
    assert kitchen.redo() is None


def test_an_edit_that_changes_nothing_leaves_no_record(kitchen: Project) -> None:
    before = kitchen.history()
    changed = kitchen.edit(SetSentenceText(3, "Heat the pan."))
    assert changed.kinds == frozenset()
    assert kitchen.history() == before


class Clock:
    """A time that passes only when told."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock(kitchen: Project) -> Clock:
    clock = Clock()
    kitchen._journal = Journal(kitchen._store, clock)
    return clock


def test_typing_is_one_edit_named_by_what_came_out(kitchen: Project, clock: Clock) -> None:
    for text in ("Heat t", "Heat th", "Heat the oven."):
        kitchen.edit(SetSentenceText(3, text))
        clock.now += 2
    assert [e.name for e in kitchen.history()][1:] == ["Change a sentence to “Heat the oven.”"]
    kitchen.undo()
    assert texts(kitchen)[2] == "Heat the pan."
    assert [w for w, *_ in words(kitchen, 3)] == ["Heat", "the", "pan."]


def test_typing_is_interrupted_by_a_pause_another_sentence_or_an_undo(
    kitchen: Project, clock: Clock
) -> None:
    kitchen.edit(SetSentenceText(3, "Heat it."))
    clock.now += 60
    kitchen.edit(SetSentenceText(3, "Heat it up."))
    kitchen.edit(SetSentenceText(2, "Whisk it."))
    kitchen.edit(SetSentenceText(3, "Heat it all."))
    assert len(kitchen.history()) == 1 + 4
    kitchen.undo()
    kitchen.redo()
    kitchen.edit(SetSentenceText(3, "Heat it all up."))
    assert len(kitchen.history()) == 1 + 5


def test_nudging_back_to_where_it_was_leaves_no_record(kitchen: Project, clock: Clock) -> None:
    before = kitchen.history()
    kitchen.edit(SetSentenceTimes(2, 2.6, 4.1))
    kitchen.edit(SetSentenceTimes(2, 2.5, 4.0))
    # The words were moved there and back in floating point, which may differ in the last digit.
    left = kitchen.history()[len(before) :]
    assert all("Move" in entry.name for entry in left)
    assert (kitchen.transcripts.sentences(1)[1].start_s) == 2.5


def test_removed_video_comes_back_with_everything_computed(kitchen: Project) -> None:
    features = np.arange(20, dtype=np.float16).reshape(2, 10)
    kitchen.videos.set_times(1, b"times", [Span(0, 0.0, 1.5), Span(1, 1.5, 3.0)])
    kitchen.features.append(1, "lite", Chunk(0, features))
    changed = kitchen.edit(RemoveVideos((1,), "eggs.mp4"))
    assert changed.name == "Remove “eggs.mp4”"
    assert [v.id for v in kitchen.videos.all()] == [2]
    assert kitchen.features.counts("lite") == {}
    assert kitchen.transcripts.search("eggs") == []
    stored = kitchen._store.value("SELECT max(length(changes)) FROM operations")
    kitchen.undo()
    assert [v.id for v in kitchen.videos.all()] == [1, 2]
    assert np.array_equal(kitchen.features.load(1, "lite"), features)
    assert stored < 2000


def test_adding_a_removed_video_again_brings_it_back(kitchen: Project, tmp_path: Path) -> None:
    kitchen.edit(RemoveVideos((1,)))
    moved = new_video(tmp_path / "elsewhere" / "eggs 2.mp4", "print of eggs.mp4")
    kitchen.edit(AddVideos((moved,)))
    assert kitchen.videos.get(1).path == moved.path
    assert len(texts(kitchen)) == 3


def test_the_same_content_is_not_added_twice(kitchen: Project, tmp_path: Path) -> None:
    before = kitchen.history()
    kitchen.edit(AddVideos((new_video(tmp_path / "copy.mp4", "print of eggs.mp4"),)))
    assert len(kitchen.videos.all()) == 2
    assert kitchen.history() == before


def test_a_batch_of_videos_is_one_edit(project: Project, tmp_path: Path) -> None:
    for n in (1, 2, 3):
        video = new_video(tmp_path / f"{n}.mp4")
        project.edit(AddVideos((video,), batch="b", count=n))
    assert [entry.name for entry in project.history()] == ["Add 3 videos"]
    changed = project.undo()
    assert changed is not None
    assert changed.videos == {1, 2, 3}
    assert project.videos.all() == []


def test_relink_needs_the_same_content(kitchen: Project, tmp_path: Path) -> None:
    with pytest.raises(ProjectError) as error:
        kitchen.edit(RelinkVideo(1, tmp_path / "x.mp4", "print of another"))
    assert error.value.kind == "other_content"
    kitchen.edit(RelinkVideo(1, tmp_path / "x.mp4", "print of eggs.mp4"))
    assert kitchen.videos.get(1).path == tmp_path / "x.mp4"
    kitchen.undo()
    assert kitchen.videos.get(1).path == tmp_path / "eggs.mp4"


def test_imported_transcript_is_shown_and_undo_shows_the_one_before(kitchen: Project) -> None:
    changed = kitchen.edit(
        ImportTranscript(1, "file:eggs.srt", "en", (said("Break some eggs.", 0.0, 1.0),))
    )
    assert changed.name == "Import a sentence from “eggs.srt”"
    assert texts(kitchen) == ["Break some eggs."]
    kitchen.undo()
    assert len(texts(kitchen)) == 3
    kitchen.redo()
    asr = kitchen.transcripts.all(1)[0]
    kitchen.edit(ChooseTranscript(asr.id, "asr:tiny"))
    assert len(texts(kitchen)) == 3


def test_undo_of_what_was_replaced_since_is_given_up_with_a_reason(kitchen: Project) -> None:
    kitchen.edit(SetSentenceText(2, "Whisk it."))
    with kitchen._store.write() as db:
        db.execute("UPDATE sentences SET text = 'Beat it.' WHERE id = 2")
    with pytest.raises(ProjectError) as error:
        kitchen.undo()
    assert error.value.kind == "cannot_undo"
    assert "Whisk it." in error.value.message
    assert texts(kitchen)[1] == "Beat it."
    changed = kitchen.undo()
    assert changed is not None
    assert changed.name == "Add 2 videos"


def test_a_correction_is_not_lost_to_a_transcription_that_starts_again(kitchen: Project) -> None:
    unfinished = kitchen.transcripts.begin(2, "asr:tiny")
    kitchen.transcripts.add(unfinished, [said("Need the dough.", 0.0, 1.0)])
    sentence = kitchen.transcripts.sentences(2)[0]
    kitchen.edit(SetSentenceText(sentence.id, "Knead the dough."))
    again = kitchen.transcripts.begin(2, "asr:tiny")
    kitchen.transcripts.finish(again)
    assert [(t.edited, t.is_current) for t in kitchen.transcripts.all(2)] == [
        (True, False),
        (False, True),
    ]
    kitchen.edit(ChooseTranscript(unfinished, "asr:tiny"))
    assert texts(kitchen, 2) == ["Knead the dough."]


def test_a_failing_operation_leaves_nothing(kitchen: Project) -> None:
    before = list(kitchen._store.db.conn.iterdump())
    operations: list[Operation] = [DeleteSentences((1, 2, 77)), MergeSentences((1, 77))]
    for operation in operations:
        with pytest.raises(ProjectError):
            kitchen.edit(operation)
    assert list(kitchen._store.db.conn.iterdump()) == before


def test_compaction_gives_the_space_of_removed_videos_back(kitchen: Project) -> None:
    features = np.ones((16, 4096), dtype=np.float16)
    for first in range(0, 160, 16):
        kitchen.features.append(1, "lite", Chunk(first, features))
    full = kitchen.size()
    kitchen.edit(RemoveVideos((1,)))
    kitchen.compact()
    assert kitchen.size() < full - features.nbytes * 9
    assert kitchen.history() == []
    assert [v.id for v in kitchen.videos.all()] == [2]
    assert kitchen.undo() is None
