"""The three uses of the joint table in one step of the autograd, so that its gradient is made once.

Left to itself, PyTorch makes a gradient as large as the table for the embedding, one for the rows
of each head, and adds the three: at 30,000 rows a tenth of a training step on a CPU.
"""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor
from torch.autograd import Function
from torch.nn import functional


def used_rows(table: Tensor, ids: Tensor, text_size: int) -> tuple[Tensor, Tensor, Tensor]:
    """The rows of ids, of all WordPieces and of all visual words.

    Args:
        table: (size, H), WordPieces first, then ``[>]``, then visual words.
        ids: int64 (B, T).
        text_size: how many WordPieces there are.

    Returns:
        (B, T, H), (text_size, H), (V, H).
    """
    rows: tuple[Tensor, Tensor, Tensor] = _UsedRows.apply(table, ids, text_size)
    return rows


class _UsedRows(Function):
    @staticmethod
    def forward(
        ctx: Any,  # noqa: ANN401 - PyTorch's own
        table: Tensor,
        ids: Tensor,
        text_size: int,
    ) -> tuple[Tensor, Tensor, Tensor]:
        ctx.save_for_backward(ids)
        ctx.text_size, ctx.size = text_size, table.shape[0]
        words, visual = table[:text_size], table[text_size + 1 :]
        return functional.embedding(ids, table), words, visual

    @staticmethod
    def backward(
        ctx: Any,  # noqa: ANN401 - PyTorch's own
        *grads: Tensor,
    ) -> tuple[Tensor | None, None, None]:
        embedded, words, visual = grads
        (ids,) = ctx.saved_tensors
        total = torch.empty(ctx.size, words.shape[1], dtype=words.dtype, device=words.device)
        total[: ctx.text_size] = words
        total[ctx.text_size] = 0
        total[ctx.text_size + 1 :] = visual
        flat = embedded.reshape(-1, embedded.shape[-1]).to(total.dtype)  # (B * T, H)
        return total.index_add_(0, ids.reshape(-1), flat), None, None
