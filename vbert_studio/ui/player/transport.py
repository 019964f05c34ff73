"""The bar of buttons below the picture."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLayout, QMenu, QSlider, QToolButton, QWidget

from vbert_studio.commands.registry import Command, commands_of
from vbert_studio.ui.commands.bindings import bindings, shown_keys
from vbert_studio.ui.parts.labels import icon_button, label
from vbert_studio.ui.player.controller import Player
from vbert_studio.ui.player.shuttle import SPEEDS, spoken
from vbert_studio.ui.player.timecode import timecode
from vbert_studio.ui.theme import CONTROL_HEIGHT, Space, Type, font, theme
from vbert_studio.ui.translation import tr

_ICONS = {
    "player.to_start": "to-start",
    "player.clip_back": "clip-back",
    "player.frame_back": "frame-back",
    "player.toggle": "play",
    "player.frame_forward": "frame-forward",
    "player.clip_forward": "clip-forward",
    "player.to_end": "to-end",
}
# What gives way first when the bar gets narrow, and the width below which it does.
_NARROWEST = 320
_VOLUME_FROM, _LENGTH_FROM, _FRAME_FROM, _ENDS_FROM, _CLIPS_FROM = 700, 620, 530, 460, 390
_BUTTONS_FROM = {
    "player.to_start": _ENDS_FROM,
    "player.to_end": _ENDS_FROM,
    "player.clip_back": _CLIPS_FROM,
    "player.clip_forward": _CLIPS_FROM,
}


class TransportBar(QWidget):
    """Buttons, the time and the frame, speed, loop and volume."""

    def __init__(self, player: Player) -> None:
        super().__init__()
        self._player = player
        self._commands = {command.name: command for command in commands_of(player)}
        self.buttons = {name: self._button(name, icon) for name, icon in _ICONS.items()}
        self.time = label("", Type.DIGITS)
        self.length = label("", Type.DIGITS, "faint")
        self.frame = label("", Type.DIGITS, "muted")
        self.speed = self._speed_button()
        self.loop = self._button("player.loop", "loop")
        self.loop.setCheckable(True)
        self.mute = self._button("player.mute", "volume")
        self.volume = self._volume_slider()
        self._lay_out()
        self._connect()
        self._refresh_all()

    def _lay_out(self) -> None:
        # Time runs from left to right, as on the timeline, whichever way the person reads.
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(Space.S, 0, Space.S, Space.XS)
        layout.setSpacing(2)
        layout.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        for button in self.buttons.values():
            layout.addWidget(button)
        layout.addSpacing(Space.S)
        for part in (self.time, self.length, self.frame):
            layout.addWidget(part)
            layout.addSpacing(Space.XS)
        layout.addStretch(1)
        for control in (self.speed, self.loop, self.mute, self.volume):
            layout.addWidget(control)

    def _connect(self) -> None:
        player = self._player
        player.position_changed.connect(self._show_position)
        player.playing_changed.connect(self._show_playing)
        player.speed_changed.connect(self._show_speed)
        player.loop_changed.connect(self._show_loop)
        player.opened.connect(self._refresh_all)
        player.closed.connect(self._refresh_all)
        player.voice.changed.connect(self._show_volume)
        bindings().changed.connect(self._show_keys)
        self.volume.valueChanged.connect(lambda value: player.voice.set_volume(value / 100))

    def _button(self, name: str, icon: str) -> QToolButton:
        command = self._commands[name]
        button = icon_button(icon, tr(command.title), command.function)
        button.setToolTip(_tip(command))
        button.setFixedHeight(CONTROL_HEIGHT)
        return button

    def _speed_button(self) -> QToolButton:
        button = QToolButton()
        button.setFont(font(Type.DIGITS))
        button.setFixedHeight(CONTROL_HEIGHT)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setAccessibleName(tr("Speed"))
        button.setToolTip(tr("Speed; there is sound at 1× only"))
        menu = QMenu(button)
        for speed in SPEEDS:
            menu.addAction(spoken(speed), partial(self._player.set_speed, speed))
        button.setMenu(menu)
        return button

    def _volume_slider(self) -> QSlider:
        slider = QSlider(Qt.Orientation.Horizontal)
        slider.setRange(0, 100)
        slider.setFixedWidth(72)
        slider.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        slider.setAccessibleName(tr("Volume"))
        return slider

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Room for what is never left out."""
        return QSize(_NARROWEST, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Leave out what there is no room for."""
        width = self.width()
        self.volume.setVisible(width >= _VOLUME_FROM)
        self.length.setVisible(width >= _LENGTH_FROM)
        self.frame.setVisible(width >= _FRAME_FROM)
        for name, least in _BUTTONS_FROM.items():
            self.buttons[name].setVisible(width >= least)
        super().resizeEvent(event)

    @Slot()
    def _show_keys(self) -> None:
        """A person chose other keys."""
        for name, button in (*self.buttons.items(), ("player.loop", self.loop)):
            button.setToolTip(_tip(self._commands[name]))
        self.mute.setToolTip(_tip(self._commands["player.mute"]))

    @Slot()
    def _refresh_all(self) -> None:
        player = self._player
        for control in (*self.buttons.values(), self.loop, self.speed):
            control.setEnabled(player.is_open)
        self.length.setText(f"/ {timecode(player.duration_s)}" if player.is_open else "")
        self._show_position(player.position)
        self._show_playing(player.playing)
        self._show_speed(player.speed)
        self._show_loop(player.loop)
        self._show_volume()

    @Slot(float)
    def _show_position(self, t_s: float) -> None:
        is_open = self._player.is_open
        _say(self.time, timecode(t_s) if is_open else "")
        _say(self.frame, tr("frame {frame:,}", frame=self._player.frame) if is_open else "")

    @Slot(bool)
    def _show_playing(self, playing: bool) -> None:  # noqa: FBT001 - what the signal carries
        button = self.buttons["player.toggle"]
        theme().follow_icon(button, "pause" if playing else "play")
        button.setAccessibleName(tr("Pause") if playing else tr("Play"))

    @Slot(float)
    def _show_speed(self, speed: float) -> None:
        self.speed.setText(spoken(speed))

    @Slot(object)
    def _show_loop(self, loop: tuple[float, float] | None) -> None:
        self.loop.setChecked(loop is not None)

    @Slot()
    def _show_volume(self) -> None:
        voice = self._player.voice
        theme().follow_icon(self.mute, "mute" if voice.muted else "volume")
        self.volume.blockSignals(True)  # noqa: FBT003 - Qt's own
        self.volume.setValue(0 if voice.muted else round(voice.volume * 100))
        self.volume.blockSignals(False)  # noqa: FBT003 - Qt's own
        for control in (self.mute, self.volume):
            control.setEnabled(voice.has_sound)


def _say(target: QLabel, text: str) -> None:
    """Set the text, and never shrink: digits that push others about are hard to read."""
    target.setText(text)
    target.setMinimumWidth(max(target.minimumWidth(), target.sizeHint().width()))


def _tip(command: Command) -> str:
    keys = shown_keys(bindings().keys_of(command))
    return f"{tr(command.title)} ({keys})" if keys else tr(command.title)
