"""Scenes of somebody who opens videos of their own."""

from __future__ import annotations

from pathlib import Path

from docs.screenshots.camera import Camera

MOMENT_S = 6.0


def take(camera: Camera, videos: list[Path], home: Path) -> None:
    """All scenes, in the order in which a person comes to them."""
    for scene in SCENES:
        scene(camera, videos, home)


def _first_screen(camera: Camera, _videos: list[Path], _home: Path) -> None:
    camera.take("first-screen")


def _empty_project(camera: Camera, _videos: list[Path], home: Path) -> None:
    window = camera.window
    window.session.create(home / "projects" / "My videos")
    camera.wait(lambda: window.session.is_open, "the project")
    camera.settle()
    camera.take("empty-project")


def _added(camera: Camera, videos: list[Path], _home: Path) -> None:
    window = camera.window
    window.files.take(videos)
    camera.wait(lambda: len(window.panels.library.items) == len(videos), "the videos")
    camera.wait(lambda: not window.panels.queue.is_busy, "the import")
    camera.settle()
    camera.take("added")


def _reading(camera: Camera, _videos: list[Path], _home: Path) -> None:
    from vbert_studio.ui.jobs.consent import ConsentDialog
    from vbert_studio.ui.jobs.reading import Missing

    window = camera.window
    consent = ConsentDialog(
        (
            Missing("a", "EfficientNet-Lite0, ImageNet", "Apache-2.0", 18_000_000),
            Missing("b", "Whisper tiny.en", "MIT", 75_000_000),
        ),
        window,
    )
    consent.show()
    camera.take("consent", consent)
    consent.deleteLater()
    window.panels.library.view.read_button.click()
    items = window.panels.library
    camera.wait(lambda: window.findChild(ConsentDialog) or window.panels.queue.is_busy, "a start")
    camera.wait(lambda: any(item.status.features for item in items.items), "the first features")
    camera.settle()
    camera.take("reading")


def _read(camera: Camera, _videos: list[Path], _home: Path) -> None:
    window = camera.window
    camera.wait(lambda: not window.panels.queue.is_busy, "the reading")
    camera.settle()
    window.docks["jobs"].hide()
    window.panels.player.seek(MOMENT_S)
    camera.settle()
    camera.take("read")
    window.commands["timeline.zoom_in"].trigger()
    window.commands["timeline.zoom_in"].trigger()
    camera.settle()
    camera.take("zoomed")
    window.commands["timeline.fit"].trigger()
    if len(window.panels.library.items) > 1:
        window.viewer.go_to(window.panels.library.items[1].video.id, MOMENT_S)
        camera.settle()
        camera.take("read-other")
    window.commands["clip.open"].trigger()
    camera.settle()
    note = window.panels.clip.view.note
    camera.wait(note.isHidden, "what the network sees")
    camera.take("look")  # the demo has the panel alone
    window.docks["clip"].hide()


def _finding(camera: Camera, _videos: list[Path], _home: Path) -> None:
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QPlainTextEdit

    window = camera.window
    window.commands["search.transcripts"].trigger()
    window.panels.transcript.view.search.setText("time")
    camera.settle()
    camera.take("search")
    window.panels.transcript.view.search.clear()
    view = window.panels.transcript.view.list
    camera.settle()
    view.edit(view.model().index(0, 0))
    camera.take("correct")
    [editor] = view.findChildren(QPlainTextEdit)
    QTest.keyClick(editor, Qt.Key.Key_Escape)


def _failing(camera: Camera, videos: list[Path], home: Path) -> None:
    from vbert_studio.ui.crash.dialog import CrashDialog

    window = camera.window
    bad = home / "holiday.mp4"
    bad.write_text("this is no video")
    moved = home / "moved.mp4"
    moved.write_bytes(videos[-1].read_bytes() + b"\0" * 8)
    window.docks.show("jobs")
    window.files.take([bad, moved])
    camera.wait(lambda: window.panels.queue.is_busy, "the start of the import")
    camera.wait(lambda: not window.panels.queue.is_busy, "the import")
    moved.rename(home / "elsewhere.mp4")
    window.session.refresh()
    camera.settle()
    camera.take("failed")
    report = "Traceback (most recent call last):\n  File ...\nValueError: an example"
    crash = CrashDialog(report, home / "crashes" / "crash.txt", window)
    crash.show()
    camera.take("crash", crash)
    crash.close()
    window.viewer.go_to(window.panels.library.items[-1].video.id, 0.0)
    camera.settle()
    camera.take("missing")


def _leaving(camera: Camera, _videos: list[Path], home: Path) -> None:
    from vbert_studio.project import Project

    window = camera.window
    window.session.close()
    window.notice.hide()
    camera.settle()
    camera.take("recent")
    with Project.open(home / "projects" / "My videos"):
        window.session.open(home / "projects" / "My videos")
        camera.wait(lambda: window.session.is_open, "the project")
        camera.settle()
        camera.take("read-only")


SCENES = (
    _first_screen,
    _empty_project,
    _added,
    _reading,
    _read,
    _finding,
    _failing,
    _leaving,
)
