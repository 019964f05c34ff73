"""Weights from files that other people made."""

from pathlib import Path

import numpy as np
import pytest

from vbert_studio.errors import WeightsError
from vbert_studio.visual.networks import load_network
from vbert_studio.weights.entries import ModelEntry, ModelFile, Preprocessing

PREPROCESSING = Preprocessing(256, 224, (127.0,) * 3, (128.0,) * 3)


def entry_of(file_name: str, network: str = "efficientnet-lite0") -> ModelEntry:
    return ModelEntry(
        "made-up", "extractor", "Made up", "none", "tests",
        (ModelFile(file_name, None, "", ()),),
        network=network, feature_size=1280, preprocessing=PREPROCESSING,
    )  # fmt: skip


class CriesOut:
    """A pickle that would leave a trace if it were run."""

    def __init__(self, trace: Path) -> None:
        self.trace = trace

    def __reduce__(self):
        return (Path.touch, (self.trace,))


def test_a_pickle_that_wants_to_run_something_is_refused(tmp_path: Path) -> None:
    import torch

    trace = tmp_path / "it was run"
    torch.save({"weights": CriesOut(trace)}, tmp_path / "w.pth")
    with pytest.raises(WeightsError) as caught:
        load_network(entry_of("w.pth"), tmp_path)
    assert caught.value.kind == "weights_damaged"
    assert not trace.exists()


@pytest.mark.parametrize("content", [b"", b"not weights at all", b"PK\x03\x04 half a zip"])
@pytest.mark.parametrize("name", ["w.pth", "w.safetensors"])
def test_a_file_that_is_no_weights_is_named(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(WeightsError) as caught:
        load_network(entry_of(name), tmp_path)
    assert caught.value.path == tmp_path / name
    assert "models verify" in caught.value.remedy


@pytest.mark.parametrize("network", ["s3d", "efficientnet-lite0"])
def test_another_networks_weights_are_not_taken(tmp_path: Path, network: str) -> None:
    import torch

    torch.save({"layer.weight": torch.zeros(3)}, tmp_path / "w.pth")
    with pytest.raises(WeightsError, match=f"not the layout of {network}"):
        load_network(entry_of("w.pth", network), tmp_path)


def test_something_else_than_a_table_of_tensors(tmp_path: Path) -> None:
    import torch

    torch.save(torch.zeros(3), tmp_path / "w.pth")
    with pytest.raises(WeightsError, match="not a table of tensors"):
        load_network(entry_of("w.pth"), tmp_path)


def test_safetensors_are_taken_too(tmp_path: Path) -> None:
    import torch
    from safetensors.torch import save_file

    from vbert_studio.visual.efficientnet import EfficientNetLite0Features

    torch.manual_seed(0)
    save_file(EfficientNetLite0Features(7).state_dict(), tmp_path / "w.safetensors")
    network = load_network(entry_of("w.safetensors"), tmp_path)
    pictures = torch.zeros((1, 224, 224, 3), dtype=torch.uint8)
    assert network(pictures).shape == (1, 1280)
    assert network.body.head[0].shape == (7, 1280)


def test_same_padding_gives_the_size_rounded_up() -> None:
    import torch

    from vbert_studio.visual.efficientnet import _SameConv

    for size in (7, 8):
        for kernel, stride in ((3, 1), (3, 2), (5, 2), (1, 1)):
            out = _SameConv(1, 1, kernel, stride)(torch.zeros(1, 1, size, size))
            assert out.shape[-1] == -(-size // stride)


def test_folding_the_batch_norms_changes_nothing_but_the_speed() -> None:
    import torch
    from torch import nn

    from vbert_studio.visual.efficientnet import EfficientNetLite0Features
    from vbert_studio.visual.torch_runtime import fold_batch_norms

    torch.manual_seed(0)
    network = EfficientNetLite0Features(7)
    for module in network.modules():
        if isinstance(module, nn.BatchNorm2d):
            module.running_mean.uniform_(-0.1, 0.1)
            module.running_var.uniform_(0.5, 2)
    network.eval()
    x = torch.randn(2, 3, 64, 64)
    with torch.no_grad():
        before = network(x)
        fold_batch_norms(network)
        after = network(x)
    assert not any(isinstance(m, nn.BatchNorm2d) for m in network.modules())
    np.testing.assert_allclose(after.numpy(), before.numpy(), rtol=1e-3, atol=1e-4)
