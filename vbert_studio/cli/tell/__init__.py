"""Results as a person reads them on a terminal.

What `commands/X.py` returns is told by `tell/X.py`, loaded only when there is something to tell.
"""

from vbert_studio.cli.tell.base import tell, tell_error

__all__ = ["tell", "tell_error"]
