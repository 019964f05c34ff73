"""``sentences``: what is said, in one video or wherever some words are said."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from vbert_studio.commands.opening import check_video
from vbert_studio.commands.ranges import RowId
from vbert_studio.commands.registry import command
from vbert_studio.commands.results import Result
from vbert_studio.commands.shell import PROJECT
from vbert_studio.project import Project
from vbert_studio.project.records import SentenceRow


@dataclass(frozen=True, slots=True)
class SentenceLine:
    """A sentence of a transcript that is shown."""

    id: int
    video_id: int
    start_s: float
    end_s: float
    text: str


@dataclass(frozen=True, slots=True)
class SentencesListed(Result):
    """Sentences by time; those that were searched for with the best match first."""

    sentences: tuple[SentenceLine, ...]


@command("sentences", title="List what is said", group=PROJECT)
def list_sentences(project: Path, *, text: str = "", video: RowId | None = None) -> SentencesListed:
    """List the sentences of a project, or only those that have some words.

    Args:
        project: the folder of the project.
        text: only sentences that have all these words; the last one may be unfinished.
        video: only of this video, by its number.
    """
    with Project.open(project, "read") as opened:
        check_video(opened, video)
        return SentencesListed(
            tuple(
                SentenceLine(row.id, row.video_id, row.start_s, row.end_s, row.text)
                for row in _rows(opened, text)
                if video in (None, row.video_id)
            )
        )


def _rows(project: Project, text: str) -> list[SentenceRow]:
    if text:
        return [hit.sentence for hit in project.transcripts.search(text)]
    videos = project.videos.all()
    return [row for video in videos for row in project.transcripts.sentences(video.id)]
