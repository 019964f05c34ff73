"""Several pieces of number work at once, each on one core."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import cache, partial
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from threadpoolctl import ThreadpoolController


@contextmanager
def each_on_one_core(tasks: int, *, clustering: bool) -> Iterator[Callable[..., Iterator[Any]]]:
    """A `map` for so many tasks, run side by side.

    Several cores would add up one task's sums in the order in which they happen to finish, so that
    the same seed could give another tree; and on a busy machine they spin while they wait for each
    other.

    Args:
        tasks: how many there will be.
        clustering: whether scikit-learn is used in them.
    """
    limit = _controller(clustering=clustering).limit
    workers = max(1, min(tasks, os.cpu_count() or 1))
    # The limit of OpenMP is each thread's own, that of the matrix products is everybody's.
    with (
        limit(limits=1),
        ThreadPoolExecutor(workers, initializer=partial(limit, limits=1)) as pool,
    ):
        try:
            yield pool.map
        finally:
            pool.shutdown(cancel_futures=True)


@cache
def _controller(*, clustering: bool) -> ThreadpoolController:
    """Who can limit the threads of the libraries that are loaded; slow to find out."""
    from threadpoolctl import ThreadpoolController

    if clustering:
        # Else joblib counts cores by running lscpu, which finds none where /sys is not mounted.
        os.environ.setdefault("LOKY_MAX_CPU_COUNT", str(os.cpu_count() or 1))
        import sklearn.cluster  # noqa: F401 - its libraries have to be there to be found
    return ThreadpoolController()
