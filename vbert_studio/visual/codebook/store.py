"""A codebook on disk: `tree.safetensors` and `codebook.json` in a folder of its own."""

from __future__ import annotations

import dataclasses
import json
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from vbert_studio.visual.codebook.checks import CodebookError, check_shape
from vbert_studio.visual.codebook.origin import Origin
from vbert_studio.visual.codebook.tree import Tree

FORMAT = 1
_TREE = "tree.safetensors"
_CONFIG = "codebook.json"


@dataclass(frozen=True, slots=True)
class Parts:
    """What a codebook consists of."""

    tree: Tree
    levels: int
    branching: int
    origin: Origin


def save(parts: Parts, folder: Path) -> None:
    """Write beside `folder`, then put in its place.

    Raises:
        CodebookError: kind ``cannot_write``.
    """
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        fresh = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
        try:
            _write(parts, fresh)
            _replace(folder, fresh)
        finally:
            shutil.rmtree(fresh, ignore_errors=True)
    except OSError as error:
        raise CodebookError(
            "cannot_write",
            f"The codebook cannot be written to {folder}: {error.strerror or error}.",
            path=folder,
            remedy="Check the free space and the permissions of that folder.",
        ) from error


def _write(parts: Parts, folder: Path) -> None:
    from safetensors.numpy import save as to_bytes

    tensors = {
        field.name: np.ascontiguousarray(getattr(parts.tree, field.name))
        for field in dataclasses.fields(Tree)
    }
    config = {
        "format": FORMAT,
        "levels": parts.levels,
        "branching": parts.branching,
        "feature_size": parts.tree.feature_size,
        "nodes": len(parts.tree),
        **dataclasses.asdict(parts.origin),
    }
    (folder / _TREE).write_bytes(to_bytes(tensors))
    (folder / _CONFIG).write_text(json.dumps(config, indent=2) + "\n", encoding="utf-8")
    folder.chmod(0o755)  # mkdtemp makes folders that only their owner may read


def _replace(folder: Path, fresh: Path) -> None:
    """Put `fresh` where `folder` is; what was there is removed only afterwards."""
    if not folder.exists():
        fresh.rename(folder)
        return
    old = fresh.with_name(fresh.name + ".old")
    folder.rename(old)
    try:
        fresh.rename(folder)
    except OSError:
        old.rename(folder)
        raise
    shutil.rmtree(old, ignore_errors=True)


def load(folder: Path) -> Parts:
    """Read what `save` wrote, and check that it is whole."""
    config = _read_config(folder / _CONFIG)
    try:
        levels, branching = int(config["levels"]), int(config["branching"])
        names = [field.name for field in dataclasses.fields(Origin)]
        origin = Origin(**{name: config[name] for name in names})
    except (KeyError, TypeError, ValueError) as error:
        raise _damaged(folder / _CONFIG, f"it has no usable entry {error}") from error
    check_shape(levels, branching)
    tree = _read_tree(folder / _TREE)
    _check(tree, levels, branching, folder / _TREE)
    return Parts(tree, levels, branching, origin)


def _read_config(path: Path) -> dict[str, Any]:
    try:
        config = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise CodebookError(
            "codebook_missing",
            f"There is no codebook in {path.parent}.",
            path=path.parent,
            remedy="Train a codebook.",
        ) from error
    except (OSError, ValueError) as error:
        raise _damaged(path, str(error)) from error
    if not isinstance(config, dict):
        raise _damaged(path, "it is no JSON object")
    if config.get("format") != FORMAT:
        raise CodebookError(
            "codebook_newer",
            f"{path} has format {config.get('format')}, this program reads format {FORMAT}.",
            path=path,
            remedy="Install a newer version of the program, or train the codebook again.",
        )
    return config


def _read_tree(path: Path) -> Tree:
    from safetensors import SafetensorError
    from safetensors.numpy import load as from_bytes

    try:
        tensors = from_bytes(path.read_bytes())
        return Tree(**{field.name: tensors[field.name] for field in dataclasses.fields(Tree)})
    except (OSError, SafetensorError, KeyError) as error:
        raise _damaged(path, str(error)) from error


def _check(tree: Tree, levels: int, branching: int, path: Path) -> None:
    """Every child must be a node, and have one parent that comes before it."""
    count = len(tree)
    lengths = {len(tree.centroids), len(tree.child_count), len(tree.points), count}
    if tree.centroids.ndim != 2 or len(lengths) != 1 or count < 2:
        raise _damaged(path, "its arrays do not belong together")
    inner = np.flatnonzero(tree.child_count)
    ends = tree.first_child[inner].astype(np.int64) + tree.child_count[inner]
    starts = np.concatenate([[1], ends[:-1]])
    whole = inner.size and ends[-1] == count and np.array_equal(tree.first_child[inner], starts)
    if not whole or tree.child_count.max() > branching or not np.isfinite(tree.centroids).all():
        raise _damaged(path, "its nodes do not form a tree")
    _check_depth(tree, inner, levels, path)


def _check_depth(tree: Tree, inner: np.ndarray[Any, Any], levels: int, path: Path) -> None:
    depth = np.zeros(len(tree), dtype=np.int64)
    for node in inner:
        depth[tree.children(int(node))] = depth[node] + 1
    if depth.max() > levels:
        raise _damaged(path, f"its nodes go deeper than {levels} levels")


def _damaged(path: Path, reason: str) -> CodebookError:
    return CodebookError(
        "codebook_damaged",
        f"{path} cannot be read as a codebook: {reason}.",
        path=path,
        remedy="Train the codebook again, or put back a copy of the folder.",
    )
