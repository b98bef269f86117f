"""The pages that what is shown rests on, each with who published it and when it was seen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..book.facts import Event, Total
from ..book.model import Workbook
from ..views.blocks import Blocks, Table
from ..views.state import State
from ..views.words import CITED
from .compared import shown_topics


@dataclass(frozen=True)
class Source:
    """A page or document. `date` is its own day, where one was seen; `seen` is when the page was read."""

    address: str
    title: str
    organisation: str = ""
    date: str = ""
    seen: str = ""

    @property
    def line(self) -> str:
        """As a list of sources prints it."""
        seen = CITED["seen"].format(day=self.seen) if self.seen else ""
        return ". ".join(part for part in (self.organisation, self.title, self.date, self.address, seen) if part)


def compared_sources(book: Workbook, state: State) -> tuple[Source, ...]:
    """The sources of the comparison: its texts, their positions on the topics shown, what was said of these."""
    a, b = state.sides(book)
    texts = [name for name in book.instruments if name in a + b]
    shown = {topic.id for topic in shown_topics(book, state)}
    return each_once([*_texts(book, texts), *positions_sources(book, texts, shown), *_claims(book, shown, texts)])


def named_sources(book: Workbook, blocks: Blocks) -> tuple[Source, ...]:
    """The sources that blocks name: addresses in their cells, and the texts that their words mention."""
    cells = [text for block in blocks if isinstance(block, Table) for row in block.rows for text in row]
    says = [block.words for block in blocks if not isinstance(block, Table)]
    captions = [part for block in blocks if isinstance(block, Table) for part in (block.caption, *block.columns)]
    words = "\n".join([*says, *captions, *cells])
    texts = [name for name, text in book.instruments.items() if text.short_title in words]
    known = {source.address: source for source in reversed(every_source(book))}
    addresses = [text for text in cells if text.startswith(("https://", "http://"))]
    return each_once([*_texts(book, texts), *(known.get(text, Source(text, CITED["named"])) for text in addresses)])


def every_source(book: Workbook) -> tuple[Source, ...]:
    """All sources of a book; of two descriptions of one page the first says most."""
    texts, facts = list(book.instruments), book.facts
    found = [
        *_claims(book, set(book.topics), texts),
        *_texts(book, texts),
        *positions_sources(book, texts, set(book.topics)),
    ]
    found += [
        Source(v.source, CITED["fact"].format(fact=v.subject), "", v.date.isoformat(), v.as_of.isoformat())
        for v in facts.votes
    ]
    found += [Source(s.source, CITED["fact"].format(fact=s.event), "", "", s.as_of.isoformat()) for s in facts.timeline]
    counted: tuple[Total | Event, ...] = (*facts.totals, *facts.parties)
    for row in counted:
        title = CITED["states"].format(text=book.instruments[row.instrument].short_title)
        found.append(Source(row.source, title, "", "", row.as_of.isoformat() if row.as_of else ""))
    found += [Source(r.source, book.facts.pages.word("report_source"), "", "", r.seen) for r in book.report]
    return each_once(found)


def _texts(book: Workbook, names: Iterable[str]) -> Iterator[Source]:
    for name in names:
        text = book.instruments[name]
        publisher = book.facts.project.publishers.get(text.family, "")
        symbol = f" ({text.symbol})" if text.symbol not in ("", "none") else ""
        adopted = text.adopted or text.opened
        seen = text.as_of.isoformat() if text.source == text.address else ""
        yield Source(text.address, text.title + symbol, publisher, adopted.isoformat() if adopted else "", seen)
        if text.source and text.source != text.address:
            yield Source(text.source, CITED["status"].format(text=text.short_title), "", "", text.as_of.isoformat())


def positions_sources(book: Workbook, names: Iterable[str], topics: set[str]) -> Iterator[Source]:
    """The pages that positions of some texts on some topics rest on."""
    wanted = set(names)
    for topic, name, position in book.positions():
        if position.source and name in wanted and topic.id in topics:
            title = CITED["topic"].format(topic=topic.title, text=book.instruments[name].short_title)
            yield Source(position.source, title, "", "", position.seen.isoformat() if position.seen else "")


def _claims(book: Workbook, topics: set[str], texts: list[str]) -> Iterator[Source]:
    for claim in book.facts.claims:
        if claim.topic in topics and claim.instrument in texts:
            yield Source(claim.source, claim.title, claim.organisation, claim.date, claim.seen.isoformat())


def each_once(found: Iterable[Source]) -> tuple[Source, ...]:
    """Sources by address; of two descriptions of one page the first stays."""
    kept: dict[str, Source] = {}
    for source in found:
        if source.address:
            kept.setdefault(source.address, source)
    return tuple(kept.values())
