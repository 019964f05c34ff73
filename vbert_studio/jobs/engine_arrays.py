"""Arrays between two processes by shared memory: copied in on one side, out on the other.

Whoever takes an array frees its memory, so every one that was sent must be received once.
"""

from __future__ import annotations

import pickle
import sys
from collections import deque
from collections.abc import Callable
from multiprocessing.shared_memory import SharedMemory
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy.typing as npt

# Below this many bytes the pipe is quicker than a system call and a mapping.
SHARED_FROM = 1 << 16

# Windows frees memory with its last handle: the sender's must outlive the way to the receiver.
_ON_THE_WAY: deque[SharedMemory] = deque(maxlen=64)


class ArrayPickler(pickle.Pickler):
    """Pickles everything as usual, and large arrays at any depth as a place in shared memory."""

    def reducer_override(self, obj: Any) -> Any:  # noqa: ANN401 - the shape of pickle
        """Send an array's place instead of its bytes."""
        if _is_array(obj) and obj.nbytes >= SHARED_FROM and not obj.dtype.hasobject:
            return _share(obj)
        return NotImplemented


def _is_array(value: object) -> bool:
    # By name: a process that has no array yet need not load numpy to find out.
    kind = type(value)
    return kind.__module__ == "numpy" and kind.__name__ == "ndarray"


def _share(array: npt.NDArray[Any]) -> tuple[Callable[..., Any], tuple[Any, ...]]:
    import numpy as np

    memory = SharedMemory(create=True, size=array.nbytes)
    np.ndarray(array.shape, array.dtype, memory.buf)[...] = array
    if sys.platform == "win32":
        _ON_THE_WAY.append(memory)
    else:
        memory.close()
    return take_array, (memory.name, array.shape, array.dtype.str)


def take_array(name: str, shape: tuple[int, ...], dtype: str) -> npt.NDArray[Any]:
    """The array that was sent, as an ordinary one of this process."""
    import numpy as np

    memory = SharedMemory(name)
    try:
        return np.ndarray(shape, dtype, memory.buf).copy()
    finally:
        memory.close()
        memory.unlink()
