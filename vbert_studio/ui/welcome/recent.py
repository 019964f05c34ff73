"""The projects that were open lately, newest first."""

from __future__ import annotations

from pathlib import Path

from vbert_studio.settings import known
from vbert_studio.ui.settings import settings
from vbert_studio.ui.window.lasting import LastingValues

_KEY = "recent/projects"
_KEPT = round(known.RECENT.most)


class RecentProjects:
    """Kept in the settings of the person."""

    def __init__(self, settings: LastingValues) -> None:
        self._settings = settings

    def all(self) -> list[Path]:
        """The folders that still hold a project, as many as the person wants to be offered."""
        from vbert_studio.project import is_project

        found = [folder for folder in self._stored() if is_project(folder)]
        return found[: settings().value(known.RECENT)]

    def add(self, folder: Path) -> None:
        """This one is the newest now."""
        others = [other for other in self._stored() if other != folder]
        self._write([folder, *others][:_KEPT])

    def clear(self) -> None:
        """Offer none of them again."""
        self._write([])

    def _stored(self) -> list[Path]:
        value = self._settings.value(_KEY, [])
        # An INI file gives a list of one as a plain text.
        texts = value if isinstance(value, list) else [value] if value else []
        return [Path(str(text)) for text in texts]

    def _write(self, folders: list[Path]) -> None:
        self._settings.set(_KEY, [str(folder) for folder in folders])
        self._settings.sync()
