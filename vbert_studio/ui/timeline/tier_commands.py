"""What the keys and menus do with the tiers: all that the pointer does on their names."""

from __future__ import annotations

from vbert_studio.commands.registry import command
from vbert_studio.ui.timeline.view import TimelineView

_CONTEXT = "timeline"
_GROUP = "Timeline"


class TierCommands:
    """The commands of the panel that has the `view`; they act on the tier that is chosen."""

    view: TimelineView

    @command(
        "timeline.tier_below",
        title="Choose the next tier",
        group=_GROUP,
        key="Down",
        context=_CONTEXT,
    )
    def choose_below(self) -> None:
        """Choose the tier below, which the keys then move, hide and make higher."""
        self.view.choose_beside(1)

    @command(
        "timeline.tier_above",
        title="Choose the previous tier",
        group=_GROUP,
        key="Up",
        context=_CONTEXT,
    )
    def choose_above(self) -> None:
        """Choose the tier above."""
        self.view.choose_beside(-1)

    @command(
        "timeline.tier_down",
        title="Move the tier down",
        group=_GROUP,
        key="Ctrl+Shift+Down",
        context=_CONTEXT,
    )
    def move_down(self) -> None:
        """Move the chosen tier below the next one."""
        self.view.move_tier(1)

    @command(
        "timeline.tier_up",
        title="Move the tier up",
        group=_GROUP,
        key="Ctrl+Shift+Up",
        context=_CONTEXT,
    )
    def move_up(self) -> None:
        """Move the chosen tier above the one before."""
        self.view.move_tier(-1)

    @command(
        "timeline.tier_higher",
        title="Make the tier higher",
        group=_GROUP,
        key="Alt+Shift+Down",
        context=_CONTEXT,
    )
    def make_higher(self) -> None:
        """Give the chosen tier more height."""
        self.view.raise_tier(1)

    @command(
        "timeline.tier_lower",
        title="Make the tier lower",
        group=_GROUP,
        key="Alt+Shift+Up",
        context=_CONTEXT,
    )
    def make_lower(self) -> None:
        """Give the chosen tier less height."""
        self.view.raise_tier(-1)

    @command("timeline.tier_hide", title="Hide the tier", group=_GROUP, key="H", context=_CONTEXT)
    def hide_tier(self) -> None:
        """Hide the chosen tier; the menu of the tiers shows it again."""
        self.view.hide_tier()

    @command(
        "timeline.tiers",
        title="Show and hide tiers…",
        group=_GROUP,
        key="Ctrl+Shift+L",
        context=_CONTEXT,
    )
    def choose_tiers(self) -> None:
        """Open the menu of the tiers: which are shown, and in which order."""
        self.view.ask_for_menu()

    @command("timeline.tiers_reset", title="Arrange the tiers as at first", group=_GROUP)
    def reset_tiers(self) -> None:
        """Show the tiers again that were shown at first, in that order and as high."""
        self.view.arrange(self.view.first_settings)
