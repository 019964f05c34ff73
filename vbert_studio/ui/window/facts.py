"""What the status bar says of the open project and of this machine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

from vbert_studio.model.taught import limits_of
from vbert_studio.ui.session import Changes, ProjectSession
from vbert_studio.ui.translation import told, tr
from vbert_studio.ui.window.memory import memory_text
from vbert_studio.ui.window.status_bar import StatusBar

if TYPE_CHECKING:
    from vbert_studio.project import Project

_MEMORY_MS = 2000
_SOON_MS = 300  # what a project shows comes first: it shares the interpreter with everything else


class Facts(QObject):
    """Codebook, model, device and memory in use, and who else has the project."""

    def __init__(self, session: ProjectSession, status: StatusBar, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._status = status
        self._soon = QTimer(self, interval=_SOON_MS, singleShot=True)
        self._soon.timeout.connect(self.refresh)
        self._soon.timeout.connect(self._ask_device)
        self._soon.timeout.connect(self._ask_memory)
        session.opened.connect(self._soon.start)
        session.closing.connect(self._soon.stop)
        session.changed.connect(self._on_changed)
        self._timer = QTimer(self, interval=_MEMORY_MS)
        self._timer.timeout.connect(self._ask_memory)
        session.opened.connect(self._timer.start)
        session.closing.connect(self._timer.stop)

    @Slot()
    def refresh(self) -> None:
        """Read again what the project says: codebook, model, and who edits it."""
        self._session.read("facts", _read, self._show)

    @Slot()
    def _ask_device(self) -> None:
        """In a thread: a driver may take a second to answer."""
        self._session.read("device", lambda _project: _device(), self._show_device)

    @Slot()
    def _ask_memory(self) -> None:
        """In a thread: every process of the machine is looked at to find those of the program."""
        self._session.read("memory", lambda _project: memory_text(), self._show_memory)

    def _show_memory(self, said: tuple[str, str]) -> None:
        self._status.memory.say(*said)

    def _show_device(self, said: tuple[str, str]) -> None:
        self._status.device.say(*said)

    @Slot(object)
    def _on_changed(self, changes: Changes) -> None:
        if changes.concerns("codebooks", "checkpoints"):
            self.refresh()

    def _show(self, facts: tuple[str, str, str, str, str]) -> None:
        codebook, extractor, model, limits, editor = facts
        hint = tr("The model that answers what you ask of this project")
        self._status.model.say(model, f"{hint}\n\n{limits}" if limits else hint)
        self._status.codebook.say(codebook or tr("no codebook yet"), _hint(codebook, extractor))
        read_only = self._session.read_only
        reason = (
            tr("Being edited by {editor}", editor=editor)
            if editor
            else tr("The folder cannot be written to")
        )
        self._status.read_only.say(tr("Read-only") if read_only else "", reason)


def _hint(codebook: str, extractor: str) -> str:
    if not codebook:
        return tr("Reading the videos learns the visual words of this project")
    return tr(
        "The visual words of this project, learned from features of {extractor}",
        extractor=extractor,
    )


def _device() -> tuple[str, str]:
    """What the jobs compute with: a word for the bar, the rest for the tool tip."""
    from vbert_studio.jobs.engine_device import describe_device

    device = describe_device()
    total = f"{device.memory_total / 2**30:.0f} GB" if device.memory_total else ""
    short = device.name if device.device == "cuda" else device.device.upper()
    parts = (device.name, device.precision, total)
    return short, tr("Jobs compute on: ") + ", ".join(part for part in parts if part)


def _read(project: Project) -> tuple[str, str, str, str, str]:
    from vbert_studio.jobs.models import answering

    codebook = project.codebooks.current()
    editor = project.editor() if project.mode == "read" else None
    name, extractor = ("", "") if codebook is None else (codebook.name, codebook.extractor)
    model = answering(project)
    by = "" if editor is None else str(editor)
    if model is None:
        return name, extractor, "", "", by
    shown = tr("knows only the made-up kitchen") if model.is_shipped else model.name
    return name, extractor, shown, "\n".join(map(told, limits_of(model.folder))), by
