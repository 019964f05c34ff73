"""The codebook against the plain ways: fitting a tree, and finding features their words.

Features are made up, 1024 numbers each, in clouds within clouds, four levels of twelve. The plain
fit is scikit-learn's KMeans as it comes, on all features of every node. The plain encoders are the
exact nearest of all leaves, as one matrix product after the other, and one vector after the other
down the tree.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from harness import Numbers, main, peak_memory_mb, timed

if TYPE_CHECKING:
    from vbert_studio.visual.codebook import Codebook

SIZE = 1024
MANY, SOME, FEW = 100_000, 20_000, 2_000
TIMES = 10  # MANY so often is a million
FOLDER = "BENCH_CODEBOOK"


def made_up(count: int, seed: int = 0) -> np.ndarray:
    """Features float32 (count, SIZE), in clouds within clouds."""
    generator = np.random.default_rng(seed)
    points = generator.standard_normal((count, SIZE), dtype=np.float32) * np.float32(0.15)
    cloud = np.zeros(count, dtype=np.int64)
    for level, spread in enumerate((1.0, 0.6, 0.4, 0.25), start=1):
        cloud = cloud * 12 + generator.integers(12, size=count)
        centres = generator.standard_normal((12**level, SIZE), dtype=np.float32)
        for start in range(0, count, 10_000):
            part = slice(start, start + 10_000)
            points[part] += centres[cloud[part]] * np.float32(spread)
    return points


def prepare(folder: Path) -> Mapping[str, str]:
    from vbert_studio.visual.codebook import fit_codebook

    points, made = made_up(MANY), []
    np.save(folder / "points.npy", points)
    fit_codebook(points[:100])  # imports
    numbers = timed(lambda: made.append(fit_codebook(points)))
    made[0].save(folder / "book")
    (folder / "fit.json").write_text(json.dumps({**numbers, "leaves": len(made[0].leaves)}))
    return {FOLDER: str(folder)}


def given(count: int) -> np.ndarray:
    folder = Path(os.environ[FOLDER])
    return np.array(np.load(folder / "points.npy", mmap_mode="r")[:count])


def book() -> Codebook:
    from vbert_studio.visual.codebook import Codebook

    return Codebook.load(Path(os.environ[FOLDER]) / "book")


def left(points: np.ndarray, centroids: np.ndarray, words: np.ndarray) -> float:
    """The share of the spread that the words leave over."""
    total = np.square(points - points.mean(axis=0)).sum()
    return float(np.square(points - centroids[words]).sum() / total)


def fit_ours() -> Numbers:
    from vbert_studio.visual.codebook import fit_codebook

    fit_codebook(given(100))  # imports
    points, made = given(SOME), []
    numbers = timed(lambda: made.append(fit_codebook(points)))
    fitted = made[0]
    words = np.searchsorted(fitted.leaves, fitted.encode(points))
    share = left(points, fitted.leaf_centroids, words)
    return {**numbers, "leaves": len(fitted.leaves), "left": share, "mb": peak_memory_mb()}


def fit_ours_large() -> Numbers:
    """As it was when the codebook of the encoders was made."""
    return json.loads((Path(os.environ[FOLDER]) / "fit.json").read_text())


def fit_plain() -> Numbers:
    from sklearn.cluster import KMeans

    KMeans(2, n_init=1).fit(given(100))
    points = given(SOME)
    words, centroids = np.zeros(len(points), dtype=np.int64), []

    def grow(rows: np.ndarray, level: int) -> None:
        if level == 4 or len(rows) < 24:
            words[rows] = len(centroids)
            centroids.append(points[rows].mean(axis=0))
            return
        model = KMeans(12, random_state=0).fit(points[rows])
        for digit in range(12):
            grow(rows[model.labels_ == digit], level + 1)

    numbers = timed(lambda: grow(np.arange(len(points)), 0))
    share = left(points, np.stack(centroids), words)
    return {**numbers, "leaves": len(centroids), "left": share, "mb": peak_memory_mb()}


def encode_ours() -> Numbers:
    points, tree, words = given(MANY), book(), []
    tree.encode(points[:100])
    numbers = timed(lambda: words.extend(tree.encode(points) for _ in range(TIMES)))
    exact = flat_words(points[:SOME], tree.leaf_centroids)
    found = np.searchsorted(tree.leaves, words[0][:SOME])
    off = np.square(points[:SOME] - tree.leaf_centroids[found]).sum()
    best = np.square(points[:SOME] - tree.leaf_centroids[exact]).sum()
    return {
        **rates(numbers, MANY * TIMES),
        "exact": float((found == exact).mean()),
        "further": float(off / best - 1),
    }


def flat_words(points: np.ndarray, centroids: np.ndarray) -> np.ndarray:
    halves = np.square(centroids).sum(axis=1) / 2
    blocks = range(0, len(points), 1_000)
    return np.concatenate(
        [(halves - points[at : at + 1_000] @ centroids.T).argmin(axis=1) for at in blocks]
    )


def encode_flat() -> Numbers:
    points, tree = given(SOME), book()
    centroids = tree.leaf_centroids
    return rates(timed(lambda: flat_words(points, centroids)), SOME)


def encode_singly() -> Numbers:
    points, tree = given(FEW), book().tree

    def descend(point: np.ndarray) -> int:
        node = 0
        while tree.child_count[node]:
            children = tree.centroids[tree.children(node)]
            node = int(tree.first_child[node]) + int(np.square(children - point).sum(1).argmin())
        return node

    return rates(timed(lambda: [descend(point) for point in points]), FEW)


def rates(numbers: Numbers, count: int) -> Numbers:
    return {"per_s": count / numbers["wall_s"], "per_cpu_s": count / numbers["cpu_s"]}


def summarise(found: Mapping[str, Numbers]) -> dict[str, Any]:
    """Ratios are of CPU seconds, which a busy machine changes least."""
    metrics = {
        f"{case}.{name}": number
        for case, numbers in found.items()
        for name, number in numbers.items()
    }
    ratios = {}
    if {"fit_ours", "fit_plain"} <= found.keys():
        ours, plain = found["fit_ours"], found["fit_plain"]
        ratios["fit: plain cpu_s / ours"] = plain["cpu_s"] / ours["cpu_s"]
        ratios["fit: plain wall_s / ours"] = plain["wall_s"] / ours["wall_s"]
        ratios["fit: spread left, ours / plain"] = ours["left"] / plain["left"]
    for other in ("encode_flat", "encode_singly"):
        if {"encode_ours", other} <= found.keys():
            ours, plain = found["encode_ours"], found[other]
            ratios[f"encode: ours per cpu_s / {other}"] = ours["per_cpu_s"] / plain["per_cpu_s"]
    return {"metrics": metrics, "ratios": ratios}


CASES = {
    "fit_ours": fit_ours,
    "fit_plain": fit_plain,
    "fit_ours_large": fit_ours_large,
    "encode_ours": encode_ours,
    "encode_flat": encode_flat,
    "encode_singly": encode_singly,
}

if __name__ == "__main__":
    main("codebook", CASES, summarise, rounds=1, prepare=prepare)
