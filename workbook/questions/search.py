"""Where does the workbook speak of these words, and why is each hit one? As static/search.js answers, rule by rule.

Words are weighed by lunr (lunr.js in a browser, its port lunr.py here; the two are tested against each other by
their makers). Both are given the same prepared tokens, so that neither splits or stems in a way of its own. What
stands here and in search.js alike: how tokens are prepared, what a number of an article means, and the reason.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from functools import cache
from typing import Any

from ..book.frames import frame
from ..book.interface import word
from ..book.model import Workbook
from ..book.once import once
from .findable import FIELDS, KINDS, Document, documents

MOST = 20  # hits
COLUMNS = ("kind", "id", "title", "score", "because")
SHORTEST = 3  # letters of a word that may be the beginning of a longer one
NEAR = 5  # letters of a word from which on one wrong letter is forgiven
REFERENCE = re.compile(
    r"(?:\b(?:articles?|art)\.? *|(?<![\w/.-]))(\d{1,2})((?: *\([0-9a-z]{1,4}\))*)(?![\w/-])", re.ASCII
)
CALLED, CITES = word("search", "asked"), word("search", "cites")
BEFORE, AROUND = 6, 22  # words of an excerpt: before the first that matched, and in all


@dataclass(frozen=True)
class Hit:
    """Something found. `because`: what matched, in the words of the workbook; `terms`: the tokens that did."""

    kind: str
    id: str
    title: str
    score: float
    because: str
    terms: tuple[str, ...] = ()

    def json(self) -> dict[str, Any]:
        """As the command prints it."""
        return {name: value for name, value in asdict(self).items() if name != "terms"}


class Hits(tuple[Hit, ...]):
    """Hits, best first."""

    def frame(self) -> Any:
        """A pandas frame: kind, id, title, score, because; empty where nothing is found."""
        return frame([hit.json() for hit in self], COLUMNS)


def search(book: Workbook, said: str) -> Hits:
    """What the words (or the number of an article) find, best first, at most `MOST`; nothing for no words."""
    plain = fold(said)
    asked = [found[1] + found[2].replace(" ", "") for found in REFERENCE.finditer(plain)]
    words = _meant(tokens(REFERENCE.sub(" ", plain) if asked else plain))
    hits: dict[tuple[str, str], Hit] = {}
    if asked:
        names = {text: set(tokens(f"{text} {held.short_title}")) for text, held in book.instruments.items()}
        named = {text: len(names[text] & set(words)) for text in texts(book)}
        chosen = [text for text, count in named.items() if count == max(named.values())]
        words = [word for word in words if not any(word in known for known in names.values())]
        for hit in (hit for number in asked for hit in _cited(book, number, chosen)):
            hits.setdefault((hit.kind, hit.id), hit)
    for hit in _matched(book, words):
        hits.setdefault((hit.kind, hit.id), hit)
    return Hits(list(hits.values())[:MOST])


def fold(said: str) -> str:
    """Small letters without accents."""
    straight = unicodedata.normalize("NFKD", said.lower())
    return "".join(letter for letter in straight if not unicodedata.combining(letter))


def tokens(said: str) -> list[str]:
    """The words of a text, folded."""
    return re.findall(r"[a-z0-9]+", fold(said))


@cache
def stem(word: str) -> str:
    """A word without its ending, by Porter's rules; a last y is an i, on which the two libraries are not at one."""
    from lunr.stemmer import porter_stemmer

    return re.sub("y$", "i", porter_stemmer.stem(word))


def _meant(words: list[str]) -> list[str]:
    """The words that tell something, each once."""
    from lunr.stop_word_filter import WORDS

    return [word for word in dict.fromkeys(words) if word not in WORDS]


def texts(book: Workbook) -> list[str]:
    """The texts in the order in which their articles are offered: drafts last, the newest of them first."""
    drafts = [name for name, text in book.instruments.items() if text.status == "draft"]
    return [name for name in book.instruments if name not in drafts] + drafts[::-1]


