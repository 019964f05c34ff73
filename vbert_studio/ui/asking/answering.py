"""Who answers: the model that the engine holds, and the visual words that it answers in."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from vbert_studio.errors import StudioError
from vbert_studio.jobs.requests import LoadVideoBert, VideoBertLoaded
from vbert_studio.ui.filmstrip.lexicon import Lexicon, read_lexicon
from vbert_studio.ui.session import Changes, ProjectSession
from vbert_studio.ui.session.engine import EngineLink
from vbert_studio.ui.translation import tr

_ONLY_KITCHEN = tr("It knows only the kitchen: it was taught on made-up cooking films.")


class Answering(QObject):
    """The model in use and the lexicon of the project; read when the first panel wants them."""

    changed = Signal()

    def __init__(self, session: ProjectSession, engine: EngineLink, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._engine = engine
        self._wanted = False
        self.model: VideoBertLoaded | None = None
        self.lexicon = Lexicon()
        session.changed.connect(self._on_changed)
        session.closing.connect(self._forget)

    def want(self) -> None:
        """A panel is looked at: find out who answers, unless that is known."""
        if not self._wanted and self._session.is_open:
            self._wanted = True
            self._look()

    @property
    def told(self) -> str:
        """The model by name, and what it does not know."""
        if self.model is None:
            return ""
        known = _ONLY_KITCHEN if knows_only_kitchen(self.model) else ""
        return tr(
            "Answered by {checkpoint}. {known}", checkpoint=self.model.checkpoint, known=known
        ).strip()

    @property
    def limits(self) -> str:
        """All that the model cannot know, a sentence per line."""
        return "" if self.model is None else "\n".join(self.model.limits)

    def _look(self) -> None:
        folder = self._session.project.folder
        self._session.read("lexicon of the questions", read_lexicon, self._know)
        self._engine.ask(
            LoadVideoBert(folder), self._loaded, self._not_loaded, channel="model of the questions"
        )

    def _know(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.changed.emit()

    def _loaded(self, model: VideoBertLoaded) -> None:
        self.model = model
        self.changed.emit()

    def _not_loaded(self, _error: StudioError) -> None:
        # The questions themselves are refused for the same reason, and say it where it is read.
        self.model = None
        self.changed.emit()

    @Slot(object)
    def _on_changed(self, changes: Changes) -> None:
        if self._wanted and changes.concerns("codebooks", "word_names", "checkpoints"):
            self._look()

    @Slot()
    def _forget(self) -> None:
        self._wanted = False
        self.model = None
        self.lexicon = Lexicon()


def knows_only_kitchen(model: VideoBertLoaded) -> bool:
    """Whether a model is the shipped one, or came of it, or at least reads its visual words."""
    return any("kitchen" in name for name in (model.checkpoint, model.base, model.codebook))
