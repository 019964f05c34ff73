"""Visual words: the list, the filter, the facts of one, and the table of all."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import numpy as np
import pytest

from tests.jobs.cheap import extract_cheaply
from tests.project.made import said
from vbert_studio.errors import ProjectError, StudioError
from vbert_studio.jobs.export_words import export_words
from vbert_studio.jobs.tokenize import tokenize
from vbert_studio.jobs.train_codebook import current_codebook, train_codebook
from vbert_studio.jobs.word_filter import matching
from vbert_studio.jobs.words import WordList, find_word, list_words, word_facts
from vbert_studio.project import Project
from vbert_studio.project.operations import ImportTranscript, NameWord


@pytest.fixture
def worded(filled: Project) -> Project:
    """The films with features, a codebook, tokens and a few sentences."""
    extract_cheaply(filled)
    train_codebook(filled, levels=2, branching=3, min_points=1)
    tokenize(filled)
    spoken = (said("Crack the egg now", 0.0, 1.4), said("Whisk it for long", 30.0, 36.0))
    filled.edit(ImportTranscript(1, "file:x.srt", "en", spoken))
    return filled


@pytest.fixture
def words(worded: Project) -> WordList:
    return list_words(worded)


def first_leaf(project: Project) -> int:
    return int(project.tokens.load(1)[0])


def test_the_list_has_every_leaf_with_its_uses(worded: Project, words: WordList) -> None:
    row = worded.codebooks.current()
    assert row is not None
    assert dict(zip(words.leaves.tolist(), words.paths, strict=True)) == worded.codebooks.paths(
        row.id
    )
    usage = worded.codebooks.usage(row.id)
    assert {k: n for k, n in zip(words.leaves.tolist(), words.uses.tolist(), strict=True) if n} == (
        usage
    )
    assert words.clips == 32


def test_counting_what_is_said_can_be_spared(worded: Project, words: WordList) -> None:
    assert list_words(worded, said=words.said).said is words.said


def test_without_a_codebook_it_says_what_to_do(project: Project) -> None:
    with pytest.raises(ProjectError) as error:
        list_words(project)
    assert error.value.kind == "no_codebook"


def test_a_word_is_found_by_path_and_by_name(worded: Project, words: WordList) -> None:
    leaf = first_leaf(worded)
    path = words.paths[words.place(leaf)]
    assert find_word(words, path) == leaf
    worded.edit(NameWord(words.codebook.id, leaf, "Cracking"))
    assert find_word(list_words(worded), "cracking") == leaf


def test_a_word_that_is_none_or_two_is_refused(worded: Project, words: WordList) -> None:
    with pytest.raises(ProjectError) as error:
        find_word(words, "cracking")
    assert error.value.kind == "no_such_word"
    for leaf in words.leaves[:2].tolist():
        worded.edit(NameWord(words.codebook.id, leaf, "egg"))
    with pytest.raises(ProjectError) as error:
        find_word(list_words(worded), "egg")
    assert error.value.kind == "ambiguous_word"
    assert all(path in error.value.message for path in words.paths[:2])


def test_the_facts_of_a_word(worded: Project, words: WordList) -> None:
    leaf = first_leaf(worded)
    facts = word_facts(worded, words, leaf, current_codebook(worded)[1])
    everywhere = {(v, n) for v in (1, 2, 3) for n in np.flatnonzero(worded.tokens.load(v) == leaf)}
    assert {(place.video_id, place.clip) for place in facts.places} == everywhere
    assert facts.places[0].start_s == 0.0
    assert facts.uses == len(everywhere) == sum(use.uses for use in facts.videos)
    assert facts.share == pytest.approx(facts.uses / 32)
    assert [use.uses for use in facts.videos] == sorted(
        (use.uses for use in facts.videos), reverse=True
    )
    assert {word.text for word in facts.said} >= {"crack", "egg"}
    distances = [near.figure for near in facts.near]
    assert distances == sorted(distances)
    assert leaf not in {near.leaf for near in facts.near}
    assert len(facts.near) == min(8, len(words) - 1)
    following = worded.tokens.load(1)
    assert facts.after or facts.stays
    assert sum(other.figure for other in facts.after) + facts.stays <= facts.uses
    assert len(following) == 26


def test_without_the_codebook_itself_only_likeness_is_missing(
    worded: Project, words: WordList
) -> None:
    assert word_facts(worded, words, first_leaf(worded)).near == ()


def test_every_term_of_a_query_must_fit(worded: Project, words: WordList) -> None:
    leaf = first_leaf(worded)
    worded.edit(NameWord(words.codebook.id, leaf, "Cracking eggs"))
    words = list_words(worded)
    place = words.place(leaf)
    path = words.paths[place]

    def found(query: str) -> set[int]:
        return set(words.leaves[matching(words, query)].tolist())

    assert found("") == set(words.leaves.tolist())
    assert leaf in found(path) & found(f"path:{path}") & found("said:cra") & found("whi") | {leaf}
    assert found("name:EGGS") == found("is:named") == {leaf}
    assert found("is:named said:crack >0") == {leaf}
    assert found("is:named is:unused") == set()
    assert found("is:used") == {k for k in words.leaves.tolist() if words.uses[words.place(k)]}
    assert found("is:used") | found("is:unused") == found("")
    uses = int(words.uses[place])
    assert leaf in found(f"={uses}") & found(f">={uses}") & found(f"<={uses}")
    assert leaf not in found(f">{uses}") | found(f"<{uses}")
    assert found("zzz") == set()


@pytest.mark.parametrize("query", ["is:blue", "colour:red", "egg is:"])
def test_a_query_that_says_nothing_is_refused(words: WordList, query: str) -> None:
    with pytest.raises(StudioError) as error:
        matching(words, query)
    assert error.value.kind == "bad_query"


def test_csv_and_json_say_the_same(worded: Project, words: WordList, tmp_path: Path) -> None:
    (table,) = export_words(worded, words, tmp_path / "words.csv")
    chosen = words.uses > 0
    (document,) = export_words(worded, words, tmp_path / "words.json", format="json", chosen=chosen)
    with table.open(newline="") as file:
        rows = list(csv.DictReader(file))
    content = json.loads(document.read_text())
    assert content["codebook"] == "codebook-1"
    assert len(rows) == len(words)
    used = [row for row in rows if row["uses"] != "0"]
    assert len(used) == len(content["words"]) == int(chosen.sum())
    for row, entry in zip(used, content["words"], strict=True):
        assert (row["path"], int(row["uses"])) == (entry["path"], entry["uses"])
        assert row["said"].split() == entry["said"]
        assert row["exemplar_video"] == entry["exemplar_video"]
        assert Path(entry["exemplar_video"]).is_file()
        assert float(row["exemplar_start_s"]) == entry["exemplar_start_s"]
