"""What jobs did, as a person reads it."""

from __future__ import annotations

from rich.text import Text

from vbert_studio.cli.tell.base import console, plain_table, tell
from vbert_studio.commands.codebook import CodebookReported, CodebookTrained
from vbert_studio.commands.export import Exported
from vbert_studio.commands.features import JobDone
from vbert_studio.commands.videos import NamedVideo, VideosAdded, VideosRelinked


@tell.register
def tell_added(added: VideosAdded) -> None:
    """One line per video, then what else happened."""
    _list("added", "green", added.added)
    _list("known already", "dim", added.known)
    _list("found again", "green", added.found_again)
    if added.transcripts:
        console().print(f"{_count(added.transcripts, 'transcript')} taken from subtitle files.")
    if not (added.added or added.known or added.found_again):
        console().print("No video was added.")


@tell.register
def tell_relinked(relinked: VideosRelinked) -> None:
    """Found ones first, then the missing."""
    _list("found", "green", relinked.found)
    _list("still missing", "yellow", relinked.missing)
    if not (relinked.found or relinked.missing):
        console().print("No video is missing.")


def _list(what: str, style: str, videos: tuple[NamedVideo, ...]) -> None:
    for video in videos:
        name = Text(str(video.path), overflow="fold")
        console().print(Text(f"{what} {video.id}  ", style=style).append_text(name))


@tell.register
def tell_job(done: JobDone) -> None:
    """How many videos, and how many needed nothing."""
    line = f"{_count(len(done.done), 'video')} {done.work}"
    if done.skipped:
        line += f", {len(done.skipped)} left as they were"
    console().print(f"{line}.")


@tell.register
def tell_exported(exported: Exported) -> None:
    """One file per line, so that other programs can take them from here."""
    for file in exported.files:
        console().print(Text(str(file)), soft_wrap=True)
    if not exported.files:
        console().print("There is nothing to write yet.")


@tell.register
def tell_trained(trained: CodebookTrained) -> None:
    """The codebook in one sentence."""
    words, clips = _count(trained.leaves, "visual word"), _count(trained.clips, "clip")
    console().print(f"{trained.name}: {words}, learnt from {clips} ({trained.extractor}).")
    console().print("Give every clip its word with: vbert-studio tokenize", style="dim")


@tell.register
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


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"
