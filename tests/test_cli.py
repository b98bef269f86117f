"""The commands: JSON that keeps its schema, exit codes that mean something, and a README that names them all."""

import json
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from workbook import load
from workbook.__main__ import main
from workbook.views.blocks import as_json
from workbook.views.explorers import EXPLORERS
from workbook.views.state import start

ROOT = Path(__file__).parent.parent
SCHEMAS = ROOT / "workbook" / "commands" / "schemas"
ASKED = {
    "view": ["view", "safeguards", "--link", "?a=budapest+budapest-p1&b=un-2024"],
    "brief": ["brief", "--link", "?a=budapest+budapest-p1&b=un-2024&stage=un-2023"],
    "changes": ["changes", "un-2023", "un-2024"],
    "check": ["check"],
    "doctor": ["doctor", "--port", "8899"],
    "claims": ["claims", "--topic", "human-rights"],
    "parties": ["parties", "--instrument", "budapest-p1", "--on", "2024-06-20"],
    "report": ["report"],
    "timeline": ["timeline"],
    "cooperation": ["cooperation", "jpn", "BRA", "--on", "2026-01-15"],
    "state": ["state", "JPN", "--joins", "budapest+un-2024", "--with", "Kenya", "--on", "2026-01-15"],
    "coverage": ["coverage"],
    "matrix": ["matrix"],
    "compare": ["compare", "budapest+budapest-p1+budapest-p2", "un-2024"],
    "export": ["export", "--link", "?a=budapest&b=un-2024&off=extradition"],
    "decide": ["decide", "--yes", "93", "--no", "46", "--rule", "two-thirds"],
    "whatif": ["whatif", "--link", "?a=budapest+un-2024&b=un-2024&who=signatories"],
    "search": ["search", "revenge", "porn"],
    "scope": ["scope", "--instruments", "budapest,un-2024", "--on", "2024-06-20"],
    "pairs": ["pairs", "--instruments", "budapest,budapest-p1", "--on", "2024-06-20"],
    "profile": ["profile", "un-2024", "--off", "illegal-access,data-preservation", "--off-in", "un-2024:extradition"],
}
# These need an official text or a saved page; test_official.py and test_status.py hold them to their schemas.
WITH_TEXTS = {"texts-list", "texts-show", "texts-verify", "align", "desk", "parties-read"}


def run(*arguments, **options):
    command = [sys.executable, "-m", "workbook", *arguments]
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, **options)


@pytest.mark.parametrize("name", ASKED)
def test_json_keeps_its_schema(name):
    found = run(*ASKED[name], "--format", "json")
    assert found.returncode == 0, found.stderr
    schema = json.loads((SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(json.loads(found.stdout), schema)
    assert run(*ASKED[name]).stdout.strip()


def test_every_schema_is_tested_and_every_command_is_in_the_readme():
    assert {path.name.split(".")[0] for path in SCHEMAS.glob("*.json")} == set(ASKED) | WITH_TEXTS
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for name in main.commands:
        assert f"`workbook {name}" in readme, name


def test_the_matrix_holds_the_core():
    topics = json.loads(run("matrix", "--format", "json").stdout)["topics"]
    both = [t for t in topics if all(t["positions"][text]["verdict"] != "uncoded" for text in ("budapest", "un-2024"))]
    assert len(both) >= 30


def test_a_profile_says_what_fell():
    found = json.loads(run(*ASKED["profile"], "--format", "json").stdout)
    assert "un-2024:traffic-partial-disclosure" in found["fell"]
    assert "un-2024:illegal-access" not in found["on"] and "un-2024:extradition" not in found["on"]


@pytest.mark.parametrize("name", EXPLORERS)
def test_every_explorer_has_its_command(name):
    found = json.loads(run("view", name, "--format", "json").stdout)
    assert found == json.loads(json.dumps(as_json(EXPLORERS[name].blocks(load(), start(load())))))


def test_check_exits_1_and_prints_schema_true_problems(folder):
    path = folder / "topics/extradition.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("theme: cooperation", "theme: travel"), encoding="utf-8")
    found = run("check", "--data", str(folder), "--format", "json")
    assert found.returncode == 1
    problems = json.loads(found.stdout)
    jsonschema.validate(problems, json.loads((SCHEMAS / "check.schema.json").read_text(encoding="utf-8")))
    assert problems[0]["file"] == "topics/extradition.yaml"
    assert "cure:" in run("check", "--data", str(folder)).stdout
    other = run("matrix", "--data", str(folder))
    assert other.returncode == 1 and "cure:" in other.stderr and "Traceback" not in other.stderr


def test_check_names_what_was_not_looked_at_for_long():
    assert run("check", "--freshness", "99999").returncode == 0
    found = run("check", "--freshness", "3650", "--format", "json")
    assert found.returncode == 1
    problems = json.loads(found.stdout)
    jsonschema.validate(problems, json.loads((SCHEMAS / "check.schema.json").read_text(encoding="utf-8")))
    assert {row["rule"] for row in problems} == {"Facts are looked at again at least every 3650 days."}


def test_parties_say_at_least_where_the_list_lacks_some_and_name_states_in_full():
    found = run("parties", "--instrument", "budapest-p1").stdout
    assert "in force for at least" in found and "Bosnia and Herzegovina" in found and "BIH" not in found
    assert "in force for 0" in run("parties", "--instrument", "un-2024").stdout


@pytest.mark.parametrize(
    "arguments, said",
    [
        (["profile", "bucharest"], "there are: budapest"),
        (["profile", "budapest", "--off", "nothing"], "no topic is called 'nothing'"),
        (["profile", "budapest", "--off-in", "nothing"], "INSTRUMENT:TOPIC"),
        (["compare", "budapest"], "Missing argument"),
        (["compare", "budapest", "un-2024", "--theme", "x"], "no theme is called 'x'"),
        (["dance"], "No such command"),
        (["parties", "--instrument", "bucharest"], "no instrument is called 'bucharest'"),
        (["parties", "--on", "2024-13-01"], "written year-month-day, such as 2024-06-20, not '2024-13-01'"),
        (["parties", "--on", "yesterday"], "written year-month-day"),
        (["claims", "--topic", "x"], "no topic is called 'x'"),
        (["check", "--freshness", "soon"], "'soon' is not a valid"),
    ],
)
def test_wrong_usage_exits_2_with_a_sentence(arguments, said):
    found = run(*arguments)
    assert found.returncode == 2 and said in found.stderr and "Traceback" not in found.stderr


def test_a_taken_port_is_said_with_its_cure():
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        found = run("serve", "--port", str(port))
    assert found.returncode == 1
    assert f"Port {port} is taken" in found.stderr and f"PORT={port + 1}" in found.stderr
