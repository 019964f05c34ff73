"""A person's settings as the window lives with them.

Panels ask `settings().value(known.FOLLOW)` where they need it and keep no copy; who has to do
something about a change connects to `settings().changed`, which carries the setting's name.
"""

from vbert_studio.ui.settings.live import LiveSettings, settings

__all__ = ["LiveSettings", "settings"]
