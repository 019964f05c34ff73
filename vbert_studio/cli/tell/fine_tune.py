"""What fine-tuning brought, as a person reads it."""

from __future__ import annotations

from vbert_studio.cli.tell.base import advice, console, count, plain_table, say
from vbert_studio.commands.fine_tune import ModelFineTuned

_SHOWN = (("accuracy", "accuracy"), ("auc", "AUC"), ("loss", "loss in nats"))


@say.register
def tell_fine_tuned(found: ModelFineTuned) -> None:
    """Both models on the held-out pairs, then how to choose the new one."""
    out = console()
    taught, asked = count(found.taught, "pair"), count(found.held_out, "pair")
    out.print(f"{found.name}: taught {taught} in {found.steps:,} steps, judged by {asked}.")
    table = plain_table("held out", found.start, found.name)
    for name, title in _SHOWN:
        if name in found.before:
            table.add_row(title, f"{found.before[name]:.3f}", f"{found.after[name]:.3f}")
    out.print(table)
    if not found.is_current:
        advice("Let it answer with", "checkpoints", "use", found.project, found.name)
