"""The light extractor with its real weights."""

from pathlib import Path

import numpy as np
import pytest
from films import film

from vbert_studio.errors import StudioError, WeightsError
from vbert_studio.media.times import read_frame_times
from vbert_studio.visual.classes import load_classes
from vbert_studio.visual.extraction import extract
from vbert_studio.visual.extractor import Extractor, load_extractor

NAME = "efficientnet-lite0-imagenet"


@pytest.fixture
def extractor(efficientnet_weights: Path) -> Extractor:
    return load_extractor(NAME, device="cpu")


def picture_of(name: str, extractor: Extractor) -> np.ndarray:
    """A photograph that ships with scikit-learn, as the extractor wants it."""
    import cv2
    from sklearn.datasets import load_sample_image

    photo = load_sample_image(name)  # (427, 640, 3)
    resized = cv2.resize(photo, (384, 256), interpolation=cv2.INTER_AREA)
    return resized[16:240, 80:304]


def clip_of(picture: np.ndarray) -> np.ndarray:
    return np.repeat(picture[None], 30, axis=0)


def test_it_sees_what_a_person_sees(extractor: Extractor) -> None:
    clips = np.stack([clip_of(picture_of(n, extractor)) for n in ("china.jpg", "flower.jpg")])
    features = extractor.features(clips)
    assert features.shape == (2, extractor.feature_size)
    palace, flower = load_classes(NAME).top(features)
    assert palace[0].name == "palace"
    assert flower[0].name == "daisy"
    assert len(palace) == 5


def test_a_clips_feature_is_the_mean_of_its_frames(extractor: Extractor) -> None:
    rng = np.random.default_rng(0)
    frames = rng.integers(0, 256, (30, 224, 224, 3), np.uint8)
    whole = extractor.features(frames[None])[0]
    each = np.stack([extractor.features(clip_of(frame)[None])[0] for frame in frames[:3]])
    rest = extractor.features(frames[None, 3:])[0]
    np.testing.assert_allclose(whole, (each.sum(0) + 27 * rest) / 30, rtol=1e-4, atol=1e-5)


def test_the_company_changes_nothing(extractor: Extractor) -> None:
    clips = np.random.default_rng(1).integers(0, 256, (3, 30, 224, 224, 3), np.uint8)
    together = extractor.features(clips)
    assert np.array_equal(extractor.features(clips[[2]])[0], together[2])
    assert np.array_equal(extractor.features(clips[::-1]), together[::-1])


@pytest.mark.parametrize("engine", ["openvino", "torch-plain"])
def test_views_and_memory_that_may_not_be_written_are_taken(efficientnet_weights, engine) -> None:
    """Clips come out of shared memory, and in whatever order somebody cuts them."""
    extractor = load_extractor(NAME, device="cpu", engine=engine)
    wide = np.random.default_rng(2).integers(0, 256, (1, 2, 300, 224, 3), np.uint8)
    view = wide[:, ::-1, 40:264]
    expected = extractor.features(view.copy())
    view.flags.writeable = False
    assert np.array_equal(
        load_extractor(NAME, device="cpu", engine=engine).features(view), expected
    )


def test_openvino_is_plain_torch_up_to_rounding(extractor: Extractor) -> None:
    plain = load_extractor(NAME, device="cpu", engine="torch-plain")
    picture = clip_of(picture_of("china.jpg", extractor))[None]
    np.testing.assert_allclose(
        extractor.features(picture), plain.features(picture), rtol=1e-3, atol=1e-3
    )


def test_a_film_with_repeated_frames_is_as_exact_and_less_work(
    extractor: Extractor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A 10 fps film shows each sampled frame twice."""
    path = film(tmp_path / "ten.mp4", 3, fps=10)
    times = read_frame_times(path)
    runtime = extractor._batches._run.__self__
    seen: list[int] = []
    run = runtime.run
    monkeypatch.setattr(
        extractor._batches, "_run", lambda pictures: seen.append(len(pictures)) or run(pictures)
    )
    [chunk] = extract(path, times, extractor)
    assert sum(seen) == 30
    again = load_extractor(NAME, device="cpu")
    monkeypatch.setattr(again, "_run", again._batches)
    [everything] = extract(path, times, again)
    assert np.array_equal(chunk.features, everything.features)


def test_a_real_film_resumes_to_the_same_bits(extractor: Extractor, nasa_video: Path) -> None:
    times = read_frame_times(nasa_video)
    chunks = list(extract(nasa_video, times, extractor, chunk=4))
    assert sum(len(c.spans) for c in chunks) == 9
    fresh = load_extractor(NAME, device="cpu")
    resumed = list(extract(nasa_video, times, fresh, chunk=4, first=4))
    assert [c.first for c in resumed] == [4, 8]
    for mine, theirs in zip(resumed, chunks[1:], strict=True):
        assert np.array_equal(mine.features, theirs.features)


@pytest.mark.parametrize(
    ("options", "kind"),
    [
        ({"engine": "abacus"}, "no_such_engine"),
        ({"precision": "int3"}, "no_such_precision"),
        ({"device": "abacus"}, "no_such_device"),
    ],
)
def test_what_there_is_not_is_said_with_what_there_is(efficientnet_weights, options, kind) -> None:
    with pytest.raises(StudioError) as caught:
        load_extractor(NAME, **options)
    assert caught.value.kind == kind
    assert "auto" in caught.value.remedy


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("s3d-kinetics400", "model_missing"),
        ("whisper-tiny.en", "not_an_extractor"),
        ("abacus", "unknown_model"),
    ],
)
def test_an_extractor_that_cannot_be_loaded_says_why(name: str, kind: str) -> None:
    with pytest.raises(WeightsError) as caught:
        load_extractor(name)
    assert caught.value.kind == kind


def test_auto_falls_back_to_the_cpu_where_the_device_lacks_an_operation(
    efficientnet_weights: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As Apple's does for some releases of PyTorch; there is none here to ask."""
    from vbert_studio.visual import extractor, torch_runtime

    class Incomplete(torch_runtime.TorchRuntime):
        def __init__(self, network, *, device, precision, plain) -> None:
            super().__init__(network, precision=precision, plain=plain)

        def run(self, pictures):
            raise NotImplementedError("aten::avg_pool3d is not there")

    monkeypatch.setattr(torch_runtime, "TorchRuntime", Incomplete)
    monkeypatch.setattr(extractor, "choose_device", lambda d: "mps" if d == "auto" else d)
    assert load_extractor(NAME).device == "cpu"
    assert load_extractor(NAME).engine == "openvino"
