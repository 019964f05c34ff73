from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

from vbert_studio.ui.window.lasting import LastingValues


def test_values_are_here_at_once_and_on_disk_in_the_end(tmp_path: Path) -> None:
    path = tmp_path / "window.ini"
    values = LastingValues(path)
    values.set("window/geometry", QByteArray(b"\x00\xff"))
    values.set("recent/projects", ["/a", "/b"])
    assert values.value("recent/projects") == ["/a", "/b"]
    assert not path.exists()
    values.finish()
    again = LastingValues(path)
    assert again.value("window/geometry") == QByteArray(b"\x00\xff")
    assert again.value("recent/projects") == ["/a", "/b"]
    assert again.value("nothing", "default") == "default"


def test_what_another_window_kept_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "window.ini"
    one, other = LastingValues(path), LastingValues(path)
    one.set("a", "1")
    one.finish()
    other.set("b", "2")
    other.finish()
    kept = QSettings(str(path), QSettings.Format.IniFormat)
    assert (kept.value("a"), kept.value("b")) == ("1", "2")


def test_nothing_is_written_that_is_the_same(tmp_path: Path) -> None:
    path = tmp_path / "window.ini"
    values = LastingValues(path)
    values.set("a", "1")
    values.finish()
    path.unlink()
    values.set("a", "1")
    values.finish()
    assert not path.exists()
