"""The models that the engine holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vbert_studio.visual.extractor import Extractor


class Models:
    """What is loaded, at most one of a kind: memory belongs to the work, not to the past."""

    def __init__(self) -> None:
        self._extractor: Extractor | None = None

    def names(self) -> tuple[str, ...]:
        """The models that are loaded."""
        return () if self._extractor is None else (self._extractor.name,)

    def hold_extractor(self, name: str) -> Extractor:
        """The extractor of this name, loaded once and in place of another.

        Raises:
            WeightsError: its weights are missing or damaged, or there is no such extractor.
        """
        if self._extractor is None or self._extractor.name != name:
            from vbert_studio.visual.extractor import load_extractor

            self._extractor = None
            self._extractor = load_extractor(name)
        return self._extractor
