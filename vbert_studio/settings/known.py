"""Every setting there is. What is not read anywhere does not belong here."""

from __future__ import annotations

from typing import Any

from vbert_studio.errors import StudioError
from vbert_studio.settings.setting import Choice, Setting, T

SECTIONS = {
    "appearance": "Appearance",
    "playback": "Playback",
    "timeline": "Timeline",
    "pairs": "Pairs",
    "computing": "Computing",
    "storage": "Storage",
    "notifications": "Notifications",
    "start": "Start",
}
SETTINGS: dict[str, Setting[Any]] = {}


def _known(setting: Setting[T]) -> Setting[T]:
    SETTINGS[setting.name] = setting
    return setting


SCHEME = _known(
    Setting(
        "appearance.scheme",
        "Light or dark",
        "Light, dark, or whichever of both the system uses now.",
        "system",
        "every window",
        (Choice("system", "As the system"), Choice("light", "Light"), Choice("dark", "Dark")),
    )
)
SCALE = _known(
    Setting(
        "appearance.scale",
        "Size of everything",
        "Makes texts, icons and distances larger together, on top of what the screen asks for.",
        100,
        "every window",
        least=100,
        most=200,
        step=25,
        unit="%",
        applies="at the next start",
    )
)
LANGUAGE = _known(
    Setting(
        "appearance.language",
        "Language",
        "The language of the window. The command line and reports of errors stay English.",
        "system",
        "every window",
        (Choice("system", "As the system"), Choice("en", "English"), Choice("de", "Deutsch")),
        applies="at the next start",
    )
)
AROUND = _known(
    Setting(
        "playback.around",
        "Play around the playhead",
        "How much is played before and after the playhead by Shift+Space.",
        0.5,
        "player",
        least=0.1,
        most=5.0,
        step=0.1,
        unit="s",
    )
)
LOOP_SELECTION = _known(
    Setting(
        "playback.loop_selection",
        "Repeat what is selected",
        "What is selected on the timeline plays over and over.",
        default=True,
        used_by="player",
    )
)
PICTURE_CACHE = _known(
    Setting(
        "playback.cache",
        "Memory for decoded pictures",
        "More of it makes going back and forth through long groups of pictures smoother.",
        256,
        "player",
        least=64,
        most=8192,
        step=64,
        unit="MB",
        applies="to the next video",
    )
)
PROXIES = _known(
    Setting(
        "playback.proxies",
        "Prepare videos for dragging",
        "While nothing else goes on, small pictures of the open video are made, which show at once "
        "where the playhead is dragged to.",
        default=True,
        used_by="player",
        applies="to the next video",
    )
)
FOLLOW = _known(
    Setting(
        "timeline.follow",
        "Follow the playhead",
        "Turn the page when the playhead leaves the view while it plays.",
        default=True,
        used_by="timeline",
    )
)
SNAP_REACH = _known(
    Setting(
        "timeline.snap_reach",
        "Reach of snapping",
        "How near an edge must be for a dragged border to jump to it; 0 leaves only the frames.",
        8,
        "timeline",
        least=0,
        most=40,
        unit="px",
    )
)
WHEEL = _known(
    Setting(
        "timeline.wheel",
        "Mouse wheel",
        "What the wheel does on the timeline; with Ctrl held it does the other.",
        "pan",
        "timeline",
        (Choice("pan", "Moves through time"), Choice("zoom", "Zooms at the pointer")),
    )
)
WHEEL_SPEED = _known(
    Setting(
        "timeline.wheel_speed",
        "Speed of the wheel",
        "How far one notch of the wheel moves the timeline.",
        100,
        "timeline",
        least=25,
        most=400,
        step=25,
        unit="%",
    )
)
HOVER_DELAY = _known(
    Setting(
        "timeline.hover_delay",
        "Delay of the preview",
        "How long the pointer rests before the card over the timeline comes up.",
        250,
        "timeline",
        least=0,
        most=2000,
        step=50,
        unit="ms",
    )
)
LOOP_PAIR = _known(
    Setting(
        "pairs.loop",
        "Repeat the pair that plays",
        "A pair plays over and over until it is judged; else it plays once.",
        default=True,
        used_by="pairs",
    )
)
DEVICE = _known(
    Setting(
        "computing.device",
        "Device for extraction",
        "Where the frames of your videos are looked at. Automatic takes the fastest there is.",
        "auto",
        "jobs",
        (
            Choice("auto", "Automatic"),
            Choice("cpu", "Processor"),
            Choice("cuda", "NVIDIA GPU"),
            Choice("mps", "Apple GPU"),
        ),
        applies="to the next job",
    )
)
RECOGNISER = _known(
    Setting(
        "computing.recogniser",
        "Speech recogniser",
        "Larger ones hear better and take longer. Automatic takes the best one that is here.",
        "auto",
        "jobs",
        (
            Choice("auto", "Automatic"),
            Choice("whisper-tiny.en", "Whisper tiny, English only"),
            Choice("whisper-base", "Whisper base"),
            Choice("whisper-small", "Whisper small"),
            Choice("whisper-large-v3", "Whisper large v3"),
        ),
        applies="to the next job",
    )
)
THUMBNAILS = _known(
    Setting(
        "storage.thumbnails",
        "Disk space for thumbnails",
        "The pictures of library and filmstrip that were used longest ago are removed beyond it.",
        256,
        "library, timeline",
        least=64,
        most=65536,
        step=64,
        unit="MB",
    )
)
PROXY_SPACE = _known(
    Setting(
        "storage.proxies",
        "Disk space for dragging",
        "Small pictures of videos that were open are kept; the longest unused are removed beyond "
        "it. An hour of video takes 15 to 50 MB.",
        1024,
        "player",
        least=64,
        most=65536,
        step=64,
        unit="MB",
        applies="to the next video",
    )
)
NOTIFY = _known(
    Setting(
        "notifications.jobs",
        "Tell when a job is done",
        "A message of the system at the end of a long job, when another window is in front.",
        default=True,
        used_by="jobs",
    )
)
NOTIFY_AFTER = _known(
    Setting(
        "notifications.after",
        "A job is long from",
        "Shorter ones end without a message.",
        30,
        "jobs",
        least=0,
        most=3600,
        step=10,
        unit="s",
    )
)
RESTORE = _known(
    Setting(
        "start.restore",
        "Go on where you were",
        "Open the project of the last time at the start, with its video and its playhead.",
        default=True,
        used_by="start",
        applies="at the next start",
    )
)
RECENT = _known(
    Setting(
        "start.recent",
        "Recent projects",
        "How many projects the start screen and the File menu offer.",
        10,
        "start",
        least=0,
        most=30,
    )
)


def setting_named(name: str) -> Setting[Any]:
    """The setting with this name.

    Raises:
        StudioError: kind ``no_such_setting``, naming those that are spelled alike.
    """
    from difflib import get_close_matches

    if name in SETTINGS:
        return SETTINGS[name]
    near = get_close_matches(name, SETTINGS, n=3, cutoff=0.4)
    hint = f"Did you mean {' or '.join(near)}?" if near else "List them: vbert-studio settings list"
    raise StudioError("no_such_setting", f"There is no setting called {name!r}.", remedy=hint)
