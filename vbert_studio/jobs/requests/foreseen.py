"""What comes next, and what a text looks like."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from vbert_studio.jobs.requests.base import Request
from vbert_studio.jobs.requests.cloze import LeafGuess
from vbert_studio.jobs.requests.passage import OrderName

ForecastMethod = Literal["beam", "mask-predict", "sampled"]
ForecastPrompt = Literal["behind-the-past", "behind-the-sign"]
GenerateMethod = Literal["argmax", "mask-predict", "sampled"]


@dataclass(frozen=True, slots=True)
class FutureSeen:
    """One way in which it may go on.

    Attributes:
        leaves: the visual words, one per step; each stands for all that are called the same, unless
            single words were asked for.
        p: the probability of just this future, which at each step is the sum over all words of that
            name. All futures of this length add up to 1, so what the shown ones lack is that of all
            others together.
        names: what the words are called; empty for those that nobody named.
    """

    leaves: tuple[int, ...]
    p: float
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ForecastAnswer:
    """What may come.

    Attributes:
        checkpoint: the model that answered.
        clips: which clip of the video each step stands for; beyond its end, the clips that it would
            have.
        futures: distinct, most probable first; no two are called the same.
        steps: for each step, what may stand there whatever stands at the others, words of one name
            together.
        truth: the visual word that the video has at each step, None behind its end.
        truth_p: the probability of that future, None unless all of it is in the video.
    """

    checkpoint: str
    clips: tuple[int, ...]
    futures: tuple[FutureSeen, ...]
    steps: tuple[tuple[LeafGuess, ...], ...]
    truth: tuple[int | None, ...]
    truth_p: float | None


@dataclass(frozen=True, slots=True)
class AskForecast(Request[ForecastAnswer]):
    """What comes behind the clips ``[first_clip, end_clip)``?

    Attributes:
        project, video_id: the video.
        first_clip, end_clip: the past, of which the model reads the last 24 steps; `end_clip` is
            the first clip that is not known.
        length: steps to foresee.
        count: futures.
        step: clips between two tokens, past and future, 1 to 5.
        method: how futures are found: the best ones step by step, the best ones with the surest
            steps first, or by chance in proportion to their probability.
        temperature: of ``sampled``; below 1 favours the probable ones.
        seed: of ``sampled``; another number gives other futures.
        prompt: whether the hidden future stands right behind the past or behind ``[>]``.
        alternatives: visual words per step in `steps`.
        single_words: keep visual words of one name apart, each with its own probability.
        checkpoint: the model; None is the current one.
    """

    project: Path
    video_id: int
    first_clip: int
    end_clip: int
    length: int = 4
    count: int = 3
    step: int = 1
    method: ForecastMethod = "beam"
    temperature: float = 1.0
    seed: int = 0
    prompt: ForecastPrompt = "behind-the-past"
    alternatives: int = 5
    single_words: bool = False
    checkpoint: str | None = None


@dataclass(frozen=True, slots=True)
class VideoSlot:
    """A visual word for a text.

    Attributes:
        leaf: that was chosen.
        p: its probability when it was chosen.
        alternatives: what else could stand there, whatever stands at the others, best first.
    """

    leaf: int
    p: float
    alternatives: tuple[LeafGuess, ...]


@dataclass(frozen=True, slots=True)
class GenerateAnswer:
    """The video that a text brings to mind. A visual word is shown by its exemplar clip."""

    checkpoint: str
    text: str
    slots: tuple[VideoSlot, ...]


@dataclass(frozen=True, slots=True)
class AskGenerate(Request[GenerateAnswer]):
    """What would be seen while this is said?

    Attributes:
        project: whose model answers.
        text: any text; an empty one is error kind ``no_text``.
        length: visual words wanted.
        method: each slot by itself (as published), all in agreement with each other, or by chance.
        temperature: of ``sampled``; below 1 favours the probable ones.
        seed: of ``sampled``; another number gives another video.
        alternatives: per slot.
        order: which side stands first.
        checkpoint: the model; None is the current one.
    """

    project: Path
    text: str
    length: int = 6
    method: GenerateMethod = "mask-predict"
    temperature: float = 1.0
    seed: int = 0
    alternatives: int = 5
    order: OrderName = "text-first"
    checkpoint: str | None = None
