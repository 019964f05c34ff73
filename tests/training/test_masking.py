import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vbert_studio.model.sequence import Order, Side, build_sequence
from vbert_studio.model.vocabulary import MASK, JointVocabulary
from vbert_studio.training.masking import Masker, MaskSettings, Pattern

VOCABULARY = JointVocabulary(30522, np.arange(50, dtype=np.int32))
V = VOCABULARY.first_visual
words = st.lists(st.integers(1000, 30000), max_size=20)
visual = st.lists(st.integers(V, V + 49), max_size=20)
seeds = st.integers(0, 2**32 - 1)
MASKER = Masker(VOCABULARY)


@given(words, visual, st.sampled_from(Order), st.sampled_from(Pattern), seeds)
def test_what_every_pattern_keeps(
    text: list[int], video: list[int], order: Order, pattern: Pattern, seed: int
) -> None:
    row = build_sequence(VOCABULARY, text, video, order)
    masked = MASKER.mask_by(pattern, row, np.random.default_rng(seed))
    told = np.isin(np.arange(len(row)), masked.positions)
    assert (np.diff(masked.positions) > 0).all()
    assert (row.ids[masked.positions] == masked.targets).all()
    assert (masked.sequence.ids[~told] == row.ids[~told]).all()
    assert (row.sides[masked.positions] != Side.SPECIAL).all()
    assert (masked.sequence.sides == row.sides).all()
    assert len(masked.positions) or not (text or video)


@given(words, visual, st.sampled_from(Order), seeds)
def test_a_replacement_stays_on_its_side(
    text: list[int], video: list[int], order: Order, seed: int
) -> None:
    always = Masker(VOCABULARY, MaskSettings(scattered=1.0, masked=0.0, replaced=1.0))
    row = build_sequence(VOCABULARY, text, video, order)
    ids = always.mask_by(Pattern.SCATTERED, row, np.random.default_rng(seed)).sequence.ids
    assert VOCABULARY.is_visual(ids[row.video]).all()
    assert (ids[row.text] < VOCABULARY.text_size).all()


def test_the_published_shares() -> None:
    row = build_sequence(VOCABULARY, np.full(100_000, 5000), np.full(100_000, V))
    masked = MASKER.mask_by(Pattern.SCATTERED, row, np.random.default_rng(1))
    now = masked.sequence.ids[masked.positions]
    assert len(masked.positions) / 200_000 == pytest.approx(0.15, abs=0.005)
    assert (now == MASK).mean() == pytest.approx(0.8, abs=0.01)
    # One visual replacement in fifty happens to be the token that was there.
    assert (now == masked.targets).mean() == pytest.approx(0.1, abs=0.01)


@given(words.filter(bool), visual.filter(bool), seeds)
def test_a_whole_side_leaves_the_other_one_untouched(
    text: list[int], video: list[int], seed: int
) -> None:
    row = build_sequence(VOCABULARY, text, video)
    masked = MASKER.mask_by(Pattern.WHOLE, row, np.random.default_rng(seed))
    assert masked.positions.tolist() in (row.text.tolist(), row.video.tolist())
    assert (masked.sequence.ids[masked.positions] == MASK).all()


def test_every_pattern_is_drawn_and_a_lone_side_is_never_hidden_whole() -> None:
    rng = np.random.default_rng(2)
    both = build_sequence(VOCABULARY, [2001], [V, V])
    alone = build_sequence(VOCABULARY, [], [V])
    assert {MASKER._draw(both, rng) for _ in range(200)} == set(Pattern)
    # Of a lone clip neither a side nor a future can be guessed.
    assert not {Pattern.WHOLE, Pattern.AHEAD} & {MASKER._draw(alone, rng) for _ in range(200)}


@given(words, st.lists(st.integers(V, VOCABULARY.size - 1), min_size=2, max_size=30), seeds)
def test_what_is_ahead_is_hidden_to_the_end_and_nothing_else(
    text: list[int], video: list[int], seed: int
) -> None:
    row = build_sequence(VOCABULARY, text, video)
    masked = MASKER.mask_by(Pattern.AHEAD, row, np.random.default_rng(seed))
    hidden = len(masked.positions)
    assert 1 <= hidden < len(video), "something is known"
    assert masked.positions.tolist() == row.video[-hidden:].tolist()
    assert (masked.sequence.ids[masked.positions] == MASK).all()


def test_one_seed_gives_one_mask() -> None:
    row = build_sequence(VOCABULARY, range(2000, 2030), range(V, V + 30))
    first, second = (MASKER.mask(row, np.random.default_rng(7)) for _ in range(2))
    assert (first.sequence.ids == second.sequence.ids).all()
    assert (first.positions == second.positions).all()
