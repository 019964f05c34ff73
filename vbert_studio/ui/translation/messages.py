"""Every text that a person may read in the window, found in the sources and in the registries.

Texts that go through `tr` and `trn` are read from the sources; titles and helps of commands and
settings, which are data, from their registries; errors and names of edits, which rooms below the
window make, as templates.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from vbert_studio.commands.page import load_all_commands
from vbert_studio.commands.registry import registry
from vbert_studio.errors import BugError
from vbert_studio.project.pairs import Judgement
from vbert_studio.settings.known import SECTIONS, SETTINGS
from vbert_studio.ui.commands.gestures import GESTURES
from vbert_studio.ui.translation.catalogue import BELOW, Message
from vbert_studio.ui.translation.templates import templates_in

UI = Path(__file__).resolve().parents[1]
PACKAGE = UI.parent
# Rooms whose errors end on the command line alone.
_NEVER_SHOWN = ("evaluation/", "kitchen/", "training/s3d/", "ui/qt_guard", "ui/translation/")
Found = dict[Message, str]


def find_messages() -> Found:
    """Every message with the module, or the registry, that it is from."""
    found: Found = {Message(text): f"{BELOW}{place}" for text, place in from_below().items()}
    for path in sorted(UI.rglob("*.py")):
        place = path.relative_to(UI).as_posix()
        for message in messages_in(path.read_text(encoding="utf-8")):
            found.setdefault(message, place)
    for place, texts in _registered():
        for text in texts:
            found.setdefault(Message(text), place)
    return {message: place for message, place in found.items() if message.one}


def from_below() -> dict[str, str]:
    """The templates of errors and edits by the module that makes them."""
    found = dict.fromkeys(map(str, Judgement), "project/pairs.py")
    for path in sorted(PACKAGE.rglob("*.py")):
        place = path.relative_to(PACKAGE).as_posix()
        if not place.startswith(_NEVER_SHOWN):
            for template in templates_in(path.read_text(encoding="utf-8")):
                found.setdefault(template, place)
    return found


def messages_in(source: str) -> Iterator[Message]:
    """The literals that a source hands to `tr` and `trn`.

    Raises:
        BugError: when one of them gets the text of a formatted literal, which cannot be looked up.
    """
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            continue
        wanted = {"tr": 1, "trn": 2}.get(node.func.id, 0)
        given = node.args[:wanted]
        if any(isinstance(one, ast.JoinedStr) for one in given):
            raise BugError(f"line {node.lineno}: a formatted literal cannot be translated")
        texts = [one.value for one in given if isinstance(one, ast.Constant)]
        if wanted and len(texts) == wanted:
            yield Message(*map(str, texts))


def _registered() -> Iterator[tuple[str, list[str]]]:
    load_all_commands()
    for command in registry.window():
        if command.function.__module__.startswith("vbert_studio."):
            yield "commands", [command.title, command.summary, command.group, command.context]
    yield "settings", list(SECTIONS.values())
    for setting in SETTINGS.values():
        choices = [choice.title for choice in setting.choices]
        yield "settings", [setting.title, setting.help, setting.used_by, *choices]
    for gesture in GESTURES:
        yield "gestures", [gesture.place, gesture.done, gesture.effect]
