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
from vbert_studio.model.compact import pack, unpack
from vbert_studio.model.presets import PRESETS
from vbert_studio.model.sequence import build_sequence, collate
from vbert_studio.model.videobert import Inputs, Places, VideoBert
from vbert_studio.model.vocabulary import JointVocabulary

MADE_WITH = Provenance(codebook="c0de", extractor="s3d-kitchen")


def test_a_checkpoint_comes_back_as_it_was(model: VideoBert, tmp_path: Path) -> None:
    save_checkpoint(model, MADE_WITH, tmp_path / "one", half=False)
    again, provenance = load_checkpoint(tmp_path / "one", codebook="c0de")
    assert provenance == MADE_WITH
    assert again.vocabulary.digest == model.vocabulary.digest
    assert not again.training
    for name, weight in model.state_dict().items():
        assert torch.equal(again.state_dict()[name], weight), name


def test_what_is_shipped_answers_like_what_was_trained(model: VideoBert, tmp_path: Path) -> None:
    """Rounding moves a logit by less than a tenth of how far the logits spread."""
    save_checkpoint(model, MADE_WITH, tmp_path / "half", half=True)
    again, _ = load_checkpoint(tmp_path / "half", codebook="c0de")
    first = model.vocabulary.first_visual
    batch = collate(
        build_sequence(model.vocabulary, [1005 + k, 1007, 1100], first + np.arange(k, k + 5))
        for k in range(8)
    )
    rows, columns = torch.arange(8), torch.full((8,), 2)
    asked = Inputs.of(batch), Places(rows, columns), Places(rows, columns + 4)
    with torch.no_grad():
        before, after = model(*asked), again(*asked)
    for name in ("text", "video", "alignment"):
        wanted, got = getattr(before, name), getattr(after, name)
        assert (wanted - got).abs().max() < 0.1 * float(before.text.std()), name


@pytest.mark.parametrize("size", [1e-9, 1e-3, 1.0, 300.0])
def test_rounded_rows_are_off_by_half_a_step_at_most(size: float) -> None:
    rows = torch.randn(50, 32, generator=torch.Generator().manual_seed(1)) * size
    rows[3] = 0.0
    table = "trunk.embeddings.word_embeddings.weight"
    back = unpack(pack({table: rows}, text_size=40))[table]
    steps = rows[:40].abs().amax(dim=1, keepdim=True) / 127
    assert ((back[:40] - rows[:40]).abs() <= torch.clamp(0.6 * steps, min=1e-7)).all()
    torch.testing.assert_close(back[40:], rows[40:], rtol=1e-3, atol=1e-7)
    assert (back[3] == 0).all()


def test_the_small_model_is_small_enough_to_ship(tmp_path: Path) -> None:
    vocabulary = JointVocabulary(30_522, np.arange(2_000, dtype=np.int32))
    small = VideoBert(vocabulary, PRESETS["small"])
    save_checkpoint(small, MADE_WITH, tmp_path / "small", half=True)
    assert sum(f.stat().st_size for f in (tmp_path / "small").iterdir()) < 38e6


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
