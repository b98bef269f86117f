"""A page that nobody sees gives its kernel back, in a Chromium whose tabs really come and go.

Playwright keeps every page visible, so this speaks to Chromium itself.
"""

import json
import os
import re
import subprocess
import time
from urllib.request import Request, urlopen

import pytest
from conftest import CHROMIUM, NO_CHROMIUM, start_server
from served import PAGE, kernels, wait_for
from websockets.sync.client import connect

pytestmark = pytest.mark.browser
IDLE = 10.0  # seconds


class Tab:
    """A tab of a Chromium of our own."""

    def __init__(self, host, address):
        self.host = host
        new = Request(f"http://{host}/json/new?{address}", method="PUT")
        found = json.load(urlopen(new))
        self.id, self.socket = found["id"], connect(found["webSocketDebuggerUrl"], max_size=None).__enter__()

    def value(self, expression):
        """What an expression gives in the page."""
        asked = {"expression": expression, "returnByValue": True, "awaitPromise": True}
        self.socket.send(json.dumps({"id": 1, "method": "Runtime.evaluate", "params": asked}))
        while True:
            answer = json.loads(self.socket.recv(timeout=30))
            if answer.get("id") == 1:
                return answer["result"]["result"].get("value")

    def front(self):
        """Bring it to the front, so that the others are hidden."""
        urlopen(f"http://{self.host}/json/activate/{self.id}").read()


@pytest.fixture
def chromium(tmp_path):
    """A Chromium of our own: where it listens."""
    if CHROMIUM is None:
        if os.environ.get("CI"):
            pytest.fail(NO_CHROMIUM)
        pytest.skip(NO_CHROMIUM)
    options = ["--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--remote-debugging-port=0"]
    command = [CHROMIUM, *options, f"--user-data-dir={tmp_path / 'profile'}", "about:blank"]
    with open(tmp_path / "said", "w", encoding="utf-8") as said:
        process = subprocess.Popen(command, stderr=said, stdout=said)
    try:
        wait_for(lambda: "ws://" in (tmp_path / "said").read_text(encoding="utf-8"))
        yield re.search(r"ws://([\d.:]+)/", (tmp_path / "said").read_text(encoding="utf-8"))[1]
    finally:
        process.terminate()
        process.wait(timeout=20)


def test_a_page_that_is_hidden_gives_its_kernel_back_and_one_that_comes_back_in_time_does_not(chromium):
    process, site = start_server("--idle", str(IDLE / 60), "--kernels", "2")
    try:
        page = Tab(chromium, f"{site}voila/render/{PAGE}.ipynb")
        other = Tab(chromium, "about:blank")
        page.front()
        wait_for(lambda: page.value("document.documentElement.dataset.ready") == "interactive")
        page.value("[...document.querySelectorAll('button')].find((b) => b.textContent === 'Draw the figure').click()")
        wait_for(lambda: page.value("document.documentElement.dataset.ready") == "live", 40)
        before = page.value("document.querySelector('[data-view=summary]').textContent")

        def asking(seconds):
            """Ask Python for something again and again: it is not silence that ends the kernel."""
            end = time.monotonic() + seconds
            while time.monotonic() < end:
                page.value("document.querySelector('[role=switch][data-topic]').click()")
                time.sleep(1.5)  # a hidden page has its timers but once a second

        other.front()
        assert page.value("document.hidden") is True
        asking(IDLE / 2)
        page.front()
        asking(IDLE)
        assert page.value("document.documentElement.dataset.ready") == "live", "it was looked at again in time"
        other.front()
        wait_for(lambda: asking(1) or page.value("document.documentElement.dataset.ready") == "interactive", 4 * IDLE)
        said = page.value("document.querySelector('[data-view=kernel]').textContent")
        assert "nobody looked at this page" in said and "Your view is kept" in said
        if page.value("document.querySelector('[data-view=summary]').textContent") != before:
            asking(0.1)
        assert page.value("document.querySelector('[data-view=summary]').textContent") == before
        wait_for(lambda: len(kernels(process)) <= 1)  # the one that is kept ready
    finally:
        process.terminate()
        process.wait(timeout=20)
