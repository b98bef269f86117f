"""Every format is opened again: what it holds is what the view shows, with the data's version and the link back."""

import io
import json
import random
import re
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest
from conftest import any_state, topic
from hypothesis import given
from hypothesis import strategies as st

from workbook import load
from workbook.book.model import UnknownId
from workbook.export import FORMATS, VIEWS, NoTable, Report, report_of, save
from workbook.export.bib import key
from workbook.export.compared import shown_topics
from workbook.export.report import heading
from workbook.export.save import NoPicture
from workbook.views.blocks import Say, Table
from workbook.views.explorers import EXPLORERS, answered
from workbook.views.state import read, start

SCHEMA = Path(__file__).parent.parent / "workbook" / "commands" / "schemas" / "export.schema.json"
AWKWARD = '=1+1|2 "quoted", <b>Ünïcode</b> \\ *x* [y] & {z} 100% a_b #1'


@pytest.fixture(scope="module")
def report(book):
    return report_of(book, "compare", read(book, "?a=budapest&b=un-2024&off=extradition&f_theme=cooperation")[0])


def made_of(rows, columns=("One", "Two"), **fields):
    """A report of one table, by hand."""
    table = Table("one", "A table", columns, tuple(rows), "Nothing is there.")
    return Report(
        **(
            {"title": "T", "view": "v", "link": "?a=x", "version": "v1", "date": "2026-01-01", "blocks": (table,)}
            | fields
        )
    )


def csv_of(report):
    import pandas

    return pandas.read_csv(io.BytesIO(save(report, "csv")), dtype=str, keep_default_na=False)


def md_rows(text):
    """The rows of every table of a Markdown text, marks taken off again."""
    found = []
    for line in text.splitlines():
        if line.startswith("| "):
            cells = re.findall(r"\| ((?:\\.|[^\\|])*) (?=\|)", line)
            found.append(tuple(re.sub(r"\\(.)", r"\1", cell) for cell in cells))
    return [row for row in found if set(row) != {"---"}]


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("how", FORMATS)
def test_every_format_of_every_view_carries_version_and_link(book, view, how):
    import zipfile

    state = read(book, "?pick=illegal-access")[0] if view == "basket" else start(book)
    report = report_of(book, view, state)
    if how == "svg" and view == "basket":
        with pytest.raises(NoPicture, match="no picture"):
            save(report, how)
        return
    made = save(report, how)
    assert made == save(report_of(book, view, state), how), "the same view gives the same bytes"
    if made[:2] == b"PK":
        parts = zipfile.ZipFile(io.BytesIO(made))
        made = b"".join(parts.read(name) for name in parts.namelist())
    text = made.decode("utf-8", "ignore").replace("&amp;", "&")
    assert book.version in text and report.link in text


def test_the_comparison_by_hand(small):
    features = (
        "features: {mental_element: intentional, without_right: named, qualifiers: [], harm: [], content_related: no, exemption: [], "
        "reservation: not_offered}"
    )
    notes = [
        "Whoever enters a system without right commits a crime.",
        "Whoever changes data without right commits a crime.",
    ]
    first = [
        f'cites: ["{n}"], verdict: baseline, force: shall, basis: text, note: {notes[n - 1]}, {features}'
        for n in (1, 2)
    ]
    dark = "verdict: uncoded, looked_at: A summary that names no article at all for it."
    nothing = 'verdict: absent, looked_in: ["1"], basis: recalled, note: Nothing in the one article speaks of data.'
    one = topic(title="Access", budapest=first[0], un_2024=dark)
    two = topic(title="Data", budapest=first[1], un_2024=nothing)
    book = load(small(access=one, data=two))
    report = report_of(book, "compare", start(book))
    assert report.title == "First compared with Second"
    table = report.tables[0]
    unlike = dict(zip(table.columns, table.rows[0], strict=True))
    assert (unlike["Topic"], unlike["A: articles"], unlike["B: articles"]) == ("Access", "Article 1", "no data")
    assert unlike["A: how it is known"] == "Read" and unlike["B: how it is known"] == ""
    assert unlike["A: what it says"].endswith(f": {notes[0]}") and unlike["How they relate"] == "Not known"
    absent = dict(zip(table.columns, table.rows[1], strict=True))
    assert absent["B: articles"] == "no provision (looked in 1)" and absent["B: how it is known"] == "From memory"
    state = read(book, "?off=access&off_in=budapest:data")[0]
    off = report_of(book, "compare", state)
    assert off.tables[0].rows == (), "no side has a provision left on either topic"
    assert [row[0] for row in off.tables[-1].rows] == ["Access", "Data"]


