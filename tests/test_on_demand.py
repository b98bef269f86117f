"""Kernels on demand, against a running server: none for a page, one for who asks, and all given back."""

import json
import os
import re
import signal
import time
from urllib.request import urlopen

import pytest
from conftest import PAGES_OF_DASHBOARDS, ask_python, start_server
from lxml import html
from served import PAGE, ask, healthy, kernels, say, secret, socket, wait_for, weight
from websockets.exceptions import ConnectionClosed

from workbook.serving.kernels import LONGEST_QUEUE

# `make visits` asks for as many as issue 15 names; it takes some minutes.
VISITS, DROPPED = (1000, 200) if os.environ.get("WORKBOOK_VISITS") == "all" else (200, 8)


@pytest.fixture(scope="module")
def small():
    """A server with room for three kernels, each given back after six seconds of silence."""
    process, site = start_server("--kernels", "3", "--idle", "0.1")
    at_rest(process)
    yield process, site
    process.terminate()
    process.wait(timeout=10)


@pytest.fixture(scope="module")
def single():
    """A server with room for one kernel, given back after five seconds of silence."""
    process, site = start_server("--kernels", "1", "--idle", "0.08")
    at_rest(process)
    yield process, site
    process.terminate()
    process.wait(timeout=10)


def at_rest(process):
    """Only what is prepared is left, and has run its notebook."""
    wait_for(lambda: len(kernels(process)) == 1)
    time.sleep(1.5)


def test_visits_start_no_kernel_and_leave_nothing(small):
    process, site = small
    at_rest(process)
    for _ in range(20):
        urlopen(f"{site}voila/render/{PAGE}.ipynb").read()
    prepared, (memory, files) = kernels(process), weight(process)
    for number in range(VISITS):
        name = PAGES_OF_DASHBOARDS[number % len(PAGES_OF_DASHBOARDS)]
        urlopen(f"{site}voila/render/{name}.ipynb").read()
        urlopen(f"{site}voila/render/{PAGE}.ipynb?live=1").read()
    after, (memory_after, files_after) = kernels(process), weight(process)
    assert after == prepared and files_after <= files + 2 and memory_after < memory + 8


def test_a_figure_comes_from_the_pool_and_follows_the_link(small):
    process, site = small
    with socket(site) as opened:
        say(opened, 0, link="?a=budapest&b=un-2024")
        began = time.monotonic()
        say(opened, 1, wanted=True)
        found = json.loads(opened.recv(timeout=10))
        assert found["widget"] == 1 and "Budapest Convention" in found["set"]["figure"]
        assert time.monotonic() - began < 5
        say(opened, 0, link="?a=budapest-p1&b=un-2024")
        assert "First Protocol" in json.loads(opened.recv(timeout=10))["set"]["figure"]
    at_rest(process)


def test_kernels_asked_for_and_dropped_leave_no_memory_no_files_and_no_processes(small):
    process, site = small
    at_rest(process)
    with socket(site) as opened:
        say(opened, wanted=True)
        opened.recv(timeout=10)
    at_rest(process)
    memory, files = weight(process)
    for number in range(DROPPED):
        with socket(site) as opened:
            say(opened, wanted=number % 2 == 0)
    at_rest(process)
    memory_after, files_after = weight(process)
    print(f"{VISITS} visits, {DROPPED} kernels: {memory:.0f} -> {memory_after:.0f} MiB, {files} -> {files_after} files")
    assert files_after <= files + 2 and memory_after < memory + 12


def test_when_all_are_given_the_next_is_told_the_place_in_the_queue_and_gets_what_comes_back(small):
    process, site = small
    at_rest(process)
    with socket(site) as one, socket(site) as two, socket(site) as three:
        status, found = ask(site)
        assert status == 200 and found["place"] == 1
        assert len(kernels(process)) == 3 and healthy(site)
        for number in range(6):  # they go on asking, so that they keep their kernels
            for opened in (one, two, three):
                say(opened, 0, link=f"?q={number}")
            time.sleep(0.2)
        assert "place" in ask(site, ticket=found["ticket"])[1]
        one.close()
        wait_for(lambda: "secret" in ask(site, ticket=found["ticket"])[1])
    at_rest(process)


def test_who_is_silent_gives_the_kernel_back_and_is_told_so(small):
    process, site = small
    with socket(site) as opened:
        gone = json.loads(opened.recv(timeout=10))["gone"]
        assert "Ask again" in gone
        with pytest.raises(ConnectionClosed):
            opened.recv(timeout=5)
    at_rest(process)


def test_a_kernel_that_dies_is_said_and_not_started_again(small):
    process, site = small
    at_rest(process)
    before = set(kernels(process))
    with socket(site) as opened:
        say(opened, wanted=True)
        opened.recv(timeout=10)
        (mine,) = before  # the prepared one was given
        mine.kill()
        assert "stopped" in json.loads(opened.recv(timeout=10))["gone"]
    at_rest(process)


