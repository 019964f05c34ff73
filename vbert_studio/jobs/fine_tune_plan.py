"""What a run of fine-tuning is begun with: plain data, kept with the run."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from typing import Any

from vbert_studio.jobs.recipes import check_rules
from vbert_studio.project.records import RunRow
from vbert_studio.training.losses import LossWeights
from vbert_studio.training.settings import TrainingSettings

_LOOKS_AT_EACH = 20
_FEWEST, _MOST = 60, 3_000
_EVALUATIONS = 20
_SAVED_EVERY = 25  # steps: a state is as large as three models


@dataclass(frozen=True, slots=True)
class FineTuneSettings:
    """How a model is fine-tuned.

    Attributes:
        steps: optimizer steps; 0 looks at every pair some 20 times.
        batch: pairs per step.
        learning_rate: at its highest; gentle, for the model knows much already.
        words: how much hidden words of aligned pairs count beside alignment.
        visual: how much hidden visual tokens of aligned pairs count beside alignment.
        bare: share of the examples in which nothing is hidden, as when alignment is asked later.
        dropout: while training.
        longest: a sequence has at most this many tokens.
        seed: of every random choice but the held-out pairs.
        threads: of the CPU; None leaves it to PyTorch.
    """

    steps: int = 0
    batch: int = 16
    learning_rate: float = 3e-5
    words: float = 0.3
    visual: float = 0.3
    bare: float = 0.6
    dropout: float = 0.1
    longest: int = 128
    seed: int = 0
    threads: int | None = None

    def check(self, held_out: float) -> None:
        """Refuse what makes no run.

        Args:
            held_out: the share of the pairs that is not taught.

        Raises:
            TrainingError: kind ``bad_setting``, naming it.
        """
        rules = {
            "batch and threads are at least 1": self.batch >= 1
            and (self.threads is None or self.threads >= 1),
            "steps and seed are not negative": min(self.steps, self.seed) >= 0,
            "the learning rate is above 0": self.learning_rate > 0,
            "held-out and dropout are at least 0 and below 1": 0 <= held_out < 1
            and 0 <= self.dropout < 1,
            "no weight is negative": min(self.words, self.visual) >= 0,
        }
        check_rules(rules)

    def fitted(self, pairs: int) -> FineTuneSettings:
        """With the steps that suit so many pairs, where none were chosen."""
        usual = round(min(_MOST, max(_FEWEST, pairs * _LOOKS_AT_EACH / self.batch)))
        return dataclasses.replace(self, steps=self.steps or usual)

    def training(self) -> TrainingSettings:
        """The settings of the loop. The last model counts: none is picked by what was held out."""
        every = max(1, self.steps // _EVALUATIONS)
        return TrainingSettings(
            steps=self.steps,
            learning_rate=self.learning_rate,
            warm_up=0.1,
            evaluate_every=every,
            save_every=max(every, _SAVED_EVERY),
            losses=LossWeights(self.words, self.visual, 1.0),
        )


@dataclass(frozen=True, slots=True)
class ChosenPairs:
    """What a person chose pairs by.

    Attributes:
        held_out: the share of them that is not taught.
        text: words that all of them have.
        video: the number of the video they are of; None for all videos.
    """

    held_out: float
    text: str = ""
    video: int | None = None


@dataclass(frozen=True, slots=True)
class FineTunePlan:
    """One run.

    Attributes:
        start: the name of the checkpoint that it began with.
        codebook: the name of its codebook.
        taught: ids of pairs.
        held_out: ids of pairs, none of which shares a clip with one that is taught.
        set_aside: how many pairs were neither, because they share one.
        settings: everything else.
        chosen: what the pairs were chosen by; runs with the same pairs are the same.
    """

    start: str
    codebook: str
    taught: tuple[int, ...]
    held_out: tuple[int, ...]
    set_aside: int
    settings: FineTuneSettings
    chosen: ChosenPairs | None = field(default=None, compare=False)

    def as_json(self) -> dict[str, Any]:
        """The fields as plain JSON; the settings of a run."""
        return dataclasses.asdict(self) | {"steps": self.settings.steps}

    @classmethod
    def of(cls, run: RunRow) -> FineTunePlan:
        """What a run was begun with."""
        found: dict[str, Any] = {k: v for k, v in run.settings.items() if k != "steps"}
        ids = {name: tuple(found[name]) for name in ("taught", "held_out")}
        chosen = found.get("chosen")
        read = {
            "settings": FineTuneSettings(**found["settings"]),
            "chosen": None if chosen is None else ChosenPairs(**chosen),
        }
        return cls(**found | ids | read)
