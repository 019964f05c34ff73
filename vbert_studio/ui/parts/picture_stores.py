"""Where small pictures of films are kept: one store of each kind for the whole window."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from vbert_studio import places
from vbert_studio.settings import known
from vbert_studio.ui.settings import settings

if TYPE_CHECKING:
    from vbert_studio.media.disk_cache import DiskCache
    from vbert_studio.media.thumbnails import Thumbnails


def shared_proxies() -> DiskCache:
    """Where the proxies of all films are kept, once for this machine."""
    limit = settings().value(known.PROXY_SPACE) << 20
    return _proxy_store(places.cache_dir() / "proxies", limit)


@lru_cache(1)
def _proxy_store(folder: Path, limit: int) -> DiskCache:
    from vbert_studio.media.proxies import proxy_store

    return proxy_store(folder, limit)


def shared_thumbnails() -> Thumbnails:
    """The one store of this machine; another one would count all of its files anew."""
    limit = settings().value(known.THUMBNAILS) << 20
    return _thumbnails(places.cache_dir() / "thumbnails", limit)


@lru_cache(1)
def _thumbnails(folder: Path, limit: int) -> Thumbnails:
    """One store, so that it counts its bytes once."""
    from vbert_studio.media.thumbnails import Thumbnails

    return Thumbnails(folder, limit)
