"""The models that the engine holds."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from vbert_studio.errors import StudioError
from vbert_studio.progress import Monitor

if TYPE_CHECKING:
    from vbert_studio.media.times import FrameTimes
    from vbert_studio.visual.classes import Classes
    from vbert_studio.visual.extractor import Extractor


class Models:
    """What is loaded, at most one of a kind: memory belongs to the work, not to the past."""

    def __init__(self) -> None:
        self._extractor: Extractor | None = None
        self._classes: Classes | None = None
        self._times: tuple[Path, FrameTimes] | None = None

    def names(self) -> tuple[str, ...]:
        """The models that are loaded."""
        return () if self._extractor is None else (self._extractor.name,)

    def hold_extractor(self, name: str, monitor: Monitor) -> Extractor:
        """The extractor of this name, loaded once and in place of another.

        Raises:
            WeightsError: its weights are missing or damaged, or there is no such extractor.
        """
        if self._extractor is None or self._extractor.name != name:
            from vbert_studio.visual.extractor import load_extractor

            self._extractor = self._classes = None
            self._extractor = load_extractor(name, monitor=monitor)
        return self._extractor

    def extractor(self) -> Extractor:
        """The extractor that is held.

        Raises:
            StudioError: kind ``nothing_loaded``.
        """
        if self._extractor is None:
            raise StudioError(
                "nothing_loaded",
                "No extractor is loaded.",
                remedy="Choose one in the settings of the project.",
            )
        return self._extractor

    def classes(self, monitor: Monitor) -> Classes:
        """The classifier of the extractor that is held."""
        if self._classes is None:
            from vbert_studio.visual.classes import load_classes

            self._classes = load_classes(self.extractor().name, monitor=monitor)
        return self._classes

    def frame_times(self, path: Path, monitor: Monitor) -> FrameTimes:
        """The frame times of a film; those of the last one are kept, for it is asked about again.

        Raises:
            MediaError: the file cannot be read.
        """
        if self._times is None or self._times[0] != path:
            from vbert_studio.media.times import read_frame_times

            self._times = (path, read_frame_times(path, monitor=monitor))
        return self._times[1]
