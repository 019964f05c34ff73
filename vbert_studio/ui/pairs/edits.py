"""What a person does to pairs, as edits that are on disk at once, one after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from vbert_studio.project.pairs import Judgement
from vbert_studio.ui.pairs.shown import Stretch
from vbert_studio.ui.session import Changes, ProjectSession
from vbert_studio.ui.translation import told

if TYPE_CHECKING:
    from vbert_studio.project import Changed, Operation, Project
    from vbert_studio.project.records import SentenceRow


class PairEdits(QObject):
    """Hands operations to the session, and knows which judgements are on their way to the disk.

    `nothing_new` follows an edit that changed nothing, `failed` one that could not be written.
    """

    nothing_new = Signal()
    failed = Signal()

    def __init__(self, session: ProjectSession, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._on_their_way: dict[int, Judgement] = {}
        self._writes = 0
        self.is_telling_judgement = False  # while the news of one goes round
        session.failed.connect(self._on_failed)
        session.closing.connect(self._forget)

    @property
    def on_their_way(self) -> Mapping[int, Judgement]:
        """The judgements that a reading may not have seen."""
        return self._on_their_way

    def pair_sentences(self, sentences: Iterable[SentenceRow]) -> Stretch | None:
        """Make a pair of each of these; returns the last one's stretch."""
        from vbert_studio.project.operations import MakePairs, NewPair

        pairs = [
            NewPair(s.video_id, s.start_s, s.end_s, s.text, s.id)
            for s in sentences
            if s.end_s > s.start_s
        ]
        if not pairs:
            return None
        self._edit(MakePairs(tuple(pairs), "sentence"))
        return Stretch(pairs[-1].video_id, pairs[-1].start_s, pairs[-1].end_s)

    def pair_stretch(self, stretch: Stretch) -> None:
        """Make a pair of a stretch and of what is said in it."""
        from vbert_studio.jobs.pairs import said_between
        from vbert_studio.project.operations import MakePairs, NewPair

        place = (stretch.video_id, stretch.start_s, stretch.end_s)

        def make(project: Project) -> Changed:
            pair = NewPair(*place, said_between(project, *place))
            return project.edit(MakePairs((pair,), "stretch"))

        self._session.write(make, self._tell)

    def judge(self, ids: tuple[int, ...], judgement: Judgement, text: str) -> None:
        """Judge pairs; `text` is that of a single one."""
        from vbert_studio.project.operations import JudgePairs

        self._on_their_way |= dict.fromkeys(ids, judgement)
        self._edit(JudgePairs(ids, judgement, text), self._judged)

    @Slot(int, object, object)
    def set_times(self, pair_id: int, start_s: float | None, end_s: float | None) -> None:
        """Move a pair, or one of its edges; the other, None, stays."""
        from vbert_studio.project.operations import SetPairTimes

        self._edit(SetPairTimes(pair_id, start_s, end_s))

    @Slot(int, str)
    def set_text(self, pair_id: int, text: str) -> None:
        """Change what a pair is about."""
        from vbert_studio.project.operations import SetPairText

        self._edit(SetPairText(pair_id, text))

    @Slot(int, str)
    def set_note(self, pair_id: int, note: str) -> None:
        """Change a remark."""
        from vbert_studio.project.operations import SetPairNote

        self._edit(SetPairNote(pair_id, note))

    def delete(self, ids: tuple[int, ...], text: str) -> None:
        """Delete pairs; `text` is that of a single one."""
        from vbert_studio.project.operations import DeletePairs

        self._edit(DeletePairs(ids, text))

    def _edit(self, operation: Operation, then: Callable[[Changed], None] | None = None) -> None:
        self._writes += 1
        self._session.write(lambda project: project.edit(operation), then or self._written)

    def _judged(self, changed: Changed) -> None:
        # One that was forgotten may have been read over since: it is news then.
        self.is_telling_judgement = bool(self._on_their_way)
        try:
            self._written(changed)
        finally:
            self.is_telling_judgement = False

    def _written(self, changed: Changed) -> None:
        self._writes = max(0, self._writes - 1)
        if not self._writes:
            self._on_their_way.clear()
        self._tell(changed)

    def _tell(self, changed: Changed) -> None:
        if changed.kinds:
            self._session.changed.emit(Changes(changed.kinds, changed.videos))
            self._session.edited.emit(told(changed.name))
        else:
            self.nothing_new.emit()

    @Slot(object)
    def _on_failed(self, _error: object) -> None:
        """What is not on disk must not be shown as if it were."""
        if self._writes:
            self._forget()
            self.failed.emit()

    @Slot()
    def _forget(self) -> None:
        self._writes = 0
        self._on_their_way.clear()
