"""The alignment tier in the real window: the model judges every sentence on the clips under it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from window_helpers import LONG_MS, settle

from vbert_studio.jobs.requests import AskAlignment, AskPairs
from vbert_studio.project.operations import SetSentenceText
from vbert_studio.ui.timeline.content import MODEL_LOADS, TextTrack
from vbert_studio.ui.timeline.picture import HEADER
from vbert_studio.ui.timeline.tiers.alignment import AlignmentTier, AlignmentTrack
from vbert_studio.ui.window.main_window import MainWindow


def track(window: MainWindow) -> AlignmentTrack | None:
    tier = window.panels.timeline.view.tiers["alignment"]
    assert isinstance(tier, AlignmentTier)
    return tier.track if isinstance(tier.track, AlignmentTrack) else None


def is_judged(window: MainWindow) -> bool:
    known = track(window)
    return known is not None and not np.isnan(known.p).any()


def test_while_the_model_is_being_loaded_the_tiers_say_so(shown: MainWindow, qtbot: QtBot) -> None:
    view = shown.panels.timeline.view
    assert view.content is not None

    def told(key: str) -> str:
        absence = view.tiers[key].absence(view.content)
        return "" if absence is None else absence.text

    qtbot.waitUntil(lambda: told("surprise") == MODEL_LOADS, timeout=LONG_MS)
    assert told("alignment") == MODEL_LOADS
    view.reveal("alignment")
    qtbot.waitUntil(lambda: is_judged(shown), timeout=LONG_MS)
    shown.session.close()
    assert not shown.panels.masking.asking.is_loading


@pytest.mark.usefixtures("inline")
def test_every_sentence_is_judged_and_told(
    shown: MainWindow, home: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = shown.panels.timeline.view
    view.reveal("alignment")
    qtbot.waitUntil(lambda: is_judged(shown), timeout=LONG_MS)
    known, content = track(shown), view.content
    assert known is not None
    assert content is not None
    said = content.sentences
    assert isinstance(said, TextTrack)
    start_s = float(said.spans.starts[0])
    told = f"{100 * known.p[0]:.0f} %"
    described = view.tiers["alignment"].describe(content, start_s + 0.1)
    assert described == f"fits the picture with {told}"
    # A few at a time they are judged as all of them at once.
    from vbert_studio.jobs.questions.loaded import load_model
    from vbert_studio.jobs.questions.whole import alignment

    project = shown.session.project
    asked = AskAlignment(project.folder, content.video_id, band=0, farthest=0)
    whole = alignment(project, load_model(project), asked)
    assert known.p == pytest.approx(np.diag(whole.matrix), abs=1e-4)
    x = HEADER + view.viewport.x_of(start_s + 0.1)
    QTest.mouseMove(view, QPoint(round(x), round(view.row_rect("alignment").center().y())))
    card = shown.panels.timeline._hover.preview
    qtbot.waitUntil(card.isVisible, timeout=LONG_MS)
    assert card._title.text() == told
    # A sentence that is corrected is judged anew, the others with it.
    before = known
    row = project.transcripts.sentences(content.video_id)[0]
    shown.session.edit(SetSentenceText(row.id, "Something else altogether."))
    qtbot.waitUntil(lambda: track(shown) is not before and is_judged(shown), timeout=LONG_MS)
    settle(shown, qtbot)
    # Undone, it is what it was, without asking the model once more.
    asked: list[object] = []
    ask = shown.panels.engine.ask

    def listen(request: object, *rest: object, **named: object) -> None:
        asked.append(request)
        ask(request, *rest, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(shown.panels.engine, "ask", listen)
    assert len(list((home / "cache" / "alignment").glob("*.npz"))) == 2
    shown.session.undo()
    qtbot.waitUntil(
        lambda: is_judged(shown) and np.array_equal(track(shown).p, before.p),  # type: ignore[union-attr]
        timeout=LONG_MS,
    )
    assert not [request for request in asked if isinstance(request, AskPairs)]
    settle(shown, qtbot)
