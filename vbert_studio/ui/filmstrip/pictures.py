"""Loads the pictures of a board beside the window: first one of each shot, and more to play it."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QImage

from vbert_studio.errors import StudioError
from vbert_studio.ui.filmstrip.board import ClipShot, Shot
from vbert_studio.ui.filmstrip.exemplars import ExemplarClip, ExemplarReader
from vbert_studio.ui.session import Changes, ProjectSession
from vbert_studio.ui.timeline.lane import Lane
from vbert_studio.ui.timeline.pictures import image_of

FRAMES = 12  # of a shot that plays
_MOVING = 20  # shots whose frames are kept
Loaded = tuple[Shot, tuple[QImage, ...]]


class ShotPictures(QObject):
    """The pictures of one panel's shots. `arrived` carries the shot of which there is more now.

    A shot whose file is gone has no picture, and `is_missing` says so.
    """

    arrived = Signal(object)

    def __init__(self, session: ProjectSession, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._still_lane, self._moving_lane = Lane(self), Lane(self)
        self._stills: dict[Shot, QImage | None] = {}
        self._moving: OrderedDict[Shot, tuple[QImage, ...]] = OrderedDict()
        session.closing.connect(self.forget)
        session.changed.connect(self._on_changed)

    def still(self, shot: Shot) -> QImage | None:
        """The one picture that stands for a shot, if it has come."""
        return self._stills.get(shot)

    def is_missing(self, shot: Shot) -> bool:
        """Whether it is known that there is no picture."""
        return shot in self._stills and self._stills[shot] is None

    def frames(self, shot: Shot) -> tuple[QImage, ...]:
        """The `FRAMES` pictures of a shot in order, once they have come."""
        if shot in self._moving:
            self._moving.move_to_end(shot)
        return self._moving.get(shot, ())

    def was_tried(self, shot: Shot) -> bool:
        """Whether the frames of a shot have come, or will not."""
        return shot in self._moving

    def want(self, shots: Iterable[Shot], height: int) -> None:
        """Have the stills of these, in this order, `height` device pixels high."""
        wanted = [shot for shot in shots if shot not in self._stills]
        self._load(self._still_lane, wanted, height, [0.5])

    def want_moving(self, shots: Iterable[Shot], height: int) -> None:
        """Have the frames of these, in this order."""
        wanted = [shot for shot in dict.fromkeys(shots) if shot not in self._moving]
        at = [(number + 0.5) / FRAMES for number in range(FRAMES)]
        self._load(self._moving_lane, wanted, height, at)

    def _load(self, lane: Lane, shots: list[Shot], height: int, at: Sequence[float]) -> None:
        lane.drop()
        if not shots or not self._session.is_open:
            return
        project = self._session.project

        def work() -> Iterator[Loaded]:
            reader = ExemplarReader(project)
            for shot in shots:
                yield shot, _pictures(reader, shot, height, at)

        take = self._take_still if lane is self._still_lane else self._take_moving
        lane.ask(work, take, self._session.failed.emit)

    def _take_still(self, loaded: Loaded) -> None:
        shot, pictures = loaded
        self._stills[shot] = pictures[0] if pictures else None
        self.arrived.emit(shot)

    def _take_moving(self, loaded: Loaded) -> None:
        shot, pictures = loaded
        self._moving[shot] = pictures
        while len(self._moving) > _MOVING:
            self._moving.popitem(last=False)
        self.arrived.emit(shot)

    @Slot(object)
    def _on_changed(self, changes: Changes) -> None:
        if changes.kinds and changes.concerns("codebooks", "exemplars", "videos"):
            self.forget()

    @Slot()
    def forget(self) -> None:
        """Have no pictures, and be done with the project."""
        self._still_lane.stop()
        self._moving_lane.stop()
        self._stills.clear()
        self._moving.clear()


def _pictures(
    reader: ExemplarReader, shot: Shot, height: int, at: Sequence[float]
) -> tuple[QImage, ...]:
    """The pictures at shares of a shot's length; none where its film cannot be read any more."""
    clip = _clip_of(reader, shot)
    if clip is None:
        return ()
    times = [clip.start_s + share * (clip.end_s - clip.start_s) for share in at]
    try:
        found = dict(clip.film.pictures(times, height))
    except StudioError:
        return ()
    return tuple(image_of(found[t_s]) for t_s in times)


def _clip_of(reader: ExemplarReader, shot: Shot) -> ExemplarClip | None:
    if isinstance(shot, ClipShot):
        return reader.clip(shot.video_id, shot.clip)
    found = reader.read(shot.leaf)
    return found[0] if found else None
