"""A setting in the dialog: its words, its control, and the way back."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QRect, Qt, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from vbert_studio.settings.setting import Applies, Setting
from vbert_studio.ui.parts.labels import icon_button, label
from vbert_studio.ui.settings.controls import control_for
from vbert_studio.ui.settings.live import settings
from vbert_studio.ui.theme import Space, Type, theme
from vbert_studio.ui.translation import tr

_MARK = 3


class SettingRow(QWidget):
    """Shows one setting and changes it at once; a bar and a word mark what is not as at first."""

    def __init__(self, setting: Setting[Any]) -> None:
        super().__init__()
        self.setting = setting
        self.control = control_for(setting)
        self.control.chosen.connect(lambda value: settings().choose(setting, value))
        self.reset = icon_button(
            "undo",
            tr("Put “{setting}” back", setting=tr(setting.title)),
            lambda: settings().reset(setting),
        )
        kept = self.reset.sizePolicy()
        kept.setRetainSizeWhenHidden(True)
        self.reset.setSizePolicy(kept)
        self._about = label("", Type.CAPTION, "muted")
        self._lay_out()
        self.refresh()

    def _lay_out(self) -> None:
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(label(tr(self.setting.title), Type.STRONG))
        texts.addWidget(label(tr(self.setting.help), tone="muted", wrap=True))
        texts.addWidget(self._about)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(Space.L, Space.S, Space.S, Space.S)
        layout.setSpacing(Space.L)
        layout.addLayout(texts, 1)
        layout.addWidget(self.control.widget, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self.reset, 0, Qt.AlignmentFlag.AlignTop)

    @property
    def is_changed(self) -> bool:
        """Whether a person chose it to be other than at first."""
        return bool(settings().value(self.setting) != self.setting.default)

    @Slot()
    def refresh(self) -> None:
        """Show what is in force."""
        self.control.show(settings().value(self.setting))
        self.reset.setVisible(self.is_changed)
        used_by = tr("used by: {part}", part=tr(self.setting.used_by))
        parts = [self.setting.name, used_by, _when(self.setting.applies)]
        if self.is_changed:
            parts.append(tr("changed"))
        self._about.setText(" · ".join(filter(None, parts)))
        self.update()

    def matches(self, words: list[str]) -> bool:
        """Whether all of these occur in anything that is said about the setting."""
        said = [self.setting.name, tr(self.setting.title), tr(self.setting.help)]
        said += [tr(choice.title) for choice in self.setting.choices]
        text = " ".join(said).casefold()
        return all(word in text for word in words)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """A bar at the edge of what was changed."""
        super().paintEvent(event)
        if self.is_changed:
            mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
            left = self.width() - _MARK if mirrored else 0
            bar = QRect(left, Space.S, _MARK, self.height() - 2 * Space.S)
            painter = QPainter(self)
            painter.fillRect(bar, theme().scheme.accent)
            painter.end()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Another palette: the bar has another colour."""
        if event.type() == QEvent.Type.PaletteChange:
            self.update()
        super().changeEvent(event)


def _when(applies: Applies) -> str:
    said = {
        "at once": "",
        "at the next start": tr("takes effect at the next start"),
        "to the next job": tr("takes effect with the next job"),
        "to the next video": tr("takes effect with the next video"),
    }
    return said[applies]
