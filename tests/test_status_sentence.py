"""A text's status is a sentence made from its dates and the latest published counts; a claim names its draft."""

import datetime as dt
import re
from dataclasses import replace

import pytest
from commanded import check

from workbook.book.facts import Total
from workbook.questions.status import status_of, status_sentence, text_of

TODAY = dt.date(2026, 11, 25)


def total(event, count, day, basis="secondary", instrument="budapest"):
    return Total(instrument, event, count, dt.date.fromisoformat(day), basis)


def test_a_text_in_force_counts_its_parties_as_last_published(book):
    text = replace(book.instruments["budapest"], status_note="Open to others.")
    counts = [total("party", 2, "2024-01-01"), total("party", 3, "2025-01-01"), total("signature", 9, "2025-02-01")]
    assert status_sentence(text, counts, TODAY) == (
        "In force since 1 July 2004. 3 parties counted on 1 January 2025. Open to others."
    )


def test_a_count_from_memory_says_so_and_a_later_one_is_not_known_yet(book):
    text = replace(book.instruments["budapest"], status_note="")
    counts = [total("party", 2, "2024-01-01", "recalled"), total("party", 3, "2025-01-01")]
    said = status_sentence(text, counts, dt.date(2024, 6, 1))
    assert said == "In force since 1 July 2004. 2 parties counted on 1 January 2024 (from memory)."


def test_an_adopted_text_counts_ratifications_and_signatories_of_its_own(book):
    text = replace(book.instruments["un-2024"], status_note="It waits.")
    counts = [
        total("ratification", 1, "2026-01-01", instrument="un-2024"),
        total("signature", 70, "2026-02-01", instrument="un-2024"),
        total("signature", 99, "2026-03-01"),
    ]
    assert status_sentence(text, counts, TODAY) == (
        "Adopted on 24 December 2024, open for signature since 25 October 2025; not in force on the pages seen. "
        "1 ratification counted on 1 January 2026, 70 signatories counted on 1 February 2026. It waits."
    )


def test_a_draft_has_its_note_alone(book):
    assert status_of(book, "un-2021") == book.instruments["un-2021"].status_note


def test_every_count_in_a_status_sentence_stands_in_totals(book):
    for name, text in book.instruments.items():
        said = status_of(book, name).removesuffix(text.status_note)
        for count, event in re.findall(r"(\d+) (part|ratif|signat)\w+ counted", said):
            assert any(
                str(row.count) == count and row.event.startswith(event)
                for row in book.facts.totals
                if row.instrument == name
            ), said


@pytest.mark.parametrize(
    "note", ["75 parties were counted.", "It has three ratifications.", "Forty other states joined."]
)
def test_a_count_typed_into_a_status_note_is_refused(folder, note):
    path = folder / "instruments.yaml"
    old = 'status_note: "Open by invitation to states of every region."'
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, f'status_note: "{note}"'), encoding="utf-8")
    faults = [fault for fault in check(folder) if fault.file == "instruments.yaml"]
    line = next(n for n, row in enumerate(path.read_text(encoding="utf-8").splitlines(), 1) if note in row)
    assert [(fault.line, fault.cure) for fault in faults] == [(line, "Write the count as a row of totals.csv.")]


def test_a_claim_on_a_draft_is_shown_with_the_draft(book):
    claims = {claim.id: claim for claim in book.facts.claims}
    assert text_of(book, claims["c014"]) == "UN Convention 2024 (as drafted on 23 May 2024, A/AC.291/22/Rev.3)"
    assert text_of(book, claims["c197"]) == "UN Convention 2024"
