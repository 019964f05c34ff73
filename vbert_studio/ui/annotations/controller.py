"""Makes, corrects, moves and deletes annotations on the timeline."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect, Signal, Slot

from vbert_studio.project.annotations import AnnotationKind
from vbert_studio.ui.annotations.chosen import Block, Chosen
from vbert_studio.ui.annotations.draft import Draft
from vbert_studio.ui.annotations.guess import StepGuesser
from vbert_studio.ui.annotations.line_edit import InPlaceEdit
from vbert_studio.ui.session import ProjectSession
from vbert_studio.ui.session.engine import EngineLink
from vbert_studio.ui.timeline.layout import RULER_HEIGHT, shown
from vbert_studio.ui.timeline.panel import TimelinePanel
from vbert_studio.ui.timeline.tiers.annotations import tier_key
from vbert_studio.ui.translation import tr

if TYPE_CHECKING:
    from vbert_studio.project import Operation

_NARROWEST = 190
_ASKED = {
    AnnotationKind.STEP: tr("What is done here?"),
    AnnotationKind.DESCRIPTION: tr("What is seen here?"),
}


class AnnotationsController(QObject):
    """One line to write in at a time. `said` is for the status bar."""

    said = Signal(str)

    def __init__(
        self,
        session: ProjectSession,
        engine: EngineLink,
        timeline: TimelinePanel,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._timeline = timeline
        self._view = timeline.view
        self._guesser = StepGuesser(session, engine)
        self._draft: Draft | None = None
        self._was_hidden = False
        self.chosen = Chosen(timeline, self)
        self.edit = InPlaceEdit(timeline.view)
        self._connect()

    def _connect(self) -> None:
        self.edit.kept.connect(self._keep)
        self.edit.given_up.connect(self._give_up)
        self._view.viewed.connect(self._place)
        self._timeline.loaded.connect(self._on_loaded)
        self._timeline.block_picked.connect(self._on_picked)
        self._timeline.block_moved.connect(self._on_moved)
        self._session.opened.connect(self._on_opened)
        self._session.closing.connect(self._finish)

    @property
    def can_edit(self) -> bool:
        """Whether there is a video, in a project that may be written."""
        has_video = self._session.is_open and self._view.content is not None
        return has_video and not self._session.read_only

    # What a person does

    def begin(self, kind: AnnotationKind) -> None:
        """Open the line for the selection, else for the clip under the playhead."""
        content, stretch = self._view.content, self._timeline.stretch_here()
        if not self.can_edit or content is None:
            return
        if stretch is None:
            self.said.emit(tr("Select a stretch first: drag on the timeline, or press I and O"))
            return
        self._finish()
        draft = Draft(content.video_id, kind, stretch)
        self._open(draft)
        if kind is AnnotationKind.STEP:
            self._guesser.ask(content, stretch, partial(self._offer, draft))

    def edit_chosen(self) -> None:
        """Open the line for the text of the chosen annotation."""
        block = self._chosen()
        if block is not None and self._view.content is not None:
            self._finish()
            video_id = self._view.content.video_id
            self._open(Draft(video_id, block.kind, block.stretch, block.number, block.text))

    def delete_chosen(self) -> None:
        """Delete the chosen annotation."""
        from vbert_studio.project.operations import DeleteAnnotations

        block = self._chosen()
        if block is not None:
            self._session.edit(DeleteAnnotations((block.number,), block.text))

    def take_stretch(self) -> None:
        """Let the chosen annotation last as long as the selection."""
        from vbert_studio.project.operations import SetAnnotationTimes

        block, selection = self._chosen(), self._view.marks.selection
        if block is not None and selection is not None:
            self._session.edit(SetAnnotationTimes(block.number, *selection))

    @Slot(int, float, float, str)
    def keep_step(self, video_id: int, start_s: float, end_s: float, text: str) -> None:
        """Keep what the model said as a step."""
        if not self.can_edit:
            return
        draft = Draft(video_id, AnnotationKind.STEP, (start_s, end_s), offered=text)
        operation = draft.kept(text)
        if operation is not None:
            self._timeline.show_tier(tier_key(AnnotationKind.STEP))
            self._write(draft, operation, text)

    def _chosen(self) -> Block | None:
        if not self.can_edit:
            return None
        if self.chosen.block is None:
            self.said.emit(tr("Choose a step or a description first: click it"))
        return self.chosen.block

    # The line

    def _open(self, draft: Draft) -> None:
        key, view = tier_key(draft.kind), self._view
        self._draft = draft
        self._was_hidden = view.layout_now().row_of(key) is None
        view.set_tiers(shown(view.settings, key, visible=True))
        view.reveal(key)
        view.look_at(view.viewport.revealing(draft.stretch[0]))
        view.show_pending(key, draft.stretch)
        self._place()
        self.edit.begin(draft.text, _ASKED[draft.kind])

    @Slot()
    def _place(self) -> None:
        """Put the line over its stretch, as far as that is in view."""
        draft, view = self._draft, self._view
        if draft is None:
            return
        layout = view.layout_now()
        row = layout.row_of(tier_key(draft.kind))
        left, right = (view.viewport.x_of(t_s) for t_s in draft.stretch)
        room = view.viewport.width
        wide = min(max(right - left, _NARROWEST), room)
        x = view.header + min(max(left, 0.0), room - wide)
        high = self.edit.sizeHint().height()
        middle = layout.overview_top if row is None else (row.top + row.bottom) / 2
        y = min(max(middle - high / 2, RULER_HEIGHT), max(RULER_HEIGHT, layout.overview_top - high))
        self.edit.setGeometry(QRect(round(x), round(y), round(wide), high))

    def _offer(self, draft: Draft, text: str) -> None:
        """The model would call it so; it may be late, or something was typed meanwhile."""
        if draft is self._draft and self.edit.offer(text):
            self._draft = draft.with_offer(text)

    @Slot(str)
    def _keep(self, text: str) -> None:
        draft = self._end()
        operation = None if draft is None else draft.kept(text)
        if draft is None or operation is None:
            self._hide_again(draft)
            return
        if self._was_hidden:
            self._view.arrange(self._view.settings)
        self._write(draft, operation, text)

    @Slot()
    def _give_up(self) -> None:
        self._hide_again(self._end())

    def _hide_again(self, draft: Draft | None) -> None:
        if draft is not None and self._was_hidden:
            key = tier_key(draft.kind)
            self._view.set_tiers(shown(self._view.settings, key, visible=False))

    def _end(self) -> Draft | None:
        draft, self._draft = self._draft, None
        if draft is not None:
            had_focus = self.edit.hasFocus()
            self.edit.hide()
            self._view.show_pending(tier_key(draft.kind), None)
            if had_focus:
                self._view.setFocus()
        return draft

    @Slot()
    def _finish(self) -> None:
        """Whatever is being written is kept if it was typed."""
        if self._draft is None:
            return
        if self.edit.isModified():
            self._keep(self.edit.text())
        else:
            self._give_up()

    # What comes of it

    def _write(self, draft: Draft, operation: Operation, text: str) -> None:
        content, written = self._view.content, " ".join(text.split())
        here = content is not None and content.video_id == draft.video_id
        if draft.number is None and here:
            if self.chosen.is_there(draft.kind, draft.stretch, written):
                self.said.emit(tr("This is on the timeline already"))
                return
            self.chosen.expect(draft.kind, draft.stretch[0])
        self._session.edit(operation)

    @Slot(str, int, float, float)
    def _on_moved(self, _key: str, number: int, start_s: float, end_s: float) -> None:
        """An edge was dragged. The other one is not written: a full lane may show it too early."""
        from vbert_studio.project.operations import SetAnnotationTimes

        block = self.chosen.block
        if not self.can_edit or block is None or block.number != number:
            return
        start = None if start_s == block.stretch[0] else start_s
        end = None if end_s == block.stretch[1] else end_s
        if (start, end) != (None, None):
            self._session.edit(SetAnnotationTimes(number, start, end))

    @Slot(str, object, bool)
    def _on_picked(self, key: str, number: int | None, opened: bool) -> None:  # noqa: FBT001 - Qt's
        if key in self.chosen.keys:
            self.chosen.choose(key, number)
            if opened and number is not None:
                self.edit_chosen()

    @Slot()
    def _on_opened(self) -> None:
        self._view.can_move = not self._session.read_only

    @Slot()
    def _on_loaded(self) -> None:
        content, draft = self._view.content, self._draft
        if draft is not None and (content is None or content.video_id != draft.video_id):
            self._finish()
