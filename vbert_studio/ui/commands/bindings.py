"""The keys that are in force: those a person chose, else the commands' own."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QKeySequence

from vbert_studio import places
from vbert_studio.commands.keys import normal_key
from vbert_studio.commands.registry import Command, overlap
from vbert_studio.errors import StudioError
from vbert_studio.settings.file import SparseFile


class Bindings(QObject):
    """Keys by command; only what differs from the commands' own is on disk.

    `changed` carries the name of a command that has other keys now, `failed` the `StudioError` that
    kept them from being written.
    """

    changed = Signal(str)
    failed = Signal(object)

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._file = SparseFile(path)

    @property
    def damage(self) -> StudioError | None:
        """Why the file could not be read."""
        return self._file.damage

    def keys_of(self, command: Command) -> tuple[str, ...]:
        """The keys of a command, the usual one first, in Qt's portable spelling."""
        chosen = self._file.values.get(command.name)
        return tuple(map(str, chosen)) if isinstance(chosen, list) else command.keys

    def is_changed(self, command: Command) -> bool:
        """Whether a person gave it other keys."""
        return self.keys_of(command) != command.keys

    def bind(self, command: Command, keys: Iterable[str]) -> None:
        """Give a command these keys in place of those it has; none are allowed."""
        wanted = tuple(dict.fromkeys(keys))
        if wanted == self.keys_of(command):
            return
        rest = {name: kept for name, kept in self._file.values.items() if name != command.name}
        self._write(rest if wanted == command.keys else rest | {command.name: list(wanted)})
        self.changed.emit(command.name)

    def reset(self, command: Command) -> None:
        """Give a command its own keys back."""
        self.bind(command, command.keys)

    def reset_all(self) -> None:
        """Give every command its own keys back."""
        names = list(self._file.values)
        self._write({})
        for name in names:
            self.changed.emit(name)

    def heard_by(
        self, commands: Iterable[Command], command: Command, keys: Iterable[str]
    ) -> list[Command]:
        """The other commands that hear one of these keys wherever this command would."""
        wanted = set(keys)
        return [
            other
            for other in commands
            if other.name != command.name
            and wanted & set(self.keys_of(other))
            and overlap(other.context, command.context)
        ]

    def take(self, commands: Iterable[Command], command: Command, keys: Iterable[str]) -> None:
        """Make these the keys of a command, and take them from those that hear them now."""
        wanted = list(keys)
        for other in self.heard_by(commands, command, wanted):
            self.bind(other, [kept for kept in self.keys_of(other) if kept not in wanted])
        self.bind(command, wanted)

    def _write(self, values: dict[str, list[str]]) -> None:
        try:
            self._file.replace(values)
        except StudioError as error:
            self.failed.emit(error)


@cache
def _at(path: Path) -> Bindings:
    return Bindings(path)


def bindings() -> Bindings:
    """The person's keys: one object as long as the program runs."""
    return _at(places.config_dir() / "keys.json")


def portable(sequence: QKeySequence) -> str:
    """A key sequence as commands spell it; the keys of the number pad count as the others."""
    text = sequence.toString(QKeySequence.SequenceFormat.PortableText)
    return normal_key(text.replace("Num+", ""))


def shown_keys(keys: Iterable[str], between: str = ", ") -> str:
    """Keys as this system writes them."""
    native = QKeySequence.SequenceFormat.NativeText
    return between.join(QKeySequence(key).toString(native) for key in keys)
