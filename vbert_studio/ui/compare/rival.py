"""What can be compared with."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from vbert_studio.jobs.requests import Passage
from vbert_studio.ui.masking.whatif import WhatIf

if TYPE_CHECKING:
    from vbert_studio.project import Project

Asked = tuple[Passage, WhatIf]


@dataclass(frozen=True, slots=True)
class Rival:
    """What is compared with: another model on the same masking, or a masking that was kept."""

    name: str
    checkpoint: str | None = None
    kept: Asked | None = None

    def asked(self, passage: Passage, state: WhatIf) -> Asked:
        """What it is asked while this is asked here."""
        return self.kept or (replace(passage, checkpoint=self.checkpoint), state)

    def is_of(self, video_id: int | None) -> bool:
        """Whether it has anything to do with this video; what was kept is of one only."""
        return self.kept is None or self.kept[0].video_id == video_id


def rival_names(project: Project) -> tuple[str, ...]:
    """The models that could answer as well; against itself nothing is worth comparing."""
    from vbert_studio.jobs.models import answering, models_of

    now = answering(project)
    return tuple(place.name for place in models_of(project) if place != now)
