"""Documents made at test time from the official texts, as the official ones look; none is kept.

The texts are in the folder that WORKBOOK_TEXTS names; the project ships none.
"""

import html
import io
import os
import re
import subprocess
from contextlib import contextmanager
from pathlib import Path

import pytest

from workbook.texts import importing

ROOT = Path(__file__).parent.parent
FOLDER = os.environ.get("WORKBOOK_TEXTS")
SOURCES = {
    "budapest": ("budapest-ets185.md", 48),
    "budapest-p1": ("first-protocol-ets189.md", 16),
    "budapest-p2": ("second-protocol-cets224.md", 25),
    "uncac": ("uncac-2003.md", 71),
    "untoc": ("untoc-2000.md", 41),
    "un-2024": ("un-2024-articles-1-15-ar.md", 15),
}
NEEDED = "The official texts are not here, so this is not tested. Name their folder in WORKBOOK_TEXTS."
needs_texts = pytest.mark.skipif(not FOLDER, reason=NEEDED)


def source(name):
    """The bytes of a source."""
    return (Path(FOLDER) / SOURCES[name][0]).read_bytes()


@contextmanager
def store_of(folder, book, *names):
    """A store in a folder, with these sources imported for a book."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WORKBOOK_HOME", str(folder))
        for name in names:
            (folder / name).write_bytes(source(name))
            importing.add(book, name, str(folder / name), lambda _: None)
        yield folder


def blocks(name):
    """(kind, text) of each block: title, preamble, chapter, division, article, heading, text.

    Read apart from the importer, so that its answers can be held against these.
    """
    raw = re.sub(r"<!--.*?-->", "", source(name).decode(), flags=re.S)
    raw = re.sub(r"!?\[([^\]]*)\]\((?:[^()]|\([^()]*\))*\)", r"\1", raw)
    raw = re.sub(r"\*([^*\n]+)\*", r"\1", raw)
    before, found = "", []
    for line in raw.splitlines():
        text = re.sub(r"\s+", " ", line.lstrip("# ")).strip()
        if not text:
            continue
        arabic = re.match(r"المادة (\d+): (.*)", text)
        one = re.match(r"(Article \d+) – (.*)", text)
        if arabic:
            found += [("article", f"المادة {arabic[1]}"), ("heading", arabic[2])]
        elif one and line.startswith("#"):
            found += [("article", one[1]), ("heading", one[2])]
        elif line.startswith("#"):
            number = re.match(r"(Article \d+|CHAPTER [IVX]+|SECTION \d+|TITLE \d+)$", text)
            kind = "division" if number or re.match(r"Chapter [IVX]+ –", text) else "title"
            kind = "article" if number and number[1].startswith("Article") else kind
            kind = "heading" if before in ("article", "division") and not number else kind
            found.append((kind, text))
        elif not any(kind == "article" for kind, _ in found):
            found += (
                [("preamble", piece) for piece in re.split(r"(?<=[;,]) (?=[A-Z][a-z]+ )", text)]
                if len(text) > 60
                else [("title", text)]
            )
        else:
            found += [("text", piece) for piece in re.split(r"^(\d+\.)$", text) if piece]
        before = found[-1][0]
    return numbered(found)


def numbered(found):
    """Blocks in which a paragraph's bare number stands before its first letter: `2.` `a) ...` -> `2. a) ...`."""
    out = []
    for kind, text in found:
        if out and kind == "text" and re.fullmatch(r"\d+\.", out[-1][1]):
            out[-1] = (kind, f"{out[-1][1]} {text}")
        else:
            out.append((kind, text))
    return out


def expected(name):
    """(number, heading, paragraph numbers) of each article."""
    out = []
    for kind, text in blocks(name):
        if kind == "article":
            out.append([re.search(r"\d+", text)[0], "", []])
        elif out and kind == "heading" and not out[-1][1]:
            out[-1][1] = text
        elif out and kind == "text" and (number := re.match(r"(\d+)(?:\.| -)(?=\s)", text)):
            out[-1][2].append(number[1])
    return [(number, heading, tuple(numbers)) for number, heading, numbers in out]


def as_text(name):
    """Plain text, one block after a blank line, lines of 80 signs, page numbers n/m and a running head between pages."""
    import textwrap

    lines = []
    for kind, text in blocks(name):
        lines += ["", *(textwrap.wrap(text, 80) if kind == "text" else [text])]
    pages = [lines[at : at + 50] for at in range(0, len(lines), 50)]
    return "\n".join(
        "\n".join(["A/RES/00/000    A convention of the United Nations", *page, f"{number}/{len(pages)}", "00-12345"])
        for number, page in enumerate(pages, 1)
    ).encode()


