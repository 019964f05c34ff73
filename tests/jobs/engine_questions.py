"""Questions that only tests ask. The engine learns of them when it receives the first one."""

from __future__ import annotations

import os
import signal
import threading
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
import numpy.typing as npt

from vbert_studio.errors import StudioError
from vbert_studio.jobs.engine_answers import answers
from vbert_studio.jobs.engine_models import Models
from vbert_studio.jobs.requests import Request
from vbert_studio.progress import Monitor

HELD: list[str] = []


@dataclass(frozen=True, slots=True)
class Numbers:
    """An answer with an array inside."""

    values: npt.NDArray[np.float32]
    held: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Double(Request[Numbers]):
    """Twice these numbers, and what the engine holds."""

    values: npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Hold(Request[str]):
    """Hold this; part of the engine's state. The name ``bomb`` kills it."""

    is_state: ClassVar[bool] = True
    name: str


@dataclass(frozen=True, slots=True)
class Die(Request[None]):
    """End without a word."""


@dataclass(frozen=True, slots=True)
class Refuse(Request[None]):
    """Something that the world does not allow."""


@dataclass(frozen=True, slots=True)
class Stumble(Request[None]):
    """Something that has a bug."""


@dataclass(frozen=True, slots=True)
class Spin(Request[None]):
    """Work until nobody wants the answer, telling a progress in between."""


@answers(Double)
def _double(_models: Models, request: Double, _monitor: Monitor) -> Numbers:
    return Numbers(request.values * 2, tuple(HELD))


@answers(Hold)
def _hold(_models: Models, request: Hold, _monitor: Monitor) -> str:
    if request.name == "bomb":
        os.kill(os.getpid(), signal.SIGKILL)
    HELD.append(request.name)
    return request.name


@answers(Die)
def _die(_models: Models, _request: Die, _monitor: Monitor) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


@answers(Refuse)
def _refuse(_models: Models, _request: Refuse, _monitor: Monitor) -> None:
    raise StudioError("refused", "The world says no.", path="there", remedy="Ask the world.")


@answers(Stumble)
def _stumble(_models: Models, _request: Stumble, _monitor: Monitor) -> None:
    raise KeyError("a bug")


@answers(Spin)
def _spin(_models: Models, _request: Spin, monitor: Monitor) -> None:
    monitor.log("spinning")
    while True:
        monitor.check()
        threading.Event().wait(0.01)
