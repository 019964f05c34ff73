"""One key marks where a stretch begins, and again where it ends."""

from __future__ import annotations

from vbert_studio.ui.pairs.shown import Stretch

_SHORTEST_S = 0.1


class Marking:
    """Remembers the first of two marks. A mark in another video begins anew."""

    def __init__(self) -> None:
        self._begun: tuple[int, float] | None = None

    @property
    def start_s(self) -> float | None:
        """Where a stretch began that has not ended."""
        return None if self._begun is None else self._begun[1]

    def press(self, video_id: int, t_s: float) -> Stretch | None:
        """The key was pressed here: the stretch that is complete now, or None.

        Whoever went back in between marked the end first.
        """
        begun, self._begun = self._begun, None
        if begun is None or begun[0] != video_id or abs(t_s - begun[1]) < _SHORTEST_S:
            self._begun = (video_id, t_s)
            return None
        return Stretch(video_id, min(begun[1], t_s), max(begun[1], t_s))

    def forget(self) -> None:
        """No stretch has begun."""
        self._begun = None
