"""The network: a BERT trunk over the joint vocabulary, with one head per question.

Sun, Myers, Vondrick, Murphy, Schmid: VideoBERT, ICCV 2019. Trunk: Devlin et al., BERT, 2019.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional
from transformers import BertConfig, BertModel

from vbert_studio.model.presets import Shape
from vbert_studio.model.rows import used_rows
from vbert_studio.model.sequence import Batch
from vbert_studio.model.vocabulary import PAD, JointVocabulary


@dataclass(frozen=True, slots=True)
class Inputs:
    """A batch on the device.

    Attributes:
        ids: int64 (B, T).
        segments: int64 (B, T).
        attended: bool (B, T), or None when no row is padded, which lets attention run faster.
    """

    ids: Tensor
    segments: Tensor
    attended: Tensor | None

    @classmethod
    def of(cls, batch: Batch, device: torch.device | str = "cpu") -> Inputs:
        """Move a batch to the device."""
        attended = batch.attended
        return cls(
            ids=torch.from_numpy(batch.ids).to(device),
            segments=torch.from_numpy(batch.segments).to(device),
            attended=None if attended.all() else torch.from_numpy(attended).to(device),
        )


@dataclass(frozen=True, slots=True)
class Places:
    """Positions in a batch: sequence `rows` (M,) and `columns` (M,), both int64."""

    rows: Tensor
    columns: Tensor


@dataclass(frozen=True, slots=True)
class Answers:
    """What the heads say.

    Attributes:
        text: logits over the WordPieces at the places asked, (M, text_size).
        video: logits over the visual words at the places asked, (N, V).
        alignment: logits of ``[CLS]``, (B,).
    """

    text: Tensor
    video: Tensor
    alignment: Tensor


class VideoBert(nn.Module):
    """The joint model.

    Args:
        vocabulary: the rows of the embedding table.
        shape: how large the trunk is.
    """

    def __init__(self, vocabulary: JointVocabulary, shape: Shape) -> None:
        super().__init__()
        self.vocabulary = vocabulary
        self.shape = shape
        self.trunk = BertModel(_trunk_config(vocabulary, shape), add_pooling_layer=False)
        self.text_head = _TiedHead(shape.hidden, vocabulary.text_size)
        self.visual_head = _TiedHead(shape.hidden, vocabulary.visual_size)
        self.alignment_head = nn.Linear(shape.hidden, 1)
        nn.init.normal_(self.alignment_head.weight, std=_spread(shape.hidden))
        nn.init.zeros_(self.alignment_head.bias)

    @property
    def table(self) -> Tensor:
        """The joint embedding table, (size, H)."""
        return self.trunk.embeddings.word_embeddings.weight

    @property
    def device(self) -> torch.device:
        """Where the weights are."""
        return self.table.device

    def forward(self, inputs: Inputs, text: Places, video: Places) -> Answers:
        """Answer at these places only: no head sees a position that nobody asked about."""
        embedded, words, visual = used_rows(self.table, inputs.ids, self.vocabulary.text_size)
        states = self._read(inputs, inputs_embeds=embedded)  # (B, T, H)
        return Answers(
            text=self.text_head(states[text.rows, text.columns], words),
            video=self.visual_head(states[video.rows, video.columns], visual),
            alignment=self.alignment_logits(states),
        )

    def hidden(self, inputs: Inputs) -> Tensor:
        """The last hidden states, (B, T, H)."""
        return self._read(inputs, input_ids=inputs.ids)

    def _read(self, inputs: Inputs, **given: Tensor) -> Tensor:
        """The trunk on ids, or on rows of the table."""
        states: Tensor = self.trunk(
            **given, token_type_ids=inputs.segments, attention_mask=inputs.attended
        ).last_hidden_state
        return states  # (B, T, H)

    def text_logits(self, states: Tensor) -> Tensor:
        """Over the WordPieces: (M, H) to (M, text_size)."""
        rows = self.table[: self.vocabulary.text_size]  # (text_size, H)
        return self.text_head(states, rows)  # type: ignore[no-any-return]

    def visual_logits(self, states: Tensor) -> Tensor:
        """Over the visual words, in the order of the vocabulary: (M, H) to (M, V)."""
        rows = self.table[self.vocabulary.first_visual :]  # (V, H)
        return self.visual_head(states, rows)  # type: ignore[no-any-return]

    def alignment_logits(self, states: Tensor) -> Tensor:
        """Aligned or not, from the states of ``[CLS]``: (B, T, H) to (B,)."""
        return self.alignment_head(states[:, 0]).squeeze(-1)  # type: ignore[no-any-return]


class _TiedHead(nn.Module):
    """BERT's prediction head, onto rows that are the embedding table's own."""

    def __init__(self, hidden: int, rows: int) -> None:
        super().__init__()
        self.dense = nn.Linear(hidden, hidden)
        self.norm = nn.LayerNorm(hidden, eps=1e-12)
        self.bias = nn.Parameter(torch.zeros(rows))
        nn.init.normal_(self.dense.weight, std=_spread(hidden))
        nn.init.zeros_(self.dense.bias)

    def forward(self, states: Tensor, rows: Tensor) -> Tensor:
        transformed = self.norm(functional.gelu(self.dense(states)))  # (M, H)
        return functional.linear(transformed, rows, self.bias)  # (M, rows)


def _spread(hidden: int) -> float:
    """The standard deviation of fresh weights.

    BERT's 0.02 belongs to a width of 1024. In a narrow model it makes what attention gathers vanish
    beside the residual, and learning waits for it to grow: so the variance of a sum is kept.
    """
    return 0.02 * math.sqrt(1024 / hidden)


def _trunk_config(vocabulary: JointVocabulary, shape: Shape) -> BertConfig:
    return BertConfig(
        vocab_size=vocabulary.size,
        hidden_size=shape.hidden,
        num_hidden_layers=shape.layers,
        num_attention_heads=shape.heads,
        intermediate_size=4 * shape.hidden,
        max_position_embeddings=shape.longest,
        hidden_dropout_prob=shape.dropout,
        attention_probs_dropout_prob=shape.dropout,
        type_vocab_size=2,
        initializer_range=_spread(shape.hidden),
        pad_token_id=PAD,
    )
