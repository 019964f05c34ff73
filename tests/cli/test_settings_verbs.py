"""The settings as a script reads and changes them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from vbert_studio.settings import known
from vbert_studio.settings.file import person_file

if TYPE_CHECKING:
    from conftest import Studio


def test_set_and_get_agree(studio: Studio) -> None:
    changed = studio("settings", "set", "computing.device", "cpu", "--json")
    assert changed.status == 0
    assert changed.json["setting"]["value"] == "cpu"
    assert changed.json["was_changed"] is True
    shown = studio("settings", "get", "computing.device", "--json").json["setting"]
    assert (shown["value"], shown["default"]) == ("cpu", "auto")
    assert "from the next job on" in studio("settings", "set", "computing.device", "auto").out


def test_list_has_every_setting_and_can_leave_out_the_unchanged(studio: Studio) -> None:
    rows = studio("settings", "list", "--json").json["settings"]
    assert {row["name"] for row in rows} == set(known.SETTINGS)
    assert "as at first" in studio("settings", "list", "--changed").out
    studio("settings", "set", "timeline.follow", "off")
    [row] = studio("settings", "list", "--changed", "--json").json["settings"]
    assert (row["name"], row["value"]) == ("timeline.follow", False)
    assert "timeline.follow" in studio("settings", "list", "--changed").out


def test_reset_takes_one_or_all_back(studio: Studio) -> None:
    for name, value in (("timeline.follow", "off"), ("timeline.snap_reach", 4)):
        studio("settings", "set", name, value)
    studio("settings", "reset", "timeline.follow")
    assert len(studio("settings", "list", "--changed", "--json").json["settings"]) == 1
    studio("settings", "reset")
    assert not person_file().exists()


def test_mistakes_are_answered_with_what_is_allowed(studio: Studio) -> None:
    unknown = studio("settings", "get", "computing.devise", "--json")
    assert unknown.status == 1
    assert unknown.json["error"]["kind"] == "no_such_setting"
    assert "computing.device" in unknown.json["error"]["remedy"]
    bad = studio("settings", "set", "computing.device", "gpu", "--json").json["error"]
    assert bad["kind"] == "bad_setting"
    assert "auto, cpu, cuda, mps" in bad["remedy"]


def test_a_damaged_file_is_left_alone(studio: Studio, home: Path) -> None:
    person_file().parent.mkdir(parents=True)
    person_file().write_text("{")
    assert studio("settings", "set", "timeline.follow", "off").status == 1
    assert person_file().read_text() == "{"
