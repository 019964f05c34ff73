"""The lines for a shell that ask the same. What is as it would be anyway is left out."""

from __future__ import annotations

from pathlib import Path

from vbert_studio.command_line import command_line
from vbert_studio.jobs.requests import (
    AskAction,
    AskAlignment,
    AskForecast,
    AskGenerate,
    ForecastAnswer,
)

Option = tuple[str, str | int | float | None]
_CLIP_S = 1.5


def forecast_line(asked: AskForecast, answer: ForecastAnswer) -> str:
    """``forecast`` with the moment from which on nothing is known."""
    at_end = answer.truth[0] is None
    usual = AskForecast(asked.project, asked.video_id, 0, 0)
    options = [
        ("--start", _unless(asked.first_clip * _CLIP_S, 0.0)),
        ("--at", None if at_end else asked.end_clip * _CLIP_S),
        ("--length", _unless(asked.length, usual.length)),
        ("--count", _unless(asked.count, usual.count)),
        ("--step", _unless(asked.step, usual.step)),
        ("--method", _unless(asked.method, usual.method)),
        ("--seed", _unless(asked.seed, usual.seed)),
    ]
    line = _line("forecast", asked.project, [asked.video_id], options)
    return f"{line} --single-words" if asked.single_words else line


def generate_line(asked: AskGenerate) -> str:
    """``generate`` with the text."""
    usual = AskGenerate(asked.project, "")
    options = [
        ("--length", _unless(asked.length, usual.length)),
        ("--method", _unless(asked.method, usual.method)),
        ("--seed", _unless(asked.seed, usual.seed)),
    ]
    return _line("generate", asked.project, [asked.text], options)


def action_line(asked: AskAction) -> str:
    """``action`` with the stretch in seconds."""
    usual = AskAction(asked.project, asked.video_id, 0, 0)
    options = [
        ("--start", asked.first_clip * _CLIP_S),
        ("--end", asked.end_clip * _CLIP_S),
        ("--template", _unless(asked.template, usual.template)),
    ]
    return _line("action", asked.project, [asked.video_id], options)


def alignment_line(asked: AskAlignment) -> str:
    """``align`` with the width of the band, if there is one."""
    return _line("align", asked.project, [asked.video_id], [("--band", asked.band)])


def _unless(value: str | int | float, usual: str | int | float) -> str | int | float | None:
    return None if value == usual else value


def _line(verb: str, project: Path, parts: list[str | int], options: list[Option]) -> str:
    told = [f"{name}={_plain(value)}" for name, value in options if value is not None]
    return command_line(verb, project, *parts, *told)


def _plain(value: str | int | float) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)
