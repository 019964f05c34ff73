"""Texts of rooms that know no window, as templates with fields, read from their sources.

Errors and names of edits are made with their values in them, in English: on the command line, in
another process, in the history of a project. Here the sources are asked what shapes they have:
``f"{path.name} has no clip {index + 1}."`` is the template ``{path_name} has no clip {index}.``
"""

from __future__ import annotations

import ast
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_MOST = 24  # shapes of one text; whoever branches more often is not asked further
_DEEP = 4
_WORDS = re.compile(r"[A-Za-z]{2,}")
_FIELD = re.compile(r"\{\w+\}")
_SENTENCES = "what_it_cannot_know"  # whose tuple is read sentence by sentence
_MADE_IN = {"EngineNotice": 0, "media_error": 2}  # besides errors: which argument is read
Shapes = list[str]


@dataclass(slots=True)
class _Scope:
    """Where names are looked up: a function within its module."""

    module: ast.Module
    function: ast.AST
    depth: int = 0
    seen: frozenset[str] = field(default_factory=frozenset)


def templates_in(source: str) -> Iterator[str]:
    """The templates of errors, notices, progress, limits and names of edits in a source."""
    module = ast.parse(source)
    for function, node in _with_functions(module, module):
        inside = node if isinstance(node, ast.FunctionDef) else function
        for text in _texts(node):
            for shape in _shapes(text, _Scope(module, inside)):
                if _WORDS.search(_FIELD.sub("", shape)):
                    yield shape


def _with_functions(node: ast.AST, function: ast.AST) -> Iterator[tuple[ast.AST, ast.AST]]:
    for child in ast.iter_child_nodes(node):
        is_function = isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef)
        yield function, child
        yield from _with_functions(child, child if is_function else function)


def _texts(node: ast.AST) -> list[ast.expr]:
    """What of a node a person reads."""
    if isinstance(node, ast.Call):
        return _arguments(node)
    if not isinstance(node, ast.FunctionDef):
        return []
    if node.name == "name" and _is_property(node):
        return [one.value for one in ast.walk(node) if isinstance(one, ast.Return) and one.value]
    if node.name == _SENTENCES:
        return [line for one in ast.walk(node) if isinstance(one, ast.Tuple) for line in one.elts]
    return []


def _is_property(function: ast.FunctionDef) -> bool:
    marks = function.decorator_list
    return any(isinstance(mark, ast.Name) and mark.id == "property" for mark in marks)


def _arguments(call: ast.Call) -> list[ast.expr]:
    if isinstance(call.func, ast.Attribute) and call.func.attr == "stage":
        return [*call.args[:1], *call.args[2:3]]  # what a job is at, and what it counts
    if isinstance(call.func, ast.Attribute) and call.func.attr == "fault":
        return [*call.args[:1], *_remedy(call)]
    name = call.func.id if isinstance(call.func, ast.Name) else ""
    if name in _MADE_IN:
        return call.args[_MADE_IN[name] : _MADE_IN[name] + 1]
    is_error = name.endswith("Error") or name == "family"  # an argument that is a kind of error
    if not is_error or name == "BugError":
        return []
    given = {word.arg: word.value for word in call.keywords}
    message = call.args[1:2] or [given[one] for one in ("message",) if one in given]
    return [*message, *_remedy(call)]


def _remedy(call: ast.Call) -> list[ast.expr]:
    return [word.value for word in call.keywords if word.arg == "remedy"]


def _shapes(node: ast.expr, scope: _Scope) -> Shapes:
    """Every shape that an expression may have; what it cannot tell is a field."""
    found = _known(node, scope)
    return list(dict.fromkeys(found))[:_MOST] if found else [f"{{{_field_of(node)}}}"]


