"""A codebook and how good it is, as a person reads it."""

from __future__ import annotations

from rich.text import Text

from vbert_studio.cli.tell.base import advice, console, count, plain_table, say
from vbert_studio.commands.codebook import CodebookReported, CodebookTrained


@say.register
def tell_trained(trained: CodebookTrained) -> None:
    """The codebook in one sentence."""
    words, clips = count(trained.leaves, "visual word"), count(trained.clips, "clip")
    console().print(f"{trained.name}: {words}, learnt from {clips} ({trained.extractor}).")
    advice("Give every clip its word with", "tokenize", trained.project)


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
