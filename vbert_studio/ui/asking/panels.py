"""The four panels that ask the model, and what they share."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from vbert_studio.ui.action.controller import ActionController
from vbert_studio.ui.alignment.controller import AlignmentController
from vbert_studio.ui.asking.answering import Answering
from vbert_studio.ui.asking.frame import QuestionFrame
from vbert_studio.ui.asking.questioner import Surroundings
from vbert_studio.ui.asking.whereabouts import Whereabouts
from vbert_studio.ui.forecast.controller import ForecastController
from vbert_studio.ui.generate.controller import GenerateController
from vbert_studio.ui.session import ProjectSession
from vbert_studio.ui.session.engine import EngineLink
from vbert_studio.ui.timeline.panel import TimelinePanel


class QuestionPanels(QObject):
    """One of each, by the names of their docks.

    `seek_wanted(t_s)` follows a picture or a cell that is chosen, `action_wanted(name)` the button
    of an empty panel, with the name of the command that it stands for.
    """

    seek_wanted = Signal(float)
    action_wanted = Signal(str)

    def __init__(
        self, session: ProjectSession, engine: EngineLink, timeline: TimelinePanel, parent: QObject
    ) -> None:
        super().__init__(parent)
        answering = Answering(session, engine, self)
        self.whereabouts = Whereabouts(timeline, self)
        around = Surroundings(session, engine, self.whereabouts, answering)
        self.forecast = ForecastController(around, self)
        self.generate = GenerateController(around, self)
        self.action = ActionController(around, self)
        self.alignment = AlignmentController(around, self)
        self.forecast.seek_wanted.connect(self.seek_wanted)
        self.forecast.foreseen.connect(timeline.show_foreseen)
        self.alignment.seek_wanted.connect(self.seek_wanted)
        for view in self.views.values():
            view.action_wanted.connect(self.action_wanted)

    @property
    def views(self) -> dict[str, QuestionFrame]:
        """The widgets, by the names of their docks."""
        return {
            "forecast": self.forecast.view,
            "generate": self.generate.view,
            "action": self.action.view,
            "alignment": self.alignment.view,
        }

    @property
    def homes(self) -> dict[str, QWidget]:
        """Where the keys of each are heard."""
        return dict(self.views)

    @property
    def owners(self) -> tuple[QObject, ...]:
        """Those who have commands."""
        return (self.forecast, self.generate, self.action, self.alignment)
