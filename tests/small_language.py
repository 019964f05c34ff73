"""A language small enough to be learned in seconds, whose regularities are known.

Six actions. Each is said with a word of its own between two words that say nothing, and looks
like one of two visual words of its own, for two to four clips. After an action comes the next one
in a circle, or, with a probability of 0.3, the one after that.
"""

from __future__ import annotations

import numpy as np

from vbert_studio.model.vocabulary import JointVocabulary
from vbert_studio.training.films import TrainingFilm, TrainingSentence

ACTIONS, LOOKS = 6, 2
SKIP = 0.3
VOCABULARY = JointVocabulary(1200, np.arange(ACTIONS * LOOKS, dtype=np.int32))


def word_of(action: int) -> int:
    """The WordPiece of an action."""
    return 1010 + action


def looks_of(action: int) -> range:
    """The visual ids of an action."""
    first = VOCABULARY.first_visual + action * LOOKS
    return range(first, first + LOOKS)


def actions_seen(ids: np.ndarray) -> set[int]:
    """The actions of visual ids."""
    return set(((ids - VOCABULARY.first_visual) // LOOKS).tolist())


def actions_said(ids: np.ndarray) -> set[int]:
    """The actions of WordPieces."""
    return {int(i) - 1010 for i in ids if 1010 <= i < 1010 + ACTIONS}


def make_films(count: int = 20, actions: int = 8, seed: int = 0) -> list[TrainingFilm]:
    """Films of so many actions."""
    rng = np.random.default_rng(seed)
    return [_film(actions, rng) for _ in range(count)]


def _film(actions: int, rng: np.random.Generator) -> TrainingFilm:
    tokens: list[int] = []
    sentences = []
    action = int(rng.integers(ACTIONS))
    for _ in range(actions):
        first = len(tokens)
        tokens += rng.choice(looks_of(action), int(rng.integers(2, 5))).tolist()
        ids = np.array([1000, word_of(action), 1001], np.int64)
        sentences.append(TrainingSentence(ids, first, len(tokens)))
        action = (action + (2 if rng.random() < SKIP else 1)) % ACTIONS
    return TrainingFilm(np.array(tokens, np.int64), tuple(sentences))
