"""The models that the engine holds."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from vbert_studio.errors import StudioError
from vbert_studio.progress import Monitor

if TYPE_CHECKING:
    from vbert_studio.jobs.questions.loaded import LoadedModel
    from vbert_studio.media.times import FrameTimes
    from vbert_studio.project import Project
    from vbert_studio.visual.classes import Classes
    from vbert_studio.visual.extractor import Extractor


_COMPARED = 2  # VideoBERTs that are held: two can be compared without loading either again
_Key = tuple[str, Path, int, str]


class Models:
    """What is loaded, as little as the work needs: memory does not belong to the past."""

    def __init__(self) -> None:
        self._extractor: Extractor | None = None
        self._classes: Classes | None = None
        self._times: tuple[Path, FrameTimes] | None = None
        self._project: Project | None = None
        self._videoberts: dict[_Key, LoadedModel] = {}

    def names(self) -> tuple[str, ...]:
        """The models that are loaded."""
        extractors = () if self._extractor is None else (self._extractor.name,)
        return (*extractors, *(model.name for model in self._videoberts.values()))

    def close(self) -> None:
        """Let go of everything."""
        self.let_go()
        self._extractor = self._classes = self._times = None

    def let_go(self) -> None:
        """Close the project, and forget what was loaded for it."""
        if self._project is not None:
            self._project.close()
        self._project = None
        self._videoberts.clear()

    def project(self, folder: Path) -> Project:
        """The project in a folder, open for reading; it stays open until there is another one.

        Raises:
            ProjectError: there is no project, or it cannot be read.
        """
        if self._project is None or self._project.folder != folder.absolute():
            from vbert_studio.project import Project

            self.let_go()
            self._project = Project.open(folder, "read")
        return self._project

    def videobert(self, folder: Path, name: str | None) -> LoadedModel:
        """A model that answers for a project, loaded once while its files stay the same.

        Raises:
            StudioError: like `questions.loaded.load_model`.
        """
        from vbert_studio.jobs.models import current_codebook, find_model
        from vbert_studio.jobs.questions.loaded import load_from

        project = self.project(folder)
        place, codebook = find_model(project, name), current_codebook(project)
        key = (place.name, place.folder, place.written, codebook.name)
        held = self._videoberts.pop(key, None)
        if held is None:
            while len(self._videoberts) >= _COMPARED:
                del self._videoberts[next(iter(self._videoberts))]
            held = load_from(project, place)
        self._videoberts[key] = held
        return held

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
