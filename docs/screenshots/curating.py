"""Scenes of work on a project: steps, words, pairs, and a model taught by them."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from docs.screenshots.camera import Camera, pause
from docs.screenshots.moves import HIDDEN_S, SEEN_S, drag, only
from vbert_studio.kitchen.phrases import OBJECTS
from vbert_studio.project import Project
from vbert_studio.project.operations import JudgePairs
from vbert_studio.project.pairs import Judgement, PairFilter

STEPS_S = ((6.0, 10.5), (10.5, 13.5))
DESCRIBED_S = (13.5, 18.0)
TAUGHT_STEPS = 40


def annotating(camera: Camera, _home: Path) -> None:
    """Two steps as the model names them, and a description."""
    window = camera.window
    view, edit = window.panels.timeline.view, window.panels.annotations.edit
    for stretch in STEPS_S:
        only(camera, "transcript")
        view.look_at(view.viewport.showing(*SEEN_S))
        view.setFocus()
        view.select(stretch)
        window.commands["annotations.step"].trigger()
        camera.wait(edit.text, "the model's name of a step")
        QTest.keyClick(edit, Qt.Key.Key_Return)
        camera.settle()
    view.select(DESCRIBED_S)
    window.commands["annotations.describe"].trigger()
    camera.wait(edit.isVisible, "a line to write in")
    edit.setText("the pan stands on the stove, seen from above")
    QTest.keyClick(edit, Qt.Key.Key_Return)
    view.select(None)
    camera.settle()
    camera.take_panel("timeline")
    window.commands["timeline.tiers_reset"].trigger()
    camera.settle()


def words(camera: Camera, _home: Path) -> None:
    """A visual word that was double-clicked, and the clip it was taken from."""
    window = camera.window
    only(camera, "words")
    view = window.panels.timeline.view
    middle = view.row_rect("tokens").center().toPoint()
    QTest.mouseDClick(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, middle)
    camera.settle()
    pause(1500)  # the loops begin
    camera.take_panel("words")
    only(camera)
    window.commands["clip.open"].trigger()
    camera.settle()
    camera.wait(window.panels.clip.view.note.isHidden, "what the network sees")
    camera.take_tall("clip")


def pairs(camera: Camera, _home: Path) -> None:
    """Every sentence judged: what names a thing of the kitchen belongs to its stretch."""
    window = camera.window
    only(camera, "pairs")
    panel = window.panels.pairs
    panel.pair_all_sentences()
    camera.wait(lambda: panel.model.rowCount() > 2, "pairs")
    window.commands["pairs.focus"].trigger()
    for judgement in ("aligned", "aligned", "not_aligned", "unsure"):
        window.commands[f"pairs.{judgement}"].trigger()
        camera.settle()
    window.commands["player.stop"].trigger()
    camera.take("pairs")


def teaching(camera: Camera, _home: Path) -> None:
    """A short run on those pairs, with its curves, and the new model beside the old one."""
    window = camera.window
    _judge_the_rest(camera)
    only(camera, "training")
    view = window.panels.training.view
    camera.wait(view.form.start.isEnabled, "pairs to learn from")
    view.form.steps.setValue(TAUGHT_STEPS)
    view.form.start.click()
    camera.wait(view.comparison.isVisible, "the new model beside the old one")
    camera.wait(view.form.isVisible, "the end of the run")
    camera.take_tall("training")


def comparing_models(camera: Camera, _home: Path) -> None:
    """The same places hidden for both models, and how often they agree over the video."""
    window = camera.window
    only(camera, "compare")
    timeline, masking = window.panels.timeline.view, window.panels.masking
    timeline.look_at(timeline.viewport.showing(*SEEN_S))
    drag(camera, "tokens", *HIDDEN_S)
    camera.wait(lambda: set(masking.board.slots) == set(masking.state.hidden) != set(), "guesses")
    compare = window.panels.compare
    box = compare.view.rivals
    box.setCurrentIndex(box.count() - 1)
    box.activated.emit(box.currentIndex())
    camera.wait(lambda: compare.rows, "the other model's guesses")
    compare.view.count.click()
    camera.wait(lambda: " of the time" in compare.view.note.text(), "the count")
    camera.settle()
    camera.take("compare-models", window.docks["compare"])
    window.commands["masks.restore"].trigger()
    camera.settle()


def _judge_the_rest(camera: Camera) -> None:
    """A sentence that names a thing of the kitchen belongs to its stretch; chatter does not."""
    names = {name for said in OBJECTS.values() for name, _ in said} | set(OBJECTS)
    session, viewer = camera.window.session, camera.window.viewer
    panel, shown = camera.window.panels.pairs, viewer.video_id
    for item in camera.window.panels.library.items:
        viewer.show_video(item.video.id)
        camera.settle()
        if item.video.id != shown:
            panel.pair_all_sentences()
            camera.settle()
    assert shown is not None
    viewer.show_video(shown)
    camera.settle()
    with Project.open(session.folder, "read") as project:
        rest = list(project.pairs.all(PairFilter(judgements=frozenset({Judgement.NONE}))))
    for pair in rest:
        says_it = any(name in pair.text.lower() for name in names)
        judgement = Judgement.ALIGNED if says_it else Judgement.NOT_ALIGNED
        session.edit(JudgePairs((pair.id,), judgement, pair.text))
    camera.settle()
