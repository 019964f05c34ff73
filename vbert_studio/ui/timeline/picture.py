"""What the timeline shows and how it is painted; what a person does to it is `view`'s business."""

from __future__ import annotations

from dataclasses import replace
from math import ceil

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QWidget

from vbert_studio.settings import known
from vbert_studio.ui.masking.board import NOTHING, Board
from vbert_studio.ui.settings import settings
from vbert_studio.ui.theme import Type, font, theme
from vbert_studio.ui.timeline.canvas import Fonts
from vbert_studio.ui.timeline.content import TimelineContent
from vbert_studio.ui.timeline.follow import Following
from vbert_studio.ui.timeline.layout import RULER_HEIGHT, Layout, TierSetting, lay_out
from vbert_studio.ui.timeline.lettering import Lettering
from vbert_studio.ui.timeline.moving import PLAYHEAD_REACH, paint_moving
from vbert_studio.ui.timeline.overview import Overview
from vbert_studio.ui.timeline.scrolling import TierScroll
from vbert_studio.ui.timeline.stage import Marks, Stage
from vbert_studio.ui.timeline.still import paint_still
from vbert_studio.ui.timeline.tiers.masks import MaskTier
from vbert_studio.ui.timeline.tiers.predictions import PredictionTier
from vbert_studio.ui.timeline.tiers.tier import Tier
from vbert_studio.ui.timeline.viewport import Viewport
from vbert_studio.ui.translation import tr

HEADER = 104  # the least width of the names of the tiers
_BESIDE_NAMES = 20
_ROOM = 48  # of the tiers, when other panels need the rest: they are scrolled


