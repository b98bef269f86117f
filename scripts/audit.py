"""Holds requirements.lock against a folder of advisories in OSV's form, such as a clone of pypa/advisory-database.

Run by `make audit ADVISORIES=FOLDER`, where no registry answers `pip-audit`. It says how new the newest advisory is:
what was found out later it can't know. Exit 1 where a pinned version is affected.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from packaging.utils import canonicalize_name
from packaging.version import InvalidVersion, Version

ROOT = Path(__file__).parent.parent
PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", re.MULTILINE)


def pinned(lock: str) -> dict[str, set[str]]:
    """The versions that a lock file pins of each package; a package may have one for each Python."""
    found: dict[str, set[str]] = {}
    for name, version in PIN.findall(lock):
        found.setdefault(canonicalize_name(name), set()).add(version)
    return found


def affects(affected: dict[str, Any], version: str) -> bool:
    """Whether a version is listed, or lies in a range of versions."""
    if version in affected.get("versions", ()):
        return True
    here = Version(version)
    for each in affected.get("ranges", ()):
        inside = False
        for event in each["events"] if each["type"] == "ECOSYSTEM" else ():
            ((kind, at),) = event.items()
            try:
                place = Version(at)
            except InvalidVersion:  # nobody can say where that lies: better one alarm too many
                continue
            if kind == "introduced" and here >= place:
                inside = True
            elif (kind == "fixed" and here >= place) or (kind == "last_affected" and here > place):
                inside = False
        if inside:
            return True
    return False


def advisories(folder: Path, names: set[str]) -> Iterator[tuple[dict[str, Any], str, dict[str, Any]]]:
    """(advisory, package, what is affected) of these packages, without those that were taken back."""
    for path in sorted(folder.rglob("*.yaml")):
        if canonicalize_name(path.parent.name) in names:
            found = yaml.load(path.read_text(encoding="utf-8"), getattr(yaml, "CSafeLoader", yaml.SafeLoader))
            for each in found.get("affected", ()) if not found.get("withdrawn") else ():
                yield found, canonicalize_name(each["package"]["name"]), each


def main(folder: Path) -> int:
    """Say what was looked at and what was found; the exit code."""
    pins = pinned((ROOT / "requirements.lock").read_text(encoding="utf-8"))
    looked = list(advisories(folder, set(pins)))
    if not looked:
        print(
            f"{folder} has no advisory on any of the {len(pins)} pinned packages. Is it a clone of advisory-database?"
        )
        return 2
    found = [
        f"{name} {version}: {advisory['id']} {', '.join(advisory.get('aliases', ()))}".rstrip()
        for advisory, name, affected in looked
        for version in sorted(pins.get(name, ()))
        if affects(affected, version)
    ]
    newest = max(str(advisory.get("published", ""))[:10] for advisory, _, _ in looked)
    print(f"{len(pins)} pinned packages; {len(looked)} advisories on them, the newest of {newest}.")
    print("\n".join(found) or "No pinned version is affected by any of these.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
