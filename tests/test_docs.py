"""The documents: every option and module that they name is there, and the tutorial's examples run."""

import re
from pathlib import Path

import yaml
from click.testing import CliRunner
from commanded import AS_BEFORE

import workbook
from workbook.__main__ import main
from workbook.serving.web import HEADERS

ROOT = Path(__file__).parent.parent
DOCS = {path.name: path.read_text(encoding="utf-8") for path in [*ROOT.glob("docs/*.md"), ROOT / "SECURITY.md"]}


def test_the_tutorials_examples_run_in_order():
    names = {}
    codes = re.findall(r"```python\n(.*?)```", DOCS["tutorial.md"], re.DOTALL)
    assert len(codes) >= 5
    for code in codes:
        exec(compile(code, "tutorial.md", "exec"), names)
    assert len(names["rows"]) > 50 and names["view"].link.startswith("?a=")


def test_every_command_that_a_document_names_is_there_with_its_options():
    asked = set(re.findall(r"`workbook (\w+)|^workbook (\w+)", "\n".join(DOCS.values()), re.MULTILINE))
    assert {one or other for one, other in asked} <= set(main.commands)
    serve = CliRunner().invoke(main, ["serve", "--help"], env=AS_BEFORE).output
    export = CliRunner().invoke(main, ["export", "--help"], env=AS_BEFORE).output
    choose, _, start = DOCS["operator.md"].partition("## Signals")[0].partition("## Start")
    for part, there in ((choose, export), (start, serve)):
        options = set(re.findall(r"--[a-z][a-z-]+", part))
        assert options and all(option in there for option in options), options


def test_each_command_and_each_public_name_appears_in_a_document():
    text = "\n".join([*DOCS.values(), (ROOT / "README.md").read_text(encoding="utf-8")])
    assert [name for name in main.commands if f"workbook {name}" not in text] == []
    assert [name for name in workbook.__all__ if not re.search(rf"\b{name}\b", text)] == []


def test_every_module_and_test_that_a_document_names_is_there_and_none_of_serving_is_left_out():
    named = set(re.findall(r"`([\w/]+\.py)`", "\n".join(DOCS.values())))
    for name in named - {"voila.py"}:  # which is not read
        assert [*ROOT.rglob(name)] or [*ROOT.rglob(Path(name).name)], name
    serving = {path.name for path in (ROOT / "workbook" / "serving").glob("*.py")} - {"__init__.py"}
    assert serving <= {Path(name).name for name in named}


def test_the_policy_is_the_one_that_is_sent():
    assert "'unsafe-inline'" in DOCS["SECURITY.md"] and "X-Content-Type-Options" in HEADERS


def test_no_document_names_a_place_on_our_machines():
    assert not re.search(r"/work/|/home/\w|/root/", "\n".join(DOCS.values()))


def test_the_files_for_deploying_name_options_and_folders_that_are_there():
    values = yaml.safe_load((ROOT / "deploy" / "jupyterhub-values.yaml").read_text(encoding="utf-8"))
    assert (ROOT / "notebooks" / values["singleuser"]["defaultUrl"].removeprefix("/lab/tree/")).is_file()
    copied = values["singleuser"]["lifecycleHooks"]["postStart"]["exec"]["command"][-2:]
    assert (ROOT / copied[0].removeprefix("/app/")).is_dir()
    assert copied[1].rstrip("/") == values["hub"]["config"]["KubeSpawner"]["notebook_dir"]
    serve = CliRunner().invoke(main, ["serve", "--help"], env=AS_BEFORE).output
    for name in ("Containerfile", "workbook.service"):
        text = (ROOT / "deploy" / name).read_text(encoding="utf-8")
        line = next(line for line in text.splitlines() if line.startswith(("CMD", "ExecStart")))
        assert all(option in serve for option in re.findall(r"--[a-z-]+", line)), name
    binder = ROOT / ".binder"
    assert (binder / (binder / "requirements.txt").read_text(encoding="utf-8").split()[1]).resolve().is_file()
    assert (binder / "postBuild").stat().st_mode & 0o111
    for copied in re.findall(r"^COPY (.+) \S+$", (ROOT / "deploy" / "Containerfile").read_text(encoding="utf-8"), re.M):
        assert all((ROOT / each).exists() for each in copied.split())
