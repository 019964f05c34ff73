"""What every verb takes beside its own: how its result and its progress are told."""

from __future__ import annotations

from typing import Literal

from vbert_studio.commands.parameters import Parameter

ProgressMode = Literal["auto", "bar", "json", "none"]

OUTPUT = (
    Parameter(
        name="json",
        annotation=bool,
        default=False,
        is_option=True,
        help="print the result as one JSON object.",
    ),
    Parameter(
        name="progress",
        annotation=ProgressMode,
        default="auto",
        is_option=True,
        help="how progress is told on stderr; auto draws bars on a terminal, and elsewhere prints "
        "a line now and then.",
    ),
)
