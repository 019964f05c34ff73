"""Where a model's weights start: the trunk from a BERT, the visual rows from the centroids."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch

from vbert_studio.errors import WeightsError
from vbert_studio.model.videobert import VideoBert

_WORDS = "embeddings.word_embeddings.weight"
_POSITIONS = "embeddings.position_embeddings.weight"
_POOLER = "pooler."


def start_from_bert(model: VideoBert, file: Path) -> None:
    """Load a BERT's safetensors into the trunk; `[>]`, the visual rows and the heads stay.

    Position rows beyond the model's longest sequence are dropped.

    Raises:
        WeightsError: kind ``wrong_shape`` when the file is a BERT of another size.
    """
    from safetensors.torch import load_file

    found = {k.removeprefix("bert."): v for k, v in load_file(file).items()}
    wanted = model.trunk.state_dict()
    words = found.pop(_WORDS)
    found[_POSITIONS] = found[_POSITIONS][: model.shape.longest]
    given = {k: v for k, v in found.items() if k in wanted}
    differing = [k for k, v in given.items() if v.shape != wanted[k].shape]
    missing = [k for k in wanted if k not in given and k != _WORDS and not k.startswith(_POOLER)]
    if differing or missing or words.shape != (model.vocabulary.text_size, model.shape.hidden):
        raise WeightsError(
            "wrong_shape",
            f"{file.name} does not fit a model of {model.shape.layers} layers of "
            f"{model.shape.hidden} ({', '.join([*differing, *missing][:3]) or 'vocabulary'}).",
            path=file,
            remedy="Choose the preset whose shape the file has.",
        )
    model.trunk.load_state_dict({**wanted, **given})
    with torch.no_grad():
        model.table[: len(words)] = words


def start_visual_rows(model: VideoBert, centroids: npt.NDArray[np.float32]) -> None:
    """Set the visual rows from the leaf centroids, (V, D) in the order of the vocabulary.

    The centroids are turned onto their principal axes, as many as the model is wide, and scaled so
    that their spread is that of the text rows. Axes that few centroids do not have are zero.
    """
    hidden = model.shape.hidden
    centred = centroids - centroids.mean(axis=0)  # (V, D)
    # Right singular vectors are the principal axes.
    left, strengths, _ = np.linalg.svd(centred, full_matrices=False)
    turned = (left * strengths)[:, :hidden]  # (V, min(V, D, H))
    rows = np.zeros((len(centroids), hidden), np.float32)  # (V, H)
    rows[:, : turned.shape[1]] = turned
    text = model.table[: model.vocabulary.text_size].detach()
    scale = float(text.std()) / max(float(rows.std()), 1e-12)
    with torch.no_grad():
        model.table[model.vocabulary.first_visual :] = torch.from_numpy(rows * scale)
