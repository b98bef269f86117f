"""The sources as BibTeX: one entry a page, with the day it was seen."""

from __future__ import annotations

import re
from hashlib import sha256
from urllib.parse import urlsplit

from ..views.words import CITED
from .report import Report
from .sources import Source

SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{sign: f"\\{sign}" for sign in "&%$#_"},
}


def bib(report: Report) -> str:
    """Every source of the report. The key is made from the address, so it stays from one file to the next."""
    cite = " ".join(report.cite.split()).replace("@", "(at)").replace("\\", SPECIAL["\\"])
    head = f"% {cite}\n"  # BibTeX looks for entries in comments too
    entries = [_entry(source) for source in report.sources]
    return head + "\n" + ("\n".join(entries) if entries else f"% {CITED['none']}\n")


def key(source: Source) -> str:
    """A short name: the host's own part, the year, and a digest of the address."""
    host = (urlsplit(source.address).hostname or source.address).removeprefix("www.")
    name = re.sub(r"[^a-z0-9]", "", host.lower().split(".")[0]) or "source"
    return f"{name}{source.date[:4]}-{sha256(source.address.encode()).hexdigest()[:8]}"


def _entry(source: Source) -> str:
    web = source.address.startswith(("https://", "http://"))
    fields = {
        "author": f"{{{_escaped(source.organisation)}}}" if source.organisation else "",
        "title": f"{{{_escaped(source.title)}}}",
        "year": source.date[:4] if source.date[:4].isdigit() else "",
        "howpublished": "" if web else _escaped(source.address),
        "url": re.sub(r"[\\{}\s]", lambda found: f"%{ord(found[0]):02X}", source.address) if web else "",
        "note": CITED["seen"].format(day=source.seen) if source.seen else "",
    }
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    return f"@misc{{{key(source)},\n" + ",\n".join(lines) + "\n}\n"


def _escaped(text: str) -> str:
    return "".join(SPECIAL.get(letter, letter) for letter in " ".join(text.split()))
