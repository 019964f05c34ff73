"""Arrangements of the panels by name: those that come with the program, and a person's own."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass

from PySide6.QtCore import QByteArray

from vbert_studio import places
from vbert_studio.errors import StudioError
from vbert_studio.settings.file import SparseFile


@dataclass(frozen=True, slots=True)
class ShippedLayout:
    """Panels that belong together for a purpose; those that there are not are left out."""

    name: str
    title: str
    panels: frozenset[str]


WATCH = ShippedLayout("watch", "Watch", frozenset({"library", "transcript"}))
ANNOTATE = ShippedLayout(
    "annotate", "Annotate", frozenset({"library", "transcript", "pairs", "timeline"})
)
EXPLORE = ShippedLayout(
    "explore", "Explore", frozenset({"library", "timeline", "strip", "words", "forecast"})
)
PRESENT = ShippedLayout("present", "Present", frozenset({"timeline", "strip"}))


class OwnLayouts:
    """The layouts that a person saved, in a file of their own."""

    def __init__(self) -> None:
        self._file = SparseFile(places.config_dir() / "layouts.json")

    @property
    def damage(self) -> StudioError | None:
        """Why the file could not be read."""
        return self._file.damage

    @property
    def names(self) -> list[str]:
        """Their names in the order of the alphabet."""
        return sorted(self._file.values, key=str.casefold)

    def get(self, name: str) -> QByteArray | None:
        """The arrangement with this name, as the docks saved it."""
        try:
            return QByteArray(base64.b64decode(str(self._file.values[name]), validate=True))
        except (KeyError, binascii.Error):
            return None

    def save(self, name: str, state: QByteArray) -> None:
        """Keep an arrangement, in place of one with the same name. Raises as `SparseFile` does."""
        kept = base64.b64encode(state.data()).decode("ascii")
        self._file.replace(self._file.values | {name: kept})

    def delete(self, name: str) -> None:
        """Forget one. Raises as `SparseFile` does."""
        rest = {other: state for other, state in self._file.values.items() if other != name}
        self._file.replace(rest)
