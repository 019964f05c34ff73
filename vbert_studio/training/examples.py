"""Examples by the three published regimes, each a pure function of the seed and its number.

So training that stops resumes with the very example it would have seen next, and nothing has to be
kept for it but a number.
"""

from __future__ import annotations

from collections.abc import Sequence as Rows
from dataclasses import dataclass
from enum import Enum

import numpy as np

from vbert_studio.model.sequence import Order, Sequence, build_sequence
from vbert_studio.model.vocabulary import Ids, JointVocabulary
from vbert_studio.training.blocks import Block, Blocks, Films
from vbert_studio.training.films import TrainingPair, TrainingSentence

_LONE_VIDEO = 16  # visual tokens of a segment where nobody speaks
_TRIES = 20


class Regime(Enum):
    """What an example consists of."""

    TEXT = "text"
    VIDEO = "video"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class ExampleSettings:
    """What is drawn how often.

    Attributes:
        text: share of the text-only regime.
        video: share of the video-only regime; the rest is text and video.
        misaligned: share of the pairs whose video belongs to another sentence.
        hard: share of those whose video is from the same film.
        concatenated: probability of taking one more neighbouring sentence, and again.
        slowest: visual tokens are subsampled with a random step of 1 to this.
        subsampled: share of the examples in which that is done; the others keep the pace of the
            video. Who is shown every pace alike cannot tell a short past's, and takes what goes on
            for what is over.
        video_first: share of the pairs in which the video stands first.
        longest: a sequence has at most this many tokens.
        judged: share of the pairs that are ones a person has judged, where there are any.
    """

    text: float = 0.15
    video: float = 0.25
    misaligned: float = 0.5
    hard: float = 0.5
    concatenated: float = 0.5
    slowest: int = 5
    subsampled: float = 1.0
    video_first: float = 0.5
    longest: int = 128
    judged: float = 0.5


