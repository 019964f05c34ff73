"""A whole transcript is moved in time."""

from __future__ import annotations

import math

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.project.made import Sentence, Word, said
from vbert_studio.errors import ProjectError
from vbert_studio.project import Project
from vbert_studio.project.operations import ImportTranscript, SetSentenceTimes, ShiftTranscript


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


def test_what_was_cut_is_whole_again_after_the_opposite_shift(kitchen: Project) -> None:
    kitchen.edit(ImportTranscript(1, "file:eggs.srt", "en", (said("Crack an egg.", 0.43, 2.0),)))
    id_ = kitchen.transcripts.all(1)[1].id
    sentence_id = kitchen.transcripts.sentences(1)[0].id
    before, words = times(kitchen), word_times(kitchen, sentence_id)
    kitchen.edit(ShiftTranscript(id_, -0.5))
    assert times(kitchen) == [(0.0, 1.5)]
    kitchen.edit(ShiftTranscript(id_, 0.5))
    assert times(kitchen) == before
    assert word_times(kitchen, sentence_id) == [pytest.approx(pair, abs=1e-8) for pair in words]


def test_what_was_cut_comes_back_after_the_project_was_closed(kitchen: Project) -> None:
    before, folder = times(kitchen), kitchen.folder
    kitchen.edit(ShiftTranscript(1, -1.5))
    kitchen.close()
    with Project.open(folder) as again:
        again.edit(ShiftTranscript(1, 1.5))
        assert times(again) == before


ms = st.integers(0, 20_000_000)
spans = st.tuples(ms, st.integers(1, 20_000)).map(lambda at: (at[0] / 1000, (at[0] + at[1]) / 1000))


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(spans, min_size=1, max_size=6), st.lists(st.integers(-30_000, 30_000), max_size=4))
def test_opposite_shifts_give_exactly_the_former_times(
    kitchen: Project, said_at: list[tuple[float, float]], by_ms: list[int]
) -> None:
    """To the millisecond and beyond, in whatever order, unless one of them is refused."""
    sentences = tuple(Sentence(a, b, "Stir.", (Word(a, b, "Stir."),)) for a, b in said_at)
    kitchen.edit(ImportTranscript(1, "file:eggs.srt", "en", sentences))
    id_ = kitchen.transcripts.current(1).id  # type: ignore[union-attr]
    ids = [sentence.id for sentence in kitchen.transcripts.sentences(1)]
    before, words = times(kitchen), [word_times(kitchen, one) for one in ids]
    made: list[int] = []
    for by in by_ms:
        try:
            kitchen.edit(ShiftTranscript(id_, by / 1000))
        except ProjectError as error:
            if error.kind != "before_start":
                raise
        else:
            made.append(by)
    for by in sorted(made):  # later first: nothing is refused on the way back
        kitchen.edit(ShiftTranscript(id_, -by / 1000))
    assert times(kitchen) == before
    assert [word_times(kitchen, one) for one in ids] == words


def test_a_sentence_that_begins_before_the_video_is_shown_and_edited_from_its_start_on(
    kitchen: Project,
) -> None:
    kitchen.edit(ShiftTranscript(1, -1.5))
    first = kitchen.transcripts.sentences(1)[0]
    found = kitchen.transcripts.search("crack")[0].sentence
    assert (first.start_s, found.start_s) == (0.0, 0.0)
    assert kitchen.transcripts.all_words(1)[0].start_s == 0.0
    kitchen.edit(SetSentenceTimes(first.id, first.start_s, 0.75))
    assert times(kitchen)[0] == (0.0, 0.75)
    kitchen.undo()
    kitchen.edit(ShiftTranscript(1, 1.5))
    assert times(kitchen)[0] == (0.0, 2.0)


def test_a_refusal_says_how_far_it_can_be_shifted(kitchen: Project) -> None:
    with pytest.raises(ProjectError) as error:
        kitchen.edit(ShiftTranscript(1, -2.5))
    assert error.value.remedy == "Shift by 1.99 s at most, or delete that sentence first."
    kitchen.edit(ShiftTranscript(1, -1.99))
    assert times(kitchen)[0] == (0.0, pytest.approx(0.01))


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
