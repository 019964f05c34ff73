"""A model that a verb needs is fetched on the way, told and named with its licence."""

from __future__ import annotations

from vbert_studio.progress import Monitor
from vbert_studio.weights import store
from vbert_studio.weights.registry import ModelKind, Registry


def fetch_if_missing(name: str, kind: ModelKind, monitor: Monitor) -> None:
    """Fetch a model unless it is here.

    Raises:
        WeightsError: there is no such model, it is of another kind, or it cannot be had; says what
            to download elsewhere.
    """
    entry = Registry.load().entry(name, kind)
    if store.status(entry).state in ("missing", "partial"):
        monitor.log(f"{entry.title} is fetched: {entry.licence}")
        store.get(entry, monitor=monitor)