@dataclass(frozen=True, slots=True, eq=False)
class Example:
    """A sequence, and whether its sides belong together; None when it has one side."""

    sequence: Sequence
    aligned: bool | None


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Neighbouring sentences ``[first, end)`` of a film, with the clips that they lie on."""

    film: int
    first: int
    end: int
    clips: tuple[int, int]


class Examples:
    """Draws examples from films.

    Args:
        films: what to learn from; read a block at a time.
        vocabulary: the rows of their ids.
        settings: what is drawn how often.
        seed: of every draw.
        pairs: judged by a person.

    Raises:
        ExamplesError: no film has a token.
    """

    def __init__(
        self,
        films: Films,
        vocabulary: JointVocabulary,
        settings: ExampleSettings | None = None,
        *,
        seed: int = 0,
        pairs: Rows[TrainingPair] = (),
    ) -> None:
        self.vocabulary = vocabulary
        self._settings = settings or ExampleSettings()
        self._seed = seed
        self._pairs = pairs
        self._blocks = Blocks(films, seed=seed)
        self._block: Block = self._blocks.of(0)

    def __getitem__(self, number: int) -> Example:
        """Example `number`, of as many as are wanted."""
        rng = np.random.default_rng([self._seed, number])
        self._block = self._blocks.of(number)
        regime = self._regime(rng)
        if regime is Regime.TEXT:
            return self._text_only(rng)
        if regime is Regime.VIDEO:
            return self._video_only(rng)
        if self._pairs and rng.random() < self._settings.judged:
            return self._judged(rng)
        return self._pair(rng)

    def _regime(self, rng: np.random.Generator) -> Regime:
        draw = rng.random()
        if not self._block.sentences or draw < self._settings.video:
            return Regime.VIDEO
        if draw < self._settings.video + self._settings.text:
            return Regime.TEXT
        return Regime.BOTH

    def _text_only(self, rng: np.random.Generator) -> Example:
        words = self._words(self._stretch(rng))[: self._settings.longest - 2]
        return Example(build_sequence(self.vocabulary, words), None)

    def _video_only(self, rng: np.random.Generator) -> Example:
        film = self._block.films[int(rng.integers(len(self._block.films)))]
        wanted = _LONE_VIDEO * int(rng.integers(1, self._settings.slowest + 1))
        # It ends anywhere: else the end of a row would mean the end of the film, and whoever asks
        # what comes next would always be told the last step.
        end = int(rng.integers(1, len(film.tokens) + 1))
        tokens = film.tokens[max(0, end - wanted) : end]
        tokens = self._paced(tokens, rng)
        tokens = tokens[: self._settings.longest - 3]
        return Example(build_sequence(self.vocabulary, (), tokens), None)

    def _pair(self, rng: np.random.Generator) -> Example:
        said = self._stretch(rng)
        other = self._other(said, rng) if rng.random() < self._settings.misaligned else None
        words = self._words(said)
        tokens = self._paced(self._tokens(other or said), rng)
        return self._example(words, tokens, rng, aligned=other is None)

    def _judged(self, rng: np.random.Generator) -> Example:
        pair = self._pairs[int(rng.integers(len(self._pairs)))]
        return self._example(pair.ids, pair.tokens, rng, aligned=pair.aligned)

    def _example(
        self, words: Ids, tokens: Ids, rng: np.random.Generator, *, aligned: bool
    ) -> Example:
        words, tokens = cut_to(words, tokens, self._settings.longest - 3)
        first = rng.random() < self._settings.video_first
        order = Order.VIDEO_FIRST if first else Order.TEXT_FIRST
        return Example(build_sequence(self.vocabulary, words, tokens, order), aligned)

    def _stretch(self, rng: np.random.Generator, film: int | None = None) -> _Stretch:
        """A sentence and, by chance, some that follow it; of this film or of any."""
        if film is None:
            film, first = self._block.place_of(int(rng.integers(self._block.sentences)))
        else:
            first = int(rng.integers(len(self._block.films[film].sentences)))
        sentences = self._block.films[film].sentences
        end = first + 1
        while end < len(sentences) and rng.random() < self._settings.concatenated:
            end += 1
        taken = sentences[first:end]
        clips = min(s.first for s in taken), max(s.end for s in taken)
        return _Stretch(film, first, end, clips)

    def _other(self, said: _Stretch, rng: np.random.Generator) -> _Stretch | None:
        """A stretch whose video does not belong to what is said, or None if none was found."""
        hard = rng.random() < self._settings.hard
        for _ in range(_TRIES):
            other = self._stretch(rng, said.film if hard else None)
            if (other.film == said.film) is hard and not self._belongs(said, other):
                return other
        return None

    def _belongs(self, said: _Stretch, other: _Stretch) -> bool:
        """Whether the other video could just as well be the video of what is said."""
        if said.film == other.film and _overlap(said.clips, other.clips):
            return True
        mine = {s.ids.tobytes() for s in self._sentences(said)}
        if mine & {s.ids.tobytes() for s in self._sentences(other)}:
            return True
        return np.array_equal(self._tokens(said), self._tokens(other))

    def _paced(self, tokens: Ids, rng: np.random.Generator) -> Ids:
        if self._settings.subsampled < 1 and rng.random() >= self._settings.subsampled:
            return tokens
        return _subsampled(tokens, self._settings.slowest, rng)

    def _tokens(self, stretch: _Stretch) -> Ids:
        return self._block.films[stretch.film].tokens[slice(*stretch.clips)]

    def _sentences(self, stretch: _Stretch) -> Rows[TrainingSentence]:
        return self._block.films[stretch.film].sentences[stretch.first : stretch.end]

    def _words(self, stretch: _Stretch) -> Ids:
        return np.concatenate([s.ids for s in self._sentences(stretch)])


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _subsampled(tokens: Ids, slowest: int, rng: np.random.Generator) -> Ids:
    """Every k-th token from a random place on, with a random k that leaves at least one."""
    step = int(rng.integers(1, min(slowest, max(1, len(tokens))) + 1))
    return tokens[int(rng.integers(step)) :: step]


def cut_to(words: Ids, tokens: Ids, longest: int) -> tuple[Ids, Ids]:
    """Shorten the longer side until both fit."""
    half = longest // 2
    if len(words) + len(tokens) <= longest:
        return words, tokens
    if len(words) <= half:
        return words, tokens[: longest - len(words)]
    if len(tokens) <= half:
        return words[: longest - len(tokens)], tokens
    return words[:half], tokens[: longest - half]