def _known(node: ast.expr, scope: _Scope) -> Shapes:
    match node:
        case ast.Constant(value=str(text)):
            return [text.replace("{", "{{").replace("}", "}}")]
        case ast.JoinedStr(values=parts):
            return _joined([_part(one, scope) for one in parts])
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            both = [_known(left, scope), _known(right, scope)]
            return _joined([_shapes(left, scope), _shapes(right, scope)]) if any(both) else []
        case ast.IfExp(body=body, orelse=otherwise):
            return [*_shapes(body, scope), *_shapes(otherwise, scope)]
        case ast.Name(id=name):
            return _named(name, scope)
        case ast.Call(func=ast.Name(id=name)):
            return _typed(node, scope) if name == "command_line" else _called(name, scope)
        case ast.Call(func=ast.Attribute(value=text, attr="format")):
            return [one.replace("{{", "{").replace("}}", "}") for one in _known(text, scope)]
        case ast.Subscript(value=ast.Name(id=name)):
            return _looked_up(name, scope)
        case _:
            return []


def _typed(call: ast.Call, scope: _Scope) -> Shapes:
    """The line for a shell that `command_line` makes of its words."""
    words = [[f" {shape}" for shape in _shapes(word, scope)] for word in call.args]
    return _joined([["vbert-studio"], *words])


def _part(node: ast.expr, scope: _Scope) -> Shapes:
    return _shapes(node.value if isinstance(node, ast.FormattedValue) else node, scope)


def _joined(parts: list[Shapes]) -> Shapes:
    found = ("".join(pieces) for pieces in itertools.product(*parts))
    return list(itertools.islice(found, _MOST))


def _named(name: str, scope: _Scope) -> Shapes:
    """What is assigned to a name in its function, else in its module."""
    if name in scope.seen or scope.depth > _DEEP:
        return []
    deeper = _Scope(scope.module, scope.function, scope.depth + 1, scope.seen | {name})
    for place in (scope.function, scope.module):
        values = list(_assigned(name, place, scope.module))
        if values:
            found = [_known(value, deeper) for value in values]
            return [shape for shapes in found for shape in shapes]
    return []


def _assigned(name: str, place: ast.AST, module: ast.Module) -> Iterator[ast.expr]:
    nodes = place.body if isinstance(place, ast.Module) else ast.walk(place)
    for node in nodes:
        match node:
            case ast.Assign(targets=[ast.Name(id=found)], value=value) if found == name:
                yield value
            case ast.AnnAssign(target=ast.Name(id=found), value=ast.expr() as value):
                if found == name:
                    yield value
            case ast.Assign(targets=[ast.Tuple(elts=names)], value=value):
                places = [n for n, one in enumerate(names) if _is_named(one, name)]
                for row in _rows(value, module) if places else ():
                    yield row.elts[places[0]]


def _is_named(node: ast.expr, name: str) -> bool:
    return isinstance(node, ast.Name) and node.id == name


def _rows(value: ast.expr, module: ast.Module) -> list[ast.Tuple]:
    """The tuples that are taken apart: the one that stands there, or those of a table."""
    if isinstance(value, ast.Subscript) and isinstance(value.value, ast.Name):
        tables = _assigned(value.value.id, module, module)
        found = [one for table in tables if isinstance(table, ast.Dict) for one in table.values]
        return [one for one in found if isinstance(one, ast.Tuple)]
    return [value] if isinstance(value, ast.Tuple) else []


def _called(name: str, scope: _Scope) -> Shapes:
    """What a function of the same module returns."""
    if name in scope.seen or scope.depth > _DEEP:
        return []
    found: Shapes = []
    for function in scope.module.body:
        if isinstance(function, ast.FunctionDef) and function.name == name:
            inside = _Scope(scope.module, function, scope.depth + 1, scope.seen | {name})
            returns = (one for one in ast.walk(function) if isinstance(one, ast.Return))
            for one in returns:
                found += _known(one.value, inside) if one.value is not None else []
    return found


def _looked_up(name: str, scope: _Scope) -> Shapes:
    """The texts of a table of the module."""
    found: Shapes = []
    for table in _assigned(name, scope.module, scope.module):
        for value in table.values if isinstance(table, ast.Dict) else []:
            found += _known(value, scope)
    return found


def _field_of(node: ast.expr) -> str:
    """A name for a value: ``path.name`` is ``path_name``, ``len(clips)`` is ``clips``."""
    words = [one.id for one in ast.walk(node) if isinstance(one, ast.Name)]
    words += [one.attr for one in ast.walk(node) if isinstance(one, ast.Attribute)]
    kept = [word.strip("_") for word in words if word not in ("self", "len", "str", "int", "max")]
    return "_".join(kept[:2]) or "value"
