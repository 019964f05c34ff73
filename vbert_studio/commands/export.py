"""``export``: what a project holds, as files that other programs read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

from vbert_studio.commands.ranges import RowId
from vbert_studio.commands.registry import command
from vbert_studio.commands.results import Result
from vbert_studio.commands.shell import PROJECT
from vbert_studio.errors import StudioError
from vbert_studio.progress import Monitor
from vbert_studio.project import Project

What = Literal["tokens", "transcripts", "features", "words", "annotations"]
Format = Literal["csv", "json", "srt", "vtt", "tsv", "npz"]


@dataclass(frozen=True, slots=True)
class Exported(Result):
    """The files that were written."""

    files: tuple[Path, ...]


@command("export", title="Export", group=PROJECT)
def export(
    project: Path,
    what: What,
    to: Path | None = None,
    *,
    format: Format | None = None,  # noqa: A002 - the word that a person types
    video: list[RowId] | None = None,
    extractor: str | None = None,
    monitor: Monitor,
) -> Exported:
    """Write a project into files: tokens, visual words, annotations, transcripts, features.

    Args:
        project: the folder of the project.
        what: what to write.
        to: the file for tokens, words and annotations, the folder for the others; else the
            project's `exports`.
        format: csv or json for tokens, words and annotations; srt, csv or tsv for transcripts, vtt
            with the times of their words, or json with all there is; npz for features.
        video: only this video, by its number; may be given several times; not with words.
        extractor: with features, whose; else those of the one in use.
        monitor: hears how far it is.
    """
    _check_fitting(what, video, extractor)
    with Project.open(project, "read") as opened:
        files = _write(opened, what, to, format, video, extractor, monitor)
    return Exported(tuple(files))


def _write(
    project: Project,
    what: What,
    to: Path | None,
    wanted: Format | None,
    videos: list[int] | None,
    extractor: str | None,
    monitor: Monitor,
) -> list[Path]:
    from vbert_studio.jobs import export as jobs

    home = project.folder / "exports"
    if what == "transcripts":
        kind = _format(wanted, get_args(jobs.TranscriptFormat), what)
        return jobs.export_transcripts(project, to or home / what, format=kind, videos=videos)
    if what == "features":
        _format(wanted, ("npz",), what)
        return jobs.export_features(
            project, to or home / what, extractor=extractor, videos=videos, monitor=monitor
        )
    return _write_table(project, what, to, wanted, videos)


def _write_table(
    project: Project,
    what: Literal["tokens", "words", "annotations"],
    to: Path | None,
    wanted: Format | None,
    videos: list[int] | None,
) -> list[Path]:
    from vbert_studio.jobs.export import export_tokens
    from vbert_studio.jobs.export_annotations import export_annotations
    from vbert_studio.jobs.export_words import export_words
    from vbert_studio.jobs.words import list_words
    from vbert_studio.jobs.writing import TableFormat

    kind = _format(wanted, get_args(TableFormat), what)
    place = to or project.folder / "exports" / f"{what}.{kind}"
    if what == "tokens":
        return export_tokens(project, place, format=kind, videos=videos)
    if what == "annotations":
        return export_annotations(project, place, format=kind, videos=videos)
    return export_words(project, list_words(project), place, format=kind)


def _check_fitting(what: What, videos: list[int] | None, extractor: str | None) -> None:
    """Refuse an option that would change nothing."""
    if videos and what == "words":
        raise _not_for(what, "--video")
    if extractor and what != "features":
        raise _not_for(what, "--extractor")


def _not_for(what: What, option: str) -> StudioError:
    return StudioError(
        "no_such_choice",
        f"{what.capitalize()} cannot be chosen by {option}.",
        remedy=f"Leave out {option}.",
    )


def _format(wanted: Format | None, known: Sequence[str], what: What) -> Any:  # noqa: ANN401
    """The wanted format if `what` has it; without a wish the first one."""
    if wanted is None:
        return known[0]
    if wanted not in known:
        raise StudioError(
            "no_such_format",
            f"{what.capitalize()} cannot be written as {wanted}.",
            remedy=f"Choose one of: {', '.join(known)}.",
        )
    return wanted
