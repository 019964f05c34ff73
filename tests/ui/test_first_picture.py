"""What the first picture of the window does without is not loaded before it."""

from __future__ import annotations

import subprocess
import sys


def test_only_the_frame_of_the_window_is_loaded_before_it_is_seen() -> None:
    late = {"numpy", "sqlite_utils", "av", "pyqtgraph", "vbert_studio.ui.timeline.view"}
    code = f"import sys, vbert_studio.ui.start; print(sorted({late!r} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
