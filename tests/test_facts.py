"""The flat facts keep their rules: every breach is found, with file, line and cure; totals and votes add up."""

import csv
import datetime as dt
import gc
import weakref
from dataclasses import replace

import pytest
from commanded import check

from workbook.book.factrules import RULES, counted, rows_agree_with_published_totals, votes_add_up
from workbook.book.facts import Event, Facts, Total, Vote, is_day
from workbook.book.load import examine
from workbook.book.once import once
from workbook.questions.freshness import dated, older


def edit(folder, name, change):
    """Change the rows of a CSV file (a list of dicts) in place."""
    path = folder / f"{name}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    columns = list(rows[0])
    change(rows)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def first(rows, **fields):
    """The number of the first row that has these values."""
    return next(n for n, row in enumerate(rows) if all(row[name] == value for name, value in fields.items()))


BROKEN = [
    ("parties", {}, {"iso3": "XXX"}, "The iso3 'XXX' is not known."),
    ("parties", {}, {"instrument": "bucharest"}, "The instrument 'bucharest' is not known."),
    ("parties", {}, {"event": "promise"}, "The event 'promise' is not known."),
    ("parties", {}, {"basis": "rumour"}, "The basis 'rumour' is not known."),
    ("parties", {"basis": "secondary"}, {"source": "a book"}, "The page is not named."),
    ("parties", {"basis": "secondary"}, {"as_of": ""}, "The day is not named."),
    ("parties", {"instrument": "un-2024"}, {"basis": "text"}, "The basis 'text' is too strong here."),
    ("parties", {"event": "signature"}, {"switches_off": "extradition"}, "A signature has no switches_off."),
    ("parties", {"event": "reservation"}, {"switches_off": "article-7"}, "There is no topic 'article-7'."),
    ("parties", {"event": "signature"}, {"touches": "extradition"}, "A signature has no touches."),
    ("parties", {"event": "reservation"}, {"touches": "article-7"}, "There is no topic 'article-7'."),
    ("parties", {"event": "reservation"}, {"touches": ""}, "the reservation touches no topic."),
    ("parties", {"event": "declaration"}, {"note": "It declares something."}, "the declaration names no article."),
    ("parties", {"iso3": "CZE", "event": "reservation"}, {"until": "2013-08-22"}, "withdrawn before it was made."),
    (
        *("parties", {"iso3": "CZE", "event": "reservation"}, {"switches_off": "preservation-abroad"}),
        "CZE, budapest: what was withdrawn switches nothing off.",
    ),
    ("reservations_looked", {}, {"iso3": "BOL"}, "BOL, budapest: the state did nothing under this text."),
    ("reservations_looked", {}, {"basis": "recalled"}, "ALB, budapest: nobody looks things up in memory."),
    ("reservations_looked", {}, {"looked": "2015-12-02"}, "ALB, budapest: looked at before the page's day."),
    ("reservations_looked", {}, {"whole": "perhaps"}, "whole"),
    ("reservations_looked", {}, {"source": "a book"}, "The page is not named."),
    ("reservations_looked", {"iso3": "ARM"}, {"iso3": "ARG"}, "ARG budapest stands twice."),
    ("claims", {"id": "c009"}, {"draft": ""}, "c009 was said before UN Convention 2024 was settled, on 2024-08-08."),
    ("claims", {"id": "c009"}, {"draft": "draft-9"}, "c009: there is no draft 'draft-9'."),
    ("claims", {"id": "c009"}, {"draft": "draft-2024-05"}, "c009 is older than draft-2024-05."),
    ("totals", {}, {"event": "entry_into_force"}, "The event 'entry_into_force' is not known."),
    ("totals", {"instrument": "budapest", "event": "party"}, {"count": "59"}, "has 60 by 2018-06-29, more than the 59"),
    ("totals", {"instrument": "budapest", "event": "party"}, {"shortfall": "1"}, "has 60 for sure and 0 perhaps"),
    ("totals", {"instrument": "budapest", "event": "party"}, {"count": "61"}, "Of 61 by 2018-06-29"),
    ("claims", {}, {"kind": "friend"}, "The kind 'friend' is not known."),
    ("claims", {}, {"stance": "angry"}, "The stance 'angry' is not known."),
    ("claims", {}, {"topic": "weather"}, "The topic 'weather' is not known."),
    ("claims", {}, {"cites_by": ""}, "c001: article 17 with cites_by empty."),
    ("claims", {}, {"article": ""}, "c001: article none with cites_by page."),
    ("claims", {}, {"article": "six"}, "'six' is no citation."),
    ("claims", {"instrument": "un-2024", "cites_by": "page"}, {"article": "69"}, "un-2024 has no Article 69."),
    ("claims", {}, {"claim": "Asks for more words."}, "c001 has 4 words."),
    ("claims", {}, {"source": "www.hrw.org"}, "The page is not named."),
    ("timeline", {"id": "ahc-1"}, {"end_date": "2022-02-27"}, "ahc-1 ends before it begins."),
    ("votes", {"id": "res-74-247"}, {"outcome": "rejected"}, "79 to 60 under simple-majority is adopted."),
    ("votes", {"id": "res-74-247"}, {"rule": "two-thirds"}, "79 to 60 under two-thirds is rejected."),
    ("votes", {"id": "res-74-247"}, {"absent": "22"}, "res-74-247 counts 194 members."),
    ("votes", {"id": "res-74-247"}, {"rule": "acclamation"}, "The rule 'acclamation' is not known."),
    ("votes", {"id": "res-74-247"}, {"id": "third-committee-2019"}, "third-committee-2019 stands twice."),
    ("lineage", {}, {"change": "lost"}, "The change 'lost' is not known."),
    ("lineage", {"change": "kept"}, {"change": "dropped"}, "dropped does not go with"),
    ("lineage", {"to_instrument": "un-2024"}, {"to_article": "69"}, "un-2024 has no Article 69."),
]


