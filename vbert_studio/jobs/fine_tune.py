"""Teaching a model what people judged, and how much better it is for it on pairs it never saw."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from tokenizers import Tokenizer

from vbert_studio.errors import CancelledError, ProjectError
from vbert_studio.jobs.fine_tune_plan import ChosenPairs, FineTunePlan, FineTuneSettings
from vbert_studio.jobs.models import ModelPlace, find_model
from vbert_studio.jobs.pair_split import hold_out
from vbert_studio.jobs.run_diary import Diary
from vbert_studio.jobs.run_ends import CANDIDATE, JOB, adopt_run, run_folder
from vbert_studio.jobs.train_codebook import current_codebook
from vbert_studio.language.wordpiece import load_wordpiece
from vbert_studio.model.checkpoint import Provenance, read_provenance, save_checkpoint
from vbert_studio.model.vocabulary import JointVocabulary
from vbert_studio.progress import Monitor
from vbert_studio.project import Project
from vbert_studio.project.pairs import ALL_PAIRS, PairFilter, PairRow
from vbert_studio.project.records import CheckpointRow, CodebookRow, RunRow
from vbert_studio.training.batches import Batches
from vbert_studio.training.films import TrainingPair, segment_of
from vbert_studio.training.judged import JudgedExamples, JudgedSettings, Metrics, PairJudge
from vbert_studio.training.loop import Listener, Trainer
from vbert_studio.training.masking import Masker
from vbert_studio.training.starting import Start, start_from


@dataclass(frozen=True, slots=True)
class FineTuned:
    """What came of a run.

    Attributes:
        run: the run.
        checkpoint: the new model.
        plan: what it was begun with.
        steps: steps done.
        before: the old model's figures on the held-out pairs, as `PairJudge` names them.
        after: the new model's on the same pairs.
    """

    run: RunRow
    checkpoint: CheckpointRow
    plan: FineTunePlan
    steps: int
    before: Metrics
    after: Metrics


def fine_tune(
    project: Project,
    *,
    checkpoint: str | None = None,
    name: str | None = None,
    where: PairFilter = ALL_PAIRS,
    held_out: float = 0.2,
    settings: FineTuneSettings | None = None,
    use: bool = False,
    monitor: Monitor | None = None,
) -> FineTuned:
    """Fine-tune a model on the pairs that were judged aligned or not aligned.

    Learned are the alignment of both, and hidden words and visual tokens of those that are aligned.
    A share of the pairs is held out, always the same ones; the figures are of those alone. Asked
    for the same again after it was stopped or killed, it goes on with the very next batch.

    Args:
        project: open for editing or for work.
        checkpoint: the model to begin with; None takes the one that answers.
        name: of the new checkpoint; None takes a new one.
        where: which pairs.
        held_out: the share of the pairs that is not taught.
        settings: how.
        use: make the new model the one that answers.
        monitor: told the steps, and a line at each evaluation.

    Raises:
        PairsError: kind ``too_few_pairs``.
        JudgedError: kind ``too_few_pairs``: none of them is aligned.
        ProjectError: kind ``no_codebook``, ``no_such_checkpoint``, ``checkpoint_exists``, or the
            project cannot be written.
        QuestionError: kind ``no_model``.
        CheckpointError: the model is damaged or reads another codebook.
        TrainingError: kind ``bad_setting``.
        CancelledError: the person asked to stop; what was learned until then waits for
            `run_ends.keep_run` or `discard_run`.
    """
    watch = monitor or Monitor()
    settings = settings or FineTuneSettings()
    settings.check(held_out)
    with project.working(JOB):
        place = find_model(project, checkpoint)
        row, book = current_codebook(project)
        start = start_from(place.folder, book, dropout=settings.dropout, seed=settings.seed)
        plan = _plan(project, place, row, where, held_out, settings)
        run = _begun(project, name, plan)
        watch.landed("runs")
        return _Run(project, run, plan, start, place, watch).go(use=use)


def _begun(project: Project, name: str | None, plan: FineTunePlan) -> RunRow:
    """The run that was left over with this plan, else a new one."""
    for run in reversed(project.runs.all()):
        is_left = (
            run.kind == JOB and run.status != "done" and run_folder(project, run.name).is_dir()
        )
        if is_left and name in (None, run.name) and FineTunePlan.of(run) == plan:
            return project.runs.go_on(run.id)
    chosen = _new_name(project, name)
    run_folder(project, chosen).mkdir(parents=True)
    return project.runs.begin(JOB, chosen, plan.as_json())


def _plan(
    project: Project,
    place: ModelPlace,
    codebook: CodebookRow,
    where: PairFilter,
    share: float,
    settings: FineTuneSettings,
) -> FineTunePlan:
    """Only pairs on whose clips there are tokens can be learned from or asked about."""
    videos = {video.id: video for video in project.videos.all()}
    counts = {video_id: len(project.tokens.load(video_id)) for video_id in videos}
    pairs = [
        pair
        for pair in project.pairs.all(where)
        if segment_of(pair.start_s, pair.end_s, counts[pair.video_id]) is not None
    ]
    prints = {video.id: video.fingerprint for video in videos.values()}
    split = hold_out(pairs, prints, share)
    return FineTunePlan(
        start=place.name,
        codebook=codebook.name,
        taught=tuple(pair.id for pair in split.taught),
        held_out=tuple(pair.id for pair in split.held_out),
        set_aside=len(split.set_aside),
        settings=settings.fitted(len(split.taught)),
        chosen=ChosenPairs(share, where.text, where.video_id),
    )


def training_pairs(
    project: Project, ids: Sequence[int], vocabulary: JointVocabulary, words: Tokenizer
) -> list[TrainingPair]:
    """The pairs with these ids as a model reads them, in their order.

    Raises:
        ProjectError: the project cannot be read.
        VocabularyError: a visual token is none of the model's.
    """
    found: list[TrainingPair] = []
    tokens: dict[int, np.ndarray] = {}
    for first in range(0, len(ids), 500):
        for pair in project.pairs.rows(ids[first : first + 500]):
            if pair.video_id not in tokens:
                leaves = project.tokens.load(pair.video_id)
                tokens[pair.video_id] = vocabulary.visual_ids(leaves)
            one = _training_pair(pair, tokens[pair.video_id], words)
            if one is not None:
                found.append(one)
    return found


def _training_pair(pair: PairRow, visual: np.ndarray, words: Tokenizer) -> TrainingPair | None:
    segment = segment_of(pair.start_s, pair.end_s, len(visual))
    ids = np.array(words.encode(pair.text, add_special_tokens=False).ids, np.int64)
    if segment is None or not len(ids):
        return None
    return TrainingPair(ids, visual[slice(*segment)], aligned=pair.judgement == "aligned")


class _Run:
    """One run, from its first figures to its last."""

    def __init__(
        self,
        project: Project,
        run: RunRow,
        plan: FineTunePlan,
        start: Start,
        place: ModelPlace,
        monitor: Monitor,
    ) -> None:
        self._project = project
        self._run = run
        self._plan = plan
        self._start = start
        self._place = place
        self._monitor = monitor
        self._folder = run_folder(project, run.name)
        self._diary = Diary(project, run.id, plan.settings.steps, monitor)
        self._trainer: Trainer | None = None

    def go(self, *, use: bool) -> FineTuned:
        """Train, judge, keep."""
        model, settings = self._start.model, self._plan.settings
        if settings.threads is not None:
            torch.set_num_threads(settings.threads)
        words = load_wordpiece()
        taught, asked = (
            training_pairs(self._project, ids, model.vocabulary, words)
            for ids in (self._plan.taught, self._plan.held_out)
        )
        judge = PairJudge(asked, longest=settings.longest)
        try:
            before = self._judged(judge, 0)
            self._trainer = self._make_trainer(taught, judge)
            steps = self._trainer.run(monitor=self._monitor).step
            after = judge(model)
            self._save()
        except (CancelledError, KeyboardInterrupt):
            self._stopped(judge)
            raise
        except Exception:
            self._end("failed")
            raise
        row = self._adopt(use=use)
        self._end("done")
        self._monitor.landed("checkpoints")
        run = self._project.runs.get(self._run.id)
        return FineTuned(run, row, self._plan, steps, before, after)

    def _adopt(self, *, use: bool) -> CheckpointRow:
        """What cannot be put among the checkpoints now can be kept later."""
        try:
            return adopt_run(self._project, self._run, use=use)
        except ProjectError:
            self._end("stopped")
            raise

    def _make_trainer(self, taught: list[TrainingPair], judge: PairJudge) -> Trainer:
        settings, vocabulary = self._plan.settings, self._start.model.vocabulary
        how = JudgedSettings(longest=settings.longest)
        examples = JudgedExamples(taught, vocabulary, how, seed=settings.seed)
        masker = Masker(vocabulary)
        batches = Batches(examples, masker, settings.batch, bare=settings.bare, seed=settings.seed)
        listener = Listener(self._diary.tell, judge, lambda *_: None, self._diary.keep)
        torch.manual_seed(settings.seed)
        return Trainer(self._start.model, batches, settings.training(), listener, self._folder)

    def _judged(self, judge: PairJudge, step: int) -> Metrics:
        found = judge(self._start.model)
        self._diary.tell(step, {f"held_out_{name}": value for name, value in found.items()})
        return found

    def _stopped(self, judge: PairJudge) -> None:
        """A person decides whether what was learned so far is kept, and wants figures for that.

        They come last: whoever is in a hurry does not wait for them.
        """
        step = 0 if self._trainer is None else self._trainer.state.step
        if step:
            self._save()
        self._end("stopped")
        if step:
            self._judged(judge, step)
            self._diary.keep()

    def _save(self) -> None:
        start = self._start
        taught = read_provenance(self._place.folder).taught
        made_of = Provenance(start.codebook, start.extractor, self._place.name, taught=taught)
        save_checkpoint(start.model, made_of, self._folder / CANDIDATE, half=False)

    def _end(self, status: str) -> None:
        self._diary.keep()
        finish: Callable[..., None] = self._project.runs.finish
        finish(self._run.id, status)
        self._monitor.landed("runs")


def _new_name(project: Project, name: str | None) -> str:
    """A name that neither a checkpoint nor a run that was stopped has."""
    from vbert_studio.jobs.training_plan import new_name

    if name is not None:
        return new_name(project, name)
    taken = {row.name for row in project.checkpoints.all()}
    taken |= {path.name.removesuffix(".run") for path in project.checkpoints_folder.iterdir()}
    number = 1
    while f"fine-tuned-{number}" in taken:
        number += 1
    return f"fine-tuned-{number}"
