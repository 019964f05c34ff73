"""Which judged pairs a model is taught, and which it is judged by."""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from vbert_studio.errors import StudioError
from vbert_studio.project.pairs import Judgement, PairRow

_PLACE_S = 6.0  # pairs within so much of a video go together
_SAID = (Judgement.ALIGNED, Judgement.NOT_ALIGNED)
Place = tuple[int, int]


class PairsError(StudioError):
    """The judged pairs do not suffice."""


@dataclass(frozen=True, slots=True)
class PairSplit:
    """Pairs by what becomes of them.

    Attributes:
        taught: to learn from.
        held_out: to judge by.
        set_aside: neither: they overlap a held-out one, and would give its clips away.
    """

    taught: tuple[PairRow, ...]
    held_out: tuple[PairRow, ...]
    set_aside: tuple[PairRow, ...]


def hold_out(
    pairs: Sequence[PairRow], prints: Mapping[int, str], share: float, seed: int = 0
) -> PairSplit:
    """Hold out a share of the pairs that are judged aligned or not aligned; others do not count.

    Pairs near each other in a video stay together. Whether they are held out hangs on the video's
    content, the place and the seed alone: judging more pairs moves none from one side to the other,
    so that a model that was taught once is never judged later by what it was taught. Only while a
    side would lack one of the two judgements is a place moved.

    Args:
        pairs: all that were chosen.
        prints: the fingerprint of each video.
        share: between 0 and 1.
        seed: of the choice.

    Raises:
        PairsError: kind ``too_few_pairs``: one side would be empty.
    """
    judged = [pair for pair in pairs if pair.judgement in _SAID and pair.text]
    draws = {_place(pair): 0.0 for pair in judged}
    draws = {place: _draw(prints[place[0]], place[1], seed) for place in draws}
    chosen = _chosen(judged, draws, share)
    held_out = [pair for pair in judged if _place(pair) in chosen]
    left = [pair for pair in judged if _place(pair) not in chosen]
    covered = _covered(held_out)
    aside = [pair for pair in left if _touches(pair, covered)]
    taught = [pair for pair in left if not _touches(pair, covered)]
    if not taught or not held_out:
        raise _too_few(len(judged))
    return PairSplit(tuple(taught), tuple(held_out), tuple(aside))


def _place(pair: PairRow) -> Place:
    return pair.video_id, int((pair.start_s + pair.end_s) / 2 / _PLACE_S)


def _draw(fingerprint: str, place: int, seed: int) -> float:
    """A number from 0 to 1 that belongs to a place in a video."""
    digest = hashlib.sha256(f"{seed} {fingerprint} {place}".encode()).digest()
    return int.from_bytes(digest[:8], "big") / 2**64


def _chosen(judged: Sequence[PairRow], draws: Mapping[Place, float], share: float) -> set[Place]:
    """The places to hold out: both judgements can be asked about wherever there is enough."""
    chosen = {place for place, draw in draws.items() if draw < share}
    for judgement in _SAID:
        places = sorted({_place(p) for p in judged if p.judgement is judgement}, key=draws.get)  # type: ignore[arg-type]
        if len(places) > 1 and not chosen & set(places):
            chosen.add(places[0])
        elif len(places) > 1 and set(places) <= chosen:
            chosen.discard(places[-1])
    return chosen


def _covered(pairs: Sequence[PairRow]) -> dict[int, list[tuple[float, float]]]:
    """By video, the time that pairs cover: stretches that do not overlap, in order."""
    found: dict[int, list[tuple[float, float]]] = {}
    for pair in sorted(pairs, key=lambda pair: pair.start_s):
        stretches = found.setdefault(pair.video_id, [])
        if stretches and pair.start_s <= stretches[-1][1]:
            stretches[-1] = stretches[-1][0], max(stretches[-1][1], pair.end_s)
        else:
            stretches.append((pair.start_s, pair.end_s))
    return found


def _touches(pair: PairRow, covered: Mapping[int, list[tuple[float, float]]]) -> bool:
    stretches = covered.get(pair.video_id, [])
    before = bisect_left(stretches, (pair.end_s, 0.0)) - 1
    return before >= 0 and stretches[before][1] > pair.start_s


def _too_few(count: int) -> PairsError:
    return PairsError(
        "too_few_pairs",
        f"{count} judged pairs are too few to teach a model some and judge it by others.",
        remedy="Judge pairs aligned or not aligned in more places of the videos.",
    )
