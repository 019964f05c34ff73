"""The whole circle, once: what the demo answers, what a person teaches, and all of it again.

The program is the real one, with its engine, its worker and the models that come with it; a hand
on mouse and keyboard is all that moves it.
"""

from __future__ import annotations

import pytest
from circle_asking import (
    FIRST,
    FOURTH,
    SECOND,
    ask_for_the_future,
    compare_two_maskings,
    go_to_clip,
    hide,
    hide_and_fill,
    open_the_demo,
    watch_a_sentence,
)
from circle_hand import CONTROL, Key
from circle_teaching import (
    NAME,
    TUNED,
    compare_with_the_old_model,
    fine_tune,
    judge_pairs,
    name_a_word,
    shift_the_transcript,
)
from circle_visit import StartProgram, Visit

pytestmark = [
    pytest.mark.timeout(900),
    # The sound library of the system is looked for when the player's module is loaded.
]


def test_everything_is_found_again_after_the_whole_circle(start_program: StartProgram) -> None:
    visit = start_program()
    open_the_demo(visit)
    hide_and_fill(visit)
    ask_for_the_future(visit)
    watch_a_sentence(visit)
    compare_two_maskings(visit)
    shift_the_transcript(visit)
    name_a_word(visit)
    judge_pairs(visit)
    fine_tune(visit)
    compare_with_the_old_model(visit)
    look_closely(visit)
    left = visit.look_around()
    assert (NAME in left.names.values(), left.answers) == (True, TUNED)
    visit.leave()

    again = start_program()
    again.hand.wait(lambda: again.window.panels.masking.board.checkpoint == TUNED)
    assert again.look_around() == left
    again.hand.photograph("12 again")
    hide(again, FIRST, SECOND)
    assert again.window.panels.masking.board.checkpoint == TUNED


def look_closely(visit: Visit) -> None:
    """Leave the playhead and the timeline somewhere, with another panel in view."""
    hand, timeline = visit.hand, visit.window.panels.timeline.view
    go_to_clip(visit, FOURTH)
    hand.press(Key.Key_Equal, CONTROL)
    hand.wait(lambda: not timeline.viewport.is_whole)
    hand.press(Key.Key_1, CONTROL)
    hand.wait(lambda: "library" not in visit.window.docks.shown)
