"""The registry of commands: a decorated function or method is a command.

Its name, title, key and docstring make the menu entry, the palette entry, the help of the command
line and its line in docs/commands.md. A module-level function is a shell verb; a decorated method
belongs to the window, which binds it with `commands_of`.
"""

from __future__ import annotations

import dataclasses
import inspect
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

from vbert_studio.commands.keys import normal_key
from vbert_studio.errors import BugError

Function = TypeVar("Function", bound=Callable[..., Any])

WINDOW = "window"
LAST = "anywhere else"
SHELL = "shell"
_MARK = "__vbert_command__"


class CommandConflictError(BugError):
    """Two commands want the same name, or the same key where both would hear it."""


@dataclass(frozen=True, slots=True)
class Command:
    """One thing that can be done.

    Attributes:
        name: unique within the window or within the shell: ``player.toggle``, ``codebook train``.
        title: what a menu shows.
        group: the menu, or the heading in the help, that it stands under.
        help: the docstring up to its sections; the first line is the `summary`.
        keys: default key sequences in Qt's portable spelling, the usual one first.
        context: where the keys are heard: ``window`` everywhere in it, ``timeline`` only there,
            ``anywhere else`` everywhere in the window but where another place has them for itself;
            ``shell`` for a verb of the command line.
        function: what is run; bound to its object when it comes from `commands_of`.
    """

    name: str
    title: str
    group: str
    help: str
    keys: tuple[str, ...]
    context: str
    function: Callable[..., Any]

    @property
    def key(self) -> str | None:
        """The usual key sequence, or None."""
        return self.keys[0] if self.keys else None

    @property
    def summary(self) -> str:
        """The first line of the help."""
        return self.help.partition("\n")[0]

    @property
    def is_shell(self) -> bool:
        """Whether it is a verb of the command line."""
        return self.context == SHELL


class Registry:
    """Every command known so far, in the order in which they were defined."""

    def __init__(self) -> None:
        self._commands: dict[tuple[bool, str], Command] = {}

    def __iter__(self) -> Iterator[Command]:
        """All commands, shell verbs and window commands alike."""
        return iter(self._commands.values())

    def shell(self) -> list[Command]:
        """The verbs of the command line."""
        return [command for command in self if command.is_shell]

    def window(self) -> list[Command]:
        """The window's commands, unbound."""
        return [command for command in self if not command.is_shell]

    def add(self, command: Command) -> None:
        """Take a command in.

        Raises:
            CommandConflictError: if its name is taken, or one of its keys is heard already.
        """
        others = [known for known in self if not _is_same(known, command)]
        _refuse_same_name(command, others)
        _refuse_same_key(command, others)
        self._commands[command.is_shell, command.name] = command

    def command(
        self,
        name: str,
        *,
        title: str,
        group: str,
        key: str | tuple[str, ...] | None = None,
        context: str | None = None,
    ) -> Callable[[Function], Function]:
        """Make the decorated function or method a command; it stays callable as it is.

        Args:
            name: see `Command.name`.
            title: see `Command.title`.
            group: see `Command.group`.
            key: a key sequence, or several.
            context: see `Command.context`; a function's is ``shell``, a method's ``window``.
        """

        def decorate(function: Function) -> Function:
            where = context or (WINDOW if _is_method(function) else SHELL)
            keys = (key,) if isinstance(key, str) else key or ()
            spelled = tuple(normal_key(one) for one in keys)
            record = Command(name, title, group, _help_of(function), spelled, where, function)
            self.add(record)
            setattr(function, _MARK, record)
            return function

        return decorate


registry = Registry()
command = registry.command


def commands_of(owner: object) -> list[Command]:
    """The commands among an object's methods, bound to it, in the order of their definition."""
    found: dict[str, Command] = {}
    for kind in reversed(type(owner).__mro__):
        for attribute, value in vars(kind).items():
            record = getattr(value, _MARK, None)
            if isinstance(record, Command):
                found[attribute] = record
    return [
        dataclasses.replace(record, function=getattr(owner, attribute))
        for attribute, record in found.items()
    ]


def _is_method(function: Callable[..., Any]) -> bool:
    """Whether the function stands in the body of a class."""
    holder = function.__qualname__.rpartition(".")[0]
    return bool(holder) and not holder.endswith("<locals>")


def _help_of(function: Callable[..., Any]) -> str:
    """The docstring up to the first of its sections."""
    text = inspect.getdoc(function) or ""
    for section in ("\nArgs:", "\nReturns:", "\nRaises:", "\nYields:"):
        text = text.partition(section)[0]
    if not text.strip():
        raise BugError(f"the command {function.__qualname__} has no docstring")
    return text.strip()


def _is_same(known: Command, new: Command) -> bool:
    """Whether both are one definition, seen again because its module was loaded again."""
    was, now = known.function, new.function
    return (was.__module__, was.__qualname__) == (now.__module__, now.__qualname__)


def _refuse_same_name(new: Command, others: Iterable[Command]) -> None:
    for known in others:
        if known.name == new.name and known.is_shell == new.is_shell:
            raise CommandConflictError(f"two commands are called {new.name!r}")


def _refuse_same_key(new: Command, others: Iterable[Command]) -> None:
    for known in others:
        shared = set(known.keys) & set(new.keys)
        if shared and overlap(known.context, new.context):
            raise CommandConflictError(
                f"{known.name!r} and {new.name!r} both want {', '.join(sorted(shared))}"
            )


def overlap(one: str, other: str) -> bool:
    """Whether two commands would both be run by a key that is pressed in one of the contexts."""
    return one == other or WINDOW in (one, other)
