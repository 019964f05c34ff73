"""Opening a media file, and saying in plain words why it cannot be opened."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import av
from av.container import InputContainer
from av.packet import Packet

from vbert_studio.errors import MediaError
from vbert_studio.media.cut_off import is_cut_off

# libavformat reads these as moving pictures: single images, and text drawn as on a teletype.
_NO_FILMS = ("image2", "tty", "bin", "xbin", "adf", "idf", "concat", "hls", "dash")
_ATTACHED = av.stream.Disposition.attached_pic | av.stream.Disposition.still_image
_StreamT = TypeVar("_StreamT", av.VideoStream, av.AudioStream)

# A title in another encoding than UTF-8 is no reason to refuse a film. PyAV 19 never refuses it.
_HAS_STRICT_TITLES = int(av.__version__.split(".", 1)[0]) < 19
_LENIENT: dict[str, Any] = {"metadata_errors": "replace"} if _HAS_STRICT_TITLES else {}

_GIVE_UP = 100  # damaged stretches of a container in a row

_REMEDIES = {
    "not_found": "Check that the file is still there; a moved file can be linked again.",
    "is_a_directory": "Choose the videos inside the folder.",
    "no_permission": "Give yourself the right to read it, or copy it to a folder of your own.",
    "empty_file": "The copy or download was cut off at the start; get the file again.",
    "truncated": "The copy or download was cut off; get the file again.",
    "not_a_video": "Choose a video, for example MP4, MKV, WebM, AVI, MOV or TS.",
    "encrypted": "Choose a copy without copy protection.",
    "no_video_stream": "Choose a file with pictures; a sound-only file gives no clips.",
    "replaced": "Put back the file that was added, or add this one under a name of its own.",
    "unreadable": "Check the disk or the network connection, then try again.",
}
_MESSAGES = {
    "not_found": "{name} is not there.",
    "is_a_directory": "{name} is a folder, not a video.",
    "no_permission": "{name} may not be read by you.",
    "empty_file": "{name} is empty (zero bytes).",
    "truncated": "{name} ends before its contents do.",
    "not_a_video": "{name} is not a video.",
    "encrypted": "{name} is encrypted.",
    "no_video_stream": "{name} has no pictures, only sound.",
    "replaced": "{name} is no longer the file that was added to the project.",
    "unreadable": "{name} could not be read to its end.",
}


def media_error(kind: str, path: Path, why: str = "") -> MediaError:
    """The error of this kind, which names the file, the reason and the remedy."""
    message = _MESSAGES[kind].format(name=path.name or str(path))
    if why:
        message = f"{message[:-1]}: {why}."
    return MediaError(kind, message, path=path, remedy=_REMEDIES[kind])


@contextmanager
def open_media(path: Path) -> Iterator[InputContainer]:
    """Open `path` for reading.

    Raises:
        MediaError: ``not_found``, ``is_a_directory``, ``no_permission``, ``empty_file``,
            ``truncated``, ``not_a_video``.
    """
    _look(path)
    container = _open(path)
    try:
        yield container
    finally:
        container.close()


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Say what the operating system complains about in our own words.

    Damaged data is not among it: libav's own errors are no `OSError` and pass through.
    """
    try:
        yield
    except FileNotFoundError as error:
        raise media_error("not_found", path) from error
    except PermissionError as error:
        raise media_error("no_permission", path) from error
    except IsADirectoryError as error:
        raise media_error("is_a_directory", path) from error
    except OSError as error:
        why = (error.strerror or type(error).__name__).rstrip(".")
        raise media_error("unreadable", path, why) from error


def _look(path: Path) -> None:
    """Find out with the system's own calls what libav would only call invalid data."""
    with translated(path):
        if path.is_dir():
            raise media_error("is_a_directory", path)
        with path.open("rb") as file:
            if not file.read(1):
                raise media_error("empty_file", path)


def _open(path: Path) -> InputContainer:
    # With the prefix a name such as "a:b.mp4" is not taken for a network address, and the
    # whitelist keeps a file from making us open another one.
    name = "file:" + os.fspath(path)
    try:
        container: InputContainer = av.open(
            name, container_options={"protocol_whitelist": "file"}, **_LENIENT
        )
    except OSError as error:
        with translated(path):
            if error.errno == errno.EIO and is_cut_off(path):
                raise media_error("truncated", path) from error
            raise
    except av.FFmpegError as error:
        kind = "truncated" if is_cut_off(path) else "not_a_video"
        raise media_error(kind, path) from error
    names = container.format.name
    if names.endswith("_pipe") or names in _NO_FILMS:
        container.close()
        raise media_error("not_a_video", path)
    return container


def video_stream(container: InputContainer, path: Path) -> av.VideoStream:
    """The film of the file.

    Cover pictures never count; a stream that the file marks as default wins, then the larger.

    Raises:
        MediaError: ``no_video_stream``, or ``not_a_video`` where there is no sound either.
    """
    films = _films(container)
    if not films and container.streams.audio:
        raise media_error("no_video_stream", path)
    if not films:
        raise media_error("not_a_video", path, _why_not(container))
    return max(films, key=_preference)


def _why_not(container: InputContainer) -> str:
    if any(stream.codec_context is None for stream in container.streams.video):
        return "there is no decoder for it"
    return "it holds neither pictures nor sound"


def _films(container: InputContainer) -> list[av.VideoStream]:
    """Streams that move and for which there is a decoder."""
    return [
        stream
        for stream in container.streams.video
        if not stream.disposition & _ATTACHED and stream.codec_context is not None
    ]


def _preference(stream: av.VideoStream) -> tuple[bool, int, int]:
    is_default = bool(stream.disposition & av.stream.Disposition.default)
    return is_default, stream.width * stream.height, -stream.index


def sound_stream(container: InputContainer) -> av.AudioStream | None:
    """The sound that belongs to the film, or None when the file is silent."""
    films = _films(container)
    related = max(films, key=_preference) if films else None
    stream = container.streams.best("audio", related=related)
    return stream if isinstance(stream, av.AudioStream) else None


def only(container: InputContainer, stream: av.VideoStream | av.AudioStream) -> None:
    """Let the demuxer pass over everything but `stream`, so that it reads less."""
    for other in container.streams:
        if other.index != stream.index:
            other.discard = av.stream.Discard.all


def _ignore() -> None:
    """What a caller does about damage that it does not count."""


def packets(
    container: InputContainer,
    stream: _StreamT,
    path: Path,
    damaged: Callable[[], None] = _ignore,
) -> Iterator[Packet[_StreamT]]:
    """The packets of `stream` from here on, an empty one last.

    A damaged stretch of the container is stepped over, and told to `damaged`.

    Raises:
        MediaError: ``unreadable``: the disk or the network failed.
    """
    failures = 0
    while failures < _GIVE_UP:
        try:
            with translated(path):
                for packet in container.demux(stream):
                    failures = 0
                    yield packet
            return
        except IndexError:
            pass  # PyAV at a packet of a stream that began after the file was opened
        except av.FFmpegError:
            failures += 1
            damaged()
