"""Features of the project's videos, chunk by chunk, so that a stopped run goes on where it was."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable
from contextlib import closing
from typing import TYPE_CHECKING, cast

from vbert_studio.jobs.batch import JobReport, chosen, for_each
from vbert_studio.jobs.choosing import choose_extractor
from vbert_studio.jobs.videos import frame_times
from vbert_studio.media.fingerprint import check_content
from vbert_studio.progress import Monitor
from vbert_studio.project import Project
from vbert_studio.project.records import Video

if TYPE_CHECKING:
    from vbert_studio.visual.extraction import FeatureChunk
    from vbert_studio.visual.extractor import Extractor

JOB = "extract"
CHUNK_CLIPS = 16  # in one row of the project, the most that a kill loses


def extractor_in_use(project: Project) -> str:
    """The extractor of this project: the one that was used last, else the best one here."""
    return project.settings.get("extractor", "") or choose_extractor(project)


def extract(
    project: Project,
    *,
    extractor: str | None = None,
    videos: Iterable[int] | None = None,
    device: str = "auto",
    precision: str = "auto",
    engine: str = "auto",
    again: bool = False,
    monitor: Monitor | None = None,
) -> JobReport:
    """Compute a feature for every clip that has none yet.

    Args:
        project: open for editing or for work.
        extractor: a name of the registry; None takes the one in use.
        videos: ids; None takes all.
        device: ``auto``, ``cpu``, ``cuda`` or ``mps``.
        precision: ``auto``, ``float32``, ``bfloat16`` or ``int8``.
        engine: ``auto``, ``torch`` or ``openvino``.
        again: forget the features there are, and compute them anew.
        monitor: told per chunk, which is in the project by then.

    Raises:
        WeightsError: the extractor's weights are missing.
        ProjectError: the project itself cannot be written, or somebody else extracts.
        CancelledError: the person asked to stop; what was computed stays.
    """
    watch = monitor or Monitor()
    name = extractor or extractor_in_use(project)
    selected = chosen(project, videos)
    if not again and all(_is_complete(project, video, name) for video in selected):
        project.settings.set("extractor", name)
        return JobReport((), tuple(video.id for video in selected), ())

    from vbert_studio.visual.extractor import load_extractor

    network = load_extractor(name, device=device, precision=precision, engine=engine, monitor=watch)
    return extract_with(project, network, selected, again=again, monitor=watch)


def _is_complete(project: Project, video: Video, extractor: str) -> bool:
    count = len(project.videos.clips(video.id))
    return 0 < count <= project.features.count(video.id, extractor)


def extract_with(
    project: Project, network: Extractor, videos: list[Video], *, again: bool, monitor: Monitor
) -> JobReport:
    """The same with a network that is loaded already."""
    project.settings.set("extractor", network.name)

    def work(video: Video) -> bool:
        if again:
            check_content(video.path, video.fingerprint)
            project.features.clear(video.id, network.name)
        return _extract_one(project, network, video, monitor)

    return for_each(project, JOB, videos, work, monitor)


def _extract_one(project: Project, network: Extractor, video: Video, monitor: Monitor) -> bool:
    from vbert_studio.visual.extraction import extract as extract_features

    times = frame_times(project, video, monitor=monitor)
    first = project.features.count(video.id, network.name)
    if _is_complete(project, video, network.name):
        return False
    check_content(video.path, video.fingerprint)
    found = extract_features(
        video.path, times, network, first=first, chunk=CHUNK_CLIPS, monitor=monitor
    )
    engine = f"{network.engine} {network.device} {network.precision}"
    name_clips = _namer(project, network.name, video, first, monitor)
    # Closed at once when the project cannot take a chunk: a thread decodes for it.
    with closing(cast("Generator[FeatureChunk, None, None]", found)) as chunks:
        for chunk in chunks:
            project.features.append(video.id, network.name, chunk, engine=engine)
            monitor.landed("features", video.id)
            if name_clips(chunk):
                monitor.landed("tokens", video.id)
    return True


def _namer(
    project: Project, extractor: str, video: Video, first: int, monitor: Monitor
) -> Callable[[FeatureChunk], bool]:
    """Gives the clips of each chunk their tokens at once, where a codebook is there for them.

    Tokens begin with the first clip: where clips before `first` have none, `tokenize` gives all.
    """
    from vbert_studio.visual.codebook import Codebook, CodebookError

    row = project.codebooks.current()
    if row is None or row.extractor != extractor or len(project.tokens.load(video.id)) < first:
        return lambda _: False
    try:
        book = Codebook.load(row.folder)
    except CodebookError as error:
        monitor.log(f"No visual tokens for now: {error}", "warning")
        return lambda _: False

    def name_clips(chunk: FeatureChunk) -> bool:
        project.tokens.append(row.id, video.id, chunk.first, book.encode(chunk.features))
        return True

    return name_clips
