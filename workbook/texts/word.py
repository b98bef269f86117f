"""Word files (DOCX) -> lines; the numbers that Word writes itself are written out."""

from __future__ import annotations

import io
import re
import zipfile
from collections import defaultdict
from typing import Any

from .lines import Line, clean, listed
from .official import TextError

MOST_UNPACKED = 60_000_000  # bytes, unpacked
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def read_docx(data: bytes) -> list[Line]:
    """Word: paragraphs in their order, those of tables too; automatic numbers are written out, footnotes left out."""
    import docx
    from docx.opc.exceptions import OpcError
    from lxml import etree

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if sum(part.file_size for part in packed.infolist()) > MOST_UNPACKED or len(packed.infolist()) > 5000:
                raise TextError("Unpacked, this file would be larger than any treaty. It is not read.")
            if any(
                b"<!DOCTYPE" in packed.open(part).read(2000)
                for part in packed.infolist()
                if part.filename.endswith((".xml", ".rels"))
            ):
                raise TextError("The file declares entities of its own, as no word processor does. It is not read.")
        document = docx.Document(io.BytesIO(data))
        return docx_lines(document)
    except (
        zipfile.BadZipFile,
        OpcError,
        KeyError,
        ValueError,
        etree.XMLSyntaxError,
        OSError,
        NotImplementedError,
        RuntimeError,
    ) as error:
        if isinstance(error, TextError):
            raise
        raise TextError(
            "This is no Word document, or a damaged or encrypted one. Open it in Word and save it again."
        ) from error


def docx_lines(document: Any) -> list[Line]:
    """The lines of an opened Word document."""
    forms: dict[tuple[str, str], tuple[str, str]] = number_forms(document)
    counts: dict[tuple[str, str], int] = defaultdict(int)
    out = []
    for node in document.element.body.iter(f"{W}p"):
        pieces = [
            {f"{W}tab": "\t", f"{W}br": "\n"}.get(each.tag, each.text or "")
            for each in node.iter(f"{W}t", f"{W}tab", f"{W}br")
            if each.getparent().tag == f"{W}r" and not raised(each.getparent())
        ]
        text = "\n".join(clean(piece) for piece in "".join(pieces).split("\n")).strip()
        if text:
            out.append(Line(number_of(node, forms, counts) + text, True, True))
    return out


def raised(run: Any) -> bool:
    """Whether a run is a raised number or star: a footnote's mark."""
    up = run.find(f"{W}rPr/{W}vertAlign")
    text = "".join(each.text or "" for each in run.iter(f"{W}t"))
    return up is not None and up.get(f"{W}val") == "superscript" and bool(re.fullmatch(r"[\d*†]+", text.strip()))


def number_forms(document: Any) -> dict[tuple[str, str], tuple[str, str]]:
    """(list, level) -> (form of its numbers, pattern), of the lists that Word numbers itself."""
    try:
        root = document.part.numbering_part.element
    except (KeyError, NotImplementedError):
        return {}
    abstract = {each.get(f"{W}abstractNumId"): each for each in root.iter(f"{W}abstractNum")}
    forms = {}
    for each in root.iter(f"{W}num"):
        link = each.find(f"{W}abstractNumId")
        for level in abstract.get(link.get(f"{W}val") if link is not None else "", ()):
            form, pattern = level.find(f"{W}numFmt"), level.find(f"{W}lvlText")
            if form is not None and pattern is not None:
                forms[each.get(f"{W}numId"), level.get(f"{W}ilvl")] = (
                    form.get(f"{W}val"),
                    pattern.get(f"{W}val") or "",
                )
    return forms


def number_of(node: Any, forms: dict[tuple[str, str], tuple[str, str]], counts: dict[tuple[str, str], int]) -> str:
    """The number that Word shows before a paragraph."""
    numbered = node.find(f"{W}pPr/{W}numPr")
    if numbered is None:
        return ""
    values = {each.tag: each.get(f"{W}val") for each in numbered}
    here = (values.get(f"{W}numId", ""), values.get(f"{W}ilvl", "0"))
    counts[here] += 1
    for other in [each for each in counts if each[0] == here[0] and each[1] > here[1]]:
        counts[other] = 0
    return listed(counts[here], *forms[here]) if here in forms else ""
