"""One setting: its type, its default and its words, all in one place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from vbert_studio.errors import StudioError

T = TypeVar("T", bool, int, float, str)
Value = bool | int | float | str
Applies = Literal["at once", "at the next start", "to the next job", "to the next video"]
_YES = frozenset({"true", "yes", "on", "1"})
_NO = frozenset({"false", "no", "off", "0"})


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the values that a setting may have, and how a person reads it."""

    value: str
    title: str


@dataclass(frozen=True, slots=True)
class Setting(Generic[T]):
    """What can be chosen.

    Attributes:
        name: ``section.name``, as it stands in the file and on the command line.
        title: what the dialog calls it.
        help: one or two sentences.
        default: its value where nobody chose; its type is the setting's type.
        used_by: the part of the program that reads it.
        choices: the only values of a text; empty for numbers and switches.
        least: the smallest number allowed.
        most: the largest number allowed.
        step: by how much an arrow key changes it.
        unit: what the number counts.
        applies: when a change is seen.
    """

    name: str
    title: str
    help: str
    default: T
    used_by: str
    choices: tuple[Choice, ...] = ()
    least: float = 0.0
    most: float = 0.0
    step: float = 1.0
    unit: str = ""
    applies: Applies = "at once"

    @property
    def section(self) -> str:
        """The part of the name before the dot."""
        return self.name.partition(".")[0]

    @property
    def kind(self) -> str:
        """``switch``, ``whole``, ``number`` or ``choice``."""
        kinds = {bool: "switch", int: "whole", float: "number", str: "choice"}
        return kinds[type(self.default)]

    @property
    def allowed(self) -> str:
        """What may be set, in words."""
        if self.choices:
            return ", ".join(choice.value for choice in self.choices)
        if isinstance(self.default, bool):
            return "true, false"
        return f"{self.least:g} to {self.most:g} {self.unit}".strip()

    def fits(self, value: object) -> bool:
        """Whether a value is of the right type and among those allowed."""
        if isinstance(self.default, bool) or isinstance(value, bool):
            return isinstance(self.default, bool) and isinstance(value, bool)
        if isinstance(self.default, str):
            return value in {choice.value for choice in self.choices}
        if not isinstance(value, int | float):
            return False
        whole = isinstance(self.default, float) or float(value).is_integer()
        return whole and self.least <= value <= self.most

    def check(self, value: object) -> T:
        """The value, in the setting's own type.

        Raises:
            StudioError: kind ``bad_setting`` when it is not allowed.
        """
        if not self.fits(value):
            raise self._refused(value)
        kind: Callable[[object], T] = type(self.default)
        return kind(value)

    def parse(self, text: str) -> T:
        """The value that is meant by a text. Raises like `check`."""
        word = text.strip()
        if isinstance(self.default, bool):
            if word.lower() in _YES | _NO:
                return self.check(word.lower() in _YES)
        elif isinstance(self.default, str):
            return self.check(word)
        else:
            try:
                return self.check(float(word))
            except ValueError:
                pass
        raise self._refused(text)

    def _refused(self, value: object) -> StudioError:
        return StudioError(
            "bad_setting",
            f"{self.name} cannot be {value!r}.",
            remedy=f"It may be: {self.allowed}.",
        )
