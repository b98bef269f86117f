"""The threat model of SECURITY.md, tried against a running server. After each attack it still answers at once."""

import asyncio
import json
import os
import random
import re
import socket as net
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from urllib.error import HTTPError
from urllib.parse import quote, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

import pytest
from conftest import start_server
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from served import PAGE, ask, healthy, kernels, say, secret, socket, wait_for, weight
from test_frames import REFUSED
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import connect

from workbook.serving.exports import Busy, Desk
from workbook.serving.files import folder
from workbook.serving.server import Server, routes
from workbook.serving.web import HEADERS

ROUTES = {
    "/": "Home",
    "/healthz": "Healthy",
    r"/voila/render/([\w-]+)\.ipynb": "Dashboard",
    "/workbook/static/(.*)": "Static",
    "/workbook/(search)": "Findable",
    "/workbook/export": "Exports",
    "/workbook/provisions": "Provisions",
    "/workbook/python": "Asking",
    r"/workbook/python/([\w-]+)": "Bridge",
}


@pytest.fixture(scope="module")
def attacked(tmp_path_factory):
    """(process, address, its log's path) of a server that is not spared."""
    log = tmp_path_factory.mktemp("log") / "log"
    process, site = start_server("--kernels", "4", log=log)
    wait_for(lambda: kernels(process))
    yield process, site, log
    assert healthy(site)
    process.terminate()
    process.wait(timeout=10)
    assert "Traceback" not in log.read_text(encoding="utf-8")


