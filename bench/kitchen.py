"""How fast the kitchen's films are drawn and written, and its posteriors computed.

    draw_plain   the frames of a film, with OpenCV's own number of threads, as one would
    draw         the same frames as `film.frames_of` draws them
    film         drawing and encoding to a file
    limits       what follows on every beginning of the film, over steps and over clips

Seconds are CPU seconds of the whole process; `film_s` is how long the film plays.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from harness import Numbers, main, peak_memory_mb, timed

from vbert_studio.kitchen.dishes import recipes
from vbert_studio.kitchen.screenplay import Screenplay, write_screenplay

SIZE = (270, 480)


def play() -> Screenplay:
    """A salad of half a minute: peeled, sliced, chopped, seasoned, stirred, served."""
    recipe = next(one for one in recipes() if one.name == "salad-carrot-onion-lemon")
    return write_screenplay(recipe, 229, voice=None)


def _drawn(numbers: Numbers) -> Numbers:
    return {"film_s": play().duration_s, **numbers, "peak_mb": peak_memory_mb()}


def draw_plain() -> Numbers:
    from vbert_studio.kitchen.durations import BEAT_S
    from vbert_studio.kitchen.render import Renderer

    scene = play()

    def work() -> None:
        renderer = Renderer(scene.kitchen, SIZE, scene.fps)
        for step in scene.steps:
            count = round(step.beats * BEAT_S * scene.fps)
            for _ in renderer.frames(step.step, step.shot, count):
                pass

    return _drawn(timed(work))


def draw() -> Numbers:
    from vbert_studio.kitchen.film import frames_of

    return _drawn(timed(lambda: sum(1 for _ in frames_of(play(), SIZE))))


def film() -> Numbers:
    from vbert_studio.kitchen.film import shoot

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "film.mp4"
        return _drawn(timed(lambda: shoot(play(), path, SIZE)))


def limits() -> Numbers:
    from vbert_studio.kitchen.clip_world import ClipWorld, clip_steps
    from vbert_studio.kitchen.limits import forecast_limit
    from vbert_studio.kitchen.world import World

    world = World(recipes())
    clips = ClipWorld(world)
    steps = world.numbers(scheduled.step for scheduled in play().steps)
    seen = [steps[k] for k in clip_steps([scheduled.beats for scheduled in play().steps])]
    over_steps = timed(lambda: forecast_limit(world, [[*steps, world.end]]))
    over_clips = timed(lambda: forecast_limit(clips, [[*seen, world.end]]))
    return {
        "steps_ms": 1000 * over_steps["cpu_s"] / len(steps),
        "clips_ms": 1000 * over_clips["cpu_s"] / len(seen),
        "peak_mb": peak_memory_mb(),
    }


CASES = {"draw_plain": draw_plain, "draw": draw, "film": film, "limits": limits}


def summarise(measured: Mapping[str, Numbers]) -> dict[str, Any]:
    metrics = {
        f"{case}.{key}": n for case, numbers in measured.items() for key, n in numbers.items()
    }
    ratios = {
        f"{case}_times_real_time": numbers["film_s"] / numbers["cpu_s"]
        for case, numbers in measured.items()
        if "film_s" in numbers
    }
    if {"draw", "draw_plain"} <= measured.keys():
        ratios["draw_vs_plain"] = measured["draw_plain"]["cpu_s"] / measured["draw"]["cpu_s"]
    return {"metrics": metrics, "ratios": ratios}


if __name__ == "__main__":
    main("kitchen", CASES, summarise)
