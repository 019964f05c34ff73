"""Which language the window speaks: the one a person chose, else the system's."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from vbert_studio.settings import known
from vbert_studio.settings.file import SettingsFile, person_file
from vbert_studio.ui.translation.language import ENGLISH, install_language, language

SYSTEM = "system"


def speak_chosen_language() -> None:
    """Put the person's language in force; to be called before a module of the window is loaded."""
    chosen = SettingsFile(person_file()).value(known.LANGUAGE)
    install_language(QLocale.system().name()[:2] if chosen == SYSTEM else chosen)


def speak_in_dialogs(app: QCoreApplication) -> None:
    """Have Qt's own dialogs speak the language in force as well."""
    if language() == ENGLISH:
        return
    translator = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load(f"qtbase_{language()}", folder):
        app.installTranslator(translator)
