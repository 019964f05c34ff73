"""The process that converts a network: ``python -m vbert_studio.visual.convert NAME FOLDER``.

Its answer to an error of the world is that error as JSON on the last line, and exit status 1.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import torch
from safetensors.torch import save_file

from vbert_studio.errors import StudioError
from vbert_studio.visual.batching import Pictures
from vbert_studio.visual.class_names import class_names
from vbert_studio.visual.converted import FACTS, HEAD, NETWORK, NETWORK_8_BIT
from vbert_studio.visual.moving_pictures import moving_pictures
from vbert_studio.visual.networks import PictureNetwork, load_network
from vbert_studio.visual.openvino_runtime import OpenVinoRuntime, has_bfloat16, openvino
from vbert_studio.visual.quantise import quantised
from vbert_studio.visual.runtimes import Precision, Unit
from vbert_studio.weights import store
from vbert_studio.weights.entries import ModelEntry
from vbert_studio.weights.registry import Registry

Shape = tuple[int, ...]
_ROUNDS = 2
_LEARNED_FROM, _TRIED_ON = 16, 8  # clips or pictures


def convert(entry: ModelEntry, folder: Path) -> None:
    """Write the network of `entry`, its classifier, and what was measured, to a new `folder`."""
    assert entry.preprocessing is not None, entry.name
    network = load_network(entry, store.find(entry))
    side = entry.preprocessing.crop
    unit: Unit = network.body.unit  # type: ignore[assignment]
    shape = (1, 30, side, side, 3) if unit == "clip" else (1, side, side, 3)
    folder.mkdir(parents=True)
    openvino().save_model(_model(network, shape), folder / NETWORK, compress_to_fp16=False)
    weight, bias = network.body.head  # type: ignore[misc]
    save_file({"weight": weight.contiguous(), "bias": bias.contiguous()}, folder / HEAD)
    facts = {
        "unit": unit,
        "classes": class_names(entry.classes, len(bias)),
        "agreement": _in_8_bits(folder, unit, shape),
        "seconds": _measure(folder, unit, shape),
    }
    (folder / FACTS).write_text(json.dumps(facts), encoding="utf-8")


def _model(network: PictureNetwork, shape: Shape) -> Any:  # noqa: ANN401
    """Exported rather than traced: a trace runs the network, in vain, three times."""
    program = torch.export.export(network, (torch.zeros(shape, dtype=torch.uint8),))
    model = openvino().convert_model(program)
    model.reshape(list(shape))
    return model


def _in_8_bits(folder: Path, unit: Unit, shape: Shape) -> float:
    """Write the network in 8 bits too; returns how well it agrees with the one in float32.

    That is the mean cosine of the features of other pictures than its ranges were learned from,
    each from the mean of all.
    """
    pictures = list(_pictures(_LEARNED_FROM + _TRIED_ON, shape))
    model = quantised(folder / NETWORK, pictures[:_LEARNED_FROM])
    openvino().save_model(model, folder / NETWORK_8_BIT, compress_to_fp16=False)
    tried = np.concatenate(pictures[_LEARNED_FROM:])
    exact = OpenVinoRuntime(folder / NETWORK, unit, "float32").run(tried)
    found = OpenVinoRuntime(folder / NETWORK_8_BIT, unit, "int8").run(tried)
    a, b = exact - exact.mean(0), found - exact.mean(0)  # (P, D)
    lengths = np.linalg.norm(a, axis=1) * np.linalg.norm(b, axis=1)
    return float(np.mean((a * b).sum(1) / lengths))


def _pictures(count: int, shape: Shape) -> Iterator[Pictures]:
    """What the network takes, uint8 (1, [30,] H, W, 3) each."""
    *_, frames, side, _, _ = (1, *shape)
    for clip in moving_pictures(count, frames, side, seed=0):
        yield clip.reshape(shape)


def _measure(folder: Path, unit: Unit, shape: Shape) -> dict[Precision, float]:
    """CPU seconds per unit: the process's own, so that a busy machine does not decide."""
    tried: dict[Precision, str] = {"float32": NETWORK, "int8": NETWORK_8_BIT}
    if has_bfloat16():
        tried["bfloat16"] = NETWORK
    pictures = next(_pictures(1, shape))
    return {
        precision: _seconds(OpenVinoRuntime(folder / name, unit, precision), pictures)
        for precision, name in tried.items()
    }


def _seconds(runtime: OpenVinoRuntime, pictures: Pictures) -> float:
    runtime.run(pictures)
    taken = []
    for _ in range(_ROUNDS):
        start = time.process_time()
        runtime.run(pictures)
        taken.append(time.process_time() - start)
    return min(taken)


def main() -> int:
    """The process's own beginning."""
    name, folder = sys.argv[1:]
    try:
        convert(Registry.load().entry(name), Path(folder))
    except StudioError as error:
        print(json.dumps({"error": error.as_json()}))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
