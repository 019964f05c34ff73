import threading
from collections.abc import Callable, Iterator

import pytest

from vbert_studio.visual.handover import ahead


def test_in_order_to_the_end() -> None:
    with ahead(lambda _stopped: range(100), 3) as items:
        assert list(items) == list(range(100))


def test_never_more_than_asked_for_is_made_ahead() -> None:
    made: list[int] = []
    full = threading.Event()

    def make(_stopped: Callable[[], bool]) -> Iterator[int]:
        for i in range(50):
            made.append(i)
            if len(made) == 5:  # one used, three waiting, one that finds no place
                full.set()
            yield i

    with ahead(make, 3) as items:
        assert next(items) == 0
        assert full.wait(5)
        assert len(made) == 5


def test_leaving_early_closes_the_iterator_in_its_own_thread() -> None:
    closed_in: list[threading.Thread] = []

    def make(_stopped: Callable[[], bool]) -> Iterator[int]:
        try:
            while True:
                yield 1
        finally:
            closed_in.append(threading.current_thread())

    with ahead(make, 2) as items:
        next(items)
    assert [thread.name for thread in closed_in] == ["ahead"]
    assert not closed_in[0].is_alive()


def test_one_that_makes_nothing_is_told_to_stop() -> None:
    began = threading.Event()

    def make(stopped: Callable[[], bool]) -> Iterator[int]:
        began.set()
        while not stopped():
            pass
        yield from ()

    with ahead(make, 2):
        assert began.wait(5)


def test_an_error_comes_out_behind_the_items_before_it() -> None:
    def make(_stopped: Callable[[], bool]) -> Iterator[int]:
        yield 1
        raise ValueError("at the second")

    with ahead(make, 5) as items:
        assert next(items) == 1
        with pytest.raises(ValueError, match="at the second"):
            next(items)


def test_an_error_of_the_user_ends_the_thread() -> None:
    before = threading.active_count()

    def use() -> None:
        with ahead(lambda _stopped: iter(int, 1), 2) as items:
            next(items)
            raise RuntimeError("mine")

    with pytest.raises(RuntimeError, match="mine"):
        use()
    assert threading.active_count() == before
