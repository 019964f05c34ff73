"""How long the timeline needs to repaint, at 200,000 items, against the two usual ways.

The items are 25 hours of video: 60,000 clips with tokens, 125,000 words and 15,000 sentences, with
a waveform and no filmstrip (decoding has a benchmark of its own). All candidates show the same
items in a window of 1600 x 300 with the same colours and texts; what a candidate can keep between
repaints it keeps. Measured: CPU milliseconds of the painting thread (wall time says more about the
machine's other work) for one synchronous repaint while the view is being dragged, lower quartile
of `_TIMES`, for all of it and for 30 seconds of it; for ours also with only the playhead moving.

    naive   a custom-painted widget that walks every item and skips those out of view
    scene   a QGraphicsScene with one bare rectangle per item
    ours    `ui.timeline.view`

The comparison is kind to the other two: they have no ruler, no waveform and no overview, and the
scene no texts either, which is why it is the quicker one where only some sixty items are in view.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from statistics import quantiles
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from harness import Numbers, main, peak_memory_mb
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QGraphicsScene, QGraphicsView, QWidget

from vbert_studio.media.peaks import Peaks
from vbert_studio.ui.theme import LIGHT, install, token_colour
from vbert_studio.ui.timeline.content import Absence, Spans, TextTrack, TimelineContent, TokenTrack
from vbert_studio.ui.timeline.layout import TierSetting
from vbert_studio.ui.timeline.picture import HEADER
from vbert_studio.ui.timeline.tier_settings import default_settings
from vbert_studio.ui.timeline.tiers.sound import SoundTier
from vbert_studio.ui.timeline.tiers.texts import SentenceTier, WordTier
from vbert_studio.ui.timeline.tiers.tier import Tier
from vbert_studio.ui.timeline.tiers.tokens import TokenTier
from vbert_studio.ui.timeline.view import TimelineView
from vbert_studio.ui.timeline.waveform import PeakColumns

CLIPS, WORDS, SENTENCES = 60_000, 125_000, 15_000
DURATION_S = CLIPS * 1.5
WIDTH, HEIGHT = 1600, 300
_TIMES = 25
_MIDDLE_S = DURATION_S / 2
_ROWS = {"tokens": (110.0, 40.0), "words": (155.0, 20.0), "sentences": (180.0, 36.0)}


def content() -> TimelineContent:
    random = np.random.default_rng(0)
    peaks = random.integers(0, 20000, int(DURATION_S * 200)).astype(np.int16)
    clips_s = np.arange(CLIPS) * 1.5
    leaves = np.repeat(random.integers(0, 12**4, CLIPS // 4), 4).astype(np.int32)
    words_s = np.sort(random.uniform(0, DURATION_S - 1, WORDS))
    said_s = words_s[:: WORDS // SENTENCES][:SENTENCES]
    return TimelineContent(
        video_id=1,
        name="25 hours",
        path=Path("none"),
        fingerprint="",
        duration_s=DURATION_S,
        frame_starts=np.arange(int(DURATION_S * 30)) / 30,
        aspect=16 / 9,
        film=Absence(""),
        sound=PeakColumns.of(Peaks(np.stack([-peaks, peaks]))),
        tokens=TokenTrack(
            Spans.of(clips_s, clips_s + 1.5),
            leaves,
            tuple(np.base_repr(leaf, 12).lower().zfill(4) for leaf in leaves.tolist()),
            np.zeros(CLIPS, bool),
        ),
        words=TextTrack(_until_next(words_s), tuple(f"word{n % 997}" for n in range(WORDS))),
        sentences=TextTrack(
            _until_next(said_s), tuple(f"This is sentence {n}." for n in range(SENTENCES))
        ),
    )


def _until_next(starts: np.ndarray) -> Spans:
    return Spans.of(starts, np.append(starts[1:], DURATION_S))


def ours() -> Numbers:
    _app()
    tiers: list[Tier] = [SoundTier(), TokenTier(), WordTier(), SentenceTier()]
    settings: tuple[TierSetting, ...] = default_settings(tiers)
    view = TimelineView({tier.key: tier for tier in tiers}, settings)
    view.resize(WIDTH + HEADER, HEIGHT)
    view.show_content(content())
    view.show()
    whole = view.viewport
    close = whole.showing(_MIDDLE_S, _MIDDLE_S + 30, 0)

    def drag(step: int) -> None:
        view.look_at(view.viewport.moved(1 if step % 2 else -1))
        view.repaint_all()

    def play(step: int) -> None:
        view.set_position(_MIDDLE_S + step * 0.04)

    view.look_at(whole)
    numbers = {"all_ms": _repaint(view, drag), "memory_mb": peak_memory_mb()}
    view.look_at(close)
    numbers["thirty_s_ms"] = _repaint(view, drag)
    view.look_at(close)
    numbers["playhead_ms"] = _measured(play, QApplication.processEvents, _TIMES)
    return numbers


class _Naive(QWidget):
    """Walks over every item at every repaint."""

    def __init__(self, shown: TimelineContent) -> None:
        super().__init__()
        self.items = _items(shown)
        self.start_s, self.scale = 0.0, DURATION_S / WIDTH

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), LIGHT.panel)
        painter.setPen(LIGHT.token_text)
        for start_s, end_s, top, high, colour, text in self.items:
            left = (start_s - self.start_s) / self.scale
            wide = (end_s - start_s) / self.scale
            if left > WIDTH or left + wide < 0:
                continue
            area = QRectF(left, top, wide, high)
            painter.fillRect(area, colour)
            if wide > 30:
                painter.drawText(area, Qt.AlignmentFlag.AlignCenter, text)


def naive() -> Numbers:
    _app()
    widget = _Naive(content())
    widget.resize(WIDTH, HEIGHT)
    widget.show()

    def drag(step: int) -> None:
        widget.start_s += widget.scale * (1 if step % 2 else -1)

    numbers = {"all_ms": _repaint(widget, drag, 5), "memory_mb": peak_memory_mb()}
    widget.start_s, widget.scale = _MIDDLE_S, 30 / WIDTH
    return {**numbers, "thirty_s_ms": _repaint(widget, drag, 9)}


def scene() -> Numbers:
    _app()
    graphics = QGraphicsScene(0, 0, DURATION_S, HEIGHT)
    for start_s, end_s, top, high, colour, _ in _items(content()):
        item = graphics.addRect(start_s, top, end_s - start_s, high, Qt.PenStyle.NoPen)
        item.setBrush(QBrush(colour))
    widget = QGraphicsView(graphics)
    widget.setFrameStyle(0)
    widget.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    widget.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    widget.resize(WIDTH, HEIGHT)
    widget.show()

    def drag(step: int) -> None:
        bar = widget.horizontalScrollBar()
        bar.setValue(bar.value() + (1 if step % 2 else -1))

    widget.scale(WIDTH / DURATION_S, 1)
    numbers = {"all_ms": _repaint(widget.viewport(), drag, 5), "memory_mb": peak_memory_mb()}
    widget.scale(DURATION_S / 30, 1)
    widget.centerOn(_MIDDLE_S, HEIGHT / 2)
    return {**numbers, "thirty_s_ms": _repaint(widget.viewport(), drag, 9)}


def _items(shown: TimelineContent) -> list[tuple[float, float, float, float, QColor, str]]:
    tokens, words, sentences = shown.tokens, shown.words, shown.sentences
    assert isinstance(tokens, TokenTrack)
    assert isinstance(words, TextTrack)
    assert isinstance(sentences, TextTrack)
    colours = {path: token_colour(path, LIGHT) for path in set(tokens.paths)}
    found = []
    for key, spans, texts, colour in (
        ("tokens", tokens.spans, tokens.paths, None),
        ("words", words.spans, words.texts, LIGHT.word),
        ("sentences", sentences.spans, sentences.texts, LIGHT.sentence),
    ):
        rows = zip(spans.starts.tolist(), spans.ends.tolist(), texts, strict=True)
        found += [(a, b, *_ROWS[key], colour or colours[text], text) for a, b, text in rows]
    return found


def _repaint(widget: QWidget, change: Callable[[int], None], times: int = _TIMES) -> float:
    """Milliseconds of repainting all of a widget after a change."""
    return _measured(change, widget.repaint, times)


def _measured(change: Callable[[int], None], paint: Callable[[], None], times: int) -> float:
    """Lower quartile in milliseconds of painting after a change, the first ones left out."""
    taken = []
    for step in range(times + 2):
        QApplication.processEvents()
        change(step)
        began = time.thread_time()
        paint()
        taken.append(1000 * (time.thread_time() - began))
    return quantiles(taken[2:], n=4)[0]


def _app() -> None:
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    install(app, "light")


def summarise(measured: Mapping[str, Numbers]) -> dict[str, Any]:
    metrics = {f"{case}_{key}": value for case, n in measured.items() for key, value in n.items()}
    ratios = {
        f"{other}_to_ours_{key}": measured[other][key] / measured["ours"][key]
        for other in measured
        if other != "ours" and "ours" in measured
        for key in ("all_ms", "thirty_s_ms")
    }
    return {"metrics": {"items": CLIPS + WORDS + SENTENCES, **metrics}, "ratios": ratios}


CASES = {"ours": ours, "naive": naive, "scene": scene}

if __name__ == "__main__":
    main("timeline", CASES, summarise)
