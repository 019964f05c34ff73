"""The widget that shows the made-up video."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot
from timeline_samples import all_tiers, made_up

from vbert_studio.ui.theme import Theme
from vbert_studio.ui.timeline.tier_settings import default_settings
from vbert_studio.ui.timeline.view import TimelineView


@pytest.fixture
def view(qtbot: QtBot, app_theme: Theme) -> TimelineView:
    """A view of the made-up video, 1104 x 340: 1000 pixels of time."""
    tiers = all_tiers()
    shown = TimelineView({tier.key: tier for tier in tiers}, default_settings(tiers))
    qtbot.addWidget(shown)
    shown.resize(1104, 340)
    shown.show_content(made_up())
    shown.show()
    return shown