def test_filters_and_switches_change_the_rows_of_the_file(book, report):
    expected = [t.title for t in book.topics.values() if t.theme == "cooperation" and t.id != "extradition"]
    assert [row[0] for row in report.tables[0].rows] == expected
    assert ("Extradition", "all texts", "switched off") in report.tables[-1].rows
    assert "theme Cooperation" in report.blocks[2].words or "theme" in report.blocks[2].words
    words = report_of(book, "compare", read(book, "?q=copyright")[0])
    assert 0 < len(words.tables[0].rows) < 4


def test_what_is_switched_off_in_one_text_alone_is_left_out_there(book):
    report = report_of(book, "compare", read(book, "?a=budapest&b=un-2024&off_in=un-2024:extradition")[0])
    row = next(row for row in report.tables[0].rows if row[0] == book.topics["extradition"].title)
    cells = dict(zip(report.tables[0].columns, row, strict=True))
    assert cells["B: articles"] == "switched off" and cells["B: what it says"] == ""
    assert cells["A: articles"].startswith("Article")


def test_csv_opens_with_pandas_as_it_was(report):
    frame = csv_of(report)
    assert list(frame.columns) == [*report.tables[0].columns, "Data version", "Link"]
    assert [tuple(row[:-2]) for row in frame.itertuples(index=False)] == list(report.tables[0].rows)
    assert set(frame["Data version"]) == {report.version} and set(frame["Link"]) == {report.link}


@pytest.mark.parametrize("cell", ["=1+1", "+cmd", "-x", "@sum", "\t=1", "\r=1"])
def test_no_cell_of_a_csv_is_a_formula(cell):
    assert b"\"'" + cell.encode() in save(made_of([(cell, "x")]), "csv")


@pytest.mark.parametrize("cell", ["-15", "+3", "12", "-0.5", "a=b"])
def test_numbers_and_plain_text_stay_as_they_are(cell):
    assert csv_of(made_of([(cell, "x")]))["One"][0] == cell


def test_an_empty_table_says_so_and_still_carries_its_version():
    frame = csv_of(made_of([]))
    assert tuple(frame.iloc[0]) == ("Nothing is there.", "", "v1", "?a=x")


def test_a_view_without_a_table_says_what_to_save_instead():
    with pytest.raises(NoTable, match="Markdown or Word"):
        save(made_of([], blocks=(Say("a", "No."),)), "csv")


def test_json_keeps_its_schema(report):
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    found = json.loads(save(report, "json"))
    jsonschema.validate(found, schema)
    assert found["blocks"][3]["rows"] == [list(row) for row in report.tables[0].rows]


@given(st.lists(st.tuples(st.text("ab|\\*<[]`=\"' ,\n", max_size=9), st.just(AWKWARD)), min_size=1, max_size=4))
def test_any_text_comes_back_from_csv_and_markdown(rows):
    report = made_of(rows)
    plain = [tuple(" ".join(cell.split()) for cell in row) for row in rows]
    assert md_rows(save(report, "md").decode())[1:] == plain
    back = [tuple(cell.removeprefix("'") for cell in row[:2]) for row in csv_of(report).itertuples(index=False)]
    assert back == [tuple(cell.removeprefix("'") for cell in row) for row in rows]


def test_markdown_tables_are_those_of_the_view(report):
    shown = [row for table in report.tables if table.rows for row in (table.columns, *table.rows)]
    assert md_rows(save(report, "md").decode()) == [tuple(" ".join(c.split()) for c in row) for row in shown]


def test_an_excel_file_holds_text_as_text_and_numbers_as_numbers(report):
    import openpyxl

    made = openpyxl.load_workbook(
        io.BytesIO(
            save(replace(report, blocks=(*report.blocks, *made_of([("=1+1", "7"), ("x", "-9")]).blocks)), "xlsx")
        )
    )
    assert made.sheetnames == ["Comparison", "Profiles", "Reach", "Off", "One", "Sources", "About"]
    rows = list(made["Comparison"].values)
    assert rows[0] == report.tables[0].columns
    assert [tuple(cell or "" for cell in row) for row in rows[1:]] == list(report.tables[0].rows)
    sheet = made["One"]
    assert (sheet["A2"].value, sheet["A2"].data_type, sheet["B2"].value) == ("=1+1", "s", 7)
    assert made["Comparison"].freeze_panes == "B2" and made["Comparison"]["A1"].font.bold
    about = dict(made["About"].values)
    assert (about["Link"], about["Data version"]) == (report.link, report.version)
    assert len(list(made["Sources"].values)) == len(report.sources) + 1


