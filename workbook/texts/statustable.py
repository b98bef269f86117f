"""The table of a saved status page: which state did what on which day, as the page writes it."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Iterator

from .official import TextError
from .readers import decoded

HEADINGS = {  # a column's heading -> what it holds; the first that fits counts
    "state": r"participant|^part(?:y|ij|ie)$|^states?$|^état|^country|member states|^non-members",
    "entry_into_force": r"entry into force|in werking|entrée en vigueur",
    "denunciation": r"denunciation|opzegging|dénonciation|withdrawal",
    "signature": r"^signature|ondertekening",
    "consent": r"ratif|accession|acceptance|bekrachtiging|consent",
    "type": r"^type",
}
CONSENTS = {
    "a": "accession",
    "A": "acceptance",
    "AA": "approval",
    "d": "succession",
    "R": "ratification",
    "T": "accession",
}
MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
DAYS = (
    re.compile(r"(?P<d>\d{1,2})[-/.](?P<m>\d{1,2})[-/.](?P<y>\d{4})"),
    re.compile(r"(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})"),
    re.compile(r"(?P<d>\d{1,2})\s+(?P<n>[A-Za-z]{3})[a-z]*\.?\s+(?P<y>\d{4})"),
)
AS_OF = re.compile(r"(?:status as (?:of|at)|as of|situation au|etat au|état au)\s*:?\s*([^<\n]{8,24})", re.I)


def tables_in(data: bytes) -> Iterator[list[list[str]]]:
    """The tables of a page, as rows of cells."""
    head = data[:2000].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if not head.startswith(b"<"):
        text = decoded(data)
        yield list(csv.reader(io.StringIO(text), delimiter=";" if text.count(";") > text.count(",") else ","))
        return
    from lxml import etree, html

    try:
        if b"<html" in head or b"<!doctype html" in head or b"<table" in head:
            root = html.document_fromstring(data, parser=html.HTMLParser(no_network=True, encoding=None))
        else:
            parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, load_dtd=False)
            root = etree.fromstring(data, parser)
    except (etree.LxmlError, ValueError) as error:
        raise TextError("The file is damaged. Save the page again.") from error
    if root is None:
        raise TextError("The file is damaged. Save the page again.")
    for table in root.iter():
        if local(table) in ("table", "participants"):
            rows = [row for row in table.iter() if local(row) in ("tr", "row")]
            yield [[words(cell) for cell in row if local(cell) in ("td", "th", "entry")] for row in rows]


def local(node: object) -> str:
    """An element's name, without namespace and in small letters."""
    tag = getattr(node, "tag", "")
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def words(cell: object) -> str:
    """A cell's words, without the marks of footnotes."""
    out = []
    for node in cell.iter():  # type: ignore[attr-defined]
        if local(node) not in ("sup", "superscript", "script"):
            out.append(node.text or "")
        out.append(node.tail or "" if node is not cell else "")
    return re.sub(r"\s+", " ", " ".join(out)).strip()


def acts(table: list[list[str]]) -> list[tuple[str, str, dt.date]]:
    """(state's name, event, day) of each dated cell; empty when the table is none of states."""
    columns: dict[int, str] = {}
    found = []
    for row in table:
        kinds = {place: kind for place, cell in enumerate(row) if (kind := heading(cell))}
        if "signature" in kinds.values() or "consent" in kinds.values():
            columns = {0: "state"} | kinds if "state" not in kinds.values() else kinds
            continue
        at = next((place for place, kind in columns.items() if kind == "state"), None)
        if at is None or at >= len(row) or not row[at]:
            continue
        type_of = next((row[place] for place, kind in columns.items() if kind == "type" and place < len(row)), "")
        for place, kind in columns.items():
            if kind in ("state", "type") or place >= len(row):
                continue
            date = day_of(row[place])
            if date:
                found.append((row[at], event_of(kind, f"{row[place]} {type_of}"), date))
    return found


def heading(cell: str) -> str | None:
    """What a column holds, by its heading; None for a cell that is no heading."""
    if day_of(cell):
        return None
    return next((kind for kind, pattern in HEADINGS.items() if re.search(pattern, cell.strip(), re.I)), None)


def event_of(kind: str, cell: str) -> str:
    """The event of a column; a letter behind the day tells which kind of consent it was."""
    if kind != "consent":
        return kind
    mark = re.search(r"(?:\d{4}|^)\W*\(?\s*(AA|[aAdRT])\b", cell)
    dutch = bool(re.search(r"\((?:A|R|T)\)", cell))
    if mark and dutch and mark[1] == "A":  # the Dutch database's A is accession
        return "accession"
    return CONSENTS.get(mark[1], "ratification") if mark else "ratification"


def day_of(cell: str) -> dt.date | None:
    """The first day that a cell names."""
    for pattern in DAYS:
        if match := pattern.search(cell):
            parts = match.groupdict()
            name = (parts.get("n") or "").lower()[:3]
            month = MONTHS.index(name) + 1 if name in MONTHS else int(parts.get("m") or 0)
            try:
                return dt.date(int(parts["y"]), month, int(parts["d"]))
            except ValueError:
                return None
    return None


def named_day(text: str) -> dt.date | None:
    """The day that a page says it speaks of."""
    found = AS_OF.search(re.sub(r"<[^>]+>", " ", text[:200_000]))
    return day_of(found[1]) if found else None
