"""What the model would call a step: the question that the panel “What is being done here?” asks."""

from __future__ import annotations

from collections.abc import Callable

from vbert_studio.jobs.requests import ActionAnswer, AskAction
from vbert_studio.ui.action.guesses import named
from vbert_studio.ui.asking.whereabouts import stretch_over
from vbert_studio.ui.session import ProjectSession
from vbert_studio.ui.session.engine import EngineLink
from vbert_studio.ui.timeline.content import TimelineContent, TokenTrack

_CHANNEL = "name of a step"


class StepGuesser:
    """Asks for one stretch at a time. Where nobody can answer, nothing is said."""

    def __init__(self, session: ProjectSession, engine: EngineLink) -> None:
        self._session = session
        self._engine = engine

    def ask(
        self,
        content: TimelineContent,
        stretch: tuple[float, float],
        then: Callable[[str], None],
    ) -> None:
        """Have the best verb and object of a stretch told, as soon as they are known."""
        tokens = content.tokens
        clips = stretch_over(tokens, *stretch) if isinstance(tokens, TokenTrack) else None
        if clips is None:
            return

        def take(answer: ActionAnswer) -> None:
            name = named(answer)
            if name:
                then(name)

        folder = self._session.project.folder
        question = AskAction(folder, content.video_id, clips.first, clips.end)
        self._engine.ask(question, take, lambda _error: None, channel=_CHANNEL)
