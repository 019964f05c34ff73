"""The strip with what chooses how it is read and shown."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QHideEvent, QImage, QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QStackedLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from vbert_studio.jobs.requests import OrderName, VideoBertLoaded
from vbert_studio.ui.parts.empty import EmptyPanel
from vbert_studio.ui.parts.figure_button import FigureButton
from vbert_studio.ui.parts.figures import Figure
from vbert_studio.ui.parts.labels import ElidedLabel, label, set_tone
from vbert_studio.ui.strip.attention import Lens
from vbert_studio.ui.strip.view import StripView
from vbert_studio.ui.theme import Space, Type
from vbert_studio.ui.translation import tr

_ORDERS: tuple[tuple[str, OrderName], ...] = (
    (tr("Text first"), "text-first"),
    (tr("Video first"), "video-first"),
)
_NOTHING = tr("Nothing is read yet")
_HOW = tr("Open a video that has visual tokens: the row that the model reads around the playhead.")


class StripPanel(QWidget):
    """Says what a person wants; what it shows is handed to it.

    `watched` tells whether anybody can see it.
    """

    order_chosen = Signal(str)
    lens_chosen = Signal(object)  # Lens, or None while attention is not wanted
    ids_wanted = Signal(bool)
    watched = Signal(bool)

    def __init__(
        self, picture: Callable[[int], QImage | None], figure: Callable[[], Figure | None]
    ) -> None:
        super().__init__()
        self.strip = StripView(picture)
        self.model = ElidedLabel("", Type.CAPTION)
        set_tone(self.model, "muted")
        self.order = _combo(tr("Which side is read first"), [name for name, _ in _ORDERS])
        self.attention = _toggle(tr("Attention"), tr("Show where the chosen token looks"))
        self.layer = _combo(tr("Layer"), [])
        self.head = _combo(tr("Head"), [])
        self.ids = _toggle(tr("Ids"), tr("Show the rows of the joint vocabulary"))
        self.more = _toggle(tr("Limits"), tr("Say what the model was taught, and how far it goes"))
        self.limits = label("", Type.CAPTION, "muted", wrap=True)
        self.limits.setContentsMargins(Space.M, 0, Space.M, 0)
        self.figures = FigureButton(figure, self)
        self.empty = EmptyPanel("tokens", _NOTHING, _HOW)
        self._lay_out()
        self._connect()
        self.set_sizes(0, 0)

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setContentsMargins(Space.M, Space.XS, Space.S, 0)
        bar.setSpacing(Space.S)
        bar.addWidget(self.model, 1)
        for part in (self.order, self.attention, self.layer, self.head, self.ids, self.more):
            bar.addWidget(part)
        bar.addWidget(self.figures.button)
        shown = QWidget()
        shown.setProperty("surface", "panel")
        column = QVBoxLayout(shown)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(self.limits)
        column.addWidget(self.strip)
        column.addStretch(1)
        self._shown = shown
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.empty)
        self._stack.addWidget(shown)

    def _connect(self) -> None:
        self.order.activated.connect(lambda at: self.order_chosen.emit(_ORDERS[at][1]))
        self.attention.toggled.connect(self._choose_lens)
        self.layer.activated.connect(self._choose_lens)
        self.head.activated.connect(self._choose_lens)
        self.ids.toggled.connect(self.ids_wanted)
        self.more.toggled.connect(self._show_limits)

    def show_row(self) -> None:
        """There is a row to show."""
        self._stack.setCurrentWidget(self._shown)

    def say(self, heading: str, text: str) -> None:
        """Words in the place of the row."""
        self.empty.say(heading or _NOTHING, text or _HOW)
        self._stack.setCurrentWidget(self.empty)

    def name_model(self, model: VideoBertLoaded | None, checkpoint: str) -> None:
        """Whose row this is, and how far it can be trusted."""
        self.model.setText(said_of(model, checkpoint))
        self.limits.setText("" if model is None else limits_of(model))
        self._show_limits()
        if model is not None:
            self.set_sizes(model.layers, model.heads)

    @Slot()
    def _show_limits(self) -> None:
        self.more.setVisible(bool(self.limits.text()))
        self.limits.setVisible(bool(self.limits.text()) and self.more.isChecked())

    def show_order(self, order: OrderName) -> None:
        """The order in force."""
        self.order.setCurrentIndex([name for _, name in _ORDERS].index(order))

    def set_sizes(self, layers: int, heads: int) -> None:
        """How many layers and heads can be chosen from."""
        for combo, count, one, every in (
            (self.layer, layers, tr("Layer"), tr("All layers")),
            (self.head, heads, tr("Head"), tr("All heads")),
        ):
            if combo.count() != count + 1:
                combo.clear()
                combo.addItems([every, *(f"{one} {n}" for n in range(1, count + 1))])
        self._show_lens()

    def _show_lens(self) -> None:
        for combo in (self.layer, self.head):
            combo.setVisible(self.attention.isChecked())

    @property
    def lens(self) -> Lens | None:
        """What of the attention is wanted."""
        if not self.attention.isChecked():
            return None
        layer, head = (combo.currentIndex() - 1 for combo in (self.layer, self.head))
        return Lens(layer if layer >= 0 else None, head if head >= 0 else None)

    @Slot()
    def _choose_lens(self) -> None:
        self._show_lens()
        self.lens_chosen.emit(self.lens)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Somebody looks."""
        self.watched.emit(True)  # noqa: FBT003 - Qt's signal
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Nobody looks."""
        self.watched.emit(False)  # noqa: FBT003 - Qt's signal
        super().hideEvent(event)


def said_of(model: VideoBertLoaded | None, checkpoint: str) -> str:
    """A model's name, and what it knows, in a line."""
    if model is None:
        return checkpoint
    parts = [model.checkpoint]
    if "kitchen" in f"{model.checkpoint} {model.base}":
        parts.append(tr("knows only the made-up kitchen"))
    return " · ".join([*parts, tr("{visual_words} visual words", visual_words=model.visual_words)])


def limits_of(model: VideoBertLoaded) -> str:
    """What a model was taught, and how far that goes; empty when it does not say."""
    base = tr("started from {base}", base=model.base) if model.base else ""
    return " ".join(model.limits) or base


def _combo(name: str, items: list[str]) -> QComboBox:
    result = QComboBox()
    result.addItems(items)
    result.setAccessibleName(name)
    result.setToolTip(name)
    result.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    return result


def _toggle(text: str, hint: str) -> QToolButton:
    result = QToolButton()
    result.setText(text)
    result.setToolTip(hint)
    result.setCheckable(True)
    return result
