"""Other keys for any command: search it, press the keys, and decide when they are taken."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from vbert_studio.commands.registry import Command
from vbert_studio.ui.commands.actions import Actions
from vbert_studio.ui.commands.bindings import bindings, shown_keys
from vbert_studio.ui.commands.capture import KeyCapture
from vbert_studio.ui.commands.keys_list import KeysList
from vbert_studio.ui.parts.labels import button, hairline, label, set_tone
from vbert_studio.ui.theme import Space, Type
from vbert_studio.ui.translation import tr


class KeysDialog(QDialog):
    """Every command with its keys; keys that are free apply as they are pressed."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Keys"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(820, 640)
        self._commands = [command for command, _ in actions]
        self._pressed: tuple[str, ...] = ()
        self.search = QLineEdit(placeholderText=tr("Search commands"), clearButtonEnabled=True)
        self.search.setAccessibleName(tr("Search commands"))
        self.by_key = KeyCapture()
        self.by_key.setPlaceholderText(tr("Or press keys to find what they do"))
        self.by_key.setAccessibleName(tr("Find by keys"))
        self.list = KeysList(self._commands)
        self.title = label("", Type.STRONG)
        self.about = label("", tone="muted", wrap=True)
        self.capture = KeyCapture()
        self.said = label("", wrap=True)
        self._make_buttons()
        self._lay_out()
        self._connect()
        self._show_command()

    def _make_buttons(self) -> None:
        self.take = button("", primary=True)
        self.leave = button(tr("Leave it there"))
        self.no_key = button(tr("No keys"))
        self.reset = button(tr("Own keys back"))
        self.reset_all = button(tr("Put all back"))
        self.close_button = button(tr("Close"))
        for each in self._buttons:
            each.setAutoDefault(False)
        self.take.hide()
        self.leave.hide()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(Space.L, Space.M, Space.L, Space.M)
        head.setSpacing(Space.S)
        head.addWidget(self.search, 1)
        head.addWidget(self.by_key, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(hairline())
        layout.addWidget(self.list, 1)
        layout.addWidget(hairline())
        layout.addLayout(self._editor())

    def _editor(self) -> QVBoxLayout:
        keys = QHBoxLayout()
        keys.setSpacing(Space.S)
        keys.addWidget(self.capture, 1)
        keys.addWidget(self.no_key)
        keys.addWidget(self.reset)
        choice = QHBoxLayout()
        choice.setSpacing(Space.S)
        choice.addWidget(self.said, 1)
        choice.addWidget(self.take)
        choice.addWidget(self.leave)
        foot = QHBoxLayout()
        foot.addWidget(self.reset_all)
        foot.addStretch(1)
        foot.addWidget(self.close_button)
        editor = QVBoxLayout()
        editor.setContentsMargins(Space.L, Space.M, Space.L, Space.M)
        editor.setSpacing(Space.S)
        editor.addWidget(self.title)
        editor.addWidget(self.about)
        editor.addLayout(keys)
        editor.addLayout(choice)
        editor.addSpacing(Space.XS)
        editor.addLayout(foot)
        return editor

    def _connect(self) -> None:
        self.search.textChanged.connect(self._filter)
        self.by_key.captured.connect(self._find_key)
        self.by_key.given_up.connect(self._filter)
        self.list.currentItemChanged.connect(self._show_command)
        self.list.itemActivated.connect(self.capture.setFocus)
        self.capture.captured.connect(self._on_captured)
        self.capture.given_up.connect(self._leave)
        self.take.clicked.connect(self._take)
        self.leave.clicked.connect(self._leave)
        self.no_key.clicked.connect(lambda: self._want(()))
        self.reset.clicked.connect(self._want_own)
        self.reset_all.clicked.connect(bindings().reset_all)
        self.close_button.clicked.connect(self.accept)
        bindings().changed.connect(self._on_changed)

    @Slot()
    def _filter(self) -> None:
        self.by_key.clear()
        self._say_found(self.list.filter(self.search.text(), ""))

    @Slot(str)
    def _find_key(self, key: str) -> None:
        self._say_found(self.list.filter("", key))

    def _say_found(self, count: int) -> None:
        self._say("" if count else tr("No command has that."))

    @Slot()
    def _show_command(self) -> None:
        command = self.list.command
        for part in (self.capture, self.no_key, self.reset):
            part.setEnabled(command is not None)
        self.title.setText("" if command is None else tr(command.title).rstrip("…"))
        self.about.setText("" if command is None else tr(command.summary))
        self.capture.clear()
        self._ask_about([])
        self._show_buttons()

    def _show_buttons(self) -> None:
        command = self.list.command
        self.reset.setEnabled(command is not None and bindings().is_changed(command))
        self.no_key.setEnabled(command is not None and bool(bindings().keys_of(command)))
        self.reset_all.setEnabled(any(map(bindings().is_changed, self._commands)))

    @Slot(str)
    def _on_captured(self, key: str) -> None:
        self._want((key,))

    @Slot()
    def _want_own(self) -> None:
        if (command := self.list.command) is not None:
            self._want(command.keys)

    def _want(self, keys: tuple[str, ...]) -> None:
        """Give the command these keys, or ask when others have them."""
        command = self.list.command
        if command is None:
            return
        self._pressed = keys
        others = bindings().heard_by(self._commands, command, keys)
        if others:
            self._ask_about(others)
        else:
            self._take()

    def _ask_about(self, others: list[Command]) -> None:
        """Name both sides of a conflict and let the person choose."""
        command = self.list.command
        self.take.setVisible(bool(others))
        self.leave.setVisible(bool(others))
        if not others or command is None:
            self._say("")
            return
        names = tr(" and ").join(f"“{tr(other.title).rstrip('…')}”" for other in others)
        title = tr(command.title).rstrip("…")
        said = tr(
            "{keys} belongs to {others} now. “{title}” can have it instead.",
            keys=shown_keys(self._pressed),
            others=names,
            title=title,
        )
        self._say(said, attention=True)
        self.take.setText(tr("Take it from {others}", others=names))
        self.take.setFocus()

    @Slot()
    def _take(self) -> None:
        command = self.list.command
        if command is not None:
            bindings().take(self._commands, command, self._pressed)
            self._done()

    @Slot()
    def _leave(self) -> None:
        self.capture.clear()
        self._done()

    def _done(self) -> None:
        self._ask_about([])
        self.list.setFocus()

    @Slot(str)
    def _on_changed(self, name: str) -> None:
        self.list.refresh(name)
        self._show_buttons()

    def _say(self, text: str, *, attention: bool = False) -> None:
        self.said.setText(text)
        set_tone(self.said, "attention" if attention else "muted")

    @property
    def _buttons(self) -> tuple[QPushButton, ...]:
        return (
            self.take,
            self.leave,
            self.no_key,
            self.reset,
            self.reset_all,
            self.close_button,
        )
