"""From a 720p film to features: our way against the usual one, decoding included.

The film is 15 s of H.264 at 30 fps, encoded here. The usual way is what one writes with
torchvision's own transforms and model: decode to pictures of full size, transform, float32, one
after the other. S3D has random weights in the layout of the real ones (Kinetics weights cannot be
had from a package registry); EfficientNet-Lite0 and the S3D of the kitchen, at 112 pixels, have
their real ones. Agreement is measured on pictures outside of the film too.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from harness import Numbers, main, peak_memory_mb, timed

from vbert_studio.weights.entries import ModelEntry

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "visual"))

SECONDS, FPS, HEIGHT, WIDTH = 15, 30, 720, 1280
FOLDER = "VBERT_STUDIO_BENCH"
S3D, KITCHEN, EFFICIENTNET = "s3d-random", "s3d-kitchen", "efficientnet-lite0-imagenet"
SCENE_SECONDS = 2.5
OTHERS = 10


def scene(seed: int, t: float, height: int, width: int) -> np.ndarray:
    """A made-up shot at `t` seconds: drifting waves, moving things, grain; uint8 (H, W, 3)."""
    import cv2

    rng = np.random.default_rng(seed)
    y, x = np.mgrid[0 : height // 4, 0 : width // 4].astype(np.float32) / (height // 4)
    picture = np.zeros((*x.shape, 3), np.float32)
    for _ in range(4):
        fx, fy, speed, phase = rng.uniform(-9, 9), rng.uniform(-9, 9), *rng.uniform(-4, 4, 2)
        picture += rng.uniform(0, 40, 3) * np.sin(fx * x + fy * y + speed * t + phase)[..., None]
    picture = cv2.resize(picture + rng.uniform(70, 180, 3), (width, height))
    for _ in range(rng.integers(2, 7)):
        start, drift = rng.uniform(0, 1, 2), rng.uniform(-0.3, 0.3, 2)
        at = ((start + drift * t) % 1 * (width, height)).astype(int)
        colour = tuple(float(c) for c in rng.uniform(0, 255, 3))
        cv2.circle(picture, at.tolist(), int(rng.uniform(0.04, 0.2) * height), colour, -1)
    grain = _grain()[int(t * 1000) % 400 :][:height, seed % 200 :][:, :width]
    return np.clip(picture + grain[..., None], 0, 255).astype(np.uint8)


@cache
def _grain() -> np.ndarray:
    return np.random.default_rng(0).normal(0, 3, (HEIGHT + 400, WIDTH + 200)).astype(np.float32)


def encode_film(path: Path) -> None:
    import av

    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=FPS)
        stream.width, stream.height, stream.pix_fmt = WIDTH, HEIGHT, "yuv420p"
        stream.options = {"crf": "23", "preset": "veryfast", "g": "250"}
        stream.time_base = Fraction(1, FPS)
        for i in range(SECONDS * FPS):
            shot = int(i / FPS / SCENE_SECONDS)
            picture = scene(shot, i / FPS, HEIGHT, WIDTH)
            frame = av.VideoFrame.from_ndarray(picture, format="rgb24")
            frame = frame.reformat(format="yuv420p", dst_colorspace="ITU709")
            frame.pts = i
            container.mux(stream.encode(frame))
        container.mux(stream.encode())


def other_clips(side: int) -> Iterator[np.ndarray]:
    """Pictures from shots that are not in the film, uint8 (30, 224, 224, 3)."""
    for seed in range(1000, 1000 + OTHERS):
        yield np.stack([scene(seed, j / 20, side, side) for j in range(30)])


def prepare(folder: Path) -> Mapping[str, str]:
    """The film, the weights and the converted networks, made once for all candidates."""
    from random_s3d import plant_random_s3d

    from vbert_studio.visual.converted import converted
    from vbert_studio.weights import store
    from vbert_studio.weights.registry import Registry

    env = {
        FOLDER: str(folder),
        "VBERT_STUDIO_HOME": str(folder / "home"),
        "VBERT_STUDIO_MODELS": str(folder / "models"),
    }
    os.environ |= env
    if not (folder / "film.mp4").exists():
        encode_film(folder / "film.mp4")
        plant_random_s3d(folder / "models")
    store.get(Registry.load().entry(EFFICIENTNET))
    for name in (S3D, KITCHEN, EFFICIENTNET):
        converted(Registry.load().entry(name))
    return env


def usual_way(name: str) -> Callable[[], Numbers]:
    """PyAV, torchvision's transforms, eager float32, nothing overlapped."""

    def run() -> Numbers:
        import torch

        from vbert_studio.visual.networks import load_network
        from vbert_studio.weights import store
        from vbert_studio.weights.registry import Registry

        entry = Registry.load().entry(name)
        body = load_network(entry, store.find(entry)).body
        shape, normalise = _transforms(entry)

        def of_full_size(pictures: np.ndarray) -> np.ndarray:
            return feature(normalise(shape(torch.from_numpy(pictures).permute(0, 3, 1, 2))))

        def of_ready(pictures: np.ndarray) -> np.ndarray:
            return feature(normalise(torch.from_numpy(pictures).permute(0, 3, 1, 2)))

        def feature(x: torch.Tensor) -> np.ndarray:  # (30, 3, 224, 224)
            with torch.no_grad():
                if body.unit == "frame":
                    return body(x).mean(0).numpy()
                return body(x.transpose(0, 1)[None])[0].numpy()

        side = entry.preprocessing.crop
        return _measure(f"usual-{name}", lambda: map(of_full_size, _full_size()), of_ready, side)

    return run


