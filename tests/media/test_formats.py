"""Every frame of every kind of file is found at its time, in any order."""

from __future__ import annotations

import random
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from tests.films import Film, number_in, picture, tone, write_sound_only
from vbert_studio.errors import CancelledError, MediaError
from vbert_studio.media.clips import Geometry, read_clips
from vbert_studio.media.decoding import Decoder
from vbert_studio.media.frames import FrameReader
from vbert_studio.media.probe import probe
from vbert_studio.media.times import FrameTimes, read_frame_times
from vbert_studio.progress import Monitor

KINDS = [
    (".mp4", "libx264"),
    (".mp4", "libx265"),
    (".mp4", "libsvtav1"),
    (".mp4", "mpeg4"),
    (".mov", "libx264"),
    (".mov", "prores_ks"),
    (".mkv", "libx264"),
    (".mkv", "libx265"),
    (".mkv", "ffv1"),
    (".webm", "libvpx-vp9"),
    (".webm", "libvpx"),
    (".webm", "libsvtav1"),
    (".avi", "mpeg4"),
    (".avi", "libx264"),
    (".avi", "mjpeg"),
    (".ts", "libx264"),
    (".ts", "libx265"),
    (".ts", "mpeg2video"),
    (".mpg", "mpeg2video"),
]
FORMATS = {"prores_ks": "yuv422p10le", "mjpeg": "yuvj420p"}


def check_random_access(path: Path, film: Film, times: FrameTimes) -> None:
    """All frames, in a jumbled order, show their own number."""
    order = list(range(len(times)))
    random.Random(1).shuffle(order)
    with FrameReader(path, times) as reader:
        for index in [*order, 0, len(times) - 1]:
            frame = reader.read(index)
            assert number_in(frame.image) == index + film.first_number
            assert frame.index == index
            assert frame.start_s == times.start_of(index)


def check_leaps(path: Path, film: Film, times: FrameTimes) -> None:
    """What is leapt over changes nothing about the frame that is wanted, nor about the next."""
    for leap in (3, 7):
        with FrameReader(path, times) as reader:
            for index in range(0, len(times) - 1, leap):
                reader.go_to(index)
                assert number_in(reader.read(index + 1).image) == index + 1 + film.first_number


@pytest.mark.parametrize(("suffix", "codec"), KINDS)
def test_each_container_and_codec(tmp_path: Path, suffix: str, codec: str) -> None:
    film = Film(frames=40, rate=25, codec=codec, pixel_format=FORMATS.get(codec, "yuv420p"))
    path = film.write(tmp_path / f"film{suffix}")
    info = probe(path)
    assert info.video is not None
    assert (info.video.width, info.video.height) == (96, 64)
    assert info.video.frame_rate == pytest.approx(25, rel=0.01)
    times = read_frame_times(path)
    assert times.starts_s == pytest.approx(np.arange(40) / 25, abs=0.001)
    assert times.end_s == pytest.approx(1.6, abs=0.002)
    check_random_access(path, film, times)
    check_leaps(path, film, times)


@pytest.mark.parametrize("codec", ["libx264", "libx265"])
def test_somebody_in_a_hurry_waits_for_fewer_frames(tmp_path: Path, codec: str) -> None:
    film = Film(frames=60, rate=25, codec=codec, gop=60, b_frames=3)
    path = film.write(tmp_path / "film.mp4")
    times = read_frame_times(path)
    with Decoder(path, times) as decoder:
        every = [decoded.index for decoded in decoder.frames_from(0)]
    with Decoder(path, times) as decoder:
        decoder.hurry_to(50)
        some = [decoded.index for decoded in decoder.frames_from(0)]
        assert decoder.damaged == 0
    assert every == list(range(60))
    assert len([index for index in some if index < 50]) <= 40
    assert some[-10:] == list(range(50, 60))


