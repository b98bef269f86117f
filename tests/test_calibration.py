"""How good memory was: the shares worked by hand, and what the shipped record holds."""

import dataclasses

from workbook.book.facts import Remembered
from workbook.questions.calibration import Calibration, calibration, held

FIELDS = ("verdict", "force", "cites", "paragraphs")


def of(book, *rows):
    """The calibration of a book with these rows alone: (topic, instrument, field, first, read)."""
    facts = dataclasses.replace(book.facts, calibration=tuple(Remembered(*row) for row in rows))
    return calibration(dataclasses.replace(book, facts=facts))


def test_the_shares_by_hand(book):
    found = of(
        book,
        ("extradition", "budapest-p2", "verdict", "absent", "absent"),
        ("personal-data", "budapest-p2", "verdict", "broader", "different"),
        ("personal-data", "budapest-p2", "force", "shall", "shall"),
        ("personal-data", "budapest-p2", "cites", "14", "14"),
        ("personal-data", "budapest-p2", "paragraphs", "14", "14(1)+14(2)"),
        ("personal-data", "budapest-p2", "features.notification", "required", "as_appropriate"),
        ("personal-data", "budapest-p2", "features.rights_clause", "silent", "none"),
    )
    assert [(row.field, row.n, row.held) for row in found.rows] == [
        ("verdict", 2, 1),
        ("force", 1, 1),
        ("cites", 1, 1),
        ("paragraphs", 1, 0),
        ("features.rights_clause", 1, 1),
        ("features.notification", 1, 0),
    ]
    assert (found.statements, found.held) == (2, 1)
    assert found.words.startswith("Of 2 statements from memory or second hand that were later read in the text, 1 held")
    assert list(found.frame().share)[:2] == [0.5, 1.0]


def test_a_provision_that_extends_was_not_missed_by_an_older_scale():
    assert held(Remembered("x", "budapest-p2", "verdict", "narrower", "extends"))
    assert not held(Remembered("x", "budapest-p2", "verdict", "absent", "extends"))


def test_without_a_record_nothing_is_said(book):
    assert of(book) == Calibration(0, 0, ()) and of(book).words == ""


def test_the_shipped_record_is_of_positions_that_were_read_since(book):
    rows = book.facts.calibration
    for row in rows:
        assert book.topics[row.topic].positions[row.instrument].basis == "text", row
        assert row.field in FIELDS or row.field.removeprefix("features.") in book.vocabulary.features, row
    statements = {(row.topic, row.instrument) for row in rows}
    assert {name for _, name in statements} == {"budapest-p2", "un-2024"}
    assert calibration(book).statements == len(statements) > 100
    assert {(row.topic, row.instrument) for row in rows if row.field == "verdict"} == statements


def as_read(position, field):
    """What the data now says in a field of the record, or None for a feature that is no longer asked."""
    if field in ("verdict", "force"):
        said = getattr(position, field)
        return "" if said == "none" else said
    if field == "cites":
        return {cite.partition("(")[0] for cite in position.cites}
    if field == "paragraphs":
        return set(position.cites)
    given = position.features.get(field.removeprefix("features."))
    return given if given is None or isinstance(given, str) else set(given) or {"nothing"}


def test_what_was_read_is_what_the_topics_say_now(book):
    rows = book.facts.calibration
    for row in rows:
        now = as_read(book.topics[row.topic].positions[row.instrument], row.field)
        if now is not None:
            assert now == (row.read if isinstance(now, str) else set(row.read.split("+")) - {""}), row
