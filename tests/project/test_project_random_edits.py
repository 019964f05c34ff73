"""Whatever a person does, undone all the way it was never done, and redone it is as it was."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.project.made import new_video, said
from vbert_studio.errors import ProjectError
from vbert_studio.project import Operation, Project
from vbert_studio.project.operations import (
    AddVideos,
    ChooseTranscript,
    DeleteSentences,
    ImportTranscript,
    MergeSentences,
    RelinkVideo,
    RemoveVideos,
    SetSentenceText,
    SetSentenceTimes,
    ShiftTranscript,
    SplitSentence,
)

# What a person can see: all rows but the undo records, SQLite's own counters, the times at which
# rows were written, and videos that are marked as removed.
TABLES = {
    "videos": "SELECT id, path, relative_path, fingerprint FROM videos WHERE removed_at IS NULL",
    "transcripts": "SELECT * FROM transcripts",
    "sentences": "SELECT * FROM sentences",
    "words": "SELECT * FROM words",
    "found": "SELECT rowid FROM sentences_fts WHERE sentences_fts MATCH 'eggs OR stir OR one'",
}


def dump(project: Project) -> bytes:
    rows = {name: sorted(project._store.rows(sql)) for name, sql in TABLES.items()}
    return repr(rows).encode()


def pick(ids: list[int], n: int) -> int:
    return ids[n % len(ids)] if ids else 10**6


Draw = tuple[str, int, int, float, str]
KINDS = ["add", "remove", "relink", "import", "choose", "text", "times"]
KINDS += ["delete", "merge", "split", "shift"]
REFUSALS = {"gone", "no_such_video", "cannot_merge", "cannot_split", "before_start"}
draws = st.tuples(
    st.sampled_from(KINDS),
    st.integers(0, 40),
    st.integers(0, 40),
    st.floats(0, 60, allow_nan=False),
    st.sampled_from(["Crack one egg.", "stir", "two eggs and milk", "Öl — “heiß”", "a b c d e"]),
)


def operation(project: Project, draw: Draw) -> Operation:
    kind, a, b, t, text = draw
    here = project.folder.parent
    videos = [video.id for video in project.videos.all()]
    sentences = [s.id for video in videos for s in project.transcripts.sentences(video)]
    transcripts = [row.id for video in videos for row in project.transcripts.all(video)]
    pair = tuple({pick(sentences, a), pick(sentences, b)})
    spoken = (said(text, t, t + 1), said("Stir.", t + 2, t + 3))
    make: dict[str, Callable[[], Operation]] = {
        "add": lambda: AddVideos((new_video(here / f"{a % 5}.mp4"),), batch=str(b % 2)),
        "remove": lambda: RemoveVideos((pick(videos, a),)),
        "relink": lambda: RelinkVideo(
            pick(videos, a),
            here / f"moved {b}.mp4",
            project.videos.get(pick(videos, a)).fingerprint,
        ),
        "import": lambda: ImportTranscript(pick(videos, a), f"file:{b}.srt", "en", spoken),
        "choose": lambda: ChooseTranscript(pick(transcripts, a), "it"),
        "text": lambda: SetSentenceText(pick(sentences, a), text),
        "times": lambda: SetSentenceTimes(pick(sentences, a), t, t + 0.1 + b / 7),
        "delete": lambda: DeleteSentences(pair),
        "merge": lambda: MergeSentences(pair),
        "split": lambda: SplitSentence(pick(sentences, a), b % 12),
        "shift": lambda: ShiftTranscript(pick(transcripts, a), t - b),
    }
    return make[kind]()


def perform(project: Project, draw: Draw) -> None:
    try:
        changed = project.edit(operation(project, draw))
    except ProjectError as error:
        if error.kind not in REFUSALS:
            raise
    else:
        assert bool(changed.kinds) == bool(changed.videos)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(draws, max_size=25))
def test_undone_all_the_way_and_redone(sequence: list[Draw]) -> None:
    with tempfile.TemporaryDirectory() as place, Project.create(Path(place) / "p") as project:
        project._store.db.execute("PRAGMA synchronous = OFF")  # hundreds of commits in a row
        project.edit(AddVideos((new_video(Path(place) / "0.mp4"),)))
        spoken = (said("Crack the eggs.", 0.0, 2.0), said("Stir them one by one.", 2.5, 4.0))
        project.edit(ImportTranscript(1, "file:0.srt", "en", spoken))
        already = len(project.history())
        initial = dump(project)
        for draw in sequence:
            perform(project, draw)
        final = dump(project)
        states = len(project.history()) - already
        for _ in range(states):
            assert project.undo() is not None
        assert dump(project) == initial
        for _ in range(states):
            assert project.redo() is not None
        assert project.redo() is None
        assert dump(project) == final
        check = "INSERT INTO sentences_fts (sentences_fts) VALUES ('integrity-check')"
        with project._store.write() as db:
            db.execute(check)  # raises when the search index disagrees with the sentences
