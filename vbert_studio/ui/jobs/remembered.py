"""The jobs of a project that are not done yet, on disk, so that a sudden end forgets none."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from vbert_studio import places
from vbert_studio.ui.jobs.job import Job, Order


@dataclass(frozen=True, slots=True)
class Remembered:
    """A job that was not done. `after` are the places of those it builds on in the same list."""

    order: Order
    after: tuple[int, ...]


def unfinished(jobs: Sequence[Job]) -> list[Remembered]:
    """Those that run, wait, or were interrupted and nobody has said yet what becomes of them.

    What a person has stopped is none of them, nor what builds on it, however long stopping takes.
    """
    left: list[Job] = []
    stopped: set[Job] = set()
    for job in jobs:  # each behind those that it builds on
        if job.is_stopping or stopped & set(job.after):
            stopped.add(job)
        elif job.state.is_unfinished:
            left.append(job)
    return [
        Remembered(job.order, tuple(left.index(one) for one in job.after if one in left))
        for job in left
    ]


def remember(project: Path, jobs: Sequence[Remembered]) -> None:
    """Keep them until the next time; a disk that cannot be written forgets them."""
    path = _file(project)
    with suppress(OSError):
        if not jobs:
            path.unlink(missing_ok=True)
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        new = path.with_suffix(f".{os.getpid()}.new")
        new.write_text(json.dumps([asdict(job) for job in jobs]), encoding="utf-8")
        new.replace(path)


def remembered(project: Path) -> list[Remembered]:
    """What `remember` kept; nothing of a file that cannot be understood."""
    try:
        found = json.loads(_file(project).read_text(encoding="utf-8"))
        return [_read(one, place) for place, one in enumerate(found)]
    except (OSError, ValueError, TypeError, KeyError):
        return []


def _read(one: dict[str, Any], place: int) -> Remembered:
    order = one["order"]
    arguments = tuple(map(str, order["arguments"]))
    after = tuple(int(other) for other in one["after"])
    if not arguments or any(not 0 <= other < place for other in after):
        raise ValueError(one)
    return Remembered(
        Order(str(order["title"]), arguments, str(order["lane"]), str(order["stage"])), after
    )


def _file(project: Path) -> Path:
    name = sha256(str(project.resolve()).encode()).hexdigest()[:16]
    return places.config_dir() / "jobs" / f"{name}.json"
