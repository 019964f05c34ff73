"""What everything that follows the what-if works with."""

from __future__ import annotations

from dataclasses import dataclass

from vbert_studio.ui.masking.controller import MaskingController
from vbert_studio.ui.session import ProjectSession
from vbert_studio.ui.session.engine import EngineLink
from vbert_studio.ui.timeline.panel import TimelinePanel


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The project, who answers, where it is shown, and what is hidden there."""

    session: ProjectSession
    engine: EngineLink
    timeline: TimelinePanel
    masking: MaskingController
