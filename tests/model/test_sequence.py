import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vbert_studio.model.sequence import Order, Side, build_sequence, collate
from vbert_studio.model.vocabulary import CLS, MASK, PAD, SEP, JointVocabulary

VOCABULARY = JointVocabulary(30522, np.arange(50, dtype=np.int32))
GT = VOCABULARY.between
V = VOCABULARY.first_visual
words = st.lists(st.integers(1000, 30000), max_size=8)
visual = st.lists(st.integers(V, V + 49), max_size=8)


def test_the_published_order_is_text_first() -> None:
    row = build_sequence(VOCABULARY, [2001, 2002], [V, V + 1])
    assert row.ids.tolist() == [CLS, 2001, 2002, GT, V, V + 1, SEP]
    assert row.segments.tolist() == [0, 0, 0, 0, 1, 1, 0]


def test_the_segment_follows_the_modality_not_the_position() -> None:
    row = build_sequence(VOCABULARY, [2001, 2002], [V, V + 1], Order.VIDEO_FIRST)
    assert row.ids.tolist() == [CLS, V, V + 1, GT, 2001, 2002, SEP]
    assert row.segments.tolist() == [0, 1, 1, 0, 0, 0, 0]


@pytest.mark.parametrize("order", Order)
def test_one_modality_alone(order: Order) -> None:
    assert build_sequence(VOCABULARY, [2001], [], order).ids.tolist() == [CLS, 2001, SEP]
    assert build_sequence(VOCABULARY, [], [V], order).ids.tolist() == [CLS, GT, V, SEP]


def test_a_mask_belongs_to_the_side_it_hides() -> None:
    row = build_sequence(VOCABULARY, [MASK, 2002], [MASK, MASK])
    assert row.sides.tolist() == [
        Side.SPECIAL, Side.TEXT, Side.TEXT, Side.SPECIAL, Side.VIDEO, Side.VIDEO, Side.SPECIAL,
    ]  # fmt: skip
    assert row.masked(row.text).ids[row.text].tolist() == [MASK, MASK]


@given(words, visual, st.sampled_from(Order))
def test_both_sides_are_found_again(text: list[int], video: list[int], order: Order) -> None:
    row = build_sequence(VOCABULARY, text, video, order)
    assert row.ids[row.text].tolist() == text
    assert row.ids[row.video].tolist() == video
    assert row.ids[0] == CLS
    assert row.ids[-1] == SEP


def test_a_batch_is_padded_behind_the_end() -> None:
    batch = collate([build_sequence(VOCABULARY, [2001], [V]), build_sequence(VOCABULARY, [2001])])
    assert batch.ids.tolist() == [[CLS, 2001, GT, V, SEP], [CLS, 2001, SEP, PAD, PAD]]
    assert batch.attended.sum(axis=1).tolist() == batch.lengths.tolist() == [5, 3]