def test_a_word_file_has_headings_tables_that_repeat_their_head_and_sources(report):
    import docx
    from docx.enum.section import WD_ORIENT

    made = docx.Document(io.BytesIO(save(report, "docx")))
    heads = [p.text for p in made.paragraphs if p.style.name == "Heading 1"]
    assert heads == [*(table.caption for table in report.tables), "Sources", "How to cite, and how to come back"]
    assert made.paragraphs[0].style.name == "Title" and made.paragraphs[0].text == report.title
    first = made.tables[0]
    assert [tuple(c.text for c in row.cells) for row in first.rows] == [
        report.tables[0].columns,
        *report.tables[0].rows,
    ]
    assert all(table.rows[0]._tr.trPr.xpath("w:tblHeader") for table in made.tables)
    assert made.sections[0].orientation == WD_ORIENT.LANDSCAPE
    assert made.core_properties.title == report.title and made.core_properties.version == report.version
    assert f"{made.core_properties.created:%Y-%m-%d}" == report.date
    text = "\n".join(p.text for p in made.paragraphs)
    assert all(source.address in text for source in report.sources)


def test_the_sources_are_those_of_the_rows_shown(book, report):
    text = save(report, "bib").decode()
    entries = re.findall(r"@misc\{([^,]+),\n((?:  \w+ = \{.*\},?\n)+)\}", text)
    assert len(entries) == len(report.sources) > 10
    keys = [name for name, _ in entries]
    assert len(set(keys)) == len(keys) and keys == [key(source) for source in report.sources]
    assert any("author = {{United Nations}}" in body for _, body in entries)
    assert all("title = {{" in body for _, body in entries)
    shown = {t.id for t in shown_topics(book, read(book, report.link)[0])}
    claims = {c.source for c in book.facts.claims if c.topic in shown and c.instrument in ("budapest", "un-2024")}
    addresses = {source.address for source in report.sources}
    others = {c.source for c in book.facts.claims if c.topic not in shown} - {
        c.source for c in book.facts.claims if c.topic in shown
    }
    assert claims <= addresses and not addresses & others
    assert all(source.seen for source in report.sources if source.address in claims)


def test_bibtex_escapes_what_it_would_take_for_a_command(report):
    source = replace(report.sources[0], title="50% of A & B_c #1 {x} \\y ~z^", address="https://example.org/a{b}")
    text = save(replace(report, sources=(source,)), "bib").decode()
    assert r"50\% of A \& B\_c \#1 \{x\} \textbackslash{}y \textasciitilde{}z\textasciicircum{}" in text
    assert "https://example.org/a%7Bb%7D" in text


@pytest.mark.parametrize("name", EXPLORERS)
def test_an_explorer_is_saved_with_its_own_blocks_and_heading(book, name):
    for seed in range(5):
        state = any_state(random.Random(seed), book)
        found = report_of(book, name, state)
        blocks = answered(name, book, state)
        assert [block.id for block in found.blocks] == [block.id for block in blocks]
        assert [table.rows for table in found.tables] == [b.rows for b in blocks if isinstance(b, Table)]
        cells = {cell for table in found.tables for row in table.rows for cell in row}
        assert {cell for cell in cells if cell.startswith("http")} <= {source.address for source in found.sources}
    assert heading(book, name) == found.title != ""


def test_an_unknown_view_is_named_with_those_there_are(book):
    with pytest.raises(UnknownId, match="no view is called 'dance'; there are: compare"):
        report_of(book, "dance", start(book))


@pytest.mark.parametrize("view", [view for view in VIEWS if view != "basket"])
def test_a_word_file_has_the_views_picture_behind_its_answer(book, view):
    import docx

    report = report_of(book, view, read(book, "")[0])
    made = save(report, "docx")
    file = docx.Document(io.BytesIO(made))
    assert (
        made == save(report_of(book, view, read(book, "")[0], "https://workbook.example/"), "docx")
        and len(file.inline_shapes) == 1
    )
    said = [part.blob.decode() for part in file.part.package.iter_parts() if str(part.partname).endswith(".svg")]
    assert said == [save(report, "svg").decode()], "the very picture that the view saves"
