"""``evaluate``: how good a model is, beside what anybody could reach."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from vbert_studio.commands.fetching import fetch_if_missing
from vbert_studio.commands.ranges import Films, Seed
from vbert_studio.commands.registry import command
from vbert_studio.commands.results import Result
from vbert_studio.commands.shell import KITCHEN
from vbert_studio.progress import Monitor


@dataclass(frozen=True, slots=True)
class Evaluated(Result):
    """The figures; see docs/results.md for what each means."""

    figures: dict[str, Any]

    def as_json(self) -> dict[str, Any]:
        """The figures' own names."""
        return self.figures


@command("evaluate", title="Evaluate a model", group=KITCHEN)
def evaluate(
    *,
    suite: Literal["kitchen"] = "kitchen",
    films: Films = 20,
    seed: Seed = 2026,
    folder: Path | None = None,
    checkpoint: Path | None = None,
    codebook: Path | None = None,
    extractor: str = "s3d-kitchen",
    training: Path | None = None,
    reference: Path | None = None,
    ablation: Path | None = None,
    monitor: Monitor,
) -> Evaluated:
    """Measure how good a model is on cooking films whose recipes it never saw.

    Makes the films, looks at them, and asks the model about them; every figure stands beside the
    best that anybody could reach. On two cores that takes some ten minutes. Films and features are
    kept, so a second time it is quick.

    Args:
        suite: which films; there is one kind.
        films: how many films are asked about. More of them make the figures more exact.
        seed: of the films.
        folder: films made before with ``kitchen make``, of which the test split is taken.
        checkpoint: the folder of the model; else the one that comes with the program.
        codebook: the folder of the codebook that it was trained with; else the shipped one.
        extractor: the network whose features the codebook divides.
        training: a folder of films, or of several such folders, whose training split says what
            visual words stand for.
        reference: the file that says so already; with ``--training`` it is written.
        ablation: a folder of checkpoints, each named by the number of videos it was trained on.
        monitor: hears how far it is.
    """
    from vbert_studio.evaluation.run import KitchenWishes, evaluate_kitchen
    from vbert_studio.language.wordpiece import NAME

    assert suite == "kitchen"
    fetch_if_missing(NAME, "wordpiece", monitor)
    named = {"checkpoint": checkpoint, "codebook": codebook, "reference": reference}
    wishes = KitchenWishes(
        films=films,
        seed=seed,
        folder=folder,
        extractor=extractor,
        training=training,
        ablation=ablation,
        **{name: path for name, path in named.items() if path is not None},
    )
    return Evaluated(evaluate_kitchen(wishes, monitor=monitor))
