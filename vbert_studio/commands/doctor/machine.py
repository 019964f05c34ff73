"""What computes, how much memory it has, and room on the disks."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from vbert_studio import places
from vbert_studio.commands.doctor.findings import Finding
from vbert_studio.commands.doctor.python import version_of
from vbert_studio.jobs.engine_device import describe_device
from vbert_studio.jobs.requests import DeviceDescription

_GB = 1e9
_LITTLE_MEMORY = 4 * _GB
_LITTLE_ROOM = 5 * _GB
_NO_ROOM = 0.2 * _GB


def examine_device() -> Iterator[Finding]:
    """The device that ``auto`` chooses."""
    device = describe_device()
    yield device_finding(device, version_of("torch") or "")


def device_finding(device: DeviceDescription, torch: str) -> Finding:
    """One line about the device: a GPU that torch cannot use is the usual surprise."""
    free = (device.memory_total - device.memory_used) / _GB
    memory = f"{device.memory_total / _GB:.1f} GB of memory, {free:.1f} GB free"
    found = f"{device.device}: {device.name}, {memory}, computes in {device.precision}"
    if device.device == "cuda" and "+cpu" in torch:
        remedy = "Run: pip install --force-reinstall torch torchvision"
        return Finding("Machine", "device", "attention", f"{found}; torch cannot use it", remedy)
    if device.memory_total < _LITTLE_MEMORY:
        remedy = "Work on one video at a time, with efficientnet-lite0-imagenet."
        return Finding("Machine", "device", "attention", found, remedy)
    return Finding("Machine", "device", "good", found)


def examine_disks(project: Path | None) -> Iterator[Finding]:
    """Room and rights where the program writes."""
    folders = {"models": places.fetched_models_dir(), "cache": places.cache_dir()}
    if project is not None:
        folders = {"project": project, **folders}
    for name, folder in folders.items():
        there = nearest_existing(folder)
        free = shutil.disk_usage(there).free
        yield disk_finding(name, folder, free, writable=os.access(there, os.W_OK))


def nearest_existing(folder: Path) -> Path:
    """The folder, or the closest one above it that exists."""
    folder = folder.absolute()
    return next(path for path in (folder, *folder.parents) if path.exists())


def disk_finding(name: str, folder: Path, free: int, *, writable: bool) -> Finding:
    """One line about a folder."""
    found = f"{free / _GB:.1f} GB free for {folder}"
    if not writable:
        found = f"{folder} cannot be written to"
        return Finding("Disk", name, "broken", found, "Change its permissions.")
    if free < _NO_ROOM:
        return Finding("Disk", name, "broken", found, "Free some space on that disk.")
    if free < _LITTLE_ROOM:
        return Finding("Disk", name, "attention", found, "Free some space before a long job.")
    return Finding("Disk", name, "good", found)
