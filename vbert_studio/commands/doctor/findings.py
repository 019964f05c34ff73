"""What an examination finds: one line each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

State = Literal["good", "attention", "broken"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the doctor's.

    Attributes:
        subject: what was looked at, such as ``Qt`` or ``codecs``.
        name: which of it.
        state: ``broken`` when something cannot work, ``attention`` when it works less well or a
            part of it not at all.
        found: what is there.
        remedy: what to do about it; with ``good``, how to get what may be left out.
    """

    subject: str
    name: str
    state: State
    found: str
    remedy: str = ""
