"""The sizes of the model that have names."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Shape:
    """How large a model is.

    Attributes:
        hidden: width of the trunk, H.
        layers: transformer blocks.
        heads: attention heads, which divide `hidden`.
        longest: the longest sequence, T.
        dropout: probability of dropping a hidden unit or an attention weight while training.
    """

    hidden: int
    layers: int
    heads: int
    longest: int = 512
    dropout: float = 0.1


# "paper" is BERT-large, as published; "small" has the shape of MiniLM-L6 and can start from its
# weights; "tiny" is for tests.
PRESETS = {
    "paper": Shape(hidden=1024, layers=24, heads=16),
    "base": Shape(hidden=768, layers=12, heads=12),
    "small": Shape(hidden=384, layers=6, heads=12),
    "tiny": Shape(hidden=32, layers=2, heads=2, longest=128, dropout=0.0),
}
