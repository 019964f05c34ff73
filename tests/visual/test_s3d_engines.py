"""Each engine against plain PyTorch in float32, on an S3D of random weights."""

import os
import time
from pathlib import Path

import numpy as np
import pytest

from vbert_studio.errors import CancelledError, WeightsError
from vbert_studio.progress import Monitor
from vbert_studio.visual.extractor import load_extractor

pytestmark = pytest.mark.usefixtures("in_s3d_home")


def centred_cosine(reference: np.ndarray, found: np.ndarray) -> np.ndarray:
    a, b = reference - reference.mean(0), found - reference.mean(0)
    return (a * b).sum(1) / np.linalg.norm(a, axis=1) / np.linalg.norm(b, axis=1)


def test_a_feature_is_what_torchvision_classifies(s3d_home: Path, s3d_clips, s3d_reference) -> None:
    import torch
    from torchvision.models.video import s3d

    model = s3d()
    model.load_state_dict(torch.load(s3d_home / "models/s3d-random/s3d-random.pth"))
    model.eval()
    mean = torch.tensor([0.43216, 0.394666, 0.37645])
    std = torch.tensor([0.22803, 0.22145, 0.216989])
    clip = (torch.from_numpy(s3d_clips[:1]) / 255 - mean) / std  # (1, 30, 224, 224, 3)
    with torch.no_grad():
        scores = model(clip.permute(0, 4, 1, 2, 3))  # (1, 400)
    linear = model.classifier[1]
    ours = s3d_reference[:1] @ linear.weight.detach().flatten(1).numpy().T
    ours += linear.bias.detach().numpy()
    np.testing.assert_allclose(ours, scores.numpy(), rtol=1e-3, atol=1e-3)


@pytest.mark.parametrize("engine", ["openvino", "torch"])
def test_float32_is_the_reference_up_to_rounding(engine, s3d_clips, s3d_reference) -> None:
    extractor = load_extractor("s3d-random", device="cpu", engine=engine, precision="float32")
    found = extractor.features(s3d_clips)
    assert found.shape == (3, 1024)
    assert found.dtype == np.float32
    np.testing.assert_allclose(found, s3d_reference, rtol=1e-3, atol=1e-4 * s3d_reference.std())


@pytest.mark.parametrize("engine", ["openvino", "torch"])
def test_bfloat16_keeps_the_direction(engine, s3d_clips, s3d_reference) -> None:
    extractor = load_extractor("s3d-random", device="cpu", engine=engine, precision="bfloat16")
    found = extractor.features(s3d_clips[:2])
    assert centred_cosine(s3d_reference[:2], found).min() > 0.98


def test_the_company_changes_nothing(s3d_clips) -> None:
    extractor = load_extractor("s3d-random", device="cpu")
    together = extractor.features(s3d_clips[[0, 1, 2]])
    other_way = extractor.features(s3d_clips[[2, 0]])
    alone = extractor.features(s3d_clips[[0]])
    assert np.array_equal(together[0], alone[0])
    assert np.array_equal(together[[2, 0]], other_way)


def test_in_a_batch_the_rest_of_it_changes_nothing(s3d_clips, s3d_home, s3d_reference) -> None:
    """Where several clips go through the network at once, as on a GPU; here on the CPU."""
    from vbert_studio.visual.extractor import NetworkExtractor
    from vbert_studio.visual.networks import load_network
    from vbert_studio.visual.torch_runtime import TorchRuntime
    from vbert_studio.weights import store
    from vbert_studio.weights.registry import Registry

    entry = Registry.load().entry("s3d-random")
    runtime = TorchRuntime(load_network(entry, store.find(entry)), batch=2)
    assert not runtime.exact
    extractor = NetworkExtractor(entry, runtime)
    assert extractor.clips_at_once == 2
    found = extractor.features(s3d_clips[[2, 1]])
    assert np.array_equal(found[0], extractor.features(s3d_clips[[2]])[0])  # 2 and black
    expected = s3d_reference[[2, 1]]
    np.testing.assert_allclose(found, expected, rtol=1e-3, atol=1e-4 * s3d_reference.std())


