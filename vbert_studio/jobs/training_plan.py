"""What a run of training was begun with, and where its state lies."""

from __future__ import annotations

import dataclasses
import json
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from vbert_studio.errors import ProjectError
from vbert_studio.jobs.recipes import recipe_as_json, recipe_from_json
from vbert_studio.jobs.training_films import Part, Split
from vbert_studio.project import Project
from vbert_studio.project.records import RunRow
from vbert_studio.training.pretraining import Recipe

_FILMS = "films.json"
_PARTS = ("taught", "held_out")
_NAME = re.compile(r"\w[\w .-]*")
_REMEDIES = {
    "letters": "Use letters, digits, spaces, dots and dashes, and begin with a letter or digit.",
    "resume": "Go on with it with `--resume`, or choose another name.",
    "other": "Choose another name.",
}


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run was begun with, kept as its settings.

    Attributes:
        codebook: the name of the codebook whose tokens are learned.
        preset: the size of the model.
        start: a checkpoint of the project, weights of the registry, ``nothing``, or None for the
            weights that fit the preset.
        held_out: the share of the videos that is held out.
        recipe: everything else.
    """

    codebook: str
    preset: str
    start: str | None
    held_out: float
    recipe: Recipe

    def as_json(self) -> dict[str, object]:
        """The fields as plain JSON."""
        fields = {f.name: getattr(self, f.name) for f in dataclasses.fields(self)}
        return {**fields, "recipe": recipe_as_json(self.recipe)}

    @classmethod
    def from_json(cls, run: RunRow) -> Plan:
        """What a run was begun with."""
        found: dict[str, object] = dict(run.settings)
        return cls(**{**found, "recipe": recipe_from_json(found["recipe"])})  # type: ignore[arg-type]


def run_folder(project: Project, name: str) -> Path:
    """Where a run of this name keeps its state until it is done."""
    return project.checkpoints_folder / f"{name}.run"


def new_name(project: Project, name: str | None) -> str:
    """A name that neither a checkpoint nor a run that was stopped has."""
    taken = {checkpoint.name for checkpoint in project.checkpoints.all()}
    folders = {p.name for p in project.checkpoints_folder.iterdir()}
    if name is None:
        number = 1
        while {f"model-{number}", f"model-{number}.run"} & (taken | folders):
            number += 1
        return f"model-{number}"
    if not _NAME.fullmatch(name) or name.endswith((".run", " ", ".")):
        raise _refused("bad_name", f"A checkpoint cannot be called {name!r}.", project, "letters")
    if f"{name}.run" in folders:
        raise _refused("run_exists", f"A run called {name} was stopped.", project, "resume")
    if name in taken | folders:
        raise _refused(
            "checkpoint_exists", f"The project has a checkpoint called {name}.", project, "other"
        )
    return name


def _refused(kind: str, message: str, project: Project, remedy: str) -> ProjectError:
    return ProjectError(kind, message, path=project.folder, remedy=_REMEDIES[remedy])


def write_split(folder: Path, split: Split) -> None:
    """What a run is taught stays what it is, whatever videos come meanwhile."""
    rows = {name: [dataclasses.astuple(p) for p in getattr(split, name)] for name in _PARTS}
    (folder / _FILMS).write_text(json.dumps(rows), encoding="utf-8")


def read_split(folder: Path) -> Split:
    """What `write_split` wrote."""
    rows = json.loads((folder / _FILMS).read_text(encoding="utf-8"))
    return Split(*(tuple(Part(*part) for part in rows[name]) for name in _PARTS))


def forget_if_nothing_done(folder: Path) -> None:
    """Remove the folder of a run that failed before its first step was kept."""
    if {path.name for path in folder.iterdir()} <= {_FILMS}:
        shutil.rmtree(folder)
