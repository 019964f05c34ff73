"""How unexpected is each token? Minus its log-probability when it alone is hidden."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from vbert_studio.model.sequence import Sequence, Side
from vbert_studio.progress import Monitor
from vbert_studio.tasks.asker import Asker


def surprise(
    asker: Asker, sequence: Sequence, *, batch: int = 32, monitor: Monitor | None = None
) -> npt.NDArray[np.float32]:
    """Nats per position, float32 (T,); 0 at the special positions.

    Every token is hidden in a copy of its own, and many copies are asked at once.

    Args:
        asker: the model.
        sequence: what to judge.
        batch: copies per pass.
        monitor: is told the tokens judged.
    """
    found = np.zeros(len(sequence), np.float32)  # (T,)
    asked = np.flatnonzero(sequence.sides != Side.SPECIAL)
    with (monitor or Monitor()).stage("surprise", len(asked), "tokens") as stage:
        for start in range(0, len(asked), batch):
            part = asked[start : start + batch]
            copies = [sequence.masked([position]) for position in part]
            for (belief,) in asker.beliefs(copies, [np.array([p]) for p in part]):
                found[belief.position] = -belief.of(int(sequence.ids[belief.position]))
            stage.advance(len(part))
    return found
