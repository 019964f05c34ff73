"""The main window: menus, docks, and the controllers behind them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QPaintEvent
from PySide6.QtWidgets import QMainWindow, QVBoxLayout, QWidget

from vbert_studio.ui.commands.actions import Actions
from vbert_studio.ui.history.elsewhere import Elsewhere
from vbert_studio.ui.jobs.interrupted import InterruptedOffer
from vbert_studio.ui.jobs.reading import Outgrown
from vbert_studio.ui.parts.notice import NoticeBar
from vbert_studio.ui.parts.pages import Pages
from vbert_studio.ui.session import ProjectSession
from vbert_studio.ui.theme import theme
from vbert_studio.ui.translation import tr
from vbert_studio.ui.welcome.recent import RecentProjects
from vbert_studio.ui.welcome.screen import WelcomeScreen
from vbert_studio.ui.window import menus
from vbert_studio.ui.window.docks import Docks
from vbert_studio.ui.window.dropping import is_welcome, read_drop
from vbert_studio.ui.window.edit_commands import EditCommands
from vbert_studio.ui.window.facts import Facts
from vbert_studio.ui.window.file_commands import FileCommands
from vbert_studio.ui.window.keeping import Keeping
from vbert_studio.ui.window.layout_commands import LayoutCommands
from vbert_studio.ui.window.library_menu import LibraryMenu
from vbert_studio.ui.window.menus import ICONS
from vbert_studio.ui.window.notifier import JobNotifier
from vbert_studio.ui.window.panel_marks import mark_shown_panels
from vbert_studio.ui.window.panels import Panels
from vbert_studio.ui.window.presence import Presence
from vbert_studio.ui.window.presentation import Presentation
from vbert_studio.ui.window.question_desk import QuestionDesk
from vbert_studio.ui.window.reading import ReadingController
from vbert_studio.ui.window.settings import WindowSettings
from vbert_studio.ui.window.settings_follower import SettingsFollower
from vbert_studio.ui.window.status_bar import StatusBar
from vbert_studio.ui.window.submenus import Submenus
from vbert_studio.ui.window.view_commands import ViewCommands
from vbert_studio.ui.window.viewer import Viewer

if TYPE_CHECKING:
    from vbert_studio.jobs.engine import EngineNotice

_SIZE = QSize(1440, 900)


class MainWindow(QMainWindow):
    """One window, at most one project. `painted` comes once, when it can be seen."""

    painted = Signal()

    def __init__(self, settings: WindowSettings) -> None:
        super().__init__()
        self.settings = settings
        self.restart_folder: str | None = None  # the project to open again, or an empty text
        self._was_painted = False
        self.setWindowTitle("VBERT Studio")
        theme().dress(self)
        self.setAcceptDrops(True)
        self.setMinimumSize(900, 560)
        self.resize(_SIZE.boundedTo(self.screen().availableSize()))
        self.session = ProjectSession(self)
        self.panels = Panels(self.session, self)
        self.reading = ReadingController(self.session, self.panels, self)
        self.recent = RecentProjects(settings.store)
        self._make_centre()
        self.docks = self._make_docks()
        self.status = StatusBar(self.panels.queue)
        self.setStatusBar(self.status)
        self.facts = Facts(self.session, self.status, self)
        self.keeping = Keeping(self)
        self._make_commands()
        self.presence = Presence(self)
        self.following = SettingsFollower(self)
        self._connect()

    def _make_centre(self) -> None:
        self.welcome = WelcomeScreen()
        self.notice = NoticeBar()
        self.pages = Pages()
        self.pages.addWidget(self.welcome)
        centre = QWidget()
        layout = QVBoxLayout(centre)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.notice)
        layout.addWidget(self.pages, 1)
        self.setCentralWidget(centre)

    def _make_docks(self) -> Docks:
        panels = self.panels
        return Docks(
            self,
            {
                "library": panels.library.view,
                "transcript": panels.transcript.view,
                "jobs": panels.jobs,
                "history": panels.history.view,
                "timeline": QWidget(),
                "clip": QWidget(),
                "words": QWidget(),
                "pairs": QWidget(),
                "training": QWidget(),
                "strip": QWidget(),
                "compare": QWidget(),
                "forecast": QWidget(),
                "generate": QWidget(),
                "action": QWidget(),
                "alignment": QWidget(),
            },
        )

    def _make_commands(self) -> None:
        self.files = FileCommands(self)
        self.edits = EditCommands(self)
        self.views = ViewCommands(self)
        self.layouts = LayoutCommands(self)
        self.presentation = Presentation(self)
        self.submenus = Submenus(self)
        self.commands = Actions(ICONS, self)
        for owner in (self.files, self.edits, self.views, self.layouts, self.presentation):
            self.commands.add(owner, {"window": self, "presentation": self})
        self.commands["view.present"].setCheckable(True)
        self.commands["view.end_presentation"].setEnabled(False)
        menus.group_appearances(self, self.commands)
        self.tools = menus.make_tool_bar(self)
        self._fill_menus()
        self.edits.follow(self.commands["edit.undo"], self.commands["edit.redo"])

    def furnish(self) -> None:
        """Make what the first picture of the window does without; needed before any project."""
        from vbert_studio.ui.annotations.commands import AnnotationCommands
        from vbert_studio.ui.pairs.commands import PairCommands
        from vbert_studio.ui.training.commands import TrainingCommands
        from vbert_studio.ui.window.model_desk import ModelDesk
        from vbert_studio.ui.window.pair_desk import PairDesk
        from vbert_studio.ui.window.word_desk import WordDesk

        panels = self.panels
        panels.complete()
        self.docks.fill("timeline", panels.timeline)
        self.docks.fill("clip", panels.clip.view)
        self.docks.fill("words", panels.words.view)
        self.docks.fill("pairs", panels.pairs.view)
        self.docks.fill("training", panels.training.view)
        self.pages.addWidget(panels.player_view)
        self.viewer = Viewer(self.session, panels, self)
        self.viewer.failed.connect(self.notice.say_error)
        self.viewer.refused.connect(self.presence.offer_relink)
        panels.player_view.empty.pressed.connect(self.files.add_videos)
        panels.timeline.clip_opened.connect(self.look_closely)
        self.word_desk = WordDesk(self)
        self.library_menu = LibraryMenu(self)
        self.elsewhere = Elsewhere(self)
        self.notifier = JobNotifier(panels.queue, self)
        self.interrupted = InterruptedOffer(self)
        panels.engine.noticed.connect(self._say_engine)
        self.pairs = PairCommands(self)
        self.pair_desk = PairDesk(self)
        self.training = TrainingCommands(self)
        homes = {"window": self, "timeline": panels.timeline, "player": panels.player_view}
        homes["pairs"] = panels.pairs.view
        homes["words"] = panels.words.view
        for owner in (
            panels.player,
            panels.player_view,
            panels.timeline,
            self.pairs,
            self.training,
            self.word_desk.commands,
        ):
            self.commands.add(owner, homes)
        self.desk = ModelDesk(self)
        self.questions = QuestionDesk(self)
        self.annotations = AnnotationCommands(self)
        mark_shown_panels(self.commands, self.docks)
        self._fill_menus()

    @Slot(object)
    def _offer_learning(self, outgrown: Outgrown) -> None:
        """Words that were learnt from a few videos tell the later ones badly apart."""
        self.notice.say(
            tr(
                "The visual words were learnt when there were {before:,} clips; "
                "now there are {now:,}.",
                before=outgrown.learnt_from,
                now=outgrown.now,
            ),
            tr("What is new may look all alike until they are learnt again."),
            tr("Learn them again"),
            self.files.learn_words,
        )

    @Slot(object)
    def _say_engine(self, notice: EngineNotice) -> None:
        """The process that answers questions died, and is there again or will be."""
        self.notice.say(notice.message)

    @Slot(int)
    def look_closely(self, index: int) -> None:
        """Open a clip of the video that is shown."""
        if self.viewer.video_id is not None:
            if not self.docks["words"].isVisible():
                self.docks.show("clip")
            self.panels.clip.open(self.viewer.video_id, index)
            self.panels.words.open_clip(self.viewer.video_id, index)

    def _fill_menus(self) -> None:
        self.commands.fill_menus(self.menuBar())
        self.submenus.place()
        menus.fill_tool_bar(self.tools, self.commands)

    def _connect(self) -> None:
        session, panels = self.session, self.panels
        session.failed.connect(self.notice.say_error)
        session.edited.connect(self.status.say)
        panels.library.view.add_wanted.connect(self.files.add_videos)
        panels.library.view.read_wanted.connect(self.files.read_videos)
        panels.library.can_read_changed.connect(self.commands["videos.read"].setEnabled)
        panels.library.can_read_changed.connect(panels.transcript.set_can_read)
        panels.transcript.read_wanted.connect(self.files.read_videos)
        self.reading.started.connect(lambda: self.docks.show("jobs"))
        self.reading.started.connect(self.notice.hide)
        self.reading.failed.connect(self.notice.say_error)
        self.reading.outgrown.connect(self._offer_learning)
        self.status.jobs_wanted.connect(lambda: self.docks.show("jobs"))
        self.welcome.videos_wanted.connect(self.files.add_videos)
        self.welcome.demo_wanted.connect(self.files.open_demo)
        self.welcome.project_wanted.connect(session.open)

    @Slot()
    def restart(self) -> None:
        """Close, and have the program open again where it was."""
        self.restart_folder = str(self.session.folder or "")
        self.close()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Files and folders are welcome everywhere."""
        if is_welcome(event.mimeData(), read_only=self.session.read_only):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """Add what was dropped, or open it when it is a project."""
        event.acceptProposedAction()
        self.files.take_drop(read_drop(event.mimeData()))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Tell when the first picture of the window is there."""
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            self.painted.emit()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Nothing has to be saved; what runs is stopped, and goes on from there next time."""
        self.presentation.end()
        self.presence.remember()
        self.hide()  # a job may take a moment to stop
        self.session.shut_down()
        self.panels.shut_down()
        event.accept()
