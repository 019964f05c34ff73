"""A linear classifier learns what can be learned from features, and survives a file."""

from __future__ import annotations

import dataclasses

import numpy as np
from tokenizers import Tokenizer

from tests.evaluation.oracle import BOOK
from vbert_studio.evaluation.films import KitchenFilm, kitchen_film
from vbert_studio.evaluation.supervised import Supervised
from vbert_studio.kitchen.screenplay import write_screenplay
from vbert_studio.kitchen.truth import truth_of

_NOISE = 0.3


def film_of(seed: int, tokenizer: Tokenizer, codes: dict[str, np.ndarray]) -> KitchenFilm:
    """Each verb and each object has a direction of its own, and there is noise."""
    play = write_screenplay(BOOK[seed % len(BOOK)], seed, voice=None)
    truth = truth_of(play, seed=seed, split="train", size=(48, 64))
    film = kitchen_film("toy", truth, np.zeros((len(truth["clips"]), 48), np.float16), tokenizer)
    rng = np.random.default_rng(seed)
    shown = [film.steps[step] for step in film.clips]
    plain = np.stack([_code(codes, step.verb) + _code(codes, step.object) for step in shown])
    noisy = plain + rng.normal(0, _NOISE, plain.shape)
    return dataclasses.replace(film, features=noisy.astype(np.float16))


def _code(codes: dict[str, np.ndarray], name: str) -> np.ndarray:
    return codes.setdefault(name, np.random.default_rng(len(codes)).normal(0, 1, 48))


def test_it_learns_verbs_and_objects(tokenizer: Tokenizer) -> None:
    codes: dict[str, np.ndarray] = {}
    taught = Supervised.fit([film_of(seed, tokenizer, codes) for seed in range(12)])
    again = Supervised.of_arrays(taught.arrays())
    right = []
    for film in (film_of(seed, tokenizer, codes) for seed in range(20, 24)):
        for number, step in enumerate(film.steps):
            features = film.features[film.clips_of(number)]
            verbs, objects = taught.ranked(features)
            right += [verbs[0] == step.verb, objects[0] == step.object]
            assert again.ranked(features)[0][0] == verbs[0]  # half precision changes no answer
    assert np.mean(right) > 0.9
