"""What the keys and menus do to the what-if. Heard on the timeline and on the sentence strip.

Escape is heard everywhere in the window, after whatever else it means where it is pressed.
"""

from __future__ import annotations

from vbert_studio.commands.registry import LAST, command
from vbert_studio.ui.masking.controller import MaskingController
from vbert_studio.ui.timeline.panel import TimelinePanel
from vbert_studio.ui.timeline.spots import places_between, places_inside

_GROUP = "Model"
_CONTEXT = "timeline"


class MaskingCommands:
    """The commands of the what-if."""

    def __init__(self, masking: MaskingController, timeline: TimelinePanel) -> None:
        self._masking = masking
        self._view = timeline.view

    @command("masks.clips", title="Mask these clips", group=_GROUP, key="M", context=_CONTEXT)
    def mask_clips(self) -> None:
        """Hide the visual tokens of the selection, or the one under the playhead; or show them."""
        self._hide("tokens")

    @command("masks.words", title="Mask these words", group=_GROUP, key="Shift+M", context=_CONTEXT)
    def mask_words(self) -> None:
        """Hide the words of the selection, or the one at the playhead; or show them again."""
        self._hide("words")

    @command("masks.restore", title="Restore everything", group=_GROUP, key="Esc", context=LAST)
    def restore(self) -> None:
        """End the what-if: everything is again as the video has it."""
        self._masking.restore()

    @command("masks.next", title="Next mask", group=_GROUP, key="Alt+Down", context=_CONTEXT)
    def next_mask(self) -> None:
        """Choose the next hidden place, which the number keys fill in."""
        self._masking.choose_beside(1)

    @command("masks.previous", title="Previous mask", group=_GROUP, key="Alt+Up", context=_CONTEXT)
    def previous_mask(self) -> None:
        """Choose the hidden place before."""
        self._masking.choose_beside(-1)

    @command("masks.fill_1", title="Fill in guess 1", group=_GROUP, key="Alt+1", context=_CONTEXT)
    def fill_1(self) -> None:
        """Put the best guess where the chosen mask is; its number alone does so on the timeline."""
        self._fill(0)

    @command("masks.fill_2", title="Fill in guess 2", group=_GROUP, key="Alt+2", context=_CONTEXT)
    def fill_2(self) -> None:
        """Put the second guess where the chosen mask is."""
        self._fill(1)

    @command("masks.fill_3", title="Fill in guess 3", group=_GROUP, key="Alt+3", context=_CONTEXT)
    def fill_3(self) -> None:
        """Put the third guess where the chosen mask is."""
        self._fill(2)

    @command("masks.fill_4", title="Fill in guess 4", group=_GROUP, key="Alt+4", context=_CONTEXT)
    def fill_4(self) -> None:
        """Put the fourth guess where the chosen mask is."""
        self._fill(3)

    @command("masks.fill_5", title="Fill in guess 5", group=_GROUP, key="Alt+5", context=_CONTEXT)
    def fill_5(self) -> None:
        """Put the fifth guess where the chosen mask is."""
        self._fill(4)

    @command("masks.order", title="Read the other side first", group=_GROUP, key="Ctrl+Alt+O")
    def switch_order(self) -> None:
        """Let the model read the video before the text, or the text before the video."""
        now = self._masking.asking.order
        self._masking.set_order("video-first" if now == "text-first" else "text-first")

    def _hide(self, key: str) -> None:
        content, marks = self._view.content, self._view.marks
        if content is None:
            return
        here = marks.playhead_s
        if marks.selection is None:
            self._masking.hide(places_between(content, key, here, here))
        else:
            self._masking.hide(places_inside(content, key, *marks.selection))

    def _fill(self, number: int) -> None:
        chosen = self._masking.board.chosen
        if chosen is not None:
            self._masking.fill(chosen, number)