class Stay(HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


def get(site, path, method="GET", body=None, **headers):
    """(status, headers, body); nothing is followed."""
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    request = Request(site.rstrip("/") + path, method=method, headers=sent, data=body)
    try:
        with build_opener(Stay).open(request, timeout=10) as reply:
            return reply.status, reply.headers, reply.read()
    except HTTPError as error:
        return error.code, error.headers, error.read()


def raw(site, sent, wait=1.0):
    """What comes back for these very bytes."""
    place = urlsplit(site)
    with net.create_connection((place.hostname, place.port), timeout=wait) as opened:
        opened.sendall(sent)
        found = b""
        try:
            while part := opened.recv(65536):
                found += part
        except TimeoutError:
            pass
        return found


def test_every_registered_handler_is_on_the_list():
    class Looked(Server):
        def listen(self):
            self.found = [rule for rule in self.app.wildcard_router.rules if rule.target is not None]

    from workbook.serving import server as module

    Looked.clear_instance()
    app = Looked.instance(config=module.settings("127.0.0.1", 1, "/", "/tmp"))
    app.initialize([])
    app.start()
    registered = [target for rule in app.app.default_router.rules for target in _targets(rule)]
    assert dict(registered) == ROUTES
    assert len(routes(app)) == len(ROUTES)
    assert app.app.settings["default_handler_class"].__name__ == "Missing"
    os.rmdir(app.connection_dir) if not os.listdir(app.connection_dir) else None
    Looked.clear_instance()


def _targets(rule):
    inner = getattr(rule.target, "rules", None)
    if inner is None:
        return [(rule.matcher.regex.pattern.removesuffix("$"), rule.target.__name__)]
    return [found for each in inner for found in _targets(each)]


ABSENT = ["api", "api/kernels", "api/kernels/{id}", "api/kernels/{id}/channels", "api/contents", "api/contents/x"]
ABSENT += ["api/sessions", "api/terminals", "api/kernelspecs", "api/status", "api/me", "api/config/x", "api/spec.yaml"]
ABSENT += [
    "files/01-compare.ipynb",
    "nbconvert/html/x",
    "lab",
    "tree",
    "notebooks/x",
    "edit/x",
    "terminals/1",
    "view/x",
]
ABSENT += [
    "voila/files/01-compare.ipynb",
    "voila/tree",
    "voila/api/contents",
    "voila/api/shutdown/{id}",
    "voila/query/{id}",
]
ABSENT += [
    "voila/templates/lab/static/voila.js",
    "voila/static/voila.js",
    "voila/api/themes/x",
    "voila/labextensions/x",
]
ABSENT += [
    "voila/execution/{id}",
    "login",
    "logout",
    "static/x",
    "custom/x",
    "metrics",
    "workbook",
    "workbook/",
    "favicon.ico",
]


@pytest.mark.parametrize("method", ["GET", "POST", "DELETE", "PUT", "PATCH", "OPTIONS", "HEAD"])
def test_no_route_of_jupyters_or_voilas_answers(attacked, method):
    _, site, _ = attacked
    for path in ABSENT:
        path = path.format(id="6c3e2f04-6c5e-4b5e-8f5e-0a5b6c7d8e9f")
        assert get(site, "/" + path, method)[0] in (404, 405), path


NAMES = [
    "../server.py",
    "../../serving/server.py",
    "../../../pyproject.toml",
    "/etc/passwd",
    "02-scope",
    "pages",
]
NAMES += ["../pages/dashboard.html.j2", "..", ".", "", "vendor", "vendor/..", "~root", "con", "a" * 5000, "x\0y", "\0"]
AS = [str, lambda n: quote(n, safe=""), lambda n: n.replace("/", "%2f"), lambda n: n.replace("/", "\\"),
      lambda n: quote(quote(n, safe=""), safe=""), lambda n: n.replace("..", "%c0%ae%c0%ae"), lambda n: "vendor/" + n,
      lambda n: n.replace("..", "....//"), lambda n: n.replace(".", "%2e"), lambda n: "//" + n]  # fmt: skip


def test_no_path_leads_out_of_what_is_served(attacked):
    _, site, _ = attacked
    for route in ("workbook/static/", "voila/render/", "workbook/python/", "workbook/", "voila/", ""):
        for name in NAMES:
            for written in AS:
                path = written(name)
                sent = f"GET /{route}{path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode()
                found = raw(site, sent)
                status = found.split(b" ", 2)[1:2]
                assert status in ([b"404"], [b"403"], [b"400"], [b"302"], [b"405"], []), (route, path, found[:80])
                assert b"import" not in found and b"root:" not in found and b"[project]" not in found


def test_a_link_in_the_folder_of_files_leads_nowhere(tmp_path):
    (tmp_path / "here").mkdir()
    (tmp_path / "here" / "real.js").write_text("1")
    (tmp_path / "secret").write_text("2")
    (tmp_path / "here" / "link.js").symlink_to(tmp_path / "secret")
    (tmp_path / "here" / "up").symlink_to(tmp_path)
    assert list(folder(tmp_path / "here")) == ["real.js"]


@pytest.mark.parametrize("path", ["/", "/healthz", f"/voila/render/{PAGE}.ipynb", "/workbook/static/site.css", "/nothing",
                                  "/workbook/export?view=compare&format=csv", "/workbook/export?format=x",
                                  "/workbook/python", "/workbook/python/x", "/workbook/static/nothing.js"])  # fmt: skip
@pytest.mark.parametrize("method", ["GET", "HEAD", "POST"])
def test_every_answer_carries_the_headers_and_no_cookie(attacked, path, method):
    _, site, _ = attacked
    _, headers, body = get(site, path, method, **({"X_Workbook": "ask"} if method == "POST" else {}))
    for name, value in HEADERS.items():
        assert headers[name] == value, name
    policy = headers.get("Content-Security-Policy", "")
    if not path.startswith("/workbook/python/"):  # an empty answer
        assert "default-src 'none'" in policy and "frame-ancestors" in policy
    assert "unsafe-eval" not in policy and not re.search(r"script-src[^;]*unsafe", policy) and "ws:" not in policy
    assert headers["Set-Cookie"] is None and "Tornado" not in str(headers)
    assert method != "HEAD" or body == b""


@pytest.mark.parametrize("method", ["HEAD", "GET"])
def test_what_may_be_read_may_be_asked_for_without_its_content(attacked, method):
    _, site, _ = attacked
    assert get(site, "/healthz", method)[0] == 200 and get(site, f"/voila/render/{PAGE}.ipynb", method)[0] == 200


def test_gzip_that_is_refused_is_not_sent(attacked):
    _, site, _ = attacked
    page = f"/voila/render/{PAGE}.ipynb"
    assert get(site, page, Accept_Encoding="gzip;q=0")[1]["Content-Encoding"] is None
    assert get(site, page, Accept_Encoding="br, gzip;q=0.5")[1]["Content-Encoding"] == "gzip"


ELSEWHERE = [{"Origin": "https://evil.example"}, {"Sec_Fetch_Site": "cross-site"}, {"Sec_Fetch_Site": "same-site"},
             {"Origin": "null"}, {"Origin": "http://127.0.0.1:1"}]  # fmt: skip


@pytest.mark.parametrize("headers", ELSEWHERE)
def test_another_site_gets_no_kernel(attacked, headers):
    process, site, _ = attacked
    before = set(kernels(process))
    assert ask(site, **headers)[0] == 403
    assert ask(site, X_Workbook="", **headers)[0] == 403
    for path in (f"/voila/render/{PAGE}.ipynb?live=1", f"/workbook/python?page={PAGE}"):  # an <img> asks by GET
        assert get(site, path, **headers)[0] in (200, 405)
    assert set(kernels(process)) == before


def test_a_form_of_another_site_can_not_say_what_our_pages_say(attacked):
    _, site, _ = attacked
    assert ask(site, X_Workbook="")[0] == 403
    assert get(site, f"/workbook/python?page={PAGE}", "OPTIONS", Origin="https://evil.example")[0] == 405


@pytest.mark.parametrize(
    "origin", ["https://evil.example", "null", "http://127.0.0.1:1", "http://127.0.0.1.evil.example"]
)
def test_a_socket_from_another_site_is_refused_and_does_not_spend_the_secret(attacked, origin):
    _, site, _ = attacked
    key = secret(site)
    with pytest.raises(InvalidStatus) as refused, socket(site, key, origin=origin):
        pass
    assert refused.value.response.status_code == 403
    with socket(site, key, origin=site.rstrip("/")) as opened:
        say(opened, wanted=True)
        assert "figure" in opened.recv(timeout=10)


def test_a_server_that_knows_its_names_answers_to_no_other():
    """A name of an attacker's that points to this machine brings Host and Origin alike (DNS rebinding)."""
    process, site = start_server("--name", "127.0.0.1", "--name", "treaties.example.org")
    evil = {"Host": "evil.example", "Origin": "http://evil.example"}
    try:
        for path in ("/", f"/voila/render/{PAGE}.ipynb", "/workbook/export?view=compare&format=csv", "/no-such"):
            assert get(site, path, **evil)[0] == 421
        assert ask(site, **evil)[0] == 421
        key = secret(site)
        way = net.create_connection(("127.0.0.1", urlsplit(site).port))
        with pytest.raises(InvalidStatus) as refused, connect(f"ws://evil.example/workbook/python/{key}", sock=way):
            pass
        assert refused.value.response.status_code == 403
        assert get(site, f"/voila/render/{PAGE}.ipynb", Host="Treaties.example.org:8866")[0] == 200
        assert get(site, "/healthz", Host="10.0.0.1")[0] == 200
        with socket(site, key) as opened:
            say(opened, wanted=True)
            assert "figure" in opened.recv(timeout=20)
    finally:
        process.terminate()
        process.wait(timeout=10)


def test_nobody_reaches_anothers_kernel(attacked):
    process, site, _ = attacked
    with socket(site) as mine:
        say(mine, 0, link="?q=mine")
        say(mine, wanted=True)
        mine.recv(timeout=10)
        ids = {word.partition("kernel-")[2][:36] for k in kernels(process) for word in k.cmdline() if "kernel-" in word}
        assert ids and all(len(found) == 36 for found in ids)
        for known in ids:  # also who knows its id
            for path in (f"api/kernels/{known}/channels", f"workbook/python/{known}", f"voila/query/{known}"):
                with pytest.raises(InvalidStatus), connect(f"{site.replace('http', 'ws')}{path}"):
                    pass
            assert get(site, f"/voila/api/shutdown/{known}", "POST")[0] == 404
        say(mine, 0, link="?a=budapest-p1&b=un-2024")
        assert "First Protocol" in mine.recv(timeout=10)


@pytest.mark.parametrize("frame", REFUSED, ids=lambda frame: repr(frame[:20]))
def test_a_hostile_frame_closes_its_socket_and_nothing_else(attacked, frame):
    process, site, _ = attacked
    with socket(site) as opened:
        opened.send(frame)
        assert healthy(site)
        with pytest.raises(ConnectionClosed) as closed:
            opened.recv(timeout=5)
        assert closed.value.rcvd is None or closed.value.rcvd.code in (1003, 1008, 1009)
    assert weight(process)[0] < 400


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.lists(st.binary(max_size=300), min_size=1, max_size=5))
def test_random_bytes_below_the_frames_do_no_harm(attacked, data):
    """What a socket carries is bytes before it is frames: opcodes, lengths, masks, fragments."""
    _, site, _ = attacked
    place = urlsplit(site)
    key = secret(site)
    with net.create_connection((place.hostname, place.port), timeout=5) as opened:
        opened.sendall(
            f"GET /workbook/python/{key} HTTP/1.1\r\nHost: {place.netloc}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n".encode()
        )
        assert b"101" in opened.recv(4096)
        for part in data:
            try:
                opened.sendall(part)
            except OSError:
                break
        assert healthy(site)


