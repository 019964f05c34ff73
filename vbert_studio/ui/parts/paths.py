"""Paths as a person reads them."""

from __future__ import annotations

from pathlib import Path


def shown_path(path: Path) -> str:
    """The path, below the home folder written with a tilde."""
    home = Path.home()
    if path == home:
        return "~"
    return f"~/{path.relative_to(home).as_posix()}" if path.is_relative_to(home) else str(path)
