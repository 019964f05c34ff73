"""Every text of the window can be translated, and German is whole."""

from __future__ import annotations

import ast
import re
import string
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication, QDoubleSpinBox

from vbert_studio import places
from vbert_studio.errors import BugError
from vbert_studio.ui.translation import install_language, language, number_text, tr, trn
from vbert_studio.ui.translation.catalogue import Message, entry_text, read_catalogue, read_entries
from vbert_studio.ui.translation.extract import catalogues, updated
from vbert_studio.ui.translation.messages import UI, find_messages, messages_in

GERMAN = places.resources_dir() / "translations" / "de.po"
# What a person reads stands in these places; the numbers say which arguments.
SHOWN = {
    "label": {0},
    "button": {0},
    "icon_button": {1},
    "EmptyPanel": {1, 2, 3},
    "setText": {0},
    "setToolTip": {0},
    "setAccessibleName": {0},
    "setWindowTitle": {0},
    "setPlaceholderText": {0},
    "showMessage": {0},
    "say": {0},
    "show_empty": {0, 1, 2},
    "labelled": {0},
    "QPushButton": {0},
    "QCheckBox": {0},
    "QGroupBox": {0},
    "QMenu": {0},
    "FilmstripView": {1},
    "Strip": {0},
    "Link": {1, 2},
    "getSaveFileName": {1},
    "getOpenFileName": {1},
    "addItem": {0},
    "setTitle": {0},
    "setStatusTip": {0},
    "setAccessibleDescription": {0},
}
# Values that a view is given by name, and what a screen reader says.
NAMED = {"said", "title", "note", "heading", "placeholderText", "hint", "tip"}
WORDS = re.compile(r"[A-Za-z]{3,}")
NAME = "VBERT Studio"
# The sound library of the system is looked for when the player's module is loaded.


@pytest.fixture
def german() -> object:
    install_language("de")
    yield
    install_language("en")


def test_every_text_of_the_sources_is_translated() -> None:
    entries = read_entries(GERMAN)
    missing = [m.one for m in find_messages() if not all(entries.get(m, ("",)))]
    assert missing == [], "python -m vbert_studio.ui.translation.extract, then translate"


def test_a_catalogue_is_brought_in_step_and_keeps_its_translations(tmp_path: Path) -> None:
    path = tmp_path / "xx.po"
    kept, gone = Message("Library"), Message("A text that nobody shows")
    path.write_text(entry_text(kept, ("Libraro",)) + "\n\n" + entry_text(gone, ("x",)))
    path.write_text(updated(path), encoding="utf-8")
    entries = read_entries(path)
    assert entries[kept] == ("Libraro",)
    assert gone not in entries
    assert set(find_messages()) <= set(entries)
    assert GERMAN in catalogues()


def test_translations_have_the_places_of_their_texts() -> None:
    def fields(text: str) -> list[str]:
        return sorted(f"{n}:{s}" for _, n, s, _ in string.Formatter().parse(text) if n is not None)

    for message, forms in read_entries(GERMAN).items():
        for form in forms if message.one else ():
            assert fields(form) == fields(message.one), message.one


def unmarked(tree: ast.AST) -> list[int]:
    """Lines on which a literal is shown that did not go through `tr`."""
    found = []
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else ""
        name = node.func.id if isinstance(node.func, ast.Name) else name
        shown = [a for n, a in enumerate(node.args) if n in SHOWN.get(name, ())]
        if name != "command":  # whose texts are found in the registry
            shown += [word.value for word in node.keywords if word.arg in NAMED]
        texts = [(a.lineno, literal(a).replace(NAME, "")) for a in shown]
        found += [line for line, text in texts if WORDS.search(text)]
    return found


def literal(node: ast.expr) -> str:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(str(v.value) for v in node.values if isinstance(v, ast.Constant))
    return ""