def test_who_asks_too_fast_is_cut_off(attacked):
    process, site, _ = attacked
    before = weight(process)[0]
    with socket(site) as opened:
        with pytest.raises(ConnectionClosed):
            for number in range(2000):
                say(opened, 0, link=f"?q={'x' * 19_000}{number}")
        assert healthy(site)
    assert weight(process)[0] < before + 40


def test_a_frame_beyond_the_limit_is_not_even_read(attacked):
    process, site, _ = attacked
    before = weight(process)[0]
    for _ in range(5):
        with socket(site) as opened, pytest.raises(ConnectionClosed):
            opened.send("x" * 10_000_000)
            opened.recv(timeout=5)
    assert healthy(site) and weight(process)[0] < before + 40


def test_a_browser_that_reads_nothing_holds_nothing_up(attacked):
    process, site, _ = attacked
    place = urlsplit(site)
    key = secret(site)
    before = weight(process)[0]
    with net.create_connection((place.hostname, place.port)) as opened:
        opened.setsockopt(net.SOL_SOCKET, net.SO_RCVBUF, 2048)
        opened.sendall(
            f"GET /workbook/python/{key} HTTP/1.1\r\nHost: {place.netloc}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n".encode()
        )
        for number in range(30):
            for widget, traits in ((0, {"link": f"?q={number}"}), (1, {"wanted": number % 2 == 0})):
                text = json.dumps({"widget": widget, "set": traits}).encode()
                opened.sendall(bytes([0x81, 0x80 | len(text), 0, 0, 0, 0]) + text)
            time.sleep(0.02)
        assert healthy(site)
    assert weight(process)[0] < before + 40