def test_openvino_needs_no_torch_in_its_process(in_s3d_home: Path) -> None:
    import subprocess
    import sys

    load_extractor("s3d-random", device="cpu", engine="openvino")  # converted from here on
    code = (
        "import sys, numpy\n"
        "from vbert_studio.visual.extraction import extract\n"
        "from vbert_studio.visual.extractor import load_extractor\n"
        "x = load_extractor('s3d-random', device='cpu')\n"
        "x.features(numpy.zeros((1, 30, 224, 224, 3), numpy.uint8))\n"
        "unwanted = {'torch', 'torchvision', 'sklearn', 'openvino_telemetry'}\n"
        "print(sorted(m for m in unwanted if sys.modules.get(m)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stdout.strip() == "[]", done.stderr


def test_the_top_classes_are_those_of_the_plain_network(s3d_reference, s3d_home: Path) -> None:
    import torch

    from vbert_studio.visual.classes import load_classes

    state = torch.load(s3d_home / "models/s3d-random/s3d-random.pth")
    scores = s3d_reference @ state["classifier.1.weight"].flatten(1).numpy().T
    scores += state["classifier.1.bias"].numpy()
    from torchvision.models.video import S3D_Weights

    names = S3D_Weights.KINETICS400_V1.meta["categories"]
    for guesses, row in zip(load_classes("s3d-random").top(s3d_reference), scores, strict=True):
        assert [g.name for g in guesses] == [names[c] for c in np.argsort(-row)[:5]]
        assert 1 >= guesses[0].probability >= guesses[4].probability >= 0


def test_preparing_can_be_cancelled_and_leaves_nothing(
    s3d_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VBERT_STUDIO_HOME", str(tmp_path))
    monkeypatch.setenv("VBERT_STUDIO_MODELS", str(s3d_home / "models"))
    networks = tmp_path / "cache" / "networks"
    for name, days in (("s3d-random-used", 3), ("s3d-random-old", 100), (".making-killed", 100)):
        (networks / name).mkdir(parents=True)
        then = time.time() - days * 24 * 3600
        os.utime(networks / name, (then, then))
    told: list[object] = []
    with pytest.raises(CancelledError):
        load_extractor(
            "s3d-random",
            device="cpu",
            monitor=Monitor(told.append, cancelled=lambda: bool(told)),
        )
    assert [path.name for path in networks.iterdir()] == ["s3d-random-used"]


def test_what_a_cleaner_took_of_the_cache_is_made_again(
    s3d_home: Path, s3d_clips: np.ndarray
) -> None:
    before = load_extractor("s3d-random", device="cpu", precision="int8").features(s3d_clips[:1])
    networks = s3d_home / "cache" / "networks"
    for name in ("facts.json", "network-8-bit.bin"):
        (folder,) = networks.glob("s3d-random-*")
        (folder / name).unlink()
    found = load_extractor("s3d-random", device="cpu", precision="int8").features(s3d_clips[:1])
    assert np.array_equal(before, found)


def test_damaged_weights_are_named_also_by_the_converting_process(
    s3d_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    models = tmp_path / "models"
    (models / "s3d-random").mkdir(parents=True)
    (models / "registry.toml").write_text((s3d_home / "models" / "registry.toml").read_text())
    good = (s3d_home / "models/s3d-random/s3d-random.pth").read_bytes()
    (models / "s3d-random/s3d-random.pth").write_bytes(good[: len(good) // 2])
    monkeypatch.setenv("VBERT_STUDIO_HOME", str(tmp_path))
    with pytest.raises(WeightsError) as caught:
        load_extractor("s3d-random", device="cpu")
    assert caught.value.kind == "weights_damaged"
    assert caught.value.path == models / "s3d-random/s3d-random.pth"
