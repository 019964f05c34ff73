from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot
from window_helpers import LONG_MS, drop, settle

from vbert_studio.jobs.extract import extract
from vbert_studio.jobs.import_videos import import_videos
from vbert_studio.jobs.train_codebook import train_codebook
from vbert_studio.project import Project
from vbert_studio.ui.theme import theme
from vbert_studio.ui.window.main_window import MainWindow
from vbert_studio.ui.window.settings import WindowSettings

MakeWindow = Callable[[], MainWindow]


def test_the_first_screen_offers_two_ways_to_begin(make_window: MakeWindow) -> None:
    window = make_window()
    assert window.welcome.isVisible()
    assert window.welcome.open_button.isVisible()
    assert window.welcome.demo_button.isVisible()
    for text in window.welcome.findChildren(QLabel):
        assert text.height() >= text.heightForWidth(text.width())
    assert not window.docks["library"].isVisible()
    assert not window.tools.isVisible()
    assert window.commands["videos.add"].isEnabled()
    assert not window.commands["project.close"].isEnabled()


def test_a_dropped_film_becomes_tokens_by_one_press(
    make_window: MakeWindow,
    films: list[Path],
    efficientnet_weights: Path,
    home: Path,
    qtbot: QtBot,
) -> None:
    window = make_window()
    assert drop(window, films[1])
    library = window.panels.library
    qtbot.waitUntil(lambda: len(library.items) == 1, timeout=LONG_MS)
    settle(window, qtbot)
    assert window.session.folder == home / "projects" / "silent"
    assert window.viewer.video_id == 1
    button = library.view.read_button
    assert button.isVisible()
    assert button.text() == "Read this video"
    qtbot.waitUntil(window.isActiveWindow, timeout=LONG_MS)
    button.setFocus()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.panels.queue.is_busy, timeout=LONG_MS)
    assert not button.isVisible()
    assert library.view.list.hasFocus()  # not the next button, which Space would press
    window.status.say("A remark.")
    assert not window.status.work_button.isVisible()
    window.panels.queue.changed.emit(window.panels.queue.running[0])
    assert not window.status.work_button.isVisible()
    window.status.clearMessage()
    assert window.status.work_button.isVisible()
    settle(window, qtbot)
    qtbot.waitUntil(lambda: bool(library.items[0].is_read), timeout=LONG_MS)
    assert [job.state for job in window.panels.queue.jobs] == ["done"] * 4
    assert window.session.project.tokens.load(1).tolist()
    content = window.panels.timeline.view.content
    qtbot.waitUntil(lambda: window.panels.timeline.view.content is not content, timeout=LONG_MS)
    assert not button.isVisible()
    assert window.facts is not None
    qtbot.waitUntil(lambda: window.status.codebook.text == "codebook-1", timeout=LONG_MS)


def test_what_is_missing_is_fetched_only_after_a_yes(window: MainWindow, qtbot: QtBot) -> None:
    from vbert_studio.ui.jobs.consent import ConsentDialog

    window.panels.library.view.read_button.click()
    qtbot.waitUntil(lambda: bool(window.findChildren(ConsentDialog)), timeout=LONG_MS)
    [dialog] = window.findChildren(ConsentDialog)
    said = [label.text() for label in dialog.findChildren(QLabel)]
    assert any(text.startswith("2 models have to be fetched first") for text in said)
    assert "Apache-2.0" in said
    assert "MIT" in said
    dialog.reject()
    settle(window, qtbot)
    assert window.panels.queue.jobs == []


def test_a_dropped_project_is_opened(
    make_window: MakeWindow, project_folder: Path, qtbot: QtBot
) -> None:
    window = make_window()
    assert drop(window, project_folder)
    qtbot.waitUntil(lambda: window.viewer.video_id == 1, timeout=LONG_MS)
    settle(window, qtbot)
    assert window.windowTitle() == "Kitchen - VBERT Studio"
    assert [item.name for item in window.panels.library.items] == ["with sound", "silent"]


