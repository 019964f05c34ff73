"""What there is to compute on, found without loading PyTorch."""

from __future__ import annotations

import ctypes
import platform
import sys
from typing import Literal

from vbert_studio.errors import StudioError

Device = Literal["cuda", "mps", "cpu"]

_CUDA_LIBRARY = {"win32": "nvcuda.dll", "linux": "libcuda.so.1"}


def available_devices() -> list[Device]:
    """The best first; the CPU is always there."""
    devices: list[Device] = ["cpu"]
    if sys.platform == "darwin" and platform.machine() == "arm64":
        devices.insert(0, "mps")
    if cuda_device_count():
        devices.insert(0, "cuda")
    return devices


def choose_device(wanted: str = "auto") -> Device:
    """The device meant by `wanted`: ``auto``, ``cuda``, ``mps`` or ``cpu``.

    Raises:
        StudioError: kind ``no_such_device`` when this machine does not have it.
    """
    devices = available_devices()
    if wanted == "auto":
        return devices[0]
    for device in devices:
        if device == wanted:
            return device
    raise StudioError(
        "no_such_device",
        f"There is no device '{wanted}' on this machine.",
        remedy=f"Use one of: auto, {', '.join(devices)}.",
    )


def cuda_device_count() -> int:
    """How many NVIDIA devices the driver offers; 0 without a driver."""
    try:
        driver = ctypes.CDLL(_CUDA_LIBRARY[sys.platform])
    except (KeyError, OSError):
        return 0
    count = ctypes.c_int(0)
    if driver.cuInit(0) != 0 or driver.cuDeviceGetCount(ctypes.byref(count)) != 0:
        return 0
    return count.value
