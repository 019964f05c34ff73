"""`models/registry.toml`, read into records; a person's own `registry.toml` is laid over it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, get_args

from vbert_studio import places
from vbert_studio.errors import WeightsError
from vbert_studio.weights.entries import (
    DiskSource,
    ModelEntry,
    ModelFile,
    ModelKind,
    Preprocessing,
    Source,
    WebSource,
    WheelMember,
    WheelSource,
)

__all__ = ["ModelEntry", "ModelFile", "ModelKind", "Preprocessing", "Registry"]

_FILE_NAME = "registry.toml"

_NOT_OF_KIND: dict[ModelKind, str] = {
    "extractor": "not_an_extractor",
    "asr": "not_a_recogniser",
    "wordpiece": "not_a_vocabulary",
    "encoder": "not_an_encoder",
    "codebook": "not_a_codebook",
    "videobert": "not_a_videobert",
}


class Registry:
    """All models that the program knows."""

    def __init__(self, entries: Iterable[ModelEntry]) -> None:
        self._entries = {entry.name: entry for entry in entries}

    @classmethod
    def load(cls) -> Registry:
        """Read the shipped registry, then the one in a person's own models folder, if any.

        Raises:
            WeightsError: kind ``registry_damaged`` when a file or an entry of it makes no sense.
        """
        entries = list(read_registry(places.models_dir() / _FILE_NAME))
        own = places.fetched_models_dir() / _FILE_NAME
        if own.exists():
            entries += read_registry(own)
        return cls(entries)

    def entry(self, name: str, kind: ModelKind | None = None) -> ModelEntry:
        """The model of that name.

        Args:
            name: of the model.
            kind: what it has to be; None takes any.

        Raises:
            WeightsError: kind ``unknown_model``, or ``not_an_extractor``, ``not_a_recogniser`` and
                so on; the remedy lists those of the right kind.
        """
        found = self._entries.get(name)
        if found is not None and kind in (None, found.kind):
            return found
        known = ", ".join(sorted(entry.name for entry in self.entries(kind)))
        if found is None or kind is None:
            raise WeightsError(
                "unknown_model", f"There is no model named '{name}'.", remedy=f"Known: {known}."
            )
        raise WeightsError(
            _NOT_OF_KIND[kind],
            f"'{name}' is a model of the kind {found.kind}, not {kind}.",
            remedy=f"Known: {known}.",
        )

    def entries(self, kind: ModelKind | None = None) -> list[ModelEntry]:
        """All models, or those of one kind, in the order of the registry."""
        return [e for e in self._entries.values() if kind in (None, e.kind)]


def read_registry(path: Path) -> Iterator[ModelEntry]:
    """The entries of one file; errors name the file and the entry."""
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise _damaged(path, str(error)) from error
    for name, table in tables.items():
        try:
            yield _entry(name, table)
        except (KeyError, TypeError, ValueError) as error:
            raise _damaged(path, f"entry '{name}': {error!r}") from error


def _damaged(path: Path, reason: str) -> WeightsError:
    return WeightsError(
        "registry_damaged",
        f"The list of models {path} cannot be read: {reason}.",
        path=path,
        remedy="Restore the file from the program's own copy.",
    )


def _entry(name: str, table: dict[str, Any]) -> ModelEntry:
    fields = dict(table)
    if fields["kind"] not in get_args(ModelKind):
        raise ValueError(f"unknown kind {fields['kind']!r}")
    files = tuple(_file(file) for file in fields.pop("files", []))
    preprocessing = fields.pop("preprocessing", None)
    return ModelEntry(
        name=name,
        files=files,
        preprocessing=None if preprocessing is None else _preprocessing(preprocessing),
        **fields,
    )


def _file(table: dict[str, Any]) -> ModelFile:
    name = str(table["name"])
    if Path(name).name != name:
        raise ValueError(f"a file's name must be a plain name, not {name!r}")
    return ModelFile(
        name=name,
        size=table.get("size"),
        sha256=str(table.get("sha256", "")).lower(),
        sources=tuple(_source(source) for source in table["sources"]),
    )


def _source(table: dict[str, Any]) -> Source:
    [(kind, value)] = table.items()
    if kind == "disk":
        return DiskSource(value)
    if kind == "web":
        return WebSource(value)
    if kind == "wheel":
        return WheelSource(tuple(WheelMember(**member) for member in value))
    raise ValueError(f"unknown source {kind!r}")


def _preprocessing(table: dict[str, Any]) -> Preprocessing:
    resize = table["resize"]
    return Preprocessing(
        resize=resize if isinstance(resize, int) else (int(resize[0]), int(resize[1])),
        crop=int(table["crop"]),
        mean=_triple(table["mean"]),
        std=_triple(table["std"]),
    )


def _triple(values: list[float]) -> tuple[float, float, float]:
    red, green, blue = (float(value) for value in values)
    return red, green, blue
