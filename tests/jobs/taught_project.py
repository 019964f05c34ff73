"""A project of many small videos in which six actions are seen and said, without any film."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from tests.project.made import new_video, said
from tests.small_language import ACTIONS, LOOKS, SKIP
from vbert_studio.project import Project
from vbert_studio.project.operations import AddVideos
from vbert_studio.visual.codebook import Codebook, fit_codebook

WORDS = ("cut", "mix", "heat", "wash", "serve", "fold")


def small_book(seed: int = 0) -> Codebook:
    """Six branches of two leaves."""
    rng = np.random.default_rng(seed)
    middles = rng.normal(size=(ACTIONS, 1, 16)) * 40
    points = (middles + rng.normal(size=(ACTIONS, LOOKS, 16))).reshape(-1, 16)
    features = np.repeat(points, 12, axis=0).astype(np.float32)
    return fit_codebook(features, levels=2, branching=ACTIONS, min_points=4, extractor="small")


def add_book(project: Project, book: Codebook) -> int:
    """Make it the project's current codebook; returns its id."""
    name = project.codebooks.next_name()
    folder = project.checkpoints_folder / name
    book.save(folder)
    row = project.codebooks.add(
        name,
        extractor="small",
        folder=folder,
        levels=book.levels,
        branching=book.branching,
        seed=0,
        fitted_on=144,
        leaves={leaf: book.path_of(leaf) for leaf in book.leaves.tolist()},
    )
    return row.id


def fill(project: Project, folder: Path, videos: int, actions: int = 8) -> None:
    """Videos in which one action after the other is shown for two to four clips and named."""
    book = small_book()
    codebook = add_book(project, book)
    paths = [folder / f"film {k}.mp4" for k in range(videos)]
    project.edit(AddVideos(tuple(new_video(path) for path in paths)))
    for video in project.videos.all():
        rng = np.random.default_rng(video.id)
        action, looks, sentences = int(rng.integers(ACTIONS)), [], []
        for _ in range(actions):
            first = len(looks)
            looks += (action * LOOKS + rng.integers(LOOKS, size=int(rng.integers(2, 5)))).tolist()
            times = 1.5 * first + 0.1, 1.5 * len(looks) - 0.1
            sentences.append(said(f"now we {WORDS[action]} it", *times))
            action = (action + (2 if rng.random() < SKIP else 1)) % ACTIONS
        project.tokens.save(codebook, video.id, book.leaves[looks])
        transcript = project.transcripts.begin(video.id, "asr:test", "en")
        project.transcripts.add(transcript, sentences)
        project.transcripts.finish(transcript)
