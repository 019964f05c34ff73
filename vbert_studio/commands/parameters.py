"""What a verb takes, read from its signature and its docstring.

A positional parameter is an argument of the command line, a keyword-only one an option; a parameter
of type `Monitor` is handed in by whoever runs the verb and is nobody's to type.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Any, Literal, get_args, get_origin, get_type_hints

from vbert_studio.commands.ranges import Range
from vbert_studio.errors import BugError
from vbert_studio.progress import Monitor


@dataclass(frozen=True, slots=True)
class Parameter:
    """One argument or option of a verb.

    Attributes:
        name: as in the signature.
        annotation: its type, resolved, and without its range.
        default: the default value; `inspect.Parameter.empty` when it must be given.
        is_option: given by name (``--seed 1``) rather than by place.
        help: its sentence in the docstring's ``Args``.
        range: the numbers that it takes, or that each takes where it is a list; None where it is
            about something else.
    """

    name: str
    annotation: Any
    default: Any
    is_option: bool
    help: str
    range: Range | None = None

    @property
    def is_required(self) -> bool:
        """Whether the verb cannot run without it."""
        return self.default is inspect.Parameter.empty

    @property
    def flag(self) -> str:
        """How an option is typed: ``--min-points``."""
        return "--" + self.name.replace("_", "-")

    @property
    def choices(self) -> tuple[str, ...]:
        """The only words that it takes; empty where any will do."""
        return _choices_of(self.annotation)

    @property
    def allowed(self) -> str:
        """What may be given, in words; empty where the type says it all."""
        return self.range.allowed if self.range else ", ".join(self.choices)


def parameters_of(function: Callable[..., Any]) -> list[Parameter]:
    """The parameters that a person gives, in the order of the signature.

    Raises:
        BugError: if one is not described in the docstring.
    """
    described = describe_arguments(inspect.getdoc(function) or "")
    plain = get_type_hints(function)
    signature = inspect.signature(function, eval_str=True)
    found = []
    for given in signature.parameters.values():
        if given.annotation is Monitor or given.name == "self":
            continue
        if given.name not in described:
            raise BugError(f"{function.__qualname__} does not describe {given.name}")
        found.append(
            Parameter(
                name=given.name,
                annotation=plain[given.name],
                default=given.default,
                is_option=given.kind is inspect.Parameter.KEYWORD_ONLY,
                help=described[given.name],
                range=_range_of(given.annotation),
            )
        )
    return found


def _range_of(annotation: Any) -> Range | None:  # noqa: ANN401 - any type there is
    """The range in a type, however deep: ``list[RowId] | None`` has that of `RowId`."""
    own = [each for each in getattr(annotation, "__metadata__", ()) if isinstance(each, Range)]
    within = [found for part in get_args(annotation) if (found := _range_of(part)) is not None]
    return next(iter(own + within), None)


def _choices_of(annotation: Any) -> tuple[str, ...]:  # noqa: ANN401 - any type there is
    """The words of a literal or an enumeration in a type, however deep."""
    if get_origin(annotation) is Literal:
        return tuple(map(str, get_args(annotation)))
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return tuple(str(member.value) for member in annotation)
    return next(filter(None, map(_choices_of, get_args(annotation))), ())


def monitor_name(function: Callable[..., Any]) -> str | None:
    """The name of the parameter that takes the `Monitor`, or None."""
    signature = inspect.signature(function, eval_str=True)
    names = [p.name for p in signature.parameters.values() if p.annotation is Monitor]
    return names[0] if names else None


def describe_arguments(doc: str) -> dict[str, str]:
    """The sentences of the ``Args`` section of a docstring, by parameter."""
    section = re.search(r"^Args:\n((?:[ ]+.*\n?|\n)*)", doc, flags=re.MULTILINE)
    if section is None:
        return {}
    entries = re.split(r"^ {4}(?=\w+:)", section[1], flags=re.MULTILINE)
    pairs = (entry.partition(":") for entry in entries if entry.strip())
    return {name.strip(): " ".join(text.split()) for name, _, text in pairs}
