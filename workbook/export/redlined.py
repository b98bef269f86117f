"""A redline as a Word document: what goes is struck through, what comes is underlined, as tracked changes."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from ..book.interface import say
from ..views.provisions import Redline


def redlined(found: Redline) -> bytes:
    """The document. Its changes can be accepted or rejected in a word processor."""
    import docx
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    made = docx.Document()
    made.add_heading(say("provisions", "to_pair", left=found.left, right=found.right), 1)
    paragraph = made.add_paragraph()
    for number, piece in enumerate(found.pieces):
        words = piece.words + (" " if number + 1 < len(found.pieces) else "")
        run: Any = paragraph.add_run(words)._r
        if piece.kind == "same":
            continue
        change = OxmlElement("w:ins" if piece.kind == "in" else "w:del")
        change.set(qn("w:id"), str(number + 1))
        change.set(qn("w:author"), "workbook")
        run.addprevious(change)
        change.append(run)
        if piece.kind == "out":
            for text in run.findall(qn("w:t")):
                text.tag = qn("w:delText")
    stream = BytesIO()
    made.save(stream)
    return stream.getvalue()
