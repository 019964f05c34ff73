"""Questions to a tiny model that has learned a language whose answers are known."""

from __future__ import annotations

import numpy as np
import pytest

from tests.small_language import (
    ACTIONS,
    VOCABULARY,
    actions_said,
    actions_seen,
    looks_of,
    make_films,
    word_of,
)
from vbert_studio.model.sequence import Order, Side, build_sequence, collate
from vbert_studio.model.videobert import Inputs
from vbert_studio.tasks.align import align, alignment_matrix, best_offset
from vbert_studio.tasks.asker import Asker
from vbert_studio.tasks.attention import attention
from vbert_studio.tasks.cloze import cloze
from vbert_studio.tasks.embed import embed_texts, embed_videos
from vbert_studio.tasks.filling import fill, sampled
from vbert_studio.tasks.forecast import forecast
from vbert_studio.tasks.generate import generate
from vbert_studio.tasks.last_layer import states_at
from vbert_studio.tasks.surprise import surprise, surprise_of_film


def said(action: int) -> np.ndarray:
    return np.array([1000, word_of(action), 1001])


def seen(action: int, length: int = 3) -> np.ndarray:
    return np.resize(np.array(looks_of(action)), length)


@pytest.mark.parametrize("order", Order)
def test_cloze_fills_a_word_from_the_video(asker: Asker, order: Order) -> None:
    right = 0
    for action in range(ACTIONS):
        row = build_sequence(VOCABULARY, said(action), seen(action), order)
        (guess,) = cloze(asker, row, [row.text[1]], count=3)
        assert guess.side is Side.TEXT
        assert len(guess.top) == 3
        right += guess.top[0].id == word_of(action)
    assert right >= ACTIONS - 1


def test_cloze_fills_the_video_from_the_words(asker: Asker) -> None:
    right = 0
    for action in range(ACTIONS):
        row = build_sequence(VOCABULARY, said(action), seen(action))
        for guess in cloze(asker, row, row.video):
            right += guess.top[0].id in looks_of(action)
    assert right >= 3 * ACTIONS - 3


def test_probabilities_are_probabilities(asker: Asker) -> None:
    row = build_sequence(VOCABULARY, said(3), seen(3))
    words, video = cloze(asker, row, [row.text[1], row.video[0]], count=5000)
    assert sum(c.p for c in words.top) == pytest.approx(1.0, abs=1e-3)
    assert sum(c.p for c in video.top) == pytest.approx(1.0, abs=1e-3)
    assert len(video.top) == VOCABULARY.visual_size
    assert [c.p for c in video.top] == sorted((c.p for c in video.top), reverse=True)


def test_asking_many_together_gives_what_asking_each_gives(asker: Asker) -> None:
    rows = [build_sequence(VOCABULARY, said(a), seen(a, 2 + a % 4)) for a in range(6)]
    asked = [row.text[1:2] for row in rows]
    masked = [row.masked(at) for row, at in zip(rows, asked, strict=True)]
    together = asker.beliefs(masked, asked)
    for one, at, (belief,) in zip(masked, asked, together, strict=True):
        ((alone,),) = asker.beliefs([one], [at])
        np.testing.assert_allclose(belief.log_p, alone.log_p, atol=1e-4)


def test_the_last_layer_is_the_same_where_it_alone_is_computed(asker: Asker) -> None:
    """Rows of different lengths, with none, one and all of their positions asked about."""
    rows = [build_sequence(VOCABULARY, said(a), seen(a, 2 + 3 * a)) for a in range(4)]
    asked = [row.video[:count] for row, count in zip(rows, (1, 0, 5, 99), strict=True)]
    inputs = Inputs.of(collate(rows))
    assert inputs.attended is not None
    at = np.concatenate([np.full(len(columns), b) for b, columns in enumerate(asked)])
    columns = np.concatenate(asked)
    whole = asker.states(rows)[at, columns]
    part = states_at(asker.model, inputs, at, columns)
    np.testing.assert_allclose(part.numpy(), whole.numpy(), atol=1e-5)


def test_nothing_is_looked_at_where_something_is_hidden(asker: Asker) -> None:
    row = build_sequence(VOCABULARY, said(3), seen(3))
    other = build_sequence(VOCABULARY, said(5), seen(3))
    assert cloze(asker, row, [row.text[1]]) == cloze(asker, other, [row.text[1]])
    assert cloze(asker, row, []) == []


def test_filled_positions_agree_with_each_other(asker: Asker) -> None:
    """With everything hidden each slot alone is a toss-up; filled together they tell one story."""
    row = build_sequence(VOCABULARY, said(0), seen(0, 4))
    everything = np.concatenate([row.text, row.video])
    agreed = 0
    for seed in range(10):
        choose = sampled(np.random.default_rng(seed), 0.5)
        filled = fill(asker, row, everything, rounds=7, choose=choose).sequence
        agreed += actions_said(filled.ids[filled.text]) <= actions_seen(filled.ids[filled.video])
    assert agreed >= 8


def test_text_becomes_video(asker: Asker) -> None:
    for action in (0, 2, 5):
        made = generate(asker, said(action), 4)
        assert actions_seen(np.array(made.chosen)) == {action}
        assert len(made.slots) == 4


def past_of(action: int) -> np.ndarray:
    """Three actions in a row, of which `action` has just ended."""
    return np.concatenate([seen((action + back) % ACTIONS, 4) for back in (-2, -1, 0)])


