"""Catalogues of translations in gettext's .po form, which every translation tool edits."""

from __future__ import annotations

import ast
import gettext
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"})
BELOW = "below: "  # before the place of a text that a room below the window makes
_BLOCKS = re.compile(r"\n\s*\n")
_ENTRY = re.compile(r"^(msgid_plural|msgid|msgstr(?:\[(\d+)\])?)\s+(\".*)$")


@dataclass(frozen=True, slots=True)
class Message:
    """A text that is translated. `many` is empty unless it counts something."""

    one: str
    many: str = ""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Translations by text.

    Attributes:
        texts: the forms of each message; one, or as many as the language has plurals.
        form: which form a number takes.
        shapes: the messages that rooms below the window make.
    """

    texts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    form: Callable[[int], int] = lambda count: int(count != 1)
    shapes: frozenset[str] = frozenset()

    def text(self, text: str) -> str:
        """The translation, or the text itself where there is none."""
        forms = self.texts.get(text)
        return forms[0] if forms and forms[0] else text

    def plural(self, one: str, many: str, count: int) -> str:
        """The translation for a number."""
        forms = self.texts.get(one, ())
        index = self.form(count)
        if index < len(forms) and forms[index]:
            return forms[index]
        return one if count == 1 else many


NOTHING = Catalogue()


def read_catalogue(path: Path) -> Catalogue:
    """The catalogue in a .po file."""
    entries = read_entries(path)
    header = "".join(entries.get(Message(""), ("",)))
    rule = re.search(r"plural=(.+?);?\s*$", header, flags=re.MULTILINE)
    texts = {message.one: forms for message, forms in entries.items() if message.one}
    catalogue = Catalogue(texts, shapes=frozenset(_from_below(path)))
    return replace(catalogue, form=gettext.c2py(rule[1])) if rule else catalogue


def _from_below(path: Path) -> Iterator[str]:
    for block in _BLOCKS.split(path.read_text(encoding="utf-8")):
        # Translation tools write comments of their own before the place.
        if any(line.startswith(f"#: {BELOW}") for line in block.splitlines()):
            yield _parts(block)["msgid"]


def read_entries(path: Path) -> dict[Message, tuple[str, ...]]:
    """Every message of a .po file with its forms, the header under the empty message."""
    found: dict[Message, tuple[str, ...]] = {}
    for block in _BLOCKS.split(path.read_text(encoding="utf-8")):
        parts = _parts(block)
        if "msgid" in parts:
            forms = sorted(key for key in parts if key.startswith("msgstr"))
            message = Message(parts["msgid"], parts.get("msgid_plural", ""))
            found[message] = tuple(parts[key] for key in forms)
    return found


def _parts(block: str) -> dict[str, str]:
    """The strings of one entry by keyword."""
    parts: dict[str, str] = {}
    key = ""
    for line in block.splitlines():
        begun = _ENTRY.match(line)
        if begun:
            key = begun[1]
            parts[key] = ast.literal_eval(begun[3])
        elif line.startswith('"') and key:
            parts[key] += ast.literal_eval(line)
    return parts


def entry_text(message: Message, forms: tuple[str, ...], places: str = "") -> str:
    """One entry of a .po file."""
    lines = [f"#: {places}"] if places else []
    lines.append(f"msgid {_quoted(message.one)}")
    if message.many:
        lines.append(f"msgid_plural {_quoted(message.many)}")
        lines += [f"msgstr[{n}] {_quoted(form)}" for n, form in enumerate(forms)]
    else:
        lines.append(f"msgstr {_quoted(forms[0] if forms else '')}")
    return "\n".join(lines)


def _quoted(text: str) -> str:
    return '"' + text.translate(_ESCAPES) + '"'
