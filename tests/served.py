"""What the tests of the server share: asking for a kernel as a page does, and counting what a server holds."""

import json
import time
from contextlib import contextmanager
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import psutil
from websockets.sync.client import connect

PAGE = "01-compare"
MIB = 2**20


def ask(site, page=PAGE, ticket="", **headers):
    """(status, answer) of a request for a kernel."""
    query = urlencode({"page": page, "ticket": ticket})
    sent = {"X-Workbook": "ask"} | {name.replace("_", "-"): value for name, value in headers.items()}
    try:
        with urlopen(Request(f"{site}workbook/python?{query}", method="POST", headers=sent), timeout=10) as reply:
            return reply.status, json.loads(reply.read())
    except HTTPError as error:
        return error.code, error.read().decode()


def secret(site, within=30.0):
    """A kernel's secret, waiting in the queue as a page does."""
    end, ticket = time.monotonic() + within, ""
    while time.monotonic() < end:
        status, found = ask(site, ticket=ticket)
        assert status == 200, found
        if "secret" in found:
            return found["secret"]
        ticket = found["ticket"]
        time.sleep(0.1)
    raise AssertionError("no kernel came")


@contextmanager
def socket(site, key=None, **more):
    """The socket of a kernel of one's own."""
    address = f"{site.replace('http', 'ws')}workbook/python/{key or secret(site)}"
    with connect(address, open_timeout=10, close_timeout=2, max_size=8 * MIB, **more) as opened:
        yield opened


def say(opened, widget=1, **traits):
    """Set traits of a widget."""
    opened.send(json.dumps({"widget": widget, "set": traits}))


def healthy(site, within=1.0):
    """Whether the server answers at once."""
    began = time.monotonic()
    with urlopen(site + "healthz", timeout=within) as reply:
        return reply.read() == b"ok" and time.monotonic() - began < within


def kernels(process):
    """The kernels that a server runs."""
    return [child for child in psutil.Process(process.pid).children(recursive=True) if _is_kernel(child)]


def _is_kernel(child):
    try:
        return "ipykernel_launcher" in " ".join(child.cmdline())
    except psutil.Error:  # it ends while we look
        return False


def wait_for(true, within=20.0):
    """Wait until something is so."""
    end = time.monotonic() + within
    while not true():
        assert time.monotonic() < end, "it did not come about"
        time.sleep(0.1)


def weight(process):
    """(MiB, open files) of a server's own process."""
    server = psutil.Process(process.pid)
    return server.memory_info().rss / MIB, server.num_fds()
