"""One question at a time: of those that come meanwhile only the newest is asked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from vbert_studio.errors import StudioError
from vbert_studio.jobs.requests import Request
from vbert_studio.ui.session.engine import EngineLink


@dataclass(frozen=True, slots=True)
class _Question:
    request: Request[Any]
    then: Callable[[Any], None]
    otherwise: Callable[[StudioError], None]


class Turnstile:
    """Lets answers follow a drag.

    Were every question to replace the one before, none would be answered until the hand rests.

    Args:
        engine: who answers.
        channel: whose questions these are; nobody else asks on it.
    """

    def __init__(self, engine: EngineLink, channel: str) -> None:
        self._engine = engine
        self._channel = channel
        self._generation = 0
        self._busy = False
        self._next: _Question | None = None

    @property
    def is_busy(self) -> bool:
        """Whether an answer is on its way."""
        return self._busy

    def ask(
        self,
        request: Request[Any],
        then: Callable[[Any], None],
        otherwise: Callable[[StudioError], None],
    ) -> None:
        """Ask now, or as soon as the answer before is here."""
        self._next = _Question(request, then, otherwise)
        self._go_on()

    def drop(self) -> None:
        """Want no more answers."""
        self._generation += 1
        self._next, self._busy = None, False

    def _go_on(self) -> None:
        if self._busy or self._next is None:
            return
        question, self._next, self._busy = self._next, None, True
        generation = self._generation

        def take(hear: Callable[[Any], None], what: object) -> None:
            if generation == self._generation:
                self._busy = False
                hear(what)
                self._go_on()

        self._engine.ask(
            question.request,
            lambda answer: take(question.then, answer),
            lambda error: take(question.otherwise, error),
            channel=self._channel,
        )
