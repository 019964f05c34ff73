"""Runs and models, as a person reads them."""

from __future__ import annotations

from rich.text import Text

from vbert_studio.cli.tell.base import console, plain_table, say
from vbert_studio.commands.runs import CheckpointsListed, Measured, RunShown, RunsListed
from vbert_studio.local_time import local_time


@say.register
def tell_runs(listed: RunsListed) -> None:
    """One line per run."""
    if not listed.runs:
        console().print("Nothing has been trained here yet.")
        return
    table = plain_table("run", "kind", "name", "ended", "held out")
    for run in listed.runs:
        figures = {k.removeprefix("held_out_"): v for k, v in run.figures.items()}
        shown = [f"{k} {figures[k]:.3f}" for k in ("accuracy", "auc", "loss") if k in figures]
        ended = f"{run.status}, can be kept" if run.can_keep else run.status
        table.add_row(str(run.id), run.kind, run.name, ended, ", ".join(shown))
    console().print(table)


@say.register
def tell_run(shown: RunShown) -> None:
    """Each curve by where it began and where it ended; all of it is for `--json`."""
    run, out = shown.run, console()
    out.print(Text(f"{run.name}, {run.kind}, {run.status}"))
    table = plain_table("measured", "at first", "at last", "steps")
    curves: dict[str, list[Measured]] = {}
    for one in shown.curves:
        curves.setdefault(one.name, []).append(one)
    for name, told in curves.items():
        table.add_row(name, f"{told[0].value:.3f}", f"{told[-1].value:.3f}", str(len(told)))
    out.print(table)
    if shown.line:
        out.print(Text(f"To make it again: {shown.line}", style="dim"), soft_wrap=True)


@say.register
def tell_checkpoints(listed: CheckpointsListed) -> None:
    """One line per model; the one that answers is marked."""
    if not listed.checkpoints:
        console().print("The project has no model yet.")
        return
    table = plain_table("model", "", "from", "codebook", "made")
    for row in listed.checkpoints:
        mark = "answers" if row.is_current else ""
        made = local_time(row.made_at) if row.made_at else "with the program"
        table.add_row(row.name, mark, row.base, row.codebook, made)
    console().print(table)
