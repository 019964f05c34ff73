"""Questions to a tiny trained model about a small real project, and through the real engine."""

from __future__ import annotations

import json
import shutil
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import psutil
import pytest

from tests.small_language import LOOKS
from tests.small_project import (
    AHEAD_S,
    CHECKPOINT,
    CLIPS,
    TEMPLATE,
    VERBS,
    draw_looks,
    make_codebook,
    make_small_project,
)
from vbert_studio.errors import StudioError
from vbert_studio.jobs.engine import Engine
from vbert_studio.jobs.engine_answers import answer_to
from vbert_studio.jobs.engine_models import Models
from vbert_studio.jobs.requests import (
    Answer,
    AskAction,
    AskAlignment,
    AskAttention,
    AskCloze,
    AskEmbedding,
    AskForecast,
    AskGenerate,
    AskPairs,
    AskRow,
    AskSurprise,
    LoadVideoBert,
    Masking,
    PairPlace,
    Passage,
    Ping,
    Request,
    StretchPlace,
    WordPlace,
    passage_around,
)
from vbert_studio.progress import Monitor
from vbert_studio.project import Project

SOON_S = 300.0
pytestmark = pytest.mark.usefixtures("one_thread")


@pytest.fixture
def folder(small_project: Path, wordpiece_vocabulary: Path) -> Path:
    """The small project with its model; nobody changes it."""
    return small_project


class Asking:
    """Asks without an engine around it."""

    def __init__(self) -> None:
        self.models = Models()

    def __call__(self, request: Request[Answer]) -> Answer:
        answer: Answer = answer_to(self.models, request, Monitor())
        return answer


@pytest.fixture
def ask() -> Iterator[Asking]:
    asking = Asking()
    yield asking
    asking.models.close()


def said_at(folder: Path, video: int, clip: int) -> tuple[int, str]:
    """The id and the text of the sentence that is said over a clip."""
    with Project.open(folder, "read") as project:
        for row in project.transcripts.sentences(video):
            if row.start_s < clip * 1.5 + 0.75 < row.end_s:
                return row.id, row.text
    raise AssertionError("nobody speaks there")


