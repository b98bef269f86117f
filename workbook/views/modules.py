"""The browser's modules as one script for a page: a page asks for nothing more, and a user needs no Node.

The files of static/ are ES modules, which a browser runs as they are. A page has what its own file imports, each
file once and after those that it imports, without the lines that join them. They then share one scope, so no name
may stand at the top of two of them; `make lint` holds that each file imports what it uses.

What they say to a reader is put in here: a file asks for `WORDS.section.name` of words.js, and the script has those
words of `locale/en.yaml` (interface.py) and no others.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Any

from ..book.interface import every

STATIC = Path(__file__).parent / "static"
IMPORT = re.compile(r'^import (?:\{ (?P<names>[\w, ]+) \} from )?"(?P<file>\.[^"]+)";\n', re.MULTILINE)
EXPORT = re.compile(r"^export (?:default .*\n|(?=(?:async |const |let |class |function )))", re.MULTILINE)
LEFT = re.compile(r"^(?:import\b(?! *\()|export\b).*", re.MULTILINE)
TOP = re.compile(r"^(?:export )?(?:const|let|class|(?:async )?function\*?) ([\w$]+|[\[{][^=]*)", re.MULTILINE)
SHARED = re.compile(r"^export (?:const|let|class|(?:async )?function\*?) ([\w$]+)", re.MULTILINE)
DEFAULT = re.compile(r"^export default .*\n", re.MULTILINE)
ASKED = re.compile(r"\bWORDS((?:\.\w+)+)")
PLACE = "const WORDS = {};"
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
    return worded(script) + (exported(text(STATIC / name)) if exports else "")


def exported(source: str) -> str:
    """The lines that share what a file shares: its names, and its default as anywidget asks for it."""
    names = SHARED.findall(source)
    return (f"export {{ {', '.join(names)} }};\n" if names else "") + "".join(DEFAULT.findall(source))


def worded(script: str) -> str:
    """A script with the words that it asks for in their place: `WORDS.board.off`, or a whole part of several."""
    said: dict[str, Any] = {}
    for path in sorted(set(ASKED.findall(script))):
        here, there = said, every()
        *above, last = places(path)
        for name in above:
            here, there = here.setdefault(name, {}), there[name]
        here[last] = there[last]
    return script.replace(PLACE, f"const WORDS = {literal(said)};", 1)


def places(path: str) -> list[str]:
    """The names that lead to a word: what follows it in a script, such as `.length`, is the script's own."""
    names: list[str] = []
    there: Any = every()
    for name in path[1:].split("."):
        if isinstance(there, dict):
            names.append(name)
            there = there[name]
    return names


def literal(value: Any) -> str:
    """JSON that can stand inside a script element."""
    made = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return made.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


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
