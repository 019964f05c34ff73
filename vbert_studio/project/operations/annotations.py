"""A person names the steps of a video and describes what is seen in it."""

from __future__ import annotations

from dataclasses import dataclass

from vbert_studio.errors import ProjectError
from vbert_studio.project.annotations import AnnotationKind, AnnotationOrigin
from vbert_studio.project.edit import Edit, Key
from vbert_studio.project.operations.stretches import (
    change,
    check_times,
    delete,
    made,
    move,
    plain,
    short,
    touched,
)
from vbert_studio.project.store import Cells

_TABLE = "annotations"


def _check_text(text: str) -> str:
    """A text as it is kept; refuses an empty one."""
    kept = plain(text)
    if not kept:
        raise ProjectError(
            "empty_text",
            "An annotation cannot be empty.",
            remedy="Write something, or delete the annotation.",
        )
    return kept


@dataclass(frozen=True, slots=True)
class NewAnnotation:
    """What an annotation is made of.

    Attributes:
        origin: if it is another one than that of all that are added with it.
        created_at, changed_at: ISO times in UTC, if it was made elsewhere and not now.
    """

    video_id: int
    kind: AnnotationKind
    start_s: float
    end_s: float
    text: str
    origin: AnnotationOrigin | None = None
    created_at: str | None = None
    changed_at: str | None = None


@dataclass(frozen=True, slots=True)
class AddAnnotations:
    """Add annotations. One that is there already, to the letter, is not added again."""

    annotations: tuple[NewAnnotation, ...]
    origin: AnnotationOrigin = "person"

    @property
    def name(self) -> str:
        """Shows the text of a single one, or counts them."""
        if self.origin == "import":
            if len(self.annotations) == 1:
                return "Import an annotation"
            return f"Import {len(self.annotations):,} annotations"
        if len(self.annotations) != 1:
            return f"Add {len(self.annotations):,} annotations"
        only = self.annotations[0]
        if only.kind is AnnotationKind.STEP:
            return f"Add the step “{short(only.text)}”"
        return f"Describe a stretch: “{short(only.text)}”"

    @property
    def key(self) -> Key | None:
        """Never merged."""
        return None

    def apply(self, edit: Edit) -> None:
        """Insert those that are new."""
        for one in self.annotations:
            self._add(edit, one)

    def _add(self, edit: Edit, one: NewAnnotation) -> None:
        check_times(one.start_s, one.end_s)
        edit.video(one.video_id)
        text = _check_text(one.text)
        known = edit.find(
            "SELECT id FROM annotations WHERE video_id = ? AND kind = ? AND start_s = ? "
            "AND end_s = ? AND text = ?",
            *(one.video_id, one.kind.value, one.start_s, one.end_s, text),
        )
        if not known:
            edit.insert(_TABLE, _row(one, text, self.origin))


def _row(one: NewAnnotation, text: str, origin: AnnotationOrigin) -> Cells:
    return {
        "video_id": one.video_id,
        "kind": one.kind.value,
        "start_s": one.start_s,
        "end_s": one.end_s,
        "text": text,
        "origin": one.origin or origin,
        **made(one.created_at, one.changed_at),
    }


@dataclass(frozen=True, slots=True)
class SetAnnotationText:
    """Change the text of an annotation; with another text, it is the person's."""

    annotation_id: int
    text: str

    @property
    def name(self) -> str:
        """Shows the new text."""
        return f"Change the text of an annotation to “{short(self.text)}”"

    @property
    def key(self) -> Key | None:
        """Typing in one annotation is one edit."""
        return Key(f"annotation-text:{self.annotation_id}")

    def apply(self, edit: Edit) -> None:
        """Change the text."""
        text = _check_text(self.text)
        if touched(edit, _TABLE, self.annotation_id)["text"] != text:
            change(edit, _TABLE, self.annotation_id, {"text": text, "origin": "person"})


@dataclass(frozen=True, slots=True)
class SetAnnotationTimes:
    """Move an annotation, or one of its edges: the other one, None, stays where it is by then."""

    annotation_id: int
    start_s: float | None
    end_s: float | None

    @property
    def name(self) -> str:
        """Shows the new times."""
        if self.end_s is None and self.start_s is not None:
            return f"Start an annotation at {self.start_s:.2f} s"
        if self.start_s is None or self.end_s is None:
            return f"End an annotation at {self.end_s:.2f} s"
        return f"Move an annotation to {self.start_s:.2f}–{self.end_s:.2f} s"

    @property
    def key(self) -> Key | None:
        """Nudging one annotation is one edit."""
        return Key(f"annotation-times:{self.annotation_id}")

    def apply(self, edit: Edit) -> None:
        """Change the times."""
        move(edit, _TABLE, self.annotation_id, self.start_s, self.end_s)


@dataclass(frozen=True, slots=True)
class DeleteAnnotations:
    """Delete annotations. `text` is that of a single one."""

    annotation_ids: tuple[int, ...]
    text: str = ""

    @property
    def name(self) -> str:
        """Shows the text of a single one, or counts them."""
        if len(self.annotation_ids) == 1:
            return f"Delete the annotation “{short(self.text)}”"
        return f"Delete {len(self.annotation_ids):,} annotations"

    @property
    def key(self) -> Key | None:
        """Never merged."""
        return None

    def apply(self, edit: Edit) -> None:
        """Delete each."""
        for annotation_id in self.annotation_ids:
            delete(edit, _TABLE, annotation_id)
