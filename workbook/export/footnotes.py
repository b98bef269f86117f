"""Footnotes for Word: python-docx has none, so the part, its relation and its styles are made here."""

from __future__ import annotations

from typing import Any

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
FIRST = 1  # -1 and 0 are the two lines that separate notes from the text


class Footnotes:
    """The footnotes of a document that is being made; `finish` puts them into it."""

    def __init__(self, made: Any) -> None:
        self.made = made
        self.texts: list[str] = []
        _styles(made)

    def add(self, paragraph: Any, words: str) -> None:
        """A mark at the end of a paragraph, and its note; the same words again take a note of their own."""
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        run = paragraph.add_run()
        run.style = "Footnote Reference"
        mark = OxmlElement("w:footnoteReference")
        mark.set(qn("w:id"), str(FIRST + len(self.texts)))
        run._r.append(mark)
        self.texts.append(words)

    def finish(self) -> None:
        """The part with all notes, and what the settings say of the separators."""
        if not self.texts:
            return
        from docx.opc.constants import RELATIONSHIP_TYPE
        from docx.opc.packuri import PackURI
        from docx.opc.part import Part
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        main = self.made.part
        part = Part(PackURI("/word/footnotes.xml"), TYPE, _xml(self.texts), main.package)
        main.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
        settings = self.made.settings.element
        notes = OxmlElement("w:footnotePr")
        for number in (-1, 0):
            note = OxmlElement("w:footnote")
            note.set(qn("w:id"), str(number))
            notes.append(note)
        after = settings.find(qn("w:compat"))  # the order of settings is fixed
        if after is None:
            settings.append(notes)
        else:
            after.addprevious(notes)


def _styles(made: Any) -> None:
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Pt

    reference = made.styles.add_style("Footnote Reference", WD_STYLE_TYPE.CHARACTER)
    reference.font.superscript = True
    text = made.styles.add_style("Footnote Text", WD_STYLE_TYPE.PARAGRAPH)
    text.base_style = made.styles["Normal"]
    text.font.size = Pt(8)
    text.paragraph_format.space_after = Pt(0)


def _xml(texts: list[str]) -> bytes:
    from lxml import etree

    def tag(name: str) -> str:
        return f"{{{W}}}{name}"

    root = etree.Element(tag("footnotes"), nsmap={"w": W})
    for number, kind in ((-1, "separator"), (0, "continuationSeparator")):
        note = etree.SubElement(root, tag("footnote"), {tag("type"): kind, tag("id"): str(number)})
        run = etree.SubElement(etree.SubElement(note, tag("p")), tag("r"))
        etree.SubElement(run, tag(kind))
    for number, words in enumerate(texts, FIRST):
        note = etree.SubElement(root, tag("footnote"), {tag("id"): str(number)})
        paragraph = etree.SubElement(note, tag("p"))
        style = etree.SubElement(paragraph, tag("pPr"))
        etree.SubElement(style, tag("pStyle"), {tag("val"): "FootnoteText"})
        run = etree.SubElement(paragraph, tag("r"))
        looks = etree.SubElement(run, tag("rPr"))
        etree.SubElement(looks, tag("rStyle"), {tag("val"): "FootnoteReference"})
        etree.SubElement(run, tag("footnoteRef"))
        run = etree.SubElement(paragraph, tag("r"))
        text = etree.SubElement(run, tag("t"), {"{http://www.w3.org/XML/1998/namespace}space": "preserve"})
        text.text = f" {words}"
    made: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return made
