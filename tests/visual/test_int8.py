"""S3D in 8-bit integers: the features stay what they are, or it is not chosen."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from vbert_studio import places
from vbert_studio.errors import StudioError
from vbert_studio.visual.codebook import Codebook
from vbert_studio.visual.converted import NETWORK, NETWORK_8_BIT, Converted
from vbert_studio.visual.extractor import Clips, Extractor, load_extractor
from vbert_studio.visual.moving_pictures import moving_pictures
from vbert_studio.visual.openvino_runtime import openvino
from vbert_studio.visual.quantise import quantised

KITCHEN = "s3d-kitchen"


@pytest.fixture(scope="module")
def clips() -> Clips:
    """Others than those that the ranges are learned from."""
    return np.stack(list(moving_pictures(12, 30, 112, seed=7)))


def kitchen(precision: str) -> Extractor:
    return load_extractor(KITCHEN, device="cpu", precision=precision)


def test_features_and_words_of_trained_weights_stay_what_they_are(clips: Clips) -> None:
    exact, found = kitchen("float32").features(clips), kitchen("int8").features(clips)
    assert not np.array_equal(exact, found)
    a, b = exact - exact.mean(0), found - exact.mean(0)
    cosine = (a * b).sum(1) / np.linalg.norm(a, axis=1) / np.linalg.norm(b, axis=1)
    assert cosine.min() > 0.998
    book = Codebook.load(places.models_dir() / "codebook-kitchen")
    assert (book.encode(exact) == book.encode(found)).mean() >= 0.9


def test_the_company_changes_nothing(clips: Clips) -> None:
    extractor = kitchen("int8")
    together = extractor.features(clips[[0, 1, 2]])
    assert np.array_equal(together[[2, 0]], extractor.features(clips[[2, 0]]))


def test_what_is_measured_decides() -> None:
    def chosen(int8: float, agreement: float, bfloat16: float = 1.0) -> tuple[str, str]:
        seconds = {"float32": 1.0, "int8": int8, "bfloat16": bfloat16}
        network = Converted(Path("n"), "clip", seconds, agreement, [])
        return network.best_precision, network.file(network.best_precision).name

    assert chosen(0.3, 0.9999) == ("int8", NETWORK_8_BIT)
    assert chosen(0.3, 0.97) == ("float32", NETWORK)
    assert chosen(0.3, 0.97, 0.5) == ("bfloat16", NETWORK)
    assert chosen(0.6, 0.9999, 0.5) == ("bfloat16", NETWORK)
    assert chosen(0.9, 0.9999) == ("float32", NETWORK)


def test_zero_is_a_step_of_every_range(tmp_path: Path) -> None:
    """Between -1 and 0.87, 0 is none of 256 even steps unless the range is moved a little."""
    ops = openvino().opset13
    pictures = ops.parameter([1, 4, 4, 3], np.uint8)
    values = ops.divide(
        ops.subtract(ops.convert(pictures, np.float32), np.float32(100)), np.float32(100)
    )
    planes = ops.transpose(values, np.array([0, 3, 1, 2]))
    weights = ops.constant(np.ones((2, 3, 1, 1), np.float32))
    strides, none = [1, 1], [0, 0]
    layer = ops.convolution(planes, weights, strides, none, none, strides)
    network = openvino().Model([ops.result(layer)], [pictures])
    openvino().save_model(network, tmp_path / NETWORK, compress_to_fp16=False)
    seen = np.full((1, 4, 4, 3), 187, np.uint8)
    seen[0, 0] = 0
    model = quantised(tmp_path / NETWORK, [seen])
    (around,) = [op for op in model.get_ops() if _is_of_what_flows(op)]
    low, high = (float(around.input_value(end).get_node().data.item()) for end in (1, 2))
    assert (low, high) == pytest.approx((-1, 0.87), abs=0.01)
    below = -low / (high - low) * 255
    assert below == pytest.approx(round(below), abs=1e-4)


def _is_of_what_flows(op: Any) -> bool:
    is_limit = op.get_type_name() == "FakeQuantize"
    return is_limit and op.input_value(0).get_node().get_type_name() != "Constant"


def test_pytorch_is_not_asked_for_it() -> None:
    with pytest.raises(StudioError) as caught:
        load_extractor(KITCHEN, device="cpu", engine="torch", precision="int8")
    assert caught.value.kind == "no_such_precision"


def test_clips_of_nothing_move_and_are_the_same_again() -> None:
    first, second = moving_pictures(2, 5, 64, seed=3)
    assert first.shape == (5, 64, 64, 3)
    assert first.dtype == np.uint8
    assert first.std() > 5
    assert np.abs(first[0].astype(int) - first[4]).mean() > 1
    assert not np.array_equal(first, second)
    assert np.array_equal(first, next(moving_pictures(1, 5, 64, seed=3)))
    assert not np.array_equal(first, next(moving_pictures(1, 5, 64, seed=4)))
