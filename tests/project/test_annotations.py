"""Steps and descriptions: added, corrected, moved, deleted, and all of it taken back."""

from __future__ import annotations

from itertools import pairwise

import pytest

from vbert_studio.errors import ProjectError
from vbert_studio.project import Operation, Project
from vbert_studio.project.annotations import AnnotationKind
from vbert_studio.project.operations import (
    AddAnnotations,
    DeleteAnnotations,
    NewAnnotation,
    RemoveVideos,
    SetAnnotationText,
    SetAnnotationTimes,
)

STEP, DESCRIPTION = AnnotationKind


@pytest.fixture
def annotated(kitchen: Project) -> Project:
    """Two steps and a description in the first video, a step in the second."""
    kitchen.edit(AddAnnotations((NewAnnotation(1, STEP, 3.0, 4.5, "whisk  egg"),), "model"))
    kitchen.edit(
        AddAnnotations(
            (
                NewAnnotation(1, STEP, 0.0, 1.5, "crack egg"),
                NewAnnotation(1, DESCRIPTION, 0.0, 6.0, "A hand cracks\nan egg."),
                NewAnnotation(2, STEP, 0.0, 3.0, "knead dough"),
            )
        )
    )
    return kitchen


def texts(project: Project, **which: object) -> list[str]:
    return [row.text for row in project.annotations.all(**which)]  # type: ignore[arg-type]


def test_they_are_read_by_video_kind_and_time(annotated: Project) -> None:
    assert texts(annotated) == ["crack egg", "A hand cracks an egg.", "whisk egg", "knead dough"]
    assert texts(annotated, kind=STEP) == ["crack egg", "whisk egg", "knead dough"]
    assert texts(annotated, video_id=1, kind=STEP) == ["crack egg", "whisk egg"]
    assert texts(annotated, kind=DESCRIPTION) == ["A hand cracks an egg."]
    assert [row.id for row in annotated.annotations.of_video(2)] == [4]
    row = annotated.annotations.get(1)
    assert (row.video_id, row.kind, row.start_s, row.end_s) == (1, STEP, 3.0, 4.5)
    assert (row.origin, annotated.annotations.get(2).origin) == ("model", "person")
    with pytest.raises(ProjectError) as error:
        annotated.annotations.get(99)
    assert error.value.kind == "no_such_annotation"


def test_each_edit_is_named_taken_back_and_made_again(annotated: Project) -> None:
    edits: list[tuple[Operation, str]] = [
        (
            AddAnnotations((NewAnnotation(2, STEP, 4.0, 5.0, "bake bread"),)),
            "Add the step “bake bread”",
        ),
        (
            AddAnnotations((NewAnnotation(2, DESCRIPTION, 4.0, 5.0, "An oven."),)),
            "Describe a stretch: “An oven.”",
        ),
        (
            AddAnnotations(
                (NewAnnotation(1, STEP, 7, 8, "a"), NewAnnotation(1, STEP, 8, 9, "b")), "import"
            ),
            "Import 2 annotations",
        ),
        (SetAnnotationText(1, " beat  egg "), "Change the text of an annotation to “beat egg”"),
        (SetAnnotationTimes(1, 2.5, 5.0), "Move an annotation to 2.50–5.00 s"),
        (SetAnnotationTimes(2, 0.25, None), "Start an annotation at 0.25 s"),
        (SetAnnotationTimes(3, None, 7.0), "End an annotation at 7.00 s"),
        (DeleteAnnotations((2,), "crack egg"), "Delete the annotation “crack egg”"),
        (DeleteAnnotations((1, 3)), "Delete 2 annotations"),
    ]
    states = [annotated.annotations.all()]
    for operation, name in edits:
        changed = annotated.edit(operation)
        assert (changed.name, changed.kinds) == (name, {"annotations"})
        states.append(annotated.annotations.all())
    assert all(one != other for one, other in pairwise(states))
    assert annotated.history()[-1].videos == {1}
    for before in reversed(states[:-1]):
        annotated.undo()
        assert annotated.annotations.all() == before
    for after in states[1:]:
        annotated.redo()
        assert annotated.annotations.all() == after