def verb_at(clip: int, seed: int = 1) -> str:
    return VERBS[draw_looks(seed, CLIPS)[clip] // LOOKS]


def leaves_of(clip: int, seed: int = 1) -> set[int]:
    """The two visual words of what is done in a clip."""
    rank = draw_looks(seed, CLIPS)[clip] // LOOKS * LOOKS
    return set(make_codebook().leaves[rank : rank + LOOKS].tolist())


def test_a_hidden_word_is_found_from_the_video(ask: Asking, folder: Path) -> None:
    right = 0
    for clip in range(0, CLIPS - 3, 4):
        sentence, text = said_at(folder, 1, clip)
        place = WordPlace(sentence, 1)
        passage = replace(passage_around(folder, 1, clip, clip + 1, CLIPS, context=2))
        answer = ask(AskCloze(passage, Masking(words=(place,)), count=3))
        (word,) = answer.words
        assert (word.place, word.truth) == (place, text.split()[1])
        assert len(word.top) == 3
        (position,) = word.positions
        assert answer.tokens[position].hidden
        assert answer.tokens[position].piece == word.truth
        right += word.top[0].word == word.truth
    assert right >= 7


def test_a_hidden_clip_is_found_from_the_words(ask: Asking, folder: Path) -> None:
    right = 0
    for clip in range(1, CLIPS - 3, 4):
        passage = passage_around(folder, 1, clip, clip + 1, CLIPS, context=3)
        (found,) = ask(AskCloze(passage, Masking(clips=(clip,)))).clips
        assert found.clip == clip
        assert found.truth_p <= max(guess.p for guess in found.top) + 1e-6
        # At a border the clip may as well be of the neighbour's action.
        near = leaves_of(clip - 1) | leaves_of(clip) | leaves_of(clip + 1)
        right += found.top[0].leaf in near
    assert right >= 7


def test_what_if_changes_the_others(ask: Asking, folder: Path) -> None:
    """With another word said and other pictures beside it, another picture is expected."""
    passage = Passage(folder, 1, 8, 14, typed=f"now {VERBS[4]} it")
    book = make_codebook()
    other = int(book.leaves[4 * LOOKS])
    put = tuple((clip, other) for clip in range(8, 14) if clip != 10)
    plain = ask(AskCloze(passage, Masking(clips=(10,)))).clips[0]
    changed = ask(AskCloze(passage, Masking(clips=(10,), put_clips=put)))
    assert changed.clips[0].truth == plain.truth
    assert changed.clips[0].top[0].leaf in book.leaves[4 * LOOKS : 5 * LOOKS]
    assert [t.clip for t in changed.tokens if t.put] == [clip for clip, _ in put]
    words = ask(
        AskCloze(replace(passage, typed="now [MASK] it"), Masking(put_clips=((10, other), *put)))
    ).words
    assert words[0].top[0].word == VERBS[4]
    assert (words[0].truth, words[0].truth_p) == ("", None)


def test_a_word_is_put_between_the_signs_around_it(ask: Asking, folder: Path) -> None:
    passage = Passage(folder, 1, 0, 3, typed="Now, heat it!")
    put = Masking(put_words=((WordPlace(0, 0), "spatulas"),), words=(WordPlace(0, 2),))
    row = ask(AskRow(passage, put)).tokens
    assert [t.piece for t in row[:8]] == [
        "[CLS]", "spat", "##ula", "##s", ",", "heat", "it", "!",
    ]  # fmt: skip
    assert [t.put for t in row[:5]] == [False, True, True, True, False]
    assert [t.hidden for t in row[5:8]] == [False, True, False]
    assert [(t.side, t.segment) for t in row[7:10]] == [("text", 0), ("special", 0), ("video", 1)]
    assert row[9].clip == 0
    assert row[9].leaf in leaves_of(0)
    assert [t.position for t in row] == list(range(len(row)))


def test_both_orders_and_larger_steps_are_read(ask: Asking, folder: Path) -> None:
    passage = Passage(folder, 1, 3, 12, sentences=(), step=4, order="video-first")
    row = ask(AskRow(passage)).tokens
    assert [t.clip for t in row] == [None, None, 3, 7, 11, None]
    both = ask(AskRow(replace(passage, typed="now cut it"))).tokens
    assert [t.side for t in both][:5] == ["special", "video", "video", "video", "special"]


def test_all_can_be_filled_together(ask: Asking, folder: Path) -> None:
    sentence, _ = said_at(folder, 1, 9)
    passage = replace(passage_around(folder, 1, 9, 10, CLIPS, context=0), sentences=(sentence,))
    masking = Masking(clips=(9,), words=(WordPlace(sentence, 1),))
    together = ask(AskCloze(passage, masking, together=True)).together
    assert together is not None
    ((clip, leaf),) = together.clips
    ((place, verb),) = together.words
    assert (clip, place) == (9, WordPlace(sentence, 1))
    assert leaf in make_codebook().leaves[VERBS.index(verb) * LOOKS :][:LOOKS]


def test_the_action_is_named(ask: Asking, folder: Path) -> None:
    right = 0
    for clip in range(0, CLIPS - 3, 4):
        answer = ask(AskAction(folder, 1, clip, clip + 2, template=TEMPLATE))
        (slot,) = answer.slots
        right += verb_at(clip) in (slot.plain[0].word, verb_at(clip + 1))
        assert {word.word for word in slot.corrected} <= {*VERBS, "now", "it"}
    assert right >= 7


@pytest.mark.parametrize("method", ["beam", "mask-predict", "sampled"])
def test_futures_stand_beside_what_came(ask: Asking, folder: Path, method: str) -> None:
    request = AskForecast(folder, 1, 0, 20, length=3, step=2, method=method)
    answer = ask(request)
    assert answer.clips == (21, 23, 25)
    book, looks = make_codebook(), draw_looks(1, CLIPS)
    assert list(answer.truth) == [int(book.leaves[looks[clip]]) for clip in answer.clips]
    assert answer.truth_p is not None
    assert 0 < sum(future.p for future in answer.futures) <= 1
    assert len({future.leaves for future in answer.futures}) == 3
    assert [future.names for future in answer.futures] == [("", "", "")] * 3
    assert answer == ask(replace(request, single_words=True))  # where nothing has a name
    assert [len(step) for step in answer.steps] == [5, 5, 5]
    beyond = ask(replace(request, end_clip=CLIPS - 2, step=1))
    assert beyond.truth[0] is not None
    assert (beyond.truth[2], beyond.truth_p) == (None, None)


def test_a_text_becomes_visual_words(ask: Asking, folder: Path) -> None:
    for action in (1, 4):
        for method in ("argmax", "mask-predict"):
            answer = ask(AskGenerate(folder, f"now {VERBS[action]} it", 3, method=method))
            wanted = set(make_codebook().leaves[action * LOOKS : (action + 1) * LOOKS].tolist())
            assert {slot.leaf for slot in answer.slots} <= wanted
    sampled = AskGenerate(folder, "now cut it", 3, method="sampled", seed=3)
    assert ask(sampled) == ask(sampled)


def test_narration_that_runs_ahead_is_found(ask: Asking, folder: Path) -> None:
    ahead = ask(AskAlignment(folder, 2, band=1))
    assert ahead.best.seconds == AHEAD_S
    assert ahead.best.mean_p > ahead.now.mean_p
    assert len(ahead.offsets) == 13
    count = len(ahead.sentences)
    assert ahead.matrix.shape == (count, count)
    assert np.isnan(ahead.matrix[0, 2:]).all()
    in_time = ask(AskAlignment(folder, 1))
    assert in_time.best.clips == 0
    assert np.diag(in_time.matrix).mean() > 0.7


def test_pairs_are_judged(ask: Asking, folder: Path) -> None:
    right = PairPlace(1, 8, 10, f"now {verb_at(8)} it")
    wrong = replace(right, text=f"now {VERBS[(VERBS.index(verb_at(8)) + 3) % 6]} it")
    answer = ask(AskPairs(folder, (right, wrong)))
    assert answer.p[0] > 0.5 > answer.p[1]


def test_the_whole_video_is_judged(ask: Asking, folder: Path) -> None:
    answer = ask(AskSurprise(folder, 1))
    assert answer.nats.shape == answer.best.shape == answer.best_p.shape == (CLIPS,)
    # Which of the two looks of an action it is, is a toss-up; which action, mostly is not.
    # At a border it may as well be the neighbour's.
    inner = range(1, CLIPS - 1)
    near = [leaves_of(c - 1) | leaves_of(c) | leaves_of(c + 1) for c in inner]
    agreed = [answer.best[c] in leaves for c, leaves in zip(inner, near, strict=True)]
    assert np.mean(agreed) > 0.8
    told = ask(AskSurprise(folder, 1, with_sentences=True))
    assert not np.array_equal(told.nats, answer.nats)


def test_vectors_and_attention(ask: Asking, folder: Path) -> None:
    answer = ask(AskEmbedding(folder, (StretchPlace(1, 0, 3),), ("now cut it", "now mix it")))
    assert (answer.stretches.shape, answer.texts.shape) == ((1, 64), (2, 64))
    looked = ask(AskAttention(Passage(folder, 1, 0, 4)))
    assert looked.weights.shape == (2, 4, len(looked.tokens), len(looked.tokens))


def refused(ask: Asking, request: Request[Answer]) -> StudioError:
    with pytest.raises(StudioError) as caught:
        ask(request)
    assert caught.value.remedy
    return caught.value


def test_what_cannot_be_read_is_refused(ask: Asking, folder: Path) -> None:
    passage = Passage(folder, 1, 0, 8)
    kinds = {
        "no_such_clips": AskRow(replace(passage, end_clip=CLIPS + 1)),
        "no_such_place": AskCloze(passage, Masking(clips=(20,))),
        "no_such_sentence": AskRow(replace(passage, sentences=(99,))),
        "nothing_to_read": AskRow(replace(passage, end_clip=0)),
        "passage_too_long": AskRow(replace(passage, typed="now cut it " * 60)),
        "no_such_video": AskRow(replace(passage, video_id=7)),
        "no_such_checkpoint": AskRow(replace(passage, checkpoint="nobody")),
        "no_mask": AskAction(folder, 1, 0, 3, template="now cut it"),
        "bad_step": AskForecast(folder, 1, 0, 9, step=6),
        "bad_temperature": AskForecast(folder, 1, 0, 9, method="sampled", temperature=0.0),
        "no_text": AskGenerate(folder, "  "),
        "bad_length": AskGenerate(folder, "now cut it", 0),
    }
    assert {kind: refused(ask, request).kind for kind, request in kinds.items()} == {
        kind: kind for kind in kinds
    }


def test_a_project_without_a_model_says_how_to_get_one(
    ask: Asking, tmp_path: Path, wordpiece_vocabulary: Path
) -> None:
    folder = make_small_project(tmp_path / "Small", model=False)
    error = refused(ask, LoadVideoBert(folder))
    assert error.kind == "no_model"
    assert "pretrain" in error.remedy


def test_a_model_of_another_codebook_is_refused(ask: Asking, folder: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(folder, tmp_path / "Copy")
    config = copy / "checkpoints" / CHECKPOINT / "config.json"
    config.write_text(json.dumps(json.loads(config.read_text()) | {"codebook": "another"}))
    assert refused(ask, LoadVideoBert(copy)).kind == "other_codebook"


def test_two_models_are_held_and_a_third_takes_the_place_of_one(
    ask: Asking, folder: Path, tmp_path: Path
) -> None:
    copy = shutil.copytree(folder, tmp_path / "Copy")
    with Project.open(copy) as project:
        for name in ("second", "third"):
            place = copy / "checkpoints" / name
            shutil.copytree(copy / "checkpoints" / CHECKPOINT, place)
            project.checkpoints.add(name, folder=place, codebook="codebook-1", base="")
    assert ask(LoadVideoBert(copy)).checkpoint == "third"
    first = ask.models.videobert(copy, CHECKPOINT)
    assert ask(LoadVideoBert(copy)).checkpoint == "third"
    assert ask.models.videobert(copy, CHECKPOINT) is first
    ask(LoadVideoBert(copy, "second"))
    assert set(ask.models.names()) == {CHECKPOINT, "second"}


def test_the_engine_answers_and_answers_again_when_it_was_killed(folder: Path) -> None:
    noticed = threading.Event()
    engine = Engine(lambda _notice: noticed.set())
    try:
        loaded = engine.ask(LoadVideoBert(folder)).result(SOON_S)
        assert (loaded.checkpoint, loaded.layers, loaded.heads) == (CHECKPOINT, 2, 4)
        assert loaded.visual_words == 12
        question = AskCloze(Passage(folder, 1, 4, 12), Masking(clips=(8,)))
        before = engine.ask(question).result(SOON_S)
        looked = engine.ask(AskAttention(question.passage)).result(SOON_S)
        np.testing.assert_allclose(looked.weights.sum(axis=-1), 1.0, rtol=1e-3)
        assert engine.pid is not None
        psutil.Process(engine.pid).kill()
        assert noticed.wait(SOON_S)
        assert engine.ask(question).result(SOON_S) == before
        assert engine.ask(Ping()).result(SOON_S).loaded == (CHECKPOINT,)
        error = engine.ask(AskRow(replace(question.passage, end_clip=99))).exception(SOON_S)
        assert isinstance(error, StudioError)
        assert error.kind == "no_such_clips"
    finally:
        engine.close()
