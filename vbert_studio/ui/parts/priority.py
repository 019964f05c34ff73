"""Which threads come first where the processor is short."""

from __future__ import annotations

import os
import sys
import threading
from contextlib import suppress

_NICE = 10  # of 19


def give_way() -> None:
    """This thread, and those that it starts, come after all others.

    Only where threads have a niceness of their own; the window's thread never gives way.
    """
    if sys.platform != "linux" or threading.current_thread() is threading.main_thread():
        return
    with suppress(OSError):
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _NICE)
