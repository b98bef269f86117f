"""Who gets a kernel, and when: few at a time, and pages first while many people arrive."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

import pytest

from workbook.serving import joining
from workbook.serving.joining import PATIENCE, TOGETHER, Joining


class Clock:
    """A clock that moves when somebody sleeps; others may arrive meanwhile."""

    now = 100.0
    arriving = staticmethod(lambda: None)

    def __call__(self):
        return self.now


@pytest.fixture
def clock(monkeypatch):
    made, real = Clock(), asyncio.sleep

    async def sleep(seconds):
        made.now += seconds
        made.arriving()
        await real(0)

    monkeypatch.setattr(joining, "sleep", sleep)
    return made


def run(work):
    """Run a coroutine in a loop and thread of its own: the browser's tests keep one running here."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()


def waited(queue, clock):
    """How long a viewer waited for a turn."""

    async def ask():
        start = clock()
        async with queue.turn():
            return clock() - start

    return run(ask())


def test_one_viewer_who_goes_from_page_to_page_waits_for_nothing(clock):
    queue = Joining(2, clock)
    for _ in range(2):
        queue.page()
        assert waited(queue, clock) == 0


def test_more_pages_than_processors_within_two_seconds_go_first(clock):
    queue = Joining(2, clock)
    for _ in range(3):
        queue.page()
    assert TOGETHER <= waited(queue, clock) < TOGETHER + 0.2
    assert waited(queue, clock) == 0


def test_a_crowd_without_end_does_not_shut_everybody_out(clock):
    queue = Joining(2, clock)
    for _ in range(3):
        queue.page()
    clock.arriving = queue.page
    assert PATIENCE <= waited(queue, clock) < PATIENCE + 0.2


@pytest.mark.parametrize(("processors", "places"), [(1, 1), (2, 1), (8, 4)])
def test_half_of_the_processors_give_kernels_at_a_time(clock, processors, places):
    queue, inside, most = Joining(processors, clock), [], []

    async def join():
        async with queue.turn():
            inside.append(1)
            most.append(len(inside))
            for _ in range(3):
                await joining.sleep(1)
            inside.pop()

    async def all_at_once():
        await asyncio.gather(*(join() for _ in range(10)))

    run(all_at_once())
    assert len(most) == 10 and max(most) == places
