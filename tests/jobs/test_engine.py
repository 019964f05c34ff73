"""The engine answers, drops what is stale, survives its own death, and leaves no orphan."""

from __future__ import annotations

import shutil
import subprocess
import sys
import textwrap
import threading
from collections.abc import Iterator
from concurrent.futures import CancelledError
from pathlib import Path

import numpy as np
import psutil
import pytest
from engine_questions import Die, Double, Hold, Refuse, Spin, Stumble

from vbert_studio.errors import StudioError
from vbert_studio.jobs.engine import Engine, EngineBugError, EngineNotice
from vbert_studio.jobs.engine_device import describe_device, read_gpu
from vbert_studio.jobs.requests import (
    ClassifyClip,
    DescribeDevice,
    LoadExtractor,
    LoadVideoBert,
    Ping,
)
from vbert_studio.jobs.worker_process import NICENESS

SOON_S = 60.0
ONE = np.ones(3, dtype=np.float32)


class Notices:
    """Hears what the engine says about itself."""

    def __init__(self) -> None:
        self.heard: list[EngineNotice] = []
        self._news = threading.Condition()

    def __call__(self, notice: EngineNotice) -> None:
        with self._news:
            self.heard.append(notice)
            self._news.notify_all()

    def wait(self, count: int) -> list[EngineNotice]:
        with self._news:
            assert self._news.wait_for(lambda: len(self.heard) >= count, SOON_S)
        return self.heard


@pytest.fixture
def notices() -> Notices:
    return Notices()


@pytest.fixture
def engine(notices: Notices) -> Iterator[Engine]:
    engine = Engine(notices)
    yield engine
    engine.close()


def test_it_answers_from_a_process_of_its_own(engine: Engine) -> None:
    pong = engine.ask(Ping()).result(SOON_S)
    assert pong.pid == engine.pid
    assert pong.loaded == ()


def test_it_gives_way_to_the_window_and_jobs_give_way_to_it(engine: Engine) -> None:
    engine.ask(Ping()).result(SOON_S)
    window, answering = psutil.Process().nice(), psutil.Process(engine.pid).nice()
    assert window < answering < window + NICENESS


@pytest.mark.parametrize("size", [10, 1 << 20])
def test_arrays_of_any_size_travel_both_ways(engine: Engine, size: int) -> None:
    values = np.arange(size, dtype=np.float32)
    answer = engine.ask(Double(values)).result(SOON_S)
    np.testing.assert_array_equal(answer.values, values * 2)


def test_shared_memory_is_given_back(engine: Engine) -> None:
    shared = Path("/dev/shm")
    if not shared.is_dir():
        pytest.skip("this system has no folder of shared memory to look into")
    before = set(shared.iterdir())
    engine.ask(Double(np.ones(1 << 20, dtype=np.float32))).result(SOON_S)
    left = {path.name for path in set(shared.iterdir()) - before if path.name.startswith("psm_")}
    assert left == set()


def test_an_error_of_the_world_arrives_whole(engine: Engine) -> None:
    error = engine.ask(Refuse()).exception(SOON_S)
    assert isinstance(error, StudioError)
    assert error.as_json() == {
        "kind": "refused",
        "message": "The world says no.",
        "path": "there",
        "remedy": "Ask the world.",
    }


def test_a_bug_arrives_as_a_bug_and_the_engine_lives_on(engine: Engine) -> None:
    error = engine.ask(Stumble()).exception(SOON_S)
    assert isinstance(error, EngineBugError)
    assert "KeyError: 'a bug'" in str(error)
    assert engine.ask(Ping()).result(SOON_S)


def spinning(engine: Engine, channel: str | None = None) -> object:
    """A question that is being worked on by now."""
    begun = threading.Event()
    future = engine.ask(Spin(), channel=channel, on_event=lambda event: begun.set())
    assert begun.wait(SOON_S)
    return future


def test_a_cancelled_question_frees_the_engine(engine: Engine) -> None:
    future = spinning(engine)
    assert future.cancel()
    assert engine.ask(Ping()).result(SOON_S)


def test_a_newer_question_on_a_channel_replaces_the_older_ones(engine: Engine) -> None:
    spinning(engine, "preview")
    waiting = [engine.ask(Double(ONE * n), channel="preview") for n in range(3)]
    elsewhere = engine.ask(Ping(), channel="other")
    assert waiting[-1].result(SOON_S).values.tolist() == [4.0, 4.0, 4.0]
    assert elsewhere.result(SOON_S)
    for stale in waiting[:-1]:
        with pytest.raises(CancelledError):
            stale.result(SOON_S)


def test_when_it_dies_it_is_started_again_with_its_state(engine: Engine, notices: Notices) -> None:
    engine.ask(Hold("old")).result(SOON_S)
    engine.ask(Hold("new")).result(SOON_S)
    first = engine.pid
    error = engine.ask(Die()).exception(SOON_S)
    assert isinstance(error, StudioError)
    assert error.kind == "engine_died"
    assert "SIGKILL" in error.message
    assert engine.ask(Double(ONE)).result(SOON_S).held == ("new",)
    assert engine.pid != first
    [notice] = notices.wait(1)
    assert notice.running
    assert "started again" in notice.message


def test_questions_behind_the_one_it_died_of_are_answered(engine: Engine) -> None:
    blocking = spinning(engine)
    culprit = engine.ask(Die())
    behind = engine.ask(Double(ONE))
    blocking.cancel()
    assert isinstance(culprit.exception(SOON_S), StudioError)
    assert behind.result(SOON_S).values.tolist() == [2.0, 2.0, 2.0]


