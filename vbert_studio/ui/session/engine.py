"""The engine as the window asks it: answers arrive as calls in the window's thread."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from vbert_studio.errors import StudioError
from vbert_studio.jobs.engine import Engine, EngineNotice
from vbert_studio.jobs.requests import Answer, Request, VideoBertLoaded
from vbert_studio.progress import Event
from vbert_studio.ui.parts.wire import Wire
from vbert_studio.ui.translation import told, told_error, tr

_BUG = StudioError(
    "engine_bug",
    "The question met a fault in the program, which wrote a report.",
    remedy="Ask again, or ask something else.",
)


@dataclass(frozen=True, slots=True)
class _Ended:
    """A question that ended, on its way to the window's thread."""

    future: Future[Any]
    then: Callable[[Any], None]
    otherwise: Callable[[StudioError], None]


@dataclass(frozen=True, slots=True)
class _Underway:
    """News of a question, on its way to the window's thread."""

    future: Future[Any]
    event: Event
    then: Callable[[Event], None]


class EngineLink(QObject):
    """The window's end of its engine, which starts with the first question.

    `noticed` carries an `EngineNotice`: the process was restarted, or is gone for good. `lacking`
    carries the error of the first question in a row that failed for want of a model's files.
    """

    noticed = Signal(object)
    lacking = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._wire = Wire()
        self._wire.told.connect(self._hear)
        self._engine = Engine(self._wire.tell)
        self._closed = False
        self._is_lacking = False

    def ask(
        self,
        request: Request[Answer],
        then: Callable[[Answer], None],
        otherwise: Callable[[StudioError], None],
        *,
        channel: str | None = None,
        on_event: Callable[[Event], None] | None = None,
    ) -> None:
        """Ask; a newer question on the same channel makes this one end unheard.

        `on_event` hears the progress of a question that takes long.
        """
        if self._closed:
            return
        asked: list[Future[Any]] = []
        wire = self._wire

        def hear(event: Event) -> None:
            if on_event is not None and asked:
                wire.tell(_Underway(asked[0], event, on_event))

        future = self._engine.ask(request, channel=channel, on_event=hear)
        asked.append(future)
        future.add_done_callback(lambda done: wire.tell(_Ended(done, then, otherwise)))

    @Slot()
    def let_go(self) -> None:
        """Have it let go of the project: a folder that is closed can be moved or unplugged."""
        self._is_lacking = False
        if not self._closed:
            self._engine.let_go()

    def close(self) -> None:
        """End the process and hear nothing more."""
        self._closed = True
        self._engine.close()

    @Slot(object)
    def _hear(self, news: _Underway | _Ended | EngineNotice) -> None:
        if self._closed:
            return
        match news:
            case _Underway():
                if not news.future.done():
                    news.then(news.event)
            case _Ended():
                self._deliver(news)
            case EngineNotice():
                self.noticed.emit(replace(news, message=told(news.message)))

    def _deliver(self, ended: _Ended) -> None:
        if ended.future.cancelled():
            return
        try:
            answer = ended.future.result()
        except StudioError as error:
            ended.otherwise(self._told_error(error))
        except CancelledError:
            return
        except Exception:
            # Whoever asked must not wait for ever; the window reports the bug.
            ended.otherwise(told_error(_BUG))
            raise
        else:
            self._is_lacking = False
            ended.then(_told(answer))

    def _told_error(self, error: StudioError) -> StudioError:
        """An error in the person's language; what is missing can be fetched by a button."""
        if error.kind != "model_missing":
            return told_error(error)
        error = told_error(error)
        error.remedy = tr("“Fetch what the model needs” in the menu “Model” gets it.")
        if not self._is_lacking:
            self._is_lacking = True
            self.lacking.emit(error)
        return error


def _told(answer: Any) -> Any:  # noqa: ANN401 - any answer
    """An answer with what a person reads of it in their language."""
    if isinstance(answer, VideoBertLoaded):
        return replace(answer, limits=tuple(map(told, answer.limits)))
    return answer
