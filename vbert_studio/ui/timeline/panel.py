"""The timeline as the window sees it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QStackedLayout, QWidget

from vbert_studio.errors import StudioError
from vbert_studio.project.annotations import AnnotationKind
from vbert_studio.ui.parts.empty import EmptyPanel
from vbert_studio.ui.session import Changes
from vbert_studio.ui.timeline.accessible import make_accessible
from vbert_studio.ui.timeline.commands import TimelineCommands
from vbert_studio.ui.timeline.content import Absence, TimelineContent
from vbert_studio.ui.timeline.facts import FactsReader
from vbert_studio.ui.timeline.film import FilmStore
from vbert_studio.ui.timeline.film_loader import FilmLoader
from vbert_studio.ui.timeline.hover import Hover
from vbert_studio.ui.timeline.lane import Lane
from vbert_studio.ui.timeline.layout import shown
from vbert_studio.ui.timeline.menu import tier_menu
from vbert_studio.ui.timeline.reader import read_content
from vbert_studio.ui.timeline.tier_commands import TierCommands
from vbert_studio.ui.timeline.tier_settings import load_settings, save_settings
from vbert_studio.ui.timeline.tiers.alignment import AlignmentTier
from vbert_studio.ui.timeline.tiers.annotations import AnnotationTier
from vbert_studio.ui.timeline.tiers.blocks import BlockTier
from vbert_studio.ui.timeline.tiers.film import FilmTier
from vbert_studio.ui.timeline.tiers.forecast import ForecastTier, Foreseen
from vbert_studio.ui.timeline.tiers.masks import MaskTier
from vbert_studio.ui.timeline.tiers.pairs import PairTier
from vbert_studio.ui.timeline.tiers.predictions import PredictionTier
from vbert_studio.ui.timeline.tiers.sound import SoundTier
from vbert_studio.ui.timeline.tiers.surprise import SurpriseTier
from vbert_studio.ui.timeline.tiers.texts import SentenceTier, WordTier
from vbert_studio.ui.timeline.tiers.tier import Tier
from vbert_studio.ui.timeline.tiers.tokens import TokenTier
from vbert_studio.ui.timeline.view import TimelineView
from vbert_studio.ui.translation import tr

if TYPE_CHECKING:
    from vbert_studio.project import Project

_TOGETHER_MS = 120  # changes closer together than this are read once
_SHARE = 8  # and a long video, slow to read, is read for an eighth of the time at most
_HEADING, _TEXT = tr("No video open"), tr("Choose a video in the library to see it along its time.")


class TimelinePanel(TimelineCommands, TierCommands, QWidget):
    """The door: shows a video of a project, follows the player, and says what the person wants.

    `stretch_selected(start_s, end_s)` with both alike means that nothing is selected any more.
    `clip_opened(index)` follows a double click on a visual token.
    """

    seek_requested = Signal(float)
    stretch_selected = Signal(float, float)
    clip_opened = Signal(int)
    block_picked = Signal(str, object, bool)  # tier, number or None; whether it is to be opened
    block_moved = Signal(str, int, float, float)  # tier, number, start and end in seconds
    menu_opening = Signal(object, QPoint)  # QMenu, where in the view
    loaded = Signal()  # the video that was asked for, or its next state, is shown

    def __init__(self) -> None:
        super().__init__()
        self._store = FilmStore()
        self._forecast = ForecastTier()
        self._tiers: list[Tier] = [
            FilmTier(self._store),
            SoundTier(),
            SurpriseTier(),
            TokenTier(),
            WordTier(),
            MaskTier(),
            PredictionTier(),
            self._forecast,
            SentenceTier(),
            AlignmentTier(),
            PairTier(),
            AnnotationTier(AnnotationKind.STEP),
            AnnotationTier(AnnotationKind.DESCRIPTION),
        ]
        self.view = TimelineView({t.key: t for t in self._tiers}, load_settings(self._tiers))
        self._empty = EmptyPanel("timeline", _HEADING, _TEXT)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self.view)
        self._project: Project | None = None
        self._video_id = 0
        self._reading = self._out_of_date = False
        self._lane = Lane(self)
        self._film = FilmLoader(self._store, self)
        self._hover = Hover(self.view)
        self._again = QTimer(self, singleShot=True, interval=_TOGETHER_MS)
        self._connect()
        make_accessible(self.view)

    def _connect(self) -> None:
        self.view.seek_requested.connect(self.seek_requested)
        self.view.stretch_selected.connect(self.stretch_selected)
        self.view.clip_opened.connect(self.clip_opened)
        self.view.block_picked.connect(self.block_picked)
        self.view.block_moved.connect(self.block_moved)
        self.view.viewed.connect(self._want_film)
        self.view.settled.connect(save_settings)
        self.view.menu_requested.connect(self._open_menu)
        self._film.arrived.connect(self.view.repaint_all)
        self._film.failed.connect(self._no_film)
        self._again.timeout.connect(self._read)

    def load(self, project: Project, video_id: int) -> None:
        """Show a video; it is read in a pool thread and `loaded` follows."""
        self._hover.hide()
        if (project, video_id) != (self._project, self._video_id):
            self._film.forget()
            self.view.forget_marks()
        self._project, self._video_id = project, video_id
        self._show_horizon()
        self._reading = False
        self._read()

    def refresh(self, changed: Changes) -> None:
        """Read the video again, if what changed concerns it; the view stays where it is."""
        if self._project is None:
            return
        self._hover.use(FactsReader(self._project))
        if changed.concerns(*_SHOWN, video_id=self._video_id) and not self._again.isActive():
            self._again.start()

    def set_position(self, t_s: float) -> None:
        """The player is at this time."""
        self.view.set_position(t_s)

    def choose_block(self, key: str, number: int | None) -> None:
        """Frame the block of a tier that is chosen; None for none."""
        tier = self.view.tiers[key]
        if isinstance(tier, BlockTier) and number != tier.chosen:
            tier.chosen = number
            self.view.repaint_all()

    @Slot(object)
    def show_foreseen(self, foreseen: Foreseen | Absence | None) -> None:
        """Show futures behind the moment from which they were foreseen, or why there are none."""
        self._forecast.show(foreseen)
        self._show_horizon()
        self.view.repaint_all()

    def _show_horizon(self) -> None:
        foreseen = self._forecast.foreseen
        here = foreseen is not None and foreseen.video_id == self._video_id
        self.view.show_horizon(foreseen.end_s if foreseen is not None and here else 0.0)

    def clear(self) -> None:
        """Show no video, and be done with the project: nothing reads from it any more."""
        self._again.stop()
        self._lane.stop()
        self._film.stop()
        self._hover.stop()
        self._hover.use(None)
        self._project = None
        self._reading = False
        self.view.show_content(None)
        self._empty.say(_HEADING, _TEXT)
        self._stack.setCurrentWidget(self._empty)

    @Slot()
    def _read(self) -> None:
        project, video_id = self._project, self._video_id
        # A reading that is under way is let finish, or a busy job would never let one through.
        self._out_of_date = self._reading
        if project is None or self._reading:
            return
        self._reading = True

        def work() -> Iterator[tuple[TimelineContent, float]]:
            began = time.monotonic()
            yield read_content(project, video_id), time.monotonic() - began

        self._lane.ask(work, self._show, self._give_up)

    def _show(self, read: tuple[TimelineContent, float]) -> None:
        assert self._project is not None
        content, took_s = read
        self._reading = False
        self._again.setInterval(max(_TOGETHER_MS, round(1000 * _SHARE * took_s)))
        self._hover.use(FactsReader(self._project))
        first = first_annotated(self.view.content, content)
        self.view.show_content(content)
        for key in first:
            self.show_tier(key)
        self._stack.setCurrentWidget(self.view)
        self.loaded.emit()
        if self._out_of_date:
            self._again.start()

    def show_tier(self, key: str) -> None:
        """Show a tier, if it is hidden, and scroll to it."""
        if not any(setting.key == key and setting.visible for setting in self.view.settings):
            self.view.arrange(shown(self.view.settings, key, visible=True))
        self.view.reveal(key)

    def _give_up(self, error: StudioError) -> None:
        self._reading = False
        self.view.show_content(None)
        self._empty.say(error.message, error.remedy)
        self._stack.setCurrentWidget(self._empty)

    @Slot(object)
    def _no_film(self, error: StudioError) -> None:
        if self.view.content is not None:
            self.view.show_content(replace(self.view.content, film=Absence(str(error))))

    @Slot()
    def _want_film(self) -> None:
        view = self.view
        row = None if view.row_rect("film").isEmpty() else view.layout_now().row_of("film")
        if view.content is not None and row is not None:
            self._film.want(view.content, view.viewport, row.height, view.devicePixelRatioF())

    @Slot(QPoint)
    def _open_menu(self, at: QPoint) -> None:
        row = self.view.layout_now().row_at(at.y())
        under = None if row is None else row.key
        menu = tier_menu(
            self, self.view.tiers, self.view.settings, under, self.view.arrange, self.reset_tiers
        )
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.menu_opening.emit(menu, at)
        menu.popup(self.view.mapToGlobal(at))


_SHOWN = (
    "videos",
    "frame_times",
    "clips",
    "peaks",
    "codebooks",
    "features",
    "tokens",
    "transcripts",
    "sentences",
    "words",
    "pairs",
    "annotations",
    "word_names",
)


def first_annotated(before: TimelineContent | None, now: TimelineContent) -> list[str]:
    """The tiers whose first annotations were made since the video was read the last time."""
    if before is None or before.video_id != now.video_id:
        return []
    tracks = {"steps": (before.steps, now.steps)}
    tracks["descriptions"] = (before.descriptions, now.descriptions)
    return [
        key
        for key, (was, is_now) in tracks.items()
        if isinstance(was, Absence) and not isinstance(is_now, Absence)
    ]
