"""First half of the circle: the model is asked, and the project stays as it is."""

from __future__ import annotations

from circle_hand import CONTROL, SHIFT, Key
from circle_visit import Visit
from PySide6.QtCore import QPoint

from vbert_studio.ui.asking.questioner import Questioner
from vbert_studio.ui.filmstrip.board import Sign
from vbert_studio.ui.timeline.picture import HEADER

FILM, FILMS = "soup", 7
SHIPPED = "videobert-kitchen-small"
CLIP_S = 1.5
FIRST, SECOND, THIRD, FOURTH = 8, 9, 10, 11  # clips
RULER_Y = 12


def open_the_demo(visit: Visit) -> None:
    """From the welcome screen, and choose a film in the library."""
    window, hand = visit.window, visit.hand
    hand.photograph("1 welcome")
    hand.click(window.welcome.demo_button)
    hand.wait(lambda: window.session.is_open)
    library = window.panels.library.view.list
    hand.wait(lambda: library.model().rowCount() == FILMS)
    rows = [library.model().index(row, 0) for row in range(FILMS)]
    hand.click_item(library, next(row for row in rows if FILM in row.data()))
    timeline = window.panels.timeline.view
    film = next(v.id for v in window.session.project.videos.all() if v.path.stem == FILM)
    hand.wait(lambda: timeline.content is not None and timeline.content.video_id == film)
    assert window.viewer.video_id == film
    hand.wait_while_busy()


def at_clip(visit: Visit, clip: int, tier: str = "tokens") -> QPoint:
    """The middle of a clip in a tier of the timeline."""
    view = visit.window.panels.timeline.view
    x = HEADER + view.viewport.x_of((clip + 0.5) * CLIP_S)
    return QPoint(round(x), round(view.row_rect(tier).center().y()))


def hide(visit: Visit, first: int, last: int) -> None:
    """Drag over clips, and wait for what the model makes of it."""
    timeline, masking = visit.window.panels.timeline.view, visit.window.panels.masking
    visit.hand.drag(timeline, at_clip(visit, first), at_clip(visit, last))
    assert set(range(first, last + 1)) <= masking.state.hidden
    wait_for_guesses(visit)


def wait_for_guesses(visit: Visit) -> None:
    """Until the answer to just what is hidden is shown."""
    masking = visit.window.panels.masking
    visit.hand.wait(
        lambda: not masking.asking.is_busy and set(masking.board.slots) == masking.state.hidden
    )


def guess_point(visit: Visit, clip: int, number: int) -> QPoint:
    """Where a guess is painted once its place is chosen: in its column, or beside it."""
    view = visit.window.panels.timeline.view
    visit.hand.click(view, at_clip(visit, clip))
    assert visit.window.panels.masking.board.chosen == clip
    row = view.row_rect("predictions")
    middle = at_clip(visit, clip).x()
    for x in (middle, *range(HEADER, view.width(), 16)):
        for y in range(int(row.top()) + 1, int(row.bottom()), 2):
            if view.guess_at(QPoint(x, y)) == (clip, number):
                return QPoint(x, y)
    raise AssertionError(f"guess {number} for clip {clip} is not painted")


def hide_and_fill(visit: Visit) -> None:
    """Hide by dragging, read what the model says, put a guess in, take it back, restore."""
    window, hand = visit.window, visit.hand
    timeline, masking = window.panels.timeline.view, window.panels.masking
    hide(visit, FIRST, SECOND)
    assert masking.board.checkpoint == SHIPPED
    before = masking.board.slots
    assert all(0 < slot.guesses[0].p <= 1 for slot in before.values())
    hand.photograph("2 hidden")

    guess = before[FIRST].guesses[0]
    hand.click(timeline, guess_point(visit, FIRST, 0))
    assert masking.state.filled == ((FIRST, guess.what),)
    wait_for_guesses(visit)
    assert masking.board.slots[SECOND].guesses != before[SECOND].guesses, "the others change"
    hand.photograph("3 filled in")

    hand.press(Key.Key_Z, CONTROL)
    assert masking.state.hidden == {FIRST, SECOND}
    wait_for_guesses(visit)
    assert masking.board.slots == before
    hand.press(Key.Key_Escape)
    assert masking.state.is_empty


