"""The player's commands: what menus, keys and the palette offer, on top of `Playback`."""

from __future__ import annotations

from math import ceil, floor

from PySide6.QtCore import Slot

from vbert_studio.commands.registry import command
from vbert_studio.settings import known
from vbert_studio.ui.player import shuttle
from vbert_studio.ui.player.playback import Playback
from vbert_studio.ui.settings import settings

__all__ = ["Player"]

_GROUP = "Play"
_EDGE_S = 1e-3


class Player(Playback):
    """A film that is played by the keys of an editor.

    J, K and L shuttle: L plays, and each further press doubles the speed; J does the same
    backwards; K stands still and goes back to normal speed.
    """

    @Slot()
    @command("player.toggle", title="Play or pause", group=_GROUP, key="Space")
    def toggle(self) -> None:
        """Play forward from the playhead, or stand still."""
        if self.playing:
            self.pause()
            return
        if self.speed < 0:
            self.set_speed(1.0)
        self.play()

    def shuttle(self, direction: int) -> None:
        """One press of L (1), J (-1) or K (0)."""
        if direction == 0:
            self.pause()
            self.set_speed(1.0)
            return
        self.set_speed(shuttle.pressed(self.speed, direction, playing=self.playing))
        self.play()

    def step_frames(self, count: int) -> None:
        """Stand still, so many frames farther on; backwards when negative."""
        times = self.times
        if times is None:
            return
        self.pause()
        index = min(max(0, self.frame + count), len(times) - 1)
        self.seek(max(0.0, times.start_of(index)))

    def step_clips(self, count: int) -> None:
        """Stand still at a border of clips, so many borders farther on."""
        if not self.is_open:
            return
        from vbert_studio.media.clips import CLIP_SECONDS

        self.pause()
        here = self.position / CLIP_SECONDS
        slack = _EDGE_S / CLIP_SECONDS
        border = floor(here + slack) + count if count > 0 else ceil(here - slack) + count
        last = floor((self.duration_s - _EDGE_S) / CLIP_SECONDS)
        self.seek(min(max(0, border), last) * CLIP_SECONDS)

    @command("player.back", title="Shuttle backwards", group=_GROUP, key="J")
    def shuttle_back(self) -> None:
        """Play backwards; each further press doubles the speed."""
        self.shuttle(-1)

    @command("player.stop", title="Stand still", group=_GROUP, key="K")
    def shuttle_stop(self) -> None:
        """Stand still, and go back to normal speed."""
        self.shuttle(0)

    @command("player.forward", title="Shuttle forward", group=_GROUP, key="L")
    def shuttle_forward(self) -> None:
        """Play; each further press doubles the speed."""
        self.shuttle(1)

    @command("player.frame_back", title="Previous frame", group=_GROUP, key=("Left", ","))
    def frame_back(self) -> None:
        """Go back by one frame, whatever the frame rate does there."""
        self.step_frames(-1)

    @command("player.frame_forward", title="Next frame", group=_GROUP, key=("Right", "."))
    def frame_forward(self) -> None:
        """Go on by one frame, whatever the frame rate does there."""
        self.step_frames(1)

    @command("player.clip_back", title="Previous clip", group=_GROUP, key=("Shift+Left", "Shift+,"))
    def clip_back(self) -> None:
        """Go to the start of this clip, or of the one before."""
        self.step_clips(-1)

    @command("player.clip_forward", title="Next clip", group=_GROUP, key=("Shift+Right", "Shift+."))
    def clip_forward(self) -> None:
        """Go to the start of the next clip."""
        self.step_clips(1)

    @command("player.to_start", title="Go to the start", group=_GROUP, key=("Home", "Ctrl+Left"))
    def to_start(self) -> None:
        """Go to the first frame."""
        self.seek(0.0)

    @command("player.to_end", title="Go to the end", group=_GROUP, key=("End", "Ctrl+Right"))
    def to_end(self) -> None:
        """Go to the last frame."""
        if self.times is not None:
            self.seek(self.times.start_of(len(self.times) - 1))

    @command("player.slower", title="Slower", group=_GROUP, key="[")
    def slower(self) -> None:
        """Play at the next lower speed; there is sound at normal speed only."""
        self.set_speed(shuttle.next_speed(self.speed, -1))

    @command("player.faster", title="Faster", group=_GROUP, key="]")
    def faster(self) -> None:
        """Play at the next higher speed; there is sound at normal speed only."""
        self.set_speed(shuttle.next_speed(self.speed, 1))

    @command("player.normal_speed", title="Normal speed", group=_GROUP, key="\\")
    def normal_speed(self) -> None:
        """Play forward at the speed at which it was filmed."""
        self.set_speed(1.0)

    @command("player.loop", title="Loop this clip", group=_GROUP, key="Ctrl+L")
    def toggle_loop(self) -> None:
        """Play the clip under the playhead over and over, or stop looping."""
        if self.loop is not None:
            self.clear_loop()
        elif self.is_open:
            from vbert_studio.media.clips import CLIP_SECONDS

            last = floor((self.duration_s - _EDGE_S) / CLIP_SECONDS)
            clip = min(floor((self.position + _EDGE_S) / CLIP_SECONDS), last)
            self.set_loop(clip * CLIP_SECONDS, (clip + 1) * CLIP_SECONDS)

    @command("player.around", title="Play around the playhead", group=_GROUP, key="Shift+Space")
    def play_around(self) -> None:
        """Play from a little before the playhead to as much after it."""
        here, around_s = self.position, settings().value(known.AROUND)
        self.play_stretch(max(0.0, here - around_s), here + around_s)

    @command("player.mute", title="Mute", group=_GROUP, key="Ctrl+M")
    def toggle_mute(self) -> None:
        """Switch the sound off or on."""
        self.voice.set_muted(muted=not self.voice.muted)
