"""Whatever is handed in, the message names the file, the reason and the remedy."""

from __future__ import annotations

import os
import random
import shutil
import tempfile
from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from tests.films import Film, number_in, tone, write_sound_only
from vbert_studio.errors import MediaError
from vbert_studio.media.clips import Geometry, clip_spans, read_clips
from vbert_studio.media.fingerprint import fingerprint
from vbert_studio.media.frames import FrameReader
from vbert_studio.media.probe import probe
from vbert_studio.media.sound import read_peaks, read_sound
from vbert_studio.media.times import read_frame_times
from vbert_studio.progress import Event, LogEvent, Monitor

SMALL = Geometry.direct(32, 48)
NOBODY = 65534
KEY = {
    "encryption_scheme": "cenc-aes-ctr",
    "encryption_key": "76a6c65c5ea762046bd749a2e632ccbb",
    "encryption_kid": "a7e61c373e219033c21091fa607bf3b8",
}


def text(path: Path) -> None:
    path.write_text("This is only a shopping list.\n" * 50)


def random_bytes(path: Path) -> None:
    path.write_bytes(random.Random(0).randbytes(5000))


def empty(path: Path) -> None:
    path.touch()


def folder(path: Path) -> None:
    path.mkdir()


def nothing(path: Path) -> None:
    """There is no such file."""


def encrypted(path: Path) -> None:
    Film(frames=10, container="mp4", container_options=KEY).write(path)


def without_index(path: Path) -> None:
    whole = Film(frames=60).write(path)
    whole.write_bytes(whole.read_bytes()[:-2000])


def without_contents(path: Path) -> None:
    film = Film(frames=60, container="mp4", container_options={"movflags": "faststart"})
    data = film.write(path).read_bytes()
    path.write_bytes(data[: data.index(b"mdat") + 4])


def photograph(path: Path) -> None:
    path.write_bytes(_png())


def subtitles(path: Path) -> None:
    path.write_text("1\n00:00:00,000 --> 00:00:02,000\nHello\n\n")


def playlist(path: Path) -> None:
    path.write_text("#EXTM3U\n#EXT-X-TARGETDURATION:5\n#EXTINF:5,\nhttp://127.0.0.1:9/a.ts\n")


def _png() -> bytes:
    encoder = av.CodecContext.create("png", "w")
    encoder.width, encoder.height, encoder.pix_fmt = 16, 16, "rgb24"  # type: ignore[attr-defined]
    encoder.time_base = Fraction(1, 25)  # type: ignore[assignment]
    frame = av.VideoFrame.from_ndarray(np.zeros((16, 16, 3), np.uint8), "rgb24")
    return b"".join(bytes(p) for p in encoder.encode(frame))  # type: ignore[attr-defined]


BAD: list[tuple[Callable[[Path], None], str]] = [
    (text, "not_a_video"),
    (random_bytes, "not_a_video"),
    (photograph, "not_a_video"),
    (subtitles, "not_a_video"),
    (playlist, "not_a_video"),
    (empty, "empty_file"),
    (folder, "is_a_directory"),
    (nothing, "not_found"),
    (encrypted, "encrypted"),
    (without_index, "truncated"),
    (without_contents, "truncated"),
]
ENTRANCES: list[Callable[[Path], object]] = [probe, read_frame_times]


@pytest.mark.parametrize("entrance", ENTRANCES)
@pytest.mark.parametrize(("make", "kind"), BAD)
@pytest.mark.parametrize("name", ["film.mp4", "plain.txt"])
def test_bad_files(
    tmp_path: Path, name: str, make: Callable[[Path], None], kind: str, entrance: Callable
) -> None:
    source = tmp_path / "source.mp4"
    make(source)
    path = tmp_path / "given" / name
    path.parent.mkdir()
    if source.exists():
        source.rename(path)
    with pytest.raises(MediaError) as caught:
        entrance(path)
    assert caught.value.kind == kind
    _check_words(caught.value, path)


def _check_words(error: MediaError, path: Path) -> None:
    assert error.path == path
    assert path.name in error.message
    assert len(error.message) > len(path.name) + 5
    assert error.remedy.endswith(".")


def test_sound_only_has_no_frames(tmp_path: Path) -> None:
    path = write_sound_only(tmp_path / "voice.m4a", tone(1.0))
    assert probe(path).video is None
    with pytest.raises(MediaError) as caught:
        read_frame_times(path)
    assert caught.value.kind == "no_video_stream"
    _check_words(caught.value, path)


def test_a_stream_without_times_is_refused(tmp_path: Path) -> None:
    path = Film(frames=10, container="h264").write(tmp_path / "raw.h264")
    with pytest.raises(MediaError) as caught:
        read_frame_times(path)
    assert caught.value.kind == "not_a_video"
    assert "time" in caught.value.message
    _check_words(caught.value, path)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that everybody may enter, which the tests' own may not be."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def as_nobody() -> Iterator[Callable[[], None]]:
    """Become a user without rights, where the tests run as one who has them all."""
    root = os.geteuid() == 0
    yield lambda: os.seteuid(NOBODY) if root else None
    if root:
        os.seteuid(0)


