"""``codebook train``, ``report``, ``list`` and ``use``: the visual words of a project."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from vbert_studio.commands.opening import open_to_work
from vbert_studio.commands.ranges import Count, Range, Seed
from vbert_studio.commands.registry import command
from vbert_studio.commands.results import Result
from vbert_studio.commands.shell import WORDS
from vbert_studio.progress import Monitor
from vbert_studio.project import Project

if TYPE_CHECKING:
    from vbert_studio.jobs.codebooks import CodebookState
    from vbert_studio.visual.report import CodebookReport


@dataclass(frozen=True, slots=True)
class CodebookTrained(Result):
    """A new codebook, which is the current one from now on.

    Attributes:
        before: the one that was current until now; it stays.
        names_before: how many words of that one had a name.
        names: how many of those names were carried over.
    """

    project: Path
    name: str
    extractor: str
    levels: int
    branching: int
    seed: int
    clips: int
    leaves: int
    before: str | None
    names_before: int
    names: int


@dataclass(frozen=True, slots=True)
class CodebooksListed(Result):
    """Every codebook of a project, oldest first."""

    project: Path
    codebooks: tuple[CodebookState, ...]


@dataclass(frozen=True, slots=True)
class CodebookChosen(Result):
    """The codebook that is current from now on, and the model that answers; None without one."""

    project: Path
    codebook: CodebookState
    answers: str | None


@dataclass(frozen=True, slots=True)
class CodebookReported(Result):
    """How good the current codebook is."""

    name: str
    extractor: str
    report: CodebookReport

    def as_json(self) -> dict[str, Any]:
        """The report's own names, beside the codebook's."""
        return {"name": self.name, "extractor": self.extractor, **self.report.as_json()}


@command("codebook train", title="Train a codebook", group=WORDS)
def train(
    project: Path,
    *,
    extractor: str | None = None,
    levels: Annotated[int, Range(1, 31)] = 4,
    branching: Annotated[int, Range(2, 36)] = 12,
    seed: Seed = 0,
    min_points: Count | None = None,
    sample: Count | None = None,
    monitor: Monitor,
) -> CodebookTrained:
    """Learn visual words from all clips of the project: a tree that divides them ever more finely.

    The paper's tree has 4 levels of 12. A branch with too few clips stops early, so a small project
    gets few words. The codebook before is kept, and `codebook use` takes it up again; a word that
    holds much the same clips as a named one of it takes over the name.

    Args:
        project: the folder of the project.
        extractor: whose features to divide; else those of the one used last.
        levels: how often a clip's place is divided.
        branching: into how many parts each time.
        seed: of every random choice, so that the same clips give the same words.
        min_points: the fewest clips that a branch is divided for; else their number decides.
        sample: learn from this many clips, drawn fairly from all videos.
        monitor: hears how far it is.
    """
    from vbert_studio.jobs.train_codebook import train_codebook

    with open_to_work(project) as opened:
        before = opened.codebooks.current()
        row = train_codebook(
            opened,
            extractor=extractor,
            levels=levels,
            branching=branching,
            seed=seed,
            min_points=min_points,
            sample=sample,
            monitor=monitor,
        )
        return CodebookTrained(
            project=opened.folder,
            name=row.name,
            extractor=row.extractor,
            levels=row.levels,
            branching=row.branching,
            seed=row.seed,
            clips=row.fitted_on,
            leaves=len(opened.codebooks.paths(row.id)),
            before=None if before is None else before.name,
            names_before=0 if before is None else len(opened.words.names(before.id)),
            names=len(opened.words.names(row.id)),
        )


@command("codebook list", title="List codebooks", group=WORDS)
def list_codebooks(project: Path) -> CodebooksListed:
    """List every codebook that was learned in a project: its words, names, videos and models.

    One of them is current: its tokens are shown, and a model that reads its words answers.

    Args:
        project: the folder of the project.
    """
    from vbert_studio.jobs.codebooks import codebook_states

    with Project.open(project, "read") as opened:
        return CodebooksListed(opened.folder, codebook_states(opened))


@command("codebook use", title="Choose the visual words", group=WORDS)
def use(project: Path, name: str) -> CodebookChosen:
    """Take up another codebook: its tokens, names and models are there again as they were.

    Args:
        project: the folder of the project.
        name: of the codebook, as `codebook list` tells it.
    """
    from vbert_studio.jobs.codebooks import use_codebook
    from vbert_studio.jobs.models import answering

    with open_to_work(project) as opened:
        state = use_codebook(opened, name)
        model = answering(opened)
        return CodebookChosen(opened.folder, state, None if model is None else model.name)


@command("codebook report", title="Report on the codebook", group=WORDS)
def report(project: Path, *, monitor: Monitor) -> CodebookReported:
    """Say how good the current codebook is: words in use, how evenly, how tight, how repeatable.

    Args:
        project: the folder of the project.
        monitor: hears how far it is.
    """
    from vbert_studio.jobs.train_codebook import report_codebook

    with Project.open(project, "read") as opened:
        found = report_codebook(opened, monitor=monitor)
        row = opened.codebooks.current()
        assert row is not None
        return CodebookReported(row.name, row.extractor, found)
