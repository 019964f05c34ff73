"""Speech recognition with real weights on real speech.

The reference texts were written down from two recognisers' agreement (tiny.en and base) and from
what the films are known to say.
"""

from __future__ import annotations

import re
import shutil
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from vbert_studio.errors import CancelledError, MediaError, WeightsError
from vbert_studio.language.blocks import RATE, place_to_cut, speech_blocks
from vbert_studio.language.recognise import Recogniser, recognise
from vbert_studio.language.sentences import into_sentences
from vbert_studio.language.transcript import Word
from vbert_studio.media.sound import read_sound
from vbert_studio.progress import Monitor, ProgressEvent

NASA = """
this is the optical and science segment of the webb space telescope in one of the largest clean
rooms in the world at nasa's goddard space flight center in greenbelt maryland
"""
SPEECH = """
hello this is an example video for your convenience and pleasure you are allowed to use this voice
for any purpose including commercial uses on the bottom right you can see the time when the time
reaches 40 seconds i will say banana banana
"""


def error_rate(words: list[Word], reference: str) -> float:
    """Word error rate: the edits from what was heard to what was said, over the words said."""
    heard = re.findall(r"[\w']+", " ".join(word.text for word in words).lower())
    said = reference.split()
    row = np.arange(len(said) + 1)
    for word in heard:
        last, row = row, np.empty_like(row)
        row[0] = last[0] + 1
        for at, other in enumerate(said, start=1):
            row[at] = min(last[at] + 1, row[at - 1] + 1, last[at - 1] + (word != other))
    return float(row[-1]) / len(said)


def test_the_films_are_understood(whisper_tiny_weights: Path, nasa_video: Path, speech_video: Path):
    recogniser = Recogniser(whisper_tiny_weights)
    events: list[ProgressEvent] = []
    nasa = list(recogniser.words(nasa_video, monitor=Monitor(events.append)))
    speech = list(recognise(speech_video, recogniser))
    assert error_rate(nasa, NASA) <= 0.1
    assert error_rate(speech, SPEECH) <= 0.1
    assert recogniser.language == "en"
    assert (events[-1].done, events[-1].total, events[-1].unit) == (13, 13, "s")

    for words in (nasa, speech):
        assert all(a.start_s <= b.start_s for a, b in pairwise(words))
        assert all(word.start_s <= word.end_s for word in words)
        assert all(0 < (word.probability or 0) <= 1 for word in words)
        assert not any(word.interpolated or " " in word.text for word in words)
    # The speaker keeps his promise: the last word comes at second 40.
    assert speech[-1].text.lower().startswith("banana")
    assert 39.5 < speech[-1].start_s < 41
    assert into_sentences(speech)[-1].words == (speech[-1],)


def test_a_wish_to_stop_is_heard_before_the_next_words(
    whisper_tiny_weights: Path, speech_video: Path
):
    wishes: list[bool] = []
    monitor = Monitor(cancelled=lambda: bool(wishes))
    words = recognise(speech_video, "whisper-tiny.en", monitor=monitor)
    next(words)
    wishes.append(True)
    with pytest.raises(CancelledError):
        list(words)


def test_words_of_a_second_block_keep_their_times(
    whisper_tiny_weights: Path, nasa_video: Path, monkeypatch: pytest.MonkeyPatch
):
    once = np.concatenate(list(read_sound(nasa_video)))
    silence = np.zeros(100 * RATE, dtype=np.float32)
    long = [once, silence, once]  # 126 s
    monkeypatch.setattr("vbert_studio.language.recognise.read_sound", lambda *_, **__: iter(long))
    words = list(recognise(nasa_video, whisper_tiny_weights))
    later = [word for word in words if word.start_s > 60]
    assert error_rate(later, NASA) <= 0.1
    shift = len(once) / RATE + 100
    assert later[0].start_s == pytest.approx(words[0].start_s + shift, abs=0.3)


def test_what_is_no_film_or_no_model_is_named(whisper_tiny_weights: Path, tmp_path: Path):
    with pytest.raises(MediaError):
        list(recognise(tmp_path / "gone.mp4", whisper_tiny_weights))
    with pytest.raises(WeightsError, match=r"model\.bin, config\.json, tokenizer\.json missing"):
        Recogniser(tmp_path)
    folder = tmp_path / "model"
    shutil.copytree(whisper_tiny_weights, folder)
    (folder / "model.bin").write_bytes(b"no model")
    with pytest.raises(WeightsError, match="cannot be loaded") as caught:
        Recogniser(folder)
    assert (caught.value.kind, caught.value.path) == ("model_damaged", folder)


def test_a_long_sound_comes_in_blocks_that_lose_nothing():
    generator = np.random.default_rng(0)
    pieces = [generator.normal(0, 0.01, 8_000).astype(np.float32) for _ in range(700)]  # 350 s
    blocks = list(speech_blocks(pieces))
    assert np.array_equal(
        np.concatenate([block.samples for block in blocks]), np.concatenate(pieces)
    )
    assert max(len(block.samples) for block in blocks) <= 120 * RATE
    assert min(len(block.samples) for block in blocks[:-1]) >= 80 * RATE
    assert [block.start_s for block in blocks[1:]] == [block.end_s for block in blocks[:-1]]
    assert list(speech_blocks([])) == []


def test_a_block_is_cut_in_a_pause_or_where_it_is_quiet():
    second, loud = RATE, np.ones(100 * RATE, dtype=np.float32)
    assert place_to_cut(loud, [(0, 70 * second), (80 * second, 100 * second)]) == 75 * second
    assert place_to_cut(loud, [(0, 70 * second)]) == 85 * second
    loud[90 * second : 90 * second + second // 10] = 0.1
    assert place_to_cut(loud, [(0, 100 * second)]) == pytest.approx(90.05 * second, abs=10)
