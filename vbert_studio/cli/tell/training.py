"""Extractors that were trained, as a person reads of them."""

from __future__ import annotations

from rich.text import Text

from vbert_studio.cli.tell.base import console, count, say
from vbert_studio.commands.training import S3DTrained


@say.register
def tell_s3d(trained: S3DTrained) -> None:
    """Where the weights are, and how well they name what is done in films never seen."""
    console().print(Text(f"Learned from {count(trained.films, 'film')}: {trained.weights}"))
    for name, share in trained.held_out.items():
        what = name.removeprefix("held_out_")
        console().print(Text(f"  {what} named rightly in {share:.1%} of the held-out clips"))
