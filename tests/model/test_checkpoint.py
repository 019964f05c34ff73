import json
from pathlib import Path

import numpy as np
import pytest
import torch

from vbert_studio.model.checkpoint import (
    CheckpointError,
    Provenance,
    load_checkpoint,
    save_checkpoint,
)
from vbert_studio.model.videobert import VideoBert

MADE_WITH = Provenance(codebook="c0de", extractor="s3d-kitchen")


def test_a_checkpoint_comes_back_as_it_was(model: VideoBert, tmp_path: Path) -> None:
    save_checkpoint(model, MADE_WITH, tmp_path / "one", half=False)
    again, provenance = load_checkpoint(tmp_path / "one", codebook="c0de")
    assert provenance == MADE_WITH
    assert again.vocabulary.digest == model.vocabulary.digest
    assert not again.training
    for name, weight in model.state_dict().items():
        assert torch.equal(again.state_dict()[name], weight), name


def test_half_precision_is_half_the_size_and_nearly_the_same(
    model: VideoBert, tmp_path: Path
) -> None:
    save_checkpoint(model, MADE_WITH, tmp_path / "full", half=False)
    save_checkpoint(model, MADE_WITH, tmp_path / "half", half=True)
    full, half = ((tmp_path / n / "model.safetensors").stat().st_size for n in ("full", "half"))
    assert half < 0.6 * full
    again, _ = load_checkpoint(tmp_path / "half", codebook="c0de")
    torch.testing.assert_close(again.table, model.table, atol=1e-3, rtol=1e-3)


def test_another_codebook_is_refused(model: VideoBert, tmp_path: Path) -> None:
    save_checkpoint(model, MADE_WITH, tmp_path / "one", half=True)
    with pytest.raises(CheckpointError) as caught:
        load_checkpoint(tmp_path / "one", codebook="beef")
    assert caught.value.kind == "other_codebook"
    assert "c0de" in str(caught.value)
    assert "beef" in str(caught.value)


def test_a_checkpoint_is_replaced_whole(model: VideoBert, tmp_path: Path) -> None:
    save_checkpoint(model, MADE_WITH, tmp_path / "one", half=True)
    (tmp_path / "one" / "stray").touch()
    save_checkpoint(model, Provenance("beef", "s3d-kitchen"), tmp_path / "one", half=True)
    assert sorted(p.name for p in tmp_path.rglob("*")) == [
        "config.json", "model.safetensors", "one",
    ]  # fmt: skip


def _cut(folder: Path) -> None:
    path = folder / "model.safetensors"
    path.write_bytes(path.read_bytes()[:-100])


def _other_rows(folder: Path) -> None:
    path = folder / "config.json"
    config = json.loads(path.read_text())
    config["leaves"] = np.arange(7).tolist()
    path.write_text(json.dumps(config))


@pytest.mark.parametrize(
    ("damage", "kind"),
    [
        (lambda f: (f / "config.json").unlink(), "checkpoint_missing"),
        (lambda f: (f / "config.json").write_text("{"), "checkpoint_damaged"),
        (lambda f: (f / "config.json").write_text('{"format": 99}'), "checkpoint_newer"),
        (lambda f: (f / "config.json").write_text('{"format": 1}'), "checkpoint_damaged"),
        (lambda f: (f / "model.safetensors").unlink(), "checkpoint_damaged"),
        (_cut, "checkpoint_damaged"),
        (_other_rows, "checkpoint_damaged"),
    ],
)
def test_damage_is_told(model: VideoBert, tmp_path: Path, damage: object, kind: str) -> None:
    save_checkpoint(model, MADE_WITH, tmp_path / "one", half=True)
    damage(tmp_path / "one")  # type: ignore[operator]
    with pytest.raises(CheckpointError) as caught:
        load_checkpoint(tmp_path / "one", codebook="c0de")
    assert caught.value.kind == kind
    assert str(tmp_path) in str(caught.value)
