"""Which positions does the model look at? The attention weights of every layer and head."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import torch

from vbert_studio.model.sequence import Sequence, collate
from vbert_studio.model.videobert import Inputs
from vbert_studio.tasks.asker import Asker


@torch.inference_mode()
def attention(asker: Asker, sequence: Sequence) -> npt.NDArray[np.float32]:
    """Weights, float32 (layers, heads, T, T): row `i` says where position `i` looks; it sums to 1.

    The fast kernels do not hand their weights out, so this pass runs on the plain one.
    """
    trunk = asker.model.trunk
    inputs = Inputs.of(collate([sequence]), asker.model.device)
    trunk.set_attn_implementation("eager")
    try:
        found = trunk(
            input_ids=inputs.ids, token_type_ids=inputs.segments, output_attentions=True
        ).attentions
    finally:
        trunk.set_attn_implementation("sdpa")
    return torch.cat(found).float().cpu().numpy()  # (L, A, T, T)
