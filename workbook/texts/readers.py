"""Bytes of a file -> lines, by its kind: plain text, Markdown, HTML (PDF and Word have modules of their own).

What a file is, its first bytes say, not its name.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

from .lines import PAGE, Line, clean, frame, joined, listed, vocabulary, without_frames
from .official import TextError

BLOCKS = set(
    "p div li h1 h2 h3 h4 h5 h6 tr td th blockquote section article dd dt pre center table body ul ol".split()  # noqa: SIM905
)
SKIPPED = {
    "script",
    "style",
    "nav",
    "header",
    "footer",
    "aside",
    "head",
    "noscript",
    "template",
    "svg",
    "sup",
    "button",
}
NOTES = re.compile(r"foot-?note|endnote|fnref|breadcrumb|sidebar|\btoc\b", re.I)


def kind_of(data: bytes) -> str:
    """pdf, docx, html, markdown or text; raises `TextError` for what can't be a text."""
    head = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if head.startswith(b"PK\x03\x04"):
        return "docx"
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        raise TextError(
            "This is a file of old Word (.doc), or an encrypted one. Save it as .docx or PDF, without password."
        )
    if head.startswith(b"{\\rtf"):
        raise TextError("This is an RTF file. Save it as .docx, PDF or plain text.")
    if re.match(rb"<!doctype html|<html|<\?xml[^>]*>\s*(?:<!doctype html|<html)|<head|<body|<div|<p\b", head, re.I):
        return "html"
    text = decoded(data)
    if text.count("\0") or sum(sign < " " and sign not in "\t\r\n\f" for sign in text[:4096]) > 20:
        raise TextError("This is neither PDF, DOCX, HTML, Markdown nor plain text.")
    return "markdown" if re.search(r"^#{1,6}\s*\S", text, re.M) else "text"


def decoded(data: bytes) -> str:
    """Bytes of a text: UTF-8 or UTF-16 with its mark, else Windows's western letters."""
    for start, coding in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"", "utf-8-sig")):
        if data.startswith(start):
            try:
                return data.decode(coding)
            except UnicodeDecodeError:
                continue
    return data.decode("cp1252", errors="replace")


def without_comments(text: str) -> str:
    """Text without the comments that Markdown and HTML allow."""
    opened = text.split("<!--")
    return opened[0] + "".join(piece.partition("-->")[2] for piece in opened[1:])


def read(data: bytes) -> list[Line]:
    """The lines of a file of any kind; raises `TextError` for one that can't be read."""
    kind = kind_of(data)
    if kind == "pdf":
        from .pdf import read_pdf

        return read_pdf(data)
    if kind == "docx":
        from .word import read_docx

        return read_docx(data)
    return {"html": read_html, "markdown": read_markdown, "text": read_text}[kind](data)


def read_text(data: bytes) -> list[Line]:
    """Plain text: blank lines part blocks, form feeds part pages."""
    pages = []
    for page in without_comments(decoded(data)).replace("\r\n", "\n").replace("\r", "\n").split("\f"):
        lines, opens = [], True
        for raw in page.split("\n"):
            text = clean(raw)
            if text:
                lines.append(Line(text, opens))
            opens = not text
        pages.append(lines)
    kept = without_frames(pages) if len(pages) > 1 else without_numbers(pages[0])
    return joined(kept, vocabulary(kept))


def without_numbers(lines: list[Line]) -> list[Line]:
    """Text that lost its form feeds, without page numbers (n/m) and the heads beside them that come again."""
    numbers = {n for n, line in enumerate(lines) if "/" in line.text and PAGE.fullmatch(line.text)}
    if len(numbers) < 2:
        return lines
    beside = Counter(frame(lines[m].text) for n in numbers for m in (n - 2, n - 1, n + 1, n + 2) if 0 <= m < len(lines))
    near = {m for n in numbers for m in (n - 2, n - 1, n + 1, n + 2)}
    heads = {n for n in near if 0 <= n < len(lines) and beside[frame(lines[n].text)] >= max(2, len(numbers) / 2)}
    return [line for n, line in enumerate(lines) if n not in numbers | heads]


def read_markdown(data: bytes) -> list[Line]:
    """Markdown, line by line: a Markdown library would number its lists anew and lose the treaty's own numbers."""
    text = without_comments(decoded(data)).replace("\r\n", "\n")
    text = re.sub(r"!?\[([^\]]*)\]\((?:[^()]|\([^()]*\))*\)", r"\1", text)
    text = re.sub(r"\[\^\w+\](?::.*)?", "", text)
    out, opens = [], True
    for raw in text.split("\n"):
        heading = re.match(r"\s*#{1,6}\s*", raw)
        bare = re.sub(r"^\s*#{1,6}\s*|^\s*>\s?|^\s*[-*+]\s+(?=\()|\s*#+\s*$", "", raw)
        bare = re.sub(r"(\*{1,3}|__)(?=\S)(.+?)(?<=\S)\1", r"\2", bare).replace("\\", "")
        bare = re.sub(r"\*([^*]*)\*", r"\1", bare)
        line = clean(bare)
        if line:
            out.append(Line(line, opens or bool(heading), bool(heading)))
        opens = not line or bool(heading)
    return joined(out, vocabulary(out))


def read_html(data: bytes) -> list[Line]:
    """HTML: what a reader sees, block by block; the numbers of ordered lists are written out."""
    from lxml import etree, html

    parser = html.HTMLParser(encoding=None if b"charset" in data[:4096].lower() else "utf-8", no_network=True)
    try:
        root = html.document_fromstring(data, parser=parser)
    except (etree.ParserError, ValueError, AssertionError) as error:
        raise TextError("The HTML file is empty or can't be read.") from error
    out: list[Line] = []
    held: list[str] = []

    def flush() -> None:
        text = clean("\n".join(re.sub(r"\s+", " ", piece) for piece in "".join(held).split("\v")))
        if text:
            out.append(Line(text, True, True))
        held.clear()

    for event, node in etree.iterwalk(root, events=("start", "end")):
        tag = node.tag if isinstance(node.tag, str) else ""
        if event == "start":
            if not tag or hidden(node, tag):
                for below in list(node):
                    node.remove(below)
                node.text = None
                continue
            if tag in BLOCKS:
                flush()
            if tag == "br":
                held.append("\v")
            if tag == "li":
                held.append(item_number(node))
            held.append(node.text or "")
        else:
            if tag in BLOCKS:
                flush()
            held.append(node.tail or "" if node is not root else "")
    flush()
    return out


def hidden(node: Any, tag: str) -> bool:
    """Whether a part of a page is no text of the document: its frame, a footnote or the mark of one."""
    named = f"{node.get('class', '')} {node.get('id', '')}"
    return tag in SKIPPED or (tag not in ("body", "html", "main") and bool(NOTES.search(named)))


def item_number(node: Any) -> str:
    """What a browser writes before an item of an ordered list."""
    above = node.getparent()
    if above is None or above.tag != "ol":
        return ""
    before = [each for each in above if each.tag == "li"].index(node)
    start = node.get("value") or above.get("start") or "1"
    value = (int(start) if start.isdigit() and len(start) < 4 else 1) + (0 if node.get("value") else before)
    styled = re.search(r"(lower|upper)-(alpha|latin|roman)", above.get("style", ""))
    kind = above.get("type") or ({"alpha": "a", "latin": "a", "roman": "i"}[styled[2]] if styled else "1")
    return listed(value, {"a": "lowerLetter", "i": "lowerRoman"}.get(kind.lower(), "decimal"), "")
