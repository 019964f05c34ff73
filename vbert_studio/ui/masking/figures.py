"""What the timeline shows of the model, as figures: the predictions, and the surprise."""

from __future__ import annotations

from collections.abc import Iterator
from math import isnan
from pathlib import Path

from PySide6.QtCore import QPoint, QRect, QSizeF
from PySide6.QtGui import QPainter, QRegion

from vbert_studio.command_line import command_line
from vbert_studio.jobs.requests import Passage, WordPlace
from vbert_studio.ui.masking.board import Board, Slot
from vbert_studio.ui.masking.command_line import cloze_line, surprise_line
from vbert_studio.ui.masking.whatif import order_of
from vbert_studio.ui.model_tiers.surprise import CONTEXT
from vbert_studio.ui.parts.figures import Figure, Value
from vbert_studio.ui.timeline.content import TimelineContent, TokenTrack
from vbert_studio.ui.timeline.spots import stretch_of
from vbert_studio.ui.timeline.tiers.surprise import SurpriseTrack
from vbert_studio.ui.timeline.view import TimelineView

_GUESSES = ("place", "start_s", "end_s", "truth", "truth_p", "rank", "guess", "p", "is_true")
_TOKENS = ("clip", "start_s", "end_s", "token", "path")
_SURPRISES = ("clip", "start_s", "end_s", "leaf", "path", "nats", "expected", "expected_p")


def predictions(view: TimelineView, passage: Passage) -> Figure | None:
    """Every guess for every hidden place, under the timeline as it is seen."""
    content, board = view.content, view.marks.board
    if content is None or not board.slots:
        return None
    slots = sorted(board.slots.values(), key=lambda slot: order_of(slot.place))
    rows = [row for slot in slots for row in _guesses(content, board, slot)]
    line = cloze_line(passage, board.state, board.lexicon.path)
    return _of_timeline(view, "predictions", _GUESSES, rows, line)


def surprise(view: TimelineView, track: SurpriseTrack, project: Path) -> Figure | None:
    """How unexpected every clip is, under the timeline as it is seen."""
    content = view.content
    tokens = None if content is None else content.tokens
    if content is None or not isinstance(tokens, TokenTrack):
        return None
    rows = list(_surprises(tokens, track, view.marks.board))
    line = surprise_line(project, content.video_id, track.checkpoint, CONTEXT)
    return _of_timeline(view, "surprise", _SURPRISES, rows, line)


def timeline(view: TimelineView, project: Path) -> Figure | None:
    """The visual tokens of the video, under the timeline as it is seen."""
    content = view.content
    if content is None:
        return None
    tokens = content.tokens
    rows = list(_tokens(tokens)) if isinstance(tokens, TokenTrack) else []
    line = command_line("export", project, "tokens", "--video", content.video_id)
    return _of_timeline(view, "timeline", _TOKENS, rows, line)


def _tokens(tokens: TokenTrack) -> Iterator[list[Value]]:
    for clip in range(tokens.known):
        times = float(tokens.spans.starts[clip]), float(tokens.spans.ends[clip])
        yield [clip, *times, int(tokens.leaves[clip]), tokens.paths[clip]]


def _of_timeline(
    view: TimelineView,
    name: str,
    columns: tuple[str, ...],
    rows: list[list[Value]],
    command: str,
) -> Figure:
    high = round(view.layout_now().overview_top)
    seen = QRect(0, 0, view.width(), high)

    def paint(painter: QPainter) -> None:
        view.render(painter, QPoint(0, 0), QRegion(seen))

    title = name if view.content is None else f"{name} of {view.content.name}"
    return Figure(title, QSizeF(seen.size()), paint, columns, rows, command)


def _guesses(content: TimelineContent, board: Board, slot: Slot) -> Iterator[list[Value]]:
    place = slot.place
    where = (
        f"word {place.sentence}:{place.position}"
        if isinstance(place, WordPlace)
        else f"clip {place}"
    )
    start_s, end_s = stretch_of(content, place) or (None, None)
    truth = board.title(slot.truth)
    for guess in slot.guesses:
        known: list[Value] = [where, start_s, end_s, truth, slot.truth_p, slot.rank]
        yield [*known, board.title(guess.what), guess.p, guess.is_true]


def _surprises(tokens: TokenTrack, track: SurpriseTrack, board: Board) -> Iterator[list[Value]]:
    for clip, nats in enumerate(track.nats.tolist()):
        if not isnan(nats):
            leaf, best = int(tokens.leaves[clip]), int(track.best[clip])
            times = float(tokens.spans.starts[clip]), float(tokens.spans.ends[clip])
            expected = board.lexicon.path(best), float(track.best_p[clip])
            yield [clip, *times, leaf, tokens.paths[clip], nats, *expected]
