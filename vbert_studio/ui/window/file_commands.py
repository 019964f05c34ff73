"""The File menu: projects and videos."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QFileDialog

from vbert_studio.commands.registry import command
from vbert_studio.ui.parts.paths import shown_path
from vbert_studio.ui.translation import told, tr
from vbert_studio.ui.window import folders

if TYPE_CHECKING:
    from vbert_studio.project import Project
    from vbert_studio.ui.window.dropping import Dropped
    from vbert_studio.ui.window.main_window import MainWindow

_ENDINGS = "mp4 m4v mov mkv webm avi ts mts m2ts mpg mpeg wmv flv 3gp ogv"
_FILES = tr(
    "Videos ({join});;All files (*)", join=" ".join(f"*.{ending}" for ending in _ENDINGS.split())
)


class FileCommands(QObject):
    """Opens, adds and reads."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._session = window.session
        self._wished: tuple[Path, list[Path]] | None = None  # what a project on its way is to get
        self._session.opened.connect(self._grant)

    @command("project.new", title="New project…", group="File", key="Ctrl+N")
    def new_project(self) -> None:
        """Choose a folder for a new, empty project."""
        dialog = self._dialog(tr("New project"), QFileDialog.FileMode.AnyFile)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setLabelText(QFileDialog.DialogLabel.Accept, tr("Make the project"))
        dialog.fileSelected.connect(lambda name: self._session.create(Path(name)))
        dialog.open()

    @command("project.open", title="Open project…", group="File", key="Ctrl+O")
    def open_project(self) -> None:
        """Choose the folder of a project and open it."""
        dialog = self._dialog(tr("Open project"), QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(lambda name: self._session.open(Path(name)))
        dialog.open()

    @command("project.demo", title="Open the demo", group="File")
    def open_demo(self) -> None:
        """Open a small project with made-up cooking videos, their words, and a model of them."""
        from vbert_studio.jobs.demo import demo_folder

        self._window.status.say(tr("The demo is made ready…"))
        self._session.open_demo(demo_folder())

    @command("project.close", title="Close project", group="File", key="Ctrl+W")
    def close_project(self) -> None:
        """Close the project; everything in it is on disk already."""
        self._session.close()

    @command("videos.add", title="Add videos…", group="File", key="Ctrl+I")
    def add_videos(self) -> None:
        """Choose video files to add, in a new project if none is open."""
        self._choose_videos(tr("Add videos"), QFileDialog.FileMode.ExistingFiles, _FILES)

    @command("videos.add_folder", title="Add a folder of videos…", group="File", key="Ctrl+Shift+I")
    def add_folder(self) -> None:
        """Choose a folder; every video in it and below is added."""
        self._choose_videos(tr("Add a folder of videos"), QFileDialog.FileMode.Directory)

    @command("videos.read", title="Read these videos", group="File", key="Ctrl+R")
    def read_videos(self) -> None:
        """Compute the visual tokens and write down the speech of every video in the library."""
        if self._session.is_open and not self._session.read_only:
            self._window.reading.read_videos()

    @command("words.learn", title="Learn the visual words again", group="File")
    def learn_words(self) -> None:
        """Divide everything that was seen into visual words anew; every token changes."""
        if self._session.is_open and not self._session.read_only:
            self._window.reading.learn_words()

    @command("videos.find", title="Find missing videos…", group="File")
    def find_missing(self) -> None:
        """Choose a folder to search for the videos whose files were moved or renamed."""
        if self._session.is_open:
            dialog = self._dialog(tr("Find missing videos"), QFileDialog.FileMode.Directory)
            dialog.fileSelected.connect(lambda name: self._find(Path(name)))
            dialog.open()

    @command("videos.remove", title="Remove from the project", group="File")
    def remove_video(self) -> None:
        """Take the open video out of the project; its file stays, and undo brings it back."""
        video_id = self._window.viewer.video_id
        if video_id is not None:
            self.remove(video_id)

    @command("window.quit", title="Quit", group="File", key="Ctrl+Q")
    def quit(self) -> None:
        """Close the window; running jobs stop and go on from there next time."""
        self._window.close()

    def take(self, paths: list[Path]) -> None:
        """Add these to the open project, or to a new one named after the first."""
        if not paths or self._session.read_only:
            return
        if self._session.is_open:
            self._window.reading.add(paths)
        else:
            self.open_with(folders.new_project(paths[0]), paths)

    def take_drop(self, dropped: Dropped) -> None:
        """Open a project, add videos, or give the open video a transcript."""
        if dropped.project is not None:
            self._session.open(dropped.project)
        elif dropped.subtitles is not None:
            self._take_subtitles(dropped.subtitles)
        else:
            self.take(list(dropped.videos))

    def _take_subtitles(self, path: Path) -> None:
        from vbert_studio.jobs.import_videos import import_subtitles

        video_id = self._window.viewer.video_id if self._session.is_open else None
        if video_id is None:
            self._window.notice.say(
                tr("Subtitles belong to a video"),
                tr("Open the video first, then drop them again."),
            )
            return

        def work(project: Project) -> str:
            import_subtitles(project, project.videos.get(video_id), path)
            return project.history()[-1].name

        self._session.write(work, self._after_edit)

    def open_with(self, folder: Path, paths: list[Path]) -> None:
        """Open a project, making it if need be, and add these videos if it is new."""
        from vbert_studio.project import is_project

        if is_project(folder):
            self._session.open(folder)
            return

        self._wished = folder, paths
        self._session.create(folder)

    @Slot()
    def _grant(self) -> None:
        """Add the videos that a new project was made for, unless it is another that was opened."""
        wished, self._wished = self._wished, None
        if wished is None or self._session.folder is None:
            return
        folder, paths = wished
        if folder.exists() and self._session.folder.samefile(folder):
            self._window.reading.add(paths)
            self._window.status.say(
                tr("New project in {shown_path}", shown_path=shown_path(folder))
            )

    def remove(self, video_id: int) -> None:
        """Take a video out of the project."""
        from vbert_studio.project.operations import RemoveVideos

        item = self._window.panels.library.model.item_of(video_id)
        self._session.edit(RemoveVideos((video_id,), title="" if item is None else item.name))

    def relink(self, video_id: int) -> None:
        """Choose where a video's file is now."""
        dialog = self._dialog(
            tr("Where is this video now?"), QFileDialog.FileMode.ExistingFile, _FILES
        )
        dialog.fileSelected.connect(lambda name: self._relink(video_id, Path(name)))
        dialog.open()

    def _relink(self, video_id: int, path: Path) -> None:
        from vbert_studio.media.fingerprint import fingerprint
        from vbert_studio.project.operations import RelinkVideo

        def work(project: Project) -> str:
            return project.edit(RelinkVideo(video_id, path, fingerprint(path))).name

        self._session.write(work, self._after_edit)

    def _find(self, folder: Path) -> None:
        from vbert_studio.jobs.relink import relink

        def work(project: Project) -> str:
            report = relink(project, [folder])
            return tr(
                "{value} found, {value2} still missing",
                value=len(report.found),
                value2=len(report.missing),
            )

        self._session.write(work, self._after_edit)

    def _after_edit(self, said: str) -> None:
        self._session.refresh()
        self._session.edited.emit(told(said))

    def _choose_videos(self, title: str, mode: QFileDialog.FileMode, filters: str = "") -> None:
        """Begin where videos were chosen last: a person's films lie together."""
        dialog = self._dialog(title, mode, filters)
        if (folder := self._window.settings.video_folder) is not None:
            dialog.setDirectory(str(folder))
        dialog.filesSelected.connect(lambda names: self._chosen([Path(name) for name in names]))
        dialog.open()

    def _chosen(self, paths: list[Path]) -> None:
        self._window.settings.video_folder = paths[0].parent
        self.take(paths)

    def _dialog(self, title: str, mode: QFileDialog.FileMode, filters: str = "") -> QFileDialog:
        dialog = QFileDialog(self._window, title, str(folders.start_folder()), filters)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(mode)
        return dialog
