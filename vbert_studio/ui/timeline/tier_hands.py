"""Tiers under a person's hands: chosen, carried to another place, made higher, hidden."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QPoint, Signal

from vbert_studio.ui.parts.spoken import tell
from vbert_studio.ui.timeline.actions import (
    CarryTier,
    ChooseTier,
    KeepTiers,
    ResizeTier,
    ScrollTiers,
    TierAction,
)
from vbert_studio.ui.timeline.layout import (
    RULER_HEIGHT,
    TierSetting,
    moved,
    placed,
    resized,
    shown,
)
from vbert_studio.ui.timeline.picture import TimelinePicture
from vbert_studio.ui.timeline.tier_settings import default_settings
from vbert_studio.ui.timeline.tiers.tier import Tier
from vbert_studio.ui.translation import tr

_STEP = 8.0  # pixels of one press of the keys that make a tier higher


class TierHands(TimelinePicture):
    """The picture, whose tiers can be arranged. `settled` follows every arrangement by a person."""

    settled = Signal(object)  # tuple[TierSetting, ...]
    menu_requested = Signal(QPoint)

    def __init__(self, tiers: dict[str, Tier], settings: tuple[TierSetting, ...]) -> None:
        super().__init__(tiers, settings)
        self.first_settings = default_settings(list(tiers.values()))
        self._tiers_before = settings

    def arrange(self, settings: tuple[TierSetting, ...]) -> None:
        """Show the tiers so from now on, as the person asked."""
        self.set_tiers(settings)
        self.settled.emit(settings)

    def choose_tier(self, key: str | None) -> None:
        """The tier that keys move, hide and make higher; None for none."""
        self.marks = replace(self.marks, tier=key, carried=None)
        if key is not None:
            self.reveal(key)
            tell(self, self._said(key))
        self.update()

    def choose_beside(self, by: int) -> None:
        """Choose the next tier, or the one before; at first the uppermost, or the last."""
        keys = [setting.key for setting in self.settings if setting.visible]
        if self.marks.tier in keys:
            at = min(max(keys.index(self.marks.tier) + by, 0), len(keys) - 1)
        else:
            at = 0 if by > 0 else len(keys) - 1
        self.choose_tier(keys[at])

    def move_tier(self, by: int) -> None:
        """Move the chosen tier by so many places."""
        key = self._chosen()
        if key is not None:
            self.arrange(moved(self.settings, key, by))
            self.choose_tier(key)

    def raise_tier(self, steps: int) -> None:
        """Make the chosen tier higher by so many steps, or lower by negative ones."""
        key, layout = self._chosen(), self.layout_now()
        row = None if key is None else layout.row_of(key)
        if key is not None and row is not None:
            self.arrange(resized(self.settings, layout, key, row.height + steps * _STEP))
            self.choose_tier(key)

    def hide_tier(self) -> None:
        """Hide the chosen tier and choose the one below it; the last one stays."""
        key = self._chosen()
        keys = [setting.key for setting in self.settings if setting.visible]
        if key is not None and len(keys) > 1:
            at = keys.index(key)
            self.arrange(shown(self.settings, key, visible=False))
            self.choose_tier((keys[at + 1 :] or keys[at - 1 : at])[0])

    def ask_for_menu(self) -> None:
        """Have the menu of the chosen tier opened beside its name."""
        row = self.layout_now().row_of(self._chosen() or "")
        y = RULER_HEIGHT if row is None else max(row.top + row.height / 2, RULER_HEIGHT)
        self.menu_requested.emit(QPoint(self.header // 2, round(y)))

    def _chosen(self) -> str | None:
        """The chosen tier, as long as it is shown."""
        key = self.marks.tier
        return key if any(s.key == key and s.visible for s in self.settings) else None

    def _said(self, key: str) -> str:
        keys = [setting.key for setting in self.settings if setting.visible]
        if key not in keys:
            return self.tiers[key].title
        return tr(
            "tier {title}, {number} of {count}",
            title=self.tiers[key].title,
            number=keys.index(key) + 1,
            count=len(keys),
        )

    def hold_tiers(self) -> None:
        """A button goes down: `KeepTiers` comes back to this."""
        self._tiers_before = self.settings

    def do_to_tiers(self, action: TierAction) -> None:
        """What the pointer does on the names of the tiers."""
        match action:
            case ChooseTier(key):
                self.choose_tier(key)
            case CarryTier(key, gap, done):
                self._carry(key, gap, done=done)
            case ScrollTiers(by):
                self.scroll_by(by)
            case ResizeTier(key, height, done):
                self._resize(key, height, done=done)
            case KeepTiers():
                self.marks = replace(self.marks, carried=None)
                self.set_tiers(self._tiers_before)

    def _carry(self, key: str, gap: int, *, done: bool) -> None:
        self.marks = replace(self.marks, tier=key, carried=None if done else gap)
        if done:
            self.arrange(placed(self.settings, key, gap))
            self.choose_tier(key)

    def _resize(self, key: str, height: float, *, done: bool) -> None:
        settings = resized(self.settings, self.layout_now(), key, height)
        if done:
            self.arrange(settings)
        else:
            self.set_tiers(settings)
