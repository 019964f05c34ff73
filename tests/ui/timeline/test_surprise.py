"""How the surprise is painted, and how two models are compared; without a window."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from timeline_samples import made_up

from vbert_studio.jobs.agreement import Judged, agreement_of
from vbert_studio.jobs.requests import WordPlace
from vbert_studio.ui.compare.contest import Difference, Row, Side, rows_of
from vbert_studio.ui.compare.counted import Counted, count_places, is_answered
from vbert_studio.ui.filmstrip.lexicon import Lexicon
from vbert_studio.ui.masking.board import Guess, Slot
from vbert_studio.ui.masking.whatif import Fill, Place, WhatIf
from vbert_studio.ui.timeline.content import Absence, Spans
from vbert_studio.ui.timeline.tiers.surprise import SurpriseTier, SurpriseTrack, column_most

NAN = float("nan")


def track(nats: list[float], best: list[int], name: str = "model") -> SurpriseTrack:
    empty = SurpriseTrack.empty(len(nats), name, 12)
    some = np.full(len(best), 0.5, np.float32)
    return replace(
        empty, nats=np.array(nats, np.float32), best=np.array(best, np.int32), best_p=some
    )


def test_a_column_shows_the_most_of_what_lies_in_it() -> None:
    spans = Spans.of(np.arange(6) * 1.0, np.arange(6) + 1.0)
    values = np.array([1, 5, NAN, 2, 7, NAN], np.float32)
    wide = column_most(spans, values, np.array([0.0, 2.0, 3.0, 4.5, 9.0, 12.0]))
    np.testing.assert_array_equal(wide, np.array([5, NAN, 7, 7, NAN], np.float32))
    fine = column_most(spans, values, np.array([0.1, 0.5, 0.9]))
    np.testing.assert_array_equal(fine, np.array([1, 1], np.float32))
    assert np.isnan(column_most(spans.cut(slice(0, 0)), values[:0], np.array([0.0, 1.0]))).all()


def test_the_tier_says_why_it_is_empty_and_what_it_knows() -> None:
    tier, content = SurpriseTier(), made_up()
    assert isinstance(tier.absence(content), Absence)
    tier.track = track([1.0, 2.5, NAN], [3, 4, -1])
    assert tier.absence(content) is None
    assert tier.describe(content, 2.0) == "surprise 2.5 nats"
    assert tier.describe(content, 3.5) == ""
    assert tier.describe(content, 20.0) == ""
    assert tier.track.known == 2


def test_agreement_counts_what_both_have_judged() -> None:
    one, other = track([1, 2, 3, NAN], [5, 6, 7, -1]), track([2, 2, 5, 1], [5, 9, 8, 4])
    sides = Judged(one.best, one.nats), Judged(other.best, other.nats)
    found = agreement_of(*sides, np.array([5, 9, 7, 4], np.int32))
    assert found.places == 3
    assert found.same == pytest.approx(1 / 3)
    assert found.right == (pytest.approx(2 / 3), pytest.approx(2 / 3))
    assert found.nats == (2.0, 3.0)
    said = Counted(1, "small", "large", found).told
    assert "33 %" in said
    assert "67 %" in said
    assert agreement_of(*sides, np.array([], np.int32)).places == 0


def test_differences_are_told_in_words() -> None:
    words = Lexicon({1: "0a", 2: "0b"})
    place = WordPlace(3, 0)

    def slot(where: int | WordPlace, best: int | str, p: float, truth_p: float) -> Slot:
        return Slot(where, (Guess(best, p, is_true=False),), 1, truth_p)

    here = {4: slot(4, 1, 0.9, 0.9), 5: slot(5, 1, 0.5, 0.5), place: slot(place, "egg", 0.4, 0.4)}
    there = {4: slot(4, 2, 0.6, 0.2), 5: slot(5, 1, 0.9, 0.9), 6: slot(6, 1, 0.3, 0.3)}
    rows = rows_of(side(here), side(there), words)
    assert [row.where for row in rows] == ["clip 5", "clip 6", "clip 7", "word 1 of sentence 3"]
    assert [row.difference.value for row in rows] == ["differ", "surer", "only there", "only here"]
    assert told(rows[0]) == ("0a 90 %", "0b 60 %")
    assert rows[2].truth_p == (None, 0.3)


def test_visual_words_of_one_name_are_one_answer() -> None:
    words = Lexicon({1: "0a", 2: "0b", 3: "0c"}, {1: "fry egg", 2: "fry egg"})

    def slot(where: int, best: int, truth: int) -> Slot:
        return Slot(where, (Guess(best, 0.5, is_true=True),), truth, 0.5)

    here = side({4: slot(4, 1, 2), 5: slot(5, 3, 1)})
    there = side({4: slot(4, 2, 2), 5: slot(5, 1, 1), 6: slot(6, 1, 1)})
    rows = rows_of(here, there, words)
    assert [row.difference.value for row in rows] == ["same", "differ", "only there"]
    found = count_places(here, there, words)
    assert (found.places, found.same, found.right) == (2, 0.5, (0.5, 1.0))
    assert found.nats == (pytest.approx(-np.log(0.5)), pytest.approx(-np.log(0.5)))
    assert is_answered(here, there)
    assert not is_answered(here, Side(WhatIf(frozenset({4}))))
    alone = count_places(here, side({9: slot(9, 1, 1)}), words)
    assert "no place in common" in Counted(1, "small", None, alone).told


def told(row: Row) -> tuple[str | None, ...]:
    return tuple(best and best.told for best in row.best)


def side(slots: dict[Place, Slot], *filled: tuple[Place, Fill]) -> Side:
    """Hidden is what there is an answer for."""
    return Side(WhatIf(frozenset(slots), filled), slots)


def test_what_a_person_put_in_is_told_from_a_guess() -> None:
    words = Lexicon({1: "0a", 2: "0b"})
    slot = Slot(5, (Guess(1, 0.5, is_true=True),), 1, 0.5)
    rows = rows_of(side({}, (4, 1), (5, 2), (6, 2)), side({5: slot}, (4, 1), (6, 1), (7, 2)), words)
    assert [row.difference for row in rows] == [
        Difference.PUT_IN_BOTH,
        Difference.PUT_IN_HERE,
        Difference.DIFFER,
        Difference.PUT_IN_THERE,
    ]
    assert [told(row) for row in rows][1:] == [
        ("0b, put in", "0a 50 %"),
        ("0b, put in", "0a, put in"),
        (None, "0b, put in"),
    ]
    assert [row.truth for row in rows] == ["", "0a", "", ""]


def test_while_an_answer_is_on_its_way_nothing_is_said_of_it() -> None:
    slot = Slot(5, (Guess(1, 0.5, is_true=True),), 1, 0.5)
    waiting = Side(WhatIf(frozenset({5})))
    [row] = rows_of(side({5: slot}), waiting, Lexicon({1: "0a"}))
    assert row.difference is Difference.UNKNOWN
    assert told(row) == ("0a 50 %", None)
