"""Annotations and pairs as tables: here they change nothing, elsewhere they come back whole."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.awkward import AWKWARD
from tests.project.made import new_video, said
from vbert_studio.jobs.annotations import import_annotations
from vbert_studio.jobs.export_annotations import export_annotations
from vbert_studio.jobs.pairs import export_pairs, import_pairs
from vbert_studio.jobs.writing import TableFormat
from vbert_studio.project import Project
from vbert_studio.project.annotations import AnnotationKind, AnnotationOrigin
from vbert_studio.project.operations import (
    AddAnnotations,
    AddVideos,
    DeletePairs,
    ImportTranscript,
    MakePairs,
    NewAnnotation,
    NewPair,
    SetPairText,
    SetSentenceText,
    SetSentenceTimes,
)
from vbert_studio.project.operations.pairs import Origin
from vbert_studio.project.pairs import Judgement, PairRow

KINDS = get_args(TableFormat)
LETTERS = st.text(st.characters(exclude_categories=("C",)), max_size=12)
TEXTS = st.sampled_from(AWKWARD) | LETTERS | st.sampled_from([" a  b ", "a\nb", "\ta,"])
TIMES = st.tuples(st.floats(0, 1e5, width=64), st.floats(0.001, 100)).map(
    lambda drawn: (drawn[0], drawn[0] + drawn[1])
)
MOMENTS = st.none() | st.datetimes().map(
    lambda at: f"{at.isoformat(timespec='milliseconds')}+00:00"
)
SENTENCES = ("Crack the eggs", "use <5 eggs, “now”", "Stir.", "Stir.")


@st.composite
def annotations(draw) -> tuple[NewAnnotation, ...]:
    one = st.builds(
        lambda video, kind, times, text, origin, made, changed: NewAnnotation(
            video, kind, *times, text, origin, made, changed
        ),
        st.integers(1, 2),
        st.sampled_from(AnnotationKind),
        TIMES,
        TEXTS.filter(str.strip),
        st.sampled_from(get_args(AnnotationOrigin)),
        MOMENTS,
        MOMENTS,
    )
    return tuple(draw(st.lists(one, max_size=5)))


@st.composite
def pairs(draw) -> tuple[NewPair, ...]:
    one = st.builds(
        lambda video, times, text, sentence, judgement, note, origin, made, changed: NewPair(
            video, *times, text, sentence, judgement, note, origin, made, changed
        ),
        st.just(1),
        TIMES,
        TEXTS,
        st.none() | st.integers(1, len(SENTENCES)),
        st.sampled_from(Judgement),
        TEXTS,
        st.sampled_from(get_args(Origin)),
        MOMENTS,
        MOMENTS,
    )
    return tuple(draw(st.lists(one, max_size=5)))


@contextmanager
def kitchen(folder: Path, names: Iterable[str], ahead: int = 0) -> Iterator[Project]:
    """A project of two videos, the same ones whatever they are called; the eggs are spoken over.

    `ahead` sentences of another transcript are there before, so that ids are others.
    """
    with Project.create(folder) as project:
        videos = [new_video(folder / name, name.partition(".")[0]) for name in names]
        project.edit(AddVideos(tuple(videos)))
        eggs = next(v.id for v in project.videos.all() if v.fingerprint == "eggs")
        other = tuple(said("Something else.", at, at + 1) for at in range(ahead))
        project.edit(ImportTranscript(eggs, "file:x", "en", other))
        spoken = tuple(said(text, 2 * at, 2 * at + 1) for at, text in enumerate(SENTENCES))
        project.edit(ImportTranscript(eggs, "file:y", "en", spoken))
        yield project


@contextmanager
def two_kitchens() -> Iterator[tuple[Project, Project, Path]]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with (
            kitchen(folder / "one", ("eggs.mp4", "bread.mp4")) as one,
            kitchen(folder / "two", ("bread.mkv", "eggs.renamed.mkv"), ahead=3) as two,
        ):
            yield one, two, folder / "table"


@settings(deadline=None, max_examples=20)
@given(st.sampled_from(KINDS), annotations())
def test_annotations_come_back(kind: TableFormat, made: tuple[NewAnnotation, ...]) -> None:
    with two_kitchens() as (one, two, file):
        if made:
            one.edit(AddAnnotations(made))
        before, history = one.annotations.all(), one.history()
        export_annotations(one, file, format=kind)
        assert import_annotations(one, file).new == 0
        assert (one.annotations.all(), one.history()) == (before, history)
        done = import_annotations(two, file)
        assert (done.read, done.new) == (len(before), len(before))
        assert kept(two, two.annotations.all()) == kept(one, before)


@settings(deadline=None, max_examples=20)
@given(st.sampled_from(KINDS), pairs())
def test_pairs_come_back(kind: TableFormat, made: tuple[NewPair, ...]) -> None:
    with two_kitchens() as (one, two, file):
        if made:
            one.edit(MakePairs(made, "stretch"))
        before, history = list(one.pairs.all()), one.history()
        export_pairs(one, file, format=kind)
        assert import_pairs(one, file).new == 0
        assert (list(one.pairs.all()), one.history()) == (before, history)
        done = import_pairs(two, file)
        assert (done.read, done.new) == (len(before), len(before))
        after = list(two.pairs.all())
        assert kept(two, after) == kept(one, before)
        assert [sentence_of(two, pair) for pair in after] == [
            sentence_of(one, pair) for pair in before
        ]


def kept(project: Project, rows: Iterable[object]) -> list[tuple[object, ...]]:
    """What rows hold that is not a number of this project, by video and time."""
    numbers = ("id", "video_id", "sentence_id", "said_now")
    found = [
        (
            project.videos.get(row.video_id).fingerprint,
            *(getattr(row, name) for name in row.__slots__ if name not in numbers),
        )
        for row in rows
    ]
    return sorted(found, key=repr)


def sentence_of(project: Project, pair: PairRow) -> tuple[float, str] | None:
    for one in project.transcripts.sentences(pair.video_id):
        if one.id == pair.sentence_id:
            return one.start_s, one.text
    return None


@pytest.fixture
def both() -> Iterator[tuple[Project, Project, Path]]:
    """Two projects of the same videos, and a file. In the first, each sentence has its pair."""
    with two_kitchens() as (one, two, file):
        spoken = one.transcripts.sentences(1)
        new = [NewPair(1, s.start_s, s.end_s, s.text, s.id, Judgement.ALIGNED) for s in spoken]
        one.edit(MakePairs(tuple(new), "sentence"))
        yield one, two, file


def sentences(project: Project) -> list[int | None]:
    return [pair.sentence_id for pair in project.pairs.all()]


def test_a_pair_finds_its_sentence_again_though_times_are_rounded(
    both: tuple[Project, Project, Path],
) -> None:
    one, two, file = both
    for at, sentence in enumerate(two.transcripts.sentences(2)):
        two.edit(SetSentenceTimes(sentence.id, sentence.start_s + 0.0004, sentence.end_s))
        if at == 1:
            two.edit(SetSentenceText(sentence.id, "Something that nobody paired"))
    export_pairs(one, file)
    import_pairs(two, file)
    first, _, third, fourth = (sentence.id for sentence in two.transcripts.sentences(2))
    assert sentences(two) == [first, None, third, fourth]


def test_a_deleted_pair_comes_back_to_the_sentence_that_was_corrected_since(
    both: tuple[Project, Project, Path],
) -> None:
    one, _, file = both
    export_pairs(one, file)
    one.edit(SetSentenceText(1, "Crack two eggs"))
    one.edit(SetSentenceTimes(2, 2.5, 3.75))
    before = sentences(one)
    one.edit(DeletePairs(tuple(pair.id for pair in one.pairs.all())))
    import_pairs(one, file)
    assert sentences(one) == before


def test_pairs_that_became_alike_stay_two(both: tuple[Project, Project, Path]) -> None:
    one, _, file = both
    one.edit(MakePairs((NewPair(1, 0.0, 1.0, "x", None, Judgement.UNSURE, "note"),), "stretch"))
    one.edit(SetPairText(one.pairs.latest_at(1, 0.0, 1.0) or 0, SENTENCES[0]))
    before = list(one.pairs.all())
    assert [pair.text for pair in before[:2]] == [SENTENCES[0]] * 2
    export_pairs(one, file)
    import_pairs(one, file)
    assert list(one.pairs.all()) == before


def test_a_judgement_from_elsewhere_was_made_when_it_was_made(
    both: tuple[Project, Project, Path],
) -> None:
    one, two, file = both
    export_pairs(one, file, format="json")
    import_pairs(two, file)
    document = json.loads(file.read_text(encoding="utf-8"))
    later = "2031-01-02T03:04:05.000+00:00"
    for row in document["pairs"]:
        row |= {"judgement": "unsure", "changed_at": later}
    file.write_text(json.dumps(document), encoding="utf-8")
    assert import_pairs(two, file).new == 0
    assert {(pair.judgement, pair.changed_at) for pair in two.pairs.all()} == {("unsure", later)}


def test_a_table_that_a_spreadsheet_wrote_again_is_the_same(
    both: tuple[Project, Project, Path],
) -> None:
    one, two, file = both
    one.edit(MakePairs((NewPair(1, 5.0, 6.0, "x", None, note="two\nlines"),), "stretch"))
    export_pairs(one, file)
    text = file.read_text(encoding="utf-8")
    file.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    import_pairs(two, file)
    assert kept(two, two.pairs.all()) == kept(one, one.pairs.all())