def test_two_hundred_silent_connections_and_half_requests_disturb_nobody(attacked):
    _, site, _ = attacked
    place = urlsplit(site)
    opened = [net.create_connection((place.hostname, place.port)) for _ in range(200)]
    for number, each in enumerate(opened):
        each.sendall(
            [b"", b"GET / HT", b"POST /workbook/python HTTP/1.1\r\nHost: x\r\nContent-Length: 60000\r\n\r\nx"][
                number % 3
            ]
        )
    for _ in range(5):
        assert healthy(site)
        assert get(site, f"/voila/render/{PAGE}.ipynb")[0] == 200
    for each in opened:
        each.close()


def test_a_large_body_is_not_taken(attacked):
    process, site, _ = attacked
    before = weight(process)[0]
    sent = b"POST /workbook/python HTTP/1.1\r\nHost: x\r\nContent-Length: 99000000\r\n\r\n" + b"x" * 300_000
    with suppress(OSError):
        assert not raw(site, sent).startswith(b"HTTP/1.1 200")
    assert healthy(site) and weight(process)[0] < before + 10


HOSTILE = [
    "<script>x</script>",
    "x\r\nSet-Cookie: a=b",
    "x%0d%0aX: y",
    "../../x",
    "\u202e",
    "\0",
    "=1+1",
    "x" * 19_000,
    "%",
    "&&&",
    "off=" + "," * 9000,
]


def test_hostile_links_and_names_give_a_file_or_a_sentence(attacked):
    _, site, _ = attacked
    rng = random.Random(7)
    for _ in range(60):
        view = rng.choice(["compare", "scope", "brief", rng.choice(HOSTILE)])
        how = rng.choice(["csv", "docx", "md", "xlsx", "json", "svg", "bib", rng.choice(HOSTILE)])
        link = "?a=budapest&b=un-2024&q=" + quote(rng.choice(HOSTILE))
        query = f"view={quote(view)}&format={quote(how)}&link={quote(link)}"
        status, headers, body = get(site, f"/workbook/export?{query}")
        assert status in (200, 400, 404, 414), (status, query[:200], body[:200])
        assert headers["X"] is None and headers["Set-Cookie"] is None
        if status == 200:
            assert re.fullmatch(
                r'attachment; filename="[A-Za-z0-9+._-]+_[0-9a-f]{12}\.[a-z]+"', headers["Content-Disposition"]
            )
        else:
            assert headers["Content-Type"].startswith("text/plain") and b"<html" not in body


