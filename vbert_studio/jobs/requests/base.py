"""What every request to the engine is."""

from __future__ import annotations

from typing import ClassVar, Generic, TypeVar

Answer = TypeVar("Answer")


class Request(Generic[Answer]):
    """The base of every request; the parameter is what it is answered with.

    Attributes:
        is_state: the last one that succeeded is made again when the engine had to be restarted.
    """

    __slots__ = ()
    is_state: ClassVar[bool] = False
