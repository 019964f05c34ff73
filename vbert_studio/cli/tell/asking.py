"""How answers of a model read on a terminal, whatever the question."""

from __future__ import annotations

from collections.abc import Iterable

from rich.text import Text

from vbert_studio.cli.tell.base import console

_SURE, _LIKELY = 0.5, 0.1


def percent(p: float) -> str:
    """A probability: ``43%``, ``0.4%``, ``<0.1%``, ``>99%``."""
    if 0.995 <= p < 1.0:
        return ">99%"
    if p >= 0.0995:
        return f"{p:.0%}"
    return f"{p:.1%}" if p >= 0.0005 else "<0.1%"


def guess(name: str, p: float, *, right: bool = False) -> Text:
    """A guess with its probability; a right one is marked, and not by colour alone."""
    style = "bold green" if right else "bold" if p >= _SURE else "" if p >= _LIKELY else "dim"
    mark = "✓" if right else ""
    return Text(f"{mark}{name} {percent(p)}", style=style)


def guesses(found: Iterable[tuple[str, float]], truth: str | None = None) -> Text:
    """Several guesses in a row."""
    return Text("   ").join([guess(name, p, right=name == truth) for name, p in found])


def called(name: str | None, path: str | None, *, single_words: bool = False) -> str:
    """What a visual word is called; by its path where it alone is meant, or nobody named it."""
    return (not single_words and name) or path or ""


def named(name: str, path: str) -> str:
    """A visual word with its name, if it has one."""
    return f"{name} ({path})" if name else path


def tell_model(checkpoint: str) -> None:
    """Which model said it."""
    console().print(Text(f"{checkpoint}:", style="dim"))
