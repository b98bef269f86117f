"""Kernels on demand, against a running server: none for a page, one for who asks, and all given back."""

import json
import os
import re
import signal
import time
from urllib.request import urlopen

import pytest
from conftest import ask_python, start_server
from lxml import html
from served import PAGE, ask, healthy, kernels, say, secret, socket, wait_for, weight
from websockets.exceptions import ConnectionClosed


@pytest.fixture(scope="module")
def small():
    """A server with room for three kernels, each given back after three seconds of silence."""
    process, site = start_server("--kernels", "3", "--idle", "0.05")
    at_rest(process)
    yield process, site
    process.terminate()
    process.wait(timeout=10)


def at_rest(process):
    """Only what is prepared is left, and has run its notebook."""
    wait_for(lambda: len(kernels(process)) == 1)
    time.sleep(1.5)


def test_two_hundred_visits_start_no_kernel_and_leave_nothing(small):
    process, site = small
    at_rest(process)
    for _ in range(20):
        urlopen(f"{site}voila/render/{PAGE}.ipynb").read()
    prepared, (memory, files) = kernels(process), weight(process)
    for _ in range(200):
        urlopen(f"{site}voila/render/{PAGE}.ipynb").read()
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
    for number in range(8):
        with socket(site) as opened:
            say(opened, wanted=number % 2 == 0)
    at_rest(process)
    memory_after, files_after = weight(process)
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


def test_a_page_that_has_nothing_for_a_kernel_gets_none(small):
    _, site = small
    assert ask(site, "00-start")[0] == 404
    page = html.fromstring(urlopen(f"{site}voila/render/00-start.ipynb").read())
    shown = " ".join(page.xpath("//main//text()[not(ancestor::script or ancestor::style)]"))
    assert "compare" in shown.lower() and not re.search("kernel|Python is|Connect to", shown)
    assert not page.xpath("//*[@data-figure or (@data-view='kernel' and normalize-space())]")


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
    process.terminate()
    process.wait(timeout=10)


def test_a_secret_is_good_for_one_socket(small):
    _, site = small
    key = secret(site)
    with socket(site, key), pytest.raises(Exception, match="404"), socket(site, key):
        pass