class TimelinePicture(QWidget):
    """One custom-painted widget; what stays still is painted once and kept as a pixmap."""

    viewed = Signal()  # another stretch of time, or other heights, are shown
    moved = Signal()  # the playhead

    def __init__(self, tiers: dict[str, Tier], settings: tuple[TierSetting, ...]) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName(tr("Timeline"))
        self.tiers = tiers
        self.settings = settings
        self.content: TimelineContent | None = None
        self.viewport = Viewport.whole(1.0, 1.0)
        self.marks = Marks(0.0)
        self._scroll = TierScroll(self)
        self._scroll.valueChanged.connect(self._scrolled)
        self._overview = Overview()
        self._following = Following()
        self._horizon_s = 0.0
        self._still = QPixmap()
        self._still_is_current = False
        self._stage: Stage | None = None
        self._fonts: Fonts | None = None
        self._header = 0
        theme().changed.connect(self._forget_fonts)

    def show_content(self, content: TimelineContent | None) -> None:
        """Show a video, or the next reading of the same one, whose view is kept."""
        same = self.content is not None and content is not None
        same = same and self.content.video_id == content.video_id  # type: ignore[union-attr]
        self.content = content
        if content is not None and same:
            self.viewport = self.viewport.lasting(self._lasts_s)
        elif content is not None:
            self.viewport = Viewport.whole(self._lasts_s, self._room())
            self._following = Following()
        self.repaint_all()
        self.viewed.emit()

    def show_horizon(self, end_s: float) -> None:
        """Something is foreseen until then: the picture goes on so far, beyond the video's end."""
        self._horizon_s = end_s
        self._last()

    @property
    def _lasts_s(self) -> float:
        """The end of what can be looked at."""
        assert self.content is not None
        seen = any(s.key == "forecast" and s.visible for s in self.settings)
        return max(self.content.duration_s, self._horizon_s if seen else 0.0)

    def _last(self) -> None:
        if self.content is not None and self.viewport.duration_s != self._lasts_s:
            self._show(self.viewport.lasting(self._lasts_s))

    def forget_marks(self) -> None:
        """Another video is coming: nothing is selected in it, and it begins at its start."""
        self.marks = Marks(0.0, focused=self.hasFocus(), tier=self.marks.tier)
        self.show_board(NOTHING)

    def show_board(self, board: Board) -> None:
        """Show what is hidden, and what the model believes stands there."""
        self.marks = replace(self.marks, board=board)
        for tier in self.tiers.values():
            if isinstance(tier, MaskTier | PredictionTier):
                tier.board = board
        self.repaint_all()

    def set_position(self, t_s: float) -> None:
        """Move the playhead; turns the page when it leaves the view and nobody scrolled."""
        if not self.is_held and settings().value(known.FOLLOW):
            self._show(self._following.view_for(self.viewport, t_s))
        self._update_playhead()
        self.marks = replace(self.marks, playhead_s=t_s)
        self._update_playhead()
        if self.marks.begun_s is not None:
            self.update()
        self.moved.emit()

    def set_mark(self, t_s: float | None) -> None:
        """A stretch begins here that ends where the playhead is; None when none does."""
        self.marks = replace(self.marks, begun_s=t_s)
        self.update()

    @property
    def is_held(self) -> bool:
        """Whether the person is holding the picture: then it does not turn its pages."""
        return False

    def _update_playhead(self) -> None:
        """Repaint where the playhead is: a few columns, the strip's, and the clock."""
        share = self.marks.playhead_s / self.viewport.duration_s
        strip = self.header + share * self.viewport.width
        top = int(self.layout_now().overview_top)
        x = self.header + self.viewport.x_of(self.marks.playhead_s)
        self.update(0, 0, self.header, int(RULER_HEIGHT))
        self.update(int(x) - PLAYHEAD_REACH, 0, 2 * PLAYHEAD_REACH, top)
        self.update(int(strip) - PLAYHEAD_REACH, top, 2 * PLAYHEAD_REACH, self.height() - top)

    def look_at(self, viewport: Viewport) -> None:
        """Show another stretch, as the person asked."""
        self._following.scrolled(viewport, self.marks.playhead_s)
        self._show(viewport)

    def set_tiers(self, settings: tuple[TierSetting, ...]) -> None:
        """Show the tiers with these heights, in this order."""
        self.settings = settings
        self._last()
        self._fit()
        self.viewed.emit()

    def scroll_by(self, pixels: float) -> None:
        """Move the tiers up by so many pixels, as far as there are any."""
        self._scroll.setValue(round(self._scroll.value() + pixels))

    def reveal(self, key: str) -> None:
        """Scroll until all of a tier is seen."""
        self._scroll.setValue(round(self.layout_now().scroll_to(key)))

    @Slot()
    def _scrolled(self) -> None:
        self.repaint_all()
        self.viewed.emit()

    def _fit(self) -> None:
        """The tiers have another room, or want another."""
        self._scroll.fit(self.layout_now(), self.width())
        self.viewport = self.viewport.resized(self._room())
        self.repaint_all()

    def repaint_all(self) -> None:
        """The still picture is out of date."""
        self._still_is_current = False
        self._stage = None
        self.update()

    def _show(self, viewport: Viewport) -> None:
        if viewport != self.viewport:
            self.viewport = viewport
            self.repaint_all()
            self.viewed.emit()

    def _room(self) -> float:
        return max(1.0, float(self.width() - self.header - self._scroll.room))

    @property
    def stage(self) -> Stage | None:
        """What the next repaint shows; None while there is no video."""
        if self._stage is None and self.content is not None:
            self._stage = Stage(
                self.content,
                self.viewport,
                self.layout_now(),
                self.tiers,
                theme().scheme,
                self.letterings(),
                self.devicePixelRatioF(),
                float(self.header),
            )
        return self._stage

    def layout_now(self) -> Layout:
        """Where the tiers are."""
        scroll = float(self._scroll.value())
        return lay_out(self.settings, float(self.height()), self.devicePixelRatioF(), scroll)

    @Slot()
    def _forget_fonts(self) -> None:
        """Colours, or the size of texts, are other ones now."""
        self._fonts, self._header = None, 0
        self._fit()
        self.viewed.emit()

    @property
    def header(self) -> int:
        """The width of the column with the names of the tiers, which shows all of each."""
        if not self._header:
            lettering = self.letterings().caption
            widest = max((lettering.width(t.title) for t in self.tiers.values()), default=0.0)
            self._header = max(HEADER, ceil(widest) + _BESIDE_NAMES)
        return self._header

    def letterings(self) -> Fonts:
        """The fonts at the size of texts in force."""
        if self._fonts is None:
            self._fonts = Fonts(Lettering(font(Type.CAPTION)), Lettering(font(Type.DIGITS)))
        return self._fonts

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Blit the still picture and paint the marks over it."""
        painter = QPainter(self)
        stage = self.stage
        if stage is None:
            painter.fillRect(event.rect(), theme().scheme.panel)
            return
        if not self._still_is_current:
            self._paint_still(stage)
        painter.drawPixmap(QPointF(0, 0), self._still)
        paint_moving(painter, stage, self.marks, float(self.width()))

    def _paint_still(self, stage: Stage) -> None:
        size = self.size() * stage.dpr
        if self._still.size() != size or self._still.devicePixelRatio() != stage.dpr:
            self._still = QPixmap(size)
            self._still.setDevicePixelRatio(stage.dpr)
        painter = QPainter(self._still)
        paint_still(painter, stage, self._overview, float(self.width()))
        painter.end()
        self._still_is_current = True

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Room for the tiers as they were set."""
        tall = sum(setting.height for setting in self.settings if setting.visible)
        return QSize(900, int(tall) + 64)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Room for a few tiers; the others are scrolled to."""
        tall = sum(setting.least for setting in self.settings if setting.visible)
        return QSize(self.header + 120, min(int(tall), _ROOM) + 64)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Keep the scale; what was shown as a whole stays whole."""
        self._fit()
        self.viewed.emit()
        super().resizeEvent(event)

    def row_rect(self, key: str) -> QRectF:
        """What is seen of a tier, without its header; empty while it is hidden or scrolled away."""
        layout = self.layout_now()
        row = layout.row_of(key)
        if row is None:
            return QRectF()
        high = layout.overview_top - RULER_HEIGHT
        whole = QRectF(self.header, row.top, self._room(), row.height)
        return whole & QRectF(self.header, RULER_HEIGHT, self._room(), high)

    def event(self, event: QEvent) -> bool:
        """Paint anew for another screen or look."""
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.DevicePixelRatioChange):
            self.repaint_all()
        return super().event(event)