def as_html(name, agreed=True):
    """A web page: menus around, footnotes with marks, lists that the browser numbers."""
    out = []
    for kind, text in blocks(name):
        tag = {"title": "h1", "division": "h2", "heading": "h3", "article": "h3"}.get(kind, "p")
        letter = re.match(r"[(]?([a-z])[)] (.*)", text)
        if letter and letter[1] == "a" and kind == "text":
            out.append(f'<ol type="a" style="list-style-type: lower-alpha"><li>{html.escape(letter[2])}</li></ol>')
            continue
        mark = '<sup><a href="#fn1">1</a></sup>' if kind == "heading" else ""
        marked = " [agreed <i>ad referendum</i>]" if agreed and kind == "heading" else ""
        out.append(f"<{tag}>{html.escape(text)}{mark}{marked}</{tag}>")
    menu = "<nav><ul><li>Article 1</li><li>Home</li></ul></nav><script>var a = 'Article 2';</script>"
    notes = '<div class="footnotes"><p>1 United Nations, Treaty Series, vol. 1, No. 2.</p></div>'
    return f"<!doctype html><html><head><meta charset=utf-8><title>x</title></head><body>{menu}{''.join(out)}{notes}</body></html>".encode()


def as_docx(name):
    """A Word file: tabs behind the numbers, a footnote's raised mark, ligatures, a header and a footer."""
    import docx

    document = docx.Document()
    section = document.sections[0]
    section.header.paragraphs[0].text = "A/RES/00/000"
    section.footer.paragraphs[0].text = "3/40"
    for kind, text in blocks(name):
        text = re.sub(r"^(\(?\w{1,3}[.)])\s", r"\1" + "\t", text).replace("fi", "ﬁ")
        paragraph = document.add_paragraph(text)
        if kind == "heading":
            paragraph.add_run("2").font.superscript = True
            paragraph.add_run(" [agreed ad referendum]")
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def contents(name):
    """The lines of a table of contents."""
    rows = [f"Article {number}. {heading}" for number, heading, _ in expected(name)]
    return [f"{row} {'.' * 30} {3 + place // 3}" for place, row in enumerate(rows)]


def as_pdf(name, columns=1, front=(), toc=False, agreed=True, more=()):
    """A resolution's PDF: running head, n/m, hyphens, footnotes with raised marks, a rule above them; one or two columns.

    `front` are the resolution's own paragraphs before the annex, `more` other sources that follow in the same file.
    """
    from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import BaseDocTemplate, Frame, PageBreak, PageTemplate, Paragraph

    body = ParagraphStyle("body", fontName="Times-Roman", fontSize=10, leading=12, spaceAfter=6, alignment=TA_JUSTIFY)
    head = ParagraphStyle("head", parent=body, fontName="Times-Bold", alignment=TA_CENTER, spaceBefore=6)
    stream = io.BytesIO()

    def furniture(canvas, document):
        canvas.setFont("Times-Roman", 9)
        canvas.drawString(60, 800, "A/RES/00/000")
        canvas.drawRightString(535, 800, "A convention of the United Nations")
        canvas.drawString(60, 30, "00-12345")
        canvas.drawRightString(535, 30, f"{document.page}/99")
        if document.page % 3 == 1:
            canvas.drawString(60, 92, "_" * 14)
            canvas.setFont("Times-Roman", 5)
            canvas.drawString(60, 82, "1")
            canvas.setFont("Times-Roman", 8)
            canvas.drawString(64, 79, "United Nations, Treaty Series, vol. 2225, No. 39574. See also Article")
            canvas.drawString(60, 69, "9 of the draft.")

    width = 475 if columns == 1 else 228
    frames = [Frame(60 + n * (width + 19), 105, width, 680, 0, 0, 0, 0) for n in range(columns)]
    document = BaseDocTemplate(stream, pageCompression=1)
    document.addPageTemplates(PageTemplate(frames=frames, onPage=furniture))
    flow = [Paragraph(html.escape(text), body) for text in front]
    if toc:
        flow += [
            Paragraph("Contents", head),
            *(Paragraph(html.escape(row), body) for row in contents(name)),
            PageBreak(),
        ]
    for each in (name, *more):
        for kind, text in blocks(each):
            marks = '<super size="5">1</super>' if kind == "heading" else ""
            marks += " [<i>agreed ad referendum</i>]" if agreed and kind == "heading" else ""
            shown = html.escape(text) if kind != "text" else hyphenated(html.escape(text))
            flow.append(Paragraph(shown + marks, body if kind in ("text", "preamble") else head))
    document.build(flow)
    return stream.getvalue()


def hyphenated(text):
    """Long words may be parted, as a printer does."""
    from reportlab.platypus.paragraph import _SplitWordLL  # noqa: F401  (reportlab parts words at soft hyphens)

    return re.sub(r"\b([a-z]{5})([a-z]{4,})\b", "\\1\u00ad\\2", text)


def printed(markup, tmp_path, browser):
    """A page as Chromium prints it."""
    page = browser.new_page()
    page.set_content(markup)
    data = page.pdf(format="A4", print_background=False)
    page.close()
    return data


def zipped(parts):
    """A zip file of names and bytes."""
    import zipfile

    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in parts.items():
            packed.writestr(name, data)
    return stream.getvalue()


def run_git(folder, *words):
    """git in a folder."""
    return subprocess.run(["git", *words], cwd=folder, check=True, capture_output=True, text=True).stdout
