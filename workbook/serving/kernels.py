"""Kernels on demand: a few are prepared, a viewer who asks gets one, and it is given back.

A `Lease` is one viewer's kernel. Its secret is told to that viewer alone and opens one socket, once; nothing that a
viewer can send names a kernel. It ends with its socket, or when nothing was asked for a while.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, Generic, Protocol, TypeVar

LOG = logging.getLogger("workbook.kernels")
PREPARED = 1  # kernels kept ready for each page
TOGETHER = 2  # kernels that start at a time, no two for one page
SLOW = 5.0  # seconds; a start that takes longer hangs, and keeps nobody else waiting
START_WITHIN = 30.0  # seconds for a kernel to start and run its page's notebook
CONNECT_WITHIN = 30.0  # seconds between the grant and the socket
ASK_AGAIN_WITHIN = 15.0  # seconds; who waits and does not ask again has left
LONGEST_QUEUE = 100
REST = 5.0  # seconds after a failed start, times the failures in a row
FAILURES = 3  # in a row, after which nobody is left waiting

K = TypeVar("K")


class Full(Exception):
    """No kernel and no place in the queue; the message is for the viewer."""


class Host(Protocol[K]):
    """What starts and ends kernels."""

    async def start(self, page: str) -> K:
        """A kernel that has run the page's notebook."""

    async def end(self, kernel: K) -> None:
        """End it."""

    async def alive(self, kernel: K) -> bool:
        """Whether it runs."""


@dataclass
class Lease(Generic[K]):
    """One viewer's kernel. `asked`: when anything was last asked of it; `leave` tells the viewer why it goes."""

    page: str
    kernel: K
    secret: str
    asked: float
    leave: Callable[[str], Any] | None = None
    opened: bool = False


@dataclass(frozen=True)
class Place:
    """A place in the queue: ask again with its ticket. `number` counts from 1."""

    ticket: str
    number: int


@dataclass
class _Waiting:
    page: str
    seen: float


