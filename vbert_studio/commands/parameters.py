"""What a verb takes, read from its signature and its docstring.

A positional parameter is an argument of the command line, a keyword-only one an option; a parameter
of type `Monitor` is handed in by whoever runs the verb and is nobody's to type.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from vbert_studio.errors import BugError
from vbert_studio.progress import Monitor


@dataclass(frozen=True, slots=True)
class Parameter:
    """One argument or option of a verb.

    Attributes:
        name: as in the signature.
        annotation: its type, resolved.
        default: the default value; `inspect.Parameter.empty` when it must be given.
        is_option: given by name (``--seed 1``) rather than by place.
        help: its sentence in the docstring's ``Args``.
    """

    name: str
    annotation: Any
    default: Any
    is_option: bool
    help: str

    @property
    def is_required(self) -> bool:
        """Whether the verb cannot run without it."""
        return self.default is inspect.Parameter.empty

    @property
    def flag(self) -> str:
        """How an option is typed: ``--min-points``."""
        return "--" + self.name.replace("_", "-")


def parameters_of(function: Callable[..., Any]) -> list[Parameter]:
    """The parameters that a person gives, in the order of the signature.

    Raises:
        BugError: if one is not described in the docstring.
    """
    described = describe_arguments(inspect.getdoc(function) or "")
    signature = inspect.signature(function, eval_str=True)
    found = []
    for given in signature.parameters.values():
        if given.annotation is Monitor or given.name == "self":
            continue
        if given.name not in described:
            raise BugError(f"{function.__qualname__} does not describe {given.name}")
        is_option = given.kind is inspect.Parameter.KEYWORD_ONLY
        found.append(
            Parameter(given.name, given.annotation, given.default, is_option, described[given.name])
        )
    return found


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
