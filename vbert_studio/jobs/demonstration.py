"""Every kind of question, once, about one of the demo's films: what is said, and what is true."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from vbert_studio import places
from vbert_studio.errors import StudioError
from vbert_studio.jobs.questions.cloze import cloze
from vbert_studio.jobs.questions.loaded import LoadedModel, load_model
from vbert_studio.jobs.questions.seen import action, forecast, generate
from vbert_studio.jobs.questions.stretches import sentences_on, tokens_of
from vbert_studio.jobs.questions.whole import alignment
from vbert_studio.jobs.requests import (
    ActionAnswer,
    AlignmentAnswer,
    AskAction,
    AskAlignment,
    AskCloze,
    AskForecast,
    AskGenerate,
    ClozeAnswer,
    ForecastAnswer,
    GenerateAnswer,
    Masking,
    WordPlace,
    passage_around,
)
from vbert_studio.progress import Monitor
from vbert_studio.project import Project
from vbert_studio.project.records import Video

FILM = "soup"
"""Of a recipe that no model was trained on."""

TEXT = "Now slice the tomato."
_FUTURES, _AHEAD = 3, 4


@dataclass(frozen=True, slots=True)
class Truth:
    """The step of the kitchen that is really on."""

    verb: str
    object: str


@dataclass(frozen=True, slots=True)
class Demonstration:
    """What was asked and answered.

    Attributes:
        video: the film.
        model: the checkpoint that answered.
        cloze: two clips and a word hidden.
        action: of the clips of one step.
        truth: what that step is.
        forecast: from the middle of the film on.
        generated: for `TEXT`.
        alignment: of the whole film.
        sentences: the film's, by id.
        names: of the visual words, by leaf id.
    """

    video: Path
    model: str
    cloze: ClozeAnswer
    action: ActionAnswer
    truth: Truth
    forecast: ForecastAnswer
    generated: GenerateAnswer
    alignment: AlignmentAnswer
    sentences: dict[int, str]
    names: dict[int, str]


def demonstrate(project: Project, *, monitor: Monitor | None = None) -> Demonstration:
    """Put every kind of question to the model, about the demo's film of a soup.

    Raises:
        StudioError: the project is not the demo, or has no model.
        CancelledError: a person stopped it.
    """
    monitor = monitor or Monitor()
    video = _film(project)
    truth = json.loads((places.resources_dir() / "demo" / f"{FILM}.json").read_text("utf-8"))
    monitor.log("The model is asked")
    model = load_model(project)
    clips = len(tokens_of(project, video.id))
    sentences = project.transcripts.sentences(video.id)
    step, first, end = _step_at(truth, clips // 2)
    ahead = AskForecast(project.folder, video.id, 0, clips // 2, length=_AHEAD, count=_FUTURES)
    return Demonstration(
        video=video.path,
        model=model.name,
        cloze=_cloze(project, model, video.id, (first, end), clips),
        action=action(project, model, AskAction(project.folder, video.id, first, end)),
        truth=Truth(step["verb"], step["object"]),
        forecast=forecast(project, model, ahead),
        generated=generate(model, AskGenerate(project.folder, TEXT)),
        alignment=alignment(project, model, AskAlignment(project.folder, video.id)),
        sentences={sentence.id: sentence.text for sentence in sentences},
        names=project.words.names(model.codebook.id),
    )


def _film(project: Project) -> Video:
    for video in project.videos.all():
        if video.path.stem == FILM:
            return video
    raise StudioError(
        "no_demo",
        f"{project.folder} has no film called “{FILM}”.",
        path=project.folder,
        remedy="Name another folder, in which the demo is made anew.",
    )


def _step_at(truth: dict[str, Any], clip: int) -> tuple[dict[str, str], int, int]:
    """The step that a clip belongs to, and its clips ``[first, end)``."""
    number = truth["clips"][clip]
    mine = [index for index, step in enumerate(truth["clips"]) if step == number]
    return truth["steps"][number], mine[0], mine[-1] + 1


def _cloze(
    project: Project, model: LoadedModel, video_id: int, hidden: tuple[int, int], clips: int
) -> ClozeAnswer:
    """Hide the clips of one step, and the last word of a sentence beside them, if there is one."""
    passage = passage_around(project.folder, video_id, *hidden, clips)
    rows = project.transcripts.sentences(video_id)
    read = sentences_on(rows, clips, passage.first_clip, passage.end_clip)
    beside = read[len(read) // 2 :][:1]
    words = tuple(WordPlace(said.id, len(said.text.split()) - 1) for said in beside)
    masking = Masking(clips=tuple(range(*hidden)), words=words)
    return cloze(project, model, AskCloze(passage, masking))
