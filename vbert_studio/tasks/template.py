"""The sentence that asks what is being done, and the words that answer it.

Apart from what loads a model, for whoever asks one in another process.
"""

from __future__ import annotations

from dataclasses import dataclass

TEMPLATE = "now let me show you how to [MASK] the [MASK]."


@dataclass(frozen=True, slots=True)
class ActionWord:
    """A word for a slot of the template.

    Attributes:
        word: in lower case.
        p: its probability given the video.
        lift: log p(word given video) minus log p(word given no video), in nats.
    """

    word: str
    p: float
    lift: float
