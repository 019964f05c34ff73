import numpy as np
import pytest

from vbert_studio.training.films import film_of, segment_of


@pytest.mark.parametrize(
    ("start_s", "end_s", "segment"),
    [
        (0.0, 1.5, (0, 1)),
        (0.0, 3.0, (0, 2)),
        (1.4, 3.1, (1, 2)),  # touched by a hair on both sides
        (1.0, 3.6, (0, 3)),
        (2.0, 2.1, (1, 2)),
        (1.45, 1.55, (1, 2)),  # hardly anything, but somewhere
        (5.0, 99.0, (3, 6)),
        (10.0, 12.0, None),
    ],
)
def test_the_segment_of_a_sentence(
    start_s: float, end_s: float, segment: tuple[int, int] | None
) -> None:
    assert segment_of(start_s, end_s, clips=6) == segment


def test_a_sentence_beside_the_film_is_left_out() -> None:
    said = [(0.0, 1.5, np.array([7])), (99.0, 100.0, np.array([8])), (0.0, 1.5, np.array([]))]
    film = film_of(np.arange(4), said)
    assert [s.ids.tolist() for s in film.sentences] == [[7]]
