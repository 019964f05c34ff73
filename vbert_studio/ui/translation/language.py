"""The language in force, and the two functions that every text goes through.

Modules may hand constants to `tr` while they are loaded: the language is chosen before.
"""

from __future__ import annotations

from vbert_studio import places
from vbert_studio.ui.translation.catalogue import NOTHING, Catalogue, read_catalogue

ENGLISH = "en"
_in_force: Catalogue = NOTHING
_language = ENGLISH


def tr(text: str, /, **values: object) -> str:
    """A text in the person's language, its named places filled in.

    Args:
        text: the English text, a literal: ``tr("{count} of {total}", count=3, total=9)``.
        values: what its named places stand for.
    """
    found = _in_force.text(text)
    return found.format(**values) if values else found


def trn(one: str, many: str, count: int, /, **values: object) -> str:
    """`tr` for a text that counts something; ``{count}`` is filled in by itself."""
    return _in_force.plural(one, many, count).format(count=count, **values)


def shapes() -> frozenset[str]:
    """The texts of other rooms, with fields, that the language in force has words for."""
    return _in_force.shapes


def language() -> str:
    """The code of the language in force."""
    return _language


def install_language(code: str) -> None:
    """Put a language in force, before the first widget is made; one that is not there is English.

    Args:
        code: such as ``de``.
    """
    global _in_force, _language
    path = places.resources_dir() / "translations" / f"{code}.po"
    there = path.is_file()
    _in_force, _language = (read_catalogue(path), code) if there else (NOTHING, ENGLISH)


def use_catalogue(catalogue: Catalogue) -> None:
    """Put a catalogue in force that is in no file, as a test does."""
    global _in_force  # noqa: PLW0603 - see above
    _in_force = catalogue
