"""The engine's answers: one function per request."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any, TypeVar

from vbert_studio.errors import BugError
from vbert_studio.jobs.engine_device import describe_device
from vbert_studio.jobs.engine_models import Models
from vbert_studio.jobs.requests import (
    DescribeDevice,
    DeviceDescription,
    ExtractorLoaded,
    LoadExtractor,
    Ping,
    Pong,
    Request,
)
from vbert_studio.progress import Monitor

Function = TypeVar("Function", bound=Callable[..., Any])
_ANSWERS: dict[type[Request[Any]], Callable[[Models, Any, Monitor], Any]] = {}


def answers(kind: type[Request[Any]]) -> Callable[[Function], Function]:
    """Make the decorated function the one that answers this kind of request."""

    def decorate(function: Function) -> Function:
        if kind in _ANSWERS:
            raise BugError(f"two functions answer {kind.__name__}")
        _ANSWERS[kind] = function
        return function

    return decorate


def answer_to(models: Models, request: Request[Any], monitor: Monitor) -> Any:  # noqa: ANN401
    """Answer any request.

    Raises:
        StudioError: when the world does not allow an answer.
        CancelledError: when nobody wants it any more.
    """
    if type(request) not in _ANSWERS:
        raise BugError(f"nobody answers {type(request).__name__}")
    return _ANSWERS[type(request)](models, request, monitor)


@answers(Ping)
def _ping(models: Models, _request: Ping, _monitor: Monitor) -> Pong:
    return Pong(os.getpid(), models.names())


@answers(DescribeDevice)
def _describe(_models: Models, _request: DescribeDevice, _monitor: Monitor) -> DeviceDescription:
    return describe_device()


@answers(LoadExtractor)
def _load(models: Models, request: LoadExtractor, _monitor: Monitor) -> ExtractorLoaded:
    extractor = models.hold_extractor(request.name)
    return ExtractorLoaded(
        extractor.name, str(extractor.device), str(extractor.precision), extractor.feature_size
    )
