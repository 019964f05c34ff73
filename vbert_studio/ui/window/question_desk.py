"""The panels that ask the model at their place in the window: docks, commands, player."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Slot

from vbert_studio.commands.registry import command
from vbert_studio.ui.translation import tr

if TYPE_CHECKING:
    from vbert_studio.errors import StudioError
    from vbert_studio.ui.window.main_window import MainWindow

_GROUP = "Model"


class QuestionDesk(QObject):
    """Opens the panels, and does what they want of the rest of the window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._questions = window.panels.questions
        for name, view in self._questions.views.items():
            window.docks.fill(name, view)
        homes = {"window": window, **self._questions.homes}
        for owner in (self, *self._questions.owners):
            window.commands.add(owner, homes)
        self._questions.seek_wanted.connect(window.panels.player.seek)
        self._questions.action_wanted.connect(self._do)
        # Behind whatever goes on: a project that is just being opened takes down old notices.
        queued = Qt.ConnectionType.QueuedConnection
        window.panels.engine.lacking.connect(self._offer_fetching, queued)
        window.reading.needless.connect(self._say_all_there)

    @command("forecast.open", title="What comes next?", group=_GROUP, key="F6")
    def open_forecast(self) -> None:
        """Foresee how it goes on from the playhead, or behind the selection."""
        self._open("forecast")

    @command("generate.open", title="Text to video", group=_GROUP, key="F7")
    def open_generate(self) -> None:
        """Type a sentence and see the visual words that it brings to mind."""
        self._open("generate")

    @command("action.open", title="What is being done here?", group=_GROUP, key="F8")
    def open_action(self) -> None:
        """Name the verb and the object of the selection, or of what is at the playhead."""
        self._open("action")

    @command("alignment.open", title="Which sentence belongs where?", group=_GROUP, key="F9")
    def open_alignment(self) -> None:
        """Put every sentence to every segment, and see whether the narration runs ahead."""
        self._open("alignment")

    @command("models.fetch", title="Fetch what the model needs", group=_GROUP)
    def fetch_models(self) -> None:
        """Fetch the files that no question is answered without, where they are missing."""
        if self._window.session.is_open:
            self._window.reading.fetch_models()

    @command("panel.forecast", title="Forecast", group="View", key="Shift+F6")
    def toggle_forecast(self) -> None:
        """Show or hide the futures."""
        self._toggle("forecast")

    @command("panel.generate", title="Text to video", group="View", key="Shift+F7")
    def toggle_generate(self) -> None:
        """Show or hide the panel that turns text into video."""
        self._toggle("generate")

    @command("panel.action", title="Action", group="View", key="Shift+F8")
    def toggle_action(self) -> None:
        """Show or hide what is being done."""
        self._toggle("action")

    @command("panel.alignment", title="Alignment", group="View", key="Shift+F9")
    def toggle_alignment(self) -> None:
        """Show or hide which sentence belongs where."""
        self._toggle("alignment")

    def _open(self, name: str) -> None:
        if self._window.session.is_open:
            self._window.docks.show(name)
            self._questions.views[name].take_focus()

    def _toggle(self, name: str) -> None:
        if self._window.session.is_open:
            self._window.docks.toggle(name)

    @Slot(object)
    def _offer_fetching(self, error: StudioError) -> None:
        """No question can be answered before that is here."""
        self._window.notice.say(
            error.message,
            tr("The model reads texts by it: without it no question is answered."),
            tr("Fetch it"),
            self.fetch_models,
        )

    @Slot()
    def _say_all_there(self) -> None:
        self._window.status.say(tr("All that the model needs is on this machine."))

    @Slot(str)
    def _do(self, name: str) -> None:
        if name in self._window.commands:
            self._window.commands[name].trigger()
