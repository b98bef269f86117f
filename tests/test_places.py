"""What a server finds on its machine: a full disk, a home that is read-only or missing, few open files, IPv6."""

import json
import os
import re
import resource
import shutil
import socket as net
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import urlopen

import psutil
import pytest
from conftest import ROOT, free_port
from served import PAGE, healthy, kernels, say, socket, wait_for

WITHIN = 60  # seconds for a start without a kept book, on a busy machine
PLACE = """
mount -t tmpfs -o size=256k none "$HOME" && mount -o remount,ro "$HOME"
mount -t tmpfs -o size=256k none "$WORKBOOK_HOME" && dd if=/dev/zero of="$WORKBOOK_HOME/fill" bs=4k 2> /dev/null
exec "$@"
"""


@contextmanager
def served(tmp_path, *options, wrapped=(), **more):
    """(process, address, what it says) of a server, started by `wrapped`; it ends well, whatever it was given."""
    command = [*wrapped, sys.executable, "-m", "workbook", "serve", "--port", str(free_port()), *options]
    with (tmp_path / "said").open("w+", encoding="utf-8") as said:
        process = subprocess.Popen(command, stdout=said, stderr=said, cwd=ROOT, **more)
        try:
            wait_for(lambda: b"Serving at" in (tmp_path / "said").read_bytes() or process.poll() is not None, WITHIN)
            text = (tmp_path / "said").read_text(encoding="utf-8")
            yield process, re.search(r"Serving at (\S+)", text)[1], tmp_path / "said"
        finally:
            process.terminate()
            assert process.wait(timeout=10) == 0


def figure(site):
    with socket(site) as opened:
        say(opened, wanted=True)
        assert "figure" in opened.recv(timeout=20)


def private():
    """How a mount that nobody else sees is made here; None where it may not be."""
    way = ["unshare", "--mount", *(["--map-root-user"] if os.getuid() else [])]
    tried = shutil.which("unshare") and subprocess.run(
        [*way, "mount", "-t", "tmpfs", "none", "/mnt"], capture_output=True
    )
    return way if tried and tried.returncode == 0 else None


def test_with_a_read_only_home_and_a_full_disk_for_what_is_kept_a_server_serves_and_says_one_line(tmp_path):
    """Real file systems: who is root may write wherever modes alone forbid it."""
    way = private()
    if not way:
        pytest.skip("no file system may be mounted here")
    places = {name: str(tmp_path / name) for name in ("HOME", "WORKBOOK_HOME")}
    for place in places.values():
        os.mkdir(place)
    with served(tmp_path, wrapped=[*way, "sh", "-c", PLACE, "sh"], env=os.environ | places) as (_, site, said):
        figure(site)
        assert urlopen(f"{site}workbook/export?view=compare&format=docx").status == 200
        assert said.read_text(encoding="utf-8") == f"Serving at {site}\n"


def few(number):
    return lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (min(64, number), number))


def test_without_a_home_and_with_few_open_files_a_server_is_quiet_and_tells_who_is_one_too_many(tmp_path):
    homeless = {name: value for name, value in os.environ.items() if name not in ("HOME", "XDG_DATA_HOME")}
    with served(tmp_path, env=homeless, preexec_fn=few(300)) as (process, site, said):
        figure(site)
        assert psutil.Process(process.pid).rlimit(psutil.RLIMIT_NOFILE) == (300, 300)  # raised from 64
        place = urlsplit(site)
        opened = [net.create_connection((place.hostname, place.port)) for _ in range(400)]
        assert opened[-1].recv(1000).startswith(b"HTTP/1.1 503 ")
        assert psutil.Process(process.pid).num_fds() < 290
        for each in opened:
            each.close()
        wait_for(lambda: _answers(site), 10)
        figure(site)
        (line,) = said.read_text(encoding="utf-8").splitlines()[1:]  # no warning at the start, and one for 250 refused
        assert "no more connections are taken" in line


def _answers(site):
    try:
        return healthy(site)
    except OSError:
        return False


def test_on_ipv6_each_event_is_a_line_with_its_level_and_nothing_in_the_users_folders_is_run(tmp_path):
    host = ["--host", "::1"] if os.path.exists("/proc/net/if_inet6") else []
    mark = tmp_path / "mark"
    for name, content in {
        ".ipython/profile_default/startup/mine.py": f"import os; os.mkdir({str(mark)!r})",
        ".local/share/jupyter/kernels/python3/kernel.json": json.dumps(
            {"argv": ["mkdir", str(mark)], "display_name": "x"}
        ),
    }.items():
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).write_text(content)
    own = {name: value for name, value in os.environ.items() if not name.startswith("XDG_")} | {"HOME": str(tmp_path)}
    options = [*host, "--log", "info", "--log-style", "json"]
    with served(tmp_path, *options, env=own) as (process, site, said):
        assert not host or site.startswith("http://[::1]:")
        urlopen(f"{site}voila/render/{PAGE}.ipynb").read()
        figure(site)
        for kernel in kernels(process):  # what is said to it goes through files of the server's alone
            (file,) = [word for word in kernel.cmdline() if word.endswith(".json")]
            assert json.loads(Path(file).read_text())["transport"] == "ipc"
        mine = psutil.Process(process.pid).net_connections(kind="inet")
        assert {found.laddr.port for found in mine if found.status == "LISTEN"} == {urlsplit(site).port}
        lines = [json.loads(line) for line in said.read_text(encoding="utf-8").splitlines()[1:]]
    assert all({"at", "level", "part", "event"} <= line.keys() for line in lines)
    (page,) = [line for line in lines if line.get("path", "").endswith(".ipynb")]
    assert (page["level"], page["event"], page["method"], page["status"]) == ("info", "answered", "GET", 200)
    assert "kernel given" in {line["event"] for line in lines} and not mark.exists()
