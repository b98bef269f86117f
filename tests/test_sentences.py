"""Every command ends in a sentence, with 0, 1 or 2: whatever it is given, and whatever becomes of what it prints."""

import os
import random
import shutil
import signal
import subprocess
import sys
from urllib.parse import quote

import pytest
from click.testing import CliRunner
from commanded import AS_BEFORE, checked
from conftest import ROOT
from test_load import BROKEN, change

from workbook import check
from workbook.__main__ import main
from workbook.export import FORMATS

WORKBOOK = [sys.executable, "-m", "workbook"]


def ends(*command, codes=(0, 1, 2)):
    """What a command says; it must end in a sentence."""
    found = CliRunner().invoke(main, list(command), env=AS_BEFORE)
    assert found.exception is None or isinstance(found.exception, SystemExit), found.exc_info
    assert found.exit_code in codes, (command, found.output)
    assert "Traceback" not in found.output and "fault of the workbook" not in found.output, found.output[-500:]
    assert found.exit_code == 0 or found.output.strip()
    return found.output


@pytest.mark.parametrize("name, old, new", [case[:3] for case in random.Random(3).sample(BROKEN, 8)])
def test_what_a_rule_says_the_command_says(folder, name, old, new):
    change(folder, name, old, new)
    code, said = checked(folder)
    assert code == 1 and all(str(problem) in said for problem in check(folder))


LONG = "?a=budapest&b=un-2024&q=" + "x" * 19_900
MANY = "?a=budapest&b=un-2024&off_in=" + ",".join(f"un-2024:topic-{n}" for n in range(1200))
ODD = "?a=budapest&b=un-2024&q=" + quote("\x00\x01\x1b\x7f\ufffe=1+1\u202e<x>")


@pytest.mark.parametrize("how", ["html", *FORMATS])
@pytest.mark.parametrize("link", [LONG, MANY, ODD, "?" * 20_000, "?off=" + "," * 19_000, "%" * 20_000], ids=range(6))
def test_links_of_twenty_thousand_letters_in_every_format(how, link, tmp_path):
    said = ends("export", "--format", how, "--link", link, "-o", str(tmp_path / "out"))
    assert (tmp_path / "out").is_file() or said


def test_a_word_file_of_a_long_link_can_be_read_again(tmp_path):
    import docx

    off = "?a=budapest&b=un-2024&off=" + ",".join(
        sorted(p.stem for p in (ROOT / "data" / "topics").glob("*.yaml"))[:90]
    )
    ends("export", "--format", "docx", "--link", off, "-o", str(tmp_path / "out.docx"), codes=(0,))
    made = docx.Document(tmp_path / "out.docx")
    said = "\n".join(p.text for p in made.paragraphs)
    assert max(map(len, said.split())) > 1500 and len(made.core_properties.comments) <= 255


@pytest.mark.parametrize("arguments", [
    ("serve", "--port", "99999"), ("serve", "--port", "-1"), ("serve", "--port", "0"), ("serve", "--port", "x"),
    ("serve", "--host", "999.1.1.1"), ("serve", "--host", "nonexistent.invalid"), ("serve", "--base-url", "(.*)"),
    ("serve", "--base-url", "/a/../b"), ("serve", "--kernels", "0"), ("serve", "--idle", "nan"), ("serve", "--idle", "-1"),
    ("parties", "--on", "2024-02-30"), ("parties", "--on", "٢٠٢٤-٠١-٠١"), ("parties", "--on", ""), ("parties", "--instrument", "x" * 300),
    ("cooperation", "XXX", "BRA"), ("cooperation", "", ""), ("cooperation", "JPN", "JPN"), ("pairs", "--instruments", ","),
    ("decide", "--yes", "-1", "--no", "1"), ("decide", "--yes", "9" * 400, "--no", "0"), ("compare", "", ""),
    ("profile", "budapest", "--off-in", "a:b:c"), ("profile", "\x00"), ("changes", "un-2024", "budapest"), ("view", "nothing"),
    ("check", "--freshness", "9" * 30), ("claims", "--topic", "\x1b[31m"), ("whatif", "--link", "?vs=" + "?vs=" * 5000),
    ("check", "--data", "x" * 300), ("check", "--data", "/dev/null"), ("check", "--data", ""), ("matrix", "--data", "/proc"),
    ("export", "-o", "/"), ("export", "-o", "/nowhere/at/all"), ("export", "-o", "/dev/full"), ("export", "-o", "x" * 300), ("export", "-o", ""),
    ("export", "--format", "xlsx"), ("export", "--view", "nothing"), ("export", "--view", "cooperation", "--format", "svg", "--link", "?s1=JPN&s2=JPN"),
])  # fmt: skip
def test_wrong_use_and_places_that_can_not_be_written(arguments):
    ends(*arguments, codes=(1, 2) if arguments[0] in ("serve", "export") else (0, 1, 2))


@pytest.mark.parametrize("command", [["matrix"], ["export", "--format", "html"], ["parties"], ["check"]])
def test_a_closed_pipe_a_full_disk_and_a_terminal_that_knows_no_unicode(command):
    with subprocess.Popen([*WORKBOOK, *command], stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT) as run:
        run.stdout.read(10)
        run.stdout.close()
        assert b"Traceback" not in run.stderr.read() and run.wait(20) in (0, 1)
    with open("/dev/full", "w") as full:
        found = subprocess.run([*WORKBOOK, *command], stdout=full, stderr=subprocess.PIPE, text=True, cwd=ROOT)
    assert found.returncode == 1 and "can't be written: No space left" in found.stderr and found.stderr.count("\n") == 1
    ascii_only = os.environ | {"PYTHONIOENCODING": "ascii", "LC_ALL": "C"}
    found = subprocess.run([*WORKBOOK, *command], capture_output=True, env=ascii_only, cwd=ROOT)
    assert found.returncode == 0 and found.stderr == b""


def test_ctrl_c_ends_without_a_traceback():
    with subprocess.Popen(
        [*WORKBOOK, "serve", "--port", "8951"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT
    ) as run:
        run.stdout.readline()
        run.send_signal(signal.SIGINT)
        assert run.wait(6) == 0 and run.stderr.read() == b""
    with subprocess.Popen(
        [*WORKBOOK, "export", "--format", "html"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT
    ) as run:
        run.stdout.read(10)  # it is in the midst of writing, and can't go on before somebody reads
        run.send_signal(signal.SIGINT)
        assert run.wait(10) == 1 and run.stderr.read().strip() in (b"Aborted!", b"")


def test_a_file_that_may_not_be_read_is_named(folder):
    """Who is root may read everything, unless that power is taken away."""
    (folder / "report.csv").chmod(0)
    powerless = ["setpriv", "--inh-caps=-all", "--bounding-set=-all"] if os.getuid() == 0 else []
    if powerless and not shutil.which("setpriv"):
        pytest.skip("root's power to read everything can't be taken away here")
    for command in ("check", "matrix"):
        run = [*powerless, *WORKBOOK, command, "--data", str(folder)]
        found = subprocess.run(run, capture_output=True, text=True, cwd=ROOT)
        said = found.stdout + found.stderr
        assert found.returncode == 1 and "report.csv" in said and "Traceback" not in said
