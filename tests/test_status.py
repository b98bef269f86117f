"""Saved status pages are held against parties.csv; what can't be matched is listed, never guessed."""

import datetime as dt
import json

import jsonschema
import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_cli import SCHEMAS

from workbook import check
from workbook.__main__ import main
from workbook.texts import status
from workbook.texts.official import TextError

HERE = "https://example.org/status"
# Each row: a state that is in the data as it is, one on another day, one that is new, and a name that is no state's.
UN_XML = b"""<?xml version="1.0" encoding="utf-8"?><MTDSG><Treaty><Header>STATUS AS AT : 24-11-2026</Header><Participants>
<Table><TGroup><Thead><Row><Entry>Participant</Entry><Entry>Signature</Entry><Entry>Ratification, Acceptance(A), Approval(AA), Accession(a)</Entry></Row></Thead>
<Tbody><Rows><Row><Entry>Algeria<superscript>1</superscript></Entry><Entry>25 Oct 2025</Entry><Entry></Entry></Row>
<Row><Entry>Iran (Islamic Republic of)</Entry><Entry>25 Oct 2025</Entry><Entry>14 Jan 2027 a</Entry></Row>
<Row><Entry>Viet Nam</Entry><Entry>26 Oct 2025</Entry><Entry>3 Feb 2027 AA</Entry></Row>
<Row><Entry>Atlantis</Entry><Entry>25 Oct 2025</Entry><Entry></Entry></Row></Rows></Tbody></TGroup></Table></Participants></Treaty></MTDSG>"""
UN_HTML = b"""<!doctype html><html><body>Status as at : 24-11-2026<table><tr><th>Participant</th><th>Signature</th><th>Ratification, Accession(a)</th></tr>
<tr><td>Algeria <sup>1</sup></td><td>25 Oct 2025</td><td></td></tr><tr><td>Atlantis</td><td>25 Oct 2025</td><td></td></tr>
<tr><td>Viet Nam</td><td>25 Oct 2025</td><td>3 Feb 2027</td></tr></table></body></html>"""
COE_HTML = b"""<!doctype html><html><body><p>Status as of 03/12/2026</p><table><tr><td>Members of Council of Europe</td></tr>
<tr><th></th><th>Signature</th><th>Ratification</th><th>Entry into Force</th><th>Notes</th></tr>
<tr><td>Albania</td><td>23/11/2001</td><td>20/06/2002</td><td>01/07/2004</td><td></td></tr>
<tr><td>The Netherlands</td><td>23/11/2001</td><td>16/11/2006 A</td><td>01/03/2007</td><td></td></tr>
<tr><td>Ireland</td><td>28/02/2002</td><td>01/12/2026</td><td>01/04/2027</td><td></td></tr>
<tr><td>Ruritania</td><td>28/02/2002</td><td></td><td></td><td></td></tr></table></body></html>"""
COE_CSV = "State;Signature;Ratification;Entry into force\nAlbania;23/11/2001;20/06/2002;01/07/2004\nIreland;28/02/2002;01/12/2026;01/04/2027\n"
DUTCH = "<html><body><table><tr><th>Partij</th><th>Ondertekening</th><th>Ratificatie<br>R=Bekrachtiging T=Toetreding</th><th>In werking</th><th>Opzegging</th></tr><tr><td>Albani\u00eb</td><td>23-11-2001</td><td>20-06-2002 (R)</td><td>01-07-2004</td><td></td></tr><tr><td>Nieuw-Zeeland</td><td></td><td>28-08-2025 (T)</td><td>01-12-2025</td><td></td></tr><tr><td>Congo, Democratische Republiek</td><td>25-10-2025</td><td></td><td></td><td></td></tr></table></body></html>"
DAY = dt.date(2026, 12, 1)


def seen(book, instrument, page, **more):
    found = status.read(book, instrument, page if isinstance(page, bytes) else page.encode(), HERE, **more)
    return {(each.iso3, each.event): each for each in found.changes}, found


def test_a_page_of_the_un_collection(book):
    changes, found = seen(book, "un-2024", UN_XML)
    assert found.as_of == dt.date(2026, 11, 24) and found.rows == 4
    assert found.unmatched == ("Atlantis",)
    assert ("DZA", "signature") not in changes  # the data has it so
    assert changes["IRN", "accession"].date == dt.date(2027, 1, 14) and changes["IRN", "accession"].adds
    assert changes["VNM", "approval"].date == dt.date(2027, 2, 3)
    changes, found = seen(book, "un-2024", UN_HTML)
    assert changes["VNM", "ratification"].date == dt.date(2027, 2, 3) and found.unmatched == ("Atlantis",)


