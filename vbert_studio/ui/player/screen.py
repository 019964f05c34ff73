"""What others may know of a film that is played, and hear of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from vbert_studio.ui.player.clock import Clock
from vbert_studio.ui.player.ends import Ends

if TYPE_CHECKING:
    from vbert_studio.media.times import FrameTimes
    from vbert_studio.ui.player.pictures import Picture


class Screen(QObject):
    """A film, the moment it is at, and the picture of that moment; `Playback` moves it."""

    position_changed = Signal(float)
    playing_changed = Signal(bool)
    speed_changed = Signal(float)
    loop_changed = Signal(object)  # (start_s, end_s), or None
    picture_changed = Signal()
    opened = Signal()
    closed = Signal()
    failed = Signal(object)  # StudioError

    def __init__(self, clock: Clock, parent: QObject | None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._times: FrameTimes | None = None
        self._picture: Picture | None = None
        self._playing = False
        self._speed = 1.0
        self._ends = Ends(0.0)

    @property
    def is_open(self) -> bool:
        """Whether there is a film."""
        return self._times is not None

    @property
    def times(self) -> FrameTimes | None:
        """The film's frame times."""
        return self._times

    @property
    def position(self) -> float:
        """The moment of the film, in seconds from its container's start."""
        return self._clock.at()

    @property
    def duration_s(self) -> float:
        """When the last frame disappears; 0 without a film."""
        return self._ends.duration_s

    @property
    def frame(self) -> int:
        """The frame on screen at `position`; 0 without a film."""
        return self._times.index_at(self.position) if self._times is not None else 0

    @property
    def picture(self) -> Picture | None:
        """What to paint: that frame, or one that stands in for it until it is decoded."""
        return self._picture

    @property
    def playing(self) -> bool:
        """Whether the person wants it to play."""
        return self._playing

    @property
    def speed(self) -> float:
        """How fast, backwards when negative; kept while standing."""
        return self._speed

    @property
    def loop(self) -> tuple[float, float] | None:
        """The stretch that is played over and over."""
        return self._ends.loop
