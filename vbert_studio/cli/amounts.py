"""How far work is, in words that bars and lines share."""

from __future__ import annotations

from vbert_studio.progress import ProgressEvent

_WHOLE = 100  # from here on a rate needs no decimals


def count_text(done: float, total: float | None, unit: str) -> str:
    """``12/28 clips``, or ``12 clips`` where nobody knows how many there will be."""
    of = "" if total is None else f"/{total:,.0f}"
    return f"{done:,.0f}{of} {unit}"


def rate_text(event: ProgressEvent) -> str:
    """Units per second; of seconds of film or sound, how many times real time that is."""
    if not event.rate:
        return ""
    amount = f"{event.rate:,.0f}" if event.rate >= _WHOLE else f"{event.rate:.3g}"
    return f"{amount}x" if event.unit == "s" else f"{amount}/s"


def left_text(event: ProgressEvent) -> str:
    """``0:05 left``; empty where nobody can tell, or nothing is left."""
    if not event.remaining_s:
        return ""
    minutes, seconds = divmod(round(event.remaining_s), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02} left" if hours else f"{minutes}:{seconds:02} left"
