"""The browser's code is checked by make lint: what a check is there for fails it, and a check that is left out is told."""

import json
import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
STATIC = ROOT / "workbook" / "views" / "static"
TOOLS = ROOT / "node_modules" / ".bin"
GOOD = 'import { fill } from "./words.js";\n\nexport const said = fill("{n}", { n: 1 });\n'


def run(*command, **more):
    return subprocess.run([str(part) for part in command], cwd=ROOT, capture_output=True, text=True, **more)


@pytest.fixture
def tools():
    """The tools, as make lint installs them; CI may not go without."""
    if not (TOOLS / "eslint").exists():
        assert not os.environ.get("CI"), "make lint comes first, and installs them"
        pytest.skip("make lint installs ESLint and TypeScript, where there is Node")
    return TOOLS


@pytest.mark.parametrize(
    ("code", "rule"),
    [
        (GOOD, None),
        ("export const found = fill;\n", "no-undef"),
        ('import { fill } from "./words.js";\n', "no-unused-vars"),
        ("function left() {}\n", "no-unused-vars"),
    ],
)
def test_the_linter_sees_a_name_that_is_not_imported_or_not_used(tools, code, rule):
    found = run(tools / "eslint", "-f", "json", "--stdin", "--stdin-filename", STATIC / "x.js", input=code)
    rules = {message["ruleId"] for file in json.loads(found.stdout) for message in file["messages"]}
    assert rules == ({rule} if rule else set())


@pytest.mark.parametrize(
    ("code", "problem"),
    [
        (GOOD, None),
        ('import { nothing } from "./words.js";\nexport const x = nothing;\n', "no exported member"),
        ('import { fill } from "./word.js";\nexport const x = fill;\n', "Cannot find module"),
        ('import { fill } from "./words.js";\nexport const x = fill("{n}", {}, "", 4);\n', "but got 4"),
        ("export const x = nowhere;\n", "Cannot find name"),
    ],
)
def test_the_type_checker_sees_an_import_that_is_not_there_and_a_wrong_call(tools, tmp_path, code, problem):
    (tmp_path / "words.js").write_text((STATIC / "words.js").read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / "x.js").write_text(code, encoding="utf-8")
    include = [str(tmp_path / "*.js"), str(ROOT / "scripts" / "browser.d.ts")]
    config = {"extends": str(ROOT / "tsconfig.json"), "include": include}
    (tmp_path / "tsconfig.json").write_text(json.dumps(config), encoding="utf-8")
    found = run(tools / "tsc", "-p", tmp_path)
    assert (found.returncode != 0) == (problem is not None)
    assert (problem or "") in found.stdout


@pytest.mark.parametrize(("ci", "code"), [("", 0), ("true", 1)])
def test_without_node_it_says_how_to_get_it_and_in_ci_that_is_a_failure(tmp_path, ci, code):
    for name in ("sh", "dirname"):
        (tmp_path / name).symlink_to(Path("/bin") / name if Path("/bin", name).exists() else Path("/usr/bin") / name)
    found = run(ROOT / "scripts" / "lint-browser", env={"PATH": str(tmp_path), "CI": ci})
    assert found.returncode == code
    assert "NOT checked" in found.stdout and "apt-get install nodejs npm" in found.stdout


def test_the_lock_names_no_registry_and_what_node_installs_is_not_shipped():
    packages = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    assert not any("resolved" in each for each in packages.values())
    assert all(each.get("integrity") for name, each in packages.items() if name)
    assert not list((ROOT / "workbook").rglob("node_modules"))
    assert "node_modules/" in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
