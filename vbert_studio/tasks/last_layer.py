"""The last layer at the positions that are asked about, and nowhere else.

Every position is read by every layer below; of the last one only what is asked is ever looked at.
Left out is what a layer costs beyond its keys and values: five sixths of one, a seventh of a model
of six.
"""

from __future__ import annotations

from typing import cast

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional
from transformers.models.bert.modeling_bert import BertLayer, BertSelfAttention

from vbert_studio.model.videobert import Inputs, VideoBert
from vbert_studio.model.vocabulary import Ids


@torch.inference_mode()
def states_at(model: VideoBert, inputs: Inputs, rows: Ids, columns: Ids) -> Tensor:
    """The last hidden states at some places, (M, H), as `VideoBert.hidden` has them there.

    Args:
        model: whose trunk reads.
        inputs: B rows.
        rows: int64 (M,), rising: which row each place is in.
        columns: int64 (M,): where in it.
    """
    trunk = model.trunk
    states = trunk.embeddings(input_ids=inputs.ids, token_type_ids=inputs.segments)  # (B, T, H)
    attended = None if inputs.attended is None else inputs.attended[:, None, None]  # (B, 1, 1, T)
    *below, last = cast("list[BertLayer]", list(trunk.encoder.layer))
    for layer in below:
        states = layer(states, attended)
    grid, slots = _side_by_side(len(states), rows, columns)
    each = torch.arange(len(states), device=states.device)[:, None]  # (B, 1)
    asking = states[each, torch.from_numpy(grid).to(states.device)]  # (B, m, H)
    seen = _gathered(cast("BertSelfAttention", last.attention.self), states, asking, attended)
    summed = last.attention.output(seen, asking)  # (B, m, H)
    found: Tensor = last.output(last.intermediate(summed), summed)  # (B, m, H)
    return found[torch.from_numpy(rows), torch.from_numpy(slots)]


def _side_by_side(count: int, rows: Ids, columns: Ids) -> tuple[Ids, Ids]:
    """The columns as a grid (B, m), short rows filled up with column 0, and the slot of each."""
    counts = np.bincount(rows, minlength=count)  # (B,)
    slots = np.arange(len(rows)) - (np.cumsum(counts) - counts)[rows]  # (M,)
    grid = np.zeros((count, counts.max(initial=1)), dtype=np.int64)  # (B, m)
    grid[rows, slots] = columns
    return grid, slots


def _gathered(
    attention: BertSelfAttention, states: Tensor, asking: Tensor, attended: Tensor | None
) -> Tensor:
    """What each asking position gathers from all positions of its row, (B, m, H)."""
    split = (len(states), -1, attention.num_attention_heads, attention.attention_head_size)
    query = attention.query(asking).view(split).transpose(1, 2)  # (B, A, m, H / A)
    key = attention.key(states).view(split).transpose(1, 2)  # (B, A, T, H / A)
    value = attention.value(states).view(split).transpose(1, 2)  # (B, A, T, H / A)
    seen = functional.scaled_dot_product_attention(query, key, value, attn_mask=attended)
    return seen.transpose(1, 2).reshape(asking.shape)
