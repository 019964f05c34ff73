"""Texts on the timeline, where room is scarce."""

from __future__ import annotations

import pytest

from vbert_studio.ui.theme import Theme, Type, font
from vbert_studio.ui.timeline.lettering import Lettering


@pytest.mark.usefixtures("qapp")
def test_a_word_without_room_is_begun_but_not_by_a_single_letter(app_theme: Theme) -> None:
    assert app_theme is not None
    lettering = Lettering(font(Type.CAPTION))
    whole = lettering.width("optical")
    assert lettering.begun("optical", whole + 1) == "optical"
    shown = [lettering.begun("optical", room) for room in range(int(whole))]
    assert {"", "op…", "opt…"} <= set(shown)
    assert all(lettering.width(text) <= room for room, text in enumerate(shown))
    assert shown == sorted(shown, key=len)
