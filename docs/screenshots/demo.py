"""Scenes of the demo: every panel, with the shipped model's own answers."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from docs.screenshots import around, curating
from docs.screenshots.camera import Camera
from docs.screenshots.moves import HIDDEN_S, MOMENT_S, SEEN_S, answered, drag, only

FILM = "soup"


def take(camera: Camera, home: Path) -> None:
    """All scenes, in the order in which a person comes to them."""
    _open(camera)
    for scene in (
        *(_timeline, _masking, _comparing, _foreseeing, _asking),
        *(curating.annotating, curating.words, curating.pairs),
        *(curating.teaching, curating.comparing_models),
        *(around.lists, around.helping, around.presenting),
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


def _timeline(camera: Camera, _home: Path) -> None:
    only(camera, "transcript")
    view = camera.window.panels.timeline.view
    view.look_at(view.viewport.showing(*SEEN_S))
    alignment = camera.window.panels.alignment
    camera.wait(lambda: alignment.track is not None and alignment.is_done, "the model's tiers")
    camera.settle()
    camera.take("demo")


def _masking(camera: Camera, _home: Path) -> None:
    masking = camera.window.panels.masking
    only(camera, "strip")
    drag(camera, "tokens", *HIDDEN_S)
    camera.wait(lambda: set(masking.board.slots) == set(masking.state.hidden) != set(), "guesses")
    camera.settle()
    camera.take("masked")
    camera.take_panel("strip")


def _comparing(camera: Camera, _home: Path) -> None:
    window = camera.window
    masking, compare = window.panels.masking, window.panels.compare
    only(camera, "compare")
    compare.view.keep.click()
    masking.fill(masking.state.clips[0], 0)
    camera.wait(lambda: not masking.asking.is_busy and compare.rows, "the comparison")
    camera.settle()
    camera.take_panel("compare")
    window.commands["masks.restore"].trigger()
    camera.settle()


def _foreseeing(camera: Camera, _home: Path) -> None:
    window = camera.window
    only(camera)
    window.panels.player.seek(MOMENT_S)
    window.commands["forecast.open"].trigger()
    answered(camera, "forecast")
    camera.take_panel("forecast")
    only(camera)
    window.commands["generate.open"].trigger()
    view = window.panels.questions.views["generate"]
    box = view.findChild(QLineEdit)  # the sentence stands first
    box.setText("now slice the tomato")
    QTest.keyClick(box, Qt.Key.Key_Return)
    answered(camera, "generate")
    camera.take_panel("generate")


def _asking(camera: Camera, _home: Path) -> None:
    for name in ("action", "alignment"):
        only(camera)
        camera.window.commands[f"{name}.open"].trigger()
        answered(camera, name)
        camera.take_panel(name)
