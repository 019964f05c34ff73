"""Subtitle files of every kind, as they are found."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from vbert_studio.language.subtitles import read_subtitles
from vbert_studio.language.transcript import Sentence, TranscriptError

SRT = """1
00:00:01,000 --> 00:00:03,500
<i>Cut the onions</i>
into rings.

2
00:00:04,000 --> 00:00:06,000
Then heat 2.5 cups of oil,

3
00:00:06,000 --> 00:00:08,000
and add the rings. Done!
"""
VTT = """WEBVTT - made by hand
Language: en

STYLE
::cue { color: red }

NOTE 00:00:00.000 --> 00:00:00.500 is no cue

intro
00:01.000 --> 00:03.500 align:start position:0%
<v Anna>Cut the <b>onions</b>
into rings.

1:00:04.000 --> 1:00:06.000
Salt &amp; pepper.
"""
ASS = r"""[Script Info]
ScriptType: v4.00+

[V4+ Styles]
Format: Name, Fontname
Style: Default,Arial

[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
Comment: 0,0:00:00.00,0:00:09.00,Default,,0,0,0,,not said
Dialogue: 0,0:00:04.00,0:00:06.00,Default,,0,0,0,,{\b1}Heat\Nthe oil{\b0}, please.
Dialogue: 0,0:00:01.00,0:00:03.50,Default,,0,0,0,,Cut the onions.
Dialogue: 0,0:00:02.00,0:00:03.00,Default,,0,0,0,,{\p1}m 0 0 l 10 10{\p0}
"""
KARAOKE = r"""[Script Info]
ScriptType: v4.00+
[Events]
Dialogue: 0,0:00:01.00,0:00:03.00,Default,,0,0,0,,{\k50}Cut {\k100}on{\k30}ions.
"""
# Lines of a single space, which is not an empty line.
ROLLING = """WEBVTT
Kind: captions
Language: en

00:00:00.000 --> 00:00:02.000 align:start position:0%
{blank}
cut<00:00:00.500><c> the</c><00:00:01.000><c> onions</c>

00:00:02.000 --> 00:00:02.010 align:start position:0%
cut the onions
{blank}

00:00:02.010 --> 00:00:09.000 align:start position:0%
cut the onions
into<00:00:02.500><c> rings</c>

00:00:09.000 --> 00:00:09.010 align:start position:0%
into rings
{blank}

00:00:09.010 --> 00:00:11.000 align:start position:0%
into rings
heat<00:00:09.500><c> the</c><00:00:10.000><c> oil</c>
""".replace("{blank}", " ")
JSON3 = {
    "wireMagic": "pb3",
    "events": [
        {"tStartMs": 0, "dDurationMs": 99_000, "id": 1, "wpWinPosId": 1},
        {
            "tStartMs": 1_000,
            "dDurationMs": 9_000,
            "segs": [
                {"utf8": "cut", "acAsrConf": 250},
                {"utf8": " the", "tOffsetMs": 400},
                {"utf8": " onions", "tOffsetMs": 800},
            ],
        },
        {"tStartMs": 3_000, "dDurationMs": 7_000, "aAppend": 1, "segs": [{"utf8": "\n"}]},
        {
            "tStartMs": 6_000,
            "dDurationMs": 5_000,
            "segs": [{"utf8": "heat"}, {"utf8": " it", "tOffsetMs": 500}],
        },
    ],
}
WHISPER = {
    "text": " Cut the onions. Add 12.",
    "language": "en",
    "segments": [
        {
            "id": 0,
            "start": 1.0,
            "end": 4.0,
            "text": " Cut the onions. Add 12.",
            "words": [
                {"word": " Cut", "start": 1.0, "end": 1.3, "probability": 0.9},
                {"word": " the", "start": 1.3, "end": 1.5, "probability": 0.8},
                {"word": " onions.", "start": 1.5, "end": 2.0, "probability": 0.7},
                {"word": " Add", "start": 2.5, "end": 3.0, "probability": 0.6},
                {"word": " 12."},
            ],
        }
    ],
}
YOUCOOK2 = {
    "database": {
        "GLd3aX16zBg": {
            "annotations": [
                {"segment": [90, 102], "id": 0, "sentence": "spread margarine on bread"},
                {"segment": [114, 127.5], "id": 1, "sentence": "place a slice of cheese"},
            ]
        },
        "xHr8X2Wpmno": {
            "annotations": [{"segment": [47, 60], "id": 0, "sentence": "pick the ends off"}]
        },
    }
}


def write(folder: Path, content: str | bytes | dict, name: str = "talk.txt") -> Path:
    path = folder / name
    if isinstance(content, dict):
        content = json.dumps(content, indent=1)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def brief(sentences: tuple[Sentence, ...]) -> list[tuple[float, float, str]]:
    return [(round(s.start_s, 2), round(s.end_s, 2), s.text) for s in sentences]


def test_srt_is_joined_and_split_into_its_sentences(tmp_path: Path):
    transcript = read_subtitles(write(tmp_path, SRT, "talk.en-US.srt"))
    assert [sentence.text for sentence in transcript.sentences] == [
        "Cut the onions into rings.",
        "Then heat 2.5 cups of oil, and add the rings.",
        "Done!",
    ]
    assert (transcript.language, transcript.source) == ("en", "file:talk.en-US.srt")
    first, second, third = transcript.sentences
    assert (first.start_s, first.end_s) == (1, 3.5)
    assert second.start_s == 4
    assert second.end_s == third.start_s
    assert third.end_s == pytest.approx(8)


def test_times_are_shared_out_by_letters_and_marked(tmp_path: Path):
    words = list(read_subtitles(write(tmp_path, SRT)).words())[:5]
    assert [word.text for word in words] == ["Cut", "the", "onions", "into", "rings."]
    assert all(word.interpolated and word.probability is None for word in words)
    assert words[0].start_s == 1
    assert words[-1].end_s == pytest.approx(3.5)
    shares = [(word.end_s - word.start_s) / (len(word.text) + 1) for word in words]
    assert shares == pytest.approx([shares[0]] * 5)


def test_each_cue_can_stay_a_sentence(tmp_path: Path):
    transcript = read_subtitles(write(tmp_path, SRT), regroup=False)
    assert brief(transcript.sentences) == [
        (1, 3.5, "Cut the onions into rings."),
        (4, 6, "Then heat 2.5 cups of oil,"),
        (6, 8, "and add the rings. Done!"),
    ]


def test_webvtt_without_its_styles_notes_names_and_tags(tmp_path: Path):
    transcript = read_subtitles(write(tmp_path, VTT))
    assert transcript.language == "en"
    assert brief(transcript.sentences) == [
        (1, 3.5, "Cut the onions into rings."),
        (3604, 3606, "Salt & pepper."),
    ]


def test_ass_in_order_of_time_without_comments_and_drawings(tmp_path: Path):
    transcript = read_subtitles(write(tmp_path, ASS))
    assert brief(transcript.sentences) == [
        (1, 3.5, "Cut the onions."),
        (4, 6, "Heat the oil, please."),
    ]


def test_karaoke_gives_words_their_own_times(tmp_path: Path):
    words = list(read_subtitles(write(tmp_path, KARAOKE)).words())
    assert [(word.text, word.start_s, word.end_s) for word in words] == [
        ("Cut", 1, 1.5),
        ("onions.", 1.5, pytest.approx(2.8)),
    ]
    assert not any(word.interpolated for word in words)


def test_rolling_captions_are_read_once_with_their_words_times(tmp_path: Path):
    transcript = read_subtitles(write(tmp_path, ROLLING))
    assert [sentence.text for sentence in transcript.sentences] == [
        "cut the onions into rings",
        "heat the oil",
    ]
    starts = [word.start_s for word in transcript.words()]
    assert starts == pytest.approx([0, 0.5, 1, 2.01, 2.5, 9.01, 9.5, 10])
    rings = next(word for word in transcript.words() if word.text == "rings")
    assert rings.end_s < 4  # it stays on the screen, but nobody says it for six seconds


def test_rolling_captions_that_lost_their_times_are_read_once_too(tmp_path: Path):
    plain = SRT.replace("<i>", "").replace("</i>", "").split("\n\n")
    second = plain[1].replace("Then heat", "into rings.\nThen heat").replace(":04,000", ":03,500")
    texts = [s.text for s in read_subtitles(write(tmp_path, f"{plain[0]}\n\n{second}")).sentences]
    assert texts == ["Cut the onions into rings.", "Then heat 2.5 cups of oil,"]


def test_what_is_said_twice_with_a_pause_stays_twice(tmp_path: Path):
    cue = "{}\n00:00:0{},000 --> 00:00:0{},000\nStir.\n"
    path = write(tmp_path, cue.format(1, 1, 2) + "\n" + cue.format(2, 5, 6))
    assert [s.text for s in read_subtitles(path).sentences] == ["Stir.", "Stir."]


def test_json3_has_the_words_times_and_pauses(tmp_path: Path):
    transcript = read_subtitles(write(tmp_path, JSON3))
    assert [sentence.text for sentence in transcript.sentences] == ["cut the onions", "heat it"]
    words = list(transcript.words())
    assert [word.start_s for word in words] == pytest.approx([1, 1.4, 1.8, 6, 6.5])
    assert words[2].end_s < 3
    assert not any(word.interpolated for word in words)


def test_json3_by_a_person_has_lines_only(tmp_path: Path):
    event = {"tStartMs": 500, "dDurationMs": 1_000, "segs": [{"utf8": "Cut the\nonions."}]}
    (sentence,) = read_subtitles(write(tmp_path, {"events": [event]})).sentences
    assert (sentence.start_s, sentence.end_s, sentence.text) == (0.5, 1.5, "Cut the onions.")
    assert all(word.interpolated for word in sentence.words)


def test_whisper_json_keeps_times_and_probabilities(tmp_path: Path):
    transcript = read_subtitles(write(tmp_path, WHISPER))
    assert transcript.language == "en"
    assert brief(transcript.sentences) == [(1, 2, "Cut the onions."), (2.5, 4, "Add 12.")]
    words = list(transcript.words())
    assert [word.probability for word in words] == [0.9, 0.8, 0.7, 0.6, None]
    # WhisperX gives no times to figures: they get what is left of the segment.
    assert [word.interpolated for word in words] == [False] * 4 + [True]
    assert (words[4].start_s, words[4].end_s) == (3, pytest.approx(4))


@pytest.mark.parametrize(
    "document",
    [
        {"segments": [{"start": 1, "end": 2, "text": " Cut it."}]},
        {"transcription": [{"offsets": {"from": 1_000, "to": 2_000}, "text": " Cut it."}]},
    ],
)
def test_whisper_json_without_words(tmp_path: Path, document: dict):
    assert brief(read_subtitles(write(tmp_path, document)).sentences) == [(1, 2, "Cut it.")]
    bare = write(tmp_path, json.dumps(document.get("segments", [])))
    assert len(read_subtitles(bare).sentences) == len(document.get("segments", []))


def test_youcook2_finds_the_video_by_its_name(tmp_path: Path):
    path = write(tmp_path, YOUCOOK2)
    for name in ("xHr8X2Wpmno", "xHr8X2Wpmno.mp4", "/films/Fattoush [xHr8X2Wpmno].webm"):
        transcript = read_subtitles(path, video=name)
        assert brief(transcript.sentences) == [(47, 60, "pick the ends off")]
    for name in (None, "holiday.mp4"):
        with pytest.raises(TranscriptError, match="annotates 2 videos") as caught:
            read_subtitles(path, video=name)
        assert caught.value.kind == "which_video"


def test_overlapping_and_unsorted_cues_keep_all_their_words_in_order(tmp_path: Path):
    text = (
        "3\n00:00:05,000 --> 00:00:09,000\nFive to nine.\n\n"
        "1\n00:00:01,000 --> 00:00:06,000\nOne to six.\n\n"
        "2\n00:00:02,000 --> 00:00:04,000\nTwo to four.\n"
    )
    transcript = read_subtitles(write(tmp_path, text))
    assert [s.text for s in transcript.sentences] == [
        "One to six.",
        "Two to four.",
        "Five to nine.",
    ]
    words = list(transcript.words())
    assert [word.start_s for word in words] == sorted(word.start_s for word in words)


def test_cues_without_any_punctuation_stay_as_somebody_cut_them(tmp_path: Path):
    text = "\n".join(
        f"{at}\n00:00:{at:02},000 --> 00:00:{at + 1:02},000\ncut the onion\n" for at in range(1, 30)
    )
    path = write(tmp_path, text)
    assert len(read_subtitles(path).sentences) == 29


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "latin-1"]
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_every_usual_encoding(tmp_path: Path, encoding: str, line_end: str):
    text = SRT.replace("onions", "jalapeños").replace("\n", line_end)
    transcript = read_subtitles(write(tmp_path, text.encode(encoding)))
    assert transcript.sentences[0].text == "Cut the jalapeños into rings."
    assert len(transcript.sentences) == 3


def test_windows_quotes_and_other_scripts(tmp_path: Path):
    quoted = SRT.replace("Done!", "“Done!”")
    assert read_subtitles(write(tmp_path, quoted.encode("cp1252"))).sentences[-1].text == "“Done!”"
    other = SRT.replace("Done", "切好了")
    assert read_subtitles(write(tmp_path, other)).sentences[-1].text == "切好了!"


def test_a_number_that_is_said_is_not_taken_for_a_cues_number(tmp_path: Path):
    text = "1\n00:00:01,000 --> 00:00:02,000\nCount to\n\n2\n00:00:02,000 --> 00:00:03,000\n10\n"
    assert [s.text for s in read_subtitles(write(tmp_path, text)).sentences] == ["Count to", "10"]


def test_a_format_without_cues_is_an_empty_transcript(tmp_path: Path):
    assert read_subtitles(write(tmp_path, "WEBVTT\n")).sentences == ()
    assert read_subtitles(write(tmp_path, {"segments": []})).sentences == ()
