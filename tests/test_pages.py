"""What the pages say of one comparison alone stands in its data, is held to rules, and may be missing."""

import re
from dataclasses import replace

import pytest
from commanded import check

from workbook import load
from workbook.book.pages import TABLES, VOTE, WORDS, Pages
from workbook.views.explorers import EXPLORERS, answered
from workbook.views.explorers.feartables import KINDS
from workbook.views.html import explorer, prose_page, report_page
from workbook.views.state import start
from workbook.views.widgets import prose, report

BROKEN = [
    ("  world: United Nations", "  wurld: United Nations", "No page has a word 'wurld'"),
    ("2021 said: {statement}", "2021 said: {statment}", "The page can't fill 'statment'"),
    ("  group: Council of Europe", "  group: '{0.__class__}'", "The page can't fill '0.__class__'"),
    ("  group: Council of Europe", "  group: 'a { brace'", "The page can't fill 'a { brace'"),
    ("  group: Council of Europe", "  group: ''", "group is empty"),
    ("  00-start:", "  00-strat:", "No dashboard '00-strat' takes prose"),
    ("    topics: [internet-shutdowns]", "    topics: [internet-shutdown]", "topics has no 'internet-shutdown'"),
    ("    topics: [internet-shutdowns]", "    topics: []", "No topic answers the question"),
    ("    claimed: [internet-shutdowns]", "    claimed: [shutdowns]", "claimed has no 'shutdowns'"),
    ("    report: [R6]", "    report: [R600]", "report has no 'R600'"),
    ("    tables: [offences]", "    tables: [offense]", "tables has no 'offense'"),
    ("    feature: rights_clause", "    feature: rights", "The feature 'rights' is not known"),
    ("    feature: rights_clause", "    features: rights_clause", "The field features is not known"),
    ("beside: [relation-to-other-treaties", "beside: [relations", "There is no topic 'relations'"),
    ("plan_report: R3", "plan_report: R33", "report.csv has no 'R33'"),
    ("states: [JPN, BRA]", "states: [JPN, JPN]", "These are not two states"),
    ("states: [JPN, BRA]", "states: [JPN, XXX]", "These are not two states"),
    ('yes: "79"', 'yes: "790"', "These counts are no vote"),
    ('yes: "79"', 'yes: "many"', "These counts are no vote"),
    ('yes: "79"', 'ja: "79"', "A vote has no 'ja'"),
    ("rule: two-thirds", "rule: three-quarters", "The rule 'three-quarters' is not known"),
]


@pytest.mark.parametrize("before, after, said", BROKEN, ids=[said for _, _, said in BROKEN])
def test_check_says_where_the_words_of_the_pages_break_a_rule(folder, before, after, said):
    path = folder / "pages.yaml"
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")
    found = [problem for problem in check(folder) if said in problem.problem]
    assert len(found) == 1 and found[0].file == "pages.yaml" and found[0].rule and found[0].cure
    lines = path.read_text(encoding="utf-8").splitlines()
    assert after.strip().partition(":")[0] in lines[found[0].line - 1], (found[0].line, lines[found[0].line - 1])


def test_months_to_force_are_held_to_a_rule(folder):
    path = folder / "instruments.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("months_to_force: 3", "months_to_force: 36", 1), encoding="utf-8"
    )
    assert any("36 months" in problem.problem and problem.cure for problem in check(folder))


def test_a_folder_of_the_old_form_keeps_every_rule_and_has_neutral_words(folder):
    (folder / "pages.yaml").unlink()
    path = folder / "instruments.yaml"
    kept = [line for line in path.read_text(encoding="utf-8").splitlines() if "months_to_force" not in line]
    path.write_text("\n".join(kept) + "\n", encoding="utf-8")
    assert check(folder) == ()
    book = load(folder)
    assert book.facts.pages == Pages()
    for name in EXPLORERS:
        page = explorer(book, name, start(book))
        assert not re.search(rf"\[({'|'.join(WORDS)})\]", page), name
        assert answered(name, book, start(book))
    assert "no data" in " ".join(
        block.words for block in answered("safeguards", book, start(book)) if hasattr(block, "words")
    )
    assert WORDS["report"] in report_page(book)


def test_every_word_of_a_page_is_used_and_no_mark_is_left(book):
    """A sentence with another comparison's words differs exactly there."""
    words = {name: f"<{name}>" + "".join(re.findall(r"\{\w+\}", said)) for name, said in WORDS.items()}
    pages = replace(book.facts.pages, words=words)
    other = replace(book, facts=replace(book.facts, pages=pages))
    shown = "".join(explorer(other, name, start(book)) for name in EXPLORERS) + report_page(other)
    for name in words.keys() - {"planned", "report_title", "report_source", "world"}:
        assert f"&lt;{name}&gt;" in shown, name
    assert pages.worded({"a": "of the [world], {n}"}) == {"a": "of the <world>, {n}"}


def test_the_lists_that_rules_close_are_those_that_pages_have(book):
    assert tuple(KINDS) == TABLES
    assert set(book.facts.pages.words) == set(WORDS), "the shipped comparison says all of it in its own words"
    assert Pages().opening_vote() == VOTE and book.facts.pages.opening_vote()["yes"] == "79"


def test_prose_of_the_data_is_shown_and_never_runs(book):
    bad = "# A <script>alert(1)</script>\n\n<img src=x onerror=alert(1)> [click](javascript:alert(1)) **bold** [page](01-compare.ipynb)"
    pages = Pages(prose={"00-start": (bad,)})
    other = replace(book, facts=replace(book.facts, pages=pages))
    shown = prose_page(other, "00-start")
    assert "<h1" in shown and "<strong>bold</strong>" in shown and 'href="01-compare.ipynb"' in shown
    assert not re.search(r"<script|<img|href=\"javascript", shown)


def test_a_comparison_without_prose_has_a_heading_all_the_same(book):
    other = replace(book, facts=replace(book.facts, pages=Pages()))
    assert prose(other, "06-what-if", "What if").page() == '<div class="prose"><h1>What if</h1></div>'
    assert prose(other, "00-start").page() == f'<div class="prose"><h1>{book.facts.project.title}</h1></div>'
    assert prose(other, "00-start", part=1).page() == ""
    both = prose(book, "00-start") + report(book)
    assert both.page() == f"{prose(book, '00-start').page()}{report(book).page()}" and "statements" in repr(both)
