"""What really happens in a film and what is really said, as JSON and as WebVTT."""

from __future__ import annotations

from typing import Any

import pysubs2

from vbert_studio.kitchen.clip_world import clip_steps
from vbert_studio.kitchen.durations import BEAT_S
from vbert_studio.kitchen.screenplay import Line, Scheduled, Screenplay

VERSION = 1


def truth_of(play: Screenplay, *, seed: int, split: str, size: tuple[int, int]) -> dict[str, Any]:
    """Everything a film's maker knows about it, times in seconds.

    ``steps`` tile the film; ``clips`` has for each clip of 1.5 s the index of its step. A sentence
    has the index of the ``step`` that it is about, or null for chatter; ``slip_s`` is how much too
    late (or, negative, too early) it was meant to be said. ``speech`` tells whether the sentences
    are to be heard; without it their times are made up.
    """
    told = {line.step for line in play.lines}
    return {
        "version": VERSION,
        "recipe": play.recipe.name,
        "dish": play.recipe.dish,
        "split": split,
        "seed": seed,
        "fps": play.fps,
        "width": size[1],
        "height": size[0],
        "duration_s": play.duration_s,
        "beat_s": BEAT_S,
        "speech": play.voice is not None,
        "surface": play.kitchen.surface,
        "steps": [_step(number, scheduled) for number, scheduled in enumerate(play.steps)],
        "clips": clip_steps([scheduled.beats for scheduled in play.steps]),
        "untold_steps": [number for number in range(len(play.steps)) if number not in told],
        "sentences": [_sentence(line) for line in play.lines],
    }


def subtitles_of(play: Screenplay) -> str:
    """The narration as WebVTT."""
    events = [
        pysubs2.SSAEvent(
            start=round(line.start_s * 1000), end=round(line.end_s * 1000), text=line.text
        )
        for line in play.lines
    ]
    file = pysubs2.SSAFile()
    file.events = events
    text: str = file.to_string("vtt")
    return text


def _step(number: int, scheduled: Scheduled) -> dict[str, Any]:
    step = scheduled.step
    return {
        "index": number,
        "start_s": scheduled.start_s,
        "end_s": scheduled.end_s,
        "verb": step.verb,
        "object": step.object,
        "tool": step.tool,
        "place": step.place,
    }


def _sentence(line: Line) -> dict[str, Any]:
    return {
        "start_s": round(line.start_s, 3),
        "end_s": round(line.end_s, 3),
        "text": line.text,
        "step": line.step,
        "slip_s": round(line.slip_s, 3),
        "words": [
            {
                "start_s": round(line.start_s + start, 3),
                "end_s": round(line.start_s + end, 3),
                "text": word,
            }
            for word, start, end in line.spoken.words
        ],
    }
