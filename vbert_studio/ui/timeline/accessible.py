"""What assistive technology is told about the timeline, which paints itself.

Its value is the playhead's time, and its description what lies there in every tier.
"""

from __future__ import annotations

import time

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface, QAccessibleValueChangeEvent
from PySide6.QtWidgets import QAccessibleWidget

from vbert_studio.ui.timeline.ticks import time_text
from vbert_studio.ui.timeline.view import TimelineView
from vbert_studio.ui.translation import tr

_APART_S = 0.3


class AccessibleTimeline(QAccessibleWidget):
    """A slider over the length of the video."""

    def __init__(self, view: TimelineView) -> None:
        super().__init__(view, QAccessible.Role.Slider, "Timeline")
        self._view = view

    def text(self, kind: QAccessible.Text) -> str:
        """Name, value and description."""
        if kind == QAccessible.Text.Value:
            return value_of(self._view)
        if kind == QAccessible.Text.Description:
            return described(self._view)
        return str(super().text(kind))


def value_of(view: TimelineView) -> str:
    """The playhead's time, of how long; and the selection."""
    if view.content is None:
        return tr("no video")
    value = tr(
        "{time} of {length}",
        time=time_text(view.marks.playhead_s, 0.01),
        length=time_text(view.content.duration_s, 0.01),
    )
    if view.marks.selection is None:
        return value
    start_s, end_s = view.marks.selection
    return tr(
        "{value}, selected {time_text} to {time_text2}",
        value=value,
        time_text=time_text(start_s, 0.01),
        time_text2=time_text(end_s, 0.01),
    )


def described(view: TimelineView) -> str:
    """What every visible tier has under the playhead, or why it has nothing."""
    if view.content is None:
        return ""
    parts = []
    for setting in view.settings:
        tier = view.tiers[setting.key]
        if setting.visible:
            absence = tier.absence(view.content)
            here = tier.describe(view.content, view.marks.playhead_s) if absence is None else ""
            parts.append(f"{tier.title}: {absence.text}" if absence else here)
    return "; ".join(filter(None, parts))


# Qt owns an interface but does not keep the Python object behind it alive.
_alive: dict[int, AccessibleTimeline] = {}


def _interface(_kind: str, owner: QObject) -> QAccessibleInterface | None:
    if not isinstance(owner, TimelineView):
        return None
    key = id(owner)
    if key not in _alive:
        _alive[key] = AccessibleTimeline(owner)
        owner.destroyed.connect(lambda: _alive.pop(key, None))
    return _alive[key]


_installed = False


def make_accessible(view: TimelineView) -> None:
    """Answer for this view, and tell when the playhead moves."""
    global _installed  # noqa: PLW0603 - the factory is the application's
    if not _installed:
        QAccessible.installFactory(_interface)
        _installed = True
    view.moved.connect(_Teller(view).tell)


class _Teller:
    """Tells of a moved playhead, but not of every frame while playing."""

    def __init__(self, view: TimelineView) -> None:
        self._view = view
        self._last = 0.0

    def tell(self) -> None:
        now = time.monotonic()
        if QAccessible.isActive() and now - self._last > _APART_S:
            self._last = now
            event = QAccessibleValueChangeEvent(self._view, value_of(self._view))
            QAccessible.updateAccessibility(event)
