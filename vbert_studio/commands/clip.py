"""``clip``: one clip, looked at closely."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from vbert_studio.commands.asking import ClipAt
from vbert_studio.commands.opening import check_video
from vbert_studio.commands.ranges import Count, RowId, Seconds
from vbert_studio.commands.registry import command
from vbert_studio.commands.results import Result
from vbert_studio.commands.shell import WORDS
from vbert_studio.errors import StudioError
from vbert_studio.jobs.requests import ClassifyClip, ClassProbability, LoadExtractor
from vbert_studio.progress import Monitor
from vbert_studio.project import Project
from vbert_studio.project.records import ClipTime

_EXEMPLARS = 4
_SAID = 6


@dataclass(frozen=True, slots=True)
class ExemplarShown:
    """A clip that looks most like the visual word; `video` is the name of its file."""

    video: str
    start_s: float
    end_s: float


@dataclass(frozen=True, slots=True)
class ClipWord:
    """The visual word of a clip.

    Attributes:
        leaf: its id.
        path: its digits in the tree.
        name: what a person calls it, or "".
        uses: how many clips have it.
        said: words that are said with it, the most telling first.
        exemplars: the clips nearest to its centroid whose files are here.
    """

    leaf: int
    path: str
    name: str
    uses: int
    said: tuple[str, ...]
    exemplars: tuple[ExemplarShown, ...]


@dataclass(frozen=True, slots=True)
class ClipShown(Result):
    """A clip.

    Attributes:
        at: where it is.
        partial: whether it was padded at its end.
        word: its visual word; None as long as it has none.
        extractor: the network that looked at it, or would.
        classes: what the network itself sees in it, the likeliest first.
        no_classes: why there are none; else empty.
    """

    at: ClipAt
    partial: bool
    word: ClipWord | None
    extractor: str
    classes: tuple[ClassProbability, ...]
    no_classes: str


@command("clip", title="Look at one clip closely", group=WORDS)
def clip(
    project: Path, video: RowId, at: Seconds, *, count: Count = 5, monitor: Monitor
) -> ClipShown:
    """Show a clip's visual word with its exemplars, and the classes that the network itself sees.

    Args:
        project: the folder of the project.
        video: its number.
        at: a second of the video: the clip that is on then.
        count: so many classes.
        monitor: hears how far it is.
    """
    from vbert_studio.jobs.choosing import choose_extractor

    with Project.open(project, "read") as opened:
        check_video(opened, video)
        found = _on_at(opened.videos.clips(video), at)
        extractor, path = choose_extractor(opened), opened.videos.get(video).path
        word = _word(opened, video, found.index)
    try:
        classes, why_not = _classes(path, found.start_s, extractor, count, monitor), ""
    except StudioError as error:
        classes, why_not = (), str(error)
    where = ClipAt(found.index, found.start_s, found.end_s)
    return ClipShown(where, found.partial, word, extractor, classes, why_not)


def _on_at(clips: list[ClipTime], at: float) -> ClipTime:
    for one in clips:
        if one.start_s <= at < one.end_s:
            return one
    end_s = clips[-1].end_s if clips else 0.0
    raise StudioError(
        "no_such_time",
        f"No clip is on at {at:g} s.",
        remedy=f"The last clip ends at {end_s:g} s.",
    )


def _word(project: Project, video: int, index: int) -> ClipWord | None:
    codebook, tokens = project.codebooks.current(), project.tokens.load(video)
    if codebook is None or index >= len(tokens):
        return None
    leaf = int(tokens[index])
    said = project.words.said(codebook.id).telling(leaf, _SAID)
    return ClipWord(
        leaf,
        project.codebooks.paths(codebook.id)[leaf],
        project.words.names(codebook.id).get(leaf, ""),
        project.codebooks.usage(codebook.id).get(leaf, 0),
        tuple(word.text for word in said),
        tuple(_exemplars(project, codebook.id, leaf))[:_EXEMPLARS],
    )


def _exemplars(project: Project, codebook_id: int, leaf: int) -> Iterator[ExemplarShown]:
    for one in project.codebooks.exemplars(codebook_id, leaf):
        video, clips = project.videos.get(one.video_id), project.videos.clips(one.video_id)
        if not video.missing and one.clip < len(clips):
            time = clips[one.clip]
            yield ExemplarShown(video.path.stem, time.start_s, time.end_s)


def _classes(
    path: Path, start_s: float, extractor: str, count: int, monitor: Monitor
) -> tuple[ClassProbability, ...]:
    from vbert_studio.jobs.engine_answers import answer_to
    from vbert_studio.jobs.engine_models import Models

    models = Models()
    answer_to(models, LoadExtractor(extractor), monitor)
    seen = answer_to(models, ClassifyClip(path, start_s, count), monitor)
    classes: tuple[ClassProbability, ...] = seen.classes
    return classes
