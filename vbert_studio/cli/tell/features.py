"""What a job did, as a person reads it."""

from __future__ import annotations

from vbert_studio.cli.tell.base import console, count, say
from vbert_studio.commands.features import JobDone


@say.register
def tell_job(done: JobDone) -> None:
    """How many videos, and how many needed nothing."""
    line = f"{count(len(done.done), 'video')} {done.work}"
    if done.skipped:
        line += f", {len(done.skipped)} left as they were"
    console().print(f"{line}.")