def test_variable_frame_rate(tmp_path: Path) -> None:
    steps = random.Random(3).choices([0.01, 0.04, 0.1, 0.7], k=79)
    moments = [0.0, *np.cumsum(steps).tolist()]
    film = Film(frames=80, times_s=moments)
    for suffix in (".mp4", ".mkv"):
        path = film.write(tmp_path / f"vfr{suffix}")
        times = read_frame_times(path)
        assert times.starts_s == pytest.approx(moments, abs=0.001)
        check_random_access(path, film, times)
        clips = read_clips(path, times, geometry=Geometry.direct(32, 48))
        numbers = [number_in(image) for clip in clips for image in clip.frames]
        assert numbers == [times.index_at(k / 20) for k in range(len(numbers))]


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_rotation_is_honoured(tmp_path: Path, rotation: int) -> None:
    """The coded picture is the number turned back, so that it is upright once turned."""
    path = tmp_path / "turned.mp4"
    _write_turned(path, rotation)
    info = probe(path)
    assert info.video is not None
    assert info.video.rotation == rotation
    shown = (info.video.shown_height, info.video.shown_width)
    assert shown == ((96, 64) if rotation in (90, 270) else (64, 96))
    times = read_frame_times(path)
    with FrameReader(path, times) as reader:
        image = reader.read(3).image
    assert image.shape[:2] == shown
    assert number_in(image) == 3
    (clip,) = read_clips(path, times, geometry=Geometry.direct(40, 30))
    assert clip.frames.shape == (30, 40, 30, 3)
    assert number_in(clip.frames[0]) == 0