def test_a_second_window_is_told_and_writes_nothing(
    window: MainWindow, make_window: MakeWindow, project_folder: Path, qtbot: QtBot
) -> None:
    other = make_window()
    other.session.open(project_folder)
    qtbot.waitUntil(lambda: other.viewer.video_id == 1, timeout=LONG_MS)
    settle(other, qtbot)
    assert other.session.read_only
    qtbot.waitUntil(lambda: other.status.read_only.text == "Read-only", timeout=LONG_MS)
    assert other.notice.isVisible()
    assert "can only be looked at" in other.notice.text
    assert "(read-only)" in other.windowTitle()
    assert not other.panels.library.view.read_button.isVisible()
    assert not drop(other, project_folder / "more.mp4")
    for name in ("videos.add", "videos.read", "videos.remove", "edit.undo"):
        assert not other.commands[name].isEnabled()
    other.commands["edit.undo"].trigger()
    settle(other, qtbot)


def test_what_another_process_writes_appears(
    window: MainWindow, project_folder: Path, qtbot: QtBot
) -> None:
    script = (
        "import sys; from pathlib import Path; from vbert_studio.project import Project\n"
        "from vbert_studio.language.transcript import Sentence\n"
        "p = Project.open(Path(sys.argv[1]), 'work'); t = p.transcripts.begin(1, 'file:x.srt')\n"
        "p.transcripts.add(t, [Sentence(0.0, 1.0, 'From elsewhere.', ())])\n"
        "p.transcripts.finish(t); p.close()"
    )
    subprocess.run([sys.executable, "-c", script, str(project_folder)], check=True)
    model = window.panels.transcript.model
    qtbot.waitUntil(lambda: len(model.lines) == 1, timeout=LONG_MS)
    assert model.lines[0].sentence.text == "From elsewhere."


def test_the_next_start_goes_on_where_this_one_ended(
    window: MainWindow, make_window: MakeWindow, project_folder: Path, qtbot: QtBot
) -> None:
    window.docks.toggle("transcript")
    window.docks.show("jobs")
    window.viewer.go_to(2, 0.5)
    settle(window, qtbot)
    qtbot.waitUntil(lambda: window.panels.player.position == pytest.approx(0.5), timeout=LONG_MS)
    window.close()
    again = make_window()
    again.presence.restore_window()
    again.presence.restore_project()
    qtbot.waitUntil(lambda: again.viewer.video_id == 2, timeout=LONG_MS)
    settle(again, qtbot)
    qtbot.waitUntil(lambda: again.panels.player.position == pytest.approx(0.5), timeout=LONG_MS)
    assert again.session.folder == project_folder
    assert not again.docks["transcript"].isVisible()
    assert not again.docks["jobs"].isVisible()
    assert again.docks["library"].isVisible()
    assert again.recent.all() == [project_folder]


def test_the_open_project_is_known_after_a_sudden_end(
    window: MainWindow, project_folder: Path
) -> None:
    assert WindowSettings().last_project == str(project_folder)


def test_a_window_closed_at_once_forgets_nothing(
    window: MainWindow, make_window: MakeWindow, project_folder: Path
) -> None:
    window.close()
    again = make_window()
    again.presence.restore_project()
    assert not again.session.is_open
    again.close()
    assert WindowSettings().last_project == str(project_folder)


