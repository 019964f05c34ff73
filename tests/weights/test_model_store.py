import hashlib
import os
import zipfile
from pathlib import Path

import pytest
from download_site import Site, serving

from vbert_studio import places
from vbert_studio.errors import WeightsError
from vbert_studio.weights import store
from vbert_studio.weights.entries import (
    DiskSource,
    ModelEntry,
    ModelFile,
    Source,
    WebSource,
    WheelMember,
    WheelSource,
)

FIRST = os.urandom(200_000)
SECOND = b'{"a": "config"}'
NOWHERE = WebSource("http://127.0.0.1:1/w.bin")


def sum_of(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def file_of(name: str, data: bytes, *sources: Source) -> ModelFile:
    return ModelFile(name, len(data), sum_of(data), sources or (NOWHERE,))


def entry_of(*files: ModelFile, note: str = "") -> ModelEntry:
    return ModelEntry("made-up", "asr", "Made up", "none", "tests", files, note=note)


def two_files(first: Source = NOWHERE, second: Source = NOWHERE) -> ModelEntry:
    return entry_of(file_of("w.bin", FIRST, first), file_of("config.json", SECOND, second))


def names_in_store() -> list[str]:
    folder = places.fetched_models_dir() / "made-up"
    return sorted(p.name for p in folder.iterdir()) if folder.exists() else []


def test_a_model_goes_from_missing_to_present() -> None:
    with serving(Site({"/w": FIRST, "/c": SECOND})) as site:
        entry = two_files(WebSource(f"{site.url}/w"), WebSource(f"{site.url}/c"))
        assert store.status(entry).state == "missing"
        folder = store.get(entry)
    assert store.status(entry).state == "present"
    assert store.find(entry) == folder
    assert names_in_store() == ["config.json", "w.bin"]
    assert [check.result for check in store.verify(entry)] == ["good", "good"]
    assert not list(places.fetched_models_dir().glob("*.arriving"))


def test_getting_again_asks_nobody() -> None:
    with serving(Site({"/w": FIRST, "/c": SECOND})) as site:
        entry = two_files(WebSource(f"{site.url}/w"), WebSource(f"{site.url}/c"))
        store.get(entry)
        site.ranges.clear()
        store.get(entry)
    assert site.ranges == []


def test_a_wrong_sum_is_refused_and_removed() -> None:
    with serving(Site({"/w": FIRST[::-1]})) as site:
        entry = entry_of(file_of("w.bin", FIRST, WebSource(f"{site.url}/w")))
        with pytest.raises(WeightsError, match=sum_of(FIRST)) as caught:
            store.get(entry)
    assert caught.value.kind == "wrong_sum"
    assert names_in_store() == []
    assert not list(places.fetched_models_dir().rglob("w.bin*"))


def test_the_next_source_is_tried_when_one_is_silent_and_one_serves_something_else() -> None:
    with serving(Site({"/bad": SECOND, "/w": FIRST})) as site:
        sources = (NOWHERE, WebSource(f"{site.url}/bad"), WebSource(f"{site.url}/w"))
        store.get(entry_of(file_of("w.bin", FIRST, *sources)))
    assert (places.fetched_models_dir() / "made-up" / "w.bin").read_bytes() == FIRST


def test_an_interrupted_get_resumes_with_the_file_that_is_missing() -> None:
    site = Site({"/w": FIRST, "/c": SECOND}, breaks_after=[len(FIRST), 3, 3, 3, 3])
    with serving(site):
        entry = two_files(WebSource(f"{site.url}/w"), WebSource(f"{site.url}/c"))
        with pytest.raises(WeightsError) as caught:
            store.get(entry)
        assert caught.value.kind == "download_broken"
        assert store.status(entry).state == "partial"
        site.ranges.clear()
        store.get(entry)
    assert site.ranges == ["bytes=12-"]
    assert store.status(entry).state == "present"


def test_without_a_network_the_error_says_what_to_do() -> None:
    entry = entry_of(file_of("w.bin", FIRST, NOWHERE))
    with pytest.raises(WeightsError) as caught:
        store.get(entry)
    assert caught.value.kind == "offline"
    assert "http://127.0.0.1:1/w.bin" in caught.value.remedy
    assert "vbert-studio models add made-up" in caught.value.remedy


def test_a_missing_model_says_how_to_get_it() -> None:
    with pytest.raises(WeightsError) as caught:
        store.find(two_files())
    assert caught.value.kind == "model_missing"
    assert "w.bin, config.json" in caught.value.message
    assert "vbert-studio models get made-up" in caught.value.remedy


def test_weights_that_do_not_exist_yet_are_said_not_to() -> None:
    entry = entry_of(note="They come later.")
    assert store.status(entry).state == "not_shipped"
    for call in (store.find, store.get):
        with pytest.raises(WeightsError, match="They come later") as caught:
            call(entry)
        assert caught.value.kind == "model_not_shipped"


def test_damage_on_disk_is_found_and_repaired() -> None:
    with serving(Site({"/w": FIRST, "/c": SECOND})) as site:
        entry = two_files(WebSource(f"{site.url}/w"), WebSource(f"{site.url}/c"))
        weights = store.get(entry) / "w.bin"
        weights.write_bytes(FIRST[:-1] + b"?")
        assert [check.result for check in store.verify(entry)] == ["wrong_sum", "good"]
        store.get(entry)
    assert weights.read_bytes() == FIRST


def test_a_truncated_file_is_not_present() -> None:
    with serving(Site({"/w": FIRST})) as site:
        entry = entry_of(file_of("w.bin", FIRST, WebSource(f"{site.url}/w")))
        weights = store.get(entry) / "w.bin"
    weights.write_bytes(FIRST[:100])
    assert store.status(entry).missing == ("w.bin",)


def test_where_only_the_beginning_of_the_sum_is_published_that_is_what_is_checked() -> None:
    with serving(Site({"/w": FIRST, "/bad": SECOND})) as site:
        for path, good in (("/bad", False), ("/w", True)):
            source = WebSource(f"{site.url}{path}")
            entry = entry_of(ModelFile("w.pth", None, sum_of(FIRST)[:8], (source,)))
            if good:
                store.get(entry)
                assert store.verify(entry)[0].result == "good_prefix"
            else:
                with pytest.raises(WeightsError, match=sum_of(FIRST)[:8]):
                    store.get(entry)


def test_a_shipped_model_is_found_where_it_ships(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shipped = tmp_path / "shipped"
    (shipped / "made-up").mkdir(parents=True)
    (shipped / "made-up" / "w.bin").write_bytes(FIRST)
    (shipped / "parts.bin").write_bytes(SECOND)
    monkeypatch.setattr(places, "models_dir", lambda: shipped)
    assert store.find(entry_of(file_of("w.bin", FIRST))) == shipped / "made-up"
    store.get(two_files(second=DiskSource("parts.bin"), first=DiskSource("made-up/w.bin")))
    assert names_in_store() == ["config.json", "w.bin"]


def test_two_at_once_do_not_mix(monkeypatch: pytest.MonkeyPatch) -> None:
    from vbert_studio.weights.arrival import staging

    with staging(two_files()), pytest.raises(WeightsError) as caught:
        store.get(two_files())
    assert caught.value.kind == "busy"


def wheel_with(path: Path, **members: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(f"pack/{name}", data)
    return path


def from_wheels(*members: tuple[str, str]) -> WheelSource:
    return WheelSource(tuple(WheelMember(f"{name}==1", f"pack/{file}") for name, file in members))


def test_add_takes_one_file(tmp_path: Path) -> None:
    (tmp_path / "w.bin").write_bytes(FIRST)
    added = store.add(two_files(), tmp_path / "w.bin")
    assert (added.state, added.missing) == ("partial", ("config.json",))
    assert (tmp_path / "w.bin").exists()


def test_add_takes_the_only_file_under_another_name(tmp_path: Path) -> None:
    (tmp_path / "download (1).bin").write_bytes(FIRST)
    added = store.add(entry_of(file_of("w.bin", FIRST)), tmp_path / "download (1).bin")
    assert added.state == "present"


def test_add_takes_a_folder_of_package_files_whose_parts_belong_together(tmp_path: Path) -> None:
    wheel_with(tmp_path / "one-1-py3-none-any.whl", p1=FIRST[:70_000])
    wheel_with(tmp_path / "two-1-py3-none-any.whl", p2=FIRST[70_000:], c=SECOND)
    entry = two_files(from_wheels(("one", "p1"), ("two", "p2")), from_wheels(("two", "c")))
    assert store.add(entry, tmp_path).state == "present"
    assert (places.fetched_models_dir() / "made-up" / "w.bin").read_bytes() == FIRST


def test_add_refuses_a_file_that_is_not_the_one(tmp_path: Path) -> None:
    (tmp_path / "w.bin").write_bytes(SECOND)
    with pytest.raises(WeightsError) as caught:
        store.add(two_files(), tmp_path / "w.bin")
    assert caught.value.kind == "wrong_sum"
    assert names_in_store() == []
    assert (tmp_path / "w.bin").exists()


def test_add_says_when_there_is_nothing_of_the_model(tmp_path: Path) -> None:
    (tmp_path / "other.txt").write_text("?")
    with pytest.raises(WeightsError, match="no file of 'made-up'") as caught:
        store.add(two_files(), tmp_path)
    assert "w.bin, config.json" in caught.value.remedy
    with pytest.raises(WeightsError) as caught:
        store.add(two_files(), tmp_path / "nothing here")
    assert caught.value.kind == "not_found"
