"""The verbs that ask a model, by what they print for scripts and for people."""

from __future__ import annotations

import dataclasses
import itertools
import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.small_language import LOOKS
from tests.small_project import AHEAD_S, CHECKPOINT, CLIPS, TEMPLATE, VERBS, make_codebook
from vbert_studio.jobs.questions.spoken import bare
from vbert_studio.model.taught import Taught
from vbert_studio.project import Project
from vbert_studio.project.operations import NameWord

if TYPE_CHECKING:
    from conftest import Studio

pytestmark = pytest.mark.usefixtures("one_thread")


@pytest.fixture(scope="session")
def told_project(small_project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the small project whose model tells what it was taught."""
    made = Path(shutil.copytree(small_project, tmp_path_factory.mktemp("told") / "Small"))
    _write_down_what_was_taught(made / "checkpoints" / CHECKPOINT / "config.json")
    return made


@pytest.fixture
def folder(told_project: Path, wordpiece_vocabulary: Path) -> Path:
    """The small project with its model; nobody changes it."""
    return told_project


def _write_down_what_was_taught(config: Path) -> None:
    found = json.loads(config.read_text())
    taught = Taught(20, 480, 12, 160, 480, 8, 12)
    config.write_text(json.dumps({**found, "taught": dataclasses.asdict(taught)}))


def test_cloze_has_the_shape_that_others_build_on(studio: Studio, folder: Path) -> None:
    done = studio("cloze", folder, 1, "--mask", 9, "--mask-word", "it", "--count", 3, "--json").json
    assert done["checkpoint"] == CHECKPOINT
    assert done["row"][0] == "[CLS]"
    assert done["row"].count("[MASK]") == len(done["cloze"])
    seen, *said = done["cloze"]
    assert seen["modality"] == "video"
    assert seen["at"] == {"clip": 6, "start_s": 9.0, "end_s": 10.5}
    assert len(seen["top"]) == 3
    assert {"token", "path", "p", "name"} == set(seen["top"][0])
    assert said
    for word in said:
        assert (word["modality"], word["truth"]) == ("text", "it")
        assert {"word", "p"} == set(word["top"][0])
        assert done["row"][word["position"]] == "[MASK]"


def test_cloze_tells_a_person(studio: Studio, folder: Path) -> None:
    typed = studio("cloze", folder, 1, "--end", 3, "--text", "now [MASK] it", "--together").words
    assert "[CLS] now [MASK] it [>]" in typed
    assert "All together:" in typed
    assert "--mask SECONDS" in studio("cloze", folder, 1, "--end", 9).words
    nobody = studio("cloze", folder, 1, "--end", 9, "--mask-word", "yodel", "--json").json
    assert nobody["error"]["kind"] == "no_such_word"
    late = studio("cloze", folder, 1, "--mask", 999, "--json").json
    assert late["error"]["kind"] == "no_such_time"


def test_a_word_is_hidden_where_it_is_said_at_a_second(studio: Studio, folder: Path) -> None:
    def hidden(*words: object) -> list[int]:
        asked = [part for word in words for part in ("--mask-word", word)]
        done = studio("cloze", folder, 1, "--end", 18, *asked, "--json").json
        return [one["position"] for one in done["cloze"]]

    everywhere = hidden("it")
    assert len(everywhere) > 2
    with Project.open(folder, "read") as project:
        said = [word for word in project.transcripts.all_words(1) if word.text == "it"]
    for position, word in list(zip(everywhere, said, strict=False))[:3]:
        assert hidden(f"IT,@{word.start_s + 0.1}") == [position]
        assert hidden(f"{word.sentence_id}:{word.position}") == [position]
    assert hidden(f"it@{said[0].start_s}", f"it@{said[1].start_s}") == everywhere[:2]

    asked = ["--end", 18, "--mask", 9, "--json"]
    plain = studio("cloze", folder, 1, *asked).json["row"]
    put = studio("cloze", folder, 1, *asked, "--put-word", f"it@{said[1].start_s}=egg").json["row"]
    assert [(a, b) for a, b in zip(plain, put, strict=True) if a != b] == [("it", "egg")]
    bad = studio("cloze", folder, 1, *asked, "--put-word", "it").json["error"]
    assert bad["kind"] == "bad_put"


def test_signs_belong_to_a_word_only_inside_it() -> None:
    assert [bare(word) for word in ("Let’s,", "“egg”", "can't!", "...", "3rd")] == [
        "let's",
        "egg",
        "can't",
        "...",
        "3rd",
    ]


def test_action_names_what_is_done(studio: Studio, folder: Path) -> None:
    ran = studio("action", folder, 1, "--end", 3, "--template", TEMPLATE, "--json").json
    assert (ran["start_s"], ran["end_s"]) == (0.0, 3.0)
    ((best, *_),) = ran["slots"]
    assert best["word"] in VERBS
    told = studio("action", folder, 1, "--end", 3, "--template", TEMPLATE).words
    assert f"now {best['word'].upper()} it" in told


def test_forecast_says_what_may_come_and_what_came(studio: Studio, folder: Path) -> None:
    ran = studio("forecast", folder, 1, "--at", 30, "--step", 2, "--json").json
    assert len(ran["forecasts"]) == 3
    assert all(len(future["tokens"]) == 4 for future in ran["forecasts"])
    assert sum(f["p"] for f in ran["forecasts"]) + ran["others_p"] == pytest.approx(1.0)
    assert [step["at"]["clip"] for step in ran["steps"]] == [21, 23, 25, 27]
    assert all(step["truth"] is not None for step in ran["steps"])
    told = studio("forecast", folder, 1, "--at", 30)
    assert "all others" in told.words
    assert "came" in told.words
    assert "came" not in studio("forecast", folder, 1, "--method", "sampled").words
    late = studio("forecast", folder, 1, "--start", 28, "--at", 30, "--step", 2, "--json").json
    assert late["steps"][0]["at"] == ran["steps"][0]["at"]
    assert late["forecasts"] != ran["forecasts"]  # it has read less


def test_a_guess_of_the_right_name_is_right(studio: Studio, named: Path) -> None:
    masks = [part for clip in range(4, 30, 2) for part in ("--mask", clip * 1.5)]
    done = studio("cloze", named, 1, *masks, "--json").json
    seen = next(
        one
        for one in done["cloze"]
        if one["right"] != one["truth"] and one["right"] in [word["token"] for word in one["top"]]
    )
    (right,) = [one for one in seen["top"] if one["token"] == seen["right"]]
    assert right["name"] == seen["truth_name"]
    told = studio("cloze", named, 1, *masks).words
    assert f"✓{right['name']}" in told
    assert f"{seen['truth_name']} ({seen['truth_path']})" in told
    alone = studio("cloze", named, 1, *masks, "--single-words").words
    assert "✓" in alone
    assert f"✓{right['name']}" not in alone
    assert "something (" in studio("generate", named, "cut it", "--length", 2).words


@pytest.fixture
def named(folder: Path, tmp_path: Path) -> Path:
    """A copy whose visual words of one action have one name."""
    copy = Path(shutil.copytree(folder, tmp_path / "Named"))
    with Project.open(copy) as project:
        codebook = project.codebooks.current()
        assert codebook is not None
        for leaf in project.codebooks.paths(codebook.id):
            rank = make_codebook().leaves.tolist().index(leaf)
            project.edit(NameWord(codebook.id, leaf, f"{VERBS[rank // LOOKS]} something"))
    return copy


def test_words_of_one_name_are_one_guess(studio: Studio, named: Path) -> None:
    asked = ("cloze", named, 1, "--mask", 9, "--count", LOOKS * len(VERBS), "--json")
    [apart] = studio(*asked, "--single-words").json["cloze"]
    [together] = studio(*asked).json["cloze"]
    assert len(apart["top"]) == LOOKS * len(VERBS)
    assert len({guess["path"] for guess in together["top"]}) == len(VERBS)
    ours, all_p = together["top"][0], {guess["path"]: guess["p"] for guess in apart["top"]}
    with Project.open(named) as project:
        codebook = project.codebooks.current()
        assert codebook is not None
        names, paths = project.words.names(codebook.id), project.codebooks.paths(codebook.id)
    called = {path: names[leaf] for leaf, path in paths.items()}
    alike = [p for path, p in all_p.items() if called[path] == called[ours["path"]]]
    assert len(alike) == LOOKS
    assert ours["p"] == pytest.approx(sum(alike), abs=1e-4)
    assert together["truth_p"] > apart["truth_p"]


def test_words_of_one_name_are_one_future(studio: Studio, named: Path) -> None:
    asked = ("forecast", named, 1, "--at", 30, "--length", 2)
    ran = studio(*asked, "--json").json
    meant = [tuple(future["names"]) for future in ran["forecasts"]]
    assert len(set(meant)) == len(meant) == 3
    assert all(name.endswith(" something") for names in meant for name in names)
    apart = studio(*asked, "--single-words", "--json").json
    assert apart["others_p"] > ran["others_p"]
    assert apart["single_words"]
    told = studio(*asked).words
    assert meant[0][0] in told
    assert ran["forecasts"][0]["paths"][0] not in told
    assert apart["forecasts"][0]["paths"][0] in studio(*asked, "--single-words").words


def test_generate_shows_each_word_by_a_clip(studio: Studio, folder: Path) -> None:
    ran = studio("generate", folder, f"now {VERBS[2]} it", "--length", 3, "--json").json
    assert len(ran["slots"]) == 3
    for slot in ran["slots"]:
        assert Path(slot["exemplar"]["path"]).exists()
        assert slot["exemplar"]["at"]["start_s"] >= 0
    assert "looks like" in studio("generate", folder, "now cut it", "--method", "argmax").words


def test_align_finds_narration_that_runs_ahead(studio: Studio, folder: Path) -> None:
    ran = studio("align", folder, 2, "--json").json
    assert ran["best"]["seconds"] == AHEAD_S
    count = len(ran["sentences"])
    assert [len(line) for line in ran["matrix"]] == [count] * count
    told = studio("align", folder, 2, "--band", 1).words
    assert "The narration runs 3 s ahead" in told
    assert "fits best as it is" in studio("align", folder, 1, "--band", 0).words


def test_align_judges_a_text_of_ones_own(studio: Studio, folder: Path) -> None:
    ran = studio("align", folder, 1, "--text", "now cut it", "--end", 3, "--json").json
    assert 0 <= ran["p"] <= 1
    assert (ran["start_s"], ran["end_s"]) == (0.0, 3.0)
    told = studio("align", folder, 1, "--text", "now cut it", "--end", 3).words
    assert "“now cut it” belongs to 0:00.0 to 0:03.0:" in told


def test_surprise_lists_every_clip(studio: Studio, folder: Path) -> None:
    ran = studio("surprise", folder, 1, "--json").json
    assert [clip["at"]["clip"] for clip in ran["clips"]] == list(range(CLIPS))
    assert 0 <= ran["agreement"] <= 1
    assert f"{CLIPS} clips" in studio("surprise", folder, 1, "--with-sentences").words


def test_compare_counts_what_surprise_lists(studio: Studio, folder: Path) -> None:
    ran = studio("compare", folder, 1, CHECKPOINT, "--json").json
    one = studio("surprise", folder, 1, "--json").json
    assert (ran["here"], ran["there"]) == (CHECKPOINT, CHECKPOINT)
    assert (ran["clips"], ran["same"]) == (CLIPS, 1.0)
    assert ran["right_here"] == ran["right_there"] == pytest.approx(one["agreement"])
    assert ran["nats_here"] == pytest.approx(one["mean_nats"], abs=1e-5)
    told = studio("compare", folder, 1, CHECKPOINT).words
    assert f"Over {CLIPS} clips" in told
    assert "100% of the time" in told


def test_embed_gives_vectors_of_length_one(studio: Studio, folder: Path) -> None:
    given = ("--end", 6, "--text", "now cut it", "--text", "now mix it")
    ran = studio("embed", folder, 1, *given, "--json").json
    assert [len(one["vector"]) for one in ran["vectors"]] == [ran["size"]] * 3
    for one in ran["vectors"]:
        assert sum(x * x for x in one["vector"]) == pytest.approx(1.0, abs=1e-3)
    assert "0:00.0 to 0:06.0" in studio("embed", folder, 1, *given).words
    assert studio("embed", folder, "--json").json["error"]["kind"] == "nothing_to_embed"


def test_attention_can_be_that_of_one_head(studio: Studio, folder: Path) -> None:
    mean = studio("attention", folder, 1, "--end", 4, "--json").json
    one = studio("attention", folder, 1, "--end", 4, "--layer", 1, "--head", 2, "--json").json
    assert mean["row"] == one["row"]
    assert mean["weights"] != one["weights"]
    for line in itertools.chain(mean["weights"], one["weights"]):
        assert sum(line) == pytest.approx(1.0, abs=1e-3)
    assert "looks at" in studio("attention", folder, 1, "--end", 4).words
    assert studio("attention", folder, 1, "--head", 9, "--json").json["error"]["remedy"]


QUESTIONS = {
    "cloze": (1, "--mask", 9),
    "action": (1, "--end", 3, "--template", TEMPLATE),
    "attention": (1, "--end", 4),
    "forecast": (1, "--at", 30),
    "generate": ("now cut it",),
    "align": (1, "--band", 0),
    "surprise": (1,),
    "embed": (1, "--text", "now cut it"),
}


@pytest.mark.parametrize("verb", QUESTIONS)
def test_every_answer_says_what_the_model_cannot_know(
    studio: Studio, folder: Path, verb: str
) -> None:
    limits = studio(verb, folder, *QUESTIONS[verb], "--json").json["limits"]
    assert limits[0].startswith("Taught 12.0 minutes of video")
    told = studio(verb, folder, *QUESTIONS[verb])
    said = " ".join(told.err.split())
    assert f"What {CHECKPOINT} cannot know:" in said
    for line in limits:
        assert said.count(line) == 1
    assert "cannot know" not in told.out
