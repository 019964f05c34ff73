"""S3D learns from cooking films that are really rendered, encoded and decoded."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.torch import load_file

from vbert_studio.errors import CancelledError
from vbert_studio.kitchen.appearances import appearances
from vbert_studio.kitchen.make import write_film
from vbert_studio.kitchen.screenplay import write_screenplay
from vbert_studio.kitchen.splits import Split, recipes_of
from vbert_studio.kitchen.truth import truth_of
from vbert_studio.media.clips import CLIP_FRAMES
from vbert_studio.progress import Monitor
from vbert_studio.training.s3d.actions import Actions
from vbert_studio.training.s3d.draws import Draws
from vbert_studio.training.s3d.footage import Footage, FootageError, read_footage
from vbert_studio.training.s3d.network import features_of, fresh_network
from vbert_studio.training.s3d.run import train_s3d
from vbert_studio.training.s3d.stages import S3DSettings, Stage
from vbert_studio.visual.s3d import S3DFeatures

STILLS = Stage(side=32, frames=1, strides=(1,), batch=4, steps=3, learning_rate=1e-3)
CLIPS = Stage(side=32, frames=8, strides=(1, 2), batch=2, steps=2, learning_rate=1e-3)
SETTINGS = S3DSettings(stages=(STILLS, CLIPS), save_every=2, evaluate_every=100)


def write_short_film(folder: Path, split: Split, seed: int) -> None:
    """The first steps of a film, silent and small."""
    recipe = recipes_of(split)[0]
    whole = write_screenplay(recipe, seed, voice=None)
    play = replace(whole, steps=whole.steps[:3], lines=())
    truth = truth_of(play, seed=seed, split=split, size=(48, 64))
    write_film(play, folder / split / f"{seed}.mp4", truth)


@pytest.fixture(scope="module")
def films(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two films to learn from, one held out."""
    folder = tmp_path_factory.mktemp("films")
    for split, seed in (("train", 1), ("train", 2), ("validation", 3)):
        write_short_film(folder, split, seed)
    return folder


@pytest.fixture(scope="module")
def footage(films: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Footage]:
    return read_footage(films, "train", 32, tmp_path_factory.mktemp("pictures"))


def test_pictures_lie_beside_the_step_that_they_show(films: Path, footage: list[Footage]):
    film = footage[0]
    truth = json.loads((films / "train" / f"{film.name}.json").read_text())
    assert film.pictures.shape == (film.clips * CLIP_FRAMES, 32, 32, 3)
    for clip, step in enumerate(truth["clips"]):
        told = truth["steps"][step]
        seen = appearances()[film.class_between(clip * CLIP_FRAMES, (clip + 1) * CLIP_FRAMES)]
        assert (told["verb"], told["place"]) == (seen.verb, seen.place)


def test_films_are_decoded_once(films: Path, tmp_path: Path):
    read_footage(films, "validation", 16, tmp_path)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.iterdir()}
    read_footage(films, "validation", 16, tmp_path)
    assert before == {path: path.stat().st_mtime_ns for path in tmp_path.iterdir()}


def test_a_folder_without_films_is_refused_by_name(tmp_path: Path):
    with pytest.raises(FootageError, match="no films") as caught:
        read_footage(tmp_path, "train", 16, tmp_path / "cache")
    assert str(tmp_path) in str(caught.value)


def test_a_batch_depends_on_nothing_but_seed_and_number(footage: list[Footage]):
    one, again, other = (Draws(footage, CLIPS, seed) for seed in (1, 1, 2))
    pictures, classes = one.batch(7)
    assert pictures.shape == (2, 8, 32, 32, 3)
    np.testing.assert_array_equal(pictures, again.batch(7)[0])
    assert not np.array_equal(pictures, other.batch(7)[0])
    assert not np.array_equal(pictures, one.batch(8)[0])
    assert set(classes) <= set(np.concatenate([film.classes for film in footage]))


def test_rare_steps_are_drawn_as_often_as_common_ones(footage: list[Footage]):
    draws = Draws(footage, replace(STILLS, batch=600), seed=0)
    counts = np.bincount(draws.batch(0)[1], minlength=len(appearances()))
    present = np.unique(np.concatenate([film.classes for film in footage]))
    expected = 600 / len(present)
    assert counts[present].max() < 3 * expected


def test_a_still_means_the_same_as_a_clip_in_which_nothing_moves():
    torch.manual_seed(0)
    network = fresh_network(5).eval()
    still = torch.randn(2, 3, 1, 64, 64)
    once = features_of(network, still)
    # In a clip the edges of time are padded with nothing, so only the direction is the same.
    clip = features_of(network, still.expand(2, 3, 16, 64, 64))
    apart = torch.nn.functional.cosine_similarity(once, clip)
    assert apart.min() > 0.98
    assert torch.nn.functional.cosine_similarity(once[:1], clip[1:]).item() < apart.min()


def test_features_of_full_pictures_are_those_that_torchvision_pools():
    torch.manual_seed(0)
    network = S3DFeatures(7).eval()
    clips = torch.randn(1, 3, 16, 224, 224)
    with torch.inference_mode():
        scores = network.scores(network(clips))
        theirs = network.body(clips)
    torch.testing.assert_close(scores, theirs, rtol=1e-4, atol=1e-5)


def test_verbs_and_objects_get_the_probability_of_their_steps():
    actions = Actions()
    steps = appearances()
    slices = [n for n, step in enumerate(steps) if step.verb == "slice"]
    scores = torch.full((1, actions.count), -20.0)
    scores[0, slices] = 5.0
    hits = actions.hits(scores, torch.tensor([slices[-1]]))
    assert bool(hits["verb"])
    spread = actions.loss(scores, torch.tensor([slices[0]]), 0.0)
    # log n for the step; nothing for the verb; log n / 2 for the object, one step of n.
    assert float(spread) == pytest.approx(1.5 * np.log(len(slices)), abs=1e-3)


def test_a_stopped_run_ends_where_an_undisturbed_one_does(films: Path, tmp_path: Path):
    told: list[tuple[int, float]] = []

    def run(out: Path, monitor: Monitor | None = None) -> dict[str, torch.Tensor]:
        done = train_s3d(
            [films],
            out,
            settings=SETTINGS,
            device="cpu",
            metrics=lambda step, numbers: told.append((step, numbers.get("loss", 0.0))),
            monitor=monitor,
        )
        assert done.held_out.keys() == {"held_out_step", "held_out_verb", "held_out_object"}
        return load_file(done.weights)

    whole = run(tmp_path / "whole")
    with pytest.raises(CancelledError):
        run(tmp_path / "stopped", Monitor(cancelled=lambda: len(told) >= 9))
    resumed = run(tmp_path / "stopped")
    assert len(told) < 2 * 5 + 4, "the resumed run began from the start"
    for name, value in whole.items():
        torch.testing.assert_close(resumed[name], value, msg=name)
    S3DFeatures(Actions().count).load_weights(whole)
