"""Settings, as a person reads them."""

from __future__ import annotations

from rich.text import Text

from vbert_studio.cli.tell.base import console, plain_table, say
from vbert_studio.commands.settings import SettingRow, SettingShown, SettingsListed
from vbert_studio.settings.setting import Value


@say.register
def tell_settings(listed: SettingsListed) -> None:
    """One line per setting; what a person chose stands out."""
    table = plain_table("setting", "value", "default", "")
    for row in listed.settings:
        value = Text(_said(row.value), style="bold" if row.differs else "")
        table.add_row(row.name, value, _said(row.default) if row.differs else "", row.title)
    console().print(table if listed.settings else "Every setting is as at first.")


@say.register
def tell_setting(shown: SettingShown) -> None:
    """Its value, then what it is about."""
    row, out = shown.setting, console()
    out.print(Text.assemble((row.name, "bold"), " = ", (_said(row.value), "bold")))
    if shown.was_changed:
        out.print(Text(f"  Takes effect {_effect(row)}.", style="dim"))
        return
    out.print(Text(f"  {row.title}. {row.help}"))
    default = f"Default: {_said(row.default)}. Used by: {row.used_by}. "
    out.print(Text(f"  {default}It may be: {row.allowed}.", style="dim"))


def _effect(row: SettingRow) -> str:
    return f"from {row.applies[3:]} on" if row.applies.startswith("to ") else row.applies


def _said(value: Value) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
