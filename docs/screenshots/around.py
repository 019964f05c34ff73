"""Scenes of what stands around the work: lists, settings, keys, and the presentation."""

from __future__ import annotations

from pathlib import Path

from docs.screenshots.camera import Camera
from docs.screenshots.moves import HIDDEN_S, MOMENT_S, SEEN_S, drag, only


def lists(camera: Camera, _home: Path) -> None:
    """Panels that list: videos, sentences, edits, jobs."""
    only(camera, "transcript")
    for name in ("library", "transcript"):
        camera.take_tall(name)
    for name in ("history", "jobs"):
        only(camera, name)
        camera.take_panel(name)


def helping(camera: Camera, _home: Path) -> None:
    """Settings, keys, and every command by its name."""
    from vbert_studio.ui.commands.cheat_sheet import CheatSheet
    from vbert_studio.ui.commands.palette import CommandPalette
    from vbert_studio.ui.settings.dialog import SettingsDialog

    window = camera.window
    for name, dialog in (
        ("settings", SettingsDialog(window)),
        ("keys", CheatSheet(window.commands, window)),
    ):
        dialog.show()
        camera.wait(lambda dialog=dialog: dialog.filling.is_done, name)
        camera.take(name, dialog)
        dialog.close()
    palette = CommandPalette(window.commands, window)
    palette.open()
    palette.box.setText("clip")
    camera.take("palette")
    palette.dismiss()


def presenting(camera: Camera, _home: Path) -> None:
    """Large type, and only what a demonstration needs."""
    window = camera.window
    only(camera)
    window.panels.player.seek(MOMENT_S)
    view, size = window.panels.timeline.view, window.size()
    view.look_at(view.viewport.showing(*SEEN_S))
    camera.settle()
    drag(camera, "tokens", *HIDDEN_S)
    window.commands["view.present"].trigger()
    window.showNormal()  # the offscreen screen is smaller than anybody's
    window.resize(size)
    masking = window.panels.masking
    camera.wait(lambda: set(masking.board.slots) == set(masking.state.hidden), "guesses")
    camera.settle()
    camera.take("present")
