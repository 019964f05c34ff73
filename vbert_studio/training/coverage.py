"""How much of a vocabulary films show."""

from __future__ import annotations

import numpy as np

from vbert_studio.model.taught import Taught
from vbert_studio.model.vocabulary import JointVocabulary
from vbert_studio.training.blocks import Films

_CLIP_MINUTES = 1.5 / 60
_LOOKED_AT = 5_000


def coverage_of(films: Films, vocabulary: JointVocabulary) -> Taught:
    """Count what films hold.

    Of more than 5,000 films so many are looked at, evenly spread: then the amounts are estimates,
    and rare words may be missing among those seen.
    """
    step = max(1, -(-len(films) // _LOOKED_AT))
    seen = np.zeros(vocabulary.size, np.int64)
    sentences = looked_at = 0
    for index in range(0, len(films), step):
        film = films[index]
        looked_at += 1
        sentences += len(film.sentences)
        for ids in (film.tokens, *(sentence.ids for sentence in film.sentences)):
            np.add.at(seen, ids, 1)
    scale = len(films) / max(1, looked_at)
    pieces, visual = seen[: vocabulary.text_size], seen[vocabulary.first_visual :]
    clips = round(int(visual.sum()) * scale)
    return Taught(
        films=len(films),
        clips=clips,
        minutes=clips * _CLIP_MINUTES,
        sentences=round(sentences * scale),
        words=round(int(pieces.sum()) * scale),
        pieces_seen=int((pieces > 0).sum()),
        visual_seen=int((visual > 1).sum()),
    )
