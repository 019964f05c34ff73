#!/usr/bin/env python3
"""From a bare machine to a running program: ``python3 bootstrap.py run`` or ``... test``.

Needs nothing but Python 3.11 or newer. Makes ``.venv`` beside this file, installs the package into
it, sees to the system libraries that Qt loads, and starts what was asked for. A second run finds
its own stamp and installs nothing.
"""

from __future__ import annotations

import argparse
import ctypes.util
import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
STAMP = VENV / "installed.json"
OLDEST = (3, 11)

# What Qt loads at run time, as `library: Debian package`. The first group is enough to render
# offscreen; the second is what a window on an X server needs besides.
OFFSCREEN_LIBRARIES = {
    "EGL": "libegl1",
    "GL": "libgl1",
    "glib-2.0": "libglib2.0-0",
    "xkbcommon": "libxkbcommon0",
    "dbus-1": "libdbus-1-3",
    "fontconfig": "libfontconfig1",
    "pulse": "libpulse0",
}
SCREEN_LIBRARIES = {
    "xcb-cursor": "libxcb-cursor0",
    "xkbcommon-x11": "libxkbcommon-x11-0",
    "xcb-icccm": "libxcb-icccm4",
    "xcb-keysyms": "libxcb-keysyms1",
    "xcb-shape": "libxcb-shape0",
    "Xrandr": "libxrandr2",
}


# The face that the window was drawn for; without it the system's own is used.
FONT_FOLDER = Path("/usr/share/fonts/opentype/inter")
FONT_PACKAGE = "fonts-inter"


class SetupError(Exception):
    """The machine lacks something; the message says what and how to get it."""


def say(text: str) -> None:
    """Print one line at once."""
    print(text, flush=True)


def run(command: list[str], **options: object) -> None:
    """Run a step of the set-up; a failing one ends it with the command in the message."""
    done = subprocess.run(command, **options)  # type: ignore[call-overload]
    if done.returncode:
        raise SetupError(f"This step failed ({done.returncode}): {' '.join(command)}")


def venv_python() -> Path:
    """The interpreter of the virtual environment, on this system."""
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def wanted_stamp(extras: tuple[str, ...]) -> dict[str, object]:
    """What must be true of an environment so that nothing needs to be installed."""
    digest = hashlib.sha256((ROOT / "pyproject.toml").read_bytes()).hexdigest()
    return {"pyproject": digest, "python": sys.version_info[:2], "extras": sorted(extras)}


def is_installed(extras: tuple[str, ...]) -> bool:
    """Whether the stamp of an earlier run covers what is wanted now."""
    try:
        found = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    wanted = wanted_stamp(extras)
    same = found.get("pyproject") == wanted["pyproject"]
    same = same and tuple(found.get("python", ())) == wanted["python"]
    return same and set(extras) <= set(found.get("extras", ())) and venv_python().exists()


def make_venv() -> None:
    """Create the virtual environment, or say which package of the system brings the module."""
    if venv_python().exists():
        return
    say(f"Making the virtual environment {VENV}")
    try:
        run([sys.executable, "-m", "venv", str(VENV)])
    except SetupError as error:
        shutil.rmtree(VENV, ignore_errors=True)
        remedy = "On Debian and Ubuntu: apt-get install python3-venv"
        raise SetupError(f"{error}\n{remedy}") from error


def install(extras: tuple[str, ...]) -> None:
    """Install the package, editable, unless the stamp says that it is."""
    if is_installed(extras):
        return
    make_venv()
    wanted = f".[{','.join(extras)}]" if extras else "."
    say("Installing the package and what it needs (some gigabytes the first time)")
    python = str(venv_python())
    run([python, "-m", "pip", "install", "--quiet", "--editable", wanted], cwd=ROOT)
    STAMP.write_text(json.dumps(wanted_stamp(extras)), encoding="utf-8")


def has_screen() -> bool:
    """Whether a window can be shown to somebody."""
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def missing_packages(*, on_screen: bool) -> list[str]:
    """Debian packages of the libraries that the dynamic linker does not find."""
    if not sys.platform.startswith("linux"):
        return []
    wanted = OFFSCREEN_LIBRARIES | (SCREEN_LIBRARIES if on_screen else {})
    return [package for name, package in wanted.items() if not ctypes.util.find_library(name)]


def see_to_libraries(*, on_screen: bool) -> None:
    """Install what Qt needs from the system, or print the exact command that does."""
    missing = missing_packages(on_screen=on_screen)
    if not missing:
        return
    command = ["apt-get", "install", "-y", "-q", *missing]
    if not shutil.which("apt-get"):
        raise SetupError(f"Qt needs the system libraries that Debian calls: {' '.join(missing)}")
    if os.geteuid() != 0:
        raise SetupError(f"Qt needs system libraries. Please run: sudo {' '.join(command)}")
    say(f"Installing system libraries for Qt: {' '.join(missing)}")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    run(["apt-get", "update", "-q"], env=quiet, stdout=subprocess.DEVNULL)
    run(command, env=quiet, stdout=subprocess.DEVNULL)


def see_to_font() -> None:
    """Install the window's face where that needs no question; a missing one stops nothing."""
    may_install = sys.platform.startswith("linux") and shutil.which("apt-get") and os.geteuid() == 0
    if may_install and not FONT_FOLDER.exists():
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        command = ["apt-get", "install", "-y", "-q", FONT_PACKAGE]
        subprocess.run(command, env=quiet, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def start(arguments: list[str], environment: dict[str, str] | None = None) -> int:
    """Run the environment's Python with these arguments and return its exit status."""
    env = {**os.environ, **(environment or {})}
    try:
        return subprocess.run([str(venv_python()), *arguments], cwd=ROOT, env=env).returncode
    except KeyboardInterrupt:
        return 130


def run_program(arguments: list[str]) -> int:
    """Start the window on the demo project, or do the same job without a display."""
    on_screen = has_screen()
    see_to_libraries(on_screen=on_screen)
    see_to_font()
    install(())
    if on_screen:
        return start(["-m", "vbert_studio", "demo", *arguments])
    return start(["-m", "vbert_studio", "demo", "--headless", *arguments])


def run_tests(arguments: list[str]) -> int:
    """Lint, types, the rules of import and every test."""
    see_to_libraries(on_screen=False)
    install(("test",))
    checks = [
        ["-m", "ruff", "check", "."],
        ["-m", "ruff", "format", "--check", "."],
        ["-m", "mypy"],
        ["-c", "from importlinter.cli import lint_imports_command as lint; lint()"],
    ]
    results = [start(check) for check in checks] if not arguments else []
    tests = start(["-m", "pytest", *arguments], {"QT_QPA_PLATFORM": "offscreen"})
    return next((code for code in [*results, tests] if code), 0)


def main() -> int:
    """Read the command line and do what it says."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("action", choices=("run", "test", "install"))
    parser.add_argument("arguments", nargs=argparse.REMAINDER, help="passed on")
    wanted = parser.parse_args()
    if sys.version_info < OLDEST:
        say(f"Python {OLDEST[0]}.{OLDEST[1]} or newer is needed; this is {sys.version.split()[0]}.")
        return 2
    try:
        if wanted.action == "run":
            return run_program(wanted.arguments)
        if wanted.action == "test":
            return run_tests(wanted.arguments)
        see_to_libraries(on_screen=has_screen())
        install(("test",))
    except SetupError as error:
        say(f"\nSet-up stopped. {error}")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
