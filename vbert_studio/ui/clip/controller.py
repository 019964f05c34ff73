"""Opens a clip: what the project knows of it at once, what the network sees when it has looked."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from vbert_studio.errors import StudioError
from vbert_studio.jobs.requests import ClassifyClip, ClassProbability, ClipClasses, LoadExtractor
from vbert_studio.ui.clip.bars import Bar
from vbert_studio.ui.clip.facts import ClipFacts, read_clip
from vbert_studio.ui.clip.figure import figure_of
from vbert_studio.ui.clip.view import ClipView
from vbert_studio.ui.parts.figure_button import FigureButton
from vbert_studio.ui.parts.figures import Figure
from vbert_studio.ui.session import ProjectSession
from vbert_studio.ui.session.engine import EngineLink
from vbert_studio.ui.translation import tr


class ClipController(QObject):
    """Fills the clip panel."""

    def __init__(self, session: ProjectSession, engine: EngineLink, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._engine = engine
        self._open: ClipFacts | None = None
        self._classes: tuple[ClassProbability, ...] = ()
        self.figures = FigureButton(self._figure, self)
        self.figures.failed.connect(session.failed)
        self.view = ClipView(self.figures.button)
        session.closing.connect(self.clear)

    def open(self, video_id: int, index: int) -> None:
        """Show a clip of the open project."""
        self._session.read("clip", lambda p: read_clip(p, video_id, index), self._show)

    @Slot()
    def clear(self) -> None:
        """Show no clip, and be done with the project."""
        self._open, self._classes = None, ()
        self.view.exemplars.stop()
        self.view.clear()

    def _show(self, facts: ClipFacts) -> None:
        self._open, self._classes = facts, ()
        self.view.show_facts(facts)
        self.view.exemplars.play(facts.token.exemplars if facts.token else (), self._refuse)
        # The clip is asked about once there is somebody to look: else the answer that nobody is
        # there would take the place of the one that says how to get it.
        self._engine.ask(
            LoadExtractor(facts.extractor),
            lambda _: self._classify(facts),
            self._refuse,
            channel="clip",
        )

    def _classify(self, facts: ClipFacts) -> None:
        question = ClassifyClip(facts.video, facts.start_s)
        self._engine.ask(question, self._classified, self._refuse, channel="clip")

    def _classified(self, seen: ClipClasses) -> None:
        if self._open is None or seen.start_s != self._open.start_s:
            return
        self._classes = seen.classes
        bars = tuple(Bar(one.name, one.probability) for one in seen.classes)
        source = tr(
            "Classes of {extractor}: do its features mean anything here?",
            extractor=self._open.extractor,
        )
        self.view.show_classes(bars, source)

    def _figure(self) -> Figure | None:
        folder = self._session.folder
        if self._open is None or folder is None:
            return None
        return figure_of(self._open, self._classes, folder, self.view.shown)

    def _refuse(self, error: StudioError) -> None:
        self.view.say(str(error))
