"""The browser's modules as one script for a page: a page asks for nothing more, and a user needs no Node.

The files of static/ are ES modules, which a browser runs as they are. A page has what its own file imports, each
file once and after those that it imports, without the lines that join them. They then share one scope, so no name
may stand at the top of two of them; `make lint` holds that each file imports what it uses.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

STATIC = Path(__file__).parent / "static"
IMPORT = re.compile(r'^import (?:\{ (?P<names>[\w, ]+) \} from )?"(?P<file>\.[^"]+)";\n', re.MULTILINE)
EXPORT = re.compile(r"^export (?:default .*\n|(?=(?:async |const |let |class |function )))", re.MULTILINE)
LEFT = re.compile(r"^(?:import\b(?! *\()|export\b).*", re.MULTILINE)
TOP = re.compile(r"^(?:export )?(?:const|let|class|(?:async )?function\*?) ([\w$]+|[\[{][^=]*)", re.MULTILINE)
SHARED = re.compile(r"^export (?:const|let|class|(?:async )?function\*?) ([\w$]+)", re.MULTILINE)
COMMENT = re.compile(r"^[ \t]*(?://.*|/\*\*.*\*/)\n|^[ \t]+", re.MULTILINE)


class NoModule(ValueError):
    """The browser's files cannot be one script."""


@cache
def bundle(name: str, exports: bool = False) -> str:
    """The file `name` of static/ with all that it imports; with its `exports`, when it is to be imported itself.

    Indents, and lines that are comment alone, stay in the files: a reader of the page pays for each byte.
    """
    files = ordered(STATIC / name)
    names = Counter(name for file in files for name in top(text(file)))
    if twice := sorted(name for name, count in names.items() if count > 1):
        raise NoModule(f"{', '.join(twice)}: more than one file of {name} has it at its top. Rename all but one.")
    script = COMMENT.sub("", "".join(EXPORT.sub("", IMPORT.sub("", text(file))) for file in files))
    if left := LEFT.search(script):
        raise NoModule(f'{left[0]}: write `import {{ a, b }} from "./file.js";` on one line, `export` before a name.')
    return script + (f"export {{ {', '.join(SHARED.findall(text(STATIC / name)))} }};\n" if exports else "")


def ordered(start: Path) -> list[Path]:
    """A file and all that it imports, each after those that it imports. Raises `CycleError` for a circle."""
    graph: dict[Path, list[Path]] = {}
    left = [start]
    while left:
        if (file := left.pop()) not in graph:
            graph[file] = list(imports(file))
            left += graph[file]
    return list(TopologicalSorter(graph).static_order())


def imports(file: Path) -> dict[Path, list[str]]:
    """The files that a file imports, with the names; an import without names is there for what the file does."""
    found = {}
    for line in IMPORT.finditer(text(file)):
        found[(file.parent / line["file"]).resolve()] = (line["names"] or "").replace(" ", "").split(",")
    return found


def top(source: str) -> list[str]:
    """The names that stand at the top of a file."""
    return [name for found in TOP.findall(source) for name in re.findall(r"[\w$]+", found)]


def text(file: Path) -> str:
    """A module as it stands in the file."""
    return file.read_text(encoding="utf-8")
