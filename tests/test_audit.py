"""The check of pinned packages against a folder of advisories: what it finds, and that it says how new they are."""

import json
import re

import pytest

from scripts import audit

TORNADO = re.search(r"^tornado==(\S+)", (audit.ROOT / "requirements.lock").read_text(encoding="utf-8"), re.MULTILINE)[1]


def written(folder, number=1, **more):
    """A folder with one advisory on Tornado; JSON is YAML, too."""
    advisory = {"id": f"PYSEC-2026-{number}", "published": "2026-03-05T00:00:00Z", "aliases": ["CVE-2026-1"]}
    affected = {"package": {"ecosystem": "PyPI", "name": "Tornado"}} | more.pop("affected")
    (folder / "tornado").mkdir(parents=True, exist_ok=True)
    path = folder / "tornado" / f"PYSEC-2026-{number}.yaml"
    path.write_text(json.dumps(advisory | {"affected": [affected]} | more))
    return folder


def between(*events):
    return {"ranges": [{"type": "ECOSYSTEM", "events": list(events)}]}


@pytest.mark.parametrize("affected, hit", [
    ({"versions": [TORNADO]}, True),
    ({"versions": ["0.1"]}, False),
    (between({"introduced": "0"}, {"fixed": "9999"}), True),
    (between({"introduced": "0"}, {"fixed": TORNADO}), False),
    (between({"introduced": "0"}, {"last_affected": TORNADO}), True),
    (between({"introduced": "0"}, {"fixed": "1.0"}, {"introduced": TORNADO}), True),
    (between({"introduced": "9999"}), False),
])  # fmt: skip
def test_a_pinned_version_that_is_affected_is_named(tmp_path, capsys, affected, hit):
    assert audit.main(written(tmp_path, affected=affected)) == int(hit)
    said = capsys.readouterr().out
    assert "1 advisories on them, the newest of 2026-03-05." in said
    assert (f"tornado {TORNADO}: PYSEC-2026-1 CVE-2026-1" in said) is hit


def test_what_was_taken_back_is_no_fault_and_an_empty_folder_proves_nothing(tmp_path):
    taken_back = written(tmp_path / "one", affected={"versions": [TORNADO]}, withdrawn="2026-03-06T00:00:00Z")
    assert audit.main(taken_back) == 2 and audit.main(tmp_path / "nowhere") == 2


def test_every_pin_of_the_lock_is_looked_at():
    lock = (audit.ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert sum(map(len, audit.pinned(lock).values())) == lock.count("==") - markers(lock)


def markers(lock):
    """How often `==` stands in a condition (`; python_version == ...`), where nothing is pinned."""
    return sum(line.partition(";")[2].count("==") for line in lock.splitlines())
