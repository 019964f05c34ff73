"""One who knows the grammar, and answers as a model does: with beliefs over rows of a table."""

from __future__ import annotations

from collections.abc import Sequence as Rows

import numpy as np
from tokenizers import Tokenizer

from vbert_studio.evaluation.exam import Exam, SeenFilm, seen_film
from vbert_studio.evaluation.films import kitchen_film
from vbert_studio.evaluation.grammar import Grammar
from vbert_studio.evaluation.names import slots
from vbert_studio.evaluation.pairs import about
from vbert_studio.evaluation.reading import Reading
from vbert_studio.evaluation.text import Sayings
from vbert_studio.evaluation.text_to_video import expected_looks
from vbert_studio.kitchen.dishes import recipes
from vbert_studio.kitchen.narration import sentences_of, words_for_object, words_for_verb
from vbert_studio.kitchen.posterior import posterior
from vbert_studio.kitchen.screenplay import Manner, write_screenplay
from vbert_studio.kitchen.truth import truth_of
from vbert_studio.model.sequence import Sequence, Side
from vbert_studio.model.vocabulary import MASK, JointVocabulary
from vbert_studio.tasks.asker import Asker, Belief

BOOK = [recipe for recipe in recipes() if recipe.dish == "omelette"][:4]
CAREFUL = Manner(omitted=0.0, slipped=0.0, chatter=0.0)


def grammar_of_omelettes() -> Grammar:
    return Grammar(BOOK)


def make_exam(grammar: Grammar, tokenizer: Tokenizer, films: int) -> Exam:
    """Films whose tokens are the looks of their clips, and an oracle that is asked about them."""
    vocabulary = JointVocabulary(
        tokenizer.get_vocab_size(), np.arange(len(grammar.looks), dtype=np.int32)
    )
    made = []
    for seed in range(films):
        play = write_screenplay(BOOK[seed % len(BOOK)], seed, voice=None, manner=CAREFUL)
        truth = truth_of(play, seed=seed, split="test", size=(48, 64))
        features = np.zeros((len(truth["clips"]), 4), np.float16)
        film = kitchen_film(f"{seed}", truth, features, tokenizer)
        made.append(seen_film(film, vocabulary.visual_ids(grammar.looks_of(film)), grammar))
    reading = Reading.of_counts(np.eye(len(grammar.looks), dtype=np.int64) * 10**12)
    oracle = Oracle(grammar, tokenizer, vocabulary, made)
    return Exam(oracle, tokenizer, tuple(made), reading, grammar, slots(grammar, tokenizer))


class Oracle(Asker):
    """Answers by the grammar's posterior. Which sentence is being said it is told by the films."""

    def __init__(
        self,
        grammar: Grammar,
        tokenizer: Tokenizer,
        vocabulary: JointVocabulary,
        films: Rows[SeenFilm],
    ) -> None:
        self._grammar = grammar
        self._words = tokenizer
        self._vocabulary = vocabulary
        self._films = films

    @property
    def vocabulary(self) -> JointVocabulary:
        return self._vocabulary

    def beliefs(self, sequences: Rows[Sequence], asked: Rows[np.ndarray]) -> list[list[Belief]]:
        return [
            [self._belief(sequence, int(position), number) for number, position in enumerate(at)]
            for sequence, at in zip(sequences, asked, strict=True)
        ]

    def alignment(self, sequences: Rows[Sequence]) -> np.ndarray:
        return np.array([self._belongs(sequence) for sequence in sequences], np.float32)

    def _belief(self, sequence: Sequence, position: int, number: int) -> Belief:
        if sequence.sides[position] == Side.VIDEO:
            p = self._look(sequence, position)
            return self._as_belief(position, Side.VIDEO, dict(enumerate(p)))
        if (sequence.ids[sequence.text] == MASK).sum() == 2:
            return self._as_belief(position, Side.TEXT, self._name(sequence, number))
        return self._as_belief(position, Side.TEXT, self._piece(sequence, position))

    def _as_belief(self, position: int, side: Side, p: dict[int, float]) -> Belief:
        size = len(self._grammar.looks) if side is Side.VIDEO else self._vocabulary.text_size
        log_p = np.full(size, -100.0)
        for row, share in p.items():
            log_p[row] = np.log(max(share, 1e-40))
        first = self._vocabulary.first_visual if side is Side.VIDEO else 0
        return Belief(position, side, log_p, first)

    def _look(self, sequence: Sequence, position: int) -> np.ndarray:
        ids = sequence.ids[sequence.video]
        if len(sequence.text):
            return expected_looks(self._grammar, self._said(sequence), len(ids))
        evidence = self._grammar.evidence(ids - self._vocabulary.first_visual)
        evidence[ids == MASK] = 1.0
        found = posterior(self._grammar.clip_world, evidence)
        return self._grammar.by_look(found)[list(sequence.video).index(position)]

    def _name(self, sequence: Sequence, slot: int) -> dict[int, float]:
        """Names of one piece, of all steps that look like the video; of all without one."""
        weight = self._grammar.usual.copy()
        if len(sequence.video):
            look = int(sequence.ids[sequence.video[0]]) - self._vocabulary.first_visual
            weight *= self._grammar.evidence([look])[0]
        names = (words_for_verb, words_for_object)[slot]
        found: dict[int, float] = {}
        for step, p in zip(self._grammar.world.steps, weight, strict=False):
            for word, share in names(step).items():
                ids = self._words.encode(word, add_special_tokens=False).ids
                if len(ids) == 1:
                    found[ids[0]] = found.get(ids[0], 0.0) + p * share
        return found

    def _piece(self, sequence: Sequence, position: int) -> dict[int, float]:
        ids = sequence.ids[sequence.text]
        at = list(sequence.text).index(position)
        for film in self._films:
            for said in film.film.sentences:
                fits = len(said.ids) == len(ids) and ((said.ids == ids) | (ids == MASK)).all()
                video = film.tokens[slice(*said.segment)] if said.segment else np.zeros(0)
                if fits and np.array_equal(video, sequence.ids[sequence.video]):
                    step = film.film.steps[said.step]
                    return Sayings.of(sentences_of(step), self._words).at(said.ids, at)
        raise AssertionError("nobody says this")

    def _said(self, sequence: Sequence) -> str:
        ids = sequence.ids[sequence.text]
        said = (said for film in self._films for said in film.film.sentences)
        return next(one.text for one in said if np.array_equal(one.ids, ids))

    def _belongs(self, sequence: Sequence) -> bool:
        looks = set((sequence.ids[sequence.video] - self._vocabulary.first_visual).tolist())
        return looks <= about(self._grammar, self._said(sequence))


class Clueless(Asker):
    """Believes everything equally."""

    def __init__(self, vocabulary: JointVocabulary) -> None:
        self._vocabulary = vocabulary

    @property
    def vocabulary(self) -> JointVocabulary:
        return self._vocabulary

    def beliefs(self, sequences: Rows[Sequence], asked: Rows[np.ndarray]) -> list[list[Belief]]:
        return [
            [self._belief(sequence, int(position)) for position in at]
            for sequence, at in zip(sequences, asked, strict=True)
        ]

    def alignment(self, sequences: Rows[Sequence]) -> np.ndarray:
        return np.full(len(sequences), 0.5, np.float32)

    def _belief(self, sequence: Sequence, position: int) -> Belief:
        side = Side(int(sequence.sides[position]))
        visual = side is Side.VIDEO
        size = self._vocabulary.visual_size if visual else self._vocabulary.text_size
        first = self._vocabulary.first_visual if visual else 0
        return Belief(position, side, np.full(size, -np.log(size)), first)
