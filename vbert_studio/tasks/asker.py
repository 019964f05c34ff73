"""A model that is ready to be asked, and what it believes about hidden positions."""

from __future__ import annotations

from collections.abc import Sequence as Rows
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from vbert_studio.model.sequence import Sequence, Side, collate
from vbert_studio.model.videobert import Inputs, VideoBert
from vbert_studio.model.vocabulary import Ids, JointVocabulary
from vbert_studio.tasks.last_layer import states_at

LogProbabilities = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Belief:
    """What the model believes stands at one position.

    Attributes:
        position: in the sequence.
        side: whose vocabulary it is about.
        log_p: float32 (V,), over the rows of that modality; the exponentials sum to 1.
        first_row: the id of the first of them.
    """

    position: int
    side: Side
    log_p: LogProbabilities
    first_row: int

    def of(self, id_: int) -> float:
        """The log-probability of a row of the joint vocabulary."""
        return float(self.log_p[id_ - self.first_row])

    def p_of(self, id_: int) -> float:
        """The probability of a row of the joint vocabulary."""
        return float(np.exp(self.of(id_)))

    def top(self, count: int) -> list[tuple[int, float]]:
        """The most probable ids with their probabilities, best first; none of those without any."""
        count = min(count, int(np.isfinite(self.log_p).sum()))
        best = np.argpartition(-self.log_p, count - 1)[:count]
        ordered = best[np.argsort(-self.log_p[best], kind="stable")]
        return [(int(row) + self.first_row, float(np.exp(self.log_p[row]))) for row in ordered]


class Asker:
    """Holds a model in evaluation mode and asks it about several sequences at once."""

    def __init__(self, model: VideoBert) -> None:
        self.model = model.eval()

    @property
    def vocabulary(self) -> JointVocabulary:
        """The rows that the model knows."""
        return self.model.vocabulary

    @torch.inference_mode()
    def states(self, sequences: Rows[Sequence]) -> Tensor:
        """The last hidden states, (B, T, H); rows behind a sequence's end mean nothing."""
        return self.model.hidden(Inputs.of(collate(sequences), self.model.device))

    @torch.inference_mode()
    def beliefs(self, sequences: Rows[Sequence], asked: Rows[Ids]) -> list[list[Belief]]:
        """What the model believes at positions of each sequence, which are usually masked.

        Args:
            sequences: B of them.
            asked: for each, int64 (m,); special positions cannot be asked about.
        """
        rows = np.concatenate([np.full(len(at), b) for b, at in enumerate(asked)])  # (M,)
        columns = np.concatenate(asked)  # (M,)
        states = self._states_at(sequences, rows, columns)  # (M, H)
        sides = np.concatenate([s.sides[at] for s, at in zip(sequences, asked, strict=True)])
        found: list[Belief | None] = [None] * len(rows)
        for side in (Side.TEXT, Side.VIDEO):
            at = np.flatnonzero(sides == side)
            for k, log_p in zip(at, self._log_p(states[at], side), strict=True):
                found[k] = Belief(int(columns[k]), side, log_p, self._first_row(side))
        return _split([belief for belief in found if belief is not None], [len(a) for a in asked])

    def _states_at(self, sequences: Rows[Sequence], rows: Ids, columns: Ids) -> Tensor:
        """The last hidden states at these places, (M, H)."""
        inputs = Inputs.of(collate(sequences), self.model.device)
        return states_at(self.model, inputs, rows, columns)

    def _log_p(self, states: Tensor, side: Side) -> LogProbabilities:
        head = self.model.text_logits if side is Side.TEXT else self.model.visual_logits
        log_p = head(states).float().log_softmax(-1)  # (M, V)
        return log_p.cpu().numpy()

    def _first_row(self, side: Side) -> int:
        return 0 if side is Side.TEXT else self.vocabulary.first_visual

    @torch.inference_mode()
    def alignment(self, sequences: Rows[Sequence]) -> npt.NDArray[np.float32]:
        """The probability that both sides belong together, float32 (B,)."""
        rows = np.arange(len(sequences))
        states = self._states_at(sequences, rows, np.zeros_like(rows))  # (B, H), of [CLS]
        logits = self.model.alignment_logits(states[:, None])
        return logits.float().sigmoid().cpu().numpy()


def _split(beliefs: list[Belief], counts: list[int]) -> list[list[Belief]]:
    ends = np.cumsum(counts)
    return [beliefs[end - count : end] for end, count in zip(ends, counts, strict=True)]