def test_what_killed_it_is_not_loaded_again(engine: Engine, notices: Notices) -> None:
    assert isinstance(engine.ask(Hold("bomb")).exception(SOON_S), StudioError)
    assert engine.ask(Double(ONE)).result(SOON_S).held == ()
    assert len(notices.wait(1)) == 1


def test_it_is_not_started_for_ever(engine: Engine, notices: Notices) -> None:
    for _ in range(3):
        assert engine.ask(Die()).exception(SOON_S)
    last = notices.wait(3)[-1]
    assert not last.running
    assert engine.ask(Ping()).result(SOON_S), "the next question starts it again"


def test_closing_ends_the_process_and_what_was_asked(notices: Notices) -> None:
    engine = Engine(notices)
    future = spinning(engine)
    process = psutil.Process(engine.pid)
    engine.close()
    assert future.cancelled()
    assert not process.is_running()
    assert notices.heard == []


def test_no_orphan_when_the_window_is_killed() -> None:
    window = subprocess.Popen(
        [
            sys.executable,
            "-c",
            textwrap.dedent(
                """
                import sys, threading
                sys.path.insert(0, sys.argv[1])
                from engine_questions import Spin
                from vbert_studio.jobs.engine import Engine

                if __name__ == "__main__":
                    engine = Engine()
                    engine.ask(Spin(), on_event=lambda event: print(engine.pid, flush=True))
                    threading.Event().wait()
                """
            ),
            str(Path(__file__).parent),
        ],
        stdout=subprocess.PIPE,
        text=True,
    )
    with window:
        assert window.stdout is not None
        engine = psutil.Process(int(window.stdout.readline()))
        window.kill()
        engine.wait(SOON_S)


def below(folder: Path, pid: int | None) -> list[str]:
    """The files below a folder that a process holds open."""
    return [file.path for file in psutil.Process(pid).open_files() if str(folder) in file.path]


def test_it_lets_go_of_a_project_that_is_closed(
    engine: Engine, small_project: Path, wordpiece_vocabulary: Path, tmp_path: Path
) -> None:
    engine.let_go()
    assert engine.pid is None, "it is not started for that"
    folder = shutil.copytree(small_project, tmp_path / "small")
    held = engine.ask(LoadVideoBert(folder)).result(SOON_S)
    assert below(folder, engine.pid)
    engine.let_go()
    assert engine.ask(Ping()).result(SOON_S).loaded == ()
    assert below(folder, engine.pid) == []
    assert engine.ask(LoadVideoBert(folder)).result(SOON_S) == held


def test_inline_it_answers_in_the_calling_thread(
    notices: Notices, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VBERT_STUDIO_INLINE", "1")
    engine = Engine(notices)
    future = engine.ask(Double(ONE))
    assert future.done()
    assert future.result().values.tolist() == [2.0, 2.0, 2.0]
    assert isinstance(engine.ask(Refuse()).exception(), StudioError)
    assert engine.pid is None
    engine.close()


def test_the_device_is_described_without_loading_a_network(engine: Engine) -> None:
    here = engine.ask(DescribeDevice()).result(SOON_S)
    assert here.name
    assert 0 < here.memory_used <= here.memory_total
    code = (
        "import sys; from vbert_studio.jobs.engine_device import describe_device;"
        "describe_device(); sys.exit('torch' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
    assert describe_device().device == here.device


def test_a_gpu_is_read_from_what_its_driver_says() -> None:
    gpu = read_gpu("NVIDIA H100 80GB HBM3, 81559, 1024, 9.0\nNVIDIA T4, 15360, 0, 7.5\n")
    assert gpu is not None
    assert (gpu.device, gpu.name, gpu.precision) == ("cuda", "NVIDIA H100 80GB HBM3", "bfloat16")
    assert gpu.memory_total == 81559 << 20
    assert gpu.memory_used == 1024 << 20
    old = read_gpu("NVIDIA T4, 15360, 0, 7.5\n")
    assert old is not None
    assert old.precision == "float32"
    assert read_gpu("No devices were found\n") is None


def test_a_missing_model_says_how_to_get_it(engine: Engine) -> None:
    error = engine.ask(LoadExtractor("s3d-kinetics400")).exception(SOON_S)
    assert isinstance(error, StudioError)
    assert error.kind == "model_missing"
    assert "models get" in error.remedy


def test_the_held_extractor_says_what_a_clip_looks_like(
    engine: Engine, efficientnet_weights: Path, nasa_video: Path
) -> None:
    error = engine.ask(ClassifyClip(nasa_video, 0.0)).exception(SOON_S)
    assert isinstance(error, StudioError)
    assert error.kind == "nothing_loaded"
    name = "efficientnet-lite0-imagenet"
    loaded = engine.ask(LoadExtractor(name)).result(SOON_S)
    assert (loaded.name, loaded.feature_size) == (name, 1280)
    assert engine.ask(Ping()).result(SOON_S).loaded == (name,)
    seen = engine.ask(ClassifyClip(nasa_video, 7.0)).result(SOON_S)
    assert seen.start_s == 6.0
    chances = [guess.probability for guess in seen.classes]
    assert len(chances) == 5
    assert chances == sorted(chances, reverse=True)
    assert 0 < sum(chances) <= 1.0001
    assert all(guess.name for guess in seen.classes)
    bad = engine.ask(ClassifyClip(Path(__file__), 0.0)).exception(SOON_S)
    assert isinstance(bad, StudioError)
    assert bad.kind == "not_a_video"
