"""The open project as the window sees it."""

from vbert_studio.ui.session.background import Background
from vbert_studio.ui.session.session import Changes, ProjectSession, Step

__all__ = ["Background", "Changes", "ProjectSession", "Step"]
