"""What tests of the data share: a folder held by `workbook check`, as whoever keeps the data does it."""

import json
import time

from click.testing import CliRunner

from workbook.__main__ import main
from workbook.book import cache
from workbook.book.model import Problem

AS_BEFORE = {"WORKBOOK_DATA": None, cache.PINNED: None}  # what a command sets is unset after it
LONGEST = 20  # seconds for a check, on a busy machine


def checked(folder, *command):
    """What a command prints of a folder: (exit code, text). It never ends in a traceback, and never without end."""
    began = time.monotonic()
    found = CliRunner().invoke(main, [*(command or ("check",)), "--data", str(folder)], env=AS_BEFORE)
    assert found.exception is None or isinstance(found.exception, SystemExit), (command, found.exc_info)
    assert found.exit_code in (0, 1), found.output
    assert "Traceback" not in found.output and "fault of the workbook" not in found.output, found.output[-2000:]
    assert time.monotonic() - began < LONGEST
    return found.exit_code, found.output


def check(folder):
    """Every problem of a folder, through the command: what a rule finds has to arrive there."""
    code, said = checked(folder, "check", "--format", "json")
    problems = tuple(Problem(**row) for row in json.loads(said))
    assert code == bool(problems)
    return problems
