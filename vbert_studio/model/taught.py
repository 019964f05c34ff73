"""What a model was taught, kept with it, and what it therefore cannot know, in plain sentences."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

CONFIG = "config.json"
WEIGHTS = "model.safetensors"

_UNJUDGED = "Nothing was held out, so nobody knows how good it is."
_EVER = (
    "It knows only what looks and sounds like these videos. "
    "Asked about anything else it answers all the same."
)


@dataclass(frozen=True, slots=True)
class Taught:
    """How much a model has been shown.

    Attributes:
        films: videos.
        clips: visual tokens in them.
        minutes: how long they take.
        sentences: that were said in them.
        words: WordPieces in those.
        pieces_seen: different WordPieces.
        visual_seen: visual words that occurred more than once.
        steps: optimizer steps.
        held_out: its figures on what it was not taught, as `training.judging` names them.
        out_of: clips that were really seen, where films were put together anew out of such; else 0.
    """

    films: int
    clips: int
    minutes: float
    sentences: int
    words: int
    pieces_seen: int
    visual_seen: int
    steps: int = 0
    held_out: Mapping[str, float] = field(default_factory=dict)
    out_of: int = 0


def what_it_cannot_know(
    taught: Taught, *, text_size: int, visual_size: int, base: str
) -> tuple[str, ...]:
    """What somebody should know who asks this model, from what it was taught.

    Args:
        taught: what it was shown.
        text_size: how many WordPieces its vocabulary has.
        visual_size: how many visual words.
        base: what training started from; empty for nothing.
    """
    found = taught.held_out
    judged = {name: name in found for name in ["video_top1", "text_top1", "alignment_auc"]}
    said = (
        _amount(taught, base),
        _words(taught, text_size, base),
        _looks(taught, visual_size),
        _found(found, "video") if judged["video_top1"] else "",
        _found(found, "text") if judged["text_top1"] else "",
        _told_apart(found["alignment_auc"]) if judged["alignment_auc"] else "",
        "" if any(judged.values()) else _UNJUDGED,
        _EVER,
    )
    return tuple(line for line in said if line)


def limits_of(folder: Path) -> tuple[str, ...]:
    """What the checkpoint in a folder cannot know, read without loading anything heavy.

    Empty where nobody wrote down what it was taught, or where there is no checkpoint.
    """
    try:
        config = json.loads((folder / CONFIG).read_text(encoding="utf-8"))
        return what_it_cannot_know(
            Taught(**config["taught"]),
            text_size=int(config["text_size"]),
            visual_size=len(config["leaves"]),
            base=config["base"],
        )
    except (OSError, ValueError, KeyError, TypeError):
        return ()


def _amount(taught: Taught, base: str) -> str:
    start = f"beginning from {base}" if base else "beginning from nothing"
    said = "1 sentence" if taught.sentences == 1 else f"{taught.sentences:,} sentences"
    films = "1 video" if taught.films == 1 else f"{taught.films:,} videos"
    anew = f"put together anew out of {taught.out_of:,} clips that were really seen"
    seen = f"{taught.films:,} videos {anew}" if taught.out_of else films
    return (
        f"Taught {taught.minutes:,.1f} minutes of video ({taught.clips:,} clips in {seen}) "
        f"and {said}, {start}."
    )


def _words(taught: Taught, text_size: int, base: str) -> str:
    rest = text_size - taught.pieces_seen
    known = (
        f"what it knows of them comes from {base}, and no picture goes with it"
        if base
        else "of those it knows nothing"
    )
    return f"{taught.pieces_seen:,} word pieces were said in them, {rest:,} never: {known}."


def _looks(taught: Taught, visual_size: int) -> str:
    rest = visual_size - taught.visual_seen
    line = f"{taught.visual_seen:,} of its {visual_size:,} visual words occurred more than once"
    return f"{line}; of the other {rest:,} it can say next to nothing." if rest else f"{line}."


def _found(held_out: Mapping[str, float], side: str) -> str:
    top1, common = held_out[f"{side}_top1"], held_out[f"{side}_common"]
    things = "visual tokens" if side == "video" else "words"
    line = (
        f"In what it was not taught it finds {top1:.0%} of hidden {things} at the first guess; "
        f"always guessing the commonest finds {common:.0%}"
    )
    return f"{line}, so its guesses are worth nothing yet." if top1 <= common else f"{line}."


def _told_apart(auc: float) -> str:
    return (
        "Between a sentence that belongs to a held-out stretch and one that does not it "
        f"chooses right {auc:.0%} of the time; a coin does 50%."
    )
