"""The doctor finds what is wrong here and names the cure."""

import os
import re
import resource
import signal
import socket
import subprocess
import sys

import pytest
from click.testing import CliRunner
from commanded import AS_BEFORE
from conftest import ROOT, free_port

from workbook.__main__ import main
from workbook.serving import doctor, limits


def asked(*more, **environment):
    found = CliRunner().invoke(main, ["doctor", *more], env=AS_BEFORE | environment)
    assert found.exit_code in (0, 1) and isinstance(found.exception, SystemExit | None), found.exc_info
    return found.exit_code, found.output


def test_all_is_well_here():
    code, said = asked("--port", str(free_port()))
    assert code == 0 and "bad" not in said
    for name in ("python", "packages", "data", "port", "disk", "memory", "open files", "browser", "proxy"):
        assert f" {name} " in said


def test_a_taken_port_broken_data_and_a_proxy_are_named_with_cures(folder):
    (folder / "report.csv").unlink()
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        code, said = asked("--port", port, "--data", str(folder), HTTPS_PROXY="http://10.0.0.1:3128", NO_PROXY="")
    assert code == 1 and f"Port {port} is taken" in said and "workbook check names" in said and "NO_PROXY" in said


@pytest.mark.parametrize(
    "free, files, most", [(None, None, 200), (128, 10_000, 2), (1280, 10_000, 8), (10**6, 400, 4), (1, 1, 2)]
)
def test_kernels_are_limited_by_memory_and_open_files(free, files, most):
    assert limits.most_kernels(free, files) == most


def test_little_memory_and_few_open_files_are_named(monkeypatch):
    monkeypatch.setattr(doctor, "free_memory", lambda: 100)
    monkeypatch.setattr(doctor, "open_files", lambda: 256)
    code, said = asked("--port", str(free_port()))
    assert code == 1 and "static edition" in said and "ulimit -n" in said


def _poor():
    resource.setrlimit(resource.RLIMIT_NOFILE, (256, 256))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)


def test_whatever_is_missing_is_named_with_its_cure(tmp_path):
    """A machine without Chromium, without a folder of one's own, a disk that takes nothing, few
    open files."""
    (tmp_path / "file").write_text("")
    environment = os.environ | {"PATH": "/nowhere", "WORKBOOK_HOME": str(tmp_path / "file" / "x")}
    read, write = os.pipe()  # of which a limit on files knows nothing
    command = [sys.executable, "-m", "workbook", "doctor", "--port", str(free_port())]
    with open(read, encoding="utf-8") as pipe:
        code = subprocess.run(command, env=environment, cwd=ROOT, stdout=write, preexec_fn=_poor).returncode
        os.close(write)
        said = pipe.read()
    cures = dict(re.findall(r"^(?:bad |note) ([a-z ]+?) {2,}.*\n +cure: (.*)$", said, re.MULTILINE))
    assert code == 1 and set(cures) == {"store", "disk", "open files", "browser"}, said
    assert "WORKBOOK_HOME" in cures["store"] and "TMPDIR" in cures["disk"] and "chromium" in cures["browser"]
    assert "ulimit -n" in cures["open files"]


def test_a_missing_package_and_an_old_python_are_named(monkeypatch):
    monkeypatch.setattr(doctor, "PACKAGES", ("voila", "no-such-package"))
    monkeypatch.setattr(doctor, "OLDEST", (99, 0))
    code, said = asked("--port", str(free_port()))
    assert code == 1 and "Install no-such-package: pip install workbook" in said and "Install Python" in said
