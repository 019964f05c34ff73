"""Progress bars on a terminal, one per item, with what is worth saying above them."""

from __future__ import annotations

from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, Progress, Task, TaskID, TextColumn
from rich.progress import ProgressColumn as Column
from rich.text import Text

from vbert_studio.progress import ErrorEvent, Event, LogEvent, ProgressEvent

_NAME_WIDTH = 24
_STYLES = {"info": "", "warning": "yellow", "error": "red"}


class Bars:
    """Draws every item's progress until it is full; a context manager."""

    def __init__(self, console: Console | None = None) -> None:
        self._console = console or Console(stderr=True, highlight=False)
        self._bars = Progress(
            _NameColumn(),
            BarColumn(bar_width=None),
            _CountColumn(),
            TextColumn("{task.fields[rate]}", style="cyan", justify="right"),
            TextColumn("{task.fields[left]}", style="dim", justify="right"),
            console=self._console,
            expand=True,
        )
        self._tasks: dict[tuple[str, str], TaskID] = {}

    def __enter__(self) -> Bars:
        """Start drawing."""
        self._bars.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Leave the last state standing."""
        self._bars.stop()

    def take(self, event: Event) -> None:
        """Draw or say one event."""
        if isinstance(event, ProgressEvent):
            self._advance(event)
        elif isinstance(event, LogEvent):
            self._console.print(Text(event.message, style=_STYLES[event.level]))
        elif isinstance(event, ErrorEvent):
            self._console.print(failure_text(event.message, event.remedy))

    def _advance(self, event: ProgressEvent) -> None:
        key = (event.item, event.unit)
        if key not in self._tasks:
            self._tasks[key] = self._bars.add_task(
                event.item, unit=event.unit, rate="", left="", total=event.total
            )
        self._bars.update(
            self._tasks[key],
            completed=event.done,
            total=event.total,
            rate=_rate(event),
            left=_left(event),
        )


def failure_text(message: str, remedy: str) -> Text:
    """What failed in red, what to do about it below."""
    text = Text.assemble(("x ", "bold red"), (message, "red"))
    return text.append(f"\n  {remedy}") if remedy else text


class _NameColumn(Column):
    """The item's name at a fixed width, its end kept: the names of a series differ there."""

    def render(self, task: Task) -> Text:
        name = task.description
        if len(name) > _NAME_WIDTH:
            name = "…" + name[1 - _NAME_WIDTH :]
        return Text(name.ljust(_NAME_WIDTH), no_wrap=True)


class _CountColumn(Column):
    """``12/28 clips``, or ``12 clips`` where nobody knows how many there will be."""

    def render(self, task: Task) -> Text:
        of = "" if task.total is None else f"/{task.total:.0f}"
        return Text(f"{task.completed:.0f}{of} {task.fields['unit']}", no_wrap=True)


def _rate(event: ProgressEvent) -> str:
    return f"{event.rate:.3g}/s" if event.rate else ""


def _left(event: ProgressEvent) -> str:
    if not event.remaining_s:
        return ""
    minutes, seconds = divmod(round(event.remaining_s), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02} left" if hours else f"{minutes}:{seconds:02} left"