@dataclass
class Kernels(Generic[K]):
    """Every kernel of a server: `most` at a time, for `pages`, each given back after `idle` seconds of silence."""

    host: Host[K]
    pages: Iterable[str]
    most: int
    idle: float = 600.0
    clock: Callable[[], float] = time.monotonic
    ready: dict[str, list[K]] = field(default_factory=dict)
    leases: dict[str, Lease[K]] = field(default_factory=dict)
    waiting: dict[str, _Waiting] = field(default_factory=dict)
    starting: dict[asyncio.Task[None], tuple[str, float]] = field(default_factory=dict)
    failed: dict[str, tuple[int, float]] = field(default_factory=dict)
    ending: set[asyncio.Task[None]] = field(default_factory=set)
    closed: bool = False

    def __post_init__(self) -> None:
        self.pages = tuple(self.pages)
        self.ready = {page: [] for page in self.pages}

    def count(self) -> int:
        """Kernels that there are or will be in a moment."""
        return len(self.leases) + len(self.starting) + sum(map(len, self.ready.values()))

    def ask(self, page: str, ticket: str = "") -> Lease[K] | Place:
        """A kernel for a viewer of the page, or a place in the queue. Raises `Full`."""
        self._forget_who_left()
        if self.failed.get(page, (0, 0.0))[0] >= FAILURES:
            self.waiting.pop(ticket, None)
            raise Full("Python can't be started just now; whoever runs this server is told.")
        if ticket not in self.waiting:
            if len(self.waiting) >= LONGEST_QUEUE:
                raise Full(f"{LONGEST_QUEUE} others wait for Python already. Try again in some minutes.")
            ticket = secrets.token_urlsafe(16)
            self.waiting[ticket] = _Waiting(page, 0.0)
        self.waiting[ticket].seen = self.clock()
        names = list(self.waiting)
        number = names.index(ticket)
        before = sum(self.waiting[name].page == page for name in names[:number])
        granted = self._grant(page) if before < len(self.ready[page]) else None
        if granted:
            del self.waiting[ticket]
        self.fill()
        return granted or Place(ticket, number + 1)

    def _grant(self, page: str) -> Lease[K]:
        kernel = self.ready[page].pop(0)
        lease = Lease(page, kernel, secrets.token_urlsafe(32), self.clock())
        self.leases[lease.secret] = lease
        LOG.info("kernel given", extra={"page": page, "kernels": self.count()})
        return lease

    def open(self, secret: str) -> Lease[K] | None:
        """The lease that a secret opens, once; None when there is none, or it was opened before."""
        lease = self.leases.get(secret)
        if lease is None or lease.opened:
            return None
        lease.opened = True
        lease.asked = self.clock()
        return lease

    def give_back(self, lease: Lease[K], why: str) -> None:
        """End a lease and its kernel; the viewer is told why."""
        if self.leases.pop(lease.secret, None) is None:
            return
        LOG.info("kernel given back", extra={"page": lease.page, "why": why, "kernels": self.count()})
        if lease.leave:
            lease.leave(why)
        self._end(lease.kernel)
        self.fill()

    def _end(self, kernel: K) -> None:
        task = asyncio.ensure_future(self._ended(kernel))
        self.ending.add(task)
        task.add_done_callback(self.ending.discard)

    async def _ended(self, kernel: K) -> None:
        try:
            await self.host.end(kernel)
        except Exception:
            LOG.exception("a kernel could not be ended")

    def fill(self) -> None:
        """Start what waiting viewers and the pool need, as far as there is room."""
        if self.closed:
            return
        wanted = {page: self._wanted(page) for page in self.pages}
        for page in sorted(wanted, key=lambda page: -self._queue(page)):
            if wanted[page] > 0 and self._may_start(page) and self._room(page):
                task = asyncio.ensure_future(self._start(page))
                self.starting[task] = (page, self.clock())
                task.add_done_callback(self._started)

    def _may_start(self, page: str) -> bool:
        late = self.clock() - SLOW
        begun = [other for other, since in self.starting.values() if since > late]
        return len(begun) < TOGETHER and page not in begun

    def _queue(self, page: str) -> int:
        return sum(other.page == page for other in self.waiting.values())

    def _wanted(self, page: str) -> int:
        failures, at = self.failed.get(page, (0, 0.0))
        if failures and self.clock() < at + REST * failures:
            return 0
        coming = sum(other == page for other, _ in self.starting.values())
        return self._queue(page) + PREPARED - len(self.ready[page]) - coming

    def _room(self, page: str) -> bool:
        """Whether another kernel may start; a viewer's need comes before what is kept ready for nobody."""
        if self.count() < self.most:
            return True
        if self._queue(page) > len(self.ready[page]):
            for other, kernels in self.ready.items():
                if len(kernels) > self._queue(other):
                    self._end(kernels.pop())
                    return True
        return False

    async def _start(self, page: str) -> None:
        try:
            async with asyncio.timeout(START_WITHIN):
                kernel = await self.host.start(page)
        except Exception:
            if self.closed:
                return
            self.failed[page] = (self.failed.get(page, (0, 0.0))[0] + 1, self.clock())
            LOG.exception("a kernel could not be started", extra={"page": page})
            return
        self.failed.pop(page, None)
        if self.closed:
            await self._ended(kernel)
        else:
            self.ready[page].append(kernel)

    def _started(self, task: asyncio.Task[None]) -> None:
        self.starting.pop(task, None)
        self.fill()

    def _forget_who_left(self) -> None:
        now = self.clock()
        for ticket, other in list(self.waiting.items()):
            if now - other.seen > ASK_AGAIN_WITHIN:
                del self.waiting[ticket]

    async def watch(self) -> None:
        """Give back what nobody uses, and what has died; called every second or so."""
        self._forget_who_left()
        now = self.clock()
        for lease in list(self.leases.values()):
            if not lease.opened and now - lease.asked > CONNECT_WITHIN:
                self.give_back(lease, "unused")
            elif now - lease.asked > self.idle:
                self.give_back(lease, "idle")
            elif not await self.host.alive(lease.kernel):
                LOG.warning("a viewer's kernel died", extra={"page": lease.page})
                self.give_back(lease, "died")
        for kernels in self.ready.values():
            for kernel in list(kernels):
                if not await self.host.alive(kernel) and kernel in kernels:
                    kernels.remove(kernel)
                    self._end(kernel)
        self.fill()

    def renew(self) -> None:
        """Replace what is prepared, after the data has changed; viewers keep what they have."""
        for kernels in self.ready.values():
            while kernels:
                self._end(kernels.pop())
        self.failed.clear()
        self.fill()

    async def close(self) -> None:
        """End everything; viewers are told that the server stops."""
        self.closed = True
        for lease in list(self.leases.values()):
            self.give_back(lease, "stopping")
        for kernels in self.ready.values():
            while kernels:
                self._end(kernels.pop())
        for task in list(self.starting):
            task.cancel()
        await asyncio.gather(*self.starting, *self.ending, return_exceptions=True)
