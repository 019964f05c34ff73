"""A screenplay becomes a file: H.264 pictures and AAC sound in MP4."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import av
import numpy as np

from vbert_studio.kitchen.drawing.canvas import Image
from vbert_studio.kitchen.durations import BEAT_S
from vbert_studio.kitchen.render import Renderer
from vbert_studio.kitchen.screenplay import Screenplay
from vbert_studio.kitchen.soundtrack import sound_of
from vbert_studio.kitchen.voice import RATE, Sound
from vbert_studio.progress import Monitor

_AUDIO_FRAME = 1024


def shoot(
    play: Screenplay,
    path: Path,
    size: tuple[int, int],
    *,
    quality: int = 24,
    monitor: Monitor | None = None,
) -> None:
    """Draw, record and encode a film.

    Args:
        play: what happens.
        path: the MP4 file; overwritten.
        size: (height, width), even numbers.
        quality: x264's constant rate factor; smaller is better and larger in bytes.
        monitor: told one unit per frame.
    """
    monitor = monitor or Monitor()
    total = round(play.duration_s * play.fps)
    with av.open(str(path), "w", format="mp4", options={"movflags": "+faststart"}) as container:
        video = container.add_stream("libx264", rate=play.fps)
        video.height, video.width = size
        video.pix_fmt = "yuv420p"
        video.time_base = Fraction(1, play.fps)
        video.codec_context.thread_count = 1
        video.options = {"crf": str(quality), "preset": "medium", "g": str(4 * play.fps)}
        sound = sound_of(play)
        audio = container.add_stream("aac", rate=RATE, layout="mono") if sound is not None else None
        with monitor.stage(path.name, total, "frames") as stage:
            for number, image in enumerate(frames_of(play, size)):
                frame = av.VideoFrame.from_ndarray(image, format="rgb24")
                frame.pts = number
                container.mux(video.encode(frame))
                stage.advance()
        container.mux(video.encode(None))
        if audio is not None and sound is not None:
            for block in _blocks(sound):
                container.mux(audio.encode(block))
            container.mux(audio.encode(None))


def frames_of(play: Screenplay, size: tuple[int, int]) -> Iterator[Image]:
    """Every frame (H, W, 3) of a film, in order."""
    renderer = Renderer(play.kitchen, size, play.fps)
    for scheduled in play.steps:
        count = round(scheduled.beats * BEAT_S * play.fps)
        yield from renderer.frames(scheduled.step, scheduled.shot, count)


def _blocks(sound: Sound) -> Iterator[av.AudioFrame]:
    for start in range(0, len(sound), _AUDIO_FRAME):
        samples = np.ascontiguousarray(sound[None, start : start + _AUDIO_FRAME])
        block = av.AudioFrame.from_ndarray(samples, format="fltp", layout="mono")
        block.sample_rate = RATE
        block.pts = start
        block.time_base = Fraction(1, RATE)
        yield block
