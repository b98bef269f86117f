"""The lists of packages never drift apart, and nothing that is needed goes unpinned."""

import re
import tomllib
from pathlib import Path

import yaml

ROOT = Path(__file__).parent.parent
NAMED = {"jupyterlab", "ipywidgets", "pandas", "plotly", "voila", "nbval"}
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def name(requirement):
    return re.split(r"[<>=! ;\[]", requirement)[0].lower()


def test_environment_yml_lists_the_same_dependencies():
    listed = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))["dependencies"]
    packages = {entry for entry in listed if isinstance(entry, str)} - {"pip"}
    assert packages == {*PROJECT["dependencies"], f"python{PROJECT['requires-python']}"}
    assert {name(entry) for entry in packages} >= NAMED


def test_every_dependency_is_pinned():
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines()
    pinned = {name(line) for line in lock if "==" in line}
    wanted = {name(entry) for entry in PROJECT["dependencies"] + PROJECT["optional-dependencies"]["test"]}
    assert wanted <= {entry.replace("_", "-") for entry in pinned}
    entries = re.split(r"\n(?=[a-z0-9])", "\n".join(line for line in lock if not line.startswith("#")))
    assert all("==" in entry and "--hash=sha256:" in entry for entry in entries), "every package has its digests"
    assert not [line for line in lock if "://" in line]
    assert "--require-hashes" in (ROOT / "scripts" / "setup").read_text(encoding="utf-8")
