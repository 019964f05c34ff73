"""Times as the person reads them."""

from __future__ import annotations


def timecode(t_s: float) -> str:
    """``HH:MM:SS.mmm``, cut off after the millisecond: a frame's own time never reads as later."""
    milliseconds = int(max(0.0, t_s) * 1000 + 1e-6)
    seconds, rest = divmod(milliseconds, 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}.{rest:03}"
