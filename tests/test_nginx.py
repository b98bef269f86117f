"""Behind nginx from Debian: a base path, TLS, WebSockets, pages kept by their ETag, two servers and one that is killed."""

import os
import shutil
import ssl
import subprocess
import time
from urllib.request import Request, urlopen

import pytest
from conftest import ROOT, free_port, opened_page, start_server
from served import wait_for

NGINX = shutil.which("nginx", path=os.environ["PATH"] + ":/usr/sbin")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not (NGINX and shutil.which("openssl")), reason="Get nginx with: apt-get install nginx-light"),
]
TRUSTING = ssl._create_unverified_context()


@pytest.fixture(scope="module")
def front(tmp_path_factory):
    """(address, the two servers' processes) of nginx with the file that is shipped."""
    run = tmp_path_factory.mktemp("nginx")
    names = ["-keyout", str(run / "key.pem"), "-out", str(run / "certificate.pem")]
    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=127.0.0.1", *names]
    subprocess.run(made, check=True, capture_output=True)
    ports = [free_port() for _ in range(3)]
    servers = [start_server("--base-url", "/treaties/", port=port)[0] for port in ports[:2]]
    text = (ROOT / "deploy" / "nginx.conf").read_text(encoding="utf-8")
    for old, new in zip(
        ("8866;", "8866 max", "8867 max", "8443"),
        (f"{ports[0]};", f"{ports[0]} max", f"{ports[1]} max", str(ports[2])),
        strict=True,
    ):
        text = text.replace(old, new)
    (run / "nginx.conf").write_text(text.replace("RUN", str(run)).replace("NAME", "127.0.0.1"), encoding="utf-8")
    mine = " user root;" if os.getuid() == 0 else ""  # else workers may not write into the test's folder
    nginx = subprocess.Popen([NGINX, "-p", str(run), "-c", str(run / "nginx.conf"), "-g", f"daemon off;{mine}"])
    site = f"https://127.0.0.1:{ports[2]}/treaties/"
    wait_for(lambda: answers(site))
    yield site, servers
    nginx.terminate()
    for each in servers:
        each.terminate()
        each.wait(timeout=10)


def answers(site):
    try:
        return get(site + "healthz").status == 200
    except OSError:
        return False


def get(address, **headers):
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    return urlopen(Request(address, headers=sent), context=TRUSTING, timeout=10)


def test_pages_are_kept_and_asked_for_again_by_their_etag(front):
    site, _ = front
    page = site + "voila/render/01-compare.ipynb"
    first = get(page, Accept_Encoding="gzip")
    assert first.headers["Content-Encoding"] == "gzip" and first.headers["Content-Security-Policy"]
    assert get(page, Accept_Encoding="gzip").headers["X-Cache"] == "HIT"
    until, state = time.monotonic() + 15, "HIT"
    while state == "HIT" and time.monotonic() < until:  # it is asked for again when its second is over
        time.sleep(0.5)
        state = get(page, Accept_Encoding="gzip").headers["X-Cache"]
    assert state == "REVALIDATED"
    assert b'href="/treaties/voila/render/' in get(page).read()
    assert get(site).url.endswith("/treaties/voila/render/00-start.ipynb")


def test_a_killed_server_takes_no_view_with_it(front, browser):
    site, servers = front
    page = opened_page(browser, ignore_https_errors=True)
    page.goto(site + "voila/render/01-compare.ipynb?a=budapest&b=un-2024&off=illegal-access")
    button = page.get_by_role("button", name="Draw the figure")
    button.click()
    page.wait_for_selector("[data-view=figure] .barlayer .bars", timeout=30_000)
    summary = page.inner_text("[data-view=summary]")
    mine = next(server for server in servers if any(_children(server, 2)))
    mine.kill()
    page.wait_for_selector("html[data-ready=interactive]", timeout=15_000)
    assert "Your view is kept" in page.inner_text("[data-view=kernel]")
    assert page.inner_text("[data-view=summary]") == summary
    page.click("[role=switch][data-topic=illegal-access]:not([data-instrument])")
    assert page.inner_text("[data-view=summary]") != summary
    button.click()
    page.wait_for_selector("html[data-ready=live]", timeout=30_000)
    assert get(site + "voila/render/02-scope.ipynb").status == 200
    page.close()


def _children(server, least):
    from served import kernels

    found = kernels(server)
    return found if len(found) >= least else []