def _cited(book: Workbook, number: str, chosen: list[str]) -> Iterator[Hit]:
    """An article in each of the texts, then the topics that cite it: those that name the very paragraph first."""
    article = number.split("(")[0]
    known = {document.id: document for document in documents(book) if document.kind == "article"}
    held = [text for text in chosen if f"{text}:{article}" in known]
    for place, text in enumerate(held):
        document = known[f"{text}:{article}"]
        yield Hit("article", document.id, document.title, 1000 - place, CALLED.format(number=number))
    found = []
    for document in documents(book):
        near = [(500 + 10 * how - held.index(text), text, cite) for text, cite, how in _near(document, number, held)]
        if near:
            score, text, cite = max(near, key=lambda row: row[0])  # the first of equals
            why = CITES.format(number=cite, text=book.instruments[text].short_title)
            found.append(Hit(document.kind, document.id, document.title, score, why))
    yield from sorted(found, key=lambda hit: -hit.score)


def _near(document: Document, number: str, held: list[str]) -> Iterator[tuple[str, str, int]]:
    for text, cite in document.cites:
        if text in held and (how := _nearness(cite, number)):
            yield text, cite, how


def _nearness(cite: str, number: str) -> int:
    """2: the very place, or a part of it; 1: the whole that it is a part of; 0: another."""
    if cite == number or cite.startswith(number + "("):
        return 2
    return int(number.startswith(cite + "("))


@once
def _index(book: Workbook) -> Any:
    from lunr.builder import Builder

    builder = Builder()
    builder.ref("id")
    for name, weight in FIELDS.items():
        builder.field(name, boost=weight)
    for number, document in enumerate(documents(book)):
        builder.add({"id": number, **prepared(document)}, {"boost": KINDS[document.kind][1]})
    return builder.build()


def prepared(document: Document) -> dict[str, str]:
    """A document's tokens by field: each word that tells something, and its stem where that is another."""
    fields: dict[str, str] = {}
    for name in FIELDS:
        words = [word for part in document.parts if part.field == name for word in tokens(part.text)]
        fields[name] = " ".join(form for word in words if _meant([word]) for form in dict.fromkeys((word, stem(word))))
    return fields


def _matched(book: Workbook, words: list[str]) -> list[Hit]:
    """Documents with every word; where there is none, with any; where there is none, with one that is spelled alike."""
    ways = ((True, 0), (False, 0), (False, 1))
    found: list[Any] = next((rows for all_of, wrong in ways if (rows := _asked(book, words, all_of, wrong))), [])
    known = documents(book)
    hits = []
    for row in sorted(found, key=lambda row: (-_rounded(row["score"]), int(row["ref"])))[:MOST]:
        document, terms = known[int(row["ref"])], tuple(sorted(row["match_data"].metadata))
        why = because(document, set(terms))
        hits.append(Hit(document.kind, document.id, document.title, _rounded(row["score"]), why, terms))
    return hits


def _rounded(score: float) -> float:
    """To two places. The library sums thousandths, so no score may lie where one goes up here and down in a browser."""
    return math.floor(score * 100 + 0.47) / 100


def _asked(book: Workbook, words: list[str], all_of: bool, wrong: int) -> list[Any]:
    from lunr.query import QueryPresence

    index = _index(book)
    query = index.create_query()
    presence = QueryPresence.REQUIRED if all_of else QueryPresence.OPTIONAL
    for asked in words:
        end = stem(asked)
        if wrong:
            if len(asked) >= NEAR:
                query.clause(asked, edit_distance=wrong, use_pipeline=False)
            continue
        start = end + "*" if len(asked) >= SHORTEST else end
        query.clause(start, presence=presence, use_pipeline=False)
        for form in dict.fromkeys((asked, end)):
            query.clause(form, boost=4, use_pipeline=False)
    return list(index.query(query)) if query.clauses else []


def because(document: Document, terms: set[str]) -> str:
    """The part of a document that has most of the terms (the first of equals), cut to where they stand."""

    def is_one(word: str) -> bool:
        return any(token in terms or stem(token) in terms for token in tokens(word))

    def count(text: str) -> int:
        return len({stem(token) for token in tokens(text) if token in terms or stem(token) in terms})

    part = max(document.parts, key=lambda part: count(part.text))
    words = part.text.split()
    first = next((place for place, word in enumerate(words) if is_one(word)), 0)
    start = max(0, first - BEFORE) if len(words) > AROUND else 0
    cut = words[start : start + AROUND]
    before, after = "… " if start else "", " …" if start + AROUND < len(words) else ""
    return f"{part.label}: {before}{' '.join(cut)}{after}"
