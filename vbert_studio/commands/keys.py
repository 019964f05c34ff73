"""Key sequences in one spelling, so that two spellings of one key are seen to be the same key."""

from __future__ import annotations

_MODIFIERS = {
    "ctrl": "Ctrl",
    "control": "Ctrl",
    "meta": "Meta",
    "alt": "Alt",
    "shift": "Shift",
}
_ORDER = ("Ctrl", "Meta", "Alt", "Shift")


def normal_key(sequence: str) -> str:
    """A key sequence in Qt's portable spelling: ``shift+ctrl+z`` becomes ``Ctrl+Shift+Z``.

    Strokes of one sequence are separated by a comma and a blank, as in ``Ctrl+K, Ctrl+S``.

    Raises:
        ValueError: if a stroke has no key or more than one.
    """
    return ", ".join(_normal_stroke(stroke) for stroke in sequence.split(", "))


def _normal_stroke(stroke: str) -> str:
    # The plus sign is a key as well as the separator.
    held, key = ("", stroke) if stroke == "+" else _split_stroke(stroke)
    names = [part for part in held.split("+") if part]
    unknown = [part for part in names if part.lower() not in _MODIFIERS]
    if unknown or not key:
        raise ValueError(f"not a key: {stroke!r}")
    modifiers = {_MODIFIERS[part.lower()] for part in names}
    return "+".join([*(m for m in _ORDER if m in modifiers), _normal_name(key)])


def _split_stroke(stroke: str) -> tuple[str, str]:
    if stroke.endswith("++"):
        return stroke[:-2], "+"
    held, _, key = stroke.rpartition("+")
    return held, key


def _normal_name(key: str) -> str:
    return key.upper() if len(key) == 1 else key[0].upper() + key[1:]