@pytest.mark.parametrize("name, where, what, problem", BROKEN, ids=[row[3] for row in BROKEN])
def test_a_broken_row_is_named_with_its_line_and_cure(folder, name, where, what, problem):
    lines = []

    def change(rows):
        number = first(rows, **where)
        rows[number].update(what)
        lines.append(number + 2)

    edit(folder, name, change)
    found = [fault for fault in check(folder) if problem in fault.problem]
    assert found, "\n".join(map(str, check(folder)))
    assert (found[0].file, found[0].line) == (f"{name}.csv", lines[0])
    assert found[0].cure.endswith(".") and found[0].rule.endswith(".")


def test_a_row_and_a_claim_stand_once(folder):
    edit(folder, "parties", lambda rows: rows.append(dict(rows[0])))
    edit(folder, "claims", lambda rows: rows.append(rows[0] | {"id": "again", "claim": rows[0]["claim"].upper()}))
    found = {(fault.file, fault.problem) for fault in check(folder)}
    assert ("parties.csv", "ALB budapest signature 2001-11-23 stands twice.") in found
    assert ("claims.csv", "again says what c001 says.") in found


def test_a_row_without_shape_does_not_move_the_lines_of_the_others(folder):
    def change(rows):
        rows[0]["date"] = "yesterday"
        rows[4]["iso3"] = "XXX"

    edit(folder, "parties", change)
    found = {(fault.line, fault.problem) for fault in check(folder)}
    assert (2, "The field date is not a date.") in found
    assert (6, "The iso3 'XXX' is not known.") in found


def test_every_rule_says_what_it_wants_in_a_sentence():
    assert all(" ".join(rule.__doc__.split()).endswith(".") for rule in RULES)


def test_a_comparison_without_facts_keeps_every_rule(book):
    bare = replace(book, facts=Facts())
    assert [fault for rule in RULES for fault in rule(bare)] == []


def day(text):
    return dt.date.fromisoformat(text)


def consent(iso3, date=None, in_force=None):
    rows = [Event(iso3, "budapest", "accession", "recalled", date=date and day(date))]
    return rows + ([Event(iso3, "budapest", "entry_into_force", "recalled", date=day(in_force))] if in_force else [])


def faults(book, count, shortfall, as_of="2020-01-31", event="party"):
    """What the rule on totals says of two dated consents, one dated by its entry into force and one not at all."""
    rows = [
        *consent("FRA", "2010-01-01", "2010-05-01"),
        *consent("JPN", "2020-02-01", "2020-06-01"),
        *consent("CMR", None, "2020-05-01"),
        *consent("SEN"),
    ]
    total = Total("budapest", event, count, day(as_of), "recalled", shortfall=shortfall)
    made = replace(book, facts=Facts(states=book.facts.states, parties=tuple(rows), totals=(total,)))
    return counted(made, total), [problem for _, _, problem, _ in rows_agree_with_published_totals(made)]


