"""Two provisions word by word: what the second leaves out of the first, and what it puts in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

from .official import OfficialText, TextError, steps

TOKEN = re.compile(r"[\u3400-\u9fff]|[^\W_]+(?:[-'’][^\W_]+)*|[^\w\s]|_")


@dataclass(frozen=True)
class Piece:
    """Words that both have (`same`), that only the first has (`out`) or only the second (`in`)."""

    kind: str
    words: str


def redline(before: str, after: str) -> tuple[Piece, ...]:
    """The pieces of a redline, in order; blanks, and small letters against capitals, count for nothing."""
    one, two = tokens(before), tokens(after)
    matcher = SequenceMatcher(
        None, [word.lower() for word, _ in one], [word.lower() for word, _ in two], autojunk=False
    )
    out = []
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            out.append(Piece("same", spoken(two[c:d])))
            continue
        out += [Piece("out", spoken(one[a:b]))] if b > a else []
        out += [Piece("in", spoken(two[c:d]))] if d > c else []
    return tuple(out)


def tokens(text: str) -> list[tuple[str, bool]]:
    """(word or mark, whether a blank stands before it)."""
    return [(found[0], found.start() > 0 and text[found.start() - 1].isspace()) for found in TOKEN.finditer(text)]


def spoken(found: list[tuple[str, bool]]) -> str:
    """Words as one text."""
    return "".join((" " if blank and number else "") + word for number, (word, blank) in enumerate(found))


def provision(text: OfficialText, cite: str) -> str:
    """A cited provision in one, its numbers before its parts. Raises `TextError` for a citation that names nothing."""
    if problem := text.problem(cite):
        raise TextError(f"{text.id}: {problem}.")
    path = steps(cite)
    depth = len([step for step in path or () if step]) - 1
    rows = [(part.label if len(part.path) > depth else "", part.text) for part in text.cited(cite)]
    return " ".join(f"{label} {words}".strip() for label, words in rows if words)
