"""The documents name what is there: files, commands of make, modules."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PATH = re.compile(r"`((?:[\w.-]+/)+[\w.-]*|[\w-]+\.(?:md|csv|yaml|py|json))`")


def named(document):
    return sorted(set(PATH.findall((ROOT / document).read_text(encoding="utf-8"))))


@pytest.mark.parametrize("path", named("CONTRIBUTING.md"))
def test_contributing_names_files_that_exist(path):
    assert (ROOT / path).exists() or (ROOT / "data" / path).exists(), path


@pytest.mark.parametrize("path", named("data/README.md"))
def test_the_manual_names_files_that_exist(path):
    placeholder = path.replace("ID", "budapest").replace("TOPIC", "illegal-access")
    assert (ROOT / placeholder).exists() or (ROOT / "data" / placeholder).exists(), path


def test_contributing_names_targets_of_the_makefile():
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))
    asked = set(re.findall(r"\bmake ([a-z]+)", (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")))
    assert asked and asked <= targets


def test_the_manual_shows_every_flat_file_with_its_columns():
    manual = (ROOT / "data" / "README.md").read_text(encoding="utf-8")
    for path in (ROOT / "data").glob("*.csv"):
        columns = path.read_text(encoding="utf-8").split("\n", 1)[0]
        assert f"`{path.name}`" in manual, path.name
        if path.name != "report.csv":
            assert f"`{columns}`" in manual, path.name


def test_the_readme_leads_to_both():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "(CONTRIBUTING.md)" in readme and "(CHANGELOG.md)" in readme
