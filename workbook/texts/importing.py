"""A file or an address -> an official text in the user's store, or a sentence that says why not."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from ..book.model import Article, Workbook
from . import store
from .bounded import LARGEST, treaties_in
from .fetching import fetch
from .languages import NAMES, language_of
from .official import OfficialText, TextError
from .structure import Treaty

LIKENESS = 80  # of 100: two headings are the same but for spelling
LEAST_ALIKE = 0.4  # of the articles that both have: below that, the file is another instrument


@dataclass(frozen=True)
class Added:
    """What was added, and what the user should know about it."""

    text: OfficialText
    sentences: tuple[str, ...]


def bytes_of(source: str, say: Callable[[str], None]) -> bytes:
    """What is in a file or at an address."""
    if re.match(r"[a-z][a-z0-9+.-]+://", source, re.I):
        say(f"Fetching {source} ...")
        return fetch(source, say)
    place = Path(source)
    if not place.is_file():
        raise TextError(f"There is no file {source}.")
    if place.stat().st_size > LARGEST:
        raise TextError(f"{source} has {place.stat().st_size:,} bytes; more than {LARGEST:,} are not read.")
    return place.read_bytes()


def add(
    book: Workbook | None, name: str, source: str, say: Callable[[str], None], partial: bool = False
) -> tuple[Added, ...]:
    """Import a text into the store, once for each language that the file has it in.

    `book` knows the instrument (None, or an id that it lacks: nothing to hold the file against). With `partial`, a file
    with gaps is taken too, in place of what was there. Raises `TextError`; what was there before then stays.
    """
    store.known_id(name)
    data = bytes_of(source, say)
    digest = hashlib.sha256(data).hexdigest()
    say(f"Reading {len(data):,} bytes ...")
    found = treaties_in(data)
    if not found:
        raise TextError(NOTHING)
    listed = book.articles.get(name, ()) if book else ()
    whole = book.instruments[name].articles_complete if book and name in book.instruments else False
    day = dt.date.today().isoformat()
    taken = [held_against(treaty, name, listed if whole else (), book) for treaty in found]
    added = []
    for treaty, sentences in zip(found, taken, strict=True):
        gaps = missing(treaty, listed if whole else ())
        text = OfficialText(
            name,
            treaty.language,
            treaty.title,
            digest,
            source,
            day,
            tuple(treaty.preamble),
            tuple(treaty.articles),
            gaps,
            sentences,
        )
        if not partial:
            refuse_gaps(text)
        added.append(Added(text, sentences))
    for each in added:
        store.keep(each.text)
    return tuple(added)


NOTHING = (
    "No articles were found in the file. Is it the treaty itself? A page about it, a list of its parties or a scan "
    "without text won't do."
)


def held_against(treaty: Treaty, name: str, listed: tuple[Article, ...], book: Workbook | None) -> tuple[str, ...]:
    """What to say about a treaty that was found. Raises `TextError` when it is not the instrument `name`."""
    numbers = [article.article for article in treaty.articles]
    what = book.instruments[name].short_title if book and name in book.instruments else name
    sentences = []
    if not listed:
        sentences.append(
            f"Nothing is known about the articles of {what}, so the file could not be held against a list."
        )
    elif extra := [number for number in numbers if number not in {row.article for row in listed}]:
        raise TextError(
            f"This is not {what}: it has {len(listed)} articles, the file has {len(numbers)}, "
            f"among them Article {extra[0]}."
        )
    elif language_of(" ".join(row.heading for row in listed)) == treaty.language:
        alike = likeness({article.article: article.heading for article in treaty.articles}, listed)
        if alike < LEAST_ALIKE:
            raise TextError(f"This is not {what}: only {alike:.0%} of the articles have the headings that it has.")
    else:
        sentences.append(
            f"The file is in {NAMES[treaty.language]}; its headings could not be held against the English ones."
        )
    if gaps := missing(treaty, listed):
        known = f" of {len(listed)}" if listed else ""
        sentences.append(f"{named(gaps)} missing ({len(gaps)}{known}); the file has Articles {named_range(numbers)}.")
    if not treaty.preamble:
        sentences.append("The file has no preamble.")
    return tuple(sentences)


def likeness(headings: Mapping[str, str], listed: tuple[Article, ...]) -> float:
    """The share of articles, among those that both have, whose headings are alike."""
    from rapidfuzz import fuzz, utils

    shared = [(headings[row.article], row.heading) for row in listed if row.article in headings]
    alike = sum(fuzz.token_set_ratio(a, b, processor=utils.default_process) >= LIKENESS for a, b in shared)
    return alike / len(shared) if shared else 0.0


def missing(treaty: Treaty, listed: tuple[Article, ...]) -> tuple[str, ...]:
    """The numbers of the articles that are not there: of the list, else up to the last one found."""
    have = {article.article for article in treaty.articles}
    last = max(int(number) for number in have)
    wanted = [row.article for row in listed] or [str(number) for number in range(1, last + 1)]
    return tuple(number for number in wanted if number not in have)


def refuse_gaps(text: OfficialText) -> None:
    """Raise `TextError` for a text with holes, or for one that ends early where a longer one is in the store.

    A text that breaks off after its nth article is taken: what it has is whole.
    """
    last = max(int(article.article) for article in text.articles)
    holes = tuple(number for number in text.missing if int(number) < last)
    if holes:
        raise TextError(
            f"{named(holes)} not found between the others, so the file was not read as it should be. "
            "Try another format (HTML, DOCX or PDF) of the same text, or take it as it is with --partial."
        )
    before = store.find(text.id, text.language)
    if before and len(before.articles) > len(text.articles):
        raise TextError(
            f"The file has {len(text.articles)} articles; the text that is here already has {len(before.articles)} "
            "and stays. Use --partial to replace it."
        )


def named(numbers: tuple[str, ...]) -> str:
    """Articles 16-68 are; Article 7 is."""
    return f"Article {numbers[0]} is" if len(numbers) == 1 else f"Articles {named_range(list(numbers))} are"


def named_range(numbers: list[str]) -> str:
    """1-6, 8, 10-12."""
    rows: list[list[int]] = []
    for number in map(int, numbers):
        if rows and number == rows[-1][-1] + 1:
            rows[-1].append(number)
        else:
            rows.append([number])
    return ", ".join(f"{row[0]}-{row[-1]}" if len(row) > 1 else str(row[0]) for row in rows)


def where_to_get(book: Workbook, name: str) -> str:
    """Where the official file of an instrument is, and what to save."""
    instrument = book.instruments.get(name)
    how = (
        "Open it in a browser and save the page whole (HTML), or the PDF or Word file that it offers; not a scan.\n"
        f"Then: workbook texts add {name} FILE"
    )
    if instrument is None:
        return f"{name} is no text of this workbook, so it is not known where its official text is.\n{how}"
    return f"{instrument.title} ({instrument.symbol})\nis at {instrument.address}\n{how}"
