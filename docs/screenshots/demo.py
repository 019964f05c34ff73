"""Scenes of the demo: every panel, with the shipped model's own answers."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from docs.screenshots.camera import Camera, pause
from vbert_studio.ui.timeline.picture import HEADER

FILM = "soup"
SEEN_S = (4.0, 20.0)  # of the timeline
HIDDEN_S = (7.0, 11.0)
MOMENT_S = 9.0
STEPS_S = ((6.0, 10.5), (10.5, 13.5))
DESCRIBED_S = (13.5, 18.0)


def take(camera: Camera, home: Path) -> None:
    """All scenes, in the order in which a person comes to them."""
    _open(camera)
    for scene in (
        *(_timeline, _masking, _comparing, _foreseeing, _asking),
        *(_annotating, _words, _pairs, _around),
    ):
        scene(camera, home)


def _open(camera: Camera) -> None:
    window = camera.window
    window.commands["project.demo"].trigger()
    camera.wait(lambda: window.session.is_open, "the demo")
    camera.wait(lambda: window.panels.library.items, "its videos")
    camera.settle()
    found = {item.video.path.stem: item.video.id for item in window.panels.library.items}
    window.viewer.go_to(found[FILM], MOMENT_S)
    camera.wait(lambda: window.panels.timeline.view.content is not None, "the timeline")
    camera.settle()


def _only(camera: Camera, *names: str) -> None:
    """Show these panels and no others beside library and timeline."""
    window = camera.window
    for name in window.docks.names:
        if name not in {"library", "timeline", *names}:
            window.docks[name].hide()
    for name in names:
        window.docks.show(name)
    camera.settle()


def _point(camera: Camera, t_s: float, tier: str) -> QPoint:
    view = camera.window.panels.timeline.view
    y = view.row_rect(tier).center().y()
    return QPoint(round(HEADER + view.viewport.x_of(t_s)), round(y))


def _drag(camera: Camera, tier: str, from_s: float, to_s: float) -> None:
    view = camera.window.panels.timeline.view
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QTest.mousePress(view, left, none, _point(camera, from_s, tier))
    for share in (0.3, 0.6, 1.0):
        QTest.mouseMove(view, _point(camera, from_s + share * (to_s - from_s), tier))
    QTest.mouseRelease(view, left, none, _point(camera, to_s, tier))


def _timeline(camera: Camera, _home: Path) -> None:
    _only(camera, "transcript")
    view = camera.window.panels.timeline.view
    view.look_at(view.viewport.showing(*SEEN_S))
    alignment = camera.window.panels.alignment
    camera.wait(lambda: alignment.track is not None and alignment.is_done, "the model's tiers")
    camera.settle()
    camera.take("demo")


def _masking(camera: Camera, _home: Path) -> None:
    masking = camera.window.panels.masking
    _only(camera, "strip")
    _drag(camera, "tokens", *HIDDEN_S)
    camera.wait(lambda: set(masking.board.slots) == set(masking.state.hidden) != set(), "guesses")
    camera.settle()
    camera.take("masked")
    camera.take_panel("strip")


def _comparing(camera: Camera, _home: Path) -> None:
    window = camera.window
    masking, compare = window.panels.masking, window.panels.compare
    _only(camera, "compare")
    compare.view.keep.click()
    masking.fill(masking.state.clips[0], 0)
    camera.wait(lambda: not masking.asking.is_busy and compare.rows, "the comparison")
    camera.settle()
    camera.take_panel("compare")
    window.commands["masks.restore"].trigger()
    camera.settle()


def _foreseeing(camera: Camera, _home: Path) -> None:
    window = camera.window
    _only(camera)
    window.panels.player.seek(MOMENT_S)
    window.commands["forecast.open"].trigger()
    _answered(camera, "forecast")
    camera.take_panel("forecast")
    _only(camera)
    window.commands["generate.open"].trigger()
    view = window.panels.questions.views["generate"]
    box = view.findChild(QLineEdit)  # the sentence stands first
    box.setText("now slice the tomato")
    QTest.keyClick(box, Qt.Key.Key_Return)
    _answered(camera, "generate")
    camera.take_panel("generate")


def _asking(camera: Camera, _home: Path) -> None:
    for name in ("action", "alignment"):
        _only(camera)
        camera.window.commands[f"{name}.open"].trigger()
        _answered(camera, name)
        camera.take_panel(name)


def _answered(camera: Camera, name: str) -> None:
    questioner = getattr(camera.window.panels.questions, name).questioner
    camera.settle()
    camera.wait(lambda: questioner.asked is not None and questioner.is_idle, name)
    camera.settle()


def _annotating(camera: Camera, _home: Path) -> None:
    """Two steps as the model names them, and a description."""
    window = camera.window
    view, edit = window.panels.timeline.view, window.panels.annotations.edit
    for stretch in STEPS_S:
        _only(camera, "transcript")
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


def _words(camera: Camera, _home: Path) -> None:
    window = camera.window
    _only(camera, "words")
    view = window.panels.timeline.view
    middle = view.row_rect("tokens").center().toPoint()
    QTest.mouseDClick(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, middle)
    camera.settle()
    pause(1500)  # the loops begin
    camera.take_panel("words")


def _pairs(camera: Camera, _home: Path) -> None:
    window = camera.window
    _only(camera, "pairs")
    panel = window.panels.pairs
    panel.pair_all_sentences()
    camera.wait(lambda: panel.model.rowCount() > 2, "pairs")
    window.commands["pairs.focus"].trigger()
    for judgement in ("aligned", "aligned", "not_aligned", "unsure"):
        window.commands[f"pairs.{judgement}"].trigger()
        camera.settle()
    window.commands["player.stop"].trigger()
    camera.take("pairs")
    _only(camera, "training")
    camera.take_panel("training")


def _around(camera: Camera, _home: Path) -> None:
    window = camera.window
    _only(camera, "history")
    camera.take_panel("history")
    _only(camera, "jobs")
    camera.take_panel("jobs")
    _only(camera)
    window.panels.player.seek(MOMENT_S)
    view, size = window.panels.timeline.view, window.size()
    view.look_at(view.viewport.showing(*SEEN_S))
    camera.settle()
    _drag(camera, "tokens", *HIDDEN_S)
    window.commands["view.present"].trigger()
    window.showNormal()  # the offscreen screen is smaller than anybody's
    window.resize(size)
    masking = window.panels.masking
    camera.wait(lambda: set(masking.board.slots) == set(masking.state.hidden), "guesses")
    camera.settle()
    camera.take("present")