def test_undo_survives_a_restart(annotated: Project) -> None:
    annotated.edit(DeleteAnnotations((1,), "whisk egg"))
    annotated.close()
    with Project.open(annotated.folder) as project:
        changed = project.undo()
        assert changed is not None
        assert changed.name == "Delete the annotation “whisk egg”"
        assert project.annotations.get(1).text == "whisk egg"


def test_what_the_model_said_is_the_persons_once_corrected(annotated: Project) -> None:
    annotated.edit(SetAnnotationTimes(1, 3.0, 5.0))
    annotated.edit(SetAnnotationText(1, "whisk egg"))
    assert annotated.annotations.get(1).origin == "model"
    annotated.edit(SetAnnotationText(1, "beat egg"))
    assert annotated.annotations.get(1).origin == "person"
    annotated.undo()
    assert annotated.annotations.get(1).origin == "model"


def test_typing_and_nudging_are_one_edit_each(annotated: Project) -> None:
    before = len(annotated.history())
    for text in ("b", "be", "beat"):
        annotated.edit(SetAnnotationText(1, text))
    for end_s in (4.6, 4.7, 4.8):
        annotated.edit(SetAnnotationTimes(1, None, end_s))
    assert len(annotated.history()) == before + 2
    annotated.undo()
    assert annotated.annotations.get(1).end_s == 4.5
    annotated.undo()
    assert annotated.annotations.get(1).text == "whisk egg"


def test_the_same_one_is_not_added_twice(annotated: Project) -> None:
    before = annotated.history()
    again = annotated.edit(AddAnnotations((NewAnnotation(1, STEP, 3.0, 4.5, "whisk egg"),)))
    assert again.kinds == frozenset()
    assert annotated.history() == before


@pytest.mark.parametrize(
    ("operation", "kind"),
    [
        (AddAnnotations((NewAnnotation(1, STEP, 2.0, 2.0, "x"),)), "bad_times"),
        (AddAnnotations((NewAnnotation(1, STEP, -1.0, 2.0, "x"),)), "bad_times"),
        (AddAnnotations((NewAnnotation(1, STEP, 0.0, 2.0, " \n"),)), "empty_text"),
        (AddAnnotations((NewAnnotation(9, STEP, 0.0, 2.0, "x"),)), "gone"),
        (SetAnnotationTimes(1, 9.0, None), "bad_times"),
        (SetAnnotationTimes(1, 0.0, float("nan")), "bad_times"),
        (SetAnnotationText(1, ""), "empty_text"),
        (SetAnnotationText(9, "x"), "gone"),
        (DeleteAnnotations((1, 9)), "gone"),
    ],
)
def test_what_makes_no_sense_changes_nothing(
    annotated: Project, operation: Operation, kind: str
) -> None:
    before, history = annotated.annotations.all(), annotated.history()
    with pytest.raises(ProjectError) as error:
        annotated.edit(operation)
    assert error.value.kind == kind
    assert annotated.annotations.all() == before
    assert annotated.history() == history


def test_they_go_and_come_back_with_their_video(annotated: Project) -> None:
    annotated.edit(RemoveVideos((1,)))
    assert texts(annotated) == ["knead dough"]
    annotated.undo()
    assert len(texts(annotated)) == 4
    annotated.edit(RemoveVideos((1,)))
    annotated.compact()
    assert annotated._store.value("SELECT count(*) FROM annotations") == 1


def test_a_project_from_before_annotations_gets_them(kitchen: Project) -> None:
    with kitchen._store.write() as db:
        db.execute("DROP TABLE annotations")
        db.execute("DELETE FROM migrations WHERE name = 'annotations'")
    kitchen.close()
    with Project.open(kitchen.folder) as project:
        project.edit(AddAnnotations((NewAnnotation(1, STEP, 0.0, 1.0, "crack egg"),)))
        assert texts(project) == ["crack egg"]
