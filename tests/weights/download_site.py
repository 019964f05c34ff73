"""A download site on this machine, with the faults that real ones have."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Site:
    """What is served, what goes wrong, and what was asked for."""

    files: dict[str, bytes]
    breaks_after: list[int] = field(default_factory=list)
    """After how many bytes each next connection dies; the ones after that are fine."""
    status: int = 200
    ranges: list[str | None] = field(default_factory=list)
    etag: str = '"one"'
    url: str = ""


@contextmanager
def serving(site: Site) -> Iterator[Site]:
    """Serve `site` on a free port of this machine."""
    handler = type("Handler", (_Handler,), {"site": site})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    site.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    site: Site

    def do_GET(self) -> None:
        site = self.site
        asked = self.headers.get("Range")
        site.ranges.append(asked)
        body = site.files.get(self.path)
        if body is None or site.status != 200:
            self.send_error(404 if body is None else site.status)
            return
        start = self._start(asked)
        self.send_response(206 if start else 200)
        self.send_header("Content-Length", str(len(body) - start))
        self.send_header("Content-Type", "text/html")
        self.send_header("ETag", site.etag)
        self.end_headers()
        rest = body[start:]
        if site.breaks_after:
            rest = rest[: site.breaks_after.pop(0)]
        self.wfile.write(rest)

    def _start(self, asked: str | None) -> int:
        if asked and self.headers.get("If-Range") == self.site.etag:
            return int(asked.removeprefix("bytes=").rstrip("-"))
        return 0

    def log_message(self, *_args: object) -> None:
        """Nothing on the terminal."""
