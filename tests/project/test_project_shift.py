"""A whole transcript is moved in time."""

from __future__ import annotations

import math

import pytest

from vbert_studio.errors import ProjectError
from vbert_studio.project import Project
from vbert_studio.project.operations import ImportTranscript, ShiftTranscript


def times(project: Project) -> list[tuple[float, float]]:
    return [(s.start_s, s.end_s) for s in project.transcripts.sentences(1)]


def word_times(project: Project, sentence_id: int) -> list[tuple[float, float]]:
    return [(w.start_s, w.end_s) for w in project.transcripts.words(sentence_id)]


def test_sentences_and_words_move_together_and_back(kitchen: Project) -> None:
    before, words = times(kitchen), word_times(kitchen, 2)
    changed = kitchen.edit(ShiftTranscript(1, 2.5))
    assert changed.name == "Shift the transcript 2.50 s later"
    assert changed.kinds == {"transcripts", "sentences", "words"}
    assert changed.videos == {1}
    assert times(kitchen) == [(a + 2.5, b + 2.5) for a, b in before]
    assert word_times(kitchen, 2) == [(a + 2.5, b + 2.5) for a, b in words]
    assert kitchen.transcripts.all(1)[0].edited
    kitchen.undo()
    assert times(kitchen) == before
    assert word_times(kitchen, 2) == words


def test_what_would_begin_before_the_video_is_cut_and_comes_back_whole(kitchen: Project) -> None:
    before, words = times(kitchen), word_times(kitchen, 1)
    changed = kitchen.edit(ShiftTranscript(1, -1.5))
    assert changed.name == "Shift the transcript 1.50 s earlier"
    assert times(kitchen)[:2] == [(0.0, 0.5), (1.0, 2.5)]
    assert min(start for start, _ in word_times(kitchen, 1)) == 0.0
    kitchen.undo()
    assert (times(kitchen), word_times(kitchen, 1)) == (before, words)


def test_no_sentence_is_pushed_out_of_the_video(kitchen: Project) -> None:
    before, history = times(kitchen), kitchen.history()
    with pytest.raises(ProjectError) as error:
        kitchen.edit(ShiftTranscript(1, -2.0))
    assert error.value.kind == "before_start"
    assert "Crack the eggs into a bowl." in error.value.message
    assert (times(kitchen), kitchen.history()) == (before, history)


def test_a_shift_that_is_no_number_is_refused(kitchen: Project) -> None:
    with pytest.raises(ProjectError) as error:
        kitchen.edit(ShiftTranscript(1, math.nan))
    assert error.value.kind == "bad_times"


def test_no_shift_leaves_no_record(kitchen: Project) -> None:
    before = kitchen.history()
    assert kitchen.edit(ShiftTranscript(1, 0.0)).kinds == frozenset()
    assert kitchen.history() == before


def test_other_transcripts_of_the_video_stay(kitchen: Project) -> None:
    kitchen.edit(ImportTranscript(1, "file:eggs.srt", "en", ()))
    kitchen.edit(ShiftTranscript(kitchen.transcripts.all(1)[1].id, 5.0))
    assert word_times(kitchen, 1)[0] == (0.0, pytest.approx(1 / 3))
