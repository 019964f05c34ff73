"""The Typer application, built from the registry's shell verbs."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from typing import Annotated, Any

import typer

from vbert_studio import __version__
from vbert_studio.commands.output import OUTPUT, ProgressMode
from vbert_studio.commands.parameters import Parameter, parameters_of
from vbert_studio.commands.ranges import Range
from vbert_studio.commands.registry import Command, registry
from vbert_studio.commands.shell import FAMILIES, load_verbs

Run = Callable[[Command, dict[str, Any], bool, ProgressMode], int]

_ABOUT = """**Your own videos as sentences of visual words, beside what is said.**

A project is a folder. Make one, add videos, and have them read:

    vbert-studio new MyProject
    vbert-studio add MyProject holiday.mp4
    vbert-studio read MyProject
    vbert-studio show MyProject

Or take the steps yourself: extract, codebook train, tokenize, transcribe.

Without any argument the window opens. Both work on the same projects: reading videos, questions to
the model, fine-tuning, exports and undo are here and there. What is done by hand, such as
correcting transcripts and judging pairs, is the window's; training from nothing (pretrain) and the
kitchen are for the command line.
"""
_ENDS = (
    "Exit status: 0 done, 1 something could not be done (a file, a disk, a model), "
    "2 a wrong command line, 70 a bug, 130 stopped."
)
_OUTPUT = "Output"


def build_app(run: Run, typed: Sequence[str] = ()) -> typer.Typer:
    """Every verb as a command whose call goes through `run`, which returns the exit status.

    Args:
        run: is given the command, its arguments, and how to print.
        typed: the command line; the verbs that it cannot mean may be left out.
    """
    load_verbs(typed[0] if typed else "")
    app = _new_typer(_ABOUT, _ENDS)
    app.callback()(_main_options)
    families: dict[str, typer.Typer] = {}
    for command in registry.shell():
        family, _, name = command.name.rpartition(" ")
        if family and family not in families:
            families[family] = _new_typer(FAMILIES[family].help)
            app.add_typer(families[family], name=family, rich_help_panel=FAMILIES[family].group)
        home = families.get(family, app)
        home.command(name, help=command.help, rich_help_panel=None if family else command.group)(
            as_typer_function(command, run)
        )
    return app


def _new_typer(about: str, epilog: str | None = None) -> typer.Typer:
    return typer.Typer(
        help=about,
        epilog=epilog,
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode="markdown",
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    )


def _say_version(wanted: bool) -> None:  # noqa: FBT001 - the shape of a Typer callback
    if wanted:
        typer.echo(f"VBERT Studio {__version__}")
        raise typer.Exit


def _main_options(
    *,
    version: Annotated[
        bool,
        typer.Option("--version", help="Say the version.", callback=_say_version, is_eager=True),
    ] = False,
) -> None:
    """Take the options that belong to no verb."""


def as_typer_function(command: Command, run: Run) -> Callable[..., None]:
    """A function with the signature that Typer reads, which hands everything to `run`."""

    def call(json: bool, progress: ProgressMode, **given: Any) -> None:  # noqa: ANN401, FBT001
        status = run(command, given, json, progress)
        if status:
            raise typer.Exit(status)

    shown = [_typer_parameter(p) for p in parameters_of(command.function)]
    shown += [_typer_parameter(p, rich_help_panel=_OUTPUT) for p in OUTPUT]
    call.__signature__ = inspect.Signature(shown)  # type: ignore[attr-defined]
    call.__annotations__ = {p.name: p.annotation for p in shown}
    return call


def _typer_parameter(parameter: Parameter, **more: Any) -> inspect.Parameter:  # noqa: ANN401
    text = parameter.help[:1].upper() + parameter.help[1:]
    # A file that may not be read is one bad file among others, not a wrong command line.
    more["readable"] = False
    if parameter.range:
        text = f"{text} [{parameter.range.allowed}]"
        more["callback"] = _refusing(parameter.range)
    info = (
        typer.Option(*_names(parameter), help=text, **more)
        if parameter.is_option
        else typer.Argument(help=text, **more)
    )
    return inspect.Parameter(
        parameter.name,
        inspect.Parameter.KEYWORD_ONLY,
        default=parameter.default,
        annotation=Annotated[parameter.annotation, info],
    )


def _refusing(allowed: Range) -> Callable[[Any], Any]:
    """A callback of Typer that refuses numbers; its own limits would not name the number."""

    def check(given: Any) -> Any:  # noqa: ANN401 - a number, several, or None
        for number in given if isinstance(given, list | tuple) else [given]:
            refusal = None if number is None else allowed.refusal(number)
            if refusal:
                raise typer.BadParameter(refusal)
        return given

    return check


def _names(parameter: Parameter) -> tuple[str, ...]:
    """A switch that is off has one name; nobody types ``--no-again``."""
    is_switch = parameter.annotation is bool and parameter.default is False
    return (parameter.flag,) if is_switch else ()
