"""How the tiers share the height of the timeline; plain numbers, no widgets."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

RULER_HEIGHT = 26.0
OVERVIEW_HEIGHT = 30.0
GRIP = 3.0  # half the height of the zone in which a tier's lower border can be dragged


@dataclass(frozen=True, slots=True)
class TierSetting:
    """What a person chose for a tier; the order of the settings is the order on screen.

    Attributes:
        held: the person gave it this height: it neither grows nor shrinks.
    """

    key: str
    height: float
    least: float
    grows: bool = False
    visible: bool = True
    held: bool = False


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
    """The rows between ruler and overview strip, for one widget height.

    Attributes:
        rows: some may lie above or below what is seen, where there is too little room.
        overflow: by how much the tiers are higher than their room.
        scroll: how far they are scrolled, 0 to `overflow`.
    """

    rows: tuple[Row, ...]
    height: float
    overview_top: float
    overflow: float = 0.0
    scroll: float = 0.0

    def shows(self, y: float) -> bool:
        """Whether a height is between ruler and overview strip."""
        return RULER_HEIGHT <= y < self.overview_top

    def row_at(self, y: float) -> Row | None:
        """The tier under a height."""
        inside = (row for row in self.rows if row.top <= y < row.bottom)
        return next(inside, None) if self.shows(y) else None

    def border_at(self, y: float) -> Row | None:
        """The tier whose lower border is within reach of the pointer."""
        near = (row for row in self.rows if abs(y - row.bottom) <= GRIP)
        return next(near, None) if self.shows(y - GRIP) else None

    def gap_at(self, y: float) -> int:
        """The place among the rows for a tier that is let go at a height: 0 is above all."""
        return sum(1 for row in self.rows if (row.top + row.bottom) / 2 < y)

    def scroll_to(self, key: str) -> float:
        """How far to scroll so that all of a tier is seen, as little as possible."""
        row = self.row_of(key)
        if row is None:
            return self.scroll
        below = max(0.0, row.bottom - self.overview_top)
        above = max(0.0, RULER_HEIGHT - (row.top - below))
        return self.scroll + below - above

    def row_of(self, key: str) -> Row | None:
        """The row of a tier, or None while it is hidden."""
        return next((row for row in self.rows if row.key == key), None)


def lay_out(
    settings: tuple[TierSetting, ...], height: float, dpr: float, scroll: float = 0.0
) -> Layout:
    """Rows for a widget of `height`; every border lies on a device pixel.

    Tiers shrink towards their least height when there is too little room, and are scrolled when
    that is not enough; those that grow share what is left over, up to twice their height.
    """
    shown = [setting for setting in settings if setting.visible]
    overview_top = max(_aligned(height - OVERVIEW_HEIGHT, dpr), _aligned(RULER_HEIGHT, dpr))
    heights = _shared_out(shown, overview_top - RULER_HEIGHT)
    borders = [_aligned(RULER_HEIGHT + sum(heights[:n]), dpr) for n in range(len(shown) + 1)]
    overflow = max(0.0, borders[-1] - overview_top)
    scroll = _aligned(min(max(scroll, 0.0), overflow), dpr)
    rows = (
        Row(setting.key, top - scroll, bottom - top)
        for setting, (top, bottom) in zip(shown, pairwise(borders), strict=True)
    )
    return Layout(tuple(rows), height, overview_top, overflow, scroll)


def resized(
    settings: tuple[TierSetting, ...], layout: Layout, key: str, height: float
) -> tuple[TierSetting, ...]:
    """The settings after a tier was dragged to a height; the others keep what they show now."""
    changed = []
    for setting in settings:
        row = layout.row_of(setting.key)
        now = setting.height if row is None else row.height
        tall = height if setting.key == key else now
        held = setting.held or setting.key == key
        changed.append(replace(setting, height=max(setting.least, tall), held=held))
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


def placed(settings: tuple[TierSetting, ...], key: str, gap: int) -> tuple[TierSetting, ...]:
    """The settings with a tier put at a place among the visible ones, as `Layout.gap_at` counts.

    Beside a tier that is hidden it stands in front of it.
    """
    visible = [setting.key for setting in settings if setting.visible]
    above = [other for other in visible[:gap] if other != key]
    order = [setting for setting in settings if setting.key != key]
    keys = [setting.key for setting in order]
    index = keys.index(above[-1]) + 1 if above else 0
    order.insert(index, next(setting for setting in settings if setting.key == key))
    return tuple(order)


def shown(settings: tuple[TierSetting, ...], key: str, *, visible: bool) -> tuple[TierSetting, ...]:
    """The settings with a tier shown or hidden."""
    return tuple(replace(s, visible=visible) if s.key == key else s for s in settings)


def loosened(settings: tuple[TierSetting, ...], key: str) -> tuple[TierSetting, ...]:
    """The settings with a tier that grows and shrinks with the room again."""
    return tuple(replace(s, held=False) if s.key == key else s for s in settings)


def _aligned(y: float, dpr: float) -> float:
    return round(y * dpr) / dpr


def _shared_out(shown: list[TierSetting], room: float) -> list[float]:
    spare = room - sum(setting.height for setting in shown)
    if spare < 0:
        return _shrunk(shown, -spare)
    growing = sum(setting.height for setting in shown if setting.grows and not setting.held)
    factor = 1 + min(1.0, spare / growing) if growing else 1.0
    return [s.height * factor if s.grows and not s.held else s.height for s in shown]


def _shrunk(shown: list[TierSetting], lack: float) -> list[float]:
    """Heights that are lower by `lack` together, as far as they can be.

    Those below what a person made higher give way first: its border then stays at the pointer.
    """
    heights = [setting.height for setting in shown]
    held = [number for number, setting in enumerate(shown) if setting.held]
    last = held[-1] + 1 if held else 0
    for part in (range(last, len(shown)), range(last)):
        slack = {n: heights[n] - shown[n].least for n in part if not shown[n].held}
        share = min(1.0, lack / max(sum(slack.values()), 1e-9))
        for number, loose in slack.items():
            heights[number] -= share * loose
            lack -= share * loose
    return heights
