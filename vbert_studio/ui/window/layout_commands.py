"""The Layout menu: arrangements of the panels to choose, save and delete."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QInputDialog, QMenu

from vbert_studio.commands.registry import command
from vbert_studio.errors import StudioError
from vbert_studio.ui.translation import tr
from vbert_studio.ui.window.layouts import (
    ANNOTATE,
    EXPLORE,
    PRESENT,
    WATCH,
    OwnLayouts,
    ShippedLayout,
)

if TYPE_CHECKING:
    from vbert_studio.ui.window.main_window import MainWindow

_GROUP = "Layout"


class LayoutCommands(QObject):
    """Four layouts for four purposes, and a person's own."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.own = OwnLayouts()

    @command("layout.watch", title="Watch", group=_GROUP, key="Ctrl+Alt+1")
    def watch(self) -> None:
        """Show the picture with the library and what is said."""
        self._arrange(WATCH)

    @command("layout.annotate", title="Annotate", group=_GROUP, key="Ctrl+Alt+2")
    def annotate(self) -> None:
        """Show the timeline with the transcript and the pairs."""
        self._arrange(ANNOTATE)

    @command("layout.explore", title="Explore", group=_GROUP, key="Ctrl+Alt+3")
    def explore(self) -> None:
        """Show what the model makes of the video: tokens, words, futures."""
        self._arrange(EXPLORE)

    @command("layout.present", title="Present", group=_GROUP, key="Ctrl+Alt+4")
    def present(self) -> None:
        """Show only the picture, the timeline and the strip."""
        self._arrange(PRESENT)

    @command("layout.save", title="Save this layout…", group=_GROUP, key="Ctrl+Alt+S")
    def save(self) -> None:
        """Keep the present arrangement of the panels under a name."""
        if not self._window.session.is_open:
            return
        dialog = QInputDialog(self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle(tr("Save this layout"))
        dialog.setLabelText(tr("Name; one that is there already is replaced:"))
        dialog.setComboBoxItems(self.own.names)
        dialog.setComboBoxEditable(True)
        dialog.setTextValue("")
        dialog.textValueSelected.connect(self.save_as)
        dialog.open()

    @Slot(str)
    def save_as(self, name: str) -> None:
        """Keep the present arrangement under this name."""
        if name.strip():
            state = self._window.docks.save()
            self._try(lambda: self.own.save(name.strip(), state))

    def choose(self, name: str) -> None:
        """Arrange the panels as a layout of one's own has them."""
        state = self.own.get(name)
        if state is not None and self._window.session.is_open:
            self._window.docks.restore(state)

    def delete(self, name: str) -> None:
        """Forget a layout of one's own."""
        self._try(lambda: self.own.delete(name))

    @Slot()
    def fill(self, choices: QMenu, deletions: QMenu) -> None:
        """Offer the layouts of one's own in two menus, to choose and to delete."""
        for menu, act in ((choices, self.choose), (deletions, self.delete)):
            menu.clear()
            for name in self.own.names:
                menu.addAction(name.replace("&", "&&"), _with(act, name))
            menu.setEnabled(bool(self.own.names))

    def _arrange(self, layout: ShippedLayout) -> None:
        if self._window.session.is_open:
            self._window.docks.arrange(layout.panels)

    def _try(self, act: Callable[[], None]) -> None:
        try:
            act()
        except StudioError as error:
            self._window.notice.say_error(error)


def _with(act: Callable[[str], None], name: str) -> Callable[[], None]:
    """The act on this name; a menu would hand a `partial` its check mark besides."""

    def call() -> None:
        act(name)

    return call
