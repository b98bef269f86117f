"""When a viewer gets a kernel: few at a time, and pages come first while many people arrive.

A page costs the server next to nothing and answers by itself; a kernel costs a second of a processor.
"""

from __future__ import annotations

import os
import time
from asyncio import Semaphore, sleep
from collections import deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

TOGETHER = 2.0  # seconds in which more pages than processors make a crowd
PATIENCE = 15.0  # seconds for which the next viewer in turn waits for a crowd to pass
STEP = 0.1  # seconds between two looks


class Joining:
    """The queue for the kernels of one server with so many processors."""

    def __init__(self, processors: int | None = None, clock: Callable[[], float] = time.monotonic) -> None:
        many = processors or os.cpu_count() or 1
        self.clock = clock
        self.pages: deque[float] = deque(maxlen=many + 1)
        self.places = Semaphore(max(1, many // 2))

    def page(self) -> None:
        """A page was asked for."""
        self.pages.append(self.clock())

    def crowded(self) -> bool:
        """Whether more pages than there are processors were asked for just now."""
        return len(self.pages) == self.pages.maxlen and self.clock() - self.pages[0] < TOGETHER

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """A viewer's turn, when there is a place and no crowd arrives, or has for too long."""
        async with self.places:
            end = self.clock() + PATIENCE
            while self.crowded() and self.clock() < end:
                await sleep(STEP)
            yield
