"""What the window is measured on: the demo, a long film, and projects that are large."""

from __future__ import annotations

import os
import random
import sys
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.films import Film
from vbert_studio import places
from vbert_studio.jobs.demo import make_demo, use_shipped_codebook
from vbert_studio.jobs.import_videos import import_videos
from vbert_studio.language.transcript import Sentence, Word
from vbert_studio.project import Project

VIDEOS, SENTENCES = 1_000, 5_000
FILM_S, RATE, GROUP = 60, 30, 250
HEIGHT, WIDTH = 1080, 1920
_SAID_EVERY_S = 2.0
_VERBS = ("crack", "whisk", "pour", "stir", "slice", "peel", "boil", "fry", "bake", "mix")
_THINGS = ("egg", "onion", "potato", "soup", "pan", "bowl", "dough", "salad", "sauce", "apple")


def own_home(folder: Path) -> dict[str, str]:
    """The environment of a person who has nothing yet but the weights that this machine has."""
    env = {"VBERT_STUDIO_MODELS": str(places.fetched_models_dir())}
    env["VBERT_STUDIO_HOME"] = str(folder / "home")
    os.environ |= env
    return env


def demo(folder: Path) -> Path:
    """The demo project, with the films and models that are shipped."""
    make_demo(folder)
    return folder


def long_film(path: Path) -> Path:
    """A minute of 1080p with a key frame every 250 frames: a camera over a picture, with grain."""
    import av

    if path.exists():
        return path
    ground, rng = _ground(), np.random.default_rng(1)
    grain = rng.integers(0, 12, (HEIGHT + 64, WIDTH + 64, 3), dtype=np.uint8)
    half = path.with_suffix(".half.mp4")
    with av.open(str(half), "w") as out:
        options = {"preset": "superfast", "g": str(GROUP), "sc_threshold": "0", "crf": "23"}
        stream = out.add_stream("libx264", rate=RATE, options=options)
        stream.width, stream.height, stream.pix_fmt = WIDTH, HEIGHT, "yuv420p"
        for number in range(FILM_S * RATE):
            image = _view(ground, number / RATE) + grain[number % 61 :][:HEIGHT, :WIDTH]
            frame = av.VideoFrame.from_ndarray(image, "rgb24")
            frame.pts, frame.time_base = number, Fraction(1, RATE)
            out.mux(stream.encode(frame))
        out.mux(stream.encode())
    half.rename(path)
    return path


def film_project(folder: Path, film: Path) -> Path:
    """A project of one film."""
    if not folder.exists():
        with Project.create(folder) as project:
            import_videos(project, [film])
    return folder


def _ground() -> np.ndarray:
    """A picture larger than the film, uint8 (H, W, 3): soft shapes of every size."""
    import cv2

    rng = np.random.default_rng(0)
    size = (HEIGHT * 2, WIDTH * 2)
    total = np.zeros((*size, 3), np.float32)
    for cells, weight in ((6, 90), (24, 50), (120, 30), (600, 20)):
        small = rng.random((cells, 2 * cells, 3), dtype=np.float32)
        total += weight * cv2.resize(small, size[::-1], interpolation=cv2.INTER_CUBIC)
    return np.clip(total + 10, 0, 240).astype(np.uint8)


def _view(ground: np.ndarray, t_s: float) -> np.ndarray:
    y = int((1 + np.sin(t_s * 0.7)) / 2 * (ground.shape[0] - HEIGHT))
    x = int((1 + np.cos(t_s * 0.5)) / 2 * (ground.shape[1] - WIDTH))
    return ground[y : y + HEIGHT, x : x + WIDTH]


def many_videos(folder: Path) -> Path:
    """A project of a thousand films of three seconds, read and transcribed."""
    if folder.exists():
        return folder
    films = folder.parent / "films"
    films.mkdir(exist_ok=True)
    first = Film(frames=30, rate=10, gop=10).write(folder.parent / "tiny.mp4").read_bytes()
    for number in range(VIDEOS):
        (films / f"film {number:04}.mp4").write_bytes(first + _box(number))
    with Project.create(folder) as project:
        import_videos(project, [films])
        use_shipped_codebook(project)
        for video in project.videos.all():
            _read(project, video.id)
            _transcribe(project, video.id, 2)
    return folder


def _box(number: int) -> bytes:
    """A part of a file that players pass over, so that no two are the same film."""
    return (12).to_bytes(4, "big") + b"free" + number.to_bytes(4, "big")


def much_said(folder: Path) -> Path:
    """A project of one film of nearly three hours, in which 5,000 sentences are said."""
    if folder.exists():
        return folder
    seconds = int(SENTENCES * _SAID_EVERY_S)
    film = Film(frames=seconds, rate=1, gop=100).write(folder.parent / "lecture.mp4")
    with Project.create(folder) as project:
        import_videos(project, [film])
        use_shipped_codebook(project)
        _read(project, 1)
        _transcribe(project, 1, SENTENCES)
    return folder


def _read(project: Project, video_id: int) -> None:
    codebook = project.codebooks.current()
    assert codebook is not None
    known = np.array(sorted(project.codebooks.paths(codebook.id)), np.int32)
    clips = len(project.videos.clips(video_id))
    rng = np.random.default_rng(video_id)
    words = np.repeat(rng.choice(known, clips // 3 + 1), 3)[:clips]
    project.tokens.save(codebook.id, video_id, words.astype(np.int32))


def _transcribe(project: Project, video_id: int, count: int) -> None:
    transcript = project.transcripts.begin(video_id, "asr:bench", "en")
    project.transcripts.add(transcript, list(_sentences(video_id, count)))
    project.transcripts.finish(transcript)


def _sentences(seed: int, count: int) -> Iterator[Sentence]:
    rng = random.Random(seed)
    for number in range(count):
        at_s = number * _SAID_EVERY_S
        text = f"Now we {rng.choice(_VERBS)} the {rng.choice(_THINGS)}, as you can see here."
        yield Sentence(at_s, at_s + 1.8, text, tuple(_words(at_s, text.split())))


def _words(at_s: float, texts: list[str]) -> Iterator[Word]:
    step = 1.8 / len(texts)
    for number, text in enumerate(texts):
        yield Word(at_s + number * step, at_s + (number + 1) * step, text, 0.9)
