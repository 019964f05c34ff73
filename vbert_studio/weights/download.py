"""One file from one address, resumed where it stopped, on an atomic path.

What arrives lies in ``<target>.part``, and beside it in ``<target>.part.json`` what the server said
about it, so that a later attempt continues only the very same file (RFC 9110, If-Range).
"""

from __future__ import annotations

import errno
import http.client
import json
import shutil
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from vbert_studio.errors import WeightsError
from vbert_studio.progress import Monitor

_BLOCK = 1 << 18
_TIMEOUT_S = 20.0
_ATTEMPTS = 4
_PARTIAL_CONTENT = 206
_RANGE_NOT_SATISFIABLE = 416


def download(url: str, target: Path, monitor: Monitor, *, label: str | None = None) -> None:
    """Fetch `url` to `target`; a connection that breaks is taken up again where it broke.

    Raises:
        WeightsError: kinds ``offline`` (nobody answers), ``refused_by_server`` (an HTTP error),
            ``download_broken`` (it kept breaking; what arrived is kept), ``disk_full``.
        CancelledError: the person stopped it; what arrived is kept.
    """
    if urllib.parse.urlsplit(url).scheme == "file":
        _copy_file_url(url, target)
        return
    for _ in range(_ATTEMPTS):
        if _attempt(url, target, monitor, label or target.name):
            _part(target).replace(target)
            _facts(target).unlink(missing_ok=True)
            return
    raise WeightsError(
        "download_broken",
        f"The connection to {_host(url)} broke {_ATTEMPTS} times while fetching {target.name}.",
        path=_part(target),
        remedy="What arrived is kept: try again and it goes on from there.",
    )


def _part(target: Path) -> Path:
    return target.with_name(target.name + ".part")


def _facts(target: Path) -> Path:
    return target.with_name(target.name + ".part.json")


def _host(url: str) -> str:
    return urllib.parse.urlsplit(url).hostname or url


def _copy_file_url(url: str, target: Path) -> None:
    source = urllib.request.url2pathname(urllib.parse.urlsplit(url).path)
    with disk_errors(target):
        shutil.copyfile(source, _part(target))
        _part(target).replace(target)


def _attempt(url: str, target: Path, monitor: Monitor, label: str) -> bool:
    """One connection. True when the file is whole, False when the connection broke on the way."""
    have, request = _request(url, target)
    try:
        with urllib.request.urlopen(request, timeout=_TIMEOUT_S) as response:  # noqa: S310
            return _receive(response, have, target, monitor, label)
    except urllib.error.HTTPError as error:
        error.close()
        if error.code == _RANGE_NOT_SATISFIABLE and have:
            _part(target).unlink()
            return False
        raise _refused(url, error) from error
    except urllib.error.URLError as error:
        raise _offline(url, error.reason) from error
    except (TimeoutError, ConnectionError, http.client.HTTPException):
        return False


def _request(url: str, target: Path) -> tuple[int, urllib.request.Request]:
    """The request for what is missing, and how many bytes are there already."""
    request = urllib.request.Request(url, headers={"User-Agent": "vbert-studio"})  # noqa: S310
    facts = _read_facts(target)
    have = _part(target).stat().st_size if _part(target).exists() else 0
    if have and facts.get("url") == url and facts.get("validator"):
        request.add_header("Range", f"bytes={have}-")
        request.add_header("If-Range", facts["validator"])
        return have, request
    return 0, request


def _read_facts(target: Path) -> dict[str, Any]:
    try:
        facts: dict[str, Any] = json.loads(_facts(target).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return facts


def _receive(
    response: http.client.HTTPResponse, have: int, target: Path, monitor: Monitor, label: str
) -> bool:
    resumed = response.status == _PARTIAL_CONTENT
    have = have if resumed else 0
    length = response.headers.get("Content-Length")
    total = have + int(length) if length else None
    with disk_errors(target):
        if not resumed:
            _write_facts(response, target)
        with (
            _part(target).open("ab" if resumed else "wb") as out,
            monitor.stage(label, total, "bytes", done=have) as stage,
        ):
            for block in _blocks(response):
                out.write(block)
                stage.advance(len(block))
            return total is None or stage.done == total


def _write_facts(response: http.client.HTTPResponse, target: Path) -> None:
    etag = response.headers.get("ETag", "")
    strong = "" if etag.startswith("W/") else etag
    validator = strong or response.headers.get("Last-Modified", "")
    facts = {"url": getattr(response, "url", ""), "validator": validator}
    _facts(target).write_text(json.dumps(facts), encoding="utf-8")


def _blocks(response: IO[bytes]) -> Iterator[bytes]:
    """What arrives, in blocks; ends early when the connection breaks."""
    while True:
        try:
            block = response.read(_BLOCK)
        except http.client.IncompleteRead as error:
            yield error.partial
            return
        except (TimeoutError, ConnectionError):
            return
        if not block:
            return
        yield block


@contextmanager
def disk_errors(target: Path) -> Iterator[None]:
    """Turn a full disk and a folder that may not be written into errors that say so."""
    try:
        yield
    except PermissionError as error:
        raise WeightsError(
            "no_permission",
            f"{target.parent} may not be written to.",
            path=target.parent,
            remedy="Let VBERT_STUDIO_MODELS name a folder of your own.",
        ) from error
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EDQUOT):
            raise
        raise WeightsError(
            "disk_full",
            f"The disk is full: {target.name} does not fit into {target.parent}.",
            path=target.parent,
            remedy="Make room, or let VBERT_STUDIO_MODELS name a folder on another disk.",
        ) from error


def _refused(url: str, error: urllib.error.HTTPError) -> WeightsError:
    return WeightsError("refused_by_server", f"{url} answered {error.code} {error.reason}.")


def _offline(url: str, reason: object) -> WeightsError:
    return WeightsError("offline", f"{_host(url)} cannot be reached ({reason}).")