def test_a_chart_of_the_council_of_europe(book):
    changes, found = seen(book, "budapest", COE_HTML)
    assert found.as_of == dt.date(2026, 12, 3) and found.unmatched == ("Ruritania",)
    assert not [key for key in changes if key[0] == "ALB"]
    assert changes["IRL", "ratification"].adds and changes["IRL", "entry_into_force"].date == dt.date(2027, 4, 1)
    from_csv, _ = seen(book, "budapest", COE_CSV, as_of=DAY)
    assert {key: each.date for key, each in from_csv.items()} == {
        key: changes[key].date for key in changes if key[0] == "IRL"
    }


def test_a_page_of_the_dutch_database(book):
    changes, found = seen(book, "budapest", DUTCH, as_of=DAY)
    assert found.unmatched == ()
    assert not [key for key in changes if key[0] == "ALB"]
    assert changes["COD", "signature"].adds  # and not the other Congo
    accession = {
        each.iso3: each for each in book.facts.parties if each.instrument == "budapest" and each.event == "accession"
    }
    assert ("NZL", "accession") in changes or accession["NZL"].date == dt.date(2025, 8, 28)


def test_another_day_is_a_change_and_not_an_addition(book):
    page = COE_CSV.replace("20/06/2002", "21/06/2002")
    changes, _ = seen(book, "budapest", page, as_of=DAY)
    change = changes["ALB", "ratification"]
    assert (change.adds, change.was, change.date) == (False, dt.date(2002, 6, 20), dt.date(2002, 6, 21))


@pytest.mark.parametrize(
    "page, why",
    [
        (b"<html><p>No table</p></html>", "no table"),
        (b"a,b\n1,2\n", "no table"),
        (COE_CSV.encode(), "does not say which day"),
        (b"", "no table"),
    ],
)
def test_what_is_no_status_page_is_refused(book, page, why):
    with pytest.raises(TextError, match=why):
        status.read(book, "budapest", page, HERE)


def test_nothing_is_written_unless_asked_and_then_the_data_keeps_its_rules(folder, tmp_path, monkeypatch):
    monkeypatch.setenv("WORKBOOK_DATA", str(folder))
    (tmp_path / "page.html").write_bytes(COE_HTML)
    before = (folder / "parties.csv").read_text(encoding="utf-8")
    asked = [
        "parties",
        "read",
        str(tmp_path / "page.html"),
        "--instrument",
        "budapest",
        "--source",
        HERE,
        "--data",
        str(folder),
    ]
    done = CliRunner().invoke(main, asked)
    assert done.exit_code == 0, done.output
    assert (
        "Ireland" in done.output
        and "No state is called: Ruritania" in done.output
        and "Nothing was written" in done.output
    )
    assert (folder / "parties.csv").read_text(encoding="utf-8") == before
    answer = json.loads(CliRunner().invoke(main, [*asked, "--write", "--format", "json"]).output)
    jsonschema.validate(answer, json.loads((SCHEMAS / "parties-read.schema.json").read_text(encoding="utf-8")))
    rows = answer["changes"]
    after = (folder / "parties.csv").read_text(encoding="utf-8")
    assert [line for line in before.splitlines() if line not in after.splitlines()] == []
    assert f"IRL,budapest,ratification,2026-12-01,{HERE},2026-12-03,secondary" in after
    assert len(after.splitlines()) == len(before.splitlines()) + len(rows)
    assert {(row["iso3"], row["event"]) for row in rows} >= {("IRL", "ratification"), ("IRL", "entry_into_force")}
    assert [each for each in check(folder) if "shape" in each.rule or each.file == "parties.csv"] == []


def test_every_name_of_a_state_leads_to_it_alone(book):
    names = status.states_by_name(book.facts.states)
    assert names[status.plain("Congo")] == "COG" and names[status.plain("Congo, Democratic Republic of the")] == "COD"
    assert names[status.plain("Corée du Nord")] == "PRK" and names[status.plain("Duitsland")] == "DEU"
    assert "korea" not in names and "atlantis" not in names
    for iso3, formal in status.FORMAL.items():
        assert all(names[status.plain(name)] == iso3 for name in formal if iso3 in book.facts.states), iso3


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(page=st.sampled_from([UN_XML, UN_HTML, COE_HTML, COE_CSV.encode()]), data=st.data())
def test_a_damaged_page_ends_with_an_answer_or_a_sentence(book, page, data):
    whole = bytearray(page)
    for place in data.draw(st.lists(st.integers(0, len(whole) - 1), max_size=6)):
        whole[place] = data.draw(st.integers(0, 255))
    try:
        status.read(book, "budapest", bytes(whole[: data.draw(st.integers(0, len(whole)))]), HERE, DAY)
    except TextError:
        return