def _write_turned(path: Path, rotation: int) -> None:
    shown = (96, 64) if rotation in (90, 270) else (64, 96)
    with av.open(str(path), "w") as out:
        stream = out.add_stream("libx264", rate=20)
        stream.height, stream.width, stream.pix_fmt = 64, 96, "yuv420p"
        stream.set_display_rotation(-rotation)
        for number in range(10):
            image = np.rot90(picture(number, *shown), rotation // 90)
            frame = av.VideoFrame.from_ndarray(np.ascontiguousarray(image), "rgb24")
            out.mux(stream.encode(frame.reformat(format="yuv420p")))
        out.mux(stream.encode())


def test_a_mirrored_film_is_mirrored_back(tmp_path: Path) -> None:
    path = Film(frames=5, mirrored=True).write(tmp_path / "mirrored.mp4")
    with FrameReader(path, read_frame_times(path)) as reader:
        assert number_in(reader.read(2).image[:, ::-1]) == 2


def test_anamorphic_pixels_are_made_square(tmp_path: Path) -> None:
    film = Film(frames=30, sample_aspect=Fraction(4, 3))
    path = film.write(tmp_path / "wide.mp4")
    info = probe(path)
    assert info.video is not None
    assert (info.video.shown_width, info.video.shown_height) == (128, 64)
    times = read_frame_times(path)
    with FrameReader(path, times) as reader:
        assert reader.read(7).image.shape == (64, 128, 3)
    with FrameReader(path, times, 32) as reader:
        assert reader.read(7).image.shape == (32, 64, 3)


@pytest.mark.parametrize(("height", "width"), [(63, 97), (65, 33), (17, 131)])
def test_odd_sizes(tmp_path: Path, height: int, width: int) -> None:
    film = Film(frames=15, height=height, width=width, pixel_format="yuv444p")
    path = film.write(tmp_path / "odd.mkv")
    times = read_frame_times(path)
    check_random_access(path, film, times)
    with FrameReader(path, times) as reader:
        assert reader.read(0).image.shape == (height, width, 3)
    with FrameReader(path, times, (51, 77)) as reader:
        assert reader.read(0).image.shape == (51, 77, 3)


@pytest.mark.parametrize("codec", ["libx264", "libx265", "libsvtav1"])
def test_ten_bits(tmp_path: Path, codec: str) -> None:
    film = Film(frames=15, codec=codec, pixel_format="yuv420p10le")
    path = film.write(tmp_path / "deep.mkv")
    check_random_access(path, film, read_frame_times(path))


@pytest.mark.parametrize("suffix", [".mp4", ".ts"])
def test_interlaced(tmp_path: Path, suffix: str) -> None:
    film = Film(frames=30, rate=25, height=128, interlaced=True)
    path = film.write(tmp_path / f"lines{suffix}")
    info = probe(path)
    assert info.video is not None
    assert info.video.interlaced
    times = read_frame_times(path)
    assert len(times) == 30
    check_random_access(path, film, times)


@pytest.mark.parametrize("size", [None, (30, 48)])
def test_interlaced_lines_of_two_moments_are_not_mixed(
    tmp_path: Path, size: tuple[int, int] | None
) -> None:
    """Odd lines black and even lines white are two moments: either, but no comb of both."""
    path = tmp_path / "comb.mp4"
    comb = np.zeros((64, 96, 3), np.uint8)
    comb[::2] = 255
    with av.open(str(path), "w") as out:
        params = {"x264-params": "tff=1:interlaced=1:qp=4"}
        stream = out.add_stream("libx264", rate=25, options=params)
        stream.height, stream.width, stream.pix_fmt = 64, 96, "yuv420p"
        for _ in range(5):
            out.mux(stream.encode(av.VideoFrame.from_ndarray(comb, "rgb24")))
        out.mux(stream.encode())
    with FrameReader(path, read_frame_times(path), size) as reader:
        image = reader.read(2).image.astype(int)
    assert np.abs(np.diff(image.mean(axis=(1, 2)))).max() < 40


@pytest.mark.parametrize("size", [None, (30, 48)])
def test_interlaced_frames_are_the_same_in_any_order(
    tmp_path: Path, size: tuple[int, int] | None
) -> None:
    path = Film(frames=30, rate=25, height=128, interlaced=True).write(tmp_path / "lines.mp4")
    times = read_frame_times(path)
    with FrameReader(path, times, size) as reader:
        whole = [reader.read(index).image for index in range(30)]
    with FrameReader(path, times, size) as reader:
        for index in (17, 3, 4, 29, 0, 16):
            image = reader.read(index).image
            assert np.array_equal(image, whole[index])
            assert number_in(image) == index


def test_a_cover_picture_is_no_film(tmp_path: Path) -> None:
    song = write_sound_only(tmp_path / "plain.m4a", tone(2.0))
    path = tmp_path / "song.m4a"
    _add_cover(song, path)
    with av.open(str(path)) as container:
        assert container.streams.video, "the file must hold a cover for this test to mean anything"
    info = probe(path)
    assert info.video is None
    assert len(info.audio) == 1
    with pytest.raises(MediaError) as caught:
        read_frame_times(path)
    assert caught.value.kind == "no_video_stream"


def test_a_cover_picture_beside_a_film_is_passed_over(tmp_path: Path) -> None:
    film = Film(frames=20, sound=tone(1.0))
    path = tmp_path / "covered.mp4"
    _add_cover(film.write(tmp_path / "film.mp4"), path)
    info = probe(path)
    assert info.video is not None
    assert (info.video.width, info.video.height) == (96, 64)
    check_random_access(path, film, read_frame_times(path))


def _add_cover(source: Path, target: Path) -> None:
    """Copy the streams behind a big cover picture."""
    with av.open(str(source)) as old, av.open(str(target), "w", format="mp4") as new:
        cover = new.add_stream("mjpeg", rate=1)
        cover.height, cover.width, cover.pix_fmt = 600, 600, "yuvj420p"
        cover.disposition = av.stream.Disposition.attached_pic
        copies = {s.index: new.add_stream_from_template(s) for s in old.streams}
        new.mux(cover.encode(av.VideoFrame.from_ndarray(picture(9, 600, 600), "rgb24")))
        new.mux(cover.encode())
        for packet in old.demux():
            if packet.dts is not None:
                packet.stream = copies[packet.stream_index]
                new.mux(packet)


@pytest.mark.parametrize("default", [None, 0, 1])
def test_of_several_films_the_default_is_taken_then_the_larger(
    tmp_path: Path, default: int | None
) -> None:
    path = tmp_path / "two.mkv"
    with av.open(str(path), "w") as out:
        streams = []
        for place, (height, width) in enumerate([(32, 48), (64, 96)]):
            stream = out.add_stream("libx264", rate=20)
            stream.height, stream.width, stream.pix_fmt = height, width, "yuv420p"
            flag = av.stream.Disposition.default if place == default else 0
            stream.disposition = av.stream.Disposition(flag)
            streams.append(stream)
        for number in range(10):
            for stream, shift in zip(streams, (0, 100), strict=True):
                image = picture(number + shift, stream.height, stream.width)
                out.mux(stream.encode(av.VideoFrame.from_ndarray(image, "rgb24")))
        for stream in streams:
            out.mux(stream.encode())
    info = probe(path)
    assert info.video is not None
    expected = 0 if default == 0 else 1
    assert info.video.index == expected
    with FrameReader(path, read_frame_times(path)) as reader:
        assert number_in(reader.read(4).image) == 4 + 100 * expected


def test_frames_that_an_edit_list_cuts_away_are_not_there(tmp_path: Path) -> None:
    """The first 10 frames lie before 0: players begin with frame 10."""
    film = Film(frames=50, rate=25, start_s=-0.4, gop=50)
    path = film.write(tmp_path / "cut.mp4")
    times = read_frame_times(path)
    assert len(times) == 40
    assert times.starts_s[0] == pytest.approx(0, abs=0.001)
    with FrameReader(path, times) as reader:
        for index in (0, 17, 3, 39):
            assert number_in(reader.read(index).image) == index + 10
    clip = next(read_clips(path, times, geometry=Geometry.direct(32, 48)))
    assert number_in(clip.frames[0]) == 10


@pytest.mark.parametrize("suffix", [".mp4", ".mkv", ".ts"])
def test_a_film_that_begins_after_its_sound(tmp_path: Path, suffix: str) -> None:
    """Time 0 is the container's start; until the first frame comes, it is shown already."""
    film = Film(frames=50, rate=25, start_s=1.0, sound=tone(3.0))
    path = film.write(tmp_path / f"late{suffix}")
    times = read_frame_times(path)
    assert times.starts_s[0] == pytest.approx(1.0, abs=0.03)
    assert times.index_at(0.0) == 0
    check_random_access(path, film, times)
    clips = list(read_clips(path, times, geometry=Geometry.direct(32, 48)))
    numbers = [number_in(image) for image in clips[0].frames]
    assert numbers[:20] == [0] * 20
    assert numbers[-1] == times.index_at(29 / 20) > 5


def test_a_clock_that_does_not_begin_at_zero(tmp_path: Path) -> None:
    film = Film(frames=30, rate=25, start_s=95443.7)
    path = film.write(tmp_path / "broadcast.ts")
    times = read_frame_times(path)
    assert times.starts_s[0] == pytest.approx(0, abs=0.001)
    check_random_access(path, film, times)


def test_an_interrupted_reader_goes_on(tmp_path: Path) -> None:
    film = Film(frames=60, gop=60)
    path = film.write(tmp_path / "a.mp4")
    wishes = iter([False] * 20 + [True] + [False] * 1000)
    monitor = Monitor(cancelled=lambda: next(wishes))
    with FrameReader(path, read_frame_times(path), monitor=monitor) as reader:
        with pytest.raises(CancelledError):
            reader.read(50)
        for index in (50, 51, 3):
            assert number_in(reader.read(index).image) == index
        reader.resize((32, 48))
        assert reader.read(4).image.shape == (32, 48, 3)
        assert number_in(reader.read(4).image) == 4


@pytest.mark.parametrize("gop", [1, 2, 5, 250])
def test_every_distance_of_keyframes(tmp_path: Path, gop: int) -> None:
    film = Film(frames=60, gop=gop, b_frames=3)
    for suffix in (".mp4", ".mkv", ".ts"):
        path = film.write(tmp_path / f"gop{suffix}")
        check_random_access(path, film, read_frame_times(path))


def test_open_groups_of_pictures(tmp_path: Path) -> None:
    """Frames shown before a keyframe, but coded after it, need the group before."""
    film = Film(frames=60, gop=10, b_frames=3, options={"x264-params": "open-gop=1"})
    path = film.write(tmp_path / "open.mkv")
    check_random_access(path, film, read_frame_times(path))


def test_hidden_frames_of_vp8_are_not_counted(tmp_path: Path) -> None:
    film = Film(frames=60, rate=25, codec="libvpx", gop=20)
    path = tmp_path / "hidden.webm"
    _hide_keyframes_before_themselves(film.write(tmp_path / "plain.webm"), path)
    with av.open(str(path)) as container:
        assert sum(1 for packet in container.demux(video=0) if packet.size) > 60
    times = read_frame_times(path)
    assert len(times) == 60
    check_random_access(path, film, times)


def _hide_keyframes_before_themselves(source: Path, target: Path) -> None:
    """What encoders of VP8 do with frames that are only referred to, told by a bit of the frame."""
    with av.open(str(source)) as old, av.open(str(target), "w") as new:
        stream = new.add_stream_from_template(old.streams.video[0])
        for packet in old.demux(video=0):
            if packet.dts is None:
                continue
            if packet.is_keyframe and packet.pts:
                data = bytes(packet)
                hidden = av.Packet(bytes([data[0] & ~0x10]) + data[1:])
                hidden.pts = hidden.dts = packet.pts - 5
                hidden.time_base, hidden.stream = packet.time_base, stream
                hidden.is_keyframe = True
                new.mux(hidden)
            packet.stream = stream
            new.mux(packet)


def test_sound_only(tmp_path: Path) -> None:
    info = probe(write_sound_only(tmp_path / "voice.mp3", tone(1.0), "libmp3lame"))
    assert info.video is None
    assert [a.codec for a in info.audio] == ["mp3float"] or info.audio[0].codec.startswith("mp3")
    assert info.duration_s == pytest.approx(1.0, abs=0.1)


def test_film_without_sound(tmp_path: Path) -> None:
    info = probe(Film(frames=10).write(tmp_path / "mute.mp4"))
    assert info.audio == ()
    assert info.video is not None
