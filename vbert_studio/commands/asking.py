"""What every verb that asks a model shares: opening, places in seconds, and words with paths."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from vbert_studio.errors import StudioError
from vbert_studio.jobs.requests import LeafGuess, ReadToken
from vbert_studio.project import Project

if TYPE_CHECKING:
    from vbert_studio.jobs.questions.loaded import LoadedModel


Order = Literal["text-first", "video-first"]


@dataclass(frozen=True, slots=True)
class TokenP:
    """A visual word with its path in the codebook's tree, its probability, and its name."""

    token: int
    path: str
    p: float
    name: str


@dataclass(frozen=True, slots=True)
class ClipAt:
    """A clip of a video."""

    clip: int
    start_s: float
    end_s: float


@contextmanager
def asked(folder: Path, checkpoint: str | None) -> Iterator[tuple[Project, LoadedModel]]:
    """Open a project for reading, with the model that answers."""
    from vbert_studio.jobs.questions.loaded import load_model

    with Project.open(folder, "read") as project:
        yield project, load_model(project, checkpoint)


class Tokens:
    """The visual words of the current codebook, by name."""

    def __init__(self, project: Project) -> None:
        codebook = project.codebooks.current()
        self.paths = project.codebooks.paths(codebook.id) if codebook else {}
        self.names = project.words.names(codebook.id) if codebook else {}

    def path(self, leaf: int) -> str:
        """The path of a leaf."""
        return self.paths.get(leaf, str(leaf))

    def name(self, leaf: int) -> str:
        """What a leaf is called; empty where nobody named it."""
        return self.names.get(leaf, "")

    def guesses(self, top: Iterable[LeafGuess]) -> tuple[TokenP, ...]:
        """Leaves with their probabilities."""
        return tuple(TokenP(g.leaf, self.path(g.leaf), g.p, self.name(g.leaf)) for g in top)


def row_of(tokens: Tokens, read: Iterable[ReadToken]) -> tuple[str, ...]:
    """What the model read, position by position: pieces, paths, and ``[MASK]``."""
    return tuple(
        "[MASK]" if token.hidden else token.piece or tokens.path(token.leaf or 0) for token in read
    )


class Clips:
    """The clips of a video that have a visual token, found by time."""

    def __init__(self, project: Project, video: int) -> None:
        project.videos.get(video)
        tokens = len(project.tokens.load(video))
        self._clips = project.videos.clips(video)[:tokens]

    def __len__(self) -> int:
        return len(self._clips)

    def at(self, clip: int) -> ClipAt:
        """A clip with its times; those behind the end of the video go on evenly."""
        if clip < len(self._clips):
            one = self._clips[clip]
            return ClipAt(clip, one.start_s, one.end_s)
        return ClipAt(clip, clip * self._length, (clip + 1) * self._length)

    @property
    def _length(self) -> float:
        first = self._clips[0]
        return first.end_s - first.start_s

    def on_at(self, seconds: float) -> int:
        """The clip that is on at a time.

        Raises:
            StudioError: kind ``no_such_time``.
        """
        for clip in self._clips:
            if clip.start_s <= seconds < clip.end_s:
                return clip.index
        raise self._beyond(seconds)

    def stretch(self, start: float, end: float | None) -> tuple[int, int]:
        """The clips ``[first, end)`` of a stretch of time, each with its middle in it.

        Raises:
            StudioError: kind ``no_such_time`` when there is none.
        """
        until = float("inf") if end is None else end
        middles = [(clip.start_s + clip.end_s) / 2 for clip in self._clips]
        inside = [k for k, middle in enumerate(middles) if start <= middle < until]
        if not inside:
            raise self._beyond(start)
        return inside[0], inside[-1] + 1

    def _beyond(self, seconds: float) -> StudioError:
        known = f"0 to {self._clips[-1].end_s:g} s" if self._clips else "nothing"
        return StudioError(
            "no_such_time",
            f"The video has no clip with a visual token at {seconds:g} s.",
            remedy=f"It has them for {known}.",
        )
