"""What the table shows, read from the project in a thread."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from vbert_studio.project.pairs import (
    Judgement,
    PairCounts,
    PairFilter,
    PairListing,
    PairOrder,
    PairRow,
)

if TYPE_CHECKING:
    from vbert_studio.project import Project


_FIRST = 64  # rows that a table begins with


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a video."""

    video_id: int
    start_s: float
    end_s: float


@dataclass(frozen=True, slots=True, eq=False)
class Shown:
    """One state of the table.

    Attributes:
        listing: every pair that passes the filter, in its order.
        rows: those that are needed at once.
        counts: of what passes the filter, whatever its judgement.
        total: how many pairs the project has.
        names: of its videos.
        wanted: the pair that is to be selected, if it was found.
    """

    listing: PairListing
    rows: tuple[PairRow, ...]
    counts: PairCounts
    total: int
    names: dict[int, str]
    wanted: int | None = None


def read_shown(
    project: Project,
    where: PairFilter,
    order: PairOrder,
    needed: tuple[int, ...],
    wanted: Stretch | None,
) -> Shown:
    """Read what passes the filter, with the rows of the ids `needed` and of the stretch `wanted`.

    Raises:
        ProjectError: the project cannot be read.
    """
    pairs = project.pairs
    found = None
    if wanted is not None:
        found = pairs.latest_at(wanted.video_id, wanted.start_s, wanted.end_s)
    listing = pairs.listing(where, order)
    ids = [*listing.ids[:_FIRST].tolist(), *needed, *([] if found is None else [found])]
    return Shown(
        listing=listing,
        rows=tuple(pairs.rows(dict.fromkeys(ids))),
        counts=pairs.counts(PairFilter(where.text, video_id=where.video_id)),
        total=pairs.counts().total,
        names=project.videos.names(),
        wanted=found,
    )


def recounted(counts: PairCounts, before: PairCounts, judgement: Judgement) -> PairCounts:
    """The counts once pairs are judged anew: at once, for the eye.

    Args:
        counts: of everything that passes the filter.
        before: of the pairs concerned, as they were judged until now.
        judgement: what all of these are judged now.
    """
    names = [field.name for field in fields(PairCounts)]
    left = {name: getattr(counts, name) - getattr(before, name) for name in names}
    left[names[judgement.number]] += before.total
    return PairCounts(**left)
