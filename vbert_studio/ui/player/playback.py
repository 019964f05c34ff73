"""Playing one film: the clock says which frame is due, the loader has it ready."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer, Slot

from vbert_studio.errors import StudioError
from vbert_studio.settings import known
from vbert_studio.ui.parts.wire import Wire
from vbert_studio.ui.player.clock import Clock
from vbert_studio.ui.player.ends import Ends, Turn
from vbert_studio.ui.player.fitting import picture_size
from vbert_studio.ui.player.loader import Arrived, Broken, FrameLoader, News
from vbert_studio.ui.player.pictures import Picture, PictureCache
from vbert_studio.ui.player.planning import Request
from vbert_studio.ui.player.screen import Screen
from vbert_studio.ui.player.stand_ins import StandIns
from vbert_studio.ui.player.voice import Speaker, Voice, open_speaker
from vbert_studio.ui.settings import settings

if TYPE_CHECKING:
    from vbert_studio.media.probe import MediaInfo
    from vbert_studio.media.times import FrameTimes

_FIRST_VIEW = (720, 1280)  # device pixels, until the surface says its own
_SHORTEST_MS, _LONGEST_MS = 1, 33
_PATIENCE_MS = 25  # a frame that is there by then needs no small picture in its place


class Playback(Screen):
    """Plays a film.

    Presentation times are the only clock: what is shown is the frame on screen at `position`. When
    a frame is not decoded yet, time waits for it after a jump, and when somebody is seeking another
    picture stands in for it; while playing it is left out.
    """

    def __init__(
        self,
        parent: QObject | None = None,
        *,
        now: Callable[[], float] = time.perf_counter,
        speaker: Callable[[], Speaker | None] = open_speaker,
        cache_bytes: int | None = None,
    ) -> None:
        super().__init__(Clock(now), parent)
        self._cache_bytes = cache_bytes
        self._timer = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE_MS)
        self._patience.timeout.connect(self._lose_patience)
        self._wire = Wire()
        self._wire.told.connect(self._receive, Qt.ConnectionType.QueuedConnection)
        app = QCoreApplication.instance()
        if app is not None:
            app.aboutToQuit.connect(self.close)
        self.voice = Voice(self._clock.at, speaker, self)
        self._view = _FIRST_VIEW
        self._stand_ins = StandIns()
        self._forget()

    def _forget(self) -> None:
        self._loader: FrameLoader | None = None
        self._times = None
        self._info: MediaInfo | None = None
        self._cache = self._empty_cache()
        self._picture = None
        self._playing = self._sought = False
        self._ends = Ends(0.0)
        self._clock.set(0.0)

    def _empty_cache(self) -> PictureCache:
        return PictureCache(self._cache_bytes or settings().value(known.PICTURE_CACHE) << 20)

    # What others may ask for

    def open(self, path: Path, times: FrameTimes, info: MediaInfo, fingerprint: str = "") -> None:
        """Show the first frame of a film; another that was open is closed.

        Args:
            path: the film.
            times: its frame times.
            info: what it consists of.
            fingerprint: by which its small pictures are kept; without one none are made.
        """
        self.close()
        self._times, self._info = times, info
        self._ends = Ends(times.end_s)
        self._loader = FrameLoader(path, times, self._wire.tell)
        self._loader.start()
        self._stand_ins.open(path, times, info, fingerprint)
        self.voice.open(path if info.audio else None)
        self.opened.emit()
        self._jump(0.0)

    @Slot()
    def close(self) -> None:
        """End everything that goes on; no thread is left."""
        if self._loader is None:
            return
        was_playing = self._playing
        self._timer.stop()
        self._patience.stop()
        self.voice.close()
        self._loader.close()
        self._stand_ins.close()
        self._forget()
        if was_playing:
            self.playing_changed.emit(self._playing)
        self.picture_changed.emit()
        self.closed.emit()

    @Slot(float)
    def seek(self, t_s: float) -> None:
        """Go to a moment; playing goes on from there."""
        self._stop_at(None)
        self._jump(t_s, sought=True)

    @Slot()
    def play(self) -> None:
        """Play on, from the start again when it was at the end."""
        if not self.is_open or self._playing:
            return
        self._stop_at(None)
        self._set_playing(on=True)
        self._jump(self._ends.start(self._here(), self._speed))

    def _here(self) -> float:
        """The position; on the last frame the end, for nothing would be seen to play there."""
        on_last = self._times is not None and self.frame == len(self._times) - 1
        return self.duration_s if on_last else self.position

    @Slot()
    def pause(self) -> None:
        """Stand still on the frame that is shown."""
        if not self._playing:
            return
        ran = self._clock.runs
        self._stop_at(None)
        self._halt()
        self._set_playing(on=False)
        if ran and self._picture is not None and self._times is not None:
            self._jump(self._times.start_of(self._picture.index))

    def set_speed(self, speed: float) -> None:
        """Play `speed` times as fast, backwards when negative; there is sound at 1 only."""
        if speed == 0:
            raise ValueError("a film does not play at speed 0: pause it")
        if speed == self._speed:
            return
        self._speed = speed
        if self._clock.runs:
            self._halt()
            self._run()
        self.speed_changed.emit(speed)

    def set_loop(self, start_s: float, end_s: float) -> None:
        """Play this stretch over and over; what lies beyond the film does not count."""
        if start_s >= end_s:
            raise ValueError(f"there is nothing between {start_s} s and {end_s} s")
        start_s, end_s = max(0.0, start_s), min(self.duration_s, end_s)
        if start_s >= end_s:
            self.clear_loop()
            return
        self._ends = replace(self._ends, loop=(start_s, end_s))
        self.loop_changed.emit(self.loop)

    @Slot()
    def clear_loop(self) -> None:
        """Play on at the end of the stretch."""
        self._ends = replace(self._ends, loop=None)
        self.loop_changed.emit(None)

    def play_stretch(self, start_s: float, end_s: float) -> None:
        """Play from `start_s`, and stand still at `end_s`."""
        if not self.is_open:
            return
        self.pause()
        self.set_speed(1.0)
        self._set_playing(on=True)
        self._stop_at(end_s)
        self._jump(start_s)

    def set_view(self, height: int, width: int) -> None:
        """Have pictures ready for a surface of so many device pixels."""
        if (height, width) == self._view or min(height, width) < 1:
            return
        self._view = (height, width)
        if self.is_open:
            self._cache = self._empty_cache()
            self._ask(self.frame)

    # How it works

    def _stop_at(self, t_s: float | None) -> None:
        self._ends = replace(self._ends, stop_at=t_s)

    def _set_playing(self, *, on: bool) -> None:
        if self._playing is not on:
            self._playing = on
            self._stand_ins.hold(on=on)
            self.playing_changed.emit(on)

    def _jump(self, t_s: float, *, sought: bool = False) -> None:
        """Stand at a moment; time passes again once its picture is there.

        Where somebody is seeking, another one stands in for it meanwhile.
        """
        if self._times is None:
            return
        self._halt()
        self._sought = sought
        self._clock.set(min(max(0.0, t_s), self._times.end_s))
        self.position_changed.emit(self.position)
        index = self.frame
        self._stand_ins.look_at(index)
        self._ask(index)
        self._show(self._cache.get(index) or self._stand_in(index))
        if index in self._cache:
            self._patience.stop()
        elif not self._patience.isActive():  # somebody who drags on does not begin it anew
            self._patience.start()

    @Slot()
    def _lose_patience(self) -> None:
        """The frame takes longer: even a small picture is better than one of another place."""
        self._show(self._stand_in(self.frame, at_once=False))

    def _stand_in(self, index: int, *, at_once: bool = True) -> Picture | None:
        """A picture that is nearer to a frame than the one on screen."""
        if self._times is None or not self._sought:
            return None
        near = self._stand_ins.nearest(index, self._times, self._cache, at_once=at_once)
        if near is None or self._picture is None:
            return near
        return near if abs(near.index - index) < abs(self._picture.index - index) else None

    def _ask(self, index: int) -> None:
        assert self._info is not None
        assert self._info.video is not None
        assert self._loader is not None
        speed = self._speed if self._playing else 0.0
        self._cache.focus(index, -1 if speed < 0 else 1)
        size = picture_size(self._info.video, self._view)
        self._loader.ask(Request(index, speed, size, self._cache))

    def _show(self, picture: Picture | None) -> None:
        """Put a picture on screen; if time waited for it, time passes now."""
        if picture is None:
            return
        if picture is not self._picture:
            self._picture = picture
            self.picture_changed.emit()
        if self._playing and not self._clock.runs and self._cache.get(self.frame) is picture:
            self._run()

    def _run(self) -> None:
        if self._speed == 1.0:
            self.voice.start(self.position)  # first: finding the loudspeaker takes a while
        self._clock.start(self._speed)
        self._tick()

    def _halt(self) -> None:
        self._clock.stop()
        self._timer.stop()
        self.voice.stop()

    @Slot()
    def _tick(self) -> None:
        """Show what is due, and come back when the next frame is."""
        assert self._times is not None
        t_s = self.position
        turn = self._ends.turn(t_s, self._speed)
        if turn is not None:
            self._turn(turn)
            return
        index = self._times.index_at(t_s)
        shown = self._picture.index if self._picture is not None else index - 1
        if index != shown:
            self._show(self._cache.latest(shown, index))
        self._ask(index)
        self.position_changed.emit(t_s)
        self._timer.start(self._wait_ms(index, t_s))

    def _turn(self, turn: Turn) -> None:
        if not turn.plays_on:
            self._stop_at(None)
            self._set_playing(on=False)
        self._jump(turn.t_s)

    def _wait_ms(self, index: int, t_s: float) -> int:
        """Real time until the next frame is due; the playhead moves 30 times a second at least."""
        assert self._times is not None
        if self._speed > 0:
            due = self._times.start_of(index + 1) if index + 1 < len(self._times) else t_s + 1
        else:
            due = self._times.start_of(index)
        wait = (due - t_s) / self._speed * 1000
        return round(min(max(wait, _SHORTEST_MS), _LONGEST_MS))

    @Slot(object)
    def _receive(self, news: News) -> None:
        """The loader has something; what it has from before a jump or a resize is stale."""
        if isinstance(news, Broken):
            self._break(news)
        elif news.request.cache is not self._cache:
            return
        elif isinstance(news, Arrived) and news.request.index == self.frame:
            self._patience.stop()
            self._show(self._cache.get(news.request.index))
            self._stand_ins.shown()
        elif not self._clock.runs:
            self._show(self._stand_in(self.frame))

    def _break(self, broken: Broken) -> None:
        if broken.loader is not self._loader:
            return
        if not isinstance(broken.error, StudioError):
            raise broken.error
        self.pause()
        self.failed.emit(broken.error)
