"""Films as files: what is in them, that they are the same each time, and what may go wrong."""

from __future__ import annotations

import hashlib
import itertools
import json
from pathlib import Path
from typing import Any

import av
import numpy as np
import pysubs2
import pytest

from vbert_studio.errors import CancelledError
from vbert_studio.kitchen import make as making
from vbert_studio.kitchen.demo import FILMS, demo_films, make_demo_films
from vbert_studio.kitchen.dishes import recipes
from vbert_studio.kitchen.film import frames_of
from vbert_studio.kitchen.screenplay import Manner, Screenplay, write_screenplay
from vbert_studio.kitchen.soundtrack import sound_of
from vbert_studio.kitchen.splits import recipes_of
from vbert_studio.kitchen.truth import truth_of
from vbert_studio.kitchen.voice import RATE, Voice, has_speech, speak
from vbert_studio.media.clips import clip_spans
from vbert_studio.media.times import read_frame_times
from vbert_studio.progress import LogEvent, Monitor, ProgressEvent

TINY = (72, 96)
SHORT = 226
"""A seed whose first film is short."""

needs_speech = pytest.mark.skipif(not has_speech(), reason="flite is not installed")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("kitchen")
    making.make(folder, 1, SHORT, size=TINY)
    return folder


def _truth(path: Path) -> dict[str, Any]:
    return json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))


