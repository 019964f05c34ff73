"""The curves of a run: where they stand, what they are called, and how they leave the window."""

from __future__ import annotations

import csv
import json
import math
from collections.abc import Callable
from pathlib import Path

import pytest
from copied_lines import copied, ran
from PySide6.QtCore import QPoint
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QStyle, QStyleOptionSpinBox
from pytestqt.qtbot import QtBot
from window_helpers import LONG_MS, settle

from tests.judged_project import make_judged_project
from vbert_studio.jobs.fine_tune_plan import ChosenPairs, FineTunePlan, FineTuneSettings
from vbert_studio.project import Project
from vbert_studio.ui.theme import Theme
from vbert_studio.ui.training.form import TrainingForm
from vbert_studio.ui.training.panel import TrainingPanel
from vbert_studio.ui.window.main_window import MainWindow

STEPS = 30


@pytest.fixture
def panel(
    make_window: Callable[[], MainWindow],
    wordpiece_vocabulary: Path,
    tmp_path: Path,
    qtbot: QtBot,
) -> TrainingPanel:
    """The training panel of a project in which a run has ended."""
    folder = make_judged_project(tmp_path / "My project")
    settings, chosen = FineTuneSettings(steps=STEPS), ChosenPairs(0.3, "now it")
    plan = FineTunePlan("tiny", "codebook-1", (1, 2), (3,), 0, settings, chosen)
    with Project.open(folder) as project:
        run = project.runs.begin("fine-tune", "tuned", plan.as_json())
        project.runs.log_all(run.id, [(step, measured(step)) for step in range(STEPS + 1)])
        project.runs.finish(run.id, "done")
    window = make_window()
    window.session.open(folder)
    qtbot.waitUntil(lambda: window.viewer.video_id == 1, timeout=LONG_MS)
    window.commands["panel.training"].trigger()
    panel = window.panels.training
    qtbot.waitUntil(lambda: bool(panel.view.curves.drawn), timeout=LONG_MS)
    settle(window, qtbot)
    return panel


def measured(step: int) -> dict[str, float]:
    held_out = {"held_out_accuracy": 0.5 + step / 100, "held_out_auc": 0.5 + step / 90}
    if not step:
        return held_out
    parts = {name: math.exp(-step / 20) + 0.1 for name in ("loss", "alignment", "text", "video")}
    return held_out | parts


def test_long_names_of_models_do_not_widen_the_panel(panel: TrainingPanel) -> None:
    view = panel.view
    assert view.comparison.isVisibleTo(view)
    for head, name in zip(
        view.comparison._heads, ("videobert-kitchen-small", "fine-tuned-1"), strict=False
    ):
        head.setText(name)
    view.comparison._cells["accuracy"][2].setText("better")
    layout = view.comparison.layout()
    assert layout is not None
    layout.activate()  # else it tells what it needed before
    bar = view.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent)
    assert view.comparison.minimumSizeHint().width() + bar <= view.sizeHint().width()


def test_a_run_leaves_the_window_as_picture_numbers_and_lines(
    panel: TrainingPanel, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    figures = panel.view.figures
    figures.save(tmp_path / "run.csv")
    with (tmp_path / "run.csv").open(newline="", encoding="utf-8") as file:
        rows = list(csv.reader(file))
    assert rows[0] == ["step", "name", "value"]
    below = rows.index([])
    assert rows[below + 1] == ["figure", "before", "after"]
    assert rows[below + 2] == ["accuracy", "0.5", "0.8"]
    figures.save(tmp_path / "run.json")
    written = json.loads((tmp_path / "run.json").read_text("utf-8"))
    figures.copy_command()
    told = ran(copied(), capsys)
    both = [{(one["step"], one["name"], one["value"]) for one in written["rows"]}]
    both.append({(one["step"], one["name"], one["value"]) for one in told["curves"]})
    assert both[0] == both[1]
    assert len(both[0]) == 2 + 6 * STEPS
    for ending in (".png", ".svg"):
        figures.save(tmp_path / f"run{ending}")
        assert (tmp_path / f"run{ending}").stat().st_size > 2000
    figures.menu.aboutToShow.emit()
    [again] = [one for one in figures.menu.actions() if "makes this run" in one.text()]
    assert again.isEnabled()
    again.trigger()
    assert QGuiApplication.clipboard().text() == told["line"]
    assert "--held-out 0.3" in told["line"]


@pytest.mark.parametrize("width", [320, 480, 900])
def test_the_curves_begin_in_view_and_nothing_lies_over_them(
    panel: TrainingPanel, qtbot: QtBot, width: int
) -> None:
    view = panel.view
    view.setParent(None)  # type: ignore[call-overload] - a dock would choose the width
    qtbot.addWidget(view)
    view.show()
    view.resize(width, 320)
    plot, legend = view.curves.plots[0], view.curves.legends[0]
    names = ["all", "alignment", "hidden words", "hidden visual words"]
    assert [entry.title for entry in legend.entries] == names

    def is_placed() -> bool:
        foot = legend.mapTo(view, QPoint(0, legend.height())).y()
        return view.width() == width and foot <= plot.mapTo(view, QPoint(0, 0)).y()

    qtbot.waitUntil(is_placed, timeout=LONG_MS)
    assert plot.mapTo(view, QPoint(0, 0)).y() < view.height() - plot.height() // 3
    assert all(place.right() <= legend.width() + 1 for place in legend.places)
    assert plot.getPlotItem().legend is None
    image: QImage = legend.grab().toImage()
    ground = image.pixelColor(image.width() - 1, image.height() - 1)
    for place in legend.places:
        middle = round(place.center().y() * image.devicePixelRatio())
        assert any(image.pixelColor(round(place.left()) + x, middle) != ground for x in range(22))


def test_the_form_folds_away_once_there_is_a_run(panel: TrainingPanel, qtbot: QtBot) -> None:
    form = panel.view.form
    assert form.model.isVisible()
    assert form.start.isVisible()
    assert not form.steps.isVisible()
    form.more.click()
    assert form.steps.isVisible()
    form.more.click()
    assert not form.steps.isVisible()
    panel._session.parent().commands["training.tune"].trigger()
    assert form.steps.isVisible()


def test_a_number_that_chooses_itself_is_not_cut_off(app_theme: Theme, qtbot: QtBot) -> None:
    form = TrainingForm()
    qtbot.addWidget(form)
    form.steps.setSpecialValueText("automatisch")
    form.resize(form.minimumSizeHint())
    form.show()
    box, option = form.steps, QStyleOptionSpinBox()
    box.initStyleOption(option)
    part = QStyle.SubControl.SC_SpinBoxEditField
    room = box.style().subControlRect(QStyle.ComplexControl.CC_SpinBox, option, part, box)
    margins = box.lineEdit().textMargins()
    needed = box.fontMetrics().horizontalAdvance("automatisch") + margins.left() + margins.right()
    assert room.width() >= needed
