"""How quickly the window answers: the real one, with the real engine and the shipped models.

    first_window   until the window can be seen, in a fresh process (`bench/startup.py`)
    mask           from the move that hides the last clip to the painted guesses
    extraction     how late the event loop is while a worker extracts and the timeline is moved
    scrub          dragging through 1080p with a key frame every 250 frames: until a picture that is
                   nearer is on screen; jumps: until the first one, and until the very one; with
                   `new_` in a film that was just opened, else in one with its proxies
    strip          a page of the filmstrip of that film (`bench/ui_strip.py`)
    timeline       repainting 200,000 items (`bench/timeline.py`)
    memory         of the window's process with a project of 1,000 videos
    tour           every panel, dialogs, masks, scrolling, 5,000 sentences, 1,000 videos: the
                   longest gaps of the event loop, and what the window was at (`bench/ui_tour.py`)

The naive ways: models in the window's own process, an extraction in a thread of it, seeking without
pictures that stand in, painting every item. A film, two large projects and the demo are made first,
which takes a few minutes; ``--folder`` keeps them. Wall times: wants a machine that is quiet.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import startup
import timeline
import ui_material
import ui_scenes
import ui_strip
from harness import Numbers, main
from ui_scenes import FOLDER, share

_GAPS = "gaps.json"
TARGETS = {
    "first_window.wall_s": 0.5,
    "mask.mask_p95_ms": 100.0,
    "extraction.loop_p99_ms": 20.0,
    "scrub.scrub_p95_ms": 60.0,
    "timeline.all_ms": 2.0,
    "memory.mb": 500.0,
    "tour.longest_ms": 50.0,
}
_AGAINST = (
    ("first_window", "first_window_naive", "wall_s"),
    ("mask", "mask_in_shell", "mask_p50_ms"),
    ("mask", "mask_in_window", "mask_loop_max_ms"),
    ("extraction", "extraction_in_window", "loop_p99_ms"),
    ("extraction", "extraction_in_window", "loop_max_ms"),
    ("scrub", "scrub_naive", "scrub_p50_ms"),
    ("scrub", "scrub_naive", "scrub_p95_ms"),
    ("strip", "strip_naive", "page_ms"),
    ("timeline", "timeline_naive", "all_ms"),
    ("memory", "memory_naive", "mb"),
)


def prepare(folder: Path) -> Mapping[str, str]:
    """Everything that the scenes are played on."""
    env = ui_material.own_home(folder)
    ui_material.demo(folder / "Demo")
    ui_material.film_project(folder / "Film", ui_material.long_film(folder / "film.mp4"))
    ui_material.much_said(folder / "Said")
    ui_material.many_videos(folder / "Many")
    return {**env, FOLDER: str(folder)}


def tour() -> Numbers:
    """A pass through the whole window, watched."""
    from ui_stage import Stage
    from ui_tour import Tour
    from ui_watch import BEAT_MS, Watch

    at = ui_scenes.material
    stage = Stage()
    with Watch() as watch:
        Tour(stage, watch, at("Demo"), at("Said"), at("Many")).go()
    stage.end()
    longest = [gap.told() for gap in watch.longest(25)]
    at(_GAPS).write_text(json.dumps(longest))
    return {
        "longest_ms": max(watch.late_ms),
        "longest_at_work_ms": max((gap.cpu_ms for gap in watch.gaps), default=0.0),
        "p99_ms": share(watch.late_ms, 0.99),
        "over_50_ms": sum(gap.ms > 50 for gap in watch.gaps),
        "at_work_over_50_ms": sum(gap.cpu_ms > 50 for gap in watch.gaps),
        "watched_s": len(watch.late_ms) * BEAT_MS / 1000,
    }


def summarise(measured: Mapping[str, Numbers]) -> dict[str, Any]:
    metrics = {
        f"{case}.{name}": round(value, 3)
        for case, numbers in measured.items()
        for name, value in numbers.items()
    }
    ratios = {
        f"{name}: {naive} / {ours}": round(measured[naive][name] / measured[ours][name], 2)
        for ours, naive, name in _AGAINST
        if {ours, naive} <= measured.keys()
    }
    targets = {name: target for name, target in TARGETS.items() if name in metrics}
    missed = [name for name, target in targets.items() if metrics[name] > target]
    return {
        "metrics": metrics,
        "ratios": ratios,
        "targets": targets,
        "missed": missed,
        "gaps": _gaps() if "tour" in measured else [],
    }


def _gaps() -> list[str]:
    return json.loads((Path(os.environ["VBERT_STUDIO_HOME"]).parent / _GAPS).read_text())


CASES = {
    "first_window": startup.ours,
    "first_window_naive": startup.naive,
    "mask": ui_scenes.mask,
    "mask_in_window": ui_scenes.mask_in_window,
    "mask_in_shell": ui_scenes.mask_in_shell,
    "extraction": ui_scenes.extraction,
    "extraction_in_window": ui_scenes.extraction_in_window,
    "scrub": ui_scenes.scrub,
    "scrub_naive": ui_scenes.scrub_naive,
    "strip": ui_strip.ours,
    "strip_naive": ui_strip.naive,
    "timeline": timeline.ours,
    "timeline_naive": timeline.naive,
    "memory": ui_scenes.memory,
    "memory_naive": ui_scenes.memory_naive,
    "tour": tour,
}

if __name__ == "__main__":
    main("ui", CASES, summarise, rounds=1, prepare=prepare)
