"""How the tiers share the height of the timeline; plain numbers, no widgets."""

from __future__ import annotations

from dataclasses import dataclass, replace

RULER_HEIGHT = 26.0
OVERVIEW_HEIGHT = 30.0
GRIP = 3.0  # half the height of the zone in which a tier's lower border can be dragged


@dataclass(frozen=True, slots=True)
class TierSetting:
    """What a person chose for a tier; the order of the settings is the order on screen."""

    key: str
    height: float
    least: float
    grows: bool = False
    visible: bool = True


@dataclass(frozen=True, slots=True)
class Row:
    """Where a tier is painted."""

    key: str
    top: float
    height: float

    @property
    def bottom(self) -> float:
        """The lower border."""
        return self.top + self.height


@dataclass(frozen=True, slots=True)
class Layout:
    """The rows between ruler and overview strip, for one widget height."""

    rows: tuple[Row, ...]
    height: float
    overview_top: float

    def row_at(self, y: float) -> Row | None:
        """The tier under a height."""
        return next((row for row in self.rows if row.top <= y < row.bottom), None)

    def border_at(self, y: float) -> Row | None:
        """The tier whose lower border is within reach of the pointer."""
        return next((row for row in self.rows if abs(y - row.bottom) <= GRIP), None)

    def row_of(self, key: str) -> Row | None:
        """The row of a tier, or None while it is hidden."""
        return next((row for row in self.rows if row.key == key), None)


def lay_out(settings: tuple[TierSetting, ...], height: float, dpr: float) -> Layout:
    """Rows for a widget of `height`; every border lies on a device pixel.

    Tiers shrink towards their least height when there is too little room, and those that grow
    share what is left over, up to twice their height.
    """
    shown = [setting for setting in settings if setting.visible]
    overview_top = _aligned(height - OVERVIEW_HEIGHT, dpr)
    room = overview_top - RULER_HEIGHT
    heights = _shared_out(shown, room)
    rows = []
    top = _aligned(RULER_HEIGHT, dpr)
    exact = RULER_HEIGHT
    for setting, tall in zip(shown, heights, strict=True):
        exact += tall
        bottom = _aligned(exact, dpr)
        rows.append(Row(setting.key, top, bottom - top))
        top = bottom
    return Layout(tuple(rows), height, max(overview_top, top))


def resized(
    settings: tuple[TierSetting, ...], layout: Layout, key: str, height: float
) -> tuple[TierSetting, ...]:
    """The settings after a tier was dragged to a height; the others keep what they show now."""
    changed = []
    for setting in settings:
        row = layout.row_of(setting.key)
        now = setting.height if row is None else row.height
        tall = height if setting.key == key else now
        changed.append(replace(setting, height=max(setting.least, tall)))
    return tuple(changed)


def moved(settings: tuple[TierSetting, ...], key: str, by: int) -> tuple[TierSetting, ...]:
    """The settings with a tier moved by so many places among the visible ones."""
    order = list(settings)
    index = next(i for i, setting in enumerate(order) if setting.key == key)
    target = index + by
    while 0 <= target < len(order) and not order[target].visible:
        target += by
    if 0 <= target < len(order):
        order.insert(target, order.pop(index))
    return tuple(order)


def shown(settings: tuple[TierSetting, ...], key: str, *, visible: bool) -> tuple[TierSetting, ...]:
    """The settings with a tier shown or hidden."""
    return tuple(replace(s, visible=visible) if s.key == key else s for s in settings)


def _aligned(y: float, dpr: float) -> float:
    return round(y * dpr) / dpr


def _shared_out(shown: list[TierSetting], room: float) -> list[float]:
    wanted = [setting.height for setting in shown]
    spare = room - sum(wanted)
    if spare < 0:
        least = sum(setting.least for setting in shown)
        if room < least:  # better too small to read than over each other
            return [setting.least * max(room, 0.0) / least for setting in shown]
        slack = [setting.height - setting.least for setting in shown]
        share = min(1.0, -spare / max(sum(slack), 1e-9))
        return [tall - share * loose for tall, loose in zip(wanted, slack, strict=True)]
    growing = sum(setting.height for setting in shown if setting.grows)
    factor = 1 + min(1.0, spare / growing) if growing else 1.0
    return [s.height * factor if s.grows else s.height for s in shown]
