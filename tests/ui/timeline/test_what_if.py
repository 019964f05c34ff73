"""What a what-if is, what is read around it, and how questions take turns; without a window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from timeline_samples import made_up

from vbert_studio.errors import StudioError
from vbert_studio.jobs.requests import (
    ClipGuessed,
    ClozeAnswer,
    LeafGuess,
    Ping,
    WordGuess,
    WordGuessed,
    WordPlace,
)
from vbert_studio.ui.masking.board import percent, slots_of
from vbert_studio.ui.masking.passages import Reader, passage_for
from vbert_studio.ui.masking.turnstile import Turnstile
from vbert_studio.ui.masking.whatif import Steps, WhatIf, told
from vbert_studio.ui.timeline.content import NO_TOKEN, TextTrack, TimelineContent, TokenTrack
from vbert_studio.ui.timeline.spots import places_between, places_inside, spots, stretch_of

WORD = WordPlace(7, 2)
READER = Reader(Path("project"))


def spoken() -> TimelineContent:
    """The made-up video, whose words stand in sentences of seven."""
    content = made_up()
    assert isinstance(content.words, TextTrack)
    places = tuple(WordPlace(n // 7 + 1, n % 7) for n in range(len(content.words.texts)))
    return replace(content, words=replace(content.words, places=places))


def test_a_place_is_hidden_or_filled_but_never_both() -> None:
    state = WhatIf().hide([3, 4, WORD]).fill(4, 99).fill(WORD, "egg")
    assert state.hidden == {3}
    assert state.fill_at(4) == 99
    assert state.hide([4]).fill_at(4) is None
    assert state.hide([4]).hidden == {3, 4}
    assert state.restore([3, 4, WORD]).is_empty
    masking = state.masking()
    assert (masking.clips, masking.words) == ((3,), ())
    assert (masking.put_clips, masking.put_words) == (((4, 99),), ((WORD, "egg"),))


def test_states_that_were_reached_differently_are_equal() -> None:
    one = WhatIf().hide([1, 2, 5]).fill(2, 8).fill(1, 7)
    assert one == WhatIf().hide([5, 2, 1]).fill(1, 7).fill(2, 8)
    assert told(one) == "1 clip hidden, 2 filled in"
    assert told(WhatIf()) == "nothing hidden"


def test_steps_go_back_and_forth_and_a_gesture_is_none_until_it_ends() -> None:
    steps = Steps()
    steps.attempt(WhatIf().hide([1]))
    assert steps.now.hidden == {1}
    assert steps.undo_name is None
    steps.take("Hide", WhatIf().hide([1, 2]))
    steps.take("Fill", steps.now.fill(1, 5))
    steps.take("nothing new", steps.now)
    assert steps.undo_name == "Fill"
    steps.back()
    assert steps.now == WhatIf().hide([1, 2])
    assert steps.redo_name == "Fill"
    steps.take("Show", WhatIf().hide([2]))
    assert steps.redo_name is None
    steps.back()
    steps.back()
    steps.back()
    assert steps.now.is_empty


def test_items_that_are_dragged_over_are_those_that_are_touched() -> None:
    content = spoken()
    assert places_between(content, "tokens", 1.6, 1.6) == (1,)
    assert places_between(content, "tokens", 1.5, 1.5) == (1,)
    assert places_between(content, "tokens", 4.4, 1.6) == (1, 2)
    words = places_between(content, "words", 0.2, 1.2)
    assert words == (WordPlace(1, 0), WordPlace(1, 1), WordPlace(1, 2))
    assert places_between(content, "words", 0.55, 0.57) == ()
    assert places_inside(content, "tokens", 0.0, 2.0) == (0,)


def test_clips_without_a_token_cannot_be_hidden() -> None:
    content = spoken()
    assert isinstance(content.tokens, TokenTrack)
    last = len(content.tokens.leaves) - 1
    assert content.tokens.leaves[last - 1] == NO_TOKEN
    end_s = content.duration_s
    assert places_between(content, "tokens", end_s - 6.5, end_s - 0.5) == (last - 3, last)


def test_spots_in_view_are_held_to_what_is_seen() -> None:
    from vbert_studio.ui.timeline.viewport import Viewport

    content = spoken()
    view = Viewport.whole(content.duration_s, 100.0).showing(1.0, 3.0, 0.0)
    found = {spot.place: spot for spot in spots(content, view, [0, 1, 9, WordPlace(1, 3)], 1.0)}
    assert set(found) == {0, 1, WordPlace(1, 3)}
    assert (found[0].left, found[0].right) == (0.0, 25.0)
    assert found[1].width == 75.0
    assert stretch_of(content, WordPlace(99, 0)) is None


def test_what_is_read_is_whole_sentences_with_one_on_either_side() -> None:
    content = spoken()
    assert isinstance(content.sentences, TextTrack)
    starts = content.sentences.spans.starts
    passage = passage_for(content, [6], 0.0, READER, None)
    assert passage is not None
    clip_s = 1.5
    # Clip 6 is 9.0 to 10.5 s: the third sentence, 7.1 to 10.4.
    assert passage.first_clip == int(starts[1] / clip_s)
    assert passage.first_clip <= 6 < passage.end_clip
    alone = passage_for(content, [6], 0.0, replace(READER, neighbours=0), None)
    assert alone is not None
    assert passage.first_clip < alone.first_clip <= 6 < alone.end_clip < passage.end_clip


def test_what_is_read_stays_while_it_will_do() -> None:
    content = spoken()
    passage = passage_for(content, [6], 0.0, READER, None)
    assert passage is not None
    assert passage_for(content, [6, passage.end_clip - 1], 0.0, READER, passage) is passage
    assert passage_for(content, [passage.end_clip], 0.0, READER, passage) is not passage
    turned = replace(READER, order="video-first")
    other = passage_for(content, [6], 0.0, turned, passage)
    assert other is not None
    assert other.order == "video-first"
    other = passage_for(content, [WordPlace(3, 1)], 0.0, READER, None)
    assert other == passage


def test_without_speech_a_segment_is_read_and_without_tokens_nothing() -> None:
    content = spoken()
    assert isinstance(content.sentences, TextTrack)
    assert isinstance(content.tokens, TokenTrack)
    spans = content.sentences.spans.cut(slice(0, 0))
    silent = replace(content, sentences=TextTrack(spans, ()))
    passage = passage_for(silent, [], 12.0, READER, None)
    assert passage is not None
    assert (passage.first_clip, passage.end_clip) == (0, 17)
    bare = replace(content.tokens, leaves=np.full_like(content.tokens.leaves, NO_TOKEN))
    assert passage_for(replace(content, tokens=bare), [6], 0.0, READER, None) is None


def test_answers_come_by_place_with_the_truth_marked() -> None:
    clip = ClipGuessed(4, 9, (LeafGuess(7, 0.6), LeafGuess(8, 0.3)), 9, 0.3, 8)
    word = WordGuessed(WORD, (2,), (WordGuess("egg", 0.9),), "egg", 0.9)
    typed = WordGuessed(WordPlace(0, 1), (3,), (WordGuess("pan", 0.5),), "", None)
    slots = slots_of(ClozeAnswer("model", (), (clip,), (word, typed)))  # 8 stands for 9's name
    assert list(slots) == [4, WORD, WordPlace(0, 1)]
    assert [guess.is_true for guess in slots[4].guesses] == [False, True]
    assert (slots[4].rank, slots[WORD].rank) == (2, 1)
    assert slots[WordPlace(0, 1)].truth is None
    assert slots[WordPlace(0, 1)].rank is None


@pytest.mark.parametrize(
    ("p", "said"), [(0.0, "0 %"), (0.004, "< 1 %"), (0.304, "30 %"), (1.0, "100 %")]
)
def test_probabilities_are_told_in_per_cent(p: float, said: str) -> None:
    assert percent(p) == said


class SlowEngine:
    """Keeps questions until it is told to answer."""

    def __init__(self) -> None:
        self.asked: list[tuple[Any, Callable[[Any], None], Callable[[StudioError], None]]] = []

    def ask(self, request: Any, then: Any, otherwise: Any, *, channel: str) -> None:
        assert channel == "test"
        self.asked.append((request, then, otherwise))


def test_answers_follow_a_drag_one_at_a_time_and_the_newest_is_never_lost() -> None:
    engine = SlowEngine()
    turnstile = Turnstile(engine, "test")  # type: ignore[arg-type]
    heard: list[Any] = []
    for number in range(5):
        turnstile.ask(Ping(), lambda answer, n=number: heard.append((n, answer)), heard.append)
    assert len(engine.asked) == 1
    assert turnstile.is_busy
    engine.asked[0][1]("first")
    assert heard == [(0, "first")]
    assert len(engine.asked) == 2
    engine.asked[1][1]("last")
    assert heard[-1] == (4, "last")
    assert not turnstile.is_busy


def test_a_dropped_question_is_not_heard_and_an_error_lets_the_next_one_through() -> None:
    engine = SlowEngine()
    turnstile = Turnstile(engine, "test")  # type: ignore[arg-type]
    heard: list[Any] = []
    turnstile.ask(Ping(), heard.append, heard.append)
    turnstile.drop()
    turnstile.ask(Ping(), heard.append, heard.append)
    turnstile.ask(Ping(), heard.append, heard.append)
    engine.asked[0][1]("too late")
    assert heard == []
    error = StudioError("no_model", "There is none.")
    engine.asked[1][2](error)
    assert heard == [error]
    assert len(engine.asked) == 3
