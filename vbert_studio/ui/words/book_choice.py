"""A person takes up another codebook."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from vbert_studio.ui.session import Changes, ProjectSession
from vbert_studio.ui.translation import tr, trn
from vbert_studio.ui.words.book_box import BookBox

if TYPE_CHECKING:
    from vbert_studio.project import Project
    from vbert_studio.project.records import CodebookRow

_CHANGED = frozenset({"codebooks", "tokens", "exemplars", "word_names", "checkpoints"})


class BookChoice(QObject):
    """Makes the codebook current that is chosen in a box.

    `used` follows when it is, `said` tells of it.
    """

    used = Signal()
    said = Signal(str)

    def __init__(self, session: ProjectSession, box: BookBox, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._box = box
        box.wanted.connect(self._use)

    def show_books(self, books: Sequence[CodebookRow]) -> None:
        """Offer what there is, oldest first."""
        self._box.show_books(books, can_choose=not self._session.read_only)

    @Slot(str)
    def _use(self, name: str) -> None:
        def work(project: Project) -> str:
            from vbert_studio.jobs.codebooks import use_codebook

            state = use_codebook(project, name)
            if state.waiting:
                return trn(
                    "{name} is current; {count} video has no tokens by it yet",
                    "{name} is current; {count} videos have no tokens by it yet",
                    state.waiting,
                    name=name,
                )
            return tr("{name} is current", name=name)

        self._session.write(work, self._tell)

    def _tell(self, text: str) -> None:
        self._session.changed.emit(Changes(_CHANGED))
        self.said.emit(text)
        self.used.emit()
