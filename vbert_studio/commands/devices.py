"""Where networks compute, as every verb that asks for it takes it."""

from __future__ import annotations

from typing import Literal

Device = Literal["auto", "cpu", "cuda", "mps"]
