from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.torch import save_file

from vbert_studio.errors import WeightsError
from vbert_studio.model.initial import start_from_bert, start_visual_rows
from vbert_studio.model.presets import PRESETS, Shape
from vbert_studio.model.videobert import VideoBert
from vbert_studio.model.vocabulary import JointVocabulary


def bert_file(folder: Path, shape: Shape, words: int) -> Path:
    """A BERT as they lie on disk: no joint rows, more positions, an unused pooler."""
    torch.manual_seed(1)
    donor = VideoBert(JointVocabulary(words, np.arange(1, dtype=np.int32)), shape).trunk
    tensors = {k: torch.randn_like(v) for k, v in donor.state_dict().items()}
    tensors["embeddings.word_embeddings.weight"] = torch.randn(words, shape.hidden)
    tensors["embeddings.position_embeddings.weight"] = torch.randn(512, shape.hidden)
    tensors["pooler.dense.weight"] = torch.zeros(3)
    save_file(tensors, folder / "bert.safetensors")
    return folder / "bert.safetensors"


def test_the_trunk_starts_from_a_bert(model: VideoBert, tmp_path: Path) -> None:
    file = bert_file(tmp_path, PRESETS["tiny"], 1200)
    visual = model.table[model.vocabulary.first_visual :].detach().clone()
    start_from_bert(model, file)
    from safetensors.torch import load_file

    given = load_file(file)
    assert torch.equal(model.table[:1200], given["embeddings.word_embeddings.weight"])
    key = "encoder.layer.1.output.dense.weight"
    assert torch.equal(model.trunk.state_dict()[key], given[key])
    assert torch.equal(model.table[model.vocabulary.first_visual :], visual)


def test_a_bert_of_another_size_is_refused(model: VideoBert, tmp_path: Path) -> None:
    file = bert_file(tmp_path, Shape(hidden=16, layers=2, heads=2), 1200)
    with pytest.raises(WeightsError, match="does not fit"):
        start_from_bert(model, file)


def test_visual_rows_keep_the_distances_of_the_centroids(model: VideoBert) -> None:
    """With fewer axes than the model is wide, the turned centroids are as far apart as before."""
    rng = np.random.default_rng(3)
    flat = rng.normal(size=(40, 10)) @ rng.normal(size=(10, 1024))
    start_visual_rows(model, flat.astype(np.float32))
    rows = model.table[model.vocabulary.first_visual :].detach().numpy()
    text = model.table[:1200].detach().numpy()
    was = np.linalg.norm(flat[:, None] - flat[None], axis=-1)
    now = np.linalg.norm(rows[:, None] - rows[None], axis=-1)
    assert np.corrcoef(was.ravel(), now.ravel())[0, 1] == pytest.approx(1.0, abs=1e-5)
    assert rows.std() == pytest.approx(text.std(), rel=1e-3)
