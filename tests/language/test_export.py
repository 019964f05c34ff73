"""Transcripts written and read again."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pysubs2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vbert_studio.language.export import as_text
from vbert_studio.language.subtitles import read_subtitles
from vbert_studio.language.transcript import Sentence, Transcript, Word, sentence_of, share_out

LETTERS = st.characters(exclude_categories=("C", "Z"))
TEXTS = st.lists(st.text(LETTERS, min_size=1, max_size=8), min_size=1, max_size=6).map(" ".join)


@st.composite
def transcripts(draw, texts=TEXTS) -> Transcript:
    now, sentences = 0.0, []
    for _ in range(draw(st.integers(0, 6))):
        start = now + draw(st.integers(200, 40_000_000)) / 1000
        now = start + draw(st.integers(1, 20_000)) / 1000
        sentences.append(sentence_of(share_out(draw(texts), start, now)))
    return Transcript("en", tuple(sentences), "asr:test")


def back(folder: Path, transcript: Transcript, kind: str) -> Transcript:
    path = folder / f"talk.{kind}"
    path.write_text(as_text(transcript, kind), encoding="utf-8")
    return read_subtitles(path, regroup=False)


def rounded(transcript: Transcript) -> list[tuple[float, float, str]]:
    return [(round(s.start_s, 3), round(s.end_s, 3), s.text) for s in transcript.sentences]


@settings(deadline=None, max_examples=60)
@given(transcripts())
def test_webvtt_comes_back(tmp_path_factory, transcript):
    again = back(tmp_path_factory.mktemp("e"), transcript, "vtt")
    assert rounded(again) == rounded(transcript)
    assert again.language == "en"


# SRT knows no way to write a tag or an entity that is not meant as one.
PLAIN = TEXTS.filter(lambda text: not set("<>{}&") & set(text))


@settings(deadline=None, max_examples=60)
@given(transcripts(PLAIN).filter(lambda transcript: transcript.sentences))
def test_srt_comes_back(tmp_path_factory, transcript):
    assert rounded(back(tmp_path_factory.mktemp("e"), transcript, "srt")) == rounded(transcript)


@settings(deadline=None, max_examples=60)
@given(transcripts())
def test_json_comes_back_whole(tmp_path_factory, transcript):
    again = back(tmp_path_factory.mktemp("e"), transcript, "json")
    assert list(again.words()) == list(transcript.words())
    assert [s.text for s in again.sentences] == [s.text for s in transcript.sentences]
    assert again.language == "en"


@pytest.mark.parametrize(("kind", "delimiter"), [("csv", ","), ("tsv", "\t")])
def test_tables_have_a_row_for_each_sentence(kind: str, delimiter: str):
    awkward = 'He said: "Salt,\tthen\npepper"; done.'
    transcript = Transcript(None, (Sentence(1.25, 2.5, awkward, ()),), "file:x")
    rows = list(csv.DictReader(io.StringIO(as_text(transcript, kind)), delimiter=delimiter))
    text = " ".join(awkward.split())
    assert rows == [{"start_s": "1.25", "end_s": "2.5", "text": text}]


def test_an_arrow_that_is_said_breaks_nothing(tmp_path: Path):
    words = share_out("from A --> B it goes.", 1, 2)
    transcript = Transcript("en", (sentence_of(words),), "asr:test")
    assert "→" in back(tmp_path, transcript, "srt").sentences[0].text
    assert "-->" in back(tmp_path, transcript, "vtt").sentences[0].text


def test_other_programs_read_what_is_written():
    sentence = Sentence(3_661.5, 3_662.25, "Salt & pepper.", ())
    transcript = Transcript("en", (sentence,), "asr:test")
    for kind in ("srt", "vtt"):
        (event,) = pysubs2.SSAFile.from_string(as_text(transcript, kind)).events
        assert (event.start, event.end) == (3_661_500, 3_662_250)
        assert event.text.replace("&amp;", "&") == "Salt & pepper."


def test_measured_and_guessed_words_stay_told_apart(tmp_path: Path):
    words = (Word(1, 2, "Stir", 0.5), Word(2, 3, "it.", None, interpolated=True))
    transcript = Transcript("en", (sentence_of(words),), "asr:test")
    assert tuple(back(tmp_path, transcript, "json").words()) == words
