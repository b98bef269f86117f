"""Renews requirements.lock (every version pinned, for every Python from 3.11) and environment.yml.

Run by `make lock`; needs a network. Look at the difference, then run `make test`.
"""

import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent
HEAD = "# Every package, pinned, with the digests of its files. Renewed by `make lock`; not edited by hand.\n"


def environment(project: dict) -> str:
    """environment.yml: the dependencies of pyproject.toml, as conda writes them."""
    lines = ["# The same packages as pyproject.toml, for conda. Written by `make lock`; a test holds the two alike."]
    lines += ["name: workbook", "channels:", "  - conda-forge", "dependencies:", "  - python>=3.11"]
    lines += [f"  - {name}" for name in project["dependencies"]]
    lines += ["  - pip", "  - pip:", "      - -e ."]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Resolve, write, say so."""
    command = [sys.executable, "-m", "uv", "pip", "compile", "--universal", "--upgrade", "--python-version", "3.11"]
    command += ["--extra", "test", "--no-header", "--no-emit-index-url", "--no-annotate"]
    command += ["--generate-hashes", "pyproject.toml"]
    pinned = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    (ROOT / "requirements.lock").write_text(HEAD + pinned, encoding="utf-8")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    (ROOT / "environment.yml").write_text(environment(project), encoding="utf-8")
    print(f"requirements.lock pins {pinned.count('==')} packages; environment.yml is in step.")


if __name__ == "__main__":
    main()
