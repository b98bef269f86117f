"""How a page asks for Python: a request for a kernel, then one socket that carries the traits of `frames`."""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import time
from queue import Empty
from typing import Any

from tornado.iostream import StreamClosedError
from tornado.web import HTTPError
from tornado.websocket import WebSocketClosedError, WebSocketHandler

from .frames import POLICY, Rate, Refused, heard, told
from .kernels import Full, Kernels, Lease
from .running import Running
from .web import HEADERS, Answer, from_elsewhere, misnamed

LOG = logging.getLogger("workbook.bridge")
BURST, EACH_SECOND = 40, 10.0  # frames; a page sends at most seven in a second
READ_WITHIN = 30.0  # seconds in which a browser has to take what it asked for
GOING = 1001
WORDS = {
    "idle": "Python was given back, as nothing was asked of it for a while. Ask again when you need it.",
    "died": "Python stopped. Ask again to start it anew.",
    "stopping": "The server is stopping; it may be back in a moment.",
}


class Asking(Answer):
    """`POST /workbook/python?page=NAME[&ticket=...]`: a kernel's secret, or a place in the queue. Never by GET."""

    def initialize(self, base_url: str, kernels: Kernels[Running]) -> None:  # type: ignore[override]
        """`kernels`: those of this server."""
        super().initialize(base_url)
        self.kernels = kernels

    def post(self) -> None:
        """Answer `{"secret", "idle"}` (seconds) or `{"ticket", "place"}`; 503 in a sentence where there is none."""
        if from_elsewhere(self) or self.request.headers.get("X-Workbook") != "ask":
            raise HTTPError(403)
        page = self.get_query_argument("page", "")
        if page not in self.kernels.ready:
            raise HTTPError(404)
        self.set_header("Cache-Control", "no-store")
        try:
            found = self.kernels.ask(page, self.get_query_argument("ticket", ""))
        except Full as full:
            self.set_header("Retry-After", "60")
            self.text(503, str(full))
            return
        if isinstance(found, Lease):
            answer: dict[str, Any] = {"secret": found.secret, "idle": self.kernels.idle}
        else:
            answer = {"ticket": found.ticket, "place": found.number}
        self.set_header("Content-Type", "application/json")
        self.finish(json.dumps(answer))


class Bridge(WebSocketHandler):
    """`/workbook/python/SECRET`: the socket of one viewer and one kernel. Its end is the kernel's end."""

    lease: Lease[Running] | None = None
    pump: asyncio.Task[None] | None = None

    def initialize(self, kernels: Kernels[Running]) -> None:
        """`kernels`: those of this server."""
        self.kernels = kernels
        self.rate = Rate(BURST, EACH_SECOND, time.monotonic)

    def set_default_headers(self) -> None:
        """Ours, where the answer is no socket."""
        for name, value in HEADERS.items():
            self.set_header(name, value)

    def write_error(self, status_code: int, **_: Any) -> None:
        """No page is shown where a socket was asked for."""
        self.finish()

    def check_origin(self, origin: str) -> bool:
        """Our own pages alone."""
        return not from_elsewhere(self)

    async def get(self, secret: str) -> None:
        """Become a socket, where the secret opens a kernel."""
        if self.request.headers.get("Upgrade", "").lower() != "websocket" or from_elsewhere(self) or misnamed(self):
            raise HTTPError(403)
        self.lease = self.kernels.open(secret)
        if self.lease is None:
            raise HTTPError(404)
        try:
            await super().get(secret)
        finally:
            self.end("closed")  # also where the handshake failed

    def open(self, *_: str, **__: str) -> None:
        """Begin to carry what the kernel says."""
        assert self.lease is not None
        self.lease.leave = self.leave
        self.pump = asyncio.ensure_future(self.carry(self.lease.kernel))

    def on_message(self, message: str | bytes) -> None:
        """Hand on what is on the list; close on anything else."""
        if self.lease is None:
            return
        try:
            if not self.rate.allows():
                raise Refused(POLICY, "That is faster than any page asks.")
            widget, traits = heard(message, len(self.lease.kernel.widgets))
        except Refused as refused:
            LOG.warning("frame refused", extra={"why": str(refused)})
            self.close(refused.code, str(refused))
            self.end("refused")
            return
        self.lease.asked = time.monotonic()
        self.lease.kernel.set(widget, dict(traits))

    async def carry(self, kernel: Running) -> None:
        """Tell the browser what it is to know, as fast as it reads and no faster."""
        with contextlib.suppress(asyncio.CancelledError, Empty, WebSocketClosedError, StreamClosedError):
            while True:
                kind, content = await kernel.said()
                if kind == "error" or (kind == "stream" and content.get("name") == "stderr"):
                    LOG.error("a kernel complains", extra={"said": str(content)[:2000]})
                frame = told(content, kernel.widgets) if kind == "comm_msg" else None
                if frame is None:
                    continue
                try:
                    await asyncio.wait_for(self.write_message(frame), READ_WITHIN)
                except TimeoutError:
                    LOG.info("a browser does not read")
                    self.end("slow")

    def leave(self, why: str) -> None:
        """Tell the browser that its kernel goes, and why."""
        self.lease = None
        if self.pump:
            self.pump.cancel()
        with contextlib.suppress(WebSocketClosedError):
            if why in WORDS:
                self.write_message(json.dumps({"gone": WORDS[why]}))
            self.close(GOING, why)

    def end(self, why: str) -> None:
        """Give the kernel back."""
        if self.lease is not None:
            self.kernels.give_back(self.lease, why)

    def on_close(self) -> None:
        """The tab was closed, the page left, or the network lost: the kernel has nobody any more."""
        self.end("closed")
