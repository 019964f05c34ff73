"""Fine-tuning in the window: the real worker, its curves, the comparison, and who answers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from window_helpers import LONG_MS, settle

from tests.judged_project import make_judged_project
from vbert_studio.jobs.run_ends import run_folder
from vbert_studio.project import Project
from vbert_studio.ui.training.delegate import STATUS
from vbert_studio.ui.training.panel import TrainingPanel
from vbert_studio.ui.training.state import curves_of, smoothed
from vbert_studio.ui.window.main_window import MainWindow

MakeWindow = Callable[[], MainWindow]
VERY_LONG_MS = 150_000


@pytest.fixture
def panel(
    make_window: MakeWindow, wordpiece_vocabulary: Path, tmp_path: Path, qtbot: QtBot
) -> TrainingPanel:
    """The training panel of a project with judged pairs and a model that knows nothing."""
    folder = make_judged_project(tmp_path / "judged")
    window = make_window()
    window.session.open(folder)
    qtbot.waitUntil(lambda: window.viewer.video_id == 1, timeout=LONG_MS)
    window.commands["panel.training"].trigger()
    panel = window.panels.training
    qtbot.waitUntil(panel.view.form.start.isEnabled, timeout=LONG_MS)
    settle(window, qtbot)
    return panel


@pytest.mark.timeout(400)
def test_a_run_is_watched_compared_and_chosen_and_another_is_stopped_and_kept(
    panel: TrainingPanel, qtbot: QtBot
) -> None:
    view, session = panel.view, panel._session
    project = session.project
    assert view.form.model.currentText() == "tiny"
    assert "aligned and" in view.form.note.text()
    view.form.steps.setValue(20)
    view.form.rate.setValue(300)
    view.form.start.click()
    assert view.running.isVisible()
    assert not view.form.isVisible()
    qtbot.waitUntil(lambda: " of 20 steps" in view.running.detail.text(), timeout=VERY_LONG_MS)
    qtbot.waitUntil(lambda: panel.run is not None and panel.run.made is not None, timeout=LONG_MS)
    qtbot.waitUntil(view.comparison.isVisible, timeout=LONG_MS)
    assert panel.run.run.status == "done"
    assert view.curves.drawn["loss"] == 20
    assert view.curves.drawn["held_out_accuracy"] == 21  # before the first step, and at each
    told = {n: v for step, n, v in project.runs.metrics(panel.run.run.id, -1) if step == 20}
    assert f"{told['held_out_auc']:.3f}" in view.comparison.said
    assert project.checkpoints.current().name == "tiny"
    assert view.comparison.use_button.text() == "Let fine-tuned-1 answer"
    view.comparison.use_button.click()
    again = "Let tiny answer again"
    qtbot.waitUntil(lambda: view.comparison.use_button.text() == again, timeout=LONG_MS)
    assert project.checkpoints.current().name == "fine-tuned-1"
    view.comparison.use_button.click()
    qtbot.waitUntil(lambda: project.checkpoints.current().name == "tiny", timeout=LONG_MS)

    # The worker has told what it made before it has ended.
    qtbot.waitUntil(view.form.start.isEnabled, timeout=LONG_MS)
    view.form.steps.setValue(90_000)
    view.form.start.click()
    qtbot.waitUntil(lambda: "of 90,000 steps" in view.running.detail.text(), timeout=VERY_LONG_MS)
    qtbot.waitUntil(lambda: view.running._bar.value() >= 0, timeout=LONG_MS)
    view.running.keep_button.click()
    assert not view.running.keep_button.isEnabled()
    names = ["tiny", "fine-tuned-1", "fine-tuned-2"]
    qtbot.waitUntil(
        lambda: [row.name for row in project.checkpoints.all()] == names, timeout=LONG_MS
    )
    qtbot.waitUntil(lambda: view.runs.count() == 2, timeout=LONG_MS)
    qtbot.waitUntil(lambda: view.runs.item(0).data(STATUS) == "done", timeout=LONG_MS)
    assert view.runs.item(0).text() == "fine-tuned-2"
    assert view.form.isVisible()
    settle(session.parent(), qtbot)


def test_without_a_model_or_judged_pairs_it_says_what_is_missing(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.commands["panel.training"].trigger()
    form = window.panels.training.view.form
    qtbot.waitUntil(lambda: "no model yet" in form.note.text(), timeout=LONG_MS)
    assert not form.start.isEnabled()
    assert window.panels.training.view.none.isVisible()
    settle(window, qtbot)


def test_curves_are_smoothed_without_a_pull_to_zero() -> None:
    assert smoothed([2.0, 2.0, 2.0]) == pytest.approx([2.0, 2.0, 2.0])
    told = [(1, "loss", 3.0), (2, "loss", 1.0), (2, "auc", 0.5)]
    curves = curves_of(told)
    assert curves["loss"].steps == (1, 2)
    assert curves["auc"].values == (0.5,)


@pytest.mark.timeout(400)
def test_a_run_that_the_end_of_the_program_stopped_goes_on_at_the_next_start(
    panel: TrainingPanel, make_window: MakeWindow, qtbot: QtBot
) -> None:
    folder, view = panel._session.folder, panel.view
    view.form.steps.setValue(90_000)
    view.form.start.click()
    qtbot.waitUntil(lambda: view.curves.drawn.get("loss", 0) > 2, timeout=VERY_LONG_MS)
    panel._session.parent().close()
    with Project.open(folder, "read") as project:
        [run] = project.runs.all()
        before = project.runs.metrics(run.id)[-1][0]
    assert run.status == "stopped"

    window = make_window()
    window.session.open(folder)
    qtbot.waitUntil(lambda: "was interrupted" in window.notice.text, timeout=LONG_MS)
    window.commands["training.tune"].trigger()
    window.notice.button.click()
    again = window.panels.training
    qtbot.waitUntil(again.view.running.isVisible, timeout=LONG_MS)
    metrics = window.session.project.runs.metrics
    qtbot.waitUntil(lambda: metrics(run.id)[-1][0] > before, timeout=VERY_LONG_MS)
    assert [one.id for one in window.session.project.runs.all()] == [run.id]
    again.view.running.discard_button.click()
    left = run_folder(window.session.project, run.name)
    qtbot.waitUntil(lambda: not left.exists(), timeout=VERY_LONG_MS)
    settle(window, qtbot)
