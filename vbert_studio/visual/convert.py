"""The process that converts a network: ``python -m vbert_studio.visual.convert NAME FOLDER``.

Its answer to an error of the world is that error as JSON on the last line, and exit status 1.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np
import torch
from safetensors.torch import save_file

from vbert_studio.errors import StudioError
from vbert_studio.visual.batching import Pictures
from vbert_studio.visual.class_names import class_names
from vbert_studio.visual.converted import FACTS, HEAD, NETWORK
from vbert_studio.visual.networks import PictureNetwork, load_network
from vbert_studio.visual.openvino_runtime import OpenVinoRuntime, has_bfloat16, openvino
from vbert_studio.visual.runtimes import Precision
from vbert_studio.weights import store
from vbert_studio.weights.entries import ModelEntry
from vbert_studio.weights.registry import Registry

_ROUNDS = 2


def convert(entry: ModelEntry, folder: Path) -> None:
    """Write the network of `entry`, its classifier, and what was measured, to a new `folder`."""
    assert entry.preprocessing is not None, entry.name
    network = load_network(entry, store.find(entry))
    side = entry.preprocessing.crop
    unit = network.body.unit
    shape = (1, 30, side, side, 3) if unit == "clip" else (1, side, side, 3)
    folder.mkdir(parents=True)
    openvino().save_model(_model(network, shape), folder / NETWORK, compress_to_fp16=False)
    weight, bias = network.body.head  # type: ignore[misc]
    save_file({"weight": weight.contiguous(), "bias": bias.contiguous()}, folder / HEAD)
    facts = {
        "unit": unit,
        "classes": class_names(entry.classes, len(bias)),
        "seconds": _measure(folder / NETWORK, unit, shape),
    }
    (folder / FACTS).write_text(json.dumps(facts), encoding="utf-8")


def _model(network: PictureNetwork, shape: tuple[int, ...]) -> Any:  # noqa: ANN401
    """Exported rather than traced: a trace runs the network, in vain, three times."""
    program = torch.export.export(network, (torch.zeros(shape, dtype=torch.uint8),))
    model = openvino().convert_model(program)
    model.reshape(list(shape))
    return model


def _measure(path: Path, unit: Any, shape: tuple[int, ...]) -> dict[Precision, float]:  # noqa: ANN401
    """CPU seconds per unit: the process's own, so that a busy machine does not decide."""
    precisions: list[Precision] = ["float32", "bfloat16"] if has_bfloat16() else ["float32"]
    pictures = np.random.default_rng(0).integers(0, 256, shape, np.uint8)
    return {p: _seconds(OpenVinoRuntime(path, unit, p), pictures) for p in precisions}


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
