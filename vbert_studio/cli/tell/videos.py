"""Videos that came, or were found again, as a person reads of them."""

from __future__ import annotations

from rich.text import Text

from vbert_studio.cli.tell.base import console, count, say
from vbert_studio.commands.videos import NamedVideo, VideosAdded, VideosRelinked


@say.register
def tell_added(added: VideosAdded) -> None:
    """One line per video, then what else happened."""
    _list("added", "green", added.added)
    _list("known already", "dim", added.known)
    _list("found again", "green", added.found_again)
    if added.transcripts:
        console().print(f"{count(added.transcripts, 'transcript')} taken from subtitle files.")
    if not (added.added or added.known or added.found_again):
        console().print("No video was added.")


@say.register
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
