"""The folders the program reads and writes, besides a project's own."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

_PACKAGE = Path(__file__).resolve().parent
_APP = "vbert-studio"


def _shipped(name: str) -> Path:
    """A folder that stands beside the package in a checkout, and inside it once installed."""
    beside = _PACKAGE.parent / name
    return beside if beside.is_dir() else _PACKAGE / "share" / name


def models_dir() -> Path:
    """Shipped weights, their cards and `registry.toml`."""
    return _shipped("models")


def resources_dir() -> Path:
    """Icons, demo videos, templates, translations."""
    return _shipped("resources")


def _home(kind: str, default: Path) -> Path:
    """`VBERT_STUDIO_HOME` moves everything of a person's own below one folder."""
    home = os.environ.get("VBERT_STUDIO_HOME")
    return Path(home) / kind if home else default


def fetched_models_dir() -> Path:
    """Weights that this machine fetched or a person added, one folder per model.

    `VBERT_STUDIO_MODELS` moves this folder alone, so that several homes can share the weights.
    """
    shared = os.environ.get("VBERT_STUDIO_MODELS")
    if shared:
        return Path(shared)
    return _home("models", platformdirs.user_data_path(_APP, appauthor=False) / "models")


def cache_dir() -> Path:
    """Whatever can be computed again: thumbnails, proxies, compiled networks."""
    return _home("cache", platformdirs.user_cache_path(_APP, appauthor=False))


def config_dir() -> Path:
    """A person's settings and the state of their windows."""
    return _home("config", platformdirs.user_config_path(_APP, appauthor=False))


def projects_dir() -> Path:
    """Where a new project goes when nobody says where."""
    return _home("projects", platformdirs.user_documents_path() / "VBERT Studio")


def crash_dir() -> Path:
    """Reports of bugs, kept until they are read."""
    return _home("crashes", platformdirs.user_state_path(_APP, appauthor=False) / "crashes")
