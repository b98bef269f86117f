"""A Word document: title, sentences, tables with real headings, the sources, how to cite and to come back."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from ..views.blocks import Table, lead_of
from ..views.explorers import BASKET
from ..views.words import DOCUMENT
from .composed import add_picture, compose, ending
from .report import Report
from .svg import NoPicture, svg

LONGEST = 255  # letters of a property, in Word
WIDE = 5  # columns; beyond this a page lies on its side


def docx(report: Report) -> bytes:
    """The report as a document; the same report gives the same bytes."""
    import docx as word

    made = word.Document()
    _properties(made, report)
    if report.view == BASKET:
        compose(made, report)
        return _closed(made, report)
    if any(len(table.columns) > WIDE for table in report.tables):
        _landscape(made)
    made.add_heading(report.title, 0)
    lead = lead_of(report.blocks)
    for number, block in enumerate(report.blocks):
        if number == lead:
            _drawn(made, report)
        if isinstance(block, Table):
            made.add_heading(block.caption, 1)
            if block.rows:
                _table(made, block)
            else:
                made.add_paragraph(block.empty)
        elif block.tone == "heading":
            made.add_heading(block.words, 1)
        else:
            made.add_paragraph(block.words)
    return _closed(made, report)


def _drawn(made: Any, report: Report) -> None:
    """The view's picture, where it has one, behind its answer; its link is the document's, without a host."""
    try:
        picture = svg(replace(report, host=""))
    except NoPicture:
        return
    add_picture(made, picture.encode(), report.title)


def _closed(made: Any, report: Report) -> bytes:
    ending(made, report)
    made.sections[0].footer.paragraphs[0].text = DOCUMENT["footer"].format(
        title=report.title, version=report.version, date=report.date
    )
    whole = BytesIO()
    made.save(whole)
    return _without_clock(whole)


def _properties(made: Any, report: Report) -> None:
    noon = dt.datetime.combine(dt.date.fromisoformat(report.date), dt.time(12))
    core = made.core_properties
    core.title, core.subject, core.comments = (
        report.title[:LONGEST],
        DOCUMENT["view"].format(view=report.view),
        report.link[:LONGEST],
    )
    core.author, core.last_modified_by, core.version = report.workbook[:LONGEST], "", report.version
    core.keywords, core.language, core.revision = DOCUMENT["keywords"], "en-GB", 1
    core.created = core.modified = noon


def _landscape(made: Any) -> None:
    from docx.enum.section import WD_ORIENT
    from docx.shared import Cm

    section = made.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21)
    section.left_margin = section.right_margin = Cm(1.5)


def _table(made: Any, table: Table) -> None:
    from docx.oxml import OxmlElement
    from docx.shared import Pt

    grid = made.add_table(rows=1, cols=len(table.columns), style="Table Grid")
    repeat = OxmlElement("w:tblHeader")
    grid.rows[0]._tr.get_or_add_trPr().append(repeat)

    def write(cells: Any, texts: tuple[str, ...], bold: bool) -> None:
        for place, (cell, text) in enumerate(zip(cells, texts, strict=True)):
            run = cell.paragraphs[0].add_run(text)
            run.bold = bold or place == 0
            run.font.size = Pt(8)

    write(grid.rows[0].cells, table.columns, True)
    for row in table.rows:
        write(grid.add_row().cells, row, False)


def _without_clock(whole: BytesIO) -> bytes:
    """The same archive with no time of writing in it, so that equal reports are equal files."""
    made = BytesIO()
    with ZipFile(whole) as old, ZipFile(made, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            entry = ZipInfo(name)
            entry.compress_type = ZIP_DEFLATED
            new.writestr(entry, old.read(name))
    return made.getvalue()
