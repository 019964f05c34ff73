"""A codebook for the project's features, and how good it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from vbert_studio.command_line import command_line
from vbert_studio.errors import ProjectError
from vbert_studio.jobs.codebooks import carried_names
from vbert_studio.jobs.extract import extractor_in_use
from vbert_studio.jobs.gathering import Gathered, gather
from vbert_studio.progress import Monitor
from vbert_studio.project import Project
from vbert_studio.project.records import CodebookRow

if TYPE_CHECKING:
    from vbert_studio.visual.codebook import Codebook
    from vbert_studio.visual.report import CodebookReport

JOB = "codebook"


def train_codebook(
    project: Project,
    *,
    extractor: str | None = None,
    levels: int = 4,
    branching: int = 12,
    seed: int = 0,
    min_points: int | None = None,
    sample: int | None = None,
    monitor: Monitor | None = None,
) -> CodebookRow:
    """Fit a codebook on the features of all videos and make it the current one.

    The tokens of the codebook before are no longer shown; `tokenize` gives those of the new one. A
    word that holds much the same clips as a named one before takes over its name.

    Args:
        project: open for editing or for work.
        extractor: whose features; None takes the one in use.
        levels: of the tree.
        branching: the most children of a node.
        seed: of every random choice.
        min_points: the fewest features that a node is split for; None lets the fit choose.
        sample: fit on this many features, fairly drawn; None takes all.
        monitor: told the nodes split.

    Raises:
        ProjectError: kind ``no_features``, or the project cannot be written.
        CodebookError: settings that make no codebook.
        CancelledError: the person asked to stop; the codebook before stays current.
    """
    from vbert_studio.visual.codebook import fit_codebook

    watch = monitor or Monitor()
    name = extractor or extractor_in_use(project)
    with project.working(JOB):
        rows = gather(project, name)
        book = fit_codebook(
            rows.features,
            levels=levels,
            branching=branching,
            seed=seed,
            min_points=min_points,
            sample=sample,
            videos=rows.videos,
            extractor=name,
            monitor=watch,
        )
        made = _keep(project, book, rows)
    watch.landed("codebooks")
    return made


def _keep(project: Project, book: Codebook, rows: Gathered) -> CodebookRow:
    name = project.codebooks.next_name()
    folder = project.checkpoints_folder / name
    book.save(folder)
    return project.codebooks.add(
        name,
        extractor=book.origin.extractor,
        folder=folder,
        levels=book.levels,
        branching=book.branching,
        seed=book.origin.seed,
        fitted_on=book.origin.fitted,
        leaves={int(leaf): book.path_of(int(leaf)) for leaf in book.leaves},
        names=_names(project, book, rows),
    )


def _names(project: Project, book: Codebook, rows: Gathered) -> dict[int, str]:
    """Of the words that were there before and still are."""
    row = project.codebooks.current()
    names = {} if row is None else project.words.names(row.id)
    if row is None or not names:
        return {}
    before = np.full(len(rows.videos), -1, np.int32)  # (N,)
    for video_id in np.unique(rows.videos).tolist():
        tokens, here = project.tokens.of(row.id, video_id), rows.videos == video_id
        known = tokens[: int(here.sum())]  # (n,), for clips are numbered from 0 on
        before[np.flatnonzero(here)[: len(known)]] = known
    return carried_names(names, before, book.encode(rows.features))


def current_codebook(project: Project) -> tuple[CodebookRow, Codebook]:
    """The current codebook, read from its folder.

    Raises:
        ProjectError: kind ``no_codebook``.
        CodebookError: its files are missing or damaged.
    """
    from vbert_studio.visual.codebook import Codebook

    row = project.codebooks.current()
    if row is None:
        raise no_codebook(project)
    return row, Codebook.load(row.folder)


def no_codebook(project: Project) -> ProjectError:
    """What somebody gets who needs a codebook before there is one."""
    return ProjectError(
        "no_codebook",
        f"{project.folder} has no codebook yet.",
        path=project.folder,
        remedy=f"Run `{command_line('codebook', 'train', project.folder)}` first.",
    )


def report_codebook(project: Project, *, monitor: Monitor | None = None) -> CodebookReport:
    """How well the current codebook divides the project's features.

    Raises:
        ProjectError: kind ``no_codebook`` or ``no_features``.
        CodebookError: its files are missing or damaged.
    """
    from vbert_studio.visual.report import codebook_report

    row, book = current_codebook(project)
    rows = gather(project, row.extractor)
    return codebook_report(book, rows.features, videos=rows.videos, monitor=monitor)
