"""Brings the catalogues in step with the sources.

``python -m vbert_studio.ui.translation.extract``: new texts come in untranslated, those that nobody
uses any more go.
"""

from __future__ import annotations

from pathlib import Path

from vbert_studio import places
from vbert_studio.ui.translation.catalogue import Message, entry_text, read_entries
from vbert_studio.ui.translation.messages import find_messages

HEADER = Message("")
_PLURALS = 2


def catalogues() -> list[Path]:
    """The .po files that come with the program."""
    return sorted((places.resources_dir() / "translations").glob("*.po"))


def updated(path: Path) -> str:
    """What a catalogue should hold: every message of the sources, with the translations it has."""
    entries = read_entries(path)
    header = entries.get(HEADER, ("Content-Type: text/plain; charset=UTF-8\n",))
    blocks = [entry_text(HEADER, header)]
    for message, place in sorted(find_messages().items(), key=lambda item: (item[1], item[0].one)):
        empty = ("",) * (_PLURALS if message.many else 1)
        blocks.append(entry_text(message, entries.get(message, empty), place))
    return "\n\n".join(blocks) + "\n"


def untranslated(path: Path) -> list[str]:
    """The texts of the sources for which a catalogue has no translation."""
    entries = read_entries(path)
    return [m.one for m in find_messages() if not all(entries.get(m, ("",)))]


def main() -> None:
    """Update every catalogue and say what is left to do."""
    for path in catalogues():
        path.write_text(updated(path), encoding="utf-8")
        print(f"{path.name}: {len(untranslated(path))} to translate")


if __name__ == "__main__":
    main()
