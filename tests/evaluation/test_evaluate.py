"""The whole evaluation of a small model on small films, and what is told of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from tokenizers import Tokenizer

from tests.jobs.cheap import Cheap
from vbert_studio.commands.evaluate import Evaluated
from vbert_studio.commands.evaluate import evaluate as evaluate_verb
from vbert_studio.evaluation import page, run
from vbert_studio.evaluation.films import EvaluationError, KitchenFilm
from vbert_studio.evaluation.grammar import Grammar
from vbert_studio.evaluation.kitchen_data import read_films
from vbert_studio.evaluation.reference import Reference
from vbert_studio.evaluation.tables import as_markdown, tables_of
from vbert_studio.kitchen.dishes import recipes
from vbert_studio.model.checkpoint import CheckpointError, Provenance, save_checkpoint
from vbert_studio.model.presets import PRESETS
from vbert_studio.model.videobert import VideoBert
from vbert_studio.model.vocabulary import JointVocabulary
from vbert_studio.progress import Monitor
from vbert_studio.visual.codebook import Codebook, fit_codebook

FOUR = {"verb_top1", "verb_top5", "object_top1", "object_top5"}


class Few(Cheap):
    """Says everything once only, which is learned from more quickly."""

    feature_size = 24

    def features(self, clips: np.ndarray) -> np.ndarray:
        return super().features(clips)[:, :24]


@dataclass(frozen=True)
class Workshop:
    """A small model with all that it needs."""

    films: Path
    codebook: Path
    checkpoint: Path
    reference: Path
    book: list[str]


@pytest.fixture(scope="module")
def looked_at(
    kitchen: Path, tokenizer: Tokenizer, tmp_path_factory: pytest.TempPathFactory
) -> list[KitchenFilm]:
    return read_films(kitchen, Few, tokenizer, kept=tmp_path_factory.mktemp("features"))


@pytest.fixture(scope="module")
def workshop(
    kitchen: Path,
    tokenizer: Tokenizer,
    looked_at: list[KitchenFilm],
    tmp_path_factory: pytest.TempPathFactory,
) -> Workshop:
    folder = tmp_path_factory.mktemp("workshop")
    codebook = fit_codebook(np.concatenate([film.features for film in looked_at]), levels=2)
    codebook.save(folder / "codebook")
    torch.manual_seed(0)
    vocabulary = JointVocabulary(tokenizer.get_vocab_size(), codebook.leaves)
    model = VideoBert(vocabulary, PRESETS["tiny"])
    made_with = Provenance(codebook.digest, "cheap")
    for name in ("model", "ablation/10", "ablation/5"):
        save_checkpoint(model, made_with, folder / name, half=False)
    cooked = {truth["recipe"] for truth in _truths(kitchen)}
    files = folder / "model", folder / "reference.npz"
    return Workshop(kitchen, folder / "codebook", *files, sorted(cooked))


def _truths(kitchen: Path) -> Iterator[dict[str, Any]]:
    for path in kitchen.glob("*/*.json"):
        yield json.loads(path.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def wishes(workshop: Workshop, tokenizer: Tokenizer) -> Iterator[run.KitchenWishes]:
    """With a cheap extractor, the narrator's own words, and a book of the recipes that are cooked.

    The whole book would be known as exactly, but its limits take seconds per film.
    """
    home = workshop.checkpoint.parent
    small = partial(Grammar, [r for r in recipes() if r.name in workshop.book])
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VBERT_STUDIO_HOME", str(home))
        patch.setattr(run, "Grammar", small)
        patch.setattr(run, "load_extractor", lambda _name, precision, monitor: Few())
        patch.setattr(run, "features_folder", lambda folder, name: home / "kept" / name)
        patch.setattr(run, "results_file", lambda: home / "results.json")
        for where in ("vbert_studio.evaluation.run", "vbert_studio.evaluation.suite"):
            patch.setattr(f"{where}.load_wordpiece", lambda: tokenizer)
        yield run.KitchenWishes(
            folder=workshop.films,
            codebook=workshop.codebook,
            checkpoint=workshop.checkpoint,
            extractor="few",
            training=workshop.films,
            reference=workshop.reference,
            ablation=home / "ablation",
        )


@pytest.fixture(autouse=True, scope="module")
def one_thread() -> Iterator[None]:
    """Models this small are slower on two threads than on one."""
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


@pytest.fixture(scope="module")
def figures(wishes: run.KitchenWishes) -> dict[str, Any]:
    return run.evaluate_kitchen(wishes, monitor=Monitor())


def test_every_figure_that_was_promised(figures: dict[str, Any]) -> None:
    for row in ("language_prior", "cross_modal", "s3d_supervised", "limit"):
        assert set(figures["zero_shot"][row]) == FOUR
        assert all(0 <= share <= 1 for share in figures["zero_shot"][row].values())
    assert [row["videos"] for row in figures["ablation"]] == [5, 10]
    assert set(figures["ablation"][0]) == {"videos", *FOUR}
    assert {"visual_top1", "text_top1", "visual_limit", "text_limit"} <= set(figures["cloze"])
    wanted = {"top1", "limit_top1", "log_loss", "limit_log_loss"}
    assert wanted <= set(figures["forecast"])
    assert {"auc_easy", "auc_hard"} <= set(figures["alignment"])
    assert {"token_top1", "chance"} <= set(figures["text_to_video"])
    assert figures["forecast"]["log_loss"] > figures["forecast"]["limit_log_loss"]
    assert figures["zero_shot"]["limit"]["verb_top1"] == 1.0
    assert json.loads(json.dumps(figures)) == figures


def test_the_page_has_every_table(figures: dict[str, Any]) -> None:
    text = page.page_text(figures)
    assert "| method | verb@1 |" in text
    assert "| trained on | verb@1 |" in text
    assert "with `--ablation`" in text
    for table in tables_of(figures):
        assert all(len(row) == len(table.columns) for row in table.rows), table.title
        assert f"## {table.title}\n" in text


def test_without_its_checkpoints_the_ablation_is_the_kept_one(
    wishes: run.KitchenWishes, figures: dict[str, Any], request: pytest.FixtureRequest
) -> None:
    run.results_file().write_text(json.dumps(figures), encoding="utf-8")
    request.addfinalizer(run.results_file().unlink)
    measured = {**figures["measured"], "films": 1}
    kept = run._with_ablation([], measured)
    assert kept == {
        "ablation": figures["ablation"],
        "ablation_measured": figures["measured"],
    }
    told = as_markdown(tables_of({**figures, **kept, "measured": measured}))
    assert "Kept from an earlier measurement" in told
    again = run.evaluate_kitchen(replace(wishes, training=None, ablation=None), monitor=Monitor())
    assert again["ablation"] == figures["ablation"]
    # What was kept of the training films answers as they did, but for half precision.
    assert again["forecast"]["log_loss"] == pytest.approx(figures["forecast"]["log_loss"])
    assert again["cloze"] == figures["cloze"]


def test_what_is_missing_is_said_before_any_film_is_made(
    wishes: run.KitchenWishes, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(run, "read_films", None)
    monkeypatch.setattr(run, "make", None)
    for changed, kind in (
        ({"checkpoint": tmp_path / "none"}, "checkpoint_missing"),
        ({"ablation": tmp_path}, "no_checkpoints"),
        ({"training": None, "reference": tmp_path / "none.npz"}, "no_reference"),
    ):
        with pytest.raises((CheckpointError, EvaluationError)) as caught:
            run.evaluate_kitchen(replace(wishes, folder=None, **changed), monitor=Monitor())
        assert caught.value.kind == kind


def test_one_film_is_too_few(wishes: run.KitchenWishes) -> None:
    with pytest.raises(EvaluationError) as caught:
        run.evaluate_kitchen(replace(wishes, films=1), monitor=Monitor())
    assert caught.value.kind == "too_few_films"


def test_a_reference_belongs_to_its_codebook(
    looked_at: list[KitchenFilm], workshop: Workshop, tmp_path: Path
) -> None:
    grammar = Grammar([r for r in recipes() if r.name in workshop.book])
    codebook = Codebook.load(workshop.codebook)
    Reference.fit(looked_at, codebook, grammar).save(tmp_path / "r.npz", codebook, grammar)
    kept = Reference.load(tmp_path / "r.npz", codebook, grammar)
    clips = sum(len(film.clips) for film in looked_at)
    assert kept.reading.counts.sum() == clips
    assert kept.films == len(looked_at)
    other = fit_codebook(np.concatenate([f.features for f in looked_at]), levels=1)
    with pytest.raises(EvaluationError) as caught:
        Reference.load(tmp_path / "r.npz", other, grammar)
    assert caught.value.kind == "reference_differs"


def test_the_verb_prints_the_figures(
    wishes: run.KitchenWishes,
    figures: dict[str, Any],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    from vbert_studio.cli.tell import tell

    monkeypatch.setattr("vbert_studio.commands.evaluate.fetch_if_missing", lambda *_: None)
    result = evaluate_verb(
        folder=wishes.folder,
        codebook=wishes.codebook,
        checkpoint=wishes.checkpoint,
        extractor="few",
        reference=wishes.reference,
        monitor=Monitor(),
    )
    assert isinstance(result, Evaluated)
    assert result.as_json()["cloze"] == figures["cloze"]
    tell(result)
    told = capsys.readouterr().out
    assert "language prior: no video" in told
    assert "Not measured yet" in told
