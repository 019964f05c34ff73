"""``compare``: how far two models agree about a video."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from vbert_studio.commands.ranges import CountOrNone, RowId
from vbert_studio.commands.registry import command
from vbert_studio.commands.results import Result
from vbert_studio.commands.shell import QUESTIONS
from vbert_studio.jobs.requests import AskSurprise
from vbert_studio.progress import Monitor
from vbert_studio.project import Project


@dataclass(frozen=True, slots=True)
class ModelsCompared(Result):
    """How two models judge all clips of a video.

    Attributes:
        here: the one model.
        there: the other one.
        clips: that both judged.
        same: the share of them where both expect the same visual word.
        right_here: where the one expects the true one.
        right_there: where the other one does.
        nats_here: the mean surprise of the one.
        nats_there: that of the other one.
    """

    here: str
    there: str
    clips: int
    same: float
    right_here: float
    right_there: float
    nats_here: float
    nats_there: float


@command("compare", title="See how far two models agree", group=QUESTIONS)
def compare(
    project: Path,
    video: RowId,
    rival: str,
    *,
    context: CountOrNone = 7,
    checkpoint: str | None = None,
    monitor: Monitor,
) -> ModelsCompared:
    """Hide every clip of a video by itself, and count how often two models expect the same there.

    Args:
        project: the folder of the project.
        video: its number.
        rival: the model to compare with.
        context: clips that the models read on either side.
        checkpoint: the model that is compared; else the current one.
        monitor: hears how far it is.
    """
    from vbert_studio.jobs.agreement import Judged, agreement_of
    from vbert_studio.jobs.questions.loaded import load_model
    from vbert_studio.jobs.questions.whole import surprise

    request = AskSurprise(project, video, context)
    names, judged = [], []
    with Project.open(project, "read") as opened:
        for name in (checkpoint, rival):
            model = load_model(opened, name)
            answer = surprise(opened, model, request, monitor=monitor)
            names.append(model.name)
            judged.append(Judged(answer.best, answer.nats))
        found = agreement_of(judged[0], judged[1], opened.tokens.load(video))
    return ModelsCompared(
        here=names[0],
        there=names[1],
        clips=found.places,
        same=found.same,
        right_here=found.right[0],
        right_there=found.right[1],
        nats_here=found.nats[0],
        nats_there=found.nats[1],
    )
