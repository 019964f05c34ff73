"""Which pairs are held out: always the same ones, and nothing of them is taught."""

from __future__ import annotations

import pytest

from vbert_studio.errors import StudioError
from vbert_studio.jobs.pair_split import hold_out
from vbert_studio.project.pairs import Judgement, PairRow

NONE, ALIGNED, NOT_ALIGNED, UNSURE = Judgement
PRINTS = {1: "one", 2: "two"}


def pair(id_: int, video: int, start_s: float, end_s: float, judgement: Judgement) -> PairRow:
    return PairRow(id_, video, start_s, end_s, None, "Stir.", judgement, "", "import", "", "", None)


def many(count: int) -> list[PairRow]:
    kinds = (ALIGNED, NOT_ALIGNED)
    return [pair(n, 1 + n % 2, 4.0 * n, 4.0 * n + 3, kinds[n // 2 % 2]) for n in range(count)]


def test_more_pairs_move_none_to_the_other_side() -> None:
    few, more = hold_out(many(200), PRINTS, 0.2), hold_out(many(600), PRINTS, 0.2)
    assert {p.id for p in few.held_out} == {p.id for p in more.held_out if p.id < 200}
    assert 0.1 < len(more.held_out) / 600 < 0.3
    for split in (few, more):
        assert {p.judgement for p in split.held_out} == {ALIGNED, NOT_ALIGNED}


def test_nothing_that_is_taught_overlaps_what_is_held_out() -> None:
    pairs = many(300) + [pair(1000 + n, 1, 8.0 * n + 2, 8.0 * n + 7, ALIGNED) for n in range(150)]
    split = hold_out(pairs, PRINTS, 0.3)
    assert split.set_aside
    for held in split.held_out:
        for taught in split.taught:
            if held.video_id == taught.video_id:
                assert taught.end_s <= held.start_s or held.end_s <= taught.start_s
    everything = {p.id for part in (split.taught, split.held_out, split.set_aside) for p in part}
    assert everything == {p.id for p in pairs}


def test_what_is_not_judged_either_way_does_not_count() -> None:
    pairs = [*many(40), pair(500, 1, 0, 3, UNSURE), pair(501, 1, 0, 3, NONE)]
    split = hold_out(pairs, PRINTS, 0.2)
    ids = {p.id for part in (split.taught, split.held_out, split.set_aside) for p in part}
    assert not ids & {500, 501}


def test_few_pairs_are_shared_out_so_that_both_judgements_can_be_asked_about() -> None:
    places = (0.0, 20.0, 40.0, 60.0)
    pairs = [pair(n, 1, s, s + 3, (ALIGNED, NOT_ALIGNED)[n % 2]) for n, s in enumerate(places)]
    for share in (0.0, 0.2, 0.9):
        split = hold_out(pairs, PRINTS, share)
        assert {p.judgement for p in split.held_out} == {ALIGNED, NOT_ALIGNED}
        assert {p.judgement for p in split.taught} == {ALIGNED, NOT_ALIGNED}


@pytest.mark.parametrize("pairs", [[], [pair(1, 1, 0, 3, ALIGNED)]])
def test_too_few_pairs_are_refused(pairs: list[PairRow]) -> None:
    with pytest.raises(StudioError) as error:
        hold_out(pairs, PRINTS, 0.2)
    assert error.value.kind == "too_few_pairs"