def _transforms(entry: ModelEntry) -> tuple[Callable[[Any], Any], Callable[[Any], Any]]:
    """What gives the picture its size, and what makes numbers of it."""
    import torch
    from torchvision.transforms import v2

    p = entry.preprocessing
    resize = list(p.resize) if isinstance(p.resize, tuple) else p.resize
    return (
        v2.Compose([v2.Resize(resize, antialias=True), v2.CenterCrop(p.crop)]),
        v2.Compose([v2.ToDtype(torch.float32), v2.Normalize(p.mean, p.std)]),
    )


def _full_size() -> Iterator[np.ndarray]:
    """30 pictures at 20 per second out of a film of 30: frames 0, 1, 3, 4, 6, 7 ..."""
    import av

    pictures: list[np.ndarray] = []
    with av.open(str(_folder() / "film.mp4")) as container:
        container.streams.video[0].thread_type = "AUTO"
        for i, frame in enumerate(container.decode(video=0)):
            if i % 3 != 2:
                right = frame.reformat(format="rgb24", src_colorspace="ITU709")
                pictures.append(right.to_ndarray())
            if len(pictures) == 30:
                yield np.stack(pictures)
                pictures = []


def our_way(name: str, **options: str) -> Callable[[], Numbers]:
    """`extract` as the program calls it."""

    def run() -> Numbers:
        from vbert_studio.media.times import read_frame_times
        from vbert_studio.visual.extraction import extract
        from vbert_studio.visual.extractor import load_extractor

        extractor = load_extractor(name, device="cpu", **options)
        path = _folder() / "film.mp4"

        def features() -> Iterator[np.ndarray]:
            for chunk in extract(path, read_frame_times(path), extractor):
                yield from chunk.features

        label = "-".join(["ours", name, *options.values()])
        return {
            **_measure(
                label,
                features,
                lambda clip: extractor.features(clip[None])[0],
                extractor.frame_size[0],
            ),
            "bits": {"float32": 32.0, "bfloat16": 16.0, "int8": 8.0}[extractor.precision],
            "torch_in_process": float("torch" in sys.modules),
        }

    return run


def _measure(
    label: str,
    features: Callable[[], Iterator[np.ndarray]],
    one: Callable[[np.ndarray], np.ndarray],
    side: int,
) -> Numbers:
    """Time the film; then, outside of time and memory, features of other pictures for agreement."""
    found: list[np.ndarray] = []
    numbers = timed(lambda: found.extend(features()))
    numbers |= {"clips": float(len(found)), "peak_mb": peak_memory_mb()}
    numbers["clips_per_s"] = len(found) / numbers["wall_s"]
    path = _folder() / f"{label}.npy"
    if not path.exists():
        others = [one(clip) for clip in other_clips(side)]
        np.save(path, np.stack([*found, *others]).astype(np.float32))
    return numbers


def _folder() -> Path:
    return Path(os.environ[FOLDER])


