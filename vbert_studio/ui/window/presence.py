"""What the window is about: the open project or the first-run screen, and what it was last time."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Slot

from vbert_studio.errors import StudioError
from vbert_studio.settings import known
from vbert_studio.ui.settings import settings
from vbert_studio.ui.translation import tr
from vbert_studio.ui.window.place import Place

if TYPE_CHECKING:
    from vbert_studio.ui.window.main_window import MainWindow

_NEEDS_PROJECT = (
    "project.close",
    "search.transcripts",
    "search.videos",
    "panel.library",
    "panel.timeline",
    "panel.transcript",
    "panel.clip",
    "panel.words",
    "panel.jobs",
    "panel.history",
    "panel.reset",
    "clip.open",
    "words.open",
    "layout.watch",
    "layout.annotate",
    "layout.explore",
    "layout.present",
    "layout.save",
    "view.present",
)
_WRITES = ("videos.find", "videos.remove", "videos.read", "words.learn")
_ADDS = ("videos.add", "videos.add_folder")  # in a new project, if none is open


class Presence(QObject):
    """Follows the session with title, pages and docks, and restores the last time."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._session = window.session
        self._settings = window.settings
        self._session.opened.connect(self._on_opened)
        self._session.closing.connect(self._on_closing)
        self._session.closed.connect(self._on_closed)
        self._session.open_failed.connect(self._on_open_failed)
        window.panels.library.loaded.connect(self._choose_video)
        self._left: Place | None = None
        self._show(open_=False)

    def restore_window(self) -> None:
        """Put the window where it was, before it is shown."""
        if self._settings.geometry is not None:
            self._window.restoreGeometry(self._settings.geometry)
        if self._settings.docks is not None:
            self._window.docks.restore(self._settings.docks)

    def restore_project(self) -> None:
        """Open the project that was open when the window closed, if it is still there."""
        folder = self._settings.last_project
        if folder and Path(folder).is_dir() and settings().value(known.RESTORE):
            self._session.open(Path(folder))
        else:
            self._window.welcome.show_recent(self._window.recent.all())

    def remember(self) -> None:
        """Keep everything that `restore_window` and `restore_project` want."""
        self._settings.last_project = str(self._session.folder or self._session.coming or "")
        self._window.keeping.keep_place()
        self._window.keeping.keep_window()
        self._settings.store.finish()

    @Slot()
    def _on_opened(self) -> None:
        folder = self._session.folder
        assert folder is not None
        self._window.notice.hide()
        self._window.recent.add(folder)
        # Now and not only at the end, which a power cut leaves out.
        self._settings.last_project = str(folder)
        self._settings.store.sync()
        name = tr("{name} (read-only)", name=folder.name)
        title = name if self._session.read_only else folder.name
        self._window.setWindowTitle(f"{title} - VBERT Studio")
        self._show(open_=True)
        self._left = None
        self._window.keeping.start()
        if self._session.read_only:
            self._window.notice.say(
                tr(
                    "{name} can only be looked at here: it is open in another window, "
                    "or its folder cannot be written to.",
                    name=folder.name,
                ),
                tr("To change it, close the other window, then open the project again."),
            )

    @Slot()
    def _on_closing(self) -> None:
        self._window.keeping.stop()
        self._window.panels.queue.leave()

    @Slot()
    def _on_closed(self) -> None:
        self._window.setWindowTitle("VBERT Studio")
        self._show(open_=False)
        self._window.welcome.show_recent(self._window.recent.all())

    @Slot()
    def _on_open_failed(self) -> None:
        self._window.welcome.show_recent(self._window.recent.all())

    def _show(self, *, open_: bool) -> None:
        window = self._window
        window.pages.setCurrentWidget(window.panels.player_view if open_ else window.welcome)
        window.docks.set_open(open_)
        self._enable(open_=open_)
        window.tools.setVisible(open_)
        window.statusBar().setVisible(open_)

    def _enable(self, *, open_: bool) -> None:
        """Offer only what can be done."""
        writable = open_ and not self._session.read_only
        for name in _NEEDS_PROJECT:
            self._window.commands[name].setEnabled(open_)
        for name in _WRITES:
            self._window.commands[name].setEnabled(writable)
        for name in _ADDS:
            self._window.commands[name].setEnabled(writable or not open_)
        self._window.panels.library.view.add_button.setEnabled(writable)

    @Slot(int, object)
    def offer_relink(self, video_id: int, error: StudioError) -> None:
        """Say why a video cannot be shown; if its file is gone, offer to say where it is now."""
        item = self._window.panels.library.model.item_of(video_id)
        kept = tr("What was computed from it is kept.")
        self._window.panels.player_view.empty.say(error.message, kept)
        if item is not None and item.is_missing and not self._session.read_only:
            self._window.notice.say(
                error.message,
                kept,
                tr("Relink…"),
                lambda: self._window.files.relink(video_id),
            )
        else:
            self._window.notice.say_error(error)

    def _say_what_is_next(self) -> None:
        """Without any video the middle of the window is the place to drop some."""
        if self._window.viewer.video_id is not None:
            return
        empty = self._window.panels.player_view.empty
        if self._window.panels.library.items:
            empty.say(tr("No video is open"), tr("Choose one in the library."))
        else:
            empty.say(tr("Drop your videos here"), tr("Files or whole folders."), tr("Add videos…"))

    @Slot()
    def _choose_video(self) -> None:
        """Go back to where the person was, or open the first video there is.

        A video that was removed while it was open is not followed by another one that nobody asked
        for; when an undo brings it back, so does the window.
        """
        viewer, library = self._window.viewer, self._window.panels.library
        if viewer.video_id is not None:
            self._left = None
            if library.model.item_of(viewer.video_id) is None:
                self._left = Place(viewer.video_id, float(self._window.panels.player.position))
                viewer.close()
            else:
                library.view.select(library.model.row_of(viewer.video_id))
        elif self._left is None or self._is_there(self._left):
            self._open_first(self._left or self._settings.place(str(self._session.folder)))
        self._say_what_is_next()

    def _is_there(self, place: Place) -> bool:
        return self._window.panels.library.model.item_of(place.video_id) is not None

    def _open_first(self, place: Place | None) -> None:
        viewer, library = self._window.viewer, self._window.panels.library
        if not library.items:
            return
        if place is None or not self._is_there(place):
            place = Place(library.items[0].video.id)
        self._left = None
        viewer.go_to(place.video_id, place.at_s)
        if place.view is not None:
            self._show_stretch(place.video_id, place.view)

    def _show_stretch(self, video_id: int, stretch: tuple[float, float]) -> None:
        """What the timeline showed, once it shows the video."""
        timeline, viewer = self._window.panels.timeline, self._window.viewer

        def show() -> None:
            if viewer.video_id == video_id:
                timeline.view.look_at(timeline.view.viewport.showing(*stretch, margin=0.0))

        timeline.loaded.connect(show, Qt.ConnectionType.SingleShotConnection)
