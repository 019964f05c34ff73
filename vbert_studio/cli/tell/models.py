"""The models, as a person reads them."""

from __future__ import annotations

from rich.text import Text

from vbert_studio.cli.tell.base import console, plain_table, say, size_text
from vbert_studio.commands.models import ModelRow, ModelsListed, ModelsVerified

_STATES = {
    "present": ("here", "green"),
    "partial": ("incomplete", "yellow"),
    "missing": ("can be fetched", "yellow"),
    "not_shipped": ("not published yet", "dim"),
}
_CHECKS = {
    "good": "whole",
    "good_prefix": "whole, as far as the published part of its sum says",
    "no_sum": "here; no sum is published to compare it with",
    "wrong_sum": "damaged",
    "missing": "missing",
}


@say.register
def tell_models(listed: ModelsListed) -> None:
    """A block per model: what can be used first, then what it is good for."""
    out = console()
    for model in listed.models:
        state, style = _STATES[model.state]
        out.print(Text.assemble((model.name, "bold"), "  ", (state, style), f"  {_size(model)}"))
        out.print(Text(f"  {model.title}. {model.good_for}"))
        out.print(Text(f"  {model.licence}. {model.note}".rstrip(), style="dim"))
    if any(model.state in ("missing", "partial") for model in listed.models):
        out.print("\nFetch one with: vbert-studio models get NAME", style="dim")


def _size(model: ModelRow) -> str:
    return size_text(model.size) if model.size else ""


@say.register
def tell_checks(verified: ModelsVerified) -> None:
    """One line per file."""
    table = plain_table("model", "file", "")
    for model in verified.models:
        for file in model.files:
            style = "green" if file.good else "red"
            table.add_row(model.name, file.name, Text(_CHECKS[file.result], style=style))
    console().print(table if verified.models else "No model is on this machine yet.")