def test_nothing_is_shown_that_did_not_go_through_tr() -> None:
    assert unmarked(ast.parse('label("Some words")'))
    assert unmarked(ast.parse('label(f"{count} words")'))
    assert unmarked(ast.parse('Link(key, name, said=f"{count} clips")'))
    assert not unmarked(ast.parse('label(tr("Some words")); label(f"{a} / {b}"); label("")'))
    found = [
        f"{path.relative_to(UI)}:{line}"
        for path in sorted(UI.rglob("*.py"))
        for line in unmarked(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert found == []


def test_texts_are_found_in_sources() -> None:
    source = 'tr("One {a}", a=1)\ntrn("{count} x", "{count} xs", n)\ntr(name)\nother("no")'
    assert list(messages_in(source)) == [Message("One {a}"), Message("{count} x", "{count} xs")]
    with pytest.raises(BugError):
        list(messages_in('tr(f"{a}")'))


def test_a_language_is_put_in_force(german: None) -> None:
    assert language() == "de"
    assert tr("Library") == "Bibliothek"
    assert tr("Undone: {name}", name="x") == "Zurückgenommen: x"
    one, many = "{count} setting is changed", "{count} settings are changed"
    assert trn(one, many, 1) == "1 Einstellung ist geändert"
    assert trn(one, many, 3) == "3 Einstellungen sind geändert"
    assert tr("A text that nobody translated {}") == "A text that nobody translated {}"


def test_numbers_look_as_they_do_in_the_language(german: None, qapp: QApplication) -> None:
    assert number_text(1234.5, ",.2f") == "1.234,50"
    assert number_text(-0.5, "+g") == "-0,5"
    third = np.float32(1 / 3)
    assert tr("{a:.1f} of {b} at {c}, {d:.2f}", a=1.25, b=2.5, c="1.5", d=third) == (
        "1,2 of 2,5 at 1.5, 0,33"
    )
    assert trn("{count} x", "{count:,} xs", 4000) == "4.000 xs"
    assert QDoubleSpinBox(value=1.5).text() == "1,50"


def test_numbers_in_english_stay_as_they_are() -> None:
    install_language("en")
    assert number_text(1234.5, ",.2f") == "1,234.50"
    assert tr("{a:.1f} of {b}", a=1.25, b=2.5) == "1.2 of 2.5"
    assert QLocale().decimalPoint() == "."


def test_a_language_that_is_not_there_is_english() -> None:
    install_language("xx")
    assert (language(), tr("Library")) == ("en", "Library")


def test_entries_survive_being_written(tmp_path: Path) -> None:
    entries = {
        Message('With "quotes", \\ and\nlines'): ('Mit "Zeichen", \\ und\nZeilen',),
        Message("{count} one", "{count} many"): ("{count} eins", "{count} viele"),
    }
    path = tmp_path / "xx.po"
    path.write_text("\n\n".join(entry_text(m, f) for m, f in entries.items()), encoding="utf-8")
    assert read_entries(path) == entries
    assert read_catalogue(path).plural("{count} one", "{count} many", 2) == "{count} viele"


def test_a_comment_of_a_translator_hides_no_text_of_another_room(tmp_path: Path) -> None:
    path = tmp_path / "xx.po"
    entry = entry_text(Message("{path} is gone."), ("{path} ist fort.",), "below: jobs/x.py")
    path.write_text(f"# as in the guide\n{entry}\n", encoding="utf-8")
    assert read_catalogue(path).shapes == {"{path} is gone."}


LOOK = """
import sys
from vbert_studio.ui.translation.language import install_language
install_language("de")
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QToolButton, QCheckBox
app = QApplication([])
app.setLayoutDirection(Qt.LayoutDirection[sys.argv[1]])
from vbert_studio.ui.theme import install
install(app, "light")
from vbert_studio.ui.window.main_window import MainWindow
from vbert_studio.ui.window.settings import WindowSettings
from vbert_studio.ui.settings.dialog import SettingsDialog
from vbert_studio.ui.commands.keys_dialog import KeysDialog
window = MainWindow(WindowSettings())
window.resize(1440, 900)
window.show()
window.furnish()
dialogs = [SettingsDialog(window), KeysDialog(window.commands, window)]
for dialog in dialogs:
    dialog.show()
window.docks.set_open(True)
while not dialogs[0].filling.is_done:
    app.processEvents()
for _ in range(5):  # each lets the layouts of another level follow
    app.processEvents()
print("menus", [action.text().replace("&", "") for action in window.menuBar().actions()][:3])
for widget in app.allWidgets():
    if not widget.isVisible() or not isinstance(widget, QLabel | QPushButton | QToolButton):
        continue
    if not widget.text() or type(widget).__name__ == "ElidedLabel":
        continue
    wraps = isinstance(widget, QLabel) and widget.wordWrap()
    if wraps and widget.heightForWidth(widget.width()) > widget.height() + 1:
        print("CUT", repr(widget.text()))
    if not wraps and widget.minimumSizeHint().width() > widget.width() + 1:
        print("CUT", repr(widget.text()), widget.minimumSizeHint().width(), widget.width())
bar = window.menuBar()
first, last = (bar.actionGeometry(bar.actions()[n]).x() for n in (0, -1))
print("menus begin", "left" if first < last else "right")
window.close()
"""


@pytest.mark.parametrize(("direction", "side"), [("LeftToRight", "left"), ("RightToLeft", "right")])
def test_the_german_window_cuts_nothing_off_in_either_direction(direction: str, side: str) -> None:
    line = [sys.executable, "-c", LOOK, direction]
    ran = subprocess.run(line, capture_output=True, text=True, check=True)
    said = ran.stdout.splitlines()
    assert "menus ['Datei', 'Bearbeiten', 'Ansicht']" in said
    assert [text for text in said if text.startswith("CUT")] == []
    assert f"menus begin {side}" in said
