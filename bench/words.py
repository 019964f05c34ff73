"""How long a full codebook needs to be shown as a tree and as a map, against the usual way.

A codebook of four levels of twelve has 20,736 words. Both candidates show the same words with the
same colours and names in a tree of 320 x 600 and a map of 700 x 600, and lay out the same 20,736
centroids of 1024 numbers on a plane. Measured, in milliseconds of CPU time of this process (wall
time says more about the machine's other work): the plane, opening tree and map up to the first
picture of each, one repaint of the map while it is being dragged, and narrowing the list to one
word in eight; and the memory the process held at most.

    naive   all principal components (of the covariance, the quicker of the two usual ways), a
            QTreeWidget with an item for each node, a QGraphicsScene with an ellipse for each word
    ours    two components by subspace iteration, a model that answers from arrays, and discs that
            numpy paints

The plane is laid out before the widgets are opened, and beside the window; that is why it is
counted apart.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from statistics import quantiles
from types import SimpleNamespace
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from harness import Numbers, main, peak_memory_mb
from PySide6.QtCore import QCoreApplication, QEvent, QRectF, Qt
from PySide6.QtGui import QBrush
from PySide6.QtWidgets import (
    QApplication,
    QGraphicsScene,
    QGraphicsView,
    QTreeView,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from vbert_studio.jobs.words import WordList
from vbert_studio.project.records import CodebookRow
from vbert_studio.project.said import Said
from vbert_studio.ui.theme import LIGHT, install, token_colour
from vbert_studio.ui.words.choice import tree_of
from vbert_studio.ui.words.map_items import MapItems
from vbert_studio.ui.words.map_painting import Emphasis
from vbert_studio.ui.words.map_view import MapView
from vbert_studio.ui.words.tree_delegate import TreeDelegate
from vbert_studio.ui.words.tree_model import TreeModel
from vbert_studio.visual.word_map import word_map

LEVELS, BRANCHING, SIZE = 4, 12, 1024
WORDS = BRANCHING**LEVELS
_DRAGS = 9
_TREE, _MAP = (320, 600), (700, 600)
_FEWER = 8


def centroids() -> np.ndarray:
    """float32 (20736, 1024): near in the tree, near in space."""
    random = np.random.default_rng(0)
    found = np.zeros((1, SIZE), np.float32)
    for level in range(LEVELS):
        step = random.normal(size=(len(found) * BRANCHING, SIZE)) * 0.5**level
        found = np.repeat(found, BRANCHING, axis=0) + step.astype(np.float32)
    return found


def words() -> WordList:
    uses = np.random.default_rng(1).zipf(1.6, WORDS).clip(0, 5000)
    paths = tuple(np.base_repr(leaf, BRANCHING).lower().zfill(LEVELS) for leaf in range(WORDS))
    row = CodebookRow(1, "all", "", Path(), LEVELS, BRANCHING, 0, WORDS, "", is_current=True)
    return WordList(row, np.arange(WORDS), paths, uses, {}, Said.of([], []))


def ours() -> Numbers:
    _app()
    listed, rows = words(), centroids()
    took = _cpu_ms(lambda: word_map(SimpleNamespace(leaf_centroids=rows)))  # type: ignore[arg-type]
    points = word_map(SimpleNamespace(leaf_centroids=rows)).points  # type: ignore[arg-type]
    shown: dict[str, Any] = {}

    def open_() -> None:
        model, tree, chart = TreeModel(), QTreeView(), MapView()
        tree.setUniformRowHeights(True)
        tree.setHeaderHidden(True)
        tree.setItemDelegate(TreeDelegate(tree))
        tree.setModel(model)
        chart.resize(*_MAP)
        model.show(listed, tree_of(listed, np.ones(WORDS, bool), "path"))
        chart.show_items(MapItems(points.astype(np.float64), listed.uses, listed.paths, {}))
        _paint(tree, _TREE)
        _paint(chart, _MAP)
        shown.update(model=model, tree=tree, map=chart)

    def drag(step: int) -> None:
        chart = shown["map"]
        chart._look(chart.chart.moved(1 if step % 2 else -1, 0))  # noqa: SLF001
        chart.grab()

    def narrow() -> None:
        mask = np.arange(WORDS) % _FEWER == 0
        shown["model"].show(listed, tree_of(listed, mask, "path"))
        shown["map"].emphasise(Emphasis(mask))
        shown["tree"].grab()
        shown["map"].grab()

    return _numbers(took, open_, drag, narrow)


def naive() -> Numbers:
    _app()
    listed, rows = words(), centroids()

    def lay_out() -> np.ndarray:
        centred = rows - rows.mean(axis=0)
        _, directions = np.linalg.eigh(centred.T @ centred)
        return centred @ directions[:, :-3:-1]

    points = np.zeros((WORDS, 2))

    def keep() -> None:
        points[:] = lay_out()

    took = _cpu_ms(keep)
    shown: dict[str, Any] = {}

    def open_() -> None:
        tree, items = _item_tree(listed)
        scene, discs = _disc_scene(listed, points)
        view = QGraphicsView(scene)
        view.setFrameStyle(0)
        view.setRenderHint(view.renderHints().Antialiasing)
        view.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        view.resize(*_MAP)
        view.fitInView(scene.sceneRect(), Qt.AspectRatioMode.KeepAspectRatio)
        _paint(tree, _TREE)
        _paint(view, _MAP)
        shown.update(tree=tree, items=items, scene=scene, discs=discs, view=view)

    def drag(step: int) -> None:
        shown["view"].translate(0.01 if step % 2 else -0.01, 0)
        shown["view"].viewport().grab()

    def narrow() -> None:
        for leaf in range(WORDS):
            hidden = leaf % _FEWER != 0
            shown["items"][leaf].setHidden(hidden)
            shown["discs"][leaf].setOpacity(0.2 if hidden else 1.0)
        shown["tree"].viewport().grab()
        shown["view"].viewport().grab()

    return _numbers(took, open_, drag, narrow)


def _item_tree(listed: WordList) -> tuple[QTreeWidget, list[QTreeWidgetItem]]:
    tree, leaves = QTreeWidget(), []
    tree.setHeaderHidden(True)
    tree.setUniformRowHeights(True)
    nodes: dict[str, QTreeWidgetItem] = {"": tree.invisibleRootItem()}
    for leaf, path in enumerate(listed.paths):
        for depth in range(1, LEVELS + 1):
            here = path[:depth]
            if here not in nodes:
                item = nodes[here] = QTreeWidgetItem(nodes[path[: depth - 1]], [here])
                item.setForeground(0, QBrush(token_colour(here, LIGHT)))
        nodes[path].setText(0, f"{path}  {listed.uses[leaf]:,}")
        leaves.append(nodes[path])
    return tree, leaves


def _disc_scene(listed: WordList, points: np.ndarray) -> tuple[QGraphicsScene, list[Any]]:
    scene, discs = QGraphicsScene(), []
    unit = float(np.ptp(points, axis=0).max()) / _MAP[0]
    radii = MapItems(points, listed.uses, listed.paths, {}).radii(1.0) * unit
    for place, (x, y) in enumerate(points.tolist()):
        radius = float(radii[place])
        area = QRectF(x - radius, y - radius, 2 * radius, 2 * radius)
        brush = QBrush(token_colour(listed.paths[place], LIGHT))
        discs.append(scene.addEllipse(area, Qt.PenStyle.NoPen, brush))
    return scene, discs


def _app() -> None:
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    install(app, "light")


def _paint(widget: QWidget, size: tuple[int, int]) -> None:
    widget.resize(*size)
    widget.show()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
    widget.grab()


def _cpu_ms(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return 1000 * (time.process_time() - began)


def _numbers(
    plane_ms: float,
    open_: Callable[[], None],
    drag: Callable[[int], None],
    narrow: Callable[[], None],
) -> Numbers:
    opened = _cpu_ms(open_)
    drags = [_cpu_ms(lambda step=step: drag(step)) for step in range(_DRAGS)]
    return {
        "plane_ms": plane_ms,
        "open_ms": opened,
        "drag_ms": quantiles(drags, n=4)[0],
        "narrow_ms": _cpu_ms(narrow),
        "memory_mb": peak_memory_mb(),
    }


def summarise(measured: Mapping[str, Numbers]) -> dict[str, Any]:
    ratios = {}
    if {"naive", "ours"} <= set(measured):
        ratios = {
            key.removesuffix("_ms") + "_times": value / max(1e-3, measured["ours"][key])
            for key, value in measured["naive"].items()
        }
    metrics = {f"{case}.{key}": n for case, found in measured.items() for key, n in found.items()}
    return {"metrics": metrics, "ratios": ratios}


CASES = {"naive": naive, "ours": ours}

if __name__ == "__main__":
    main("words", CASES, summarise, rounds=3)
