"""A project and its videos, as a person reads them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from vbert_studio.cli.tell.base import advice, clock, console, say
from vbert_studio.commands.show import (
    Shown,
    ShownAnnotation,
    ShownClip,
    ShownSentence,
    ShownVideo,
)

_WORDS_PER_LINE = 8


@say.register
def tell_shown(shown: Shown) -> None:
    """Each video with its visual words, its sentences and its annotations, by time."""
    out = console()
    out.print(Text(str(shown.project), style="bold"))
    _tell_stage(out, shown)
    for video in shown.videos:
        out.print()
        _tell_video(out, video)
    if any(video.missing for video in shown.videos):
        advice("\nFind moved files with", "relink", shown.project, "FOLDER")
    for problem in shown.problems:
        out.print(Text(f"\n{problem.job}: {problem.message} {problem.remedy}", style="red"))


def _tell_stage(out: Console, shown: Shown) -> None:
    """Which codebook the words are from, or what has to be done before there are any."""
    if not shown.videos:
        advice("No videos yet. Add some with", "add", shown.project, "VIDEO")
    elif shown.codebook is None:
        advice("No visual words yet. Find them with", "read", shown.project)
    else:
        book = shown.codebook
        about = f"{book.name}: {book.levels} levels of {book.branching}, on {book.extractor}"
        out.print(Text(about, style="dim"))
    if shown.checkpoint is not None and shown.checkpoint.limits:
        out.print(Text(f"{shown.checkpoint.name} answers. What it cannot know:", style="dim"))
        for line in shown.checkpoint.limits:
            out.print(Text(f"- {line}", style="dim"))


def _tell_video(out: Console, video: ShownVideo) -> None:
    title = Text.assemble((f"{video.id}  ", "cyan"), (video.path.name, "bold"))
    out.print(title.append(f"  {_facts(video)}", style="dim"))
    if video.missing:
        where = f"The file is no longer at {video.path}."
        out.print(Padding(Text(where, style="yellow"), (0, 0, 0, 3)))
    if any(clip.token is not None for clip in video.clips):
        out.print(Padding(_words(video), (0, 0, 0, 3)))
    if video.sentences:
        out.print(Padding(_texts(video.sentences), (0, 0, 0, 3)))
    for heading, texts in (("Steps", video.steps), ("Descriptions", video.descriptions)):
        if texts:
            out.print(Padding(Text(heading, style="dim"), (0, 0, 0, 3)))
            out.print(Padding(_texts(texts), (0, 0, 0, 3)))


def _facts(video: ShownVideo) -> str:
    facts = [clock(video.duration_s), f"{video.width}x{video.height}", f"{len(video.clips)} clips"]
    if not video.has_sound:
        facts.append("no sound")
    return ", ".join(facts)


def _words(video: ShownVideo) -> Table:
    """The visual words, some per line, each line with the time of its first."""
    table = _grid()
    for _, group in groupby(video.clips, lambda clip: clip.index // _WORDS_PER_LINE):
        clips = list(group)
        words = Text(" ").join([_word(clip) for clip in clips])
        table.add_row(clock(clips[0].start_s), words)
    return table


def _word(clip: ShownClip) -> Text:
    """A path such as ``3b0``; dim for a clip padded at the end, a dot where there is none yet."""
    text = clip.path if clip.path is not None else "·" if clip.token is None else str(clip.token)
    return Text(text.ljust(4), style="dim cyan" if clip.partial else "cyan")


def _texts(said: Sequence[ShownSentence | ShownAnnotation]) -> Table:
    table = _grid()
    for one in said:
        table.add_row(clock(one.start_s), Text(one.text))
    return table


def _grid() -> Table:
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(justify="right", style="dim", no_wrap=True)
    table.add_column()
    return table