def ask_for_the_future(visit: Visit) -> None:
    """Put the playhead into the middle, and see what comes next and what came."""
    window, hand = visit.window, visit.hand
    forecast = window.panels.questions.forecast
    go_to_clip(visit, THIRD)
    hand.press(Key.Key_F6)
    wait_for_answer(visit, forecast.questioner)
    assert forecast.shown is not None
    futures = forecast.shown[1].futures
    assert len(futures) == 3
    strips = forecast.view.strips.board.strips
    signs = {cell.sign for strip in strips for cell in strip.cells}
    assert signs & {Sign.RIGHT, Sign.NEAR, Sign.WRONG}, "what came is known, so each is judged"
    hand.photograph("4 forecast")


def go_to_clip(visit: Visit, clip: int) -> None:
    """Click on the ruler."""
    window, hand = visit.window, visit.hand
    hand.click(window.panels.timeline.view, QPoint(at_clip(visit, clip).x(), RULER_Y))
    hand.wait(lambda: abs(window.panels.player.position - (clip + 0.5) * CLIP_S) < CLIP_S / 2)


def wait_for_answer(visit: Visit, questioner: Questioner) -> None:
    """Until the panel shows the answer to what it asks."""
    visit.hand.wait(lambda: questioner.asked is not None and questioner.is_idle)
    visit.hand.wait_while_busy()


def watch_a_sentence(visit: Visit) -> None:
    """Type a sentence, and play the filmstrip that comes of it."""
    window, hand = visit.window, visit.hand
    generate = window.panels.questions.generate
    view, reel = generate.view, generate.view.stage.reel
    hand.press(Key.Key_F7)
    hand.wait(view.text.hasFocus)
    hand.type("now chop the carrot")
    hand.press(Key.Key_Return)
    wait_for_answer(visit, generate.questioner)
    assert generate.draft is not None
    assert len(view.film.board.strips[0].cells) == len(generate.draft.leaves) == 6
    hand.click(view.play)
    hand.wait(lambda: view.stage.isVisible() and reel.picture is not None)
    played = {reel.at}
    reel.moved.connect(played.add)
    hand.photograph("5 text to video")
    hand.wait(lambda: not reel.is_playing)
    assert played >= set(range(1, 6)), "every word was played"
    assert not view.stage.isVisible()
    hand.click(view.play)
    hand.wait(lambda: reel.at >= 0 and reel.picture is not None)
    hand.click(view.play)
    assert not reel.is_playing


def compare_two_maskings(visit: Visit) -> None:
    """Keep what is hidden, put something in, and see the difference."""
    window, hand = visit.window, visit.hand
    timeline, compare = window.panels.timeline.view, window.panels.compare
    hand.press(Key.Key_D, CONTROL | SHIFT)
    hide(visit, FIRST, THIRD)
    hand.click(compare.view.keep)
    hand.wait(lambda: len(compared(visit)) == THIRD - FIRST + 1)
    hand.wait(lambda: all("same" in row for row in compared(visit)))
    hand.click(timeline, guess_point(visit, SECOND, 1))
    wait_for_guesses(visit)
    filled = [clip == SECOND for clip in range(FIRST, THIRD + 1)]
    hand.wait(lambda: [("put in" in row) for row in compared(visit)] == filled)
    hand.photograph("6 compared")
    hand.press(Key.Key_Escape)
    hand.wait(lambda: window.panels.masking.state.is_empty)


def compared(visit: Visit) -> list[str]:
    """The table of the comparison, row by row."""
    table = visit.window.panels.compare.view.table
    columns = range(table.columnCount())
    return [
        " | ".join(table.item(row, column).text() for column in columns)
        for row in range(table.rowCount())
    ]
