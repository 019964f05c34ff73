"""The codecs that PyAV brings."""

from __future__ import annotations

from collections.abc import Iterator

from vbert_studio.commands.doctor.findings import Finding

CODECS = ("h264", "hevc", "vp9", "av1", "mpeg4", "aac", "opus")
_REMEDY = "Run: pip install --force-reinstall --only-binary av av"


def examine_codecs() -> Iterator[Finding]:
    """One line for those that are here, one for each that is not."""
    missing = [name for name in CODECS if not can_decode(name)]
    here = [name for name in CODECS if name not in missing]
    if here:
        yield Finding("Codecs", "decoding", "good", ", ".join(here))
    for name in missing:
        found = "cannot be decoded: such files can be added but not read"
        yield Finding("Codecs", name, "attention", found, _REMEDY)


def can_decode(name: str) -> bool:
    """Whether a decoder can be opened that works without special hardware."""
    import av

    # ffmpeg's own AV1 decoder only drives hardware.
    decoders = ("libdav1d", "libaom-av1") if name == "av1" else (name,)
    return any(decoder in av.codecs_available for decoder in decoders)
