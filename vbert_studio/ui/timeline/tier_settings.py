"""Which tiers a person wants to see, how high and in which order; kept between sessions."""

from __future__ import annotations

import json
from dataclasses import replace

from PySide6.QtCore import QSettings

from vbert_studio import places
from vbert_studio.ui.timeline.layout import TierSetting
from vbert_studio.ui.timeline.tiers.tier import Tier

_KEY = "timeline/tiers"


def default_settings(tiers: list[Tier]) -> tuple[TierSetting, ...]:
    """All tiers in the order given, as high as they suggest."""
    return tuple(TierSetting(t.key, t.height, t.least, t.grows, t.at_first) for t in tiers)


def load_settings(tiers: list[Tier]) -> tuple[TierSetting, ...]:
    """What was saved; a tier that was unknown then stands behind the one it follows at first."""
    known = {setting.key: setting for setting in default_settings(tiers)}
    ordered: list[TierSetting] = []
    for key, height, visible, held in _saved():
        if key in known and key not in [setting.key for setting in ordered]:
            tall = max(known[key].least, height)
            ordered.append(replace(known[key], height=tall, visible=visible, held=held))
    for number, (key, setting) in enumerate(known.items()):
        placed = [one.key for one in ordered]
        if key not in placed:
            before = [placed.index(k) for k in list(known)[:number] if k in placed]
            ordered.insert(before[-1] + 1 if before else 0, setting)
    return tuple(ordered)


def save_settings(settings: tuple[TierSetting, ...]) -> None:
    """Keep them."""
    rows = [[s.key, round(s.height, 2), s.visible, s.held] for s in settings]
    _store().setValue(_KEY, json.dumps(rows))


def _saved() -> list[tuple[str, float, bool, bool]]:
    """The rows of the file; none when it was never written or by something else."""
    try:
        rows = json.loads(str(_store().value(_KEY, "[]")))
        return [(str(key), float(tall), bool(shown), any(held)) for key, tall, shown, *held in rows]
    except (ValueError, TypeError):
        return []


def _store() -> QSettings:
    return QSettings(str(places.config_dir() / "timeline.ini"), QSettings.Format.IniFormat)
