"""A name or a number that nobody knows is refused at once, and never passed over in silence."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from vbert_studio.language.recognise import Recogniser, languages_by_name
from vbert_studio.project import Project

if TYPE_CHECKING:
    from conftest import Studio


@pytest.fixture
def added(studio: Studio, project: Path, film: Path) -> Path:
    """A project with one film of four seconds."""
    assert studio("add", project, film).status == 0
    return project


def refused(studio: Studio, kind: str, *typed: object) -> str:
    """What a verb says that must refuse with an error of this kind."""
    ran = studio(*typed, "--json")
    assert ran.status == 1
    error = ran.json["error"]
    assert error["kind"] == kind
    assert error["remedy"]
    return f"{error['message']} {error['remedy']}"


@pytest.mark.parametrize(
    "line",
    [
        "export P transcripts --video 9",
        "export P annotations --video 9",
        "export P features --video 9",
        "pairs list P --video 9",
        "pairs export P --video 9",
        "annotations list P --video 9",
        "annotations add P 9 stir --start 0 --end 1",
        "fine-tune P --video 9",
        "transcribe P --video 9",
    ],
)
@pytest.mark.usefixtures("whisper_tiny_weights")
def test_a_video_that_there_is_not(studio: Studio, added: Path, line: str) -> None:
    typed = [added if word == "P" else word for word in line.split()]
    assert "number 9" in refused(studio, "no_such_video", *typed)
    assert not (added / "exports").exists()


def test_an_option_that_would_change_nothing(studio: Studio, added: Path) -> None:
    said = refused(studio, "no_such_choice", "export", added, "words", "--video", 1)
    assert said == "Words cannot be chosen by --video. Leave out --video."
    refused(studio, "no_such_choice", "export", added, "tokens", "--extractor", "s3d-kitchen")


@pytest.mark.parametrize(
    "line",
    ["extract P", "read P", "codebook train P", "export P features", "evaluate --films 1"],
)
@pytest.mark.usefixtures("wordpiece_vocabulary")
def test_an_extractor_that_there_is_not(studio: Studio, added: Path, line: str) -> None:
    typed = [added if word == "P" else word for word in line.split()]
    said = refused(studio, "unknown_model", *typed, "--extractor", "abacus")
    assert "'abacus'" in said
    assert "efficientnet-lite0-imagenet" in said
    assert "whisper" not in said, "what is named is what would do"
    said = refused(studio, "not_an_extractor", *typed, "--extractor", "whisper-tiny.en")
    assert "'whisper-tiny.en' is a model of the kind asr" in said


def test_a_recogniser_that_there_is_not(studio: Studio, added: Path) -> None:
    said = refused(studio, "not_a_recogniser", "transcribe", added, "--model", "s3d-kitchen")
    assert "whisper-tiny.en" in said
    refused(studio, "not_a_recogniser", "read", added, "--model", "s3d-kitchen")


@pytest.mark.usefixtures("whisper_tiny_weights")
def test_a_language_that_the_model_does_not_know(studio: Studio, added: Path) -> None:
    for language in ("xx", "de"):
        said = refused(studio, "no_such_language", "transcribe", added, "--language", language)
        assert f"whisper-tiny.en knows no language '{language}'. It knows en alone" in said
    with Project.open(added, "read") as project:
        assert project.transcripts.current(1) is None
        assert project.videos.problems() == []
    assert studio("transcribe", added, "--language", "en").status == 0


@pytest.mark.parametrize("model", ["whisper-tiny.en", "whisper-base"])
def test_nothing_is_fetched_for_a_language_that_no_model_knows(
    studio: Studio, added: Path, home: Path, model: str
) -> None:
    line = ("transcribe", added, "--model", model, "--language", "xx")
    said = refused(studio, "no_such_language", *line)
    assert f"{model} knows no language 'xx'." in said
    assert "is fetched" not in said
    assert not list(home.rglob("*whisper*"))
    refused(studio, "not_a_recogniser", *line[:3], "s3d-kitchen", *line[4:])


@pytest.mark.usefixtures("whisper_tiny_weights")
def test_the_name_tells_what_the_model_itself_tells() -> None:
    assert Recogniser("whisper-tiny.en").languages == languages_by_name("whisper-tiny.en")
    assert {"de", "en"} < set(languages_by_name("whisper-base"))


def test_the_doctor_finds_no_project(studio: Studio, tmp_path: Path) -> None:
    assert "vbert-studio new" in refused(studio, "no_project", "doctor", tmp_path / "NOTHERE")
    assert "vbert-studio new" in refused(studio, "no_project", "doctor", tmp_path)


def test_an_annotation_beyond_the_end(studio: Studio, added: Path) -> None:
    add = ("annotations", "add", added, 1, "stir")
    said = refused(studio, "no_such_time", *add, "--start", 1, "--end", 99)
    assert "film.mp4 does not go on from 1 to 99 s: it is 4.0 s long." in said
    refused(studio, "no_such_time", *add, "--start", 5, "--end", 4)
    assert studio("annotations", "list", added, "--json").json["annotations"] == []
    assert studio(*add, "--start", 1, "--end", 4.05).status == 0
    [kept] = studio("annotations", "list", added, "--json").json["annotations"]
    assert kept["end_s"] == pytest.approx(4.0, abs=0.03)


@pytest.mark.parametrize("line", ["kitchen build K", "train-s3d K FILMS", "extract P"])
def test_a_device_that_nobody_makes(
    studio: Studio, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = studio(*line.split(), "--device", "toaster")
    assert ran.status == 2
    assert "toaster" in ran.err
    assert "cuda" in ran.err
    assert not Path("K").exists()


@pytest.mark.parametrize("line", ["kitchen build K", "train-s3d K FILMS"])
def test_a_device_that_is_not_here(
    studio: Studio, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("vbert_studio.visual.devices.available_devices", lambda: ["cpu"])
    assert "auto, cpu" in refused(studio, "no_such_device", *line.split(), "--device", "cuda")
    assert not Path("K").exists()


def test_a_model_that_there_is_not(studio: Studio, added: Path) -> None:
    said = refused(studio, "no_such_checkpoint", "checkpoints", "use", added, "no-such")
    assert "no checkpoint called no-such" in said
    assert "It has: videobert-kitchen-small." in said


def test_a_file_that_is_not_the_models(studio: Studio, tmp_path: Path, home: Path) -> None:
    wrong = tmp_path / "shopping list.txt"
    wrong.write_text("eggs")
    said = refused(studio, "wrong_sum", "models", "add", "s3d-kinetics400", wrong)
    assert f"What came from {wrong} is not s3d-d76dad2f.pth of 's3d-kinetics400'" in said
    assert "Nothing of it was kept. To have the right one, download" in said
    assert "https://download.pytorch.org/models/s3d-d76dad2f.pth" in said
    assert wrong.read_text() == "eggs"
    assert not list(home.rglob("*.pth"))
