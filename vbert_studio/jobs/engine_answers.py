"""The engine's answers: one function per request."""

from __future__ import annotations

import bisect
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from vbert_studio.errors import BugError
from vbert_studio.jobs.engine_device import describe_device
from vbert_studio.jobs.engine_models import Models
from vbert_studio.jobs.requests import (
    ActionAnswer,
    AlignmentAnswer,
    AskAction,
    AskAlignment,
    AskAttention,
    AskCloze,
    AskEmbedding,
    AskForecast,
    AskGenerate,
    AskPairs,
    AskRow,
    AskSurprise,
    AttentionWeights,
    ClassifyClip,
    ClassProbability,
    ClipClasses,
    ClozeAnswer,
    DescribeDevice,
    DeviceDescription,
    EmbeddingAnswer,
    ExtractorLoaded,
    ForecastAnswer,
    GenerateAnswer,
    LetGo,
    LoadExtractor,
    LoadVideoBert,
    PairsAnswer,
    Ping,
    Pong,
    Request,
    RowRead,
    SurpriseAnswer,
    VideoBertLoaded,
)
from vbert_studio.progress import Monitor

if TYPE_CHECKING:
    from vbert_studio.jobs.questions.loaded import LoadedModel
    from vbert_studio.project import Project

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


@answers(LetGo)
def _let_go(models: Models, _request: LetGo, _monitor: Monitor) -> Pong:
    models.let_go()
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


@answers(LoadVideoBert)
def _load_videobert(models: Models, request: LoadVideoBert, _monitor: Monitor) -> VideoBertLoaded:
    from vbert_studio.jobs.questions.loaded import describe

    return describe(models.videobert(request.project, request.checkpoint))


@answers(AskRow)
def _row(models: Models, request: AskRow, _monitor: Monitor) -> RowRead:
    from vbert_studio.jobs.questions.reading import row

    return row(*_about(models, request.passage), request)


@answers(AskAttention)
def _attention(models: Models, request: AskAttention, _monitor: Monitor) -> AttentionWeights:
    from vbert_studio.jobs.questions.seen import attention

    return attention(*_about(models, request.passage), request)


@answers(AskCloze)
def _cloze(models: Models, request: AskCloze, _monitor: Monitor) -> ClozeAnswer:
    from vbert_studio.jobs.questions.cloze import cloze

    return cloze(*_about(models, request.passage), request)


@answers(AskAction)
def _action(models: Models, request: AskAction, _monitor: Monitor) -> ActionAnswer:
    from vbert_studio.jobs.questions.seen import action

    return action(*_about(models, request), request)


@answers(AskForecast)
def _forecast(models: Models, request: AskForecast, _monitor: Monitor) -> ForecastAnswer:
    from vbert_studio.jobs.questions.seen import forecast

    return forecast(*_about(models, request), request)


@answers(AskGenerate)
def _generate(models: Models, request: AskGenerate, _monitor: Monitor) -> GenerateAnswer:
    from vbert_studio.jobs.questions.seen import generate

    return generate(models.videobert(request.project, request.checkpoint), request)


@answers(AskAlignment)
def _alignment(models: Models, request: AskAlignment, monitor: Monitor) -> AlignmentAnswer:
    from vbert_studio.jobs.questions.whole import alignment

    return alignment(*_about(models, request), request, monitor=monitor)


@answers(AskPairs)
def _pairs(models: Models, request: AskPairs, monitor: Monitor) -> PairsAnswer:
    from vbert_studio.jobs.questions.whole import pairs

    return pairs(*_about(models, request), request, monitor=monitor)


@answers(AskSurprise)
def _surprise(models: Models, request: AskSurprise, monitor: Monitor) -> SurpriseAnswer:
    from vbert_studio.jobs.questions.whole import surprise

    return surprise(*_about(models, request), request, monitor=monitor)


@answers(AskEmbedding)
def _embedding(models: Models, request: AskEmbedding, monitor: Monitor) -> EmbeddingAnswer:
    from vbert_studio.jobs.questions.whole import embedding

    return embedding(*_about(models, request), request, monitor=monitor)


class _About(Protocol):
    """A question that names a project and a model of it."""

    @property
    def project(self) -> Path: ...
    @property
    def checkpoint(self) -> str | None: ...


def _about(models: Models, asked: _About) -> tuple[Project, LoadedModel]:
    model = models.videobert(asked.project, asked.checkpoint)
    return models.project(asked.project), model
