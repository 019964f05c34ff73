"""A picture lands where the resize and the cut say, whatever the file looks like."""

from __future__ import annotations

from fractions import Fraction

import av
import numpy as np
import pytest

from vbert_studio.media.geometry import Geometry
from vbert_studio.media.shaping import Shaper


def ramp(height: int, width: int) -> av.VideoFrame:
    """Red grows to the right, green downwards, both from 0 to 255."""
    image = np.zeros((height, width, 3), np.uint8)
    image[..., 0] = np.linspace(0, 255, width)[None]
    image[..., 1] = np.linspace(0, 255, height)[:, None]
    return av.VideoFrame.from_ndarray(image, "rgb24")


def expected(length: int, resized: float, kept: int) -> np.ndarray:
    """Where in 0 .. 255 the pixels of a centred cut lie, along one side."""
    places = np.arange(kept) + 0.5 + (resized - kept) / 2
    return (places / resized * length - 0.5) / (length - 1) * 255


@pytest.mark.parametrize("interpolation", ["bilinear", "bicubic", "area", "lanczos"])
@pytest.mark.parametrize(
    ("source", "geometry", "resized"),
    [
        ((720, 1280), Geometry.short_side(256, 224), (256, 455.1)),
        ((1280, 720), Geometry.short_side(256, 224), (455.1, 256)),
        ((480, 640), Geometry((256, 256), (224, 224)), (256, 256)),
        ((100, 90), Geometry.short_side(256, 224), (284.4, 256)),
        ((333, 517), Geometry.direct(97, 131), (97, 131)),
        ((240, 320), Geometry((240, 320), (51, 33)), (240, 320)),
    ],
)
def test_pixels_come_from_their_places(
    source: tuple[int, int], geometry: Geometry, resized: tuple[float, float], interpolation: str
) -> None:
    geometry = Geometry(geometry.resize, geometry.crop, interpolation)  # type: ignore[arg-type]
    image = Shaper(geometry).shape(ramp(*source)).astype(float)
    height, width = geometry.size
    assert image.shape == (height, width, 3)
    # Half a source pixel for the cut, which falls on whole ones, and two steps of rounding.
    slack = 0.6 * 255 / min(source) + 2
    inner = slice(2, -2)  # filters of more taps bend the ends of a ramp
    right = expected(source[1], resized[1], width)
    down = expected(source[0], resized[0], height)
    assert np.abs(image[..., 0].mean(axis=0) - right)[inner].max() < slack
    assert np.abs(image[..., 1].mean(axis=1) - down)[inner].max() < slack


def test_square_pixels_are_what_the_sides_are_measured_in() -> None:
    """720 x 576 shown at 16:9 is 1024 wide: the central square leaves out most of its columns."""
    image = Shaper(Geometry.short_side(256, 256), Fraction(64, 45)).shape(ramp(576, 720))
    assert image[:, 0, 0].mean() == pytest.approx(255 * (1 - 576 / 1024) / 2, abs=2)
    assert image[0, :, 1].mean() == pytest.approx(0, abs=2)


@pytest.mark.parametrize(("space", "height"), [(1, 96), (5, 96), (2, 96), (2, 720)])
@pytest.mark.parametrize("full_range", [False, True])
def test_colours_follow_what_the_file_says(space: int, height: int, full_range: bool) -> None:
    """Where it says nothing (2), high definition means BT.709 (1), all else BT.601 (5)."""
    colour = np.array([200, 60, 30], np.uint8)
    matrix = {2: 1 if height == 720 else 5}.get(space, space)
    frame = av.VideoFrame.from_ndarray(np.full((height, 128, 3), colour), "rgb24").reformat(
        format="yuv420p", dst_colorspace=matrix, dst_color_range=2 if full_range else 1
    )
    if space == 2:
        frame.colorspace = 2
    image = Shaper(Geometry.direct(16, 16)).shape(frame)
    assert np.abs(image.astype(int) - colour).max() <= 4


def test_a_geometry_that_cannot_be_is_refused() -> None:
    with pytest.raises(ValueError, match="cannot cut"):
        Geometry.short_side(224, 256)
    with pytest.raises(ValueError, match="cannot cut"):
        Geometry((100, 50), (80, 80))
    with pytest.raises(ValueError, match="needs a crop"):
        Geometry(256)
