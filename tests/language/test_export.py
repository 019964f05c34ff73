"""Transcripts written and read again."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import av
import pysubs2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.awkward import AWKWARD
from vbert_studio.language.export import as_text
from vbert_studio.language.subtitles import read_subtitles
from vbert_studio.language.transcript import Sentence, Transcript, Word, share_out

LETTERS = st.characters(exclude_categories=("C", "Z"))
TEXTS = st.lists(st.text(LETTERS, min_size=1, max_size=8), min_size=1, max_size=6).map(" ".join)
SAID = st.sampled_from(AWKWARD) | TEXTS


@st.composite
def transcripts(draw, texts=SAID, most=6) -> Transcript:
    now, sentences = 0.0, []
    for _ in range(draw(st.integers(0, most))):
        start = now + draw(st.integers(0, 4_000)) / 1000
        now = start + draw(st.integers(1, 20_000)) / 1000
        sentences.append(said(draw(texts), start, now))
    return Transcript("en", tuple(sentences), "asr:test")


def said(text: str, start_s: float, end_s: float) -> Sentence:
    return Sentence(start_s, end_s, text, share_out(text, start_s, end_s))


def back(folder: Path, transcript: Transcript, kind: str) -> Transcript:
    path = folder / f"talk.{kind}"
    path.write_text(as_text(transcript, kind), encoding="utf-8")
    return read_subtitles(path)


def rounded(transcript: Transcript) -> list[tuple[float, float, str]]:
    return [(round(s.start_s, 3), round(s.end_s, 3), s.text) for s in transcript.sentences]


def in_milliseconds(transcript: Transcript) -> list[tuple[object, ...]]:
    return [
        (word.text, round(word.start_s * 1000), round(word.end_s * 1000), word.interpolated)
        for word in transcript.words()
    ]


@settings(deadline=None, max_examples=150)
@given(st.sampled_from(["srt", "vtt", "csv", "tsv", "json"]), transcripts())
def test_every_sentence_comes_back(tmp_path_factory, kind, transcript):
    if kind == "srt" and not transcript.sentences:
        return  # nothing at all, which is no subtitles
    again = back(tmp_path_factory.mktemp("e"), transcript, kind)
    assert rounded(again) == rounded(transcript)
    assert again.language == ("en" if kind in ("vtt", "json") else None)
    if kind in ("csv", "tsv", "json"):
        assert [(s.start_s, s.end_s) for s in again.sentences] == [
            (s.start_s, s.end_s) for s in transcript.sentences
        ]


@pytest.mark.parametrize("kind", ["srt", "vtt", "csv", "tsv", "json"])
@pytest.mark.parametrize("text", AWKWARD)
def test_every_awkward_text_comes_back(tmp_path: Path, kind: str, text: str):
    for texts in ([text], [text, "And then."], ["peel it", text, text, "and then"]):
        spoken = tuple(said(each, at, at + 0.5) for at, each in enumerate(texts, start=1))
        again = back(tmp_path, Transcript("en", spoken, "asr:test"), kind)
        assert [s.text for s in again.sentences] == texts


@pytest.mark.parametrize("kind", ["srt", "vtt", "csv", "tsv", "json"])
def test_blanks_are_made_single_and_what_says_nothing_goes(tmp_path: Path, kind: str):
    texts = ["  Stir\u00a0it,\nnow.\t", "", " \n ", "Done."]
    spoken = tuple(Sentence(at, at + 1, each, ()) for at, each in enumerate(texts))
    again = back(tmp_path, Transcript("en", spoken, "asr:test"), kind)
    assert rounded(again) == [(0, 1, "Stir it, now."), (3, 4, "Done.")]


@pytest.mark.parametrize("kind", ["vtt", "json"])
def test_sentences_that_overlap_or_begin_together_stay_as_they_are(tmp_path: Path, kind: str):
    spoken = (said("long one", 1, 9), said("short", 1, 2), said("short", 1.5, 1.5))
    transcript = Transcript("de", spoken, "asr:test")
    assert rounded(back(tmp_path, transcript, kind)) == rounded(transcript)
    assert rounded(back(tmp_path, transcript, "srt")) == rounded(transcript)


def heard(*words: tuple[str, float, float, float | None]) -> tuple[Word, ...]:
    return tuple(Word(s, e, text, p, interpolated=p is None) for text, s, e, p in words)


WORDS = heard(
    ("Stir", 1.25, 1.5, 0.5),
    ("<5", 1.5, 1.5, 0.25),
    ("clips", 1.75, 2.5, None),
    ("&", 2.5, 2.75, 0.125),
    ("go", 3.0, 3.5, 1.0),
)


@pytest.mark.parametrize("kind", ["vtt", "json"])
def test_the_times_of_words_come_back_and_guessed_ones_stay_guessed(tmp_path: Path, kind: str):
    long, alone = Sentence(1, 4, "Stir <5 clips & go", WORDS), heard(("Done", 5.0, 6.0, 0.75))
    spoken = (long, Sentence(5, 6, "Done", alone), said("now a rest", 7, 9))
    transcript = Transcript("en", spoken, "asr:test")
    again = back(tmp_path, transcript, kind)
    assert in_milliseconds(again)[:6] == in_milliseconds(transcript)[:6]
    assert rounded(again) == rounded(transcript)
    assert all(word.interpolated for word in again.sentences[2].words)
    if kind == "json":
        assert list(again.words()) == list(transcript.words())


def test_words_that_are_not_those_of_the_text_do_not_change_it(tmp_path: Path):
    transcript = Transcript("en", (Sentence(1, 4, "Stir it", WORDS),), "asr:test")
    assert rounded(back(tmp_path, transcript, "vtt")) == [(1, 4, "Stir it")]


def test_what_somebody_wrote_into_a_file_since_is_taken(tmp_path: Path):
    path = tmp_path / "talk.vtt"
    text = as_text(Transcript("en", (Sentence(1, 4, "Stir <5 clips & go", WORDS),), "x"), "vtt")
    path.write_text("\ufeff" + text.replace(">Stir", ">Then stir it"), encoding="utf-8")
    (sentence,) = read_subtitles(path).sentences
    assert sentence.text == "Then stir it <5 clips & go"
    assert [word.interpolated for word in sentence.words] == [True] * 3 + [False, True] + [
        False
    ] * 2


def test_srt_says_that_it_has_sentences_only_where_it_must():
    whole = Transcript("en", (said("Peel it.", 1, 2), said("Cut it.", 3, 4)), "asr:test")
    assert as_text(whole, "srt").splitlines()[1] == "00:00:01,000 --> 00:00:02,000"
    open_ended = Transcript("en", (said("Peel it", 1, 2), said("Cut it.", 3, 4)), "asr:test")
    assert (
        as_text(open_ended, "srt")
        .splitlines()[1]
        .endswith("02,000 VBERT Studio: one cue per sentence")
    )
    assert as_text(open_ended, "srt").count("VBERT") == 1


@pytest.mark.parametrize(("kind", "delimiter"), [("csv", ","), ("tsv", "\t")])
def test_tables_have_a_row_for_each_sentence(kind: str, delimiter: str):
    awkward = 'He said: "Salt,\tthen\npepper"; done.'
    transcript = Transcript(None, (Sentence(1.25, 2.5, awkward, ()),), "file:x")
    rows = list(csv.DictReader(io.StringIO(as_text(transcript, kind)), delimiter=delimiter))
    text = " ".join(awkward.split())
    assert rows == [{"start_s": "1.25", "end_s": "2.5", "text": text}]


def test_other_programs_read_what_is_written():
    sentence = Sentence(3_661.5, 3_662.25, "Salt & pepper.", ())
    transcript = Transcript("en", (sentence,), "asr:test")
    for kind in ("srt", "vtt"):
        (event,) = pysubs2.SSAFile.from_string(as_text(transcript, kind)).events
        assert (event.start, event.end) == (3_661_500, 3_662_250)
        assert event.text.replace("&amp;", "&") == "Salt & pepper."


@pytest.mark.parametrize("kind", ["srt", "vtt"])
def test_players_show_the_words_and_none_of_the_marks(tmp_path: Path, kind: str):
    spoken = (Sentence(1, 4, "Stir clips & go", ()), Sentence(5, 6, "Done", ()))
    timed = tuple(Sentence(s.start_s, s.end_s, s.text, measured(s)) for s in spoken)
    path = tmp_path / f"talk.{kind}"
    path.write_text(as_text(Transcript("en", timed, "asr:test"), kind), encoding="utf-8")
    with av.open(path) as file:
        shown = [one.dialogue.decode() for packet in file.demux() for one in packet.decode()]
    # Times within a line are karaoke to some players, which write it in braces.
    assert [re.sub(r"\{.*?\}", "", text) for text in shown] == ["Stir clips & go", "Done"]


def measured(sentence: Sentence) -> tuple[Word, ...]:
    words = share_out(sentence.text, sentence.start_s, sentence.end_s)
    return tuple(Word(word.start_s, word.end_s, word.text, 0.5) for word in words)
