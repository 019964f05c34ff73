"""What a question to the joint model costs once it is loaded: each task on a row of 64 tokens.

The model has the `small` shape and 1,500 visual words. Its weights are random: that changes no
cost, except that of a forecast, whose search is longest where the model is never sure. Against the
plain way, which computes the whole joint vocabulary at every position and looks up there.

On one thread, as in the engine, which leaves a core to the window; `both` has two, as a shell has.
`wall` is the median of several runs, `cpu` the processor time of one: on a busy machine the second
is the one to go by. Surprise asks about one clip after the other, 61 of them, and is told for all
and per clip.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

import numpy as np
from harness import Numbers, main, peak_memory_mb

if TYPE_CHECKING:
    from vbert_studio.tasks.asker import Asker, Belief

LEAVES, TEXT, VIDEO = 1_500, 20, 41
SLOTS, WORDS = 45, 16
RUNS = 7
Work = Callable[[], object]


def model() -> Any:  # noqa: ANN401 - torch is not loaded here
    import torch

    from vbert_studio.model.presets import PRESETS
    from vbert_studio.model.videobert import VideoBert
    from vbert_studio.model.vocabulary import JointVocabulary

    torch.manual_seed(0)
    vocabulary = JointVocabulary(30_522, np.arange(LEAVES, dtype=np.int32))
    return VideoBert(vocabulary, PRESETS["small"])


def plain_asker() -> Asker:
    """Every position against the whole table, and a softmax over all of it."""
    import torch

    from vbert_studio.model.sequence import Side
    from vbert_studio.tasks.asker import Asker, Belief

    class Plain(Asker):
        @torch.inference_mode()
        def beliefs(self, sequences: Sequence[Any], asked: Sequence[Any]) -> list[list[Belief]]:
            states, network = self.states(sequences), self.model
            head = network.text_head
            transformed = head.norm(torch.nn.functional.gelu(head.dense(states)))
            log_p = (transformed @ network.table.T).log_softmax(-1).numpy()  # (B, T, all)
            first = network.vocabulary.first_visual
            found = []
            for row, one, places in zip(log_p, sequences, asked, strict=True):
                kinds = [(Side(int(one.sides[at])), int(at)) for at in places]
                found.append(
                    [
                        Belief(at, side, row[at, : first - 1], 0)
                        if side is Side.TEXT
                        else Belief(at, side, row[at, first:], first)
                        for side, at in kinds
                    ]
                )
            return found

    return Plain(model())


def tasks(asker: Asker) -> dict[str, Work]:
    """Every task on a row of 64 tokens, special ones included."""
    from vbert_studio.model.sequence import build_sequence
    from vbert_studio.tasks.align import align
    from vbert_studio.tasks.attention import attention
    from vbert_studio.tasks.cloze import cloze
    from vbert_studio.tasks.embed import embed_videos
    from vbert_studio.tasks.forecast import Method, forecast
    from vbert_studio.tasks.generate import generate
    from vbert_studio.tasks.surprise import surprise_of_film

    rng = np.random.default_rng(0)
    said = rng.integers(1_000, 30_000, TEXT)
    first = asker.vocabulary.first_visual
    seen = rng.integers(first, asker.vocabulary.size, VIDEO + TEXT)
    row = build_sequence(asker.vocabulary, said, seen[:VIDEO])
    assert len(row) == 64
    hidden = [*row.text[3:5], *row.video[8:12]]
    return {
        "cloze": partial(cloze, asker, row, hidden),
        "action": partial(_action, asker, seen[:50]),
        "forecast": partial(forecast, asker, seen, 4),
        "forecast_mask_predict": partial(forecast, asker, seen, 4, method=Method.MASK_PREDICT),
        "forecast_sampled": partial(forecast, asker, seen, 4, method=Method.SAMPLED),
        "generate": partial(generate, asker, said[:WORDS], SLOTS),
        "align": partial(align, asker, [(said, seen[:VIDEO])]),
        "embed": partial(embed_videos, asker, [seen]),
        "attention": partial(attention, asker, row),
        "surprise": partial(surprise_of_film, asker, seen),
    }


def _action(asker: Asker, video: np.ndarray) -> object:
    """What `classify` asks, without the words for it: with the video, and without."""
    from vbert_studio.model.sequence import Order, build_sequence
    from vbert_studio.model.vocabulary import MASK

    template = np.array([*range(2_000, 2_007), MASK, 2_007, MASK, 2_008])
    asked = []
    for order, side in ((Order.VIDEO_FIRST, video), (Order.TEXT_FIRST, ())):
        row = build_sequence(asker.vocabulary, template, side, order)
        asked.append(asker.beliefs([row], [row.text[row.ids[row.text] == MASK]]))
    return asked


def measured(asker: Asker, threads: int = 1) -> Numbers:
    import torch

    torch.set_num_threads(threads)
    found: Numbers = {}
    for name, work in tasks(asker).items():
        work()
        walls, cpu = [], time.process_time()
        for _ in range(RUNS):
            started = time.perf_counter()
            work()
            walls.append(time.perf_counter() - started)
        found[f"{name}.wall_ms"] = median(walls) * 1e3
        found[f"{name}.cpu_ms"] = (time.process_time() - cpu) / RUNS * 1e3
    for unit in ("wall_ms", "cpu_ms"):
        found[f"surprise_per_clip.{unit}"] = found[f"surprise.{unit}"] / (VIDEO + TEXT)
    return {**found, "mb": peak_memory_mb()}


def loaded() -> Asker:
    """As the engine has it."""
    from vbert_studio.model.memory import FOR_ANSWERS, keep_freed_memory
    from vbert_studio.tasks.asker import Asker

    keep_freed_memory(FOR_ANSWERS)
    return Asker(model())


def ours() -> Numbers:
    return measured(loaded())


def both() -> Numbers:
    return measured(loaded(), threads=2)


def plain() -> Numbers:
    return measured(plain_asker())


def summarise(found: Mapping[str, Numbers]) -> dict[str, Any]:
    """Ratios are of CPU time, which a busy machine changes least."""
    metrics = {
        f"{case}.{name}": round(number, 2)
        for case, numbers in found.items()
        for name, number in numbers.items()
    }
    ratios = {}
    if {"ours", "plain"} <= found.keys():
        for name, number in found["plain"].items():
            if name.endswith(".cpu_ms"):
                ratios[f"{name}: plain / ours"] = round(number / found["ours"][name], 2)
    return {"metrics": metrics, "ratios": ratios}


def prepare(_folder: Path) -> Mapping[str, str]:
    """Threads wait for each other as they do in a shell, where nobody has said how.

    That is what GCC's OpenMP does then; what is measured elsewhere sleeps at once instead, which
    costs two threads a tenth here.
    """
    return {"GOMP_SPINCOUNT": "300000"}


CASES = {"ours": ours, "both": both, "plain": plain}

if __name__ == "__main__":
    main("tasks", CASES, summarise, rounds=1, prepare=prepare)
