"""Files that are wrong: which, where and why, and never a crash."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_subtitles import ASS, JSON3, KARAOKE, ROLLING, SRT, VTT, WHISPER, YOUCOOK2, write

from vbert_studio.language.subtitles import read_subtitles, read_youcook2
from vbert_studio.language.transcript import TranscriptError

BROKEN = [
    (SRT.replace("00:00:04,000", "00:00:04.x00"), 7, "no pair of times"),
    (SRT.replace("00:00:04,000", "1000:00:04,000"), 7, "no pair of times"),
    (SRT.replace("00:00:06,000\nThen", "00:00:02,000\nThen"), 7, "ends before it starts"),
    (VTT.replace("00:01.000", "00:01"), 10, "no pair of times"),
    (ASS.replace("0:00:04.00,", ""), 11, "no event with a start"),
    (json.dumps(WHISPER, indent=1)[:-40], None, "no whole JSON"),
    ('{"segments": 3}', None, "no list 'segments'"),
    ('{"segments": [{"start": 1, "text": "a"}]}', None, "entry 1 of 'segments' has no 'end'"),
    ('{"segments": [{"start": "1", "end": 2, "text": "a"}]}', None, "'start' of .* is no number"),
    ('{"segments": [{"start": 1, "end": NaN, "text": "a"}]}', None, "'end' of .* is no number"),
    ('{"segments": [{"start": 3, "end": 2, "text": "a"}]}', None, "ends before it starts"),
    ('{"segments": [{"start": -3, "end": 2, "text": "a"}]}', None, "before the video"),
    ('{"segments": [{"start": 1, "end": 2}]}', None, "has no text 'text'"),
    ('{"events": [{"segs": [{"utf8": "a"}]}]}', None, "has no 'tStartMs'"),
    (
        '{"database": {"a": {"annotations": [{"segment": [1], "sentence": "a"}]}}}',
        None,
        "video 'a'",
    ),
    ('{"database": []}', None, "no object 'database'"),
]


@pytest.mark.parametrize(("content", "line", "reason"), BROKEN)
def test_a_fault_is_told_with_file_line_and_reason(tmp_path: Path, content, line, reason):
    path = write(tmp_path, content, "böse datei.srt")
    with pytest.raises(TranscriptError, match=reason) as caught:
        read_subtitles(path)
    assert caught.value.kind == "bad_subtitles"
    assert caught.value.path == path
    assert caught.value.remedy
    assert str(path) in caught.value.message
    if line is not None:
        assert f"line {line}:" in caught.value.message


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"\x00\x00\x00\x20ftypisom\x00\x00\x02\x00" + bytes(5_000), "not text"),
        (b"Just a letter.\nNothing else.\n", "no line of it"),
        (b'{"name": "something else"}', "its JSON has none"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "not text"),
    ],
)
def test_something_else_is_no_subtitles(tmp_path: Path, content: bytes, reason: str):
    with pytest.raises(TranscriptError, match=reason) as caught:
        read_subtitles(write(tmp_path, content))
    assert caught.value.kind == "no_subtitles"
    assert "SRT" in caught.value.remedy


def test_files_that_cannot_be_opened_are_told_apart(tmp_path: Path):
    (tmp_path / "empty.srt").touch()
    (tmp_path / "blank.srt").write_text(" \n\n")
    for path, kind in (
        (tmp_path / "gone.srt", "not_found"),
        (tmp_path, "is_a_directory"),
        (tmp_path / "empty.srt", "empty_file"),
        (tmp_path / "blank.srt", "empty_file"),
    ):
        with pytest.raises(TranscriptError) as caught:
            read_subtitles(path)
        assert (caught.value.kind, caught.value.path) == (kind, path)


GOOD = [SRT, VTT, ASS, KARAOKE, ROLLING, *map(json.dumps, (JSON3, WHISPER, YOUCOOK2))]


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_a_file_damaged_anywhere_is_read_or_refused(tmp_path_factory, data):
    """Whatever is cut out of a good file, it never ends in anything but words or a refusal."""
    raw = data.draw(st.sampled_from(GOOD)).encode()
    start = data.draw(st.integers(0, len(raw) - 1))
    length = data.draw(st.integers(0, 40))
    fresh = data.draw(st.binary(max_size=4) | st.sampled_from([b"-->", b"<", b"{", b"\n\n", b"9"]))
    path = write(tmp_path_factory.mktemp("d"), raw[:start] + fresh + raw[start + length :])
    with contextlib.suppress(TranscriptError):
        transcript = read_subtitles(path, video="xHr8X2Wpmno")
        assert all(sentence.words for sentence in transcript.sentences)


def test_the_real_annotations_are_read_whole():
    path = Path(__file__).resolve().parents[3] / "shared/data/youcook2_annotations_trainval.json"
    if not path.exists():
        pytest.skip("the YouCook2 annotations are not beside this checkout")
    transcripts = read_youcook2(path)
    assert len(transcripts) == 1_790
    assert sum(len(transcript.sentences) for transcript in transcripts.values()) == 13_829
    first = read_subtitles(path, video="GLd3aX16zBg.mp4").sentences[0]
    assert (first.start_s, first.end_s) == (90, 102)
    assert first.text == "spread margarine on two slices of white bread"
