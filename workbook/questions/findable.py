"""What a reader can look for: topics, terms of art, articles, states and claims, each as a document of short parts.

`search` ranks them here and static/search.js in a browser, over these very documents.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..book.interface import words
from ..book.model import Topic, Workbook
from ..book.names import country_name, other_names
from ..book.once import once
from .compare import written

# A field and its weight: where a word stands says how much it tells of the document.
FIELDS = {"title": 10, "everyday": 8, "question": 3, "notes": 2, "points": 0.5}
# A kind, its name for a reader, and its weight: who looks for a word wants the question of law first.
WEIGHTS = {"topic": 4, "term": 2, "state": 2, "article": 1.5, "claim": 1}
KINDS = {kind: (name, WEIGHTS[kind]) for kind, name in words("findable", "kinds").items()}
WORDS = words("findable")


@dataclass(frozen=True)
class Part:
    """A piece of a document: the field that it counts for, what it is to a reader, its text."""

    field: str
    label: str
    text: str


@dataclass(frozen=True)
class Document:
    """Something to be found. `topics`: where it leads; `cites`: (text, citation) of each provision of a topic."""

    kind: str
    id: str
    title: str
    parts: tuple[Part, ...]
    topics: tuple[str, ...] = ()
    cites: tuple[tuple[str, str], ...] = ()


@once
def documents(book: Workbook) -> tuple[Document, ...]:
    """Everything that can be found, in the order in which equal hits stand."""
    return (*_topics(book), *_terms(book), *_articles(book), *_states(book), *_claims(book))


def _topics(book: Workbook) -> Iterator[Document]:
    for topic in book.topics.values():
        parts = [
            Part("title", WORDS["title"], topic.title),
            Part("question", WORDS["question"], topic.question),
            *_everyday(book, topic),
            *_notes(book, topic),
            Part("points", WORDS["points"], "; ".join(dict.fromkeys(_points(book, topic)))),
        ]
        held = topic.positions.items()
        cites = tuple((text, cite) for text, position in held for cite in position.cites)
        yield Document("topic", topic.id, topic.title, _said(parts), (topic.id,), cites)


def _everyday(book: Workbook, topic: Topic) -> Iterator[Part]:
    """The everyday words that lead to a topic, by the glossary."""
    for entry in book.facts.glossary.values():
        if topic.id in entry.topics:
            more = [entry.term] if entry.term != topic.title else []
            yield Part("everyday", WORDS["everyday"].format(term=entry.term), ", ".join((*entry.words, *more)))


def _notes(book: Workbook, topic: Topic) -> Iterator[Part]:
    """What each text says, in our words; where nobody has coded it, there is nothing to find."""
    for text, position in topic.positions.items():
        where = written(position.cites) if position.cites else book.vocabulary.verdicts[position.verdict].label.lower()
        yield Part(
            "notes",
            WORDS["place"].format(text=book.instruments[text].short_title, where=where),
            " ".join(position.note.split()),
        )


def _points(book: Workbook, topic: Topic) -> Iterator[str]:
    for position in topic.positions.values():
        for name, given in position.features.items():
            known = topic.values(book.vocabulary, name)
            for value in (given,) if isinstance(given, str) else given:
                if value in known:
                    yield f"{book.vocabulary.name_of(name)}: {known[value]}"


def _terms(book: Workbook) -> Iterator[Document]:
    for name, entry in book.facts.glossary.items():
        parts = [
            Part("title", WORDS["term"], entry.term),
            Part("everyday", WORDS["everyday"].format(term=entry.term), ", ".join(entry.words)),
            Part("notes", WORDS["meaning"], entry.meaning),
        ]
        yield Document("term", name, entry.term, _said(parts), entry.topics)


def _articles(book: Workbook) -> Iterator[Document]:
    for text, rows in book.articles.items():
        for row in rows:
            parts = [Part("title", WORDS["heading"], row.heading), Part("points", WORDS["chapter"], row.chapter_title)]
            cited = {
                topic.id
                for topic in book.topics.values()
                if row.article in {cite.split("(")[0] for cite in topic.positions[text].cites}
            }
            number = WORDS["article"].format(text=book.instruments[text].short_title, number=row.article)
            topics = tuple(topic for topic in book.topics if topic in cited)
            yield Document("article", f"{text}:{row.article}", f"{number}: {row.heading}", _said(parts), topics)


def _states(book: Workbook) -> Iterator[Document]:
    for iso3, country in book.facts.states.items():
        names = ", ".join((*other_names(country), iso3, country.iso2))
        parts = [Part("title", WORDS["name"], country_name(country)), Part("everyday", WORDS["also"], names)]
        yield Document("state", iso3, country_name(country), _said(parts))


def _claims(book: Workbook) -> Iterator[Document]:
    for claim in book.facts.claims:
        said = f"{book.vocabulary.stances[claim.stance]}, {claim.date or WORDS['no_date']}"
        parts = [
            Part("question", WORDS["said_by"], claim.organisation),
            Part("notes", said, claim.claim),
            Part("points", WORDS["on"], book.topics[claim.topic].title),
            Part("points", WORDS["page"], claim.title),
        ]
        title = WORDS["claim"].format(who=claim.organisation, topic=book.topics[claim.topic].title)
        yield Document("claim", claim.id, title, _said(parts), (claim.topic,))


def _said(parts: list[Part]) -> tuple[Part, ...]:
    return tuple(part for part in parts if part.text)
