"""A codebook and how good it is, as a person reads it."""

from __future__ import annotations

from rich.text import Text

from vbert_studio.cli.tell.base import advice, console, count, plain_table, say
from vbert_studio.commands.codebook import (
    CodebookChosen,
    CodebookReported,
    CodebooksListed,
    CodebookTrained,
)


@say.register
def tell_trained(trained: CodebookTrained) -> None:
    """The codebook in one sentence."""
    words, clips = count(trained.leaves, "visual word"), count(trained.clips, "clip")
    console().print(f"{trained.name}: {words}, learnt from {clips} ({trained.extractor}).")
    if trained.names_before:
        kept = f"{trained.names} of {count(trained.names_before, 'name')}"
        console().print(f"{kept} of {trained.before} went over to words with much the same clips.")
    advice("Give every clip its word with", "tokenize", trained.project)
    if trained.before is not None:
        again = f"{trained.before} is kept with its tokens; take it up again with"
        advice(again, "codebook", "use", trained.project, trained.before)


@say.register
def tell_codebooks(listed: CodebooksListed) -> None:
    """One line per codebook; the current one is marked."""
    if not listed.codebooks:
        console().print("The project has no visual words yet.")
        advice("Learn them with", "codebook", "train", listed.project)
        return
    table = plain_table("codebook", "", "words", "named", "videos", "models")
    for line in listed.codebooks:
        videos = f"{line.tokenized}" + (f", {line.waiting} to do" if line.waiting else "")
        cells = (f"{line.words}", f"{line.names}", videos, ", ".join(line.models) or "none")
        mark = "current" if line.is_current else ""
        table.add_row(line.name, mark, *cells)
    console().print(table)


@say.register
def tell_chosen(chosen: CodebookChosen) -> None:
    """What is shown now, who answers, and what is still to do."""
    line, out = chosen.codebook, console()
    out.print(f"{line.name} is current: {count(line.words, 'visual word')}, {line.names} named.")
    if line.waiting:
        todo = f"{count(line.waiting, 'video')} without tokens by it; they get them with"
        advice(todo, "tokenize", chosen.project)
    if chosen.answers is None:
        advice("No model reads its words yet; train one with", "pretrain", chosen.project)
    else:
        out.print(f"{chosen.answers} answers.")


@say.register
def tell_report(reported: CodebookReported) -> None:
    """The figures with what they mean, then the levels of the tree."""
    report = reported.report
    out = console()
    out.print(Text.assemble((reported.name, "bold"), f" on {reported.extractor}"))
    facts = plain_table("", "", "")
    rows = [
        ("visual words", f"{report.leaves}", f"of {report.capacity} that the tree has room for"),
        ("in use", f"{report.live_leaves}", f"{report.empty_leaves} are not"),
        ("once only", f"{report.single_leaves}", "nothing can be learnt from those"),
        ("perplexity", f"{report.perplexity:.1f}", "so many words, used equally often"),
        ("stability", f"{report.stability:.2f}", "agreement of two seeds; 1 is perfect"),
    ]
    for row in rows:
        facts.add_row(*row)
    out.print(facts)
    levels = plain_table("level", "nodes", "explained", "stability")
    for level in report.by_level:
        cells = (f"{level.level}", f"{level.nodes}", f"{level.explained:.0%}")
        levels.add_row(*cells, f"{level.stability:.2f}")
    out.print(levels)
