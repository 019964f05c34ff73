"""Qt, from outside: its version, the system libraries it loads, and whether it starts."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from vbert_studio.commands.doctor.findings import Finding
from vbert_studio.commands.doctor.python import version_of

_START_S = 60.0
_START = "from PySide6.QtWidgets import QApplication; QApplication([])"
_FIXED_IN_PYTHON = (3, 12)

# Library file -> Debian package, for those that Qt's plugins want and a bare system lacks.
PACKAGES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libGLX.so.0": "libglx0",
    "libOpenGL.so.0": "libopengl0",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libpulse.so.0": "libpulse0",
    "libpulse-mainloop-glib.so.0": "libpulse-mainloop-glib0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libXrandr.so.2": "libxrandr2",
}
_OFFSCREEN = ("plugins/platforms/libqoffscreen.so", "lib/libQt6Widgets.so.6")
_SCREEN = ("plugins/platforms/libqxcb.so",)
_SOUND = ("lib/libQt6Multimedia.so.6",)


def examine_qt() -> Iterator[Finding]:
    """The version, what it loads, and a start without a screen."""
    version = version_of("PySide6")
    yield qt_version(version, sys.version_info[:2])
    if version is None:
        return
    yield from _libraries()
    yield _starts()


def qt_version(version: str | None, python: tuple[int, int]) -> Finding:
    """6.12 loses references on Python before 3.12 and aborts after some thousand calls."""
    if version is None:
        remedy = "Run: pip install PySide6"
        return Finding("Qt", "PySide6", "broken", "not installed", remedy)
    if version.startswith("6.12.") and python < _FIXED_IN_PYTHON:
        return Finding(
            "Qt",
            "PySide6",
            "broken",
            f"{version} crashes on Python {python[0]}.{python[1]}",
            "Run: pip install 'PySide6>=6.8,<6.12', or use Python 3.12 or newer.",
        )
    return Finding("Qt", "PySide6", "good", version)


def has_screen() -> bool:
    """Whether a window can be shown to somebody."""
    if platform.system() != "Linux":
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _libraries() -> Iterator[Finding]:
    """What the dynamic linker says about Qt's own files; only Linux leaves libraries out."""
    home = _qt_home()
    if platform.system() != "Linux" or home is None or not shutil.which("ldd"):
        return
    yield missing_finding("drawing", _missing(home, _OFFSCREEN), "broken")
    on_screen = "broken" if has_screen() else "attention"
    yield missing_finding("windows on a screen", _missing(home, _SCREEN), on_screen)
    yield missing_finding("sound", _missing(home, _SOUND), "attention")


def missing_finding(name: str, missing: list[str], state: str) -> Finding:
    """One line for the libraries that a part of Qt loads."""
    if not missing:
        return Finding("Qt", name, "good", "all system libraries are here")
    packages = sorted({PACKAGES.get(library, library) for library in missing})
    remedy = f"On Debian and Ubuntu: sudo apt-get install {' '.join(packages)}"
    found = f"missing: {', '.join(missing)}"
    return Finding("Qt", name, "broken" if state == "broken" else "attention", found, remedy)


def _qt_home() -> Path | None:
    spec = find_spec("PySide6")
    places = spec.submodule_search_locations if spec else None
    return Path(places[0]) / "Qt" if places else None


def _missing(home: Path, files: tuple[str, ...]) -> list[str]:
    found: dict[str, None] = {}
    for path in (home / file for file in files):
        told = subprocess.run(["ldd", str(path)], capture_output=True, text=True).stdout
        found |= dict.fromkeys(missing_libraries(told))
    return list(found)


def missing_libraries(told: str) -> list[str]:
    """The libraries that ldd did not find."""
    lines = (line for line in told.splitlines() if line.rstrip().endswith("not found"))
    return [line.split("=>")[0].strip() for line in lines]


def _starts() -> Finding:
    """Start Qt in a process of its own: a crash there is a finding, not our end."""
    if getattr(sys, "frozen", False):
        return Finding("Qt", "start", "good", "part of this program")
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-c", _START]
    try:
        ran = subprocess.run(command, capture_output=True, text=True, env=env, timeout=_START_S)
    except subprocess.TimeoutExpired:
        return Finding("Qt", "start", "broken", f"no start within {_START_S:.0f} s", "Try again.")
    if ran.returncode:
        last = (ran.stderr.strip().splitlines() or [f"exit status {ran.returncode}"])[-1]
        return Finding("Qt", "start", "broken", last, "Mend the lines above; then look again.")
    return Finding("Qt", "start", "good", "starts without a screen")
