"""What belongs where something is hidden?"""

from __future__ import annotations

from vbert_studio.jobs.questions.loaded import LoadedModel
from vbert_studio.jobs.questions.reading import HiddenClip, HiddenWord, Reading, read_passage
from vbert_studio.jobs.requests import (
    AskCloze,
    ClipGuessed,
    ClozeAnswer,
    LeafGuess,
    Together,
    WordGuess,
    WordGuessed,
    WordPlace,
)
from vbert_studio.model.vocabulary import Ids
from vbert_studio.project import Project
from vbert_studio.tasks.asker import Belief
from vbert_studio.tasks.filling import fill
from vbert_studio.tasks.meanings import Meanings, named_alike
from vbert_studio.tasks.words import believed_words, spelled


def cloze(project: Project, model: LoadedModel, asked: AskCloze) -> ClozeAnswer:
    """Guess everything that is hidden, each place by itself. Raises like `read_passage`."""
    reading = read_passage(project, model, asked.passage, asked.masking)
    hidden = reading.hidden
    believed = model.asker.beliefs([reading.sequence], [hidden])[0] if len(hidden) else []
    beliefs = {belief.position: belief for belief in believed}
    meanings = None if asked.single_words else _meanings(project, model)
    return ClozeAnswer(
        checkpoint=model.name,
        tokens=reading.tokens,
        clips=tuple(
            _clip(model, one, beliefs[one.position], asked.count, meanings) for one in reading.clips
        ),
        words=tuple(_word(model, reading, one, beliefs, asked.count) for one in reading.words),
        together=_together(model, reading) if asked.together and len(hidden) else None,
    )


def leaf_guesses(model: LoadedModel, top: list[tuple[int, float]]) -> tuple[LeafGuess, ...]:
    """Visual ids with their probabilities as leaves."""
    leaves = model.leaves([id_ for id_, _ in top])
    return tuple(LeafGuess(leaf, p) for leaf, (_, p) in zip(leaves, top, strict=True))


def _meanings(project: Project, model: LoadedModel) -> Meanings:
    return named_alike(model.vocabulary, project.words.names(model.codebook.id))


def _clip(
    model: LoadedModel, one: HiddenClip, belief: Belief, count: int, meanings: Meanings | None
) -> ClipGuessed:
    right = int(model.vocabulary.visual_ids([one.truth])[0])
    if meanings is not None:
        belief = meanings.summed(belief)
        right = meanings.standing_for(belief, right)
    return ClipGuessed(
        clip=one.clip,
        position=one.position,
        top=leaf_guesses(model, belief.top(count)),
        truth=one.truth,
        truth_p=belief.p_of(right),
        right=model.leaves([right])[0],
    )


def _word(
    model: LoadedModel, reading: Reading, one: HiddenWord, beliefs: dict[int, Belief], count: int
) -> WordGuessed:
    found = believed_words(
        model.asker,
        model.words,
        reading.sequence,
        [beliefs[position] for position in one.positions.tolist()],
        count=count,
        truth=one.truth,
    )
    return WordGuessed(
        place=one.place,
        positions=tuple(one.positions.tolist()),
        top=tuple(WordGuess(candidate.word, candidate.p) for candidate in found.top),
        truth=spelled(model.words, one.truth),
        truth_p=found.truth_p,
    )


def _together(model: LoadedModel, reading: Reading) -> Together:
    filled = fill(model.asker, reading.sequence, reading.hidden).sequence
    leaves = model.leaves([int(filled.ids[one.position]) for one in reading.clips])
    return Together(
        clips=tuple((one.clip, leaf) for one, leaf in zip(reading.clips, leaves, strict=True)),
        words=tuple(_filled_word(model, one, filled.ids) for one in reading.words),
    )


def _filled_word(model: LoadedModel, one: HiddenWord, ids: Ids) -> tuple[WordPlace, str]:
    return one.place, spelled(model.words, ids[one.positions])
