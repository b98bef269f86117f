"""Faults, tried against a running server: edited and broken data, full and read-only places, killed parts."""

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from conftest import ROOT, free_port, start_server
from served import PAGE, healthy, kernels, say, socket, wait_for

from workbook.book.load import default_folder

TOPIC = "topics/illegal-access.yaml"


def edit(folder, old, new):
    path = folder / TOPIC
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def page_of(site):
    return urlopen(f"{site}voila/render/{PAGE}.ipynb").read().decode()


@pytest.fixture
def editable(tmp_path):
    """(process, address, data folder, log) of a server over a copy of the data."""
    shutil.copytree(default_folder(), tmp_path / "data")
    log = tmp_path / "log"
    process, site = start_server("--data", str(tmp_path / "data"), log=log, WORKBOOK_HOME=str(tmp_path / "home"))
    yield process, site, tmp_path / "data", log
    process.terminate()
    assert process.wait(timeout=6) == 0


def said(log, words):
    wait_for(lambda: words in log.read_text(encoding="utf-8"), 15)


def test_edited_data_is_served_after_a_reload_and_broken_data_never(editable):
    process, site, folder, log = editable
    edit(folder, "title: Illegal access", "title: Entering without right")
    said(log, f"kill -HUP {process.pid}")
    assert "Entering without right" not in page_of(site)
    process.send_signal(signal.SIGHUP)
    wait_for(lambda: "Entering without right" in page_of(site))
    with socket(site) as opened:  # a kernel has the same data
        say(opened, 0, link="?a=budapest&b=un-2024")
        say(opened, wanted=True)
        assert "figure" in opened.recv(timeout=10)
    edit(folder, "theme: offences", "theme: travel")
    process.send_signal(signal.SIGHUP)
    said(log, "the data is not taken; what was good stays served")
    assert "topics/illegal-access.yaml" in log.read_text(encoding="utf-8")
    assert "Entering without right" in page_of(site)
    shutil.rmtree(folder)
    for _ in range(3):
        with socket(site) as opened:  # neither does a kernel read what is broken
            say(opened, wanted=True)
            assert "figure" in opened.recv(timeout=15)
    assert "Entering without right" in page_of(site) and healthy(site)
    assert "Traceback" not in log.read_text(encoding="utf-8")


@pytest.mark.parametrize("home", ["missing", "read-only", "file", "null", "empty", "none"])
def test_a_store_that_can_not_be_written_is_done_without(tmp_path, home):
    place = tmp_path / "home"
    if home == "read-only":
        place.mkdir(mode=0o500)
    elif home == "file":
        place.write_text("")
    environment = {"WORKBOOK_HOME": "/dev/null" if home == "null" else str(place)}
    if home in ("empty", "none"):
        environment = {"WORKBOOK_HOME": "", "HOME": "", "XDG_DATA_HOME": str(place / "x") if home == "none" else ""}
    command = [sys.executable, "-m", "workbook", "profile", "budapest"]
    found = subprocess.run(command, env=os.environ | environment, capture_output=True, text=True, cwd=ROOT)
    assert found.returncode == 0 and "provisions on" in found.stdout and found.stderr == ""


def test_a_full_disk_for_temporary_files_ends_in_a_sentence(tmp_path):
    """/dev/full is a full disk for what is printed; a private folder that can't be made stands for the other."""
    gone = tmp_path / "nowhere"
    command = [sys.executable, "-m", "workbook", "serve", "--port", str(free_port())]
    found = subprocess.run(command, env=os.environ | {"TMPDIR": str(gone)}, capture_output=True, text=True, cwd="/",
                           timeout=30, preexec_fn=_no_files)  # fmt: skip
    assert found.returncode == 1 and "Traceback" not in found.stderr and found.stderr.count("\n") <= 2


def _no_files():
    import resource

    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)


def test_two_servers_on_one_checkout_do_not_know_of_each_other():
    one, two = start_server(), start_server()
    with socket(one[1]) as a, socket(two[1]) as b:
        for opened in (a, b):
            say(opened, wanted=True)
            assert "figure" in opened.recv(timeout=15)
        one[0].terminate()
        assert one[0].wait(timeout=6) == 0
        say(b, 0, link="?a=budapest-p1&b=un-2024")
        assert "First Protocol" in b.recv(timeout=10)
    two[0].terminate()
    assert two[0].wait(timeout=6) == 0


def test_killed_workers_are_replaced_and_a_stopped_one_keeps_nobody_else_waiting():
    process, site = start_server("--kernels", "4")
    wait_for(lambda: kernels(process))
    (prepared,) = kernels(process)
    prepared.kill()
    time.sleep(1.5)
    with socket(site) as opened:
        say(opened, wanted=True)
        assert "figure" in opened.recv(timeout=15)
        mine = kernels(process)
        for kernel in mine:
            kernel.suspend()
        assert healthy(site) and page_of(site)
        with socket(site) as other:  # those in the pool hang, too, when they are given
            say(other, wanted=True)
            assert healthy(site)
        for kernel in mine:
            if kernel.is_running():
                kernel.resume()
    process.terminate()
    assert process.wait(timeout=6) == 0


def test_pages_are_answered_while_files_are_made(server):
    times, stop = [], threading.Event()

    def read():
        while not stop.is_set():
            began = time.monotonic()
            page_of(server)
            times.append(time.monotonic() - began)

    reader = threading.Thread(target=read)
    reader.start()
    with ThreadPoolExecutor(40) as many:  # twice as many as may wait
        found = list(many.map(lambda number: saved(server, number), range(40)))
    stop.set()
    reader.join()
    assert set(found) == {200, 503} and found.count(200) >= 10
    assert len(times) > 20 and sorted(times)[len(times) // 2] < 0.2 and max(times) < 2


def saved(site, number):
    """The status of a Word file that nobody has asked for before."""
    try:
        return urlopen(f"{site}workbook/export?view=compare&format=docx&link=%3Fq=s{number}", timeout=120).status
    except HTTPError as refused:
        assert "Try again" in refused.read().decode()
        return refused.code
