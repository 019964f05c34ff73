"""What was read, as a person reads it."""

from __future__ import annotations

from vbert_studio.cli.tell.base import say
from vbert_studio.cli.tell.show import tell_shown
from vbert_studio.commands.read import VideosRead


@say.register
def tell_read(done: VideosRead) -> None:
    """The project as it is now."""
    tell_shown(done.shown)