CASES = {
    "s3d_usual": usual_way(S3D),
    "s3d_ours": our_way(S3D),
    "s3d_openvino_float32": our_way(S3D, engine="openvino", precision="float32"),
    "s3d_openvino_bfloat16": our_way(S3D, engine="openvino", precision="bfloat16"),
    "s3d_openvino_int8": our_way(S3D, engine="openvino", precision="int8"),
    "s3d_torch_float32": our_way(S3D, engine="torch", precision="float32"),
    "s3d_torch_bfloat16": our_way(S3D, engine="torch", precision="bfloat16"),
    "kitchen_usual": usual_way(KITCHEN),
    "kitchen_ours": our_way(KITCHEN),
    "kitchen_openvino_float32": our_way(KITCHEN, engine="openvino", precision="float32"),
    "efficientnet_usual": usual_way(EFFICIENTNET),
    "efficientnet_ours": our_way(EFFICIENTNET),
}
LABELS = {
    "s3d_usual": f"usual-{S3D}",
    "s3d_ours": f"ours-{S3D}",
    "s3d_openvino_float32": f"ours-{S3D}-openvino-float32",
    "s3d_openvino_bfloat16": f"ours-{S3D}-openvino-bfloat16",
    "s3d_openvino_int8": f"ours-{S3D}-openvino-int8",
    "s3d_torch_float32": f"ours-{S3D}-torch-float32",
    "s3d_torch_bfloat16": f"ours-{S3D}-torch-bfloat16",
    "kitchen_usual": f"usual-{KITCHEN}",
    "kitchen_ours": f"ours-{KITCHEN}",
    "kitchen_openvino_float32": f"ours-{KITCHEN}-openvino-float32",
    "efficientnet_usual": f"usual-{EFFICIENTNET}",
    "efficientnet_ours": f"ours-{EFFICIENTNET}",
}


def summarise(measured: Mapping[str, Numbers]) -> dict[str, Any]:
    metrics = {f"{c}_{k}": v for c, numbers in measured.items() for k, v in numbers.items()}
    ratios: Numbers = {}
    for name, numbers in measured.items():
        usual = name.split("_")[0] + "_usual"
        if name == usual or usual not in measured:
            continue
        for key in ("wall_s", "cpu_s", "peak_mb"):
            ratios[f"{name}_{key.split('_')[0]}_gain"] = measured[usual][key] / numbers[key]
        metrics |= {f"{name}_{k}": v for k, v in _agreement(LABELS[usual], LABELS[name]).items()}
    metrics["film_mbit_per_s"] = (_folder() / "film.mp4").stat().st_size * 8e-6 / SECONDS
    notes = {
        "s3d_weights": "random: speed and memory are those of real ones, agreement need not be",
        "efficientnet_weights": "real",
        "kitchen_weights": "real",
        "gains": "see machine.load_1min: on a busy machine wall gains favour who waits less for "
        "threads, cpu gains (all cores' seconds) do not",
        "agreement": "on 10 clips of the film (resizing differs) and 10 others (the network alone)",
        "tokens": "leaves of a 2 x 6 codebook fitted on the usual way's features of these clips",
    }
    return {"metrics": metrics, "ratios": ratios, "notes": notes}


def _agreement(usual: str, ours: str) -> Numbers:
    """How alike features are, centred on the mean feature, and whether tokens are the same."""
    from vbert_studio.visual.codebook import fit_codebook

    reference, found = (np.load(_folder() / f"{label}.npy") for label in (usual, ours))
    film = len(reference) - OTHERS
    codebook = fit_codebook(reference, levels=2, branching=6, seed=0)
    same = codebook.encode(reference) == codebook.encode(found)
    cosine = _centred_cosine(reference, found)
    return {
        "cosine_network": float(cosine[film:].mean()),
        "cosine_network_worst": float(cosine[film:].min()),
        "cosine_film": float(cosine[:film].mean()),
        "same_tokens_network": float(same[film:].mean()),
        "same_tokens_film": float(same[:film].mean()),
    }


def _centred_cosine(reference: np.ndarray, found: np.ndarray) -> np.ndarray:
    a, b = reference - reference.mean(0), found - reference.mean(0)
    return (a * b).sum(1) / np.linalg.norm(a, axis=1) / np.linalg.norm(b, axis=1)


if __name__ == "__main__":
    began = time.time()
    main("extract", CASES, summarise, prepare=prepare)
    print(f"{time.time() - began:.0f} s", file=sys.stderr)
