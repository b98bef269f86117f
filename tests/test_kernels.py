"""Who gets a kernel, and when it is given back: the pool, the queue, the limit and the silence."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

import pytest

from workbook.serving import kernels as module
from workbook.serving.kernels import CONNECT_WITHIN, FAILURES, LONGEST_QUEUE, REST, Full, Kernels, Lease, Place


class Host:
    """Starts names instead of processes: `broken` pages fail, `stuck` ones never come."""

    def __init__(self):
        self.living, self.number, self.broken, self.stuck = set(), 0, set(), set()

    async def start(self, page):
        if page in self.broken:
            raise RuntimeError("no kernel")
        while page in self.stuck:
            await asyncio.sleep(0.01)
        await asyncio.sleep(0)
        self.number += 1
        self.living.add(f"{page}-{self.number}")
        return f"{page}-{self.number}"

    async def end(self, kernel):
        self.living.discard(kernel)

    async def alive(self, kernel):
        return kernel in self.living


def run(work):
    """Run a coroutine in a loop and thread of its own: the browser's tests keep one running here."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()


class House:
    """Kernels of two pages, with a clock that is moved by hand."""

    def __init__(self, most=4):
        self.now, self.host = 0.0, Host()
        self.kernels = Kernels(self.host, ["one", "two"], most, idle=600, clock=lambda: self.now)

    async def settle(self):
        for _ in range(20):
            await asyncio.sleep(0)

    async def ready(self):
        self.kernels.fill()
        await self.settle()
        return self.kernels


def in_a_house(test):
    def wrapped():
        run(test(House()))

    wrapped.__name__ = test.__name__
    return wrapped


@in_a_house
async def test_who_asks_gets_the_prepared_kernel_and_another_is_prepared(house):
    kernels = await house.ready()
    assert isinstance(kernels.ask("one"), Lease)
    await house.settle()
    assert len(kernels.ready["one"]) == 1 and kernels.count() == 3


@in_a_house
async def test_the_queue_is_served_in_turn(house):
    kernels = house.kernels
    first, second = kernels.ask("one"), kernels.ask("one")
    assert (first.number, second.number) == (1, 2)
    await house.settle()
    assert isinstance(kernels.ask("one", second.ticket), Place | Lease)
    assert isinstance(kernels.ask("one", first.ticket), Lease)


@in_a_house
async def test_there_are_never_more_than_the_limit_and_the_next_in_turn_gets_what_is_given_back(house):
    kernels = await house.ready()
    leases = []
    for _ in range(6):
        found = kernels.ask("one")
        await house.settle()
        found = kernels.ask("one", found.ticket) if isinstance(found, Place) else found
        leases += [found] if isinstance(found, Lease) else []
        assert kernels.count() <= 4 and len(house.host.living) <= 4
    assert len(leases) == 4  # what was kept ready for the other page made room
    waiting = kernels.ask("one")
    kernels.give_back(leases[0], "closed")
    for _ in range(3):
        await house.settle()
        waiting = kernels.ask("one", waiting.ticket) if isinstance(waiting, Place) else waiting
    assert isinstance(waiting, Place)  # two more asked before, and have not left yet
    house.now += module.ASK_AGAIN_WITHIN - 1
    kernels.ask("one", waiting.ticket)
    house.now += 2
    assert isinstance(kernels.ask("one", waiting.ticket), Lease)


@in_a_house
async def test_who_waits_and_does_not_ask_again_loses_the_place(house):
    house.host.stuck = {"one"}
    first, second = house.kernels.ask("one"), house.kernels.ask("one")
    house.now += module.ASK_AGAIN_WITHIN - 1
    house.kernels.ask("one", second.ticket)
    house.now += 2
    assert house.kernels.ask("one", second.ticket).number == 1
    assert house.kernels.ask("one", first.ticket).ticket != first.ticket
    await house.kernels.close()


@in_a_house
async def test_a_full_queue_is_said(house):
    house.host.stuck = {"one"}
    for _ in range(LONGEST_QUEUE):
        house.kernels.ask("one")
    with pytest.raises(Full, match="Try again"):
        house.kernels.ask("one")
    await house.kernels.close()


@in_a_house
async def test_a_secret_opens_one_socket_once(house):
    kernels = await house.ready()
    lease = kernels.ask("one")
    assert kernels.open("guessed") is None
    assert kernels.open(lease.secret) is lease and kernels.open(lease.secret) is None


@in_a_house
async def test_a_kernel_goes_when_nobody_connects_when_nothing_is_asked_and_when_it_dies(house):
    kernels = await house.ready()
    told = []
    never, silent, dead = (kernels.ask("one"), kernels.ask("two"), None)
    await house.settle()
    dead = kernels.ask("one")
    for lease, name in ((silent, "silent"), (dead, "dead")):
        kernels.open(lease.secret).leave = lambda why, name=name: told.append((name, why))
    house.host.living.discard(dead.kernel)
    house.now += CONNECT_WITHIN + 1
    await kernels.watch()
    await house.settle()
    assert told == [("dead", "died")] and never.secret not in kernels.leases and silent.secret in kernels.leases
    house.now += 600
    await kernels.watch()
    await house.settle()
    assert told[1:] == [("silent", "idle")] and not kernels.leases
    assert house.host.living == {name for names in kernels.ready.values() for name in names}


@in_a_house
async def test_a_page_whose_kernels_do_not_start_is_said_and_tried_again_later(house):
    house.host.broken = {"one"}
    for _ in range(FAILURES):
        house.kernels.fill()
        await house.settle()
        house.now += REST * FAILURES + 1
    with pytest.raises(Full, match="can't be started"):
        house.kernels.ask("one")
    house.host.broken = set()
    house.kernels.fill()
    await house.settle()
    assert isinstance(house.kernels.ask("one"), Lease)


@in_a_house
async def test_a_kernel_that_hangs_keeps_no_other_page_waiting(house):
    house.host.stuck = {"one"}
    house.kernels.ask("one")
    place = house.kernels.ask("two")
    await house.settle()
    assert isinstance(house.kernels.ask("two", place.ticket), Lease)
    await house.kernels.close()


@in_a_house
async def test_new_data_renews_what_is_prepared_and_leaves_viewers_alone(house):
    kernels = await house.ready()
    lease = kernels.ask("one")
    before = set(kernels.ready["two"])
    kernels.renew()
    await house.settle()
    assert lease.kernel in house.host.living and not before & set(kernels.ready["two"]) and kernels.ready["two"]


@in_a_house
async def test_at_the_end_nothing_is_left(house):
    kernels = await house.ready()
    told = []
    kernels.open(kernels.ask("one").secret).leave = told.append
    await kernels.close()
    assert told == ["stopping"] and house.host.living == set()