def test_pages_that_have_nothing_for_a_kernel_get_none_and_never_speak_of_one(small):
    _, site = small
    silent = [name for name in PAGES_OF_DASHBOARDS if ask(site, name)[0] == 404]
    assert set(PAGES_OF_DASHBOARDS) - set(silent) == {PAGE}
    for name in silent:
        page = html.fromstring(urlopen(f"{site}voila/render/{name}.ipynb").read())
        shown = " ".join(page.xpath("//main//text()[not(ancestor::script or ancestor::style or ancestor::details)]"))
        assert len(shown) > 500 and not re.search("kernel|Python is|Connect to", shown), name
        assert not page.xpath("//*[@data-figure or (@data-view='kernel' and normalize-space())]"), name


def test_a_stopping_server_tells_its_viewers_ends_within_five_seconds_and_leaves_no_process(tmp_path):
    process, site = start_server("--kernels", "4", TMPDIR=str(tmp_path))
    with socket(site) as one, socket(site) as two:
        living = kernels(process)
        began = time.monotonic()
        process.send_signal(signal.SIGTERM)
        for opened in (one, two):
            assert "server is stopping" in json.loads(opened.recv(timeout=5))["gone"]
    assert process.wait(timeout=5) == 0 and time.monotonic() - began < 5
    wait_for(lambda: not any(kernel.is_running() for kernel in living), 5)
    assert os.listdir(tmp_path) == []


def test_a_killed_server_leaves_no_kernel():
    process, site = start_server()
    with socket(site):
        living = kernels(process)
        process.kill()
        process.wait()
    assert living
    wait_for(lambda: not any(kernel.is_running() for kernel in living), 15)


@pytest.mark.browser
def test_a_viewer_keeps_the_view_when_python_comes_and_goes_and_asks_again(page):
    process, site = start_server("--idle", "0.05")
    page.goto(f"{site}voila/render/{PAGE}.ipynb?a=budapest&b=un-2024&off=illegal-access")
    ask_python(page)
    before = page.inner_text("[data-view=summary]")
    page.wait_for_selector("html[data-ready=interactive]", timeout=15_000)
    assert "given back" in page.inner_text("[data-view=kernel]")
    assert page.inner_text("[data-view=summary]") == before
    page.click("[role=switch][data-topic=illegal-access]:not([data-instrument])")
    assert page.inner_text("[data-view=summary]") != before
    ask_python(page)
    assert page.inner_text("[data-view=kernel]") == ""
    page.goto("about:blank")
    wait_for(lambda: len(kernels(process)) == 1)
    assert page.wrong == []
    page.goto(f"{site}voila/render/{PAGE}.ipynb?a=budapest&b=un-2024")
    ask_python(page)
    process.terminate()
    page.wait_for_selector("html[data-ready=interactive]", timeout=5_000)
    said = page.inner_text("[data-view=kernel]")
    assert "The server is stopping" in said and "Your view is kept" in said
    assert process.wait(timeout=5) == 0


@pytest.mark.browser
def test_a_page_tells_its_place_in_the_queue_and_gives_python_back_when_nobody_looks(page, single):
    process, site = single
    with socket(site) as other:
        page.goto(f"{site}voila/render/{PAGE}.ipynb")
        page.get_by_role("button", name="Draw the figure").click()
        page.wait_for_function(
            "document.querySelector('[data-view=kernel]').innerText.includes('number 1 in the queue')"
        )
        for number in range(8):  # who has it keeps it by asking
            say(other, 0, link=f"?q={number}")
            time.sleep(0.2)
        assert "number 1 in the queue" in page.inner_text("[data-view=kernel]")
    page.wait_for_selector("[data-view=figure] .barlayer .bars", timeout=30_000)
    # What a browser says when another tab is looked at; no tab of a headless one is ever hidden.
    page.evaluate(
        "Object.defineProperty(document, 'hidden', {get: () => true}); dispatchEvent(new Event('visibilitychange'))"
    )
    end = time.monotonic() + 15
    while "nobody looked" not in page.inner_text("[data-view=kernel]") and time.monotonic() < end:
        page.locator("[role=switch][data-topic=illegal-access]:not([data-instrument])").click()  # it is not silent
        time.sleep(0.3)
    assert "nobody looked at this page" in page.inner_text("[data-view=kernel]")
    wait_for(lambda: len(kernels(process)) == 1)
    assert page.wrong == []


@pytest.mark.browser
def test_a_full_queue_is_an_ordinary_answer_and_the_page_says_it(page, single):
    process, site = single
    at_rest(process)
    with socket(site):
        for _ in range(LONGEST_QUEUE):
            assert "place" in ask(site)[1]
        status, said = ask(site)
        assert status == 503 and "Try again" in said
        page.goto(f"{site}voila/render/{PAGE}.ipynb")
        page.get_by_role("button", name="Draw the figure").click()
        page.wait_for_function(
            "document.querySelector('[data-view=kernel]').innerText.includes('wait for Python already')"
        )
        assert "Everything else on this page works" in page.inner_text("[data-view=kernel]")


def test_a_secret_is_good_for_one_socket(small):
    _, site = small
    key = secret(site)
    with socket(site, key), pytest.raises(Exception, match="404"), socket(site, key):
        pass
