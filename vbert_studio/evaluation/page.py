"""Writes docs/results.md from the committed results: ``python -m vbert_studio.evaluation.page``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from vbert_studio.evaluation.run import results_file
from vbert_studio.evaluation.tables import as_markdown, tables_of

PAGE = Path(__file__).resolve().parents[2] / "docs" / "results.md"
_HEAD = """# Results

Written by `python -m vbert_studio.evaluation.page` from
`models/kitchen-evaluation/results.json`; do not edit. That file is what
`vbert-studio evaluate --suite kitchen --json` printed{ablation}.

Measured on {films} made-up films ({clips} clips, {steps} steps) of recipes that no film for
training cooks, made with seed {seed}. Model: {checkpoint}, on {leaves} visual words of
{extractor}. What visual words show was counted on {reference_films} films for training.

The shipped model was taught films that the grammar wrote and whose clips take the tokens of really
seen clips (docs/adr/0013-the-shipped-models.md); those of the ablation were taught rendered films
alone, for as many steps each.

How the questions are put:

- **Limits** are the best that anybody could reach who knows the whole recipe book, but not which
  recipe is being filmed. They come from the grammar itself (docs/adr/0009-the-kitchen.md). Equally
  probable answers share a place: the figure is that of drawing lots.
- **What a clip shows** is its step; sugar and salt, which are drawn alike, count as one. A belief
  over visual words becomes the one over steps under which S3D and the codebook, erring as they did
  in training, would give such words.
- **A word is right** when it is any of the narrator's names for the verb or the object that is
  there ("slice" and "cut" for slicing). The template has one mask per name and the vocabulary is
  open, so what has only names of several WordPieces (grate, preheat, cucumber, omelette, mashed
  potatoes) cannot be named by anybody; the limit counts it as wrong. Classes of the supervised
  classifier answer with their likeliest name of one piece.
- **Negative pairs** by meaning are such that the narrator could never say the sentence of that
  step.

"""


def page_text(figures: dict[str, Any]) -> str:
    """The page for these figures."""
    with_ablation = figures["ablation_measured"] == figures["measured"]
    head = _HEAD.format(
        ablation=" with `--ablation`" if with_ablation else "", **figures["measured"]
    )
    return head + as_markdown(tables_of(figures))


def main() -> None:
    """Write the page."""
    figures = json.loads(results_file().read_text(encoding="utf-8"))
    PAGE.write_text(page_text(figures), encoding="utf-8")


if __name__ == "__main__":
    main()
