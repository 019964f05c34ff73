"""Takes the pictures of the guide from the running program: on the demo, and on real videos.

    python -m docs.screenshots                              all scenes, light and dark, 1x and 2x
    python -m docs.screenshots --scenes demo --scale 1      those of the demo, one scale only
    python -m docs.screenshots --video film.mp4             other videos
    python -m docs.screenshots --out /tmp/pictures

The window is the real one, started as the program starts it, with a home of its own; what it shows
is computed by real jobs and the real engine. Weights are taken from this machine and fetched once
where they are missing.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MEDIA = ROOT.parent / "shared" / "media"
VIDEOS = [MEDIA / "speech_example.mp4", MEDIA / "nasa_13013.mp4"]
SIZE = (1440, 900)


def main() -> int:
    """One process per scale, for Qt reads the scale when it starts."""
    options = _arguments()
    if options.child:
        return _take_all(options)
    options.out.mkdir(parents=True, exist_ok=True)
    for scale in options.scale:
        for scenes in options.scenes:
            with tempfile.TemporaryDirectory(prefix="screenshots-") as home:
                _start_child(options, scenes, scale, home)
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--video", type=Path, nargs="+", default=VIDEOS)
    parser.add_argument("--scenes", nargs="+", default=["demo", "own"], choices=("demo", "own"))
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "pictures")
    parser.add_argument("--scale", type=int, nargs="+", default=[1, 2], choices=(1, 2))
    parser.add_argument("--child", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--home", type=Path, help=argparse.SUPPRESS)
    return parser.parse_args()


def _start_child(options: argparse.Namespace, scenes: str, scale: int, home: str) -> None:
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
    command += ["--scenes", scenes, "--scale", str(scale), "--out", str(options.out.resolve())]
    command += ["--video", *(str(video.resolve()) for video in options.video)]
    subprocess.run(command, cwd=ROOT, env=env, check=True)


def _take_all(options: argparse.Namespace) -> int:
    from PySide6.QtWidgets import QApplication

    from docs.screenshots import demo, own_videos
    from docs.screenshots.camera import Camera
    from vbert_studio.ui.start import Program

    app = QApplication([])
    program = Program(app)
    program.open(None)
    camera = Camera(program, options.out, options.scale[0])
    camera.wait(lambda: program.window.panels.is_complete, "the panels")
    program.window.resize(*SIZE)
    try:
        if options.scenes == ["demo"]:
            demo.take(camera, options.home)
        else:
            own_videos.take(camera, options.video, options.home)
    finally:
        program.window.close()
        program.end()
    return 0


if __name__ == "__main__":
    sys.exit(main())
