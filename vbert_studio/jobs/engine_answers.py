"""The engine's answers: one function per request."""

from __future__ import annotations

import bisect
import os
from collections.abc import Callable
from typing import Any, TypeVar

from vbert_studio.errors import BugError
from vbert_studio.jobs.engine_device import describe_device
from vbert_studio.jobs.engine_models import Models
from vbert_studio.jobs.requests import (
    ClassifyClip,
    ClassProbability,
    ClipClasses,
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
def _load(models: Models, request: LoadExtractor, monitor: Monitor) -> ExtractorLoaded:
    extractor = models.hold_extractor(request.name, monitor)
    return ExtractorLoaded(
        extractor.name, extractor.device, extractor.precision, extractor.feature_size
    )


@answers(ClassifyClip)
def _classify(models: Models, request: ClassifyClip, monitor: Monitor) -> ClipClasses:
    from vbert_studio.media.clips import clip_spans, read_clips

    extractor, classes = models.extractor(), models.classes(monitor)
    times = models.frame_times(request.path, monitor)
    starts = [span.start_s for span in clip_spans(times)]
    index = max(0, bisect.bisect_right(starts, request.start_s) - 1)
    geometry = extractor.geometry
    clip = next(read_clips(request.path, times, first=index, geometry=geometry, monitor=monitor))
    [guesses] = classes.top(extractor.features(clip.frames[None]), request.count)
    return ClipClasses(
        clip.span.start_s, tuple(ClassProbability(g.name, g.probability) for g in guesses)
    )
