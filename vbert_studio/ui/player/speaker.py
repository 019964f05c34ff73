"""The system's loudspeaker through Qt. Loads Qt's multimedia: import it late."""

from __future__ import annotations

from typing import Self

from PySide6.QtCore import QIODevice
from PySide6.QtMultimedia import QAudioDevice, QAudioFormat, QAudioSink, QMediaDevices

from vbert_studio.ui.player.voice import RATE

# PulseAudio fetches in portions of up to 2 s: with less there are holes. A jump drops what is left.
_BUFFER_BYTES = RATE * 4 * 5 // 2


class QtSpeaker:
    """See `voice.Speaker`."""

    def __init__(self, device: QAudioDevice, layout: QAudioFormat) -> None:
        self._sink = QAudioSink(device, layout)
        self._sink.setBufferSize(_BUFFER_BYTES)
        self._pipe: QIODevice | None = None

    @classmethod
    def default(cls) -> Self | None:
        """The one that the system plays on, or None where there is none that will do."""
        device = QMediaDevices.defaultAudioOutput()
        layout = QAudioFormat()
        layout.setSampleRate(RATE)
        layout.setChannelCount(2)
        layout.setSampleFormat(QAudioFormat.SampleFormat.Int16)
        if device.isNull() or not device.isFormatSupported(layout):
            return None
        return cls(device, layout)

    def free_bytes(self) -> int:
        """How much can be written without waiting."""
        return self._sink.bytesFree() if self._pipe is not None else 0

    def write(self, data: bytes) -> None:
        """The next samples; lost when the device was just pulled out."""
        if self._pipe is not None:
            self._pipe.write(data)

    def restart(self) -> None:
        """Drop what was written and not heard, and be ready for more."""
        self._sink.reset()
        self._pipe = self._sink.start()

    def stop(self) -> None:
        """Be silent."""
        self._sink.reset()
        self._pipe = None

    def set_volume(self, volume: float) -> None:
        """0 .. 1."""
        self._sink.setVolume(volume)
