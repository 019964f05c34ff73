"""A project in which the small language is filmed, with a model that has learned it.

Six actions, each said with a verb of its own and seen as one of two visual words, which are
siblings in the codebook's tree. Two films of 36 clips: in the first everything is said while it is
done, in the second `AHEAD_S` too early. Everything in it is real: codebook, films, checkpoint.
"""

from __future__ import annotations

import colorsys
from collections.abc import Sequence
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import av
import numpy as np

from tests.small_language import ACTIONS, LOOKS, SKIP
from vbert_studio.jobs.import_videos import import_videos
from vbert_studio.language.transcript import Sentence, Word
from vbert_studio.project import Project
from vbert_studio.project.records import Exemplar
from vbert_studio.visual.codebook import Codebook, fit_codebook

if TYPE_CHECKING:
    from vbert_studio.model.videobert import VideoBert

VERBS = ("cut", "mix", "heat", "wash", "serve", "fold")
CLIPS = 36
AHEAD_S = 3.0
EXTRACTOR = "small"
CHECKPOINT = "small-model"
_RATE, _PER_CLIP, _CLIP_S = 4, 6, 1.5
_HIGH, _WIDE = 54, 96
_FILLERS = ("now", "it")
TEMPLATE = "now [MASK] it"

Looks = list[int]  # per clip the rank of its visual word: action * LOOKS + look


def draw_looks(seed: int, clips: int | None = None, actions: int = 40) -> Looks:
    """The clips of a film."""
    rng = np.random.default_rng(seed)
    action, looks = int(rng.integers(ACTIONS)), []
    for _ in range(actions):
        looks += (action * LOOKS + rng.integers(LOOKS, size=int(rng.integers(2, 5)))).tolist()
        action = (action + (2 if rng.random() < SKIP else 1)) % ACTIONS
    return looks[:clips]


