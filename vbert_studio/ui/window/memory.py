"""How much memory the program uses, with everything it started."""

from __future__ import annotations

from vbert_studio.ui.translation import number_text, tr

_GIB = 2**30


def memory_text() -> tuple[str, str]:
    """What the status bar says, and what its tool tip adds."""
    import psutil

    own = psutil.Process()
    used = 0
    for process in [own, *own.children(recursive=True)]:
        try:
            used += process.memory_info().rss
        except psutil.Error:
            continue  # it ended between being listed and being asked
    machine = psutil.virtual_memory()
    free, total = machine.available / _GIB, machine.total / _GIB
    return (
        f"{number_text(used / _GIB, '.1f')} GB",
        tr(
            "The window and its jobs; {free:.1f} of {total:.0f} GB are free", free=free, total=total
        ),
    )
