"""Where a person was in a project: which video, at which moment, and what the timeline showed."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """A moment of a video in seconds, and the stretch that the timeline showed, if any is known."""

    video_id: int
    at_s: float = 0.0
    view: tuple[float, float] | None = None

    def as_text(self) -> str:
        """How it is stored."""
        view = "" if self.view is None else f"@{self.view[0]}@{self.view[1]}"
        return f"{self.video_id}@{self.at_s}{view}"

    @classmethod
    def from_text(cls, text: str) -> Place | None:
        """What `as_text` gave; None of anything else."""
        video, *numbers = text.split("@")
        try:
            at_s, *view = map(float, numbers)
            stretch = (view[0], view[1]) if len(view) == 2 and view[0] < view[1] else None
            return cls(int(video), at_s, stretch)
        except ValueError:
            return None
