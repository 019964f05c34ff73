"""How docks above each other share a height: the one that is used gets what it needs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Part:
    """What stands across the whole of a column. All in pixels.

    Attributes:
        height: of now.
        least: below which nothing is taken from it.
        wish: at which nothing in it has to be scrolled; only one that is used gets it.
        is_used: whether it was just brought to the front.
        is_reluctant: whether it gives only what the others cannot.
    """

    height: int
    least: int
    wish: int
    is_used: bool = False
    is_reluctant: bool = False


def share_height(parts: Sequence[Part], room: int) -> tuple[int, ...]:
    """The heights of `parts`, together as high as `room`.

    Those that are used are at least as high as they wish. The others give what they have above
    their least, each in proportion to that, those last that are reluctant; where this is not
    enough, less is given. What nobody needs goes to the first that is used.
    """
    wanted = [replace(part, height=_wanted(part)) for part in parts]
    lack = sum(part.height for part in wanted) - room
    for keeps in (_at_first, _then, _at_last):
        spare = [max(0, part.height - keeps(part)) for part in wanted]
        taken = _split(max(0, min(lack, sum(spare))), spare)
        wanted = [replace(p, height=p.height - t) for p, t in zip(wanted, taken, strict=True)]
        lack -= sum(taken)
    heights = [part.height for part in wanted]
    used = next((at for at, part in enumerate(parts) if part.is_used), None)
    if lack < 0 and used is not None:
        heights[used] -= lack
    return tuple(heights)


def _wanted(part: Part) -> int:
    return max(part.height, part.least, part.wish if part.is_used else 0)


def _at_first(part: Part) -> int:
    return part.height if part.is_reluctant else _then(part)


def _then(part: Part) -> int:
    return max(part.wish, part.least) if part.is_used else part.least


def _at_last(part: Part) -> int:
    return part.least


def _split(amount: int, shares: Sequence[int]) -> list[int]:
    """An amount in proportion to shares, whole pixels; never more than a share."""
    total, so_far, given = sum(shares), 0, 0
    result = []
    for share in shares:
        so_far += share
        until = round(amount * so_far / total) if total else 0
        result.append(until - given)
        given = until
    return result
