"""Progress bars on a terminal, one per item, with what is worth saying above them."""

from __future__ import annotations

from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, Progress, Task, TaskID, TextColumn
from rich.progress import ProgressColumn as Column
from rich.text import Text

from vbert_studio.cli.amounts import count_text, left_text, rate_text
from vbert_studio.progress import ErrorEvent, Event, LogEvent, ProgressEvent

_NAME_WIDTH = 24
_STYLES = {"info": "", "warning": "yellow", "error": "red"}


class Bars:
    """Draws the progress of each item at work; a context manager."""

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
        if event.total == 0:
            return
        if key not in self._tasks:
            self._retire_finished()
            self._tasks[key] = self._bars.add_task(
                event.item, unit=event.unit, rate="", left="", total=event.total
            )
        self._bars.update(
            self._tasks[key],
            completed=event.done,
            total=event.total,
            rate=rate_text(event),
            left=left_text(event),
        )

    def _retire_finished(self) -> None:
        """Leave full bars behind as lines: a hundred of them would not fit on the screen."""
        finished = {task.id: task for task in self._bars.tasks if task.finished}
        for key, number in list(self._tasks.items()):
            if task := finished.get(number):
                count, rate = _count(task), task.fields["rate"]
                self._console.print(f"{_name(task)} {count} {rate}", markup=False)
                self._bars.remove_task(number)
                del self._tasks[key]


def failure_text(message: str, remedy: str) -> Text:
    """What failed in red, what to do about it below."""
    text = Text.assemble(("x ", "bold red"), (message, "red"))
    return text.append(f"\n  {remedy}") if remedy else text


class _NameColumn(Column):
    """The item's name at a fixed width, its end kept: the names of a series differ there."""

    def render(self, task: Task) -> Text:
        return Text(_name(task), no_wrap=True)


class _CountColumn(Column):
    """``12/28 clips``, or ``12 clips`` where nobody knows how many there will be."""

    def render(self, task: Task) -> Text:
        return Text(_count(task), no_wrap=True)


def _name(task: Task) -> str:
    name = task.description
    if len(name) > _NAME_WIDTH:
        name = "…" + name[1 - _NAME_WIDTH :]
    return name.ljust(_NAME_WIDTH)


def _count(task: Task) -> str:
    return count_text(task.completed, task.total, task.fields["unit"])
