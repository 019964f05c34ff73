"""Pairs: made, judged, moved, found, counted, and all of it taken back."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from tests.project.made import new_video
from vbert_studio.errors import ProjectError
from vbert_studio.project import Project
from vbert_studio.project.operations import (
    AddVideos,
    DeletePairs,
    DeleteSentences,
    JudgePairs,
    MakePairs,
    NewPair,
    RemoveVideos,
    SetPairNote,
    SetPairText,
    SetPairTimes,
    SetSentenceText,
)
from vbert_studio.project.pairs import Judgement, PairCounts, PairFilter, PairOrder

NONE, ALIGNED, NOT_ALIGNED, UNSURE = Judgement


def pair_of(project: Project, sentence_id: int) -> NewPair:
    [sentence] = [s for s in project.transcripts.sentences(1) if s.id == sentence_id]
    return NewPair(1, sentence.start_s, sentence.end_s, sentence.text, sentence.id)


@pytest.fixture
def paired(kitchen: Project) -> Project:
    """A pair of each of the three sentences, and one of a stretch of the other video."""
    kitchen.edit(MakePairs(tuple(pair_of(kitchen, n) for n in (1, 2, 3)), "sentence"))
    kitchen.edit(MakePairs((NewPair(2, 3.0, 7.5, "Knead the dough"),), "stretch"))
    return kitchen


def ids(project: Project, where: PairFilter | None = None, **order: object) -> list[int]:
    found = project.pairs.listing(where or PairFilter(), PairOrder(**order))  # type: ignore[arg-type]
    return found.ids.tolist()


def test_a_pair_keeps_what_was_said_when_its_sentence_changes_or_goes(paired: Project) -> None:
    paired.edit(JudgePairs((2,), ALIGNED, "Whisk them well."))
    paired.edit(SetSentenceText(2, "Beat them."))
    pair = paired.pairs.get(2)
    assert (pair.text, pair.said_now, pair.is_corrected) == ("Whisk them well.", "Beat them.", True)
    paired.edit(DeleteSentences((2,)))
    pair = paired.pairs.get(2)
    assert (pair.judgement, pair.sentence_id, pair.said_now) == (ALIGNED, 2, None)
    assert not pair.is_corrected


def test_each_edit_is_named_taken_back_and_made_again(paired: Project) -> None:
    edits = [
        (JudgePairs((1,), UNSURE, "Crack the eggs into a bowl."), "Judge “Crack the eggs into a"),
        (JudgePairs((1, 2), NOT_ALIGNED), "Judge 2 pairs not aligned"),
        (SetPairTimes(3, 4.25, 6.5), "Move a pair to 4.25–6.50 s"),
        (SetPairText(3, " Heat  the big pan. "), "Change the text of a pair to “ Heat"),
        (SetPairNote(4, "blurred"), "Note “blurred” on a pair"),
        (DeletePairs((1, 4)), "Delete 2 pairs"),
    ]
    states = [list(paired.pairs.all())]
    for operation, name in edits:
        changed = paired.edit(operation)  # type: ignore[arg-type]
        assert changed.kinds == {"pairs"}
        assert changed.name.startswith(" ".join(name.split())[:20])
        states.append(list(paired.pairs.all()))
    assert [p.id for p in states[-1]] == [2, 3]
    assert paired.pairs.get(3).text == "Heat the big pan."
    for before in reversed(states[:-1]):
        paired.undo()
        assert list(paired.pairs.all()) == before
    for after in states[1:]:
        paired.redo()
        assert list(paired.pairs.all()) == after


def test_thinking_twice_is_one_edit(paired: Project) -> None:
    before = len(paired.history())
    for judgement in (ALIGNED, UNSURE, NOT_ALIGNED):
        paired.edit(JudgePairs((2,), judgement, "Whisk them well."))
    for end_s in (4.1, 4.2, 4.3):
        paired.edit(SetPairTimes(2, 2.5, end_s))
    assert len(paired.history()) == before + 2
    paired.undo()
    assert paired.pairs.get(2).end_s == 4.0
    paired.undo()
    assert paired.pairs.get(2).judgement is NONE


def test_an_edge_is_moved_and_the_other_stays_where_it_is_by_then(paired: Project) -> None:
    paired.edit(SetPairTimes(2, 2.0, None))
    paired.edit(SetPairTimes(2, None, 4.5))
    assert (paired.pairs.get(2).start_s, paired.pairs.get(2).end_s) == (2.0, 4.5)
    with pytest.raises(ProjectError):
        paired.edit(SetPairTimes(2, 4.5, None))


def test_the_same_pair_is_not_made_twice(paired: Project) -> None:
    before = paired.history()
    again = paired.edit(MakePairs((pair_of(paired, 1),), "sentence"))
    assert again.kinds == frozenset()
    assert paired.history() == before
    judged = NewPair(1, 0.0, 2.0, "Crack the eggs into a  bowl.", None, ALIGNED, "sure")
    paired.edit(MakePairs((judged,), "import"))
    assert len(paired.pairs.listing()) == 4
    assert (paired.pairs.get(1).judgement, paired.pairs.get(1).note) == (ALIGNED, "sure")


@pytest.mark.parametrize(("start_s", "end_s"), [(-1.0, 2.0), (2.0, 2.0), (0.0, float("nan"))])
def test_times_that_are_none_are_refused(paired: Project, start_s: float, end_s: float) -> None:
    before = list(paired.pairs.all())
    for operation in (
        SetPairTimes(1, start_s, end_s),
        MakePairs((NewPair(1, 0.0, 1.0, "x"), NewPair(1, start_s, end_s, "x")), "stretch"),
    ):
        with pytest.raises(ProjectError) as error:
            paired.edit(operation)  # type: ignore[arg-type]
        assert error.value.kind == "bad_times"
    assert list(paired.pairs.all()) == before


def test_filters_and_orders(paired: Project) -> None:
    paired.edit(JudgePairs((1,), ALIGNED))
    paired.edit(JudgePairs((4,), NOT_ALIGNED))
    paired.edit(SetPairNote(2, "the egg is hidden"))
    assert ids(paired, PairFilter("egg")) == [1, 2]
    assert ids(paired, PairFilter("the dou")) == [4]
    assert ids(paired, PairFilter('"NEAR( *')) == []
    assert ids(paired, PairFilter(judgements=frozenset({NONE}))) == [2, 3]
    assert ids(paired, PairFilter(judgements=frozenset({ALIGNED, NOT_ALIGNED}))) == [1, 4]
    assert ids(paired, PairFilter(video_id=2)) == [4]
    assert ids(paired, by="text") == [1, 3, 4, 2]
    assert ids(paired, by="text", descending=True) == [2, 4, 3, 1]
    assert ids(paired, by="length", descending=True)[0] == 4
    assert ids(paired, by="video") == [4, 1, 2, 3]
    assert ids(paired, by="judgement", descending=True) == [4, 1, 2, 3]
    assert ids(paired, by="note")[0] == 2
    listing = paired.pairs.listing()
    assert listing.judgements.tolist() == [1, 0, 0, 2]
    assert paired.pairs.counts() == PairCounts(none=2, aligned=1, not_aligned=1)
    assert paired.pairs.counts(PairFilter(video_id=1)).judged == 1
    assert [p.id for p in paired.pairs.rows([3, 99, 1])] == [3, 1]
    assert [p.start_s for p in paired.pairs.of_video(1)] == [0.0, 2.5, 5.0]


def test_pairs_go_and_come_back_with_their_video(paired: Project) -> None:
    paired.edit(RemoveVideos((1,)))
    assert ids(paired) == [4]
    assert paired.pairs.counts().total == 1
    paired.undo()
    assert ids(paired) == [1, 2, 3, 4]
    paired.edit(RemoveVideos((1,)))
    paired.compact()
    assert paired._store.value("SELECT count(*) FROM pairs") == 1
    with pytest.raises(ProjectError) as error:
        paired.pairs.get(1)
    assert error.value.kind == "no_such_pair"


def test_a_project_from_before_pairs_gets_them(kitchen: Project) -> None:
    with kitchen._store.write() as db:
        for name in ("pairs", "pairs_fts"):
            db.execute(f"DROP TABLE {name}")
        db.execute("DELETE FROM migrations WHERE name = 'pairs'")
    kitchen.close()
    with Project.open(kitchen.folder) as project:
        project.edit(MakePairs((pair_of(project, 1),), "sentence"))
        assert len(project.pairs.listing(PairFilter("crack"))) == 1


def test_many_pairs_are_one_edit_and_searchable(project: Project, tmp_path: Path) -> None:
    project.edit(AddVideos((new_video(tmp_path / "long.mp4"),)))
    many = tuple(NewPair(1, n / 10, n / 10 + 1, f"Step {n % 97}") for n in range(3000))
    project.edit(MakePairs(many, "import"))
    found = project.pairs.listing(PairFilter("step 96"))
    assert len(found) == 30
    assert np.all(np.diff(found.ids) > 0)
    project.edit(JudgePairs(tuple(found.ids.tolist()), ALIGNED))
    assert project.pairs.counts().aligned == 30
    project.undo()
    project.undo()
    assert project.pairs.counts().total == 0
