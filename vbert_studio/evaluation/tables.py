"""The figures as tables, for the terminal and for docs/results.md alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

Figures = dict[str, Any]

_FOUR = ("verb_top1", "verb_top5", "object_top1", "object_top5")
_FOUR_TITLES = ("verb@1", "verb@5", "object@1", "object@5")

# Sun et al. 2019, tables 1 and 2, per cent, on the validation videos of YouCook II.
PAPER = {
    "language_prior": (0.4, 6.9, 7.7, 15.3),
    "cross_modal": (3.2, 43.3, 13.1, 33.7),
    "s3d_supervised": (16.1, 46.9, 13.2, 30.9),
}
PAPER_ABLATION = {
    "10 K": (0.4, 15.5, 2.9, 17.8),
    "50 K": (1.1, 15.7, 8.7, 27.3),
    "100 K": (2.9, 24.5, 11.2, 30.6),
    "300 K": (3.2, 43.3, 13.1, 33.7),
}
_METHODS = {
    "language_prior": "language prior: no video",
    "cross_modal": "cross-modal: video first",
    "cross_modal_text_first": "cross-modal: text first",
    "cross_modal_corrected": "cross-modal, less the prior",
    "s3d_supervised": "supervised: linear on S3D",
    "limit_without_video": "limit without video",
    "limit": "limit",
}


@dataclass(frozen=True, slots=True)
class Figure:
    """A table of figures: `note` says how to read it; cells are text."""

    title: str
    note: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def tables_of(figures: Figures) -> Iterator[Figure]:
    """Every table, the published ones first."""
    yield _zero_shot(figures["zero_shot"])
    yield _ablation(figures)
    yield _cloze(figures["cloze"])
    yield _forecast(figures["forecast"])
    yield _alignment(figures["alignment"])
    yield _text_to_video(figures["text_to_video"])


def _zero_shot(part: Figures) -> Figure:
    rows = []
    for name, title in _METHODS.items():
        ours = tuple(_percent(part[name][column]) for column in _FOUR)
        rows.append((title, *ours, *map(_number, PAPER.get(name, (None,) * 4))))
    return Figure(
        "Naming actions without having been taught them",
        f"Per cent of {part['asked']} steps. On the right the paper's table 1, on YouCook II: "
        "other films, other words, so only the order of the rows can be compared.",
        ("method", *_FOUR_TITLES, *(f"paper {title}" for title in _FOUR_TITLES)),
        tuple(rows),
    )


def _ablation(figures: Figures) -> Figure:
    ours = [
        (f"{row['videos']} videos", *(_percent(row[column]) for column in _FOUR))
        for row in figures["ablation"]
    ]
    paper = [
        (f"paper: {videos} videos", *map(_number, row)) for videos, row in PAPER_ABLATION.items()
    ]
    measured = figures["ablation_measured"]
    now = measured == figures["measured"]
    note = "Not measured yet." if measured is None else f"On {measured['films']} films."
    if measured is not None and not now:
        note += " Kept from an earlier measurement: its checkpoints are not here."
    return Figure(
        "More videos to learn from",
        f"Cross-modal, per cent. {note} Below, the paper's table 2.",
        ("trained on", *_FOUR_TITLES),
        (*ours, *paper),
    )


def _cloze(part: Figures) -> Figure:
    return Figure(
        "Filling in what is hidden",
        "One clip of a film, or one word piece of a sentence beside its clips. The limit for words "
        "knows what the narrator is talking about, so it is a little too high. The limit by words "
        "is for whoever is given the visual words, as the model is, and not what the clips show.",
        ("what", "top 1", "limit", "of the limit", "by words", "log-loss", "limit", "asked"),
        (
            (
                "clips, by what they show",
                *_of_limit(part["visual_top1"], part["visual_limit"]),
                _percent(part["visual_limit_by_words"]),
                _nats(part["visual_log_loss"]),
                _nats(part["visual_limit_log_loss"]),
                f"{part['visual_asked']}",
            ),
            ("clips, the very visual word", _percent(part["visual_leaf_top1"]), *[""] * 6),
            (
                "word pieces",
                *_of_limit(part["text_top1"], part["text_limit"]),
                *("", "", "", f"{part['text_asked']}"),
            ),
            (
                "pieces of a verb's or an object's name",
                *_of_limit(part["text_names_top1"], part["text_names_limit"]),
                *("", "", "", f"{part['text_names_asked']}"),
            ),
        ),
    )


def _forecast(part: Figures) -> Figure:
    changes = part["at_changes"]
    return Figure(
        "What comes next",
        "The limit knows what every clip so far shows; the limit by words is given their visual "
        "words alone, as the model is; the last column is for eyes that also see when a step will "
        "end. In nats, less is better.",
        ("question", "figure", "ours", "limit", "of the limit", "by words", "with progress"),
        (
            ("the next clip", "top 1", *_forecast_cells(part, "top1")),
            ("", "top 5", *_forecast_cells(part, "top5")),
            (
                "",
                "log-loss",
                _nats(part["log_loss"]),
                _nats(part["limit_log_loss"]),
                "",
                _nats(part["limit_by_words_log_loss"]),
                _nats(part["limit_with_progress_log_loss"]),
            ),
            ("... the same again, always", "top 1", _percent(part["same_again_top1"]), *[""] * 4),
            ("the next thing that differs", "top 1", *_forecast_cells(changes, "top1")),
            ("", "top 5", *_forecast_cells(changes, "top5")),
            (
                "",
                "log-loss",
                _nats(changes["log_loss"]),
                _nats(changes["limit_log_loss"]),
                *("", "", ""),
            ),
        ),
    )


def _forecast_cells(part: Figures, name: str) -> tuple[str, ...]:
    further = (part.get(f"limit_{what}_{name}") for what in ("by_words", "with_progress"))
    return (*_of_limit(part[name], part[f"limit_{name}"]), *map(_percent, further))


def _alignment(part: Figures) -> Figure:
    rows = [
        (title, *(f"{part[f'{figure}{by}']:.3f}" for figure in _PAIR_FIGURES))
        for title, by in (
            ("by meaning: the clips of the step", ""),
            ("by time: the clips under the words", "_by_time"),
        )
    ]
    return Figure(
        "Which sentence belongs to which clips",
        "By meaning the limit is 1. By time it is not: chatter, and narration that comes early or "
        "late, belong to nothing in the picture.",
        ("pairs", "AUC easy", "AUC hard", "accuracy easy", "accuracy hard"),
        tuple(rows),
    )


_PAIR_FIGURES = ("auc_easy", "auc_hard", "accuracy_easy", "accuracy_hard")


def _text_to_video(part: Figures) -> Figure:
    return Figure(
        "From a sentence to clips",
        f"Per cent of {part['tokens']} clips for {part['sentences']} sentences. Chance is always "
        "answering with the commonest step.",
        ("figure", "ours", "limit", "of the limit", "chance"),
        (
            (
                "shows what is told",
                *_of_limit(part["token_top1"], part["limit"]),
                _percent(part["chance"]),
            ),
            ("the very visual word", _percent(part["leaf_top1"]), "", "", ""),
        ),
    )


def _of_limit(ours: float, limit: float) -> tuple[str, str, str]:
    return _percent(ours), _percent(limit), f"{ours / limit:.0%}" if limit else ""


def _percent(value: float | None) -> str:
    return "" if value is None else f"{100 * value:.1f}"


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.1f}"


def _nats(value: float) -> str:
    return f"{value:.2f}"


def as_markdown(tables: Iterable[Figure]) -> str:
    """Sections with pipe tables."""
    parts = []
    for table in tables:
        lines = [table.columns, ("---",) * len(table.columns), *table.rows]
        parts.append(f"## {table.title}\n\n{table.note}\n")
        parts.append("\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n")
    return "\n".join(parts)
