"""A screenplay becomes a file: H.264 pictures and AAC sound in MP4."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
import cv2
import numpy as np
from av.container import OutputContainer
from av.video.stream import VideoStream

from vbert_studio.kitchen.drawing.canvas import Image
from vbert_studio.kitchen.durations import BEAT_S
from vbert_studio.kitchen.render import Renderer
from vbert_studio.kitchen.screenplay import Screenplay
from vbert_studio.kitchen.soundtrack import sound_of
from vbert_studio.kitchen.voice import RATE, Sound
from vbert_studio.progress import Monitor

_AUDIO_FRAME = 1024


@dataclass(frozen=True, slots=True)
class Encoding:
    """How well pictures are kept: x264's constant rate factor (less is better) and its preset."""

    quality: int = 24
    preset: str = "veryfast"


def shoot(
    play: Screenplay,
    path: Path,
    size: tuple[int, int],
    *,
    encoding: Encoding | None = None,
    monitor: Monitor | None = None,
) -> None:
    """Draw, record and encode a film.

    Args:
        play: what happens.
        path: the MP4 file; overwritten.
        size: (height, width), even numbers.
        encoding: how well the pictures are kept.
        monitor: told one unit per frame.
    """
    monitor = monitor or Monitor()
    total = round(play.duration_s * play.fps)
    with av.open(str(path), "w", format="mp4", options={"movflags": "+faststart"}) as container:
        video = _picture_stream(container, size, play.fps, encoding or Encoding())
        sound = sound_of(play)
        audio = container.add_stream("aac", rate=RATE, layout="mono") if sound is not None else None
        with monitor.stage(path.name, total, "frames") as stage:
            for number, image in enumerate(frames_of(play, size)):
                frame = _encodable(image)
                frame.pts = number
                container.mux(video.encode(frame))
                stage.advance()
        container.mux(video.encode(None))
        if audio is not None and sound is not None:
            for block in _blocks(sound):
                container.mux(audio.encode(block))
            container.mux(audio.encode(None))


def _picture_stream(
    container: OutputContainer, size: tuple[int, int], fps: int, encoding: Encoding
) -> VideoStream:
    stream = container.add_stream("libx264", rate=fps)
    stream.height, stream.width = size
    stream.pix_fmt = "yuv420p"
    stream.time_base = Fraction(1, fps)
    stream.codec_context.thread_count = 1
    # Macroblock-tree rate control comes out differently from run to run, from the same frames.
    options = {"crf": str(encoding.quality), "preset": encoding.preset, "g": str(4 * fps)}
    stream.options = {**options, "x264-params": "mbtree=0"}
    return stream


def frames_of(play: Screenplay, size: tuple[int, int]) -> Iterator[Image]:
    """Every frame (H, W, 3) of a film, in order."""
    renderer = Renderer(play.kitchen, size, play.fps)
    threads = cv2.getNumThreads()
    # Pictures this small are drawn faster by one thread than by several that wait for one another.
    cv2.setNumThreads(1)
    try:
        for scheduled in play.steps:
            count = round(scheduled.beats * BEAT_S * play.fps)
            yield from renderer.frames(scheduled.step, scheduled.shot, count)
    finally:
        cv2.setNumThreads(threads)


def _encodable(image: Image) -> av.VideoFrame:
    """The frame in the encoder's own format.

    Converted by OpenCV: libswscale rounds differently by where in memory a picture happens to lie,
    and a film would not come out the same twice.
    """
    planes = cv2.cvtColor(image, cv2.COLOR_RGB2YUV_I420)
    return av.VideoFrame.from_ndarray(planes, format="yuv420p")


def _blocks(sound: Sound) -> Iterator[av.AudioFrame]:
    for start in range(0, len(sound), _AUDIO_FRAME):
        samples = np.ascontiguousarray(sound[None, start : start + _AUDIO_FRAME])
        block = av.AudioFrame.from_ndarray(samples, format="fltp", layout="mono")
        block.sample_rate = RATE
        block.pts = start
        block.time_base = Fraction(1, RATE)
        yield block