def _digest(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_a_film_is_what_its_truth_says(made: Path) -> None:
    for path in made.rglob("*.mp4"):
        truth = _truth(path)
        with av.open(str(path)) as container:
            video = container.streams.video[0]
            assert video.codec_context.name == "h264"
            assert video.average_rate == truth["fps"]
            assert 20 <= truth["fps"] <= 30
            assert (video.width, video.height) == (truth["width"], truth["height"]) == (96, 72)
            assert video.frames == round(truth["duration_s"] * truth["fps"])
            assert bool(container.streams.audio) == truth["speech"] == has_speech()


def test_steps_tile_the_film_and_keep_their_lengths(made: Path) -> None:
    for path in made.rglob("*.mp4"):
        truth = _truth(path)
        steps = truth["steps"]
        assert steps[0]["start_s"] == 0.0
        assert steps[-1]["end_s"] == truth["duration_s"]
        for before, after in itertools.pairwise(steps):
            assert before["end_s"] == after["start_s"]
        for clip, step in enumerate(truth["clips"][:-1]):
            middle_s = 1.5 * clip + 0.75
            assert steps[step]["start_s"] <= middle_s < steps[step]["end_s"]
        assert all(1.5 <= step["end_s"] - step["start_s"] <= 9.0 for step in steps)


def test_the_subtitles_are_the_truths_sentences(made: Path) -> None:
    for path in made.rglob("*.mp4"):
        truth = _truth(path)
        lines = list(pysubs2.load(str(path.with_suffix(".vtt"))))
        assert [line.text for line in lines] == [s["text"] for s in truth["sentences"]]
        for line, sentence in zip(lines, truth["sentences"], strict=True):
            assert line.start / 1000 == pytest.approx(sentence["start_s"], abs=0.001)


def test_the_same_seed_makes_the_same_files(made: Path, tmp_path: Path) -> None:
    making.make(tmp_path, 1, SHORT, size=TINY)
    assert _digest(tmp_path) == _digest(made)


def test_a_longer_run_begins_like_a_shorter_one_and_splits_go_by_recipe() -> None:
    short, long = (list(making.orders_for(count, 3)) for count in (5, 40))
    assert long[:5] == short
    assert {order.split for order in long} == {"train", "validation", "test"}
    for order in long:
        assert order.recipe in recipes_of(order.split)
    assert list(making.orders_for(5, 4)) != short


def test_films_of_one_split_alone() -> None:
    orders = list(making.orders_for(8, 3, "test"))
    assert {order.split for order in orders} == {"test"}
    assert len({order.recipe.name for order in orders}) > 3


def test_a_stopped_run_is_taken_up(tmp_path: Path) -> None:
    enough = {"films": False}

    def sink(event: object) -> None:
        if isinstance(event, ProgressEvent) and event.unit == "films" and event.done:
            enough["films"] = True

    monitor = Monitor(sink, lambda: enough["films"], interval_s=0)
    with pytest.raises(CancelledError):
        making.make(tmp_path, 3, SHORT, size=TINY, speech=False, monitor=monitor)
    (first,) = tmp_path.rglob("*.mp4")
    before = first.stat().st_mtime_ns
    paths = making.make(tmp_path, 1, SHORT, size=TINY, speech=False)
    assert paths[0] == first
    assert first.stat().st_mtime_ns == before, "a finished film is not made again"
    assert not list(tmp_path.rglob("*.part"))


def test_a_film_with_other_wishes_is_made_anew(tmp_path: Path) -> None:
    (path,) = making.make(tmp_path, 1, SHORT, size=TINY, speech=False)
    making.make(tmp_path, 1, SHORT, size=(48, 64), speech=False)
    assert _truth(path)["width"] == 64


def test_a_file_where_a_folder_should_be(tmp_path: Path) -> None:
    place = tmp_path / "taken"
    place.write_text("a letter")
    with pytest.raises(making.KitchenError) as caught:
        making.make(place, 1, size=TINY, speech=False)
    assert caught.value.kind == "not_a_folder"
    assert caught.value.path == place
    assert place.read_text() == "a letter"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_is_named(tmp_path: Path) -> None:
    (path,) = making.make(tmp_path, 1, SHORT, size=TINY, speech=False)
    subtitles = path.with_suffix(".vtt")
    subtitles.unlink()
    path.with_suffix(".json").unlink()
    subtitles.symlink_to("/dev/full")
    with pytest.raises(making.KitchenError) as caught:
        making.make(tmp_path, 1, SHORT, size=TINY, speech=False)
    assert caught.value.kind == "disk_full"


def test_odd_sizes_are_refused(tmp_path: Path) -> None:
    with pytest.raises(making.KitchenError) as caught:
        making.make(tmp_path, 1, size=(75, 100))
    assert caught.value.kind == "odd_size"


def _plays(count: int, manner: Manner | None = None) -> list[Screenplay]:
    book = recipes()
    return [
        write_screenplay(book[seed % len(book)], seed, voice=None, manner=manner)
        for seed in range(count)
    ]


def test_narration_slips_leaves_out_and_chatters_as_often_as_meant() -> None:
    plays = _plays(80)
    lines = [line for play in plays for line in play.lines]
    steps = sum(len(play.steps) for play in plays)
    chatter = sum(line.step is None for line in lines) / len(lines)
    slipped = sum(line.slip_s != 0 for line in lines) / len(lines)
    assert 0.05 < chatter < 0.14
    assert 0.1 < slipped < 0.25
    assert 0.7 < len(lines) / steps < 0.92
    early = [line for line in lines if line.slip_s < -1 and line.step is not None]
    assert early, "some sentences come before their step"


def test_a_careful_narrator_speaks_over_the_right_step() -> None:
    for play in _plays(20, Manner(omitted=0.0, slipped=0.0, chatter=0.0)):
        for line in play.lines:
            assert line.step is not None
            assert line.start_s >= play.steps[line.step].start_s
            assert line.start_s < play.steps[line.step].end_s


def test_sentences_never_overlap_and_words_lie_within() -> None:
    for play in _plays(30):
        for before, after in itertools.pairwise(play.lines):
            assert before.end_s < after.start_s
        for line in play.lines:
            assert 0 <= line.start_s < line.end_s <= play.duration_s
            assert [word for word, _, _ in line.spoken.words] == line.text.split()


def test_without_a_voice_the_truth_says_so() -> None:
    (play,) = _plays(1)
    assert truth_of(play, seed=0, split="train", size=TINY)["speech"] is False
    assert sound_of(play) is None


@needs_speech
def test_speech_has_sound_where_its_words_are() -> None:
    spoken = speak("Now slice the carrot with a knife.", Voice())
    assert spoken.sound is not None
    assert len(spoken.sound) / RATE == pytest.approx(spoken.duration_s)
    starts = [start for _, start, _ in spoken.words]
    assert starts == sorted(starts)
    assert starts[0] == 0.0
    loud = [
        float(np.abs(spoken.sound[int(start * RATE) : int(end * RATE)]).max())
        for _, start, end in spoken.words
    ]
    assert min(loud) > 0.02
    assert np.array_equal(spoken.sound, speak("Now slice the carrot with a knife.", Voice()).sound)


@needs_speech
def test_the_soundtrack_covers_the_film_and_the_voice_is_above_the_kitchen() -> None:
    play = write_screenplay(recipes()[0], 3, voice=Voice())
    track = sound_of(play)
    assert track is not None
    assert len(track) == round(play.duration_s * RATE)
    said = np.zeros(len(track), bool)
    for line in play.lines:
        said[int(line.start_s * RATE) : int(line.end_s * RATE) + RATE // 5] = True
    assert np.std(track[said]) > 4 * np.std(track[~said])


def test_frames_of_a_film_follow_the_schedule() -> None:
    (order,) = making.orders_for(1, SHORT)
    play = write_screenplay(order.recipe, order.seed, voice=None)
    count = sum(1 for _ in frames_of(play, (36, 48)))
    assert count == round(play.duration_s * play.fps)


def test_the_demo_films_are_there_with_all_that_belongs_to_them() -> None:
    assert len(demo_films()) == len(FILMS) == 6
    for path in demo_films():
        truth = _truth(path)
        assert truth["speech"] is True
        assert 25 <= truth["duration_s"] <= 40
        assert len(truth["steps"]) >= 6
        assert path.with_suffix(".vtt").exists()
    assert sum(path.stat().st_size for path in demo_films()) < 8_000_000


def test_the_truth_names_a_step_for_every_clip_that_is_sampled(made: Path) -> None:
    """The grammar's clips are those of `media.clips`, tail rule included."""
    for path in (*made.rglob("*.mp4"), *demo_films()):
        spans = clip_spans(read_frame_times(path))
        truth = _truth(path)
        assert len(spans) == len(truth["clips"])
        assert spans[-1].end_s == pytest.approx(truth["duration_s"], abs=0.51)


def test_the_demo_is_not_made_without_a_voice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(making.KitchenError) as caught:
        make_demo_films(tmp_path)
    assert caught.value.kind == "no_voice"
    assert not list(tmp_path.iterdir())


def test_without_flite_films_are_silent_and_say_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    events: list[object] = []
    (path,) = making.make(tmp_path / "films", 1, SHORT, size=TINY, monitor=Monitor(events.append))
    assert _truth(path)["speech"] is False
    assert any(isinstance(e, LogEvent) and e.level == "warning" for e in events)
    with av.open(str(path)) as container:
        assert not container.streams.audio
