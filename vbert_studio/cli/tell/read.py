"""What was read, as a person reads it."""

from __future__ import annotations

from rich.text import Text

from vbert_studio.cli.tell.base import console, say
from vbert_studio.cli.tell.show import tell_shown
from vbert_studio.commands.read import DemoDone, VideosRead


@say.register
def tell_read(done: VideosRead) -> None:
    """The project as it is now."""
    tell_shown(done.shown)


@say.register
def tell_demo(done: DemoDone) -> None:
    """The project, and where the picture is."""
    tell_shown(done.shown)
    out = console()
    out.print(f"\nRead in {done.seconds:.0f} s. A picture of the window:")
    out.print(Text(str(done.picture), style="bold", overflow="fold"))
