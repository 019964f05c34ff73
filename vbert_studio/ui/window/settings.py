"""The state of a person's window, in one INI file; what they chose is in their settings."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from PySide6.QtCore import QByteArray

from vbert_studio import places
from vbert_studio.ui.window.lasting import LastingValues
from vbert_studio.ui.window.place import Place

_LAYOUT = 1  # raised when docks are added or renamed: an older arrangement is then not restored


class WindowSettings:
    """Typed access; every name is read and written here and nowhere else.

    Args:
        path: the file; the person's own unless another one is given.
    """

    def __init__(self, path: Path | None = None) -> None:
        file = path or places.config_dir() / "window.ini"
        self.store = LastingValues(file)

    @property
    def geometry(self) -> QByteArray | None:
        """Where the window was, as Qt saves it."""
        return _bytes(self.store.value("window/geometry"))

    @geometry.setter
    def geometry(self, value: QByteArray) -> None:
        self.store.set("window/geometry", value)

    @property
    def docks(self) -> QByteArray | None:
        """How the docks were arranged, if they are the same docks still."""
        return _bytes(self.store.value(f"window/docks-{_LAYOUT}"))

    @docks.setter
    def docks(self, value: QByteArray) -> None:
        self.store.set(f"window/docks-{_LAYOUT}", value)

    @property
    def last_project(self) -> str:
        """The project that was open when the window closed; empty for none."""
        return str(self.store.value("session/project", ""))

    @last_project.setter
    def last_project(self, value: str) -> None:
        self.store.set("session/project", value)

    @property
    def video_folder(self) -> Path | None:
        """Where videos were chosen last, if it is still there."""
        value = str(self.store.value("session/videos", ""))
        return Path(value) if value and Path(value).is_dir() else None

    @video_folder.setter
    def video_folder(self, value: Path) -> None:
        self.store.set("session/videos", str(value))

    def place(self, project: str) -> Place | None:
        """Where the person was in a project."""
        return Place.from_text(str(self.store.value(_place_key(project), "")))

    def set_place(self, project: str, place: Place) -> None:
        """Keep what `place` gives back."""
        self.store.set(_place_key(project), place.as_text())


def _place_key(project: str) -> str:
    # The separators of a path would nest groups in the file.
    return "place/" + sha256(project.encode()).hexdigest()[:16]


def _bytes(value: object) -> QByteArray | None:
    return value if isinstance(value, QByteArray) and not value.isEmpty() else None
