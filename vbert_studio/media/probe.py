"""What a file is: its container, its film and its sound."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
from av.container import InputContainer
from av.packet import Packet
from av.video.frame import VideoFrame

from vbert_studio.errors import MediaError
from vbert_studio.media.cut_off import is_cut_off
from vbert_studio.media.files import (
    media_error,
    only,
    open_media,
    packets,
    sound_stream,
    video_stream,
)
from vbert_studio.media.orientation import Orientation
from vbert_studio.media.shaping import aspect_of, shown_size

_MICROSECONDS = 1_000_000
_PATIENCE = 500  # packets without a picture, after which the file counts as undecodable


@dataclass(frozen=True, slots=True)
class VideoStream:
    """The film of a file.

    Attributes:
        index: its place among the file's streams.
        width, height: as coded.
        shown_width, shown_height: upright and with square pixels.
        rotation: degrees clockwise that the file asks for.
        frame_rate: average, in frames per second; 0 where the file does not say.
    """

    index: int
    codec: str
    width: int
    height: int
    shown_width: int
    shown_height: int
    sample_aspect_ratio: Fraction
    rotation: int
    frame_rate: float
    pixel_format: str
    interlaced: bool


@dataclass(frozen=True, slots=True)
class AudioStream:
    """One sound track."""

    index: int
    codec: str
    rate: int
    channels: int
    language: str


@dataclass(frozen=True, slots=True)
class MediaInfo:
    """A readable file.

    Attributes:
        duration_s: as the container says it; the frame times know better.
        video: the film that is used, None where there is only sound.
        audio: the sound tracks, the one that is used first.
        cut_off: the file ends before its contents do; what is there can be read.
    """

    path: Path
    container: str
    duration_s: float
    video: VideoStream | None
    audio: tuple[AudioStream, ...]
    cut_off: bool


def probe(path: Path) -> MediaInfo:
    """Open `path`, decode one picture, and say what is in it.

    Raises:
        MediaError: ``not_found``, ``is_a_directory``, ``no_permission``, ``empty_file``,
            ``truncated``, ``not_a_video``, ``encrypted``, ``unreadable``.
    """
    with open_media(path) as container:
        audio = _sounds(container)
        try:
            stream = video_stream(container, path)
        except MediaError as error:
            if error.kind != "no_video_stream":
                raise
            video = None
        else:
            video = _describe(stream, _first_picture(container, stream, path))
        return MediaInfo(
            path=path,
            container=container.format.name.split(",")[0],
            duration_s=(container.duration or 0) / _MICROSECONDS,
            video=video,
            audio=audio,
            cut_off=is_cut_off(path),
        )


def _sounds(container: InputContainer) -> tuple[AudioStream, ...]:
    used = sound_stream(container)
    known = [s for s in container.streams.audio if s.codec_context is not None]
    known.sort(key=lambda stream: stream is not used)
    return tuple(
        AudioStream(s.index, s.codec_context.name, s.rate, s.channels, s.language or "")
        for s in known
    )


def _first_picture(container: InputContainer, stream: av.VideoStream, path: Path) -> VideoFrame:
    only(container, stream)
    for packet in itertools.islice(packets(container, stream, path), _PATIENCE):
        if is_encrypted(packet):
            raise media_error("encrypted", path)
        frames = _decoded(packet)
        if frames:
            return frames[0]
    if is_cut_off(path):
        raise media_error("truncated", path)
    raise media_error("not_a_video", path, "no picture in it can be decoded")


def is_encrypted(packet: Packet[av.VideoStream]) -> bool:
    """Whether the packet carries what a licensed player would need to decipher it."""
    return packet.has_sidedata("encryption_info") or packet.has_sidedata("encryption_init_info")


def _decoded(packet: Packet[av.VideoStream]) -> list[VideoFrame]:
    try:
        return packet.decode()
    except av.FFmpegError:
        return []


def _describe(stream: av.VideoStream, frame: VideoFrame) -> VideoStream:
    aspect, orientation = aspect_of(stream), Orientation.of(frame)
    height, width = orientation.size(*shown_size(frame.height, frame.width, aspect))
    rate = stream.average_rate or stream.guessed_rate or 0
    return VideoStream(
        index=stream.index,
        codec=stream.codec_context.codec.canonical_name,
        width=frame.width,
        height=frame.height,
        shown_width=round(width),
        shown_height=round(height),
        sample_aspect_ratio=aspect,
        rotation=orientation.degrees,
        frame_rate=float(rate),
        pixel_format=frame.format.name,
        interlaced=frame.interlaced_frame,
    )
