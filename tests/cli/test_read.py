"""The whole path in one verb, and the demo without a screen."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Studio


@pytest.mark.weights
def test_read_does_everything_and_then_has_nothing_left_to_do(
    studio: Studio,
    project: Path,
    nasa_video: Path,
    efficientnet_weights: Path,
    whisper_tiny_weights: Path,
) -> None:
    assert studio("add", project, nasa_video).status == 0
    first = studio("read", project, "--json").json
    video = first["shown"]["videos"][0]
    assert first["extractor"] == "efficientnet-lite0-imagenet"
    assert [clip["partial"] for clip in video["clips"]] == [False] * 8 + [True]
    assert None not in [clip["token"] for clip in video["clips"]]
    assert "Space Telescope" in video["sentences"][0]["text"]

    again = studio("read", project, "--json", "--progress", "json")
    assert again.json["shown"] == first["shown"]
    assert '"unit": "clips"' not in again.err


@pytest.mark.weights
def test_the_demo_without_a_screen_answers_and_draws(
    studio: Studio, home: Path, wordpiece_vocabulary: Path
) -> None:
    done = studio("demo", "--headless", "--json")
    assert done.status == 0, done.err
    said = " ".join(sentence["text"] for sentence in done.json["sentences"]).lower()
    assert "slice the tomato" in said
    assert len({token["token"] for token in done.json["tokens"]}) > 100
    sides = {place["modality"]: place for place in done.json["cloze"]}
    assert [*sides["video"]["top"][0]] == ["token", "p"]
    assert [*sides["text"]["top"][0]] == ["word", "p"]
    # What the model says about a recipe that it was never taught, against what is drawn there.
    action = done.json["action"]
    assert action["truth"]["verb"] in [word["word"] for word in action["verbs"]]
    assert action["truth"]["object"] in [word["word"] for word in action["objects"]]
    futures = [tuple(future["tokens"]) for future in done.json["forecasts"]]
    assert len(futures) == len(set(futures)) == 3
    assert 0 < sum(future["p"] for future in done.json["forecasts"]) <= 1
    names = done.json["names"]
    tomatoes = [token for token in done.json["generate"]["tokens"] if "tomato" in names[str(token)]]
    assert tomatoes
    rows = done.json["alignment"]["matrix"]
    assert len(rows) == len(rows[0]) == len(done.json["alignment"]["sentences"])
    picture = Path(done.json["picture"])
    assert picture.is_relative_to(home)
    assert picture.stat().st_size > 50_000


def test_a_picture_that_cannot_be_drawn_says_why(studio: Studio, tmp_path: Path) -> None:
    from vbert_studio.commands.demo import draw_window
    from vbert_studio.errors import StudioError

    with pytest.raises(StudioError) as caught:
        draw_window(tmp_path / "nothing", tmp_path / "no folder" / "window.png")
    assert caught.value.kind == "no_picture"
    assert "doctor" in caught.value.remedy
