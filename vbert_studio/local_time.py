"""Moments as a person reads them; what is kept, and what scripts read, is ISO 8601 in UTC."""

from __future__ import annotations

from datetime import datetime


def local_time(moment: str) -> str:
    """An ISO 8601 moment by the clock of this machine: ``2026-03-01 14:03``."""
    return datetime.fromisoformat(moment).astimezone().strftime("%Y-%m-%d %H:%M")