def test_files_that_nobody_waits_for_are_not_made_and_pages_are_not_kept_waiting(attacked):
    _, site, _ = attacked
    place = urlsplit(site)
    for number in range(40):
        with net.create_connection((place.hostname, place.port)) as left:
            left.sendall(
                f"GET /workbook/export?view=compare&format=docx&link=%3Fq=nobody{number} HTTP/1.1\r\nHost: x\r\n\r\n".encode()
            )
    assert healthy(site)
    began = time.monotonic()
    assert get(site, "/workbook/export?view=compare&format=csv")[0] == 200
    assert time.monotonic() - began < 5


def test_more_files_than_can_be_made_are_refused_in_a_sentence_and_what_is_left_is_not_made():
    hold, made = threading.Event(), []

    def make(asked):
        hold.wait(10)
        made.append(asked)
        return asked[3].encode()

    async def many():
        desk = Desk(make, most_waiting=3)
        asked = [asyncio.ensure_future(desk.file(("v", "compare", "md", str(n)), lambda n=n: n != 1)) for n in range(5)]
        await asyncio.sleep(0.1)
        hold.set()
        found = await asyncio.gather(*asked, return_exceptions=True)
        return found, await desk.file(("v", "compare", "md", "0"), lambda: True)

    with ThreadPoolExecutor(1) as thread:
        found, again = thread.submit(asyncio.run, many()).result()
    assert found[:3] == [b"0", None, b"2"] and again == b"0"
    assert all(isinstance(each, Busy) and "Try again" in str(each) for each in found[3:])
    assert [asked[3] for asked in made] == ["0", "2"]


def test_settings_that_lie_in_the_current_folder_are_not_read(tmp_path, monkeypatch):
    mark = tmp_path / "mark"
    (tmp_path / "voila.py").write_text(f"import os\nos.mkdir({str(mark)!r})\nc.Voila.ip = '0.0.0.0'\n")
    (tmp_path / "voila.json").write_text('{"VoilaConfiguration": {"file_allowlist": [".*"]}}')
    monkeypatch.setenv("JUPYTER_CONFIG_DIR", str(tmp_path))
    monkeypatch.setattr("conftest.ROOT", tmp_path)
    process, site = start_server(PYTHONSAFEPATH="1")
    assert not mark.exists() and get(site, "/voila/files/01-compare.ipynb")[0] == 404
    process.terminate()
    process.wait(timeout=10)


def test_a_traceback_never_reaches_a_viewer_and_its_number_is_in_the_log():
    import io

    from tornado.httpclient import AsyncHTTPClient
    from tornado.web import Application

    from workbook.serving import logs
    from workbook.serving.web import Answer

    class Broken(Answer):
        def get(self):
            raise RuntimeError("the secret of the house")

    async def ask_it():
        server = Application([("/", Broken)]).listen(0, "127.0.0.1")
        port = next(iter(server._sockets.values())).getsockname()[1]
        reply = await AsyncHTTPClient().fetch(f"http://127.0.0.1:{port}/", raise_error=False)
        server.stop()
        return reply

    log = io.StringIO()
    import logging

    root, before = logging.getLogger(), logging.getLogger().handlers[:]
    try:
        logs.start("warning", "json", log)
        with ThreadPoolExecutor(1) as thread:
            reply = thread.submit(asyncio.run, ask_it()).result()
    finally:
        root.handlers[:] = before
        logging.captureWarnings(False)
    said = reply.body.decode()
    number = re.search(r"incident ([0-9a-f]{8})", said)[1]
    assert reply.code == 500 and "secret" not in said and "Traceback" not in said
    lines = [json.loads(line) for line in log.getvalue().splitlines()]
    assert any(line.get("incident") == number and "the secret of the house" in line["trace"] for line in lines)
