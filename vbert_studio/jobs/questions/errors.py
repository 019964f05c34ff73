"""What a question to a model can be refused for."""

from __future__ import annotations

from vbert_studio.errors import StudioError


class QuestionError(StudioError):
    """A question that cannot be answered as it stands."""
