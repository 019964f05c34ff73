"""The panels of the window. The one place that says which there are.

They come in two parts: what the first picture of the window needs, and what may come an instant
later because it costs imports.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from vbert_studio.errors import BugError
from vbert_studio.ui.history.panel import HistoryPanel
from vbert_studio.ui.jobs.panel import JobsPanel
from vbert_studio.ui.jobs.queue import JobQueue
from vbert_studio.ui.library.panel import LibraryPanel
from vbert_studio.ui.session import ProjectSession
from vbert_studio.ui.transcript.panel import TranscriptPanel

if TYPE_CHECKING:
    from vbert_studio.ui.annotations.controller import AnnotationsController
    from vbert_studio.ui.asking.panels import QuestionPanels
    from vbert_studio.ui.clip.controller import ClipController
    from vbert_studio.ui.compare.controller import CompareController
    from vbert_studio.ui.masking.controller import MaskingController
    from vbert_studio.ui.model_tiers.filler import TierFiller
    from vbert_studio.ui.pairs.panel import PairsPanel
    from vbert_studio.ui.player.controller import Player
    from vbert_studio.ui.player.panel import PlayerPanel
    from vbert_studio.ui.session.engine import EngineLink
    from vbert_studio.ui.strip.controller import StripController
    from vbert_studio.ui.timeline.panel import TimelinePanel
    from vbert_studio.ui.timeline.tiers.alignment import AlignmentTrack
    from vbert_studio.ui.timeline.tiers.surprise import SurpriseTrack
    from vbert_studio.ui.training.panel import TrainingPanel
    from vbert_studio.ui.words.controller import WordsPanel


class Panels(QObject):
    """One of each."""

    def __init__(self, session: ProjectSession, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.queue = JobQueue(self)
        self.library = LibraryPanel(session, self)
        self.transcript = TranscriptPanel(session, self)
        self.jobs = JobsPanel(self.queue)
        self.history = HistoryPanel(session, self)
        self._late: _Late | None = None

    @property
    def is_complete(self) -> bool:
        """Whether player and timeline are there."""
        return self._late is not None

    def complete(self) -> None:
        """Make the player and the timeline."""
        self._late = self._late or _Late(self._session, self.queue, self)

    def shut_down(self) -> None:
        """End the jobs and the engine."""
        self.queue.shut_down()
        if self._late is not None:
            self._late.engine.close()

    @property
    def player(self) -> Player:
        """The player; a bug before `complete`."""
        return self._there().player

    @property
    def player_view(self) -> PlayerPanel:
        """The player's widget."""
        return self._there().player_view

    @property
    def timeline(self) -> TimelinePanel:
        """The timeline."""
        return self._there().timeline

    @property
    def clip(self) -> ClipController:
        """The one clip that is looked at closely."""
        return self._there().clip

    @property
    def training(self) -> TrainingPanel:
        """Fine-tuning, its runs and their curves."""
        return self._there().training

    @property
    def pairs(self) -> PairsPanel:
        """The pairs of sentence and stretch."""
        return self._there().pairs

    @property
    def masking(self) -> MaskingController:
        """What is hidden on the timeline, and what the model makes of it."""
        return self._there().masking

    @property
    def surprise(self) -> TierFiller[SurpriseTrack]:
        """How unexpected the video is to the model."""
        return self._there().surprise

    @property
    def alignment(self) -> TierFiller[AlignmentTrack]:
        """How well what is said fits what is seen."""
        return self._there().alignment

    @property
    def engine(self) -> EngineLink:
        """The process that answers questions."""
        return self._there().engine

    @property
    def compare(self) -> CompareController:
        """Two models, or two maskings, side by side."""
        return self._there().compare

    @property
    def strip(self) -> StripController:
        """The row that the model reads."""
        return self._there().strip

    @property
    def words(self) -> WordsPanel:
        """The visual words."""
        return self._there().words

    @property
    def annotations(self) -> AnnotationsController:
        """Steps and descriptions."""
        return self._there().annotations

    @property
    def questions(self) -> QuestionPanels:
        """The panels that ask the model."""
        return self._there().questions

    def _there(self) -> _Late:
        if self._late is None:
            raise BugError("the player was asked for before it was made")
        return self._late


class _Late:
    """What the first picture does without."""

    def __init__(self, session: ProjectSession, queue: JobQueue, parent: QObject) -> None:
        from vbert_studio.ui.annotations.controller import AnnotationsController
        from vbert_studio.ui.asking.panels import QuestionPanels
        from vbert_studio.ui.clip.controller import ClipController
        from vbert_studio.ui.compare.controller import CompareController
        from vbert_studio.ui.masking.controller import MaskingController
        from vbert_studio.ui.masking.surroundings import Surroundings
        from vbert_studio.ui.model_tiers.alignment import AlignmentFilling
        from vbert_studio.ui.model_tiers.filler import TierFiller
        from vbert_studio.ui.model_tiers.surprise import SurpriseFilling
        from vbert_studio.ui.pairs.panel import PairsPanel
        from vbert_studio.ui.player.controller import Player
        from vbert_studio.ui.player.panel import PlayerPanel
        from vbert_studio.ui.session.engine import EngineLink
        from vbert_studio.ui.strip.controller import StripController
        from vbert_studio.ui.timeline.panel import TimelinePanel
        from vbert_studio.ui.timeline.tiers.alignment import AlignmentTier
        from vbert_studio.ui.timeline.tiers.surprise import SurpriseTier
        from vbert_studio.ui.training.panel import TrainingPanel
        from vbert_studio.ui.words.controller import WordsPanel

        self.player = Player(parent)
        self.player_view = PlayerPanel(self.player)
        self.timeline = TimelinePanel()
        self.engine = EngineLink(parent)
        session.closed.connect(self.engine.let_go)
        self.clip = ClipController(session, self.engine, parent)
        self.words = WordsPanel(session, parent)
        self.pairs = PairsPanel(session, parent)
        self.training = TrainingPanel(session, queue, self.pairs, parent)
        self.questions = QuestionPanels(session, self.engine, self.timeline, parent)
        self.annotations = AnnotationsController(session, self.engine, self.timeline, parent)
        self.questions.action.step_wanted.connect(self.annotations.keep_step)
        self.masking = MaskingController(session, self.engine, self.timeline, parent)
        around = Surroundings(session, self.engine, self.timeline, self.masking)
        self.strip = StripController(around, parent)
        self.compare = CompareController(around, parent)
        tiers = self.timeline.view.tiers
        surprise, alignment = tiers["surprise"], tiers["alignment"]
        assert isinstance(surprise, SurpriseTier)
        assert isinstance(alignment, AlignmentTier)
        self.surprise = TierFiller(around, surprise, SurpriseFilling(), parent)
        self.alignment = TierFiller(around, alignment, AlignmentFilling(), parent)
