"""What is being written, and what comes of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from vbert_studio.project.annotations import AnnotationKind

if TYPE_CHECKING:
    from vbert_studio.project import Operation


@dataclass(frozen=True, slots=True)
class Draft:
    """An annotation that is being written.

    Attributes:
        stretch: start and end in seconds.
        number: of the one that is being corrected; None for a new one.
        text: what it said before.
        offered: what the model would say; "" until it has.
    """

    video_id: int
    kind: AnnotationKind
    stretch: tuple[float, float]
    number: int | None = None
    text: str = ""
    offered: str = ""

    def with_offer(self, text: str) -> Draft:
        """The same with the model's word."""
        return replace(self, offered=text)

    def kept(self, text: str) -> Operation | None:
        """The edit that keeps a text; None where it changes nothing."""
        from vbert_studio.project.operations import (
            AddAnnotations,
            NewAnnotation,
            SetAnnotationText,
        )

        written = " ".join(text.split())
        if not written or written == self.text:
            return None
        if self.number is not None:
            return SetAnnotationText(self.number, written)
        new = NewAnnotation(self.video_id, self.kind, *self.stretch, written)
        return AddAnnotations((new,), "model" if written == self.offered else "person")
