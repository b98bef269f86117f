"""A comparison of one's own: a data folder of the usual shape, made from two imported and aligned texts.

Every position is `uncoded`; `looked_at` says which article to read. The vocabulary is a copy to be shaped: its themes
are the chapters of the first text, and no feature is asked until one is named.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from ..book.strict import read_yaml
from .align import Aligned, align
from .official import OfficialText, Provision, TextError

COOPERATION = re.compile(r"co-?operat|assistance|recovery|final|entraide|coopér|cooperaci", re.I)
ELSEWHERE = "only-in-the-other-text"
ARTICLES = ("article", "chapter", "chapter_title", "heading", "basis")
README = """# {title}

Made by `workbook new` on {day} from two imported texts. Nothing is coded yet: every position is `uncoded`, and its
`looked_at` says which article to read. Code a topic in `topics/`, add the features that a theme asks in
`vocabulary.yaml`, name the comparison in `project.yaml`, and give the pages words and
prose of its own in `pages.yaml` (the shipped data has a sample). Then:

    workbook check --data {folder}
    workbook serve --data {folder}

Parties, votes and claims may be added in files of the workbook's own shape; where they are missing, the pages say so.
"""


@dataclass(frozen=True)
class Row:
    """A topic to be: its name, its theme, the text that leads and the article of each text (None: no counterpart)."""

    title: str
    theme: str
    lead: str
    articles: dict[str, str | None]
    why: str


def make(folder: Path, a: OfficialText, b: OfficialText, shipped: Path) -> list[Path]:
    """Write a comparison of two texts into a new folder; returns its files. `shipped` lends the closed lists.

    Raises `TextError` when the folder is there already and not empty, or when the texts can't be aligned.
    """
    if a.id == b.id:
        raise TextError("Name two texts: --texts A,B")
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise TextError(f"{folder} is there already and not empty. Name a new folder.")
    rows = list(topics(a, b))
    title = f"{a.title or a.id} and {b.title or b.id}"
    files = {
        "README.md": README.format(title=title, day=dt.date.today().isoformat(), folder=folder),
        "project.yaml": dumped({"title": title, "start_a": [a.id], "start_b": [b.id]}),
        "vocabulary.yaml": dumped(vocabulary(a, rows, shipped)),
        "instruments.yaml": dumped({text.id: instrument(text) for text in (a, b)}),
        "report.csv": "id,statement,shown,basis,source,seen\n",
        **{f"articles/{text.id}.csv": articles(text) for text in (a, b)},
        **{f"topics/{name}.yaml": dumped(topic(row, a, b)) for name, row in named(rows)},
    }
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return [folder / name for name in files]


def topics(a: OfficialText, b: OfficialText) -> Iterator[Row]:
    """One topic for each article of the first text, and one for each of the other that no article led to."""
    met = set()
    for found in align(a, b):
        best = found.to[0] if found.to else None
        met |= {best.cite} if best else set()
        article = a.by_number[found.cite]
        yield Row(
            article.heading or f"Article {article.article}",
            theme_of(article),
            a.id,
            {a.id: article.article, b.id: best.cite if best else None},
            why(found),
        )
    for article in b.articles:
        if article.article not in met:
            title = article.heading or f"Article {article.article}"
            yield Row(title, ELSEWHERE, b.id, {a.id: None, b.id: article.article}, "")


def why(found: Aligned) -> str:
    """What made a pair, in words."""
    if not found.to:
        return ""
    best = found.to[0]
    return f"Aligned with a score of {best.score:.2f} by {', '.join(best.terms[:4])}."


def theme_of(article: Provision) -> str:
    """The id of an article's theme: its chapter."""
    return slug(f"chapter {article.chapter} {article.chapter_title}") if article.chapter else "articles"


def vocabulary(a: OfficialText, rows: list[Row], shipped: Path) -> dict[str, Any]:
    """The shipped closed lists with themes of one's own, which weigh in their order until somebody says otherwise."""
    source = read_yaml((shipped / "vocabulary.yaml").read_bytes(), "vocabulary.yaml")
    used = {row.theme for row in rows}
    themes = {}
    for article in a.articles:
        title = article.chapter_title.capitalize() if article.chapter_title.isupper() else article.chapter_title
        label = f"Chapter {article.chapter}: {title}".rstrip(": ") if article.chapter else "Articles"
        themes[theme_of(article)] = theme(label, "cooperation" if COOPERATION.search(label) else "scope")
    themes[ELSEWHERE] = theme("Only in the other text", "scope")
    own = {"themes": {name: each for name, each in themes.items() if name in used}, "weights": {}}
    return {**source.content, **own}


def theme(label: str, dimension: str) -> dict[str, Any]:
    """A theme that asks no feature yet."""
    return {"label": label, "definition": f"Articles under {label}.", "dimension": dimension, "features": []}


def instrument(text: OfficialText) -> dict[str, Any]:
    """A text's entry: what the import tells, and that the rest was not looked up."""
    return {
        "title": text.title or text.id,
        "short_title": text.id.upper() if len(text.id) < 7 else text.id,
        "family": text.id,
        "symbol": "not given",
        "status": "adopted",
        "status_note": "Its status was not looked up: only its text was imported.",
        "address": text.source if text.source.startswith("http") else "not given",
        "as_of": text.imported or dt.date.today().isoformat(),
        "basis": "matched",
        "articles_complete": "false" if text.missing else "true",
    }


def articles(text: OfficialText) -> str:
    """The list of a text's articles."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(ARTICLES)
    for each in text.articles:
        writer.writerow([each.article, each.chapter, each.chapter_title, each.heading, "matched"])
    return stream.getvalue()


def topic(row: Row, a: OfficialText, b: OfficialText) -> dict[str, Any]:
    """A topic file's content."""
    positions = {}
    for text in (a, b):
        number = row.articles[text.id]
        heading = f" ({text.by_number[number].heading})" if number and text.by_number[number].heading else ""
        here = f"Article {number}{heading}, imported and not yet coded." if number else "No counterpart was found."
        led = f" {row.why}" if row.why and number and text.id != row.lead else ""
        positions[text.id] = {"verdict": "uncoded", "looked_at": here + led}
    question = f"What does each text say on {row.title[:1].lower()}{row.title[1:]}?"
    return {"title": row.title, "question": question, "theme": row.theme, "baseline": row.lead, "positions": positions}


def named(rows: list[Row]) -> Iterator[tuple[str, Row]]:
    """Rows with the ids of their topics, each once."""
    seen: dict[str, int] = {}
    for row in rows:
        name = slug(row.title)[:60].strip("-") or "topic"
        seen[name] = seen.get(name, 0) + 1
        yield (name if seen[name] == 1 else f"{name}-{seen[name]}"), row


def slug(text: str) -> str:
    """Words as an id: small letters, digits and single hyphens."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", plain)) or "topic"


def dumped(content: Any) -> str:
    """Content as YAML, in its order."""
    return yaml.safe_dump(content, sort_keys=False, allow_unicode=True, width=110)
