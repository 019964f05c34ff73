"""Bytes into text, when nobody says in which encoding they are."""

from __future__ import annotations

import codecs

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # begins like UTF-16, so it is asked for first
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 4_096


def decode(raw: bytes) -> str | None:
    """The text, or None when the bytes are none.

    A byte order mark decides; without one, text in the Latin script shows UTF-16 by its zero
    bytes; then UTF-8, whose rules nothing else keeps by chance; then Windows-1252, which is Latin-1
    with quotes and dashes; Latin-1 itself where that has gaps. Line ends become single line feeds.
    """
    encoding = _marked(raw) or _by_zeros(raw)
    for candidate in [encoding] if encoding else ["utf-8", "cp1252", "latin-1"]:
        try:
            text = raw.decode(candidate)
        except UnicodeDecodeError:
            continue
        return text.replace("\r\n", "\n").replace("\r", "\n")
    return None


def may_be_text(head: bytes) -> bool:
    """Whether the beginning of a file speaks against text: zero bytes that no encoding explains."""
    return b"\0" not in head or bool(_marked(head) or _by_zeros(head))


def _marked(raw: bytes) -> str | None:
    return next((name for mark, name in _MARKS if raw.startswith(mark)), None)


def _by_zeros(raw: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of Latin letters is zero."""
    sample = raw[:_SAMPLE]
    half = max(1, len(sample) // 2)
    even, odd = sample[0::2].count(0) / half, sample[1::2].count(0) / half
    if odd > 0.4 and even < 0.1:
        return "utf-16-le"
    if even > 0.4 and odd < 0.1:
        return "utf-16-be"
    return None
