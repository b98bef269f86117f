"""How many connections are taken at a time. One more is answered that it is too much, instead of using up what
kernels and files need: a server without a single open file left can do nothing but complain.
"""

from __future__ import annotations

import contextlib
import logging
import time
from typing import Any

from tornado.httpserver import HTTPServer
from tornado.iostream import IOStream, StreamClosedError
from tornado.web import Application

from .frames import Rate

LOG = logging.getLogger("workbook.door")
SAID_EVERY = 60.0  # seconds
FULL = b"HTTP/1.1 503 Service Unavailable\r\nRetry-After: 60\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"


class Door(HTTPServer):
    """Tornado's server of an application, with `most` connections at a time."""

    def initialize(self, app: Application, most: int, **more: Any) -> None:  # type: ignore[override]
        """`more` is what Tornado takes."""
        super().initialize(app, **more)
        self.most = most
        self.says = Rate(1, 1 / SAID_EVERY, time.monotonic)

    def handle_stream(self, stream: IOStream, address: tuple[Any, ...]) -> None:
        """Serve a connection, where there is room."""
        if len(self._connections) < self.most:
            super().handle_stream(stream, address)
            return
        if self.says.allows():
            LOG.warning("no more connections are taken", extra={"most": self.most})
        with contextlib.suppress(StreamClosedError):
            stream.write(FULL)
        stream.close()