@pytest.mark.skipif(os.name == "nt", reason="rights work differently there")
@pytest.mark.parametrize("entrance", [*ENTRANCES, fingerprint, read_peaks])
def test_no_permission(
    open_folder: Path, as_nobody: Callable[[], None], entrance: Callable[[Path], object]
) -> None:
    path = Film(frames=5).write(open_folder / "private.mp4")
    path.chmod(0)
    as_nobody()
    with pytest.raises(MediaError) as caught:
        entrance(path)
    assert caught.value.kind == "no_permission"
    _check_words(caught.value, path)


NAMES = [
    "with spaces and 'quotes' and \"more\".mp4",
    "ünïcödé 视频 видео.mp4",
    "http:looks like an address.mp4",
    "100%d%03d.mp4",
    "-starts-with-a-dash.mp4",
    "*?[a].mp4",
    "new\nline.mp4",
]


@pytest.mark.skipif(os.name == "nt", reason="such names cannot be given there")
@pytest.mark.parametrize("name", NAMES)
def test_strange_names(tmp_path: Path, name: str) -> None:
    path = Film(frames=30, sound=tone(1.0)).write(tmp_path / name)
    times = read_frame_times(path)
    assert len(times) == 30
    assert probe(path).path == path
    assert next(read_clips(path, times, geometry=SMALL)).frames.shape == (30, 32, 48, 3)
    assert sum(map(len, read_sound(path))) > 15000
    assert fingerprint(path)


@pytest.mark.skipif(os.name == "nt", reason="such names cannot be given there")
def test_a_name_that_is_no_text(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"latin1-\xe9.mp4")
    Film(frames=5).write(tmp_path / "a.mp4").rename(path)
    assert len(read_frame_times(path)) == 5


