import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vbert_studio.model.vocabulary import JointVocabulary, VocabularyError

LEAVES = np.array([0, 12, 144, 1728, 20735], np.int32)


@pytest.fixture
def vocabulary() -> JointVocabulary:
    return JointVocabulary(30522, LEAVES)


def test_the_rows_are_words_then_between_then_visual_words(vocabulary: JointVocabulary) -> None:
    assert vocabulary.between == 30522
    assert vocabulary.first_visual == 30523
    assert vocabulary.size == 30523 + 5


@given(st.lists(st.sampled_from(LEAVES.tolist())))
def test_leaves_come_back_from_their_rows(leaves: list[int]) -> None:
    vocabulary = JointVocabulary(30522, LEAVES)
    ids = vocabulary.visual_ids(leaves)
    assert vocabulary.is_visual(ids).all()
    assert vocabulary.leaves_of(ids).tolist() == leaves


@pytest.mark.parametrize("leaf", [1, 20736, -1])
def test_a_leaf_of_another_codebook_is_refused(vocabulary: JointVocabulary, leaf: int) -> None:
    with pytest.raises(VocabularyError, match=f"no visual word {leaf}"):
        vocabulary.visual_ids([0, leaf])


def test_the_digest_tells_vocabularies_apart(vocabulary: JointVocabulary) -> None:
    assert vocabulary.digest == JointVocabulary(30522, LEAVES.astype(np.int64)).digest  # type: ignore[arg-type]
    assert vocabulary.digest != JointVocabulary(30522, LEAVES[:-1]).digest
    assert vocabulary.digest != JointVocabulary(30521, LEAVES).digest
