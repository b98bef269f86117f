"""A report of one's own as a Word document: portrait, headings, cards side by side, pictures, footnotes.

A footnote says on what a cell rests: articles, basis, pages seen. What a page of the workbook shows as a row of its own
("How it is known") thus stands at the foot of the sheet.
"""

from __future__ import annotations

from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

from ..views.blocks import Table
from ..views.state import HIDDEN
from ..views.words import DOCUMENT, WORDS
from .footnotes import Footnotes, W
from .report import Report

WEB = ("https://", "http://")
SIZES = {"Cell": 9.0, "SmallCell": 7.5}  # points
SVG_TYPE = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"  # by which Word knows that a picture has an SVG too
DRAWING = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"


def compose(made: Any, report: Report) -> None:
    """Write the report's blocks into an empty document."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Cm, Pt

    section = made.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.2)
    section.top_margin = section.bottom_margin = Cm(2)
    made.styles["Normal"].font.size = Pt(10.5)
    for name, points in SIZES.items():
        style = made.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style, style.font.size = made.styles["Normal"], Pt(points)
        style.paragraph_format.space_after = Pt(0)
    notes = Footnotes(made)
    made.add_heading(report.title, 0)
    for block in report.blocks:
        if isinstance(block, Table):
            _table(made, report, block, notes)
        elif block.tone == "heading":
            made.add_heading(block.words, 1 if "-" not in block.id else 2)
            if block.id in report.pictures:
                add_picture(made, *report.pictures[block.id])
        else:
            words = made.add_paragraph()
            words.add_run(block.words).bold = block.tone == "finding"
    notes.finish()


def _table(made: Any, report: Report, table: Table, notes: Footnotes) -> None:
    from docx.enum.table import WD_TABLE_ALIGNMENT
    from docx.oxml import OxmlElement, parse_xml
    from docx.oxml.ns import qn
    from docx.shared import Pt
    from docx.text.paragraph import Paragraph

    card = table.id.endswith("-card")
    if not card:
        made.add_paragraph().add_run(table.caption).bold = True
    if not table.rows:
        made.add_paragraph(table.empty)
        return
    rows = table.rows[:-1] if card else table.rows  # the last row of a card stands in its footnotes
    grid = made.add_table(rows=1, cols=len(table.columns), style="Table Grid")
    grid.alignment = WD_TABLE_ALIGNMENT.CENTER
    grid.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    style = "Cell" if len(table.columns) < 5 else "SmallCell"
    for cell, text in zip(grid.rows[0].cells, table.columns, strict=True):
        run = cell.paragraphs[0].add_run(text)
        run.bold, run.font.size = True, Pt(SIZES[style])
    for line, row in enumerate(rows):
        # A row is written whole: cell by cell, a long table takes python-docx minutes.
        made_row: Any = parse_xml(_row(row, style))
        grid._tbl.append(made_row)
        for place, words in enumerate(made_row.iter(qn("w:p"))):
            address = (row[place],) if row[place].startswith(WEB) else ()
            for note in (*address, *report.notes.get((table.id, line, place), ())):
                notes.add(Paragraph(words, grid), note)
    if card:
        _widths(grid, (0.16, 0.42, 0.42))
    made.add_paragraph()


def _row(row: tuple[str, ...], style: str) -> str:
    """A row of a table as Word has it; an address gives way to a word, and stands in the footnote."""
    cells = []
    for place, text in enumerate(row):
        bold = "<w:rPr><w:b/></w:rPr>" if place == 0 else ""
        words = escape("page" if text.startswith(WEB) else HIDDEN.sub(" ", text))
        cells.append(
            f'<w:tc><w:tcPr><w:tcW w:w="0" w:type="auto"/></w:tcPr><w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>'
            f'<w:r>{bold}<w:t xml:space="preserve">{words}</w:t></w:r></w:p></w:tc>'
        )
    return f'<w:tr xmlns:w="{W}"><w:trPr><w:cantSplit/></w:trPr>{"".join(cells)}</w:tr>'


def _widths(grid: Any, shares: tuple[float, ...]) -> None:
    from docx.shared import Cm

    grid.autofit = False
    for row in grid.rows:
        for cell, share in zip(row.cells, shares, strict=True):
            cell.width = Cm(16.6 * share)


def add_picture(made: Any, svg: bytes, words: str) -> None:
    """A picture as PNG, with the SVG beside it, which newer word processors show instead."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part
    from docx.oxml import parse_xml
    from docx.oxml.ns import qn
    from docx.shared import Cm

    from .raster import png

    image, _, _ = png(svg)
    drawn = made.add_picture(BytesIO(image), width=Cm(16.6))._inline
    drawn.docPr.set("descr", words)
    package = made.part.package
    number = 1 + sum(str(part.partname).endswith(".svg") for part in package.iter_parts())
    part = Part(PackURI(f"/word/media/picture{number}.svg"), "image/svg+xml", svg, package)
    key = made.part.relate_to(part, RELATIONSHIP_TYPE.IMAGE)
    blip = drawn.graphic.graphicData.pic.blipFill.find(qn("a:blip"))
    main, links = blip.nsmap["a"], drawn.nsmap.get("r", blip.nsmap.get("r"))
    blip.append(
        parse_xml(
            f'<a:extLst xmlns:a="{main}"><a:ext uri="{SVG_TYPE}"><asvg:svgBlip xmlns:asvg="{DRAWING}" '
            f'xmlns:r="{links}" r:embed="{key}"/></a:ext></a:extLst>'
        )
    )


def ending(made: Any, report: Report) -> None:
    """The sources, how to cite it and how to come back: the last lines of a report."""
    if report.sources:
        made.add_heading(DOCUMENT["sources"], 1)
        for source in report.sources:
            made.add_paragraph(source.line, style="List Bullet")
    made.add_heading(DOCUMENT["ending"], 1)
    made.add_paragraph(f"{report.cite}.")
    made.add_paragraph(f"{report.known} {WORDS['linked'].format(address=report.link)}")
    made.add_paragraph(WORDS["back"])
