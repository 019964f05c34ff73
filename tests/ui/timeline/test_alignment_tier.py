"""How the alignment of sentences is painted and told; without a model."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from pytestqt.qtbot import QtBot
from timeline_samples import made_up

from vbert_studio.ui.theme import Theme
from vbert_studio.ui.timeline.content import Absence, TextTrack
from vbert_studio.ui.timeline.picture import HEADER
from vbert_studio.ui.timeline.tier_settings import default_settings
from vbert_studio.ui.timeline.tiers.alignment import AlignmentTier, AlignmentTrack
from vbert_studio.ui.timeline.view import TimelineView


def judged(*p: float) -> AlignmentTrack:
    count = len(made_up().sentences.spans)  # type: ignore[union-attr]
    known = np.full(count, np.nan, np.float32)
    known[: len(p)] = p
    return AlignmentTrack(known, "model")


def test_it_says_why_it_is_empty_and_what_it_knows() -> None:
    tier, content = AlignmentTier(), made_up()
    absence = tier.absence(content)
    assert absence is not None
    assert "once a model is ready" in absence.text
    unsaid = replace(content, sentences=Absence("nothing is said"))
    assert tier.absence(unsaid) == Absence("nothing is said")
    tier.track = judged(0.82, 0.04)
    assert tier.absence(content) is None
    assert tier.describe(content, 0.5) == "fits the picture with 82 %"
    assert tier.describe(content, 4.0) == "fits the picture with 4 %"
    assert tier.describe(content, 20.0) == ""
    # Of another transcript, with another number of sentences, nothing is shown.
    fewer = content.sentences
    assert isinstance(fewer, TextTrack)
    other = replace(content, sentences=replace(fewer, spans=fewer.spans.cut(slice(0, 2))))
    assert tier.p_at(other, 0.5) is None


def test_a_bar_is_as_high_as_the_probability(qtbot: QtBot, app_theme: Theme) -> None:
    tier = AlignmentTier()
    view = TimelineView({"alignment": tier}, default_settings([tier]))
    qtbot.addWidget(view)
    view.resize(1104, 160)
    tier.track = judged(1.0, 0.5)
    view.show_content(made_up())
    view.show()
    picture, row = view.grab().toImage(), view.row_rect("alignment")

    def inked(t_s: float) -> float:
        x = round(HEADER + view.viewport.x_of(t_s))
        ys = range(round(row.top()) + 2, round(row.bottom()) - 3)
        ground = app_theme.scheme.panel
        return sum(picture.pixelColor(x, y) != ground for y in ys) / len(ys)

    assert inked(3.2) > 0.9
    assert inked(6.5) == pytest.approx(0.5, abs=0.1)
    assert inked(13.5) == 0  # not judged yet
