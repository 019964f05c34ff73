"""Sound beside the pictures: it follows their clock, and does without a loudspeaker."""

from __future__ import annotations

import importlib
import sys
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from vbert_studio.errors import StudioError
from vbert_studio.ui.player.thread import PlayerThread

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

RATE = 48000
_BYTES_PER_FRAME = 4  # two channels of 16 bits
_AHEAD = 64  # blocks of about 20 ms that are decoded before they are needed
_FEED_MS = 15
_LATE_S = 0.12  # less than this nobody notices
_SOON_MS = 1000  # after a film was opened, which has enough to do before
_SPEAKER = "vbert_studio.ui.player.speaker"


class Speaker(Protocol):
    """What plays 16 bit stereo at 48 kHz."""

    def free_bytes(self) -> int:
        """How much can be written without waiting."""

    def write(self, data: bytes) -> None:
        """The next samples."""

    def restart(self) -> None:
        """Drop what was written and not heard, and be ready for more."""

    def stop(self) -> None:
        """Be silent."""

    def set_volume(self, volume: float) -> None:
        """0 .. 1."""


def open_speaker() -> Speaker | None:
    """The system's loudspeaker, or None where there is none."""
    # Loading Qt's multimedia takes longer than opening the window: only films with sound pay.
    from vbert_studio.ui.player.speaker import QtSpeaker

    return QtSpeaker.default()


class _Source(PlayerThread):
    """A thread that decodes sound a little ahead."""

    def __init__(self, path: Path, start_s: float) -> None:
        super().__init__("player-sound")
        self._path, self._start_s = path, start_s
        self._blocks: deque[bytes] = deque()
        self.start()

    def take(self) -> bytes:
        """The next block, empty when there is none yet."""
        with self._news:
            block = self._blocks.popleft() if self._blocks else b""
            self._news.notify()
        return block

    def _run(self) -> None:
        from vbert_studio.media.sound import hear

        try:
            for block in hear(self._path, start_s=self._start_s, rate=RATE):
                if not self._put(_packed(block)):
                    return
        except StudioError:
            return  # the pictures tell what is wrong with the file

    def _put(self, block: bytes) -> bool:
        """Wait for room; false when nobody listens any more."""
        with self._news:
            while len(self._blocks) >= _AHEAD and not self._closing:
                self._news.wait()
            self._blocks.append(block)
            return not self._closing


def _packed(block: NDArray[np.float32]) -> bytes:
    """Float32 (n, 2) as 16 bit samples, one channel after the other."""
    return (block.clip(-1, 1) * 32767).astype("<i2").tobytes()


class Voice(QObject):
    """Plays the sound of a film from wherever the clock starts, and keeps in step with it.

    Args:
        clock: the moment of the film.
        speaker: called when sound is first needed, and again after it gave None.
    """

    changed = Signal()  # volume, or muted

    def __init__(
        self,
        clock: Callable[[], float],
        speaker: Callable[[], Speaker | None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._clock = clock
        self._open_speaker = speaker
        self._speaker: Speaker | None = None
        self._source: _Source | None = None
        self._path: Path | None = None
        self._next_s = 0.0  # the moment of the samples that are written next
        self._left = b""
        self._timer = QTimer(self, interval=_FEED_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._feed)
        self._soon = QTimer(self, singleShot=True, interval=_SOON_MS)
        self._soon.timeout.connect(self._make_ready)
        self._volume = 1.0
        self._muted = False

    @property
    def has_sound(self) -> bool:
        """Whether the film has any."""
        return self._path is not None

    @property
    def volume(self) -> float:
        """0 .. 1."""
        return self._volume

    @property
    def muted(self) -> bool:
        """Whether the person switched it off."""
        return self._muted

    def set_volume(self, volume: float) -> None:
        """0 .. 1, and no longer muted unless it is 0."""
        self._volume = min(max(0.0, volume), 1.0)
        self.set_muted(muted=self._volume == 0)

    def set_muted(self, *, muted: bool) -> None:
        """Switch it off or on."""
        self._muted = muted
        self._apply_volume()
        self.changed.emit()

    def open(self, path: Path | None) -> None:
        """Be ready for a film; None for one without sound."""
        self._path = path
        if path is not None:
            self._soon.start()
        self.changed.emit()

    def close(self) -> None:
        """Forget the film, and give the loudspeaker back."""
        self.stop()
        self._soon.stop()
        self._speaker = None
        self._path = None
        self.changed.emit()

    def start(self, t_s: float) -> None:
        """Be heard from this moment on."""
        self.stop()
        if self._path is None:
            return
        if self._speaker is None:
            self._speaker = self._open_speaker()
        if self._speaker is None:
            return
        self._next_s = t_s
        self._source = _Source(self._path, t_s)
        self._apply_volume()
        self._speaker.restart()
        self._timer.start()

    def stop(self) -> None:
        """Be silent at once."""
        self._timer.stop()
        self._left = b""
        if self._source is not None:
            self._source.close()
            self._source = None
            assert self._speaker is not None
            self._speaker.stop()

    @Slot()
    def _make_ready(self) -> None:
        """Find the loudspeaker before somebody presses Play, in two turns: each takes a while."""
        if _SPEAKER not in sys.modules:
            importlib.import_module(_SPEAKER)
            self._soon.start()
        elif self._speaker is None:
            self._speaker = self._open_speaker()

    def _apply_volume(self) -> None:
        if self._speaker is not None:
            # Loudness is heard on a scale of ratios: the square of the slider is near to it.
            self._speaker.set_volume(0.0 if self._muted else self._volume**2)

    @Slot()
    def _feed(self) -> None:
        assert self._speaker is not None
        assert self._source is not None
        free = self._speaker.free_bytes()
        while free >= _BYTES_PER_FRAME:
            block = self._left or self._source.take()
            if not block:
                return
            late = self._clock() - self._next_s
            count = min(len(block), free) // _BYTES_PER_FRAME * _BYTES_PER_FRAME
            self._next_s += count / (RATE * _BYTES_PER_FRAME)
            self._left = block[count:]
            if late < _LATE_S:  # what should have been heard long ago is left out
                self._speaker.write(block[:count])
                free -= count
