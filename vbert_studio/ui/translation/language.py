"""The language in force: the two functions that every text goes through, and how numbers look.

Modules may hand constants to `tr` while they are loaded: the language is chosen before.
"""

from __future__ import annotations

import string
from numbers import Real
from typing import Any

from PySide6.QtCore import QLocale

from vbert_studio import places
from vbert_studio.ui.translation.catalogue import NOTHING, Catalogue, read_catalogue

ENGLISH = "en"
_in_force: Catalogue = NOTHING
_language = ENGLISH
_separators: dict[int, str] = {}  # those of English by those of the language in force


def tr(text: str, /, **values: object) -> str:
    """A text in the person's language, its named places filled in.

    Args:
        text: the English text, a literal: ``tr("{count} of {total}", count=3, total=9)``.
        values: what its named places stand for; numbers are written as `number_text` writes them.
    """
    found = _in_force.text(text)
    return _FILLING.vformat(found, (), values) if values else found


def trn(one: str, many: str, count: int, /, **values: object) -> str:
    """`tr` for a text that counts something; ``{count}`` is filled in by itself."""
    found = _in_force.plural(one, many, count)
    return _FILLING.vformat(found, (), {"count": count, **values})


def number_text(value: float, form: str = "") -> str:
    """A number for a person: ``1.234,5`` in German for the ``1,234.5`` of English.

    What a program reads again, files and lines for a shell, must not go through here. Moments of a
    film (``1:02.4``) are timecodes and no numbers: they look alike in all languages.

    Args:
        value: the number.
        form: how many digits and the rest, as `format` takes it.
    """
    return numerals(format(value, form))


def numerals(text: str) -> str:
    """A number that was written as in English, with the separators of the language in force."""
    return text.translate(_separators)


class _Filling(string.Formatter):
    """`str.format`, but for how numbers look."""

    def format_field(self, value: Any, format_spec: str) -> Any:  # noqa: ANN401 - as it is in Python
        if isinstance(value, Real):
            return numerals(format(value, format_spec))
        return super().format_field(value, format_spec)


_FILLING = _Filling()


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
    global _in_force, _language, _separators  # noqa: PLW0603 - there is one language in force
    path = places.resources_dir() / "translations" / f"{code}.po"
    there = path.is_file()
    _in_force, _language = (read_catalogue(path), code) if there else (NOTHING, ENGLISH)
    numbers = QLocale(_language)
    group, point = numbers.groupSeparator(), numbers.decimalPoint()
    _separators = str.maketrans({",": group, ".": point})
    QLocale.setDefault(numbers)  # fields for numbers look like the rest


def use_catalogue(catalogue: Catalogue) -> None:
    """Put a catalogue in force that is in no file, as a test does."""
    global _in_force  # noqa: PLW0603 - see above
    _in_force = catalogue
