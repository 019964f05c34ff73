"""How long a project needs for what a window asks of it, against one JSON file, the usual way.

100 videos of 25 minutes: 100,000 clips with tokens, 10,000 sentences with 60,000 words. Measured:
CPU milliseconds (user and system), the median of `_TIMES`; the wait for the disk is not in them.

    naive   everything in one JSON document, held in memory and written whole at each edit
    ours    `vbert_studio.project`, with an undo record for each edit

The comparison is kind to the other: it keeps no undo records, checks nothing, locks nothing, loses
the file when it is killed while writing, and once it is open it answers from memory.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from statistics import median
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import numpy as np
from harness import Numbers, main, peak_memory_mb

from vbert_studio.language.transcript import sentence_of, share_out
from vbert_studio.media.clips import ClipSpan
from vbert_studio.project import Project
from vbert_studio.project.operations import AddVideos, SetSentenceText
from vbert_studio.project.records import NewVideo

VIDEOS, CLIPS, SENTENCES = 100, 1000, 100
_TIMES = 9
_SAID = ("crack the eggs into a bowl", "whisk them with a fork", "heat some oil in the pan")


def _milliseconds(work: Callable[[int], object]) -> float:
    taken = []
    for turn in range(_TIMES):
        before = time.process_time()
        work(turn)
        taken.append((time.process_time() - before) * 1000)
    return median(taken)


def prepare(folder: Path) -> Mapping[str, str]:
    """Both projects with the same content."""
    random = np.random.default_rng(0)
    document: dict[str, Any] = {"videos": []}
    with Project.create(folder / "ours") as project:
        news = [
            NewVideo(folder / f"{n}.mp4", f"print {n}", 1, 1500.0, 640, 360, has_sound=True)
            for n in range(VIDEOS)
        ]
        project.edit(AddVideos(tuple(news)))
        paths = {leaf: np.base_repr(leaf, 12) for leaf in range(12**4)}
        book = project.codebooks.add(
            "codebook-1", extractor="x", folder=project.checkpoints_folder / "codebook-1", levels=4,
            branching=12, seed=0, fitted_on=1, leaves=paths,
        )  # fmt: skip
        for video in project.videos.all():
            tokens = random.integers(0, 12**4, CLIPS).astype(np.int32)
            document["videos"].append(_fill(project, book.id, video.id, tokens))
    (folder / "naive.json").write_text(json.dumps(document))
    return {"BENCH_PROJECT": str(folder)}


def _fill(project: Project, codebook: int, video: int, tokens: np.ndarray) -> dict[str, Any]:
    spans = [ClipSpan(k, k * 1.5, k * 1.5 + 1.5, partial=False) for k in range(CLIPS)]
    said = [sentence_of(share_out(_SAID[k % 3], k * 15.0, k * 15.0 + 3)) for k in range(SENTENCES)]
    project.videos.set_times(video, b"", spans)
    project.tokens.save(codebook, video, tokens)
    transcript = project.transcripts.begin(video, "asr:x")
    project.transcripts.add(transcript, said)
    project.transcripts.finish(transcript)
    clips = [[s.index, s.start_s, s.end_s, int(t)] for s, t in zip(spans, tokens, strict=True)]
    sentences = [
        [s.start_s, s.end_s, s.text, [[w.start_s, w.end_s, w.text] for w in s.words]] for s in said
    ]
    return {"id": video, "clips": clips, "sentences": sentences}


def _folder() -> Path:
    return Path(os.environ["BENCH_PROJECT"])


def ours() -> Numbers:
    folder = _folder() / "ours"

    def open_and_list(_: int) -> None:
        with Project.open(folder) as project:
            project.videos.statuses("x")

    numbers = {"open_ms": _milliseconds(open_and_list)}
    with Project.open(folder) as project:
        edit = lambda n: project.edit(SetSentenceText(1 + n, f"crack {n} eggs"))  # noqa: E731
        numbers |= {
            "edit_ms": _milliseconds(edit),
            "tokens_ms": _milliseconds(lambda n: project.tokens.load(1 + n)),
            "search_ms": _milliseconds(lambda n: project.transcripts.search(f"crack {n}")),
            "poll_ms": _milliseconds(lambda _: project.changed_elsewhere()),
        }
    return {**numbers, "memory_mb": peak_memory_mb()}


def naive() -> Numbers:
    path = _folder() / "naive.json"
    numbers = {"open_ms": _milliseconds(lambda _: json.loads(path.read_text()))}
    document = json.loads(path.read_text())

    def edit(n: int) -> None:
        document["videos"][0]["sentences"][n][2] = f"crack {n} eggs"
        path.write_text(json.dumps(document))

    def search(n: int) -> list[object]:
        words = {"crack", str(n)}
        every = (s for video in document["videos"] for s in video["sentences"])
        return [s for s in every if words <= set(s[2].split())]

    numbers |= {
        "edit_ms": _milliseconds(edit),
        "tokens_ms": _milliseconds(lambda n: [c[3] for c in document["videos"][n]["clips"]]),
        "search_ms": _milliseconds(search),
    }
    return {**numbers, "memory_mb": peak_memory_mb()}


def summarise(measured: Mapping[str, Numbers]) -> dict[str, Any]:
    metrics = {f"{case}_{key}": value for case, n in measured.items() for key, value in n.items()}
    if not {"naive", "ours"} <= measured.keys():
        return {"metrics": metrics, "ratios": {}}
    first, second = measured["naive"], measured["ours"]
    ratios = {f"{key}_naive_by_ours": first[key] / second[key] for key in first}
    return {"metrics": metrics, "ratios": ratios}


if __name__ == "__main__":
    main("project", {"naive": naive, "ours": ours}, summarise, prepare=prepare)
