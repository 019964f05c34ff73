"""Films with features: computed once, kept, and what belongs to what."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest
from tokenizers import Tokenizer

from tests.jobs.cheap import Cheap
from vbert_studio.errors import CancelledError
from vbert_studio.evaluation.films import EvaluationError, film_from_truth, training_film
from vbert_studio.evaluation.kitchen_data import features_folder, read_films
from vbert_studio.model.vocabulary import JointVocabulary
from vbert_studio.progress import Monitor
from vbert_studio.visual.codebook import fit_codebook


class Counted(Cheap):
    """Counts the clips that it is given."""

    def __init__(self) -> None:
        self.clips = 0

    def features(self, clips: np.ndarray) -> np.ndarray:
        self.clips += len(clips)
        return super().features(clips)


def no_extractor() -> Cheap:
    raise AssertionError("nothing is missing")


def test_features_are_computed_once(kitchen: Path, tokenizer: Tokenizer, tmp_path: Path) -> None:
    counted = Counted()
    first = read_films(kitchen, lambda: counted, tokenizer, kept=tmp_path)
    assert counted.clips == sum(len(film.clips) for film in first)
    again = read_films(kitchen, no_extractor, tokenizer, kept=tmp_path)
    assert [film.name for film in again] == [film.name for film in first]
    for one, other in zip(first, again, strict=True):
        np.testing.assert_array_equal(one.features, other.features)


def test_a_film_is_what_its_truth_says(kitchen: Path, tokenizer: Tokenizer, tmp_path: Path) -> None:
    films = read_films(kitchen, Cheap, tokenizer, kept=tmp_path)
    assert [film.split for film in films].count("test") == 2
    for film in films:
        assert len(film.features) == len(film.clips)
        assert film.clips.max() < len(film.steps)
        for said in film.sentences:
            assert 100 not in said.ids  # no unknown word
            pieces = tokenizer.decode(said.ids.tolist())
            assert pieces.replace(" ", "") == said.text.lower().replace(" ", "")
            if said.step is not None:
                assert len(film.clips_of(said.step))


def test_one_split_alone(kitchen: Path, tokenizer: Tokenizer, tmp_path: Path) -> None:
    films = read_films(kitchen, Cheap, tokenizer, kept=tmp_path, splits=["test"])
    assert [film.split for film in films] == ["test", "test"]
    assert films[0].name.startswith("test/00000-")
    (first,) = read_films(kitchen, Cheap, tokenizer, kept=tmp_path, splits=["test"], most=1)
    assert first.name == films[0].name
    assert not (tmp_path / "train").exists()


def test_work_that_was_stopped_goes_on(kitchen: Path, tokenizer: Tokenizer, tmp_path: Path) -> None:
    finished = Monitor(cancelled=lambda: any(tmp_path.rglob("*.npz")))
    with pytest.raises(CancelledError):
        read_films(kitchen, Cheap, tokenizer, kept=tmp_path, monitor=finished)
    (kept,) = tmp_path.rglob("*.npz")
    counted = Counted()
    films = read_films(kitchen, lambda: counted, tokenizer, kept=tmp_path)
    done = next(film for film in films if film.name.endswith(kept.stem))
    assert counted.clips == sum(len(film.clips) for film in films) - len(done.clips)


def test_another_film_under_the_same_name_is_looked_at_again(
    kitchen: Path, tokenizer: Tokenizer, tmp_path: Path
) -> None:
    mine = tmp_path / "mine"
    shutil.copytree(kitchen / "test", mine / "test")
    read_films(mine, Cheap, tokenizer, kept=tmp_path / "kept", splits=["test"])
    truth = min((mine / "test").glob("*.json"))
    other = sorted((kitchen / "train").glob("*.json"))[0]
    shutil.copy(other, truth)
    shutil.copy(other.with_suffix(".mp4"), truth.with_suffix(".mp4"))
    counted = Counted()
    read_films(mine, lambda: counted, tokenizer, kept=tmp_path / "kept", splits=["test"])
    assert counted.clips


def test_a_film_and_its_truth_must_agree(
    kitchen: Path, tokenizer: Tokenizer, tmp_path: Path
) -> None:
    mine = tmp_path / "mine"
    shutil.copytree(kitchen / "test", mine / "test")
    film = min((mine / "test").glob("*.mp4"))
    other = sorted((kitchen / "train").glob("*.mp4"))[0]
    shutil.copy(other, film)
    with pytest.raises(EvaluationError, match="clips, its truth") as caught:
        read_films(mine, Cheap, tokenizer, kept=tmp_path / "kept", splits=["test"])
    assert caught.value.kind == "truth_differs"


def test_what_is_no_film_of_the_kitchen(tokenizer: Tokenizer, tmp_path: Path) -> None:
    with pytest.raises(EvaluationError) as caught:
        read_films(tmp_path, Cheap, tokenizer, kept=tmp_path / "kept")
    assert caught.value.kind == "no_films"
    for number, text in enumerate(("[1, 2", "[1, 2]", '{"version": 0}')):
        truth = tmp_path / f"{number}.json"
        truth.write_text(text, encoding="utf-8")
        with pytest.raises(EvaluationError, match=truth.name) as caught:
            film_from_truth(truth, np.zeros((1, 4), np.float16), tokenizer)
        assert caught.value.kind == "bad_truth"


def test_what_the_model_is_taught(kitchen: Path, tokenizer: Tokenizer, tmp_path: Path) -> None:
    films = read_films(kitchen, Cheap, tokenizer, kept=tmp_path)
    codebook = fit_codebook(np.concatenate([film.features for film in films]), levels=2)
    vocabulary = JointVocabulary(tokenizer.get_vocab_size(), codebook.leaves)
    for film in films:
        taught = training_film(film, codebook, vocabulary)
        leaves = vocabulary.leaves_of(taught.tokens)
        np.testing.assert_array_equal(leaves, codebook.encode(film.features))
        assert len(taught.sentences) == sum(said.segment is not None for said in film.sentences)


def test_other_weights_have_another_place(tmp_path: Path, efficientnet_weights: Path) -> None:
    place = features_folder(tmp_path, "efficientnet-lite0-imagenet")
    assert place.name == "efficientnet-lite0-imagenet-579344248a93"
