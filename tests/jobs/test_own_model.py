"""From video files to a model that answers about them, and says how little it knows."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import torch

from tests.jobs.cheap import extract_cheaply
from tests.jobs.test_pretrain import QUICK
from vbert_studio.jobs.import_videos import import_videos
from vbert_studio.jobs.pretrain import pretrain
from vbert_studio.jobs.questions.cloze import cloze
from vbert_studio.jobs.questions.loaded import describe, load_model
from vbert_studio.jobs.requests import AskCloze, Masking, Passage
from vbert_studio.jobs.tokenize import tokenize
from vbert_studio.jobs.train_codebook import train_codebook
from vbert_studio.project import Project

SAID = """1
00:00:00,000 --> 00:00:06,000
A board of black and white fields.

2
00:00:09,000 --> 00:00:15,000
The fields go on changing.
"""


@pytest.fixture(autouse=True)
def one_thread() -> Iterator[None]:
    before = torch.get_num_threads()
    yield
    torch.set_num_threads(before)


def test_the_whole_path_from_films_to_an_answer(
    project: Project, films: Path, tmp_path: Path, wordpiece_vocabulary: Path
) -> None:
    place = shutil.copytree(films, tmp_path / "films")
    (place / "long.srt").write_text(SAID)
    import_videos(project, [place])
    extract_cheaply(project)
    row = train_codebook(project, extractor="cheap", levels=2, branching=4, min_points=4)
    tokenize(project)
    made = pretrain(project, preset="tiny", held_out=0.25, recipe=QUICK)

    model = load_model(project)
    assert (model.name, model.codebook.name) == (made.checkpoint.name, row.name)
    told = describe(model).limits
    assert told == made.limits
    assert "Taught 0.6 minutes of video (25 clips in 3 videos) and 2 sentences" in told[0]
    words = model.vocabulary.visual_size
    assert f"of its {words} visual words occurred more than once" in told[2]

    [long] = [video for video in project.videos.all() if video.path.name == "long.mp4"]
    passage = Passage(project.folder, long.id, 0, 8)
    asked = AskCloze(passage, Masking(clips=(3,)), count=words)
    [guessed] = cloze(project, model, asked).clips
    assert {guess.leaf for guess in guessed.top} == set(project.codebooks.paths(row.id))
    assert sum(guess.p for guess in guessed.top) == pytest.approx(1.0, abs=1e-4)
