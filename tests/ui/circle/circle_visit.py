"""The real program, started and left as a person does, again and again with the same settings."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from circle_hand import CONTROL, Hand, Key
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from vbert_studio.project.pairs import PairRow
from vbert_studio.ui.start import Program
from vbert_studio.ui.timeline.content import TokenTrack

SIZE = (1440, 900)


@dataclass(frozen=True, slots=True)
class Found:
    """What a person finds in the window: everything that has to be there again.

    Attributes:
        project: the folder that is open.
        video: the name of the film that is open.
        playhead_s: where its playhead is.
        seen: the stretch that the timeline shows, to the millisecond.
        panels: that are shown.
        in_front: those of them that hide others in their place.
        said: the sentences with their times.
        names: of the visual words of the film.
        pairs: with their judgements.
        answers: the model that answers.
        history: what was done, as undo would take it back.
    """

    project: Path | None
    video: str
    playhead_s: float
    seen: tuple[float, float]
    panels: frozenset[str]
    in_front: frozenset[str]
    said: tuple[tuple[float, float, str], ...]
    names: dict[int, str]
    pairs: tuple[PairRow, ...]
    answers: str
    history: tuple[str, ...]


class Visit:
    """One run of the program.

    Args:
        app: the application, of which a test has only one.
        qtbot: of the test.
        pictures: where the hand puts its pictures.
    """

    def __init__(self, app: QApplication, qtbot: QtBot, pictures: Path) -> None:
        self._program = Program(app)
        self._program.hook.remove()  # what nobody caught is the test's to tell
        self._is_over = False
        self.window = self._program.window
        self.hand = Hand(self.window, qtbot, pictures)

    def begin(self) -> None:
        """Start the program as its icon does."""
        self._program.open(None)
        self.window.resize(*SIZE)  # for the screen of the tests is a small one
        self.hand.wait(lambda: self.window.panels.is_complete)
        self.hand.wait(self.window.isActiveWindow)

    def leave(self) -> None:
        """Quit by the key."""
        self.hand.press(Key.Key_Q, CONTROL)
        self.hand.wait(lambda: not self.window.isVisible())
        self.end()

    def end(self) -> None:
        """Whatever happened, leave nothing open."""
        if not self._is_over:
            self._is_over = True
            self.window.close()
            self._program.end()

    def look_around(self) -> Found:
        """Everything that a person would want to find again."""
        self.hand.wait_while_busy()
        window = self.window
        timeline, player = window.panels.timeline.view, window.panels.player
        content = timeline.content
        assert content is not None
        assert isinstance(content.tokens, TokenTrack)
        project = window.session.project
        return Found(
            project=window.session.folder,
            video=project.videos.get(content.video_id).path.name,
            playhead_s=player.position,
            seen=(round(timeline.viewport.start_s, 3), round(timeline.viewport.end_s, 3)),
            panels=window.docks.shown - {"jobs"},  # they are shown while there are any
            in_front=frozenset(filter(self._is_in_front, window.docks.names)) - {"jobs"},
            said=tuple(
                (line.sentence.start_s, line.sentence.end_s, line.sentence.text)
                for line in window.panels.transcript.model.lines
            ),
            names=dict(content.tokens.names),
            pairs=tuple(project.pairs.all()),
            answers=window.panels.masking.board.checkpoint,
            history=tuple(entry.name for entry in project.history() if not entry.undone),
        )

    def _is_in_front(self, panel: str) -> bool:
        return not self.window.docks[panel].visibleRegion().isEmpty()


StartProgram = Callable[[], Visit]