def test_dated_consents_count_for_sure_and_undated_ones_perhaps(book):
    """Cameroon is in force on 1 May 2020, so it acceded in January: sure on the 31st, perhaps on the 15th, not before."""
    assert faults(book, 2, 0)[0] == (2, 1)
    assert faults(book, 2, 0, "2020-01-15")[0] == (1, 2)
    assert faults(book, 2, 0, "2019-12-31")[0] == (1, 1)
    assert faults(book, 2, 0, "2020-02-01")[0] == (3, 1)
    assert faults(book, 2, 0, event="ratification")[0] == (2, 1)
    assert faults(book, 2, 0, event="signature")[0] == (0, 0)


@pytest.mark.parametrize(
    "count, declared",
    [(1, set()), (2, {0}), (3, {0, 1}), (4, {1, 2}), (5, {2, 3})],
)
def test_a_shortfall_is_what_is_missing_no_less_and_no_more(book, count, declared):
    """Two for sure and one perhaps: of five published, two or three are missing; two are the fewest that can be."""
    assert {shortfall for shortfall in range(7) if not faults(book, count, shortfall)[1]} == declared


def test_every_published_total_of_the_shipped_data_is_accounted_for(book):
    for total in book.facts.totals:
        sure, perhaps = counted(book, total)
        assert sure <= total.count <= sure + perhaps + total.shortfall, total


def vote(yes, no, rule, outcome, abstain=None, absent=None):
    return Vote(
        "v",
        day("2024-01-01"),
        "Assembly",
        "x",
        rule,
        outcome,
        False,
        "recalled",
        day("2026-01-01"),
        yes,
        no,
        abstain,
        absent,
    )


@pytest.mark.parametrize(
    "cast, fine",
    [
        (vote(93, 46, "two-thirds", "adopted"), True),
        (vote(92, 47, "two-thirds", "adopted"), False),
        (vote(60, 60, "simple-majority", "rejected"), True),
        (vote(1, 0, "consensus", "adopted"), True),
        (vote(192, 1, "consensus", "adopted"), False),
        (vote(None, None, "two-thirds", "adopted"), True),
        (vote(100, 90, "simple-majority", "adopted", 3), True),
        (vote(100, 90, "simple-majority", "adopted", 4), False),
        (vote(-1, 0, "simple-majority", "rejected"), False),
    ],
)
def test_a_vote_counts_its_members_and_keeps_its_rule(book, cast, fine):
    assert (not list(votes_add_up(replace(book, facts=Facts(votes=(cast,)))))) == fine


@pytest.mark.parametrize("text", ["budapest", "budapest-p1", "budapest-p2", "un-2024"])
def test_every_article_is_cited_or_left_out_for_a_reason(book, text):
    cited = {cite.split("(")[0] for topic in book.topics.values() for cite in topic.positions[text].cites}
    outside = {row.article: row.reason for row in book.facts.outside if row.instrument == text}
    articles = {row.article for row in book.articles[text]}
    assert articles - cited - set(outside) == set()
    assert not cited & set(outside), "what a topic cites is not outside"
    assert all(len(reason.split()) >= 4 for reason in outside.values())
    assert len(outside) <= len(articles) / 10


def test_every_dated_statement_grows_old(book):
    every = list(dated(book))
    files = {file for file, *_ in every}
    assert {
        "instruments.yaml",
        "parties.csv",
        "totals.csv",
        "claims.csv",
        "timeline.csv",
        "votes.csv",
        "report.csv",
    } <= files
    assert any(file.startswith("topics/") for file in files)
    latest = max(when for *_, when in every)
    assert len(list(older(book, 30, latest + dt.timedelta(days=31)))) == len(every)
    assert not [fault for fault in older(book, 30, latest + dt.timedelta(days=30)) if latest.isoformat() in fault[2]]
    assert list(older(book, 30, min(when for *_, when in every))) == []


def test_the_check_names_what_is_old_under_its_own_rule(folder):
    from workbook.questions.freshness import looked_at_again

    _, found = examine(folder, looked_at_again(3650, dt.date.today()))
    assert {fault.rule for fault in found} == {"Facts are looked at again at least every 3650 days."}
    assert found[0].file == "parties.csv" and found[0].line > 1 and "2015" in found[0].problem


def test_a_day_is_written_in_one_way():
    assert is_day("2024-06-20")
    assert not any(map(is_day, ["", "2024-6-20", "20240620", "2024-13-01", "2023-02-29", "yesterday"]))


def test_work_is_done_once_for_each_value_and_forgotten_with_it():
    class Value:
        pass

    asked = []

    @once
    def answer(value):
        asked.append(id(value))
        return object()

    one, other = Value(), Value()
    assert answer(one) is answer(one) and answer(other) is not answer(one)
    assert asked == [id(one), id(other)]
    alive = weakref.ref(one)
    del one
    gc.collect()
    assert alive() is None
