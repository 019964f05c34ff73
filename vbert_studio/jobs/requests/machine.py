"""Questions about the machine and about what an extractor sees."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Literal

from vbert_studio.jobs.requests.base import Request

Device = Literal["cuda", "mps", "cpu"]
Precision = Literal["float32", "bfloat16"]


@dataclass(frozen=True, slots=True)
class Pong:
    """The engine is there. `loaded` names the models it holds."""

    pid: int
    loaded: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ping(Request[Pong]):
    """Is anybody there?"""


@dataclass(frozen=True, slots=True)
class LetGo(Request[Pong]):
    """Close the project, and forget the models that answered for it: the window has closed it."""


@dataclass(frozen=True, slots=True)
class DeviceDescription:
    """What computes, as the status bar shows it.

    Attributes:
        device: where the networks run with ``auto``.
        name: the name of the GPU or the processor.
        memory_total: bytes, of the GPU's own memory if it has its own.
        memory_used: bytes, by every program together.
        precision: what networks compute in by default there.
    """

    device: Device
    name: str
    memory_total: int
    memory_used: int
    precision: Precision


@dataclass(frozen=True, slots=True)
class DescribeDevice(Request[DeviceDescription]):
    """What does this machine compute with? Answered without loading anything."""


@dataclass(frozen=True, slots=True)
class ExtractorLoaded:
    """An extractor that is ready."""

    name: str
    device: str
    precision: str
    feature_size: int


@dataclass(frozen=True, slots=True)
class LoadExtractor(Request[ExtractorLoaded]):
    """Hold this extractor ready, in place of the one before."""

    is_state: ClassVar[bool] = True
    name: str


@dataclass(frozen=True, slots=True)
class ClassProbability:
    """A class of the extractor's own training data, with its probability."""

    name: str
    probability: float


@dataclass(frozen=True, slots=True)
class ClipClasses:
    """What a clip looks like to the extractor's classifier, most probable first."""

    start_s: float
    classes: tuple[ClassProbability, ...]


@dataclass(frozen=True, slots=True)
class ClassifyClip(Request[ClipClasses]):
    """What does the held extractor's own classifier see in the clip that is on at `start_s`?

    A look at whether the features mean anything here: words on features that see nothing are worth
    nothing.
    """

    path: Path
    start_s: float
    count: int = 5
