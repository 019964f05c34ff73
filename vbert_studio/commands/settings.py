"""``settings list``, ``get``, ``set`` and ``reset``: what a person chose for the program."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from vbert_studio.commands.registry import command
from vbert_studio.commands.results import Result
from vbert_studio.commands.shell import PROGRAM
from vbert_studio.settings.file import SettingsFile, person_file
from vbert_studio.settings.known import SETTINGS, setting_named
from vbert_studio.settings.setting import Setting, Value


@dataclass(frozen=True, slots=True)
class SettingRow:
    """One setting as it is now."""

    name: str
    value: Value
    default: Value
    title: str
    help: str
    used_by: str
    allowed: str
    applies: str

    @property
    def differs(self) -> bool:
        """Whether a person chose it."""
        return self.value != self.default


@dataclass(frozen=True, slots=True)
class SettingsListed(Result):
    """Several settings."""

    settings: tuple[SettingRow, ...]


@dataclass(frozen=True, slots=True)
class SettingShown(Result):
    """One setting, after it was asked for or changed."""

    setting: SettingRow
    was_changed: bool = False


@command("settings list", title="List the settings", group=PROGRAM)
def list_settings(*, changed: bool = False) -> SettingsListed:
    """List every setting with its value; those you changed come marked.

    Args:
        changed: list only what differs from the defaults.
    """
    file = _file()
    rows = [_row(setting, file) for setting in SETTINGS.values()]
    return SettingsListed(tuple(row for row in rows if row.differs or not changed))


@command("settings get", title="Show a setting", group=PROGRAM)
def get_setting(name: str) -> SettingShown:
    """Show one setting: its value, what it is for, and what it may be.

    Args:
        name: such as ``computing.device``.
    """
    return SettingShown(_row(setting_named(name), _file()))


@command("settings set", title="Change a setting", group=PROGRAM)
def set_setting(name: str, value: str) -> SettingShown:
    """Change a setting. A window that is open follows at once.

    Args:
        name: such as ``computing.device``.
        value: such as ``cpu``, ``12`` or ``true``.
    """
    setting, file = setting_named(name), _file()
    before = file.value(setting)
    file.set(setting, setting.parse(value))
    return SettingShown(_row(setting, file), was_changed=file.value(setting) != before)


@command("settings reset", title="Reset settings", group=PROGRAM)
def reset_settings(name: str | None = None) -> SettingsListed:
    """Put a setting, or all of them, back to the default.

    Args:
        name: such as ``computing.device``; every setting when left out.
    """
    file = _file()
    if name is None:
        settings = [setting for setting in SETTINGS.values() if file.differs(setting)]
        file.reset()
    else:
        settings = [setting_named(name)]
        file.set(settings[0], settings[0].default)
    return SettingsListed(tuple(_row(setting, file) for setting in settings))


def _file() -> SettingsFile:
    """The person's settings. One that cannot be read is not overwritten by a verb."""
    file = SettingsFile(person_file())
    if file.damage is not None:
        raise file.damage
    return file


def _row(setting: Setting[Any], file: SettingsFile) -> SettingRow:
    return SettingRow(
        name=setting.name,
        value=file.value(setting),
        default=setting.default,
        title=setting.title,
        help=setting.help,
        used_by=setting.used_by,
        allowed=setting.allowed,
        applies=setting.applies,
    )
