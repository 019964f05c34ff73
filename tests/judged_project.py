"""The small project with a tiny model that knows nothing, and pairs that somebody has judged."""

from __future__ import annotations

from pathlib import Path

import torch

from tests.small_project import EXTRACTOR, VERBS, make_codebook, make_small_project
from vbert_studio.language.wordpiece import load_wordpiece
from vbert_studio.model.checkpoint import Provenance, save_checkpoint
from vbert_studio.model.presets import PRESETS
from vbert_studio.model.videobert import VideoBert
from vbert_studio.model.vocabulary import JointVocabulary
from vbert_studio.project import Project
from vbert_studio.project.operations import MakePairs, NewPair
from vbert_studio.project.pairs import Judgement


def make_judged_project(folder: Path) -> Path:
    """Make it. Whoever judged the pairs liked the first three actions, wherever they are said.

    It needs the WordPiece vocabulary.
    """
    make_small_project(folder, model=False)
    book = make_codebook()
    with Project.open(folder) as project:
        pairs = []
        for video in project.videos.all():
            for s in project.transcripts.sentences(video.id):
                liked = s.text.split()[1] in VERBS[:3]
                judgement = Judgement.ALIGNED if liked else Judgement.NOT_ALIGNED
                for by in (0.0, 1.5, 3.0):
                    times = s.start_s + by, s.end_s + by
                    pairs.append(NewPair(video.id, *times, s.text, s.id, judgement))
        project.edit(MakePairs(tuple(pairs), "import"))
        torch.manual_seed(1)
        words = JointVocabulary(load_wordpiece().get_vocab_size(), book.leaves)
        place = project.checkpoints_folder / "tiny"
        model = VideoBert(words, PRESETS["tiny"])
        save_checkpoint(model, Provenance(book.digest, EXTRACTOR), place, half=False)
        project.checkpoints.add("tiny", folder=place, codebook="codebook-1", base="")
    return folder
