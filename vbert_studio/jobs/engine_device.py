"""What this machine computes with, found out without loading a network library."""

from __future__ import annotations

import functools
import platform
import shutil
import subprocess
from pathlib import Path

import psutil

from vbert_studio.jobs.requests import Device, DeviceDescription, Precision

_MEBIBYTE = 1 << 20
_ANSWER_IN_S = 10.0
_NATIVE_BFLOAT16 = ("avx512_bf16", "amx_bf16", "bf16")


def describe_device() -> DeviceDescription:
    """CUDA, then MPS, then the processor."""
    return _cuda() or _apple() or _processor()


def _cuda() -> DeviceDescription | None:
    """The first GPU that NVIDIA's driver tells of; its tool comes with the driver."""
    tool = shutil.which("nvidia-smi")
    if tool is None:
        return None
    query = "--query-gpu=name,memory.total,memory.used,compute_cap"
    command = [tool, query, "--format=csv,noheader,nounits"]
    try:
        told = subprocess.run(
            command, capture_output=True, text=True, timeout=_ANSWER_IN_S, check=True
        )
        return read_gpu(told.stdout)
    except (OSError, subprocess.SubprocessError):
        return None


def read_gpu(table: str) -> DeviceDescription | None:
    """The first line of nvidia-smi's answer; None where it tells of no GPU."""
    fields = [field.strip() for field in table.partition("\n")[0].split(",")]
    try:
        name, total, used, capability = fields
        native = float(capability) >= 8.0
        return DeviceDescription(
            device="cuda",
            name=name,
            memory_total=int(total) * _MEBIBYTE,
            memory_used=int(used) * _MEBIBYTE,
            precision="bfloat16" if native else "float32",
        )
    except ValueError:
        return None


def _apple() -> DeviceDescription | None:
    if platform.system() != "Darwin" or platform.machine() != "arm64":
        return None
    return _with_main_memory("mps", "float32")


def _processor() -> DeviceDescription:
    native = any(flag in _processor_flags() for flag in _NATIVE_BFLOAT16)
    return _with_main_memory("cpu", "bfloat16" if native else "float32")


def _with_main_memory(device: Device, precision: Precision) -> DeviceDescription:
    memory = psutil.virtual_memory()
    used = int(memory.total - memory.available)
    return DeviceDescription(device, _processor_name(), memory.total, used, precision)


@functools.cache
def _processor_flags() -> frozenset[str]:
    lines = [*_cpuinfo("flags"), *_cpuinfo("Features")]
    return frozenset(lines[0].split()) if lines else frozenset()


@functools.cache
def _processor_name() -> str:
    if platform.system() == "Darwin":
        command = ["sysctl", "-n", "machdep.cpu.brand_string"]
        return subprocess.run(command, capture_output=True, text=True).stdout.strip()
    names = _cpuinfo("model name")
    return names[0] if names else platform.processor() or platform.machine()


def _cpuinfo(field: str) -> list[str]:
    """The values of a field of Linux's list of processors; empty elsewhere."""
    path = Path("/proc/cpuinfo")
    if not path.exists():
        return []
    pairs = (line.partition(":") for line in path.read_text(encoding="utf-8").splitlines())
    return [value.strip() for name, _, value in pairs if name.strip() == field]
