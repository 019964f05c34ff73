from dataclasses import replace
from pathlib import Path

import pytest

from vbert_studio.model.checkpoint import Provenance, save_checkpoint
from vbert_studio.model.taught import Taught, limits_of, what_it_cannot_know
from vbert_studio.model.videobert import VideoBert

TAUGHT = Taught(
    films=3,
    clips=200,
    minutes=5.0,
    sentences=40,
    words=400,
    pieces_seen=120,
    visual_seen=30,
    steps=100,
)
SIZES = {"text_size": 30_522, "visual_size": 50}
GOOD = {
    "video_top1": 0.41,
    "video_common": 0.10,
    "text_top1": 0.2,
    "text_common": 0.25,
    "alignment_auc": 0.73,
}


def test_what_was_seen_and_what_was_not_is_counted() -> None:
    said = what_it_cannot_know(TAUGHT, **SIZES, base="minilm-l6")
    assert said[0] == (
        "Taught 5.0 minutes of video (200 clips in 3 videos) and 40 sentences, "
        "beginning from minilm-l6."
    )
    assert "30,402 never: what it knows of them comes from minilm-l6, and no picture" in said[1]
    assert "30 of its 50 visual words occurred more than once; of the other 20" in said[2]
    assert "Nothing was held out, so nobody knows how good it is." in said


def test_words_that_nothing_gave_are_unknown() -> None:
    said = " ".join(what_it_cannot_know(TAUGHT, **SIZES, base=""))
    assert "beginning from nothing" in said
    assert "30,402 never: of those it knows nothing." in said


@pytest.mark.parametrize(("text_top1", "worthless"), [(0.2, True), (0.25, True), (0.3, False)])
def test_guesses_no_better_than_the_commonest_are_called_worthless(
    text_top1: float, worthless: bool
) -> None:
    taught = replace(TAUGHT, held_out=GOOD | {"text_top1": text_top1})
    video, words, alignment = what_it_cannot_know(taught, **SIZES, base="")[3:6]
    assert "41% of hidden visual tokens" in video
    assert "finds 10%." in video
    assert words.endswith("worth nothing yet.") is worthless
    assert "chooses right 73% of the time; a coin does 50%" in alignment


def test_a_checkpoint_tells_without_being_loaded(model: VideoBert, tmp_path: Path) -> None:
    provenance = Provenance("c0de", "small", base="minilm-l6", taught=TAUGHT)
    save_checkpoint(model, provenance, tmp_path / "one", half=True)
    assert limits_of(tmp_path / "one") == provenance.limits(model.vocabulary)
    save_checkpoint(model, Provenance("c0de", "small"), tmp_path / "two", half=True)
    assert limits_of(tmp_path / "two") == ()
    assert limits_of(tmp_path / "nowhere") == ()
