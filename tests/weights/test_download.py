import os
from pathlib import Path

import pytest
from download_site import Site, serving

from vbert_studio.errors import CancelledError, WeightsError
from vbert_studio.progress import Event, Monitor, ProgressEvent
from vbert_studio.weights.download import download

BODY = os.urandom(1_000_000)


def test_arrives_whole_with_progress(tmp_path: Path) -> None:
    events: list[Event] = []
    with serving(Site({"/w.bin": BODY})) as site:
        download(f"{site.url}/w.bin", tmp_path / "w.bin", Monitor(events.append))
    assert (tmp_path / "w.bin").read_bytes() == BODY
    assert [p.name for p in tmp_path.iterdir()] == ["w.bin"]
    last = events[-1]
    assert isinstance(last, ProgressEvent)
    assert (last.done, last.total, last.unit) == (len(BODY), len(BODY), "bytes")


def test_server_dies_midway_twice_and_it_goes_on_where_it_broke(tmp_path: Path) -> None:
    with serving(Site({"/w.bin": BODY}, breaks_after=[300_000, 400_000])) as site:
        download(f"{site.url}/w.bin", tmp_path / "w.bin", Monitor())
    assert site.ranges == [None, "bytes=300000-", "bytes=700000-"]
    assert (tmp_path / "w.bin").read_bytes() == BODY


def test_server_that_keeps_dying_is_given_up_and_a_later_attempt_resumes(tmp_path: Path) -> None:
    target = tmp_path / "w.bin"
    with serving(Site({"/w.bin": BODY}, breaks_after=[100_000] * 4)) as site:
        with pytest.raises(WeightsError) as caught:
            download(f"{site.url}/w.bin", target, Monitor())
        assert caught.value.kind == "download_broken"
        assert not target.exists()
        download(f"{site.url}/w.bin", target, Monitor())
    assert site.ranges[-1] == "bytes=400000-"
    assert target.read_bytes() == BODY


def test_file_replaced_on_the_server_is_not_joined_with_the_old_half(tmp_path: Path) -> None:
    site = Site({"/w.bin": BODY}, breaks_after=[100_000] * 4)
    with serving(site), pytest.raises(WeightsError):
        download(f"{site.url}/w.bin", tmp_path / "w.bin", Monitor())
    url = site.url
    newer = Site({"/w.bin": BODY[::-1]}, etag='"two"')
    with serving(newer):
        _pretend_same_address(tmp_path, url, newer.url)
        download(f"{newer.url}/w.bin", tmp_path / "w.bin", Monitor())
    assert newer.ranges == ["bytes=400000-"]
    assert (tmp_path / "w.bin").read_bytes() == BODY[::-1]


def _pretend_same_address(folder: Path, old: str, new: str) -> None:
    facts = folder / "w.bin.part.json"
    facts.write_text(facts.read_text().replace(old, new))


def test_cancel_keeps_what_arrived(tmp_path: Path) -> None:
    stopping: list[Event] = []
    monitor = Monitor(stopping.append, cancelled=lambda: len(stopping) > 1, interval_s=0)
    with serving(Site({"/w.bin": BODY})) as site:
        with pytest.raises(CancelledError):
            download(f"{site.url}/w.bin", tmp_path / "w.bin", monitor)
        kept = (tmp_path / "w.bin.part").stat().st_size
        assert 0 < kept < len(BODY)
        download(f"{site.url}/w.bin", tmp_path / "w.bin", Monitor())
    assert site.ranges == [None, f"bytes={kept}-"]
    assert (tmp_path / "w.bin").read_bytes() == BODY


@pytest.mark.parametrize("status", [403, 404, 503])
def test_refusal_names_address_and_answer(tmp_path: Path, status: int) -> None:
    site = Site({"/w.bin": BODY}, status=status)
    with serving(site), pytest.raises(WeightsError, match=f"w.bin answered {status}") as caught:
        download(f"{site.url}/w.bin", tmp_path / "w.bin", Monitor())
    assert caught.value.kind == "refused_by_server"


def test_nobody_answers(tmp_path: Path) -> None:
    with serving(Site({})) as gone:
        pass
    with pytest.raises(WeightsError) as caught:
        download(f"{gone.url}/w.bin", tmp_path / "w.bin", Monitor())
    assert caught.value.kind == "offline"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_full_disk_says_so(tmp_path: Path) -> None:
    (tmp_path / "w.bin.part").symlink_to("/dev/full")
    with serving(Site({"/w.bin": BODY})) as site, pytest.raises(WeightsError) as caught:
        download(f"{site.url}/w.bin", tmp_path / "w.bin", Monitor())
    assert caught.value.kind == "disk_full"
    assert "Make room" in caught.value.remedy
