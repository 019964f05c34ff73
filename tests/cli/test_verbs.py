"""Every verb by what it prints, for scripts and for people."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.films import Film
from vbert_studio.commands.registry import registry
from vbert_studio.commands.shell import VERBS, load_verbs

if TYPE_CHECKING:
    from conftest import Studio


def test_new_makes_a_project_and_says_what_comes_next(studio: Studio, tmp_path: Path) -> None:
    folder = tmp_path / "My films"
    ran = studio("new", folder)
    assert ran.status == 0
    assert (folder / "project.db").exists()
    assert f"vbert-studio add '{folder}' VIDEO" in ran.out, "a line that can be copied"


def test_show_has_the_shape_that_others_build_on(studio: Studio, project: Path, film: Path) -> None:
    studio("add", project, film)
    ran = studio("show", project, "--json")
    assert ran.status == 0
    [video] = ran.json["videos"]
    assert video["id"] == 1
    assert video["path"] == str(film)
    assert video["duration_s"] == pytest.approx(4.0, abs=0.1)
    assert video["sentences"] == []
    clips = video["clips"]
    assert [clip["index"] for clip in clips] == [0, 1, 2]
    assert [clip["start_s"] for clip in clips] == [0.0, 1.5, 3.0]
    assert [clip["end_s"] for clip in clips][:2] == [1.5, 3.0]
    assert [clip["partial"] for clip in clips] == [False, False, True]
    assert [(clip["token"], clip["path"]) for clip in clips] == [(None, None)] * 3


def test_show_tells_a_person_what_is_missing(studio: Studio, project: Path, film: Path) -> None:
    assert "No videos yet" in studio("show", project).out
    studio("add", project, film)
    ran = studio("show", project)
    assert "film.mp4" in ran.out
    assert "3 clips" in ran.out
    film.rename(film.with_name("moved.mp4"))
    assert "no longer at" in studio("show", project).words


def test_add_says_what_is_new_and_what_is_known(studio: Studio, project: Path, film: Path) -> None:
    first = studio("add", project, film, "--json").json
    assert first["added"] == [{"id": 1, "path": str(film)}]
    copy = shutil.copy(film, film.with_name("copy.mp4"))
    second = studio("add", project, copy, "--json").json
    assert (second["added"], second["known"]) == ([], [{"id": 1, "path": str(film)}])
    assert "known already" in studio("add", project, film).out


def test_a_folder_is_searched_with_its_subtitles(studio: Studio, project: Path, film: Path) -> None:
    film.with_suffix(".srt").write_text("1\n00:00:01,000 --> 00:00:02,000\nHello there.\n")
    added = studio("add", project, film.parent, "--json").json
    assert added["transcripts"] == 1
    [video] = studio("show", project, "--json").json["videos"]
    assert video["sentences"] == [{"start_s": 1.0, "end_s": 2.0, "text": "Hello there."}]
    assert "0:01.0 Hello there." in studio("show", project).words


def test_subtitles_may_be_left_out(studio: Studio, project: Path, film: Path) -> None:
    film.with_suffix(".srt").write_text("1\n00:00:01,000 --> 00:00:02,000\nHello there.\n")
    assert studio("add", project, film, "--no-subtitles", "--json").json["transcripts"] == 0


def test_an_edit_is_undone_made_again_and_listed(studio: Studio, project: Path, film: Path) -> None:
    assert "Nothing is left to undo" in studio("undo", project).out
    studio("add", project, film)
    assert studio("undo", project, "--json").json["edit"] == "Add “film.mp4”"
    assert studio("show", project, "--json").json["videos"] == []
    assert studio("history", project, "--json").json["edits"][0]["undone"] is True
    assert "undone" in studio("history", project).out
    assert "Made again: Add “film.mp4”" in studio("redo", project).out
    assert len(studio("show", project, "--json").json["videos"]) == 1
    assert "Nothing is left to redo" in studio("redo", project).out


def test_a_moved_video_is_found_again(studio: Studio, project: Path, film: Path) -> None:
    studio("add", project, film)
    elsewhere = film.parent / "elsewhere" / "renamed.mp4"
    elsewhere.parent.mkdir()
    film.rename(elsewhere)
    missing = studio("relink", project, project, "--json")
    assert missing.status == 1
    assert missing.json["missing"] == [{"id": 1, "path": str(film)}]
    found = studio("relink", project, elsewhere.parent, "--json")
    assert found.status == 0
    assert found.json["found"] == [{"id": 1, "path": str(elsewhere)}]
    assert "No video is missing" in studio("relink", project, elsewhere.parent).out


def test_from_films_to_words(
    studio: Studio, project: Path, tmp_path: Path, efficientnet_weights: Path
) -> None:
    films = [Film(frames=150, first_number=n * 300).write(tmp_path / f"{n}.mp4") for n in range(2)]
    studio("add", project, *films)
    extracted = studio("extract", project, "--extractor", "efficientnet-lite0-imagenet", "--json")
    assert (extracted.status, extracted.json["done"]) == (0, [1, 2])
    assert studio("extract", project, "--json").json["skipped"] == [1, 2]
    trained = studio("codebook", "train", project, "--levels", 2, "--branching", 3, "--json").json
    assert (trained["levels"], trained["branching"], trained["clips"]) == (2, 3, 6)
    assert "2 videos tokenized" in studio("tokenize", project).out
    clips = [c for v in studio("show", project, "--json").json["videos"] for c in v["clips"]]
    assert len(clips) == 6
    assert all(0 <= clip["token"] < 9 and 1 <= len(clip["path"]) <= 2 for clip in clips)
    assert clips[0]["path"] in studio("show", project).out
    report = studio("codebook", "report", project, "--json").json
    shape = {"leaves", "live_leaves", "empty_leaves", "perplexity", "levels", "branching"}
    assert shape | {"stability"} <= report.keys()
    assert "perplexity" in studio("codebook", "report", project).out


def test_from_speech_to_sentences(
    studio: Studio, project: Path, speech_video: Path, whisper_tiny_weights: Path
) -> None:
    studio("add", project, speech_video)
    assert studio("transcribe", project, "--json").json["done"] == [1]
    [video] = studio("show", project, "--json").json["videos"]
    said = " ".join(sentence["text"] for sentence in video["sentences"]).lower()
    assert "this is an example video" in said
    assert "banana" in said
    assert len(video["clips"]) == 28
    assert studio("transcribe", project, "--json").json["skipped"] == [1]


def test_what_must_come_first_is_said(studio: Studio, project: Path, film: Path) -> None:
    studio("add", project, film)
    train = studio("codebook", "train", project, "--json").json["error"]
    assert train["kind"] == "no_features"
    assert "vbert-studio extract" in train["remedy"]
    tokenize = studio("tokenize", project, "--json").json["error"]
    assert tokenize["kind"] == "no_codebook"
    deaf = studio("transcribe", project, "--model", "deaf", "--json").json["error"]
    assert deaf["kind"] == "unknown_model"


def put_models(home: Path, *files: Path) -> None:
    """A registry of models that are taken from these files."""
    (home / "models").mkdir(parents=True)
    (home / "models" / "registry.toml").write_text(
        "\n".join(
            f"""
            [{file.stem}]
            kind = "asr"
            title = "The model {file.stem}"
            licence = "A licence"
            good_for = "tests"
            [[{file.stem}.files]]
            name = "{file.name}"
            size = 3
            sha256 = "{hashlib.sha256(b"abc").hexdigest()}"
            sources = [{{ disk = "{file}" }}]
            """
            for file in files
        )
    )


def test_a_missing_model_is_fetched_with_its_licence_told(
    studio: Studio, project: Path, film: Path, home: Path, tmp_path: Path
) -> None:
    here, nowhere = tmp_path / "here.bin", tmp_path / "nowhere.bin"
    here.write_bytes(b"abc")
    put_models(home, here, nowhere)
    studio("add", project, film)
    ran = studio("transcribe", project, "--model", "here", "--json")
    assert "The model here is fetched: A licence" in ran.err
    assert (home / "models" / "here" / "here.bin").read_bytes() == b"abc"
    assert ran.json["error"]["kind"] == "model_missing"
    gone = studio("transcribe", project, "--model", "nowhere", "--json")
    assert gone.status == 1
    assert "vbert-studio models add nowhere" in gone.json["error"]["remedy"]


def test_models_are_listed_with_what_they_are_good_for(studio: Studio) -> None:
    listed = {model["name"]: model for model in studio("models", "list", "--json").json["models"]}
    assert listed["efficientnet-lite0-imagenet"]["state"] == "missing"
    assert listed["s3d-kinetics400"]["licence"]
    text = studio("models", "list").words
    assert "can be fetched" in text
    assert "vbert-studio models get NAME" in text


def test_a_wrong_file_is_not_taken_as_a_model(studio: Studio, tmp_path: Path) -> None:
    wrong = tmp_path / "s3d.pth"
    wrong.write_bytes(b"something else")
    ran = studio("models", "add", "s3d-kinetics400", wrong, "--json")
    assert ran.status == 1
    assert ran.json["error"]["kind"] == "wrong_sum"
    assert "s3d-kinetics400" not in studio("models", "verify").out


def test_every_verb_helps_within_eighty_columns(studio: Studio) -> None:
    load_verbs()
    for command in registry.shell():
        ran = studio(*command.name.split(), "--help")
        assert ran.status == 0
        assert command.summary.split(".")[0].split()[-1] in ran.words
        assert max(len(line) for line in ran.out.splitlines()) <= 80
        assert "--json" in ran.out


def test_each_module_defines_the_verbs_it_is_loaded_for() -> None:
    load_verbs()
    defined: dict[str, set[str]] = {}
    for command in registry.shell():
        house, _, module = command.function.__module__.partition(".commands.")
        if house == "vbert_studio":
            defined.setdefault(module.split(".")[0], set()).add(command.name.split()[0])
    assert defined == {module: set(words) for module, words in VERBS.items()}


def test_the_help_shows_the_way_and_all_verbs(studio: Studio) -> None:
    load_verbs()
    ran = studio("--help")
    assert "vbert-studio new MyProject" in ran.out
    assert all(command.name.split()[0] in ran.out for command in registry.shell())


def test_the_version(studio: Studio) -> None:
    assert studio("--version").out.startswith("VBERT Studio ")


def test_transcripts_and_tokens_as_files(studio: Studio, project: Path, film: Path) -> None:
    film.with_suffix(".srt").write_text("1\n00:00:01,000 --> 00:00:02,000\nHello there.\n")
    studio("add", project, film)
    ran = studio("export", project, "transcripts", "--format", "vtt", "--json")
    assert ran.json["files"] == [str(project / "exports" / "transcripts" / "film.vtt")]
    assert "Hello there." in Path(ran.json["files"][0]).read_text()
    out = studio("export", project, "transcripts", film.parent / "out").out.splitlines()
    assert out == [str(film.parent / "out" / "film.srt")], "a name is never broken into lines"
    assert "nothing to write" in studio("export", project, "features").words


def test_an_export_that_cannot_be_says_what_can(studio: Studio, project: Path, film: Path) -> None:
    wrong = studio("export", project, "tokens", "--format", "srt", "--json").json["error"]
    assert wrong["kind"] == "no_such_format"
    assert "csv, json" in wrong["remedy"]
    early = studio("export", project, "tokens", "--json").json["error"]
    assert early["kind"] == "no_codebook"
    assert studio("export", project, "feelings").status == 2
