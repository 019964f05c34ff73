"""Second half of the circle: a person corrects and judges, and the model learns from it."""

from __future__ import annotations

from circle_asking import (
    FIRST,
    SECOND,
    SHIPPED,
    at_clip,
    compared,
    hide,
    wait_for_answer,
    wait_for_guesses,
)
from circle_hand import ALT, CONTROL, SHIFT, Key
from circle_visit import Visit
from PySide6.QtWidgets import QSpinBox

from vbert_studio.project.pairs import Judgement
from vbert_studio.ui.alignment.view import NUDGE_S
from vbert_studio.ui.timeline.content import PairTrack, TokenTrack

NAME = "onion in halves"
TUNED = "fine-tuned-1"
STEPS = 4


def times_of(visit: Visit) -> list[tuple[float, float]]:
    """When each sentence of the film is said, as the transcript shows it."""
    lines = visit.window.panels.transcript.model.lines
    return [(line.sentence.start_s, line.sentence.end_s) for line in lines]


def shift_the_transcript(visit: Visit) -> None:
    """By one press in the alignment panel; taken back, and done again."""
    window, hand = visit.window, visit.hand
    alignment = window.panels.questions.alignment
    hand.press(Key.Key_F9)
    wait_for_answer(visit, alignment.questioner)
    hand.wait(lambda: alignment.aligned is not None)
    before = times_of(visit)
    later = [(round(start + NUDGE_S, 9), round(end + NUDGE_S, 9)) for start, end in before]
    hand.photograph("7 alignment")
    hand.click(alignment.view.later)
    hand.wait(lambda: times_of(visit) == later)
    hand.press(Key.Key_Z, CONTROL)
    hand.wait(lambda: times_of(visit) == before)
    hand.press(Key.Key_Z, CONTROL | SHIFT)
    hand.wait(lambda: times_of(visit) == later)
    wait_for_answer(visit, alignment.questioner)


def name_a_word(visit: Visit) -> None:
    """Double-click a token, and type what it shows."""
    window, hand = visit.window, visit.hand
    timeline, words = window.panels.timeline.view, window.panels.words
    hand.press(Key.Key_7, CONTROL)
    hand.wait(words.view.isVisible)
    hand.double_click(timeline, at_clip(visit, FIRST))
    card = words.view.card
    leaf = window.session.project.tokens.load(window.viewer.video_id)[FIRST]
    hand.wait(lambda: card.card is not None and card.card.facts.leaf == leaf)
    hand.click(card.name)
    hand.wait(card.name.hasFocus)
    hand.press(Key.Key_A, CONTROL)
    hand.type(NAME)
    hand.press(Key.Key_Return)

    def is_on_timeline() -> bool:
        track = None if timeline.content is None else timeline.content.tokens
        return isinstance(track, TokenTrack) and track.names.get(leaf) == NAME

    hand.wait(is_on_timeline)
    hand.wait(lambda: card.title.text() == NAME)
    hand.photograph("8 a word with a name")


def judge_pairs(visit: Visit) -> None:
    """Make a pair of every sentence, and judge them one after the other by keys."""
    window, hand = visit.window, visit.hand
    panel = window.panels.pairs
    hand.press(Key.Key_6, CONTROL)
    hand.click(panel.view.empty.button)
    hand.wait(lambda: len(panel.model) == len(times_of(visit)))
    hand.press(Key.Key_P, CONTROL | ALT)
    hand.wait(panel.view.table.hasFocus)
    keys = [(Key.Key_1, Judgement.ALIGNED), (Key.Key_2, Judgement.NOT_ALIGNED)] * 20
    keys[2] = (Key.Key_3, Judgement.UNSURE)
    judged = keys[: len(panel.model)]
    for key, _ in judged:
        hand.press(key)
    hand.press(Key.Key_K)
    hand.wait_while_busy()
    pairs = window.session.project.pairs.all()
    assert [pair.judgement for pair in pairs] == [judgement for _, judgement in judged]
    timeline = window.panels.timeline.view
    hand.wait(lambda: isinstance(timeline.content.pairs, PairTrack))
    hand.photograph("9 judged pairs")


def fine_tune(visit: Visit) -> None:
    """Begin with the shipped model, watch, compare, and let the new one answer."""
    window, hand = visit.window, visit.hand
    panel, view = window.panels.training, window.panels.training.view
    hand.press(Key.Key_U, CONTROL | SHIFT)
    hand.wait(view.form.start.isEnabled)
    assert view.form.model.currentText() == SHIPPED
    set_number(visit, view.form.steps, STEPS)
    hand.click(view.form.start)
    hand.wait(lambda: f"of {STEPS} steps" in view.running.detail.text())
    hand.wait(lambda: panel.run is not None and panel.run.made == TUNED)
    hand.wait_while_busy()
    hand.wait(lambda: view.comparison.isVisible() and view.form.isVisible())
    assert view.curves.drawn["loss"] == STEPS
    project = window.session.project
    told = project.runs.metrics(panel.run.run.id, after=-1)
    loss = {step: value for step, name, value in told if name == "held_out_loss"}
    assert {f"{loss[0]:.3f}", f"{loss[STEPS]:.3f}"} <= set(view.comparison.said)
    hand.photograph("10 fine-tuned")
    hand.click(view.comparison.use_button)
    hand.wait(lambda: window.panels.masking.board.checkpoint == TUNED)
    assert project.checkpoints.current().name == TUNED
    hand.wait(lambda: view.comparison.use_button.text() == f"Let {SHIPPED} answer again")


def set_number(visit: Visit, box: QSpinBox, number: int) -> None:
    """Type a number into a box."""
    visit.hand.click(box.lineEdit())
    visit.hand.press(Key.Key_A, CONTROL)
    visit.hand.type(str(number))
    visit.hand.press(Key.Key_Tab)
    assert box.value() == number


def compare_with_the_old_model(visit: Visit) -> None:
    """The same hidden for both: what the old one, which came with the program, says beside it."""
    window, hand = visit.window, visit.hand
    compare = window.panels.compare
    hide(visit, FIRST, SECOND)
    assert window.panels.masking.board.checkpoint == TUNED
    rivals = compare.view.rivals
    hand.press(Key.Key_D, CONTROL | SHIFT)
    hand.wait(lambda: rivals.findText(SHIPPED) >= 0 and rivals.findText(TUNED) < 0)
    at_s = window.panels.player.position
    hand.choose(rivals, SHIPPED)
    assert window.panels.player.position == at_s, "Home belongs to the box"
    wait_for_guesses(visit)
    hand.wait(lambda: [all(row.best) for row in compare.rows] == [True, True])
    assert f"clip {FIRST + 1}" in compared(visit)[0]
    hand.photograph("11 two models")
    hand.click(window.panels.timeline.view, at_clip(visit, FIRST))
    hand.press(Key.Key_Escape)
    hand.wait(lambda: window.panels.masking.state.is_empty)
