"""Whether a file was cut off, by the lengths that its own container promises."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

_MP4_FIRST = (b"ftyp", b"wide", b"mdat", b"moov", b"skip", b"free")
_INDEX = {b"moov", b"moof"}  # without one of them nothing in an MP4 file can be found
_BOX_HEADER = 8
_EBML = b"\x1a\x45\xdf\xa3"
_SEGMENT = b"\x18\x53\x80\x67"


def is_cut_off(path: Path) -> bool:
    """Whether an MP4, MOV, Matroska, WebM or AVI file is shorter than it says; else False."""
    size = path.stat().st_size
    with path.open("rb") as file:
        head = file.read(12)
        if head[4:8] in _MP4_FIRST:
            return _boxes_end(file, size)
        if head[:4] == b"RIFF":
            return int.from_bytes(head[4:8], "little") + 8 > size
        if head[:4] == _EBML:
            return _segment_end(file) > size
    return False


def _boxes_end(file: BinaryIO, size: int) -> bool:
    """Walk over the boxes on the outer level: the last one must end with the file."""
    position, kinds = 0, set[bytes]()
    while position + _BOX_HEADER <= size:
        file.seek(position)
        length, kind = _box(file.read(2 * _BOX_HEADER), size - position)
        if length < _BOX_HEADER:
            return False  # no box at all: something other than a cut
        kinds.add(kind)
        position += length
    return position > size or not _INDEX & kinds


def _box(header: bytes, left: int) -> tuple[int, bytes]:
    """Length and kind of the box that begins with `header`; 0 means up to the end of the file."""
    length, kind = int.from_bytes(header[:4], "big"), header[4:8]
    if length == 1:
        length = int.from_bytes(header[8:16], "big")
    return length or left, kind


def _segment_end(file: BinaryIO) -> int:
    """Where the Matroska segment ends; 0 where it does not say, as in a live recording."""
    file.seek(len(_EBML))
    header = _number(file)
    file.seek(header or 0, 1)
    if file.read(4) != _SEGMENT:
        return 0
    length = _number(file)
    return 0 if length is None else file.tell() + length


def _number(file: BinaryIO) -> int | None:
    """A length of EBML, its leading zero bits telling how many bytes it has; None if unknown."""
    first = file.read(1)[0]
    extra = 8 - first.bit_length()
    mask = (1 << (7 - extra)) - 1
    digits = bytes([first & mask]) + file.read(extra)
    value = int.from_bytes(digits, "big")
    return None if value == (1 << (7 * (extra + 1))) - 1 else value