def said_over(looks: Sequence[int]) -> list[tuple[int, int, str]]:
    """What is said over which clips, as (first, end, text)."""
    said, first = [], 0
    for at in range(1, len(looks) + 1):
        if at == len(looks) or looks[at] // LOOKS != looks[first] // LOOKS:
            verb = VERBS[looks[first] // LOOKS]
            said.append((first, at, f"{_FILLERS[0]} {verb} {_FILLERS[1]}"))
            first = at
    return said


def make_codebook() -> Codebook:
    """Six branches of two leaves; the rank of a leaf is its place among all, by id."""
    rng = np.random.default_rng(0)
    middles = rng.normal(size=(ACTIONS, 1, 16)) * 40
    points = middles + rng.normal(size=(ACTIONS, LOOKS, 16))
    features = np.repeat(points.reshape(-1, 16), 12, axis=0).astype(np.float32)
    book = fit_codebook(features, levels=2, branching=ACTIONS, min_points=4, extractor=EXTRACTOR)
    assert len(book.leaves) == ACTIONS * LOOKS
    return book


def make_small_project(folder: Path, *, model: bool = True) -> Path:
    """Make the project. With a model it needs the WordPiece vocabulary."""
    book = make_codebook()
    films = [draw_looks(seed, CLIPS) for seed in (1, 2)]
    paths = [
        write_film(looks, folder.parent / f"{name}.mp4")
        for looks, name in zip(films, ("in time", "ahead"), strict=True)
    ]
    with Project.create(folder) as project:
        import_videos(project, paths)
        _add_codebook(project, book)
        for video_id, looks in enumerate(films, 1):
            _fill(project, book, video_id, looks, AHEAD_S if video_id == 2 else 0.0)
        _add_exemplars(project, book, films)
        if model:
            _add_model(project, book)
    return folder


def _add_codebook(project: Project, book: Codebook) -> None:
    place = project.folder / "codebooks" / "codebook-1"
    book.save(place)
    project.codebooks.add(
        "codebook-1",
        extractor=EXTRACTOR,
        folder=place,
        levels=book.levels,
        branching=book.branching,
        seed=0,
        fitted_on=144,
        leaves={leaf: book.path_of(leaf) for leaf in book.leaves.tolist()},
    )


def _fill(project: Project, book: Codebook, video_id: int, looks: Looks, ahead_s: float) -> None:
    codebook = project.codebooks.current()
    assert codebook is not None
    assert len(project.videos.clips(video_id)) == len(looks)
    project.tokens.save(codebook.id, video_id, book.leaves[looks])
    transcript = project.transcripts.begin(video_id, "asr:test", "en")
    said = [_sentence(*one, ahead_s) for one in said_over(looks)]
    project.transcripts.add(transcript, [one for one in said if one is not None])
    project.transcripts.finish(transcript)


def _sentence(first: int, end: int, text: str, ahead_s: float) -> Sentence | None:
    start_s, end_s = first * _CLIP_S - ahead_s + 0.1, end * _CLIP_S - ahead_s - 0.1
    if start_s < 0:
        return None
    parts = text.split()
    step = (end_s - start_s) / len(parts)
    words = [
        Word(start_s + n * step, start_s + (n + 1) * step, part, 0.9)
        for n, part in enumerate(parts)
    ]
    return Sentence(start_s, end_s, text, tuple(words))


def _add_exemplars(project: Project, book: Codebook, films: list[Looks]) -> None:
    codebook = project.codebooks.current()
    assert codebook is not None
    found: list[Exemplar] = []
    for rank, leaf in enumerate(book.leaves.tolist()):
        places = [
            (v, c) for v, looks in enumerate(films, 1) for c in range(CLIPS) if looks[c] == rank
        ]
        found += [Exemplar(leaf, n, v, c, 0.1 * n) for n, (v, c) in enumerate(places[:3])]
    project.codebooks.set_exemplars(codebook.id, found)


def write_film(looks: Looks, path: Path) -> Path:
    """A film whose colour is the action, with a disc or a square that moves for the look."""
    with av.open("file:" + str(path), "w") as out:
        stream = out.add_stream("libx264", rate=_RATE, options={"preset": "ultrafast"})
        stream.width, stream.height, stream.pix_fmt = _WIDE, _HIGH, "yuv420p"
        stream.codec_context.time_base = Fraction(1, _RATE)
        for number in range(len(looks) * _PER_CLIP):
            image = _picture(looks[number // _PER_CLIP], number % _PER_CLIP)
            frame = av.VideoFrame.from_ndarray(image, "rgb24").reformat(format="yuv420p")
            frame.pts, frame.time_base = number, Fraction(1, _RATE)
            out.mux(stream.encode(frame))
        out.mux(stream.encode())
    return path


@cache
def _picture(rank: int, beat: int) -> np.ndarray:
    hue = rank // LOOKS / ACTIONS
    ground, thing = (np.array(colorsys.hsv_to_rgb(hue, 0.6, v)) * 255 for v in (0.45, 0.95))
    y, x = np.mgrid[0:_HIGH, 0:_WIDE]
    dx, dy = np.abs(x - 20 - 10 * beat), np.abs(y - _HIGH // 2)
    inside = np.hypot(dx, dy) < 15 if rank % LOOKS else np.maximum(dx, dy) < 12
    image = np.where(inside[..., None], thing, ground * (0.7 + 0.3 * y / _HIGH)[..., None])
    return image.astype(np.uint8)


def _add_model(project: Project, book: Codebook) -> None:
    from vbert_studio.model.checkpoint import Provenance, save_checkpoint

    place = project.folder / "checkpoints" / CHECKPOINT
    model = _with_real_words(book)
    save_checkpoint(model, Provenance(book.digest, EXTRACTOR), place, half=True)
    project.checkpoints.add(CHECKPOINT, folder=place, codebook="codebook-1", base="")


def _with_real_words(book: Codebook) -> VideoBert:
    """The model of the small language, whose three kinds of words have become English."""
    from tests.small_language import VOCABULARY, word_of
    from tests.small_model import small_model
    from vbert_studio.language.wordpiece import load_wordpiece
    from vbert_studio.model.videobert import VideoBert
    from vbert_studio.model.vocabulary import FIRST_WORD_PIECE, JointVocabulary

    small, words = small_model(), load_wordpiece()
    vocabulary = JointVocabulary(words.get_vocab_size(), book.leaves)
    model = VideoBert(vocabulary, small.shape)
    old, new = small.state_dict(), model.state_dict()
    meant = {_FILLERS[0]: 1000, _FILLERS[1]: 1001}
    meant |= {verb: word_of(action) for action, verb in enumerate(VERBS)}
    here = [words.token_to_id(word) for word in meant]
    table, bias = "trunk.embeddings.word_embeddings.weight", "text_head.bias"
    new[table][:] = 0
    new[bias][:] = -20.0  # what the small language does not say is never an answer
    for name in (table, bias):
        new[name][:FIRST_WORD_PIECE] = old[name][:FIRST_WORD_PIECE]
        new[name][here] = old[name][list(meant.values())]
    new[table][vocabulary.between :] = old[table][VOCABULARY.between :]
    kept = {name: value for name, value in old.items() if name not in (table, bias)}
    model.load_state_dict({**new, **kept})
    return model.eval()
