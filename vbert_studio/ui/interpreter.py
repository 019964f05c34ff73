"""Has Python interrupt the window's own thread as seldom and as shortly as it can."""

from __future__ import annotations

import gc
import sys

# Painting asks Python a thousand times a second: each time it waits so long at most for a thread.
_TURN_S = 0.001
# A look at everything for garbage takes 50 ms once a project is open, and whatever thread makes
# many objects, as one that reads thousands of sentences does, brings it about.
_THRESHOLDS = (20_000, 20, 50)


def take_short_turns() -> None:
    """Once, before the first window."""
    sys.setswitchinterval(_TURN_S)
    gc.set_threshold(*_THRESHOLDS)


def spare_what_stays() -> None:
    """Once the window is complete: what is there now stays, and is not looked at for garbage."""
    gc.freeze()
