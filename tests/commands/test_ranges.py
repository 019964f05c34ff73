"""Every number that a verb takes has a range, and the range refuses what lies outside it."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from typing import Annotated, Any, Literal, get_args

import pytest

from vbert_studio.commands.parameters import Parameter, parameters_of
from vbert_studio.commands.ranges import MOST, Count, Range, RowId, Seconds
from vbert_studio.commands.registry import registry
from vbert_studio.commands.shell import load_verbs


def _is_number(annotation: Any) -> bool:
    return annotation in (int, float) or any(map(_is_number, get_args(annotation)))


def _numbers() -> Iterator[tuple[str, Parameter]]:
    load_verbs()
    for command in registry.shell():
        for parameter in parameters_of(command.function):
            if _is_number(parameter.annotation):
                yield f"{command.name} {parameter.flag}", parameter


def test_every_number_of_every_verb_has_a_range() -> None:
    numbers = list(_numbers())
    assert len(numbers) > 50
    assert [name for name, parameter in numbers if parameter.range is None] == []


def test_every_default_lies_in_its_range() -> None:
    for name, parameter in _numbers():
        assert parameter.range is not None
        if isinstance(parameter.default, int | float):
            assert parameter.range.refusal(parameter.default) is None, name


class _Fruit(Enum):
    APPLE = "apple"
    PEAR = "pear"


def _verb(
    row: RowId,
    *,
    places: list[Seconds] | None = None,
    step: Annotated[int, Range(1, 5)] = 1,
    count: Count | None = None,
    word: Literal["a", "b"] | None = None,
    fruit: list[_Fruit] | None = None,
    text: str = "",
) -> None:
    """Do it.

    Args:
        row: one.
        places: two.
        step: three.
        count: four.
        word: five.
        fruit: six.
        text: seven.
    """


def test_a_parameter_knows_its_type_and_what_is_allowed() -> None:
    found = parameters_of(_verb)
    assert [p.annotation for p in found[:4]] == [int, list[float] | None, int, int | None]
    told = ["1 or more", "0 or more", "1 to 5", "1 or more", "a, b", "apple, pear", ""]
    assert [p.allowed for p in found] == told


@pytest.mark.parametrize(
    ("allowed", "words", "good", "bad"),
    [
        (Range(0), "0 or more", (0, 1, MOST), (-1, MOST + 1, -0.1, float("inf"))),
        (Range(1, 5), "1 to 5", (1, 5), (0, 6, 5.01)),
        (Range(0, without_low=True), "above 0", (1e-9, 7.0), (0, -1.0, float("inf"))),
        (Range(0, 1, without_high=True), "at least 0, below 1", (0, 0.999), (1, 1.5, -0.1)),
        (Range(0, 1, without_low=True), "above 0, at most 1", (0.1, 1), (0, 1.1)),
    ],
)
def test_a_range_refuses_what_lies_outside(
    allowed: Range, words: str, good: tuple[float, ...], bad: tuple[float, ...]
) -> None:
    assert allowed.allowed == words
    assert [allowed.refusal(number) for number in good] == [None] * len(good)
    for number in bad:
        refusal = allowed.refusal(number)
        assert refusal is not None
        assert refusal.startswith(f"{number} is too ")
    assert allowed.refusal(float("nan")) == f"This is no number: it may be {words}."
