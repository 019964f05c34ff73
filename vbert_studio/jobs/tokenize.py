"""Every clip's visual token, and for every visual word the clips that show it best."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from vbert_studio.jobs.batch import JobReport, chosen, for_each
from vbert_studio.jobs.gathering import gather
from vbert_studio.jobs.train_codebook import current_codebook
from vbert_studio.progress import Monitor
from vbert_studio.project import Project
from vbert_studio.project.records import CodebookRow, Exemplar, Video

if TYPE_CHECKING:
    from vbert_studio.visual.codebook import Codebook

JOB = "tokenize"
EXEMPLARS = 5


def tokenize(
    project: Project, *, videos: Iterable[int] | None = None, monitor: Monitor | None = None
) -> JobReport:
    """Give every clip that has a feature its token by the current codebook.

    Videos without features of the codebook's extractor are skipped.

    Args:
        project: open for editing or for work.
        videos: ids; None takes all.
        monitor: told per video.

    Raises:
        ProjectError: kind ``no_codebook``, or the project cannot be written.
        CodebookError: the codebook's files are missing or damaged.
        CancelledError: the person asked to stop; videos that were done stay so.
    """
    watch = monitor or Monitor()
    row, book = current_codebook(project)
    selected = chosen(project, videos)
    with watch.stage("tokens", len(selected), "videos") as stage:

        def work(video: Video) -> bool:
            features = project.features.load(video.id, row.extractor)
            if len(features):
                project.tokens.save(row.id, video.id, book.encode(features))
                watch.landed("tokens", video.id)
            stage.advance()
            return bool(len(features))

        report = for_each(project, JOB, selected, work, watch)
    if report.done:
        project.codebooks.set_exemplars(row.id, exemplars(project, row, book))
        watch.landed("exemplars")
    return report


def exemplars(project: Project, row: CodebookRow, book: Codebook) -> Iterator[Exemplar]:
    """For every visual word that occurs the clips nearest to its centroid."""
    from vbert_studio.visual.exemplars import nearest_clips

    rows = gather(project, row.extractor)
    nearest = nearest_clips(book, rows.features, book.encode(rows.features), k=EXEMPLARS)
    for leaf, clips in nearest.items():
        for rank, near in enumerate(clips):
            video_id, clip = int(rows.videos[near.index]), int(rows.clips[near.index])
            yield Exemplar(leaf, rank, video_id, clip, near.distance)
