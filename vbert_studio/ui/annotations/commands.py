"""What the keys and menus do with annotations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Slot
from PySide6.QtWidgets import QMenu

from vbert_studio.commands.registry import command
from vbert_studio.project.annotations import AnnotationKind
from vbert_studio.ui.annotations.exchange import AnnotationExchange

if TYPE_CHECKING:
    from vbert_studio.ui.window.main_window import MainWindow

_CONTEXT = "timeline"
_GROUP = "Annotations"
_OF_A_BLOCK = ("annotations.edit", "annotations.take_stretch", "annotations.delete")
_OF_A_TIER = {"steps": "annotations.step", "descriptions": "annotations.describe"}


class AnnotationCommands(QObject):
    """The Annotations menu, and what the timeline's own menu says over a step or a description."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._annotations = window.panels.annotations
        self.exchange = AnnotationExchange(window.session, window.panels.timeline, window)
        self._annotations.said.connect(window.status.say)
        self.exchange.said.connect(window.status.say)
        window.panels.timeline.menu_opening.connect(self._add_to_menu)
        window.commands.add(self, {"window": window, _CONTEXT: window.panels.timeline})

    @command("annotations.step", title="Add a step", group=_GROUP, key="N")
    def add_step(self) -> None:
        """Name what is done in the selection, or in the clip at the playhead; the model helps."""
        self._begin(AnnotationKind.STEP)

    @command("annotations.describe", title="Describe this", group=_GROUP, key="D")
    def describe(self) -> None:
        """Write what is seen in the selection, or in the clip at the playhead."""
        self._begin(AnnotationKind.DESCRIPTION)

    @command(
        "annotations.edit",
        title="Change the annotation's text",
        group=_GROUP,
        key=("F2", "Return", "Enter"),
        context=_CONTEXT,
    )
    def edit(self) -> None:
        """Write in the chosen step or description: Enter keeps it, Esc gives it up."""
        self._annotations.edit_chosen()

    @command(
        "annotations.take_stretch",
        title="Give the annotation the selected stretch",
        group=_GROUP,
        key="Shift+N",
    )
    def take_stretch(self) -> None:
        """Let the chosen step or description last as long as what is selected on the timeline."""
        self._annotations.take_stretch()

    @command(
        "annotations.delete",
        title="Delete the annotation",
        group=_GROUP,
        key="Del",
        context=_CONTEXT,
    )
    def delete(self) -> None:
        """Delete the chosen step or description; undo brings it back."""
        self._annotations.delete_chosen()

    @command("annotations.next", title="Next annotation", group=_GROUP, key="Ctrl+Alt+Right")
    def go_on(self) -> None:
        """Choose the next step or description, and go there."""
        self._annotations.chosen.choose_beside(1)

    @command("annotations.previous", title="Previous annotation", group=_GROUP, key="Ctrl+Alt+Left")
    def go_back(self) -> None:
        """Choose the step or description before, and go there."""
        self._annotations.chosen.choose_beside(-1)

    @command("annotations.export", title="Export annotations…", group=_GROUP)
    def export(self) -> None:
        """Write the steps and descriptions of all videos into a CSV or JSON file."""
        if self._window.session.is_open:
            self.exchange.export()

    @command("annotations.import", title="Import annotations…", group=_GROUP)
    def import_all(self) -> None:
        """Take the steps and descriptions of all videos that a file speaks of, as one edit."""
        if self._window.session.is_open and not self._window.session.read_only:
            self.exchange.take_all()

    @command("annotations.import_steps", title="Import steps…", group=_GROUP)
    def import_steps(self) -> None:
        """Take the steps of this video from a table, YouCook2's JSON or subtitles, as one edit."""
        self._take(AnnotationKind.STEP)

    @command("annotations.import_descriptions", title="Import descriptions…", group=_GROUP)
    def import_descriptions(self) -> None:
        """Take what is seen in this video from a table, subtitles or YouCook2, as one edit."""
        self._take(AnnotationKind.DESCRIPTION)

    def _take(self, kind: AnnotationKind) -> None:
        content = self._window.panels.timeline.view.content
        if self._annotations.can_edit and content is not None:
            self.exchange.take(kind, content.video_id)

    def _begin(self, kind: AnnotationKind) -> None:
        if self._annotations.can_edit:
            self._window.docks.show("timeline")
            self._annotations.begin(kind)

    @Slot(object, QPoint)
    def _add_to_menu(self, menu: QMenu, at: QPoint) -> None:
        """Above all else: what can be done with what is under the pointer."""
        view = self._window.panels.timeline.view
        row, found = view.layout_now().row_at(at.y()), view.block_at(at)
        if row is None or row.key not in _OF_A_TIER or not self._annotations.can_edit:
            return
        names = [_OF_A_TIER[row.key]]
        if found is not None:
            self._annotations.chosen.choose(*found)
            names = [*_OF_A_BLOCK, *names]
        first = menu.actions()[0]
        menu.insertActions(first, [self._window.commands[name] for name in names])
        menu.insertSeparator(first)
