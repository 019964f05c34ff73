"""What a model is asked to fill its tiers, and how its answers are kept; without a model."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from timeline_samples import made_up

from vbert_studio.jobs.requests import (
    AskPairs,
    AskSurprise,
    PairsAnswer,
    SurpriseAnswer,
    VideoBertLoaded,
)
from vbert_studio.ui.model_tiers.alignment import AlignmentFilling
from vbert_studio.ui.model_tiers.filler import Job
from vbert_studio.ui.model_tiers.store import keep, recall
from vbert_studio.ui.model_tiers.surprise import SurpriseFilling
from vbert_studio.ui.timeline.content import Absence, TextTrack

MODEL = VideoBertLoaded(
    checkpoint="model",
    codebook="words",
    base="",
    layers=2,
    heads=2,
    hidden=32,
    longest=64,
    visual_words=12,
    parameters=1000,
    device="cpu",
)
PROJECT = Path("project")


def test_alignment_asks_a_few_sentences_on_the_clips_under_them() -> None:
    filling, content = AlignmentFilling(), made_up(300.0)
    said = content.sentences
    assert isinstance(said, TextTrack)
    silent = replace(content, sentences=replace(said, texts=(" ", *said.texts[1:])))
    job = filling.job_of(silent, MODEL)
    assert job is not None
    questions = filling.questions(PROJECT, silent, job)
    rows = [row for question in questions for row in question.rows]
    assert rows == list(range(1, len(said.texts) - 1))  # the last one lies behind all clips
    asked = [question.request for question in questions]
    assert all(isinstance(request, AskPairs) for request in asked)
    assert max(len(request.pairs) for request in asked) == 16
    first = asked[0].pairs[0]  # said from 3.6 to 6.9 s, on clips of 1.5 s
    assert (first.first_clip, first.end_clip) == (2, 5)
    assert first.text == said.texts[1]
    track = filling.with_answer(filling.empty(job), (1, 3), PairsAnswer("model", (0.25, 0.75)))
    assert track.p[[1, 3]].tolist() == [0.25, 0.75]
    assert np.isnan(track.p).sum() == len(said.texts) - 2


def test_a_job_is_another_one_when_anything_is_said_otherwise() -> None:
    filling, content = AlignmentFilling(), made_up()
    said = content.sentences
    assert isinstance(said, TextTrack)
    job = filling.job_of(content, MODEL)
    assert job == filling.job_of(made_up(), MODEL)
    other = replace(content, sentences=replace(said, texts=("Else.", *said.texts[1:])))
    assert filling.job_of(other, MODEL) != job
    unsaid = replace(content, sentences=Absence("nothing is said"))
    assert filling.job_of(unsaid, MODEL) is None


def test_surprise_asks_every_clip_that_has_a_token_once() -> None:
    filling, content = SurpriseFilling(), made_up(300.0)
    job = filling.job_of(content, MODEL)
    assert job is not None
    questions = filling.questions(PROJECT, content, job)
    assert [row for question in questions for row in question.rows] == list(range(job.rows))
    first = questions[1].request
    assert isinstance(first, AskSurprise)
    assert (first.first_clip, first.end_clip) == (32, 64)
    ones = np.ones(32, np.float32)
    answer = SurpriseAnswer("model", 2 * ones, ones.astype(np.int32), ones / 2)
    track = filling.with_answer(filling.empty(job), questions[1].rows, answer)
    assert track.known == 32
    assert track.nats[32:64].tolist() == [2.0] * 32


def test_what_was_answered_is_found_again_under_its_key_alone() -> None:
    filling, job = SurpriseFilling(), Job(1, "a model", 12, 2)
    known = replace(
        filling.empty(job), nats=np.array([1, 2], np.float32), best=np.array([3, 4], np.int32)
    )
    keep("surprise", "k" * 32, filling.arrays_of(known))
    found = recall("surprise", "k" * 32)
    assert found is not None
    again = filling.track_of(found, job)
    np.testing.assert_array_equal(again.nats, known.nats)
    assert (again.checkpoint, again.blind) == ("a model", known.blind)
    assert recall("surprise", "x" * 32) is None
    assert recall("alignment", "k" * 32) is None
    with pytest.raises(ValueError, match="another number"):
        filling.track_of(found, replace(job, rows=3))


def test_a_damaged_cache_is_as_good_as_none(home: Path) -> None:
    keep("surprise", "k" * 32, {"nats": np.ones(1, np.float32)})
    [file] = (home / "cache" / "surprise").iterdir()
    file.write_bytes(file.read_bytes()[:40])
    assert recall("surprise", "k" * 32) is None
