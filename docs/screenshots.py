"""Takes the pictures of the guide from the running program, on a real video.

    python -m docs.screenshots                              all scenes, light and dark, 1x and 2x
    python -m docs.screenshots --video film.mp4 --scale 1   other videos, one scale only
    python -m docs.screenshots --out /tmp/pictures

The window is the real one, started as the program starts it, with a home of its own; the video is
read by real jobs. Weights are taken from this machine and fetched once where they are missing.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from vbert_studio.ui.start import Program

ROOT = Path(__file__).resolve().parents[1]
MEDIA = ROOT.parent / "shared" / "media"
VIDEOS = [MEDIA / "speech_example.mp4", MEDIA / "nasa_13013.mp4"]
SIZE = (1440, 900)
MOMENT_S = 6.0
PATIENCE_S = 300.0


def main() -> int:
    """One process per scale, for Qt reads the scale when it starts."""
    options = _arguments()
    if options.child:
        return _take_all(options.video, options.out, options.scale[0], options.home)
    options.out.mkdir(parents=True, exist_ok=True)
    for scale in options.scale:
        with tempfile.TemporaryDirectory(prefix="screenshots-") as home:
            _start_child(options, scale, home)
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--video", type=Path, nargs="+", default=VIDEOS)
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "pictures")
    parser.add_argument("--scale", type=int, nargs="+", default=[1, 2], choices=(1, 2))
    parser.add_argument("--child", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--home", type=Path, help=argparse.SUPPRESS)
    return parser.parse_args()


def _start_child(options: argparse.Namespace, scale: int, home: str) -> None:
    from vbert_studio import places

    env = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "QT_SCALE_FACTOR": str(scale),
        # Weights are taken from where they are; everything else of a person is left alone.
        "VBERT_STUDIO_MODELS": str(places.fetched_models_dir()),
        "VBERT_STUDIO_HOME": home,
        "HOME": home,  # paths are shown as in anybody's home
    }
    command = [sys.executable, "-m", "docs.screenshots", "--child", "--home", home]
    command += ["--scale", str(scale), "--out", str(options.out.resolve())]
    command += ["--video", *(str(video.resolve()) for video in options.video)]
    subprocess.run(command, cwd=ROOT, env=env, check=True)


def pause(milliseconds: int) -> None:
    """Let the program run. QTest's own wait would keep Python's threads from running meanwhile."""
    from PySide6.QtCore import QEventLoop, QTimer

    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


class Camera:
    """The running program, and what can be waited for and pictured."""

    def __init__(self, program: Program, out: Path, scale: int) -> None:
        self.program = program
        self.window = program.window
        self._out = out
        self._suffix = "" if scale == 1 else "@2x"

    def wait(self, done: Callable[[], object], what: str) -> None:
        """Let the program run until something is so."""
        until = time.monotonic() + PATIENCE_S
        while not done():
            pause(30)
            if time.monotonic() > until:
                raise TimeoutError(what)

    def settle(self) -> None:
        """Let everything that is being read arrive."""
        pause(300)
        self.wait(lambda: self.window.session.is_idle, "reading")
        pause(900)

    def take(self, name: str, widget: QWidget | None = None) -> None:
        """Picture the window, or a dialog, light and dark."""
        from vbert_studio.ui.theme import theme

        for appearance in ("dark", "light"):
            theme().prefer(appearance)
            pause(80)
            path = self._out / f"{name}-{appearance}{self._suffix}.png"
            (widget or self.window).grab().save(str(path))
            print(path, flush=True)


def _take_all(videos: list[Path], out: Path, scale: int, home: Path) -> int:
    from PySide6.QtWidgets import QApplication

    from vbert_studio.ui.start import Program

    app = QApplication([])
    program = Program(app)
    program.open(None)
    camera = Camera(program, out, scale)
    camera.wait(lambda: program.window.panels.is_complete, "the panels")
    program.window.resize(*SIZE)
    for scene in SCENES:
        scene(camera, videos, home)
    program.window.close()
    program.end()
    return 0


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
    camera.take("clip")
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


def _helping(camera: Camera, _videos: list[Path], _home: Path) -> None:
    from vbert_studio.ui.commands.cheat_sheet import CheatSheet
    from vbert_studio.ui.commands.palette import CommandPalette

    window = camera.window
    palette = CommandPalette(window.commands, window)
    palette.open()
    palette.box.setText("clip")
    camera.take("palette")
    palette.dismiss()
    sheet = CheatSheet(window.commands, window)
    sheet.show()
    camera.take("keys", sheet)
    sheet.close()


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
    _helping,
    _failing,
    _leaving,
)


if __name__ == "__main__":
    sys.exit(main())