@pytest.mark.parametrize("suffix", [".mp4", ".mkv", ".avi", ".ts"])
def test_a_film_that_was_cut_off_gives_what_is_there(tmp_path: Path, suffix: str) -> None:
    options = {"movflags": "faststart"} if suffix == ".mp4" else {}
    film = Film(frames=300, gop=30, container_options=options)
    path = film.write(tmp_path / f"cut{suffix}")
    data = path.read_bytes()
    path.write_bytes(data[: len(data) * (4 if suffix == ".mp4" else 2) // 5])
    told: list[Event] = []
    times = read_frame_times(path, monitor=Monitor(told.append))
    assert 50 < len(times) < 290
    if suffix != ".ts":  # a transport stream has no end to miss
        assert probe(path).cut_off
        assert any(isinstance(event, LogEvent) and path.name in event.message for event in told)
    clips = list(read_clips(path, times, geometry=SMALL))
    assert len(clips) == len(clip_spans(times)) >= 1
    assert [number_in(i) for i in clips[0].frames] == [film.shown_at(k / 20) for k in range(30)]


def test_whole_films_are_not_called_cut_off(tmp_path: Path) -> None:
    for suffix in (".mp4", ".mov", ".mkv", ".webm", ".avi", ".ts"):
        codec = "libvpx-vp9" if suffix == ".webm" else "libx264"
        path = Film(frames=10, codec=codec, sound=None).write(tmp_path / f"whole{suffix}")
        assert not probe(path).cut_off
    path = Film(frames=10, container_options={"movflags": "frag_keyframe+empty_moov"}).write(
        tmp_path / "fragments.mp4"
    )
    assert not probe(path).cut_off


@pytest.mark.parametrize("codec", ["libx264", "mpeg4", "libvpx-vp9", "libx265"])
def test_a_damaged_stretch_does_not_end_the_film(tmp_path: Path, codec: str) -> None:
    film = Film(frames=300, gop=15, codec=codec)
    path = film.write(tmp_path / "scratched.mkv")
    times = read_frame_times(path)
    _scratch(path)
    told: list[Event] = []
    clips = list(read_clips(path, times, geometry=SMALL, monitor=Monitor(told.append)))
    assert len(clips) == len(clip_spans(times)) == 7
    assert [number_in(i) for i in clips[0].frames] == [film.shown_at(k / 20) for k in range(30)]
    assert number_in(clips[-1].frames[0]) == film.shown_at(9.0)
    if codec != "libx265":  # whose decoder patches up without a word
        assert any(isinstance(e, LogEvent) and "damaged" in e.message for e in told)
    with FrameReader(path, times) as reader:
        for index in range(0, 300, 7):
            assert abs(reader.read(index).index - index) <= 60
        assert number_in(reader.read(0).image) == 0
        assert number_in(reader.read(299).image) == 299


def _scratch(path: Path) -> None:
    """Overwrite the contents of the packets in the middle, and leave the container whole."""
    with av.open(str(path)) as container:
        packets = [(p.pos, p.size) for p in container.demux(video=0) if p.size]
    data = bytearray(path.read_bytes())
    noise = random.Random(5)
    for position, size in packets[140:160]:
        start = data.index(bytes(data[position : position + 1]), position) + 20
        data[start : start + max(0, size - 24)] = noise.randbytes(max(0, size - 24))
    path.write_bytes(bytes(data))


def test_a_hole_in_the_container_does_not_end_the_film(tmp_path: Path) -> None:
    path = Film(frames=300, gop=15).write(tmp_path / "hole.ts")
    data = bytearray(path.read_bytes())
    middle = len(data) // 2
    data[middle : middle + 3000] = bytes(3000)
    path.write_bytes(bytes(data))
    times = read_frame_times(path)
    assert times.end_s == pytest.approx(10.0, abs=0.1)
    clips = list(read_clips(path, times, geometry=SMALL))
    assert number_in(clips[-1].frames[0]) == 270


def _stamp(path: Path, number: int, pts: int, target: Path) -> Path:
    """Copy the film with one packet whose time is something else."""
    with av.open(str(path)) as old, av.open(str(target), "w") as new:
        stream = new.add_stream_from_template(old.streams.video[0])
        for place, packet in enumerate(p for p in old.demux(video=0) if p.dts is not None):
            if place == number:
                packet.pts = packet.dts = pts
            packet.stream = stream
            new.mux(packet)
    return target


def test_a_frame_that_damage_puts_a_day_away_does_not_make_a_day_of_clips(tmp_path: Path) -> None:
    film = Film(frames=120, codec="mjpeg", pixel_format="yuvj420p")
    plain = film.write(tmp_path / "plain.mkv")
    path = _stamp(plain, 119, 26 * 3600 * 1000, tmp_path / "day.mkv")
    told: list[Event] = []
    times = read_frame_times(path, monitor=Monitor(told.append))
    assert times.end_s == pytest.approx(4.0, abs=0.05)
    assert len(clip_spans(times)) == 3
    assert any(isinstance(e, LogEvent) and "damaged" in e.message for e in told)


def test_a_long_hole_in_the_sound_is_filled_piece_by_piece(tmp_path: Path) -> None:
    plain = write_sound_only(tmp_path / "plain.mka", tone(2.0), "pcm_s16le")
    path = tmp_path / "hole.mka"
    with av.open(str(plain)) as old, av.open(str(path), "w") as new:
        stream = new.add_stream_from_template(old.streams.audio[0])
        for packet in old.demux(audio=0):
            if packet.pts is not None:
                if packet.pts > 1000:
                    packet.pts = packet.dts = packet.pts + 600_000
                packet.stream = stream
                new.mux(packet)
    lengths = [len(block) for block in read_sound(path)]
    assert sum(lengths) == pytest.approx(602 * 16000, rel=0.001)
    assert max(lengths) <= 16000


def test_a_file_that_vanished_before_it_was_read(tmp_path: Path) -> None:
    path = Film(frames=60).write(tmp_path / "gone.mp4")
    times = read_frame_times(path)
    path.unlink()
    for read in (
        lambda: next(read_clips(path, times, geometry=SMALL)),
        lambda: FrameReader(path, times).__enter__(),
        lambda: next(read_sound(path)),
        lambda: fingerprint(path),
    ):
        with pytest.raises(MediaError) as caught:
            read()
        assert caught.value.kind == "not_found"
        _check_words(caught.value, path)


@pytest.mark.parametrize("suffix", [".mp4", ".mkv", ".ts"])
def test_a_file_that_vanishes_while_it_is_read(tmp_path: Path, suffix: str) -> None:
    """What a broken network disk or a file that is written anew looks like: bytes are missing."""
    path = Film(frames=900, height=240, width=320, codec="mpeg4", gop=10).write(
        tmp_path / f"going{suffix}"
    )
    times = read_frame_times(path)
    clips = read_clips(path, times, geometry=SMALL)
    got = [next(clips)]
    os.truncate(path, path.stat().st_size // 3)
    with pytest.raises(MediaError) as caught:
        got.extend(clips)
    assert caught.value.kind == "unreadable"
    _check_words(caught.value, path)
    assert [clip.span.index for clip in got] == list(range(len(got)))
    assert len(got) < len(clip_spans(times))


@pytest.mark.parametrize("suffix", [".avi", ".mp4"])
def test_a_title_that_is_no_utf_8_keeps_nobody_out(tmp_path: Path, suffix: str) -> None:
    path = Film(frames=10).write(tmp_path / f"plain{suffix}")
    titled = tmp_path / f"titled{suffix}"
    with av.open(str(path)) as source, av.open(str(titled), "w") as out:
        out.metadata["title"] = "Cafe creme"
        copied = out.add_stream_from_template(source.streams.video[0])
        for packet in source.demux(source.streams.video[0]):
            if packet.dts is not None:
                packet.stream = copied
                out.mux(packet)
    assert b"Cafe creme" in titled.read_bytes()
    titled.write_bytes(titled.read_bytes().replace(b"Cafe creme", b"Caf\xe9 cr\xe8me"))
    assert probe(titled).duration_s == pytest.approx(probe(path).duration_s, abs=0.01)