def test_a_project_that_cannot_be_opened_is_named_with_the_reason(
    make_window: MakeWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    window = make_window()
    with qtbot.waitSignal(window.session.open_failed, timeout=LONG_MS):
        window.session.open(tmp_path / "nothing here")
    assert window.notice.isVisible()
    assert "nothing here" in window.notice.text
    assert window.welcome.isVisible()


def test_a_file_that_is_no_video_is_named_and_the_others_are_added(
    window: MainWindow, tmp_path: Path, films: list[Path], qtbot: QtBot
) -> None:
    bad = tmp_path / "notes.mp4"
    bad.write_text("no video")
    drop(window, bad, films[0])
    qtbot.waitUntil(lambda: bool(window.panels.queue.jobs), timeout=LONG_MS)
    settle(window, qtbot)
    assert "notes.mp4" in window.notice.text
    assert len(window.panels.library.items) == 2


def test_videos_are_looked_for_where_the_last_ones_were(
    window: MainWindow, films: list[Path], qtbot: QtBot
) -> None:
    window.files.add_videos()
    [dialog] = window.findChildren(QFileDialog)
    dialog.filesSelected.emit([str(films[0])])
    dialog.reject()
    settle(window, qtbot)
    window.files.add_folder()
    dialog = window.findChildren(QFileDialog)[-1]
    assert Path(dialog.directory().absolutePath()) == films[0].parent
    dialog.reject()


def test_light_and_dark_switch_at_once_and_are_kept(
    window: MainWindow, make_window: MakeWindow
) -> None:
    window.commands["appearance.dark"].trigger()
    assert theme().scheme.dark
    assert window.commands["appearance.dark"].isChecked()
    assert make_window().commands["appearance.dark"].isChecked()
    window.commands["appearance.light"].trigger()
    assert not theme().scheme.dark


def test_panels_hide_show_and_go_back(window: MainWindow, qtbot: QtBot) -> None:
    for name in ("library", "timeline", "transcript"):
        window.commands[f"panel.{name}"].trigger()
        assert not window.docks[name].isVisible()
    window.commands["panel.jobs"].trigger()
    assert window.docks["jobs"].isVisible()
    window.commands["panel.reset"].trigger()
    assert [
        n for n in ("library", "timeline", "transcript") if not window.docks[n].isVisible()
    ] == []
    assert not window.docks["jobs"].isVisible()


def test_everything_that_takes_keys_has_a_name(window: MainWindow) -> None:
    window.docks.show("jobs")
    nameless = [
        widget
        for widget in window.findChildren(QWidget)
        if widget.isVisible()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not widget.accessibleName()
        and not (isinstance(widget, QAbstractButton) and widget.text())
    ]
    assert nameless == []


def test_the_tab_key_goes_round(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(window.isActiveWindow, timeout=LONG_MS)
    window.panels.library.view.filter.setFocus()
    seen: list[QWidget] = []
    for _ in range(60):
        focus = QApplication.focusWidget()
        assert focus is not None
        if focus in seen:
            break
        seen.append(focus)
        qtbot.keyClick(focus, Qt.Key.Key_Tab)
    panels = window.panels
    for wanted in (
        panels.library.view.list,
        panels.transcript.view.search,
        panels.transcript.view.list,
    ):
        assert wanted in seen


def test_opening_the_window_loads_no_model_library(tmp_path: Path) -> None:
    script = (
        "import sys\n"
        "from PySide6.QtWidgets import QApplication\n"
        "from vbert_studio.ui.start import Program\n"
        "app = QApplication([])\n"
        "program = Program(app)\n"
        "program.window.painted.connect(app.quit)\n"
        "program.open(None); app.exec()\n"
        "heavy = {'torch', 'torchvision', 'cv2', 'sklearn', 'scipy', 'transformers', 'openvino',"
        " 'faster_whisper', 'ctranslate2', 'av'}\n"
        "print(sorted(heavy & set(sys.modules)))\n"
        "program.window.close(); program.end()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], check=True, capture_output=True, text=True
    )
    assert done.stdout.strip() == "[]"


def test_a_moved_video_is_found_again(
    make_window: MakeWindow, films: list[Path], tmp_path: Path, qtbot: QtBot
) -> None:
    here = tmp_path / "here" / "film.mp4"
    here.parent.mkdir()
    here.write_bytes(films[1].read_bytes())
    folder = tmp_path / "P"
    with Project.create(folder) as project:
        from vbert_studio.jobs.import_videos import import_videos

        import_videos(project, [here])
    there = tmp_path / "there.mp4"
    here.rename(there)
    window = make_window()
    window.session.open(folder)
    qtbot.waitUntil(lambda: len(window.panels.library.items) == 1, timeout=LONG_MS)
    settle(window, qtbot)
    assert window.panels.library.items[0].is_missing
    assert "film.mp4" in window.notice.text
    assert window.notice.button.text() == "Relink…"
    menu = window.library_menu.menu_for(window.panels.library.items[0])
    relink = next(action for action in menu.actions() if action.text() == "Relink…")
    assert relink.isEnabled()
    window.files._relink(1, there)
    qtbot.waitUntil(lambda: not window.panels.library.items[0].is_missing, timeout=LONG_MS)
    settle(window, qtbot)


def test_a_video_that_was_replaced_is_not_played_as_the_one_that_was_added(
    make_window: MakeWindow, films: list[Path], tmp_path: Path, qtbot: QtBot
) -> None:
    film = tmp_path / "film.mp4"
    film.write_bytes(films[1].read_bytes())
    folder = tmp_path / "P"
    with Project.create(folder) as project:
        from vbert_studio.jobs.import_videos import import_videos

        import_videos(project, [film])
    film.write_bytes(films[0].read_bytes())
    window = make_window()
    window.session.open(folder)
    qtbot.waitUntil(lambda: "no longer the file" in window.notice.text, timeout=LONG_MS)
    assert "film.mp4" in window.notice.text
    assert not window.panels.player.is_open
    settle(window, qtbot)


def test_the_demo_opens_with_its_videos(make_window: MakeWindow, home: Path, qtbot: QtBot) -> None:
    window = make_window()
    qtbot.mouseClick(window.welcome.demo_button, Qt.MouseButton.LeftButton)
    library = window.panels.library
    qtbot.waitUntil(lambda: len(library.items) == 7, timeout=LONG_MS)
    settle(window, qtbot)
    assert window.session.folder == home / "projects" / "Demo"
    spoken = [item.name for item in library.items if item.status.sentences]
    assert spoken == ["omelette", "pancakes", "pasta", "pie", "salad", "soup"]
    codebook = window.session.project.codebooks.current()
    assert "slice tomato" in window.session.project.words.names(codebook.id).values()
    told = "knows only the made-up kitchen"
    qtbot.waitUntil(lambda: window.status.model.text == told, timeout=LONG_MS)


def test_a_removed_video_comes_back_by_undo(window: MainWindow, qtbot: QtBot) -> None:
    library = window.panels.library
    window.commands["videos.remove"].trigger()
    qtbot.waitUntil(lambda: [i.name for i in library.items] == ["silent"], timeout=LONG_MS)
    settle(window, qtbot)
    assert window.viewer.video_id == 2 or window.viewer.video_id is None
    window.commands["edit.undo"].trigger()
    qtbot.waitUntil(lambda: len(library.items) == 2, timeout=LONG_MS)
    settle(window, qtbot)


def test_the_library_filters_by_name(window: MainWindow, qtbot: QtBot) -> None:
    view = window.panels.library.view
    window.commands["search.videos"].trigger()
    qtbot.keyClicks(view.filter, "SIL")
    assert view.list.model().rowCount() == 1
    view.filter.clear()
    assert view.list.model().rowCount() == 2


def test_the_status_bar_names_what_is_computed_with(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: bool(window.status.device.text), timeout=LONG_MS)
    qtbot.waitUntil(lambda: window.status.memory.text.endswith("GB"), timeout=LONG_MS)
    qtbot.waitUntil(lambda: window.status.codebook.text == "no codebook yet", timeout=LONG_MS)


@pytest.mark.weights
def test_words_that_the_project_has_outgrown_are_learnt_again_by_one_press(
    make_window: MakeWindow,
    films: list[Path],
    efficientnet_weights: Path,
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    folder = tmp_path / "Growing"
    with Project.create(folder) as project:
        import_videos(project, [films[1]])
        extract(project)
        train_codebook(project)
        import_videos(project, [films[0]])
    window = make_window()
    window.session.open(folder)
    settle(window, qtbot)
    window.files.read_videos()
    qtbot.waitUntil(
        lambda: "learnt when there were 1 clips; now there are 4" in window.notice.text,
        timeout=LONG_MS,
    )
    settle(window, qtbot)
    window.notice.button.click()
    qtbot.waitUntil(lambda: window.panels.queue.is_busy, timeout=LONG_MS)
    settle(window, qtbot)
    assert not window.notice.isVisible()
    current = window.session.project.codebooks.current()
    assert current is not None
    assert (current.name, current.fitted_on) == ("codebook-2", 4)
    assert [len(window.session.project.tokens.load(k)) for k in (1, 2)] == [1, 3]
