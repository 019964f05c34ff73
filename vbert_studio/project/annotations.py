"""Annotations: stretches of a video to which a person gave the name of a step, or a description."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from vbert_studio.errors import ProjectError
from vbert_studio.project.store import Store, Value

AnnotationOrigin = Literal["person", "model", "import"]


class AnnotationKind(StrEnum):
    """What the text of an annotation is."""

    STEP = "step"  # the name of what is done: "crack egg"
    DESCRIPTION = "description"


@dataclass(frozen=True, slots=True)
class AnnotationRow:
    """An annotation.

    Attributes:
        origin: whose words these are: ``person``, ``model`` (kept as it was offered), ``import``.
        created_at: ISO time in UTC.
        changed_at: ISO time in UTC of the last edit.
    """

    id: int
    video_id: int
    kind: AnnotationKind
    start_s: float
    end_s: float
    text: str
    origin: AnnotationOrigin
    created_at: str
    changed_at: str


_ROW = (
    "SELECT a.id, a.video_id, a.kind, a.start_s, a.end_s, a.text, a.origin, a.created_at, "
    "a.changed_at FROM annotations a JOIN videos v ON v.id = a.video_id WHERE v.removed_at IS NULL"
)


class Annotations:
    """`project.annotations`. Those of removed videos are not there until the videos are back."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def all(
        self, *, video_id: int | None = None, kind: AnnotationKind | None = None
    ) -> list[AnnotationRow]:
        """Those of a video and of a kind, if one is named, by video and time."""
        tests, args = "", list[Value]()
        if video_id is not None:
            tests, args = " AND a.video_id = ?", [video_id]
        if kind is not None:
            tests, args = f"{tests} AND a.kind = ?", [*args, kind.value]
        return self._read(f"{tests} ORDER BY a.video_id, a.start_s, a.id", args)

    def of_video(self, video_id: int) -> list[AnnotationRow]:
        """The annotations of a video, by time."""
        return self.all(video_id=video_id)

    def get(self, annotation_id: int) -> AnnotationRow:
        """One annotation.

        Raises:
            ProjectError: kind ``no_such_annotation``.
        """
        for row in self._read(" AND a.id = ?", [annotation_id]):
            return row
        raise ProjectError(
            "no_such_annotation",
            f"The project has no annotation number {annotation_id}.",
            path=self._store.path,
            remedy="Look at the list again; it has changed meanwhile.",
        )

    def _read(self, test: str, args: Sequence[Value]) -> list[AnnotationRow]:
        rows = self._store.rows(_ROW + test, args)
        return [
            AnnotationRow(id_, video_id, AnnotationKind(kind), *rest)
            for id_, video_id, kind, *rest in rows
        ]