def test_the_futures_are_those_of_the_language(asker: Asker) -> None:
    """An action goes on, or the next one comes, or the one after it; never another."""
    for action in range(ACTIONS):
        found = forecast(asker, past_of(action), 2, count=8)
        ps = [future.p for future in found.futures]
        assert ps == sorted(ps, reverse=True)
        assert len({future.ids for future in found.futures}) == 8
        likely = actions_seen(np.array([future.ids for future in found.futures[:4]]).ravel())
        assert likely <= {(action + on) % ACTIONS for on in (0, 1, 2)}


def test_the_probabilities_of_all_futures_add_up_to_one(asker: Asker) -> None:
    everything = VOCABULARY.visual_size**2
    found = forecast(asker, seen(2, 4), 2, count=everything, beam=everything)
    assert len(found.futures) == everything
    assert sum(future.p for future in found.futures) == pytest.approx(1.0, abs=1e-3)


def test_pairs_that_belong_together_are_told_from_others(asker: Asker) -> None:
    matrix = alignment_matrix(
        asker, [said(a) for a in range(ACTIONS)], [seen(a) for a in range(ACTIONS)]
    )
    right = np.diag(matrix)
    wrong = matrix[~np.eye(ACTIONS, dtype=bool)]
    assert right.mean() > 0.8
    assert wrong.mean() < 0.2
    assert align(asker, []).tolist() == []


def test_narration_that_runs_ahead_is_found(asker: Asker) -> None:
    film = make_films(1, actions=10, seed=5)[0]
    early = [(s.ids, s.first - 2, s.end - 2) for s in film.sentences if s.first >= 2]
    found = best_offset(asker, film.tokens, early)
    assert found.clips == 2
    assert found.mean_p > found.mean_p_now


def test_what_does_not_belong_is_surprising(asker: Asker) -> None:
    found = 0
    for action in range(ACTIONS):
        ids = past_of(action)
        ids[5] = looks_of((action + 2) % ACTIONS)[0]
        nats = surprise(asker, build_sequence(VOCABULARY, (), ids), batch=3)
        assert (nats[[0, 1, -1]] == 0).all()
        found += nats.argmax() == 2 + 5
    assert found >= ACTIONS - 1


def test_vectors_of_what_is_alike_are_near(asker: Asker) -> None:
    videos = embed_videos(asker, [seen(a, 4) for a in range(ACTIONS)])
    again = embed_videos(asker, [seen(a, 3)[::-1] for a in range(ACTIONS)])
    assert videos.shape == (ACTIONS, 64)
    np.testing.assert_allclose(np.linalg.norm(videos, axis=1), 1.0, rtol=1e-5)
    assert ((videos @ again.T).argmax(axis=1) == np.arange(ACTIONS)).all()
    assert embed_texts(asker, [said(1)]).shape == (1, 64)


def test_attention_says_where_each_position_looks(asker: Asker) -> None:
    row = build_sequence(VOCABULARY, said(1), seen(1))
    before = cloze(asker, row, [2])
    weights = attention(asker, row)
    assert weights.shape == (2, 4, len(row), len(row))
    np.testing.assert_allclose(weights.sum(axis=-1), 1.0, rtol=1e-4)
    assert cloze(asker, row, [2]) == before


def test_a_band_of_the_matrix_leaves_out_what_is_far_away(asker: Asker) -> None:
    sentences, segments = [said(a) for a in range(4)], [seen(a) for a in range(4)]
    whole = alignment_matrix(asker, sentences, segments)
    band = alignment_matrix(asker, sentences, segments, band=1)
    far = np.abs(np.subtract.outer(range(4), range(4))) > 1
    assert np.isnan(band[far]).all()
    np.testing.assert_allclose(band[~far], whole[~far], atol=1e-5)


def test_every_offset_that_was_tried_is_told(asker: Asker) -> None:
    film = make_films(1, actions=6, seed=3)[0]
    sentences = [(s.ids, s.first, s.end) for s in film.sentences]
    found = best_offset(asker, film.tokens, sentences, farthest=2)
    assert [shift for shift, _ in found.tried] == [-2, -1, 0, 1, 2]
    assert dict(found.tried)[0] == found.mean_p_now
    assert max(p for _, p in found.tried) == found.mean_p


def test_a_film_is_judged_in_windows(asker: Asker) -> None:
    tokens = np.concatenate([seen(a % ACTIONS, 4) for a in range(8)])
    tokens[13] = looks_of(0)[0]
    found = surprise_of_film(asker, tokens, context=6, batch=5)
    row = build_sequence(VOCABULARY, (), tokens[7:20])
    assert found.nats[13] == pytest.approx(surprise(asker, row)[row.video[6]], abs=1e-4)
    assert found.nats.argmax() in (12, 13, 14)
    right = found.best == tokens
    np.testing.assert_allclose(np.exp(-found.nats[right]), found.best_p[right], rtol=1e-4)
    assert (found.best_p >= np.exp(-found.nats) - 1e-6).all()


def test_slots_are_told_with_the_probability_they_were_chosen_with(asker: Asker) -> None:
    alone = generate(asker, said(2), 4, rounds=1)
    for slot, chosen, p in zip(alone.slots, alone.chosen, alone.ps, strict=True):
        assert (slot.top[0].id, slot.top[0].p) == (chosen, pytest.approx(p))
    together = generate(asker, said(2), 4)
    assert together.slots == alone.slots
    surest = int(np.argmax(alone.ps))
    assert together.ps[surest] == pytest.approx(alone.ps[surest])
