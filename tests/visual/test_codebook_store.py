"""The codebook on disk."""

from __future__ import annotations

import dataclasses
import json
import os
from pathlib import Path

import numpy as np
import pytest
from codebook_features import clouds

import vbert_studio
from vbert_studio.visual.codebook import Codebook, CodebookError, fit_codebook
from vbert_studio.visual.codebook.tree import Tree, digest_of


@pytest.fixture(scope="module")
def book() -> Codebook:
    return fit_codebook(clouds(500), seed=5, extractor="s3d-kinetics400")


def test_what_is_saved_comes_back(book: Codebook, tmp_path: Path):
    folder = tmp_path / "a project" / "checkpoints" / "words"
    book.save(folder)
    back = Codebook.load(folder)
    features = clouds(200, seed=3)
    assert np.array_equal(back.encode(features), book.encode(features))
    assert np.array_equal(back.leaf_points, book.leaf_points)
    assert (back.levels, back.branching, back.origin) == (4, 12, book.origin)
    config = json.loads((folder / "codebook.json").read_text())
    assert config["extractor"] == "s3d-kinetics400"
    assert (config["feature_size"], config["seed"], config["fitted"]) == (16, 5, 500)
    assert config["code_version"] == vbert_studio.__version__


def test_the_digest_names_what_the_tree_does_and_nothing_else(book: Codebook, tmp_path: Path):
    book.save(tmp_path / "words")
    assert Codebook.load(tmp_path / "words").digest == book.digest
    assert fit_codebook(clouds(500), seed=5, extractor="another name").digest == book.digest
    moved = Codebook(
        dataclasses.replace(book.tree, centroids=book.tree.centroids + 1),
        levels=book.levels,
        branching=book.branching,
        origin=book.origin,
    )
    assert moved.digest != book.digest
    assert len(book.digest) == 16


def test_a_digest_does_not_depend_on_the_machine():
    centroids = np.array([[0.5, 0.0], [0.0, 1.0], [1.0, -1.0]], np.float32)
    first, count = np.array([1, 0, 0], np.int32), np.array([2, 0, 0], np.int32)
    tree = Tree(centroids, first, count, np.array([2, 1, 1]))
    assert digest_of(tree, 4, 12) == "595101f0f156b372"


def test_saving_again_replaces_and_leaves_nothing_beside(book: Codebook, tmp_path: Path):
    fit_codebook(clouds(40)).save(tmp_path / "words")
    book.save(tmp_path / "words")
    assert len(Codebook.load(tmp_path / "words").leaves) == len(book.leaves)
    assert [path.name for path in tmp_path.iterdir() if path.name != "home"] == ["words"]


def test_a_save_that_fails_leaves_the_old_codebook(
    book: Codebook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    book.save(tmp_path / "words")
    rename = Path.rename

    def full_disk(self: Path, target: Path) -> Path:
        if Path(target).name == "words" and not self.name.endswith(".old"):
            raise OSError(28, os.strerror(28))
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", full_disk)
    with pytest.raises(CodebookError, match="No space left") as caught:
        fit_codebook(clouds(40)).save(tmp_path / "words")
    assert caught.value.kind == "cannot_write"
    assert len(Codebook.load(tmp_path / "words").leaves) == len(book.leaves)
    assert [path.name for path in tmp_path.iterdir() if path.name != "home"] == ["words"]


def test_a_folder_that_cannot_be_made_is_named(book: Codebook, tmp_path: Path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(CodebookError, match="file") as caught:
        book.save(tmp_path / "file" / "words")
    assert caught.value.kind == "cannot_write"


def test_no_codebook_is_told_from_a_broken_one(book: Codebook, tmp_path: Path):
    with pytest.raises(CodebookError) as caught:
        Codebook.load(tmp_path)
    assert caught.value.kind == "codebook_missing"
    assert caught.value.path == tmp_path


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-100])


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _bend(path: Path) -> None:
    """Whole by its length, but with children that point outside."""
    raw = bytearray(path.read_bytes())
    head = 8 + int.from_bytes(raw[:8], "little")
    start, end = json.loads(raw[8:head])["first_child"]["data_offsets"]
    raw[head + start : head + end] = b"\x7f" * (end - start)
    path.write_bytes(raw)


@pytest.mark.parametrize(
    ("name", "harm"),
    [
        ("tree.safetensors", _cut),
        ("tree.safetensors", _empty),
        ("tree.safetensors", _bend),
        ("tree.safetensors", Path.unlink),
        ("codebook.json", _cut),
        ("codebook.json", _empty),
    ],
)
def test_a_harmed_file_is_named(book: Codebook, tmp_path: Path, name: str, harm):
    book.save(tmp_path / "words")
    harm(tmp_path / "words" / name)
    with pytest.raises(CodebookError, match=name) as caught:
        Codebook.load(tmp_path / "words")
    assert caught.value.kind == "codebook_damaged"
    assert caught.value.remedy


def test_a_newer_format_is_not_guessed_at(book: Codebook, tmp_path: Path):
    book.save(tmp_path / "words")
    path = tmp_path / "words" / "codebook.json"
    path.write_text(path.read_text().replace('"format": 1', '"format": 2'))
    with pytest.raises(CodebookError, match="format 2") as caught:
        Codebook.load(tmp_path / "words")
    assert caught.value.kind == "codebook_newer"
