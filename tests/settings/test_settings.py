"""Settings are data: typed, described, sparse on disk, and nothing is lost."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from vbert_studio import places
from vbert_studio.errors import StudioError
from vbert_studio.jobs.choosing import RECOGNISERS
from vbert_studio.settings import known
from vbert_studio.settings.file import SettingsFile, person_file
from vbert_studio.settings.setting import Setting

PACKAGE = Path(known.__file__).parents[1]


@pytest.fixture
def file(home: Path) -> SettingsFile:
    """An empty file of settings."""
    return SettingsFile(person_file())


def test_only_what_differs_is_on_disk(file: SettingsFile) -> None:
    assert not file.path.exists()
    file.set(known.SNAP_REACH, 12)
    file.set(known.FOLLOW, False)
    assert json.loads(file.path.read_text()) == {
        "timeline.follow": False,
        "timeline.snap_reach": 12,
    }
    file.set(known.FOLLOW, True)
    assert json.loads(file.path.read_text()) == {"timeline.snap_reach": 12}
    file.set(known.SNAP_REACH, 8)
    assert not file.path.exists()


def test_what_another_version_wrote_is_kept(file: SettingsFile) -> None:
    file.path.parent.mkdir(parents=True)
    file.path.write_text('{"later.thing": [1], "timeline.follow": "perhaps"}')
    file.reload()
    assert file.value(known.FOLLOW) is True  # what is not allowed counts as not chosen
    file.set(known.SNAP_REACH, 12)
    assert json.loads(file.path.read_text())["later.thing"] == [1]


@pytest.mark.parametrize("text", ["{", "[]", "\0"])
def test_a_damaged_file_is_named_and_set_aside(file: SettingsFile, text: str) -> None:
    file.path.parent.mkdir(parents=True)
    file.path.write_text(text)
    file.reload()
    assert file.damage is not None
    assert str(file.path) in file.damage.message
    assert file.value(known.SNAP_REACH) == 8
    file.set(known.SNAP_REACH, 12)
    assert SettingsFile(file.path).value(known.SNAP_REACH) == 12
    assert file.path.with_suffix(".damaged.json").read_text() == text


@pytest.mark.parametrize(
    ("setting", "text", "value"),
    [
        (known.FOLLOW, "no", False),
        (known.FOLLOW, "True", True),
        (known.SNAP_REACH, "12", 12),
        (known.AROUND, "1.5", 1.5),
        (known.DEVICE, "cpu", "cpu"),
    ],
)
def test_texts_become_values(setting: Setting[float], text: str, value: object) -> None:
    parsed = setting.parse(text)
    assert parsed == value
    assert type(parsed) is type(setting.default)


@pytest.mark.parametrize(
    ("setting", "text"),
    [
        (known.FOLLOW, "2"),
        (known.SNAP_REACH, "8.5"),
        (known.SNAP_REACH, "41"),
        (known.SNAP_REACH, "nan"),
        (known.AROUND, "far"),
        (known.DEVICE, "CPU"),
    ],
)
def test_what_is_not_allowed_is_refused_with_what_is(setting: Setting[float], text: str) -> None:
    with pytest.raises(StudioError, match=re.escape(setting.name)) as raised:
        setting.parse(text)
    assert setting.allowed in raised.value.remedy


def test_a_disk_that_cannot_be_written_is_said(file: SettingsFile) -> None:
    places.config_dir().parent.mkdir(parents=True)
    places.config_dir().write_text("a file where the folder should be")
    with pytest.raises(StudioError, match="cannot be written"):
        file.set(known.SNAP_REACH, 12)


@pytest.mark.parametrize("setting", known.SETTINGS.values(), ids=lambda s: s.name)
def test_every_setting_is_whole(setting: Setting[float]) -> None:
    assert setting.fits(setting.default)
    assert setting.section in known.SECTIONS
    assert setting.title
    assert setting.help.endswith(".")
    assert setting.used_by


def test_every_recogniser_can_be_chosen() -> None:
    assert {choice.value for choice in known.RECOGNISER.choices} == {"auto", *RECOGNISERS}


def test_every_setting_is_read_somewhere() -> None:
    sources = "\n".join(
        path.read_text(encoding="utf-8")
        for path in PACKAGE.rglob("*.py")
        if path.parent.name != "settings" or path.parent.parent.name == "ui"
    )
    names = {id(value): name for name, value in vars(known).items() if isinstance(value, Setting)}
    unread = [s.name for s in known.SETTINGS.values() if f"known.{names[id(s)]}" not in sources]
    assert unread == []
