"""Two texts are aligned by their words; none is an answer; held against pairs written from reading."""

import csv
import json

import documents
import pytest
from click.testing import CliRunner
from documents import needs_texts
from test_texts import found_in, short

from bench import alignment
from workbook.__main__ import main
from workbook.texts import store
from workbook.texts.align import align, stems
from workbook.texts.official import OfficialText, Part, Provision, TextError


def text(name, *articles):
    rows = [Provision(str(n), "", "", heading, (Part((), words),)) for n, (heading, words) in enumerate(articles, 1)]
    return OfficialText(name, "en", name, "", "", "", (), tuple(rows))


TEA = ("Tea", "They drink hot tea with milk from porcelain cups.")
RAIN = ("Rain", "Umbrellas are opened when heavy clouds gather above the square.")
BREAD = ("Bread", "Bakers knead dough before dawn and sell loaves.")
KETTLES = ("Kettles", "Hot tea is poured into porcelain cups; milk is offered.")


def test_a_counterpart_shares_rare_words_and_none_is_an_answer():
    found = align(text("a", TEA, RAIN), text("b", BREAD, KETTLES))
    assert [(each.cite, [one.cite for one in each.to]) for each in found] == [("1", ["2"]), ("2", [])]
    assert {"tea", "porcelain", "milk"} <= set(found[0].to[0].terms)
    assert 0 < found[0].to[0].score <= 1


def test_texts_in_two_languages_and_empty_texts():
    (chinese,) = found_in(short("zh").encode())
    other = OfficialText("c", "zh", "", "", "", "", (), tuple(chinese.articles))
    with pytest.raises(TextError, match="only texts in one language align"):
        align(text("a", TEA), other)
    assert all(each.to[0].cite == each.cite for each in align(other, other))
    assert align(text("a", ("", "")), text("b", ("", "")))[0].to == ()


def test_stems_take_endings_off_and_pair_chinese_signs():
    assert stems("Extraditions extradited") == ["extradit", "extradit"]
    assert stems("国际合作") == ["国际", "际合", "合作"]


@pytest.mark.parametrize("pair", ["budapest-uncac", "untoc-uncac"])
def test_the_gold_pairs_are_enough_and_stand_once(pair):
    with (alignment.GOLD / f"{pair}.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    a, b = pair.split("-")
    keys = [(row["level"], row[a], row[b]) for row in rows]
    assert len(set(keys)) == len(keys)
    assert sum(bool(row[a] and row[b]) for row in rows) >= 25
    assert sum(not (row[a] and row[b]) for row in rows) >= 15
    assert all(row[a] or row[b] for row in rows)
    alone = {
        (row["level"], side, row[side])
        for row in rows
        for side, other in ((a, b), (b, a))
        if row[side] and not row[other]
    }
    paired = {(row["level"], side, row[side]) for row in rows for side in (a, b) if row[a] and row[b]}
    assert not alone & paired


@needs_texts
def test_we_meet_the_gold_pairs_better_than_bm25_alone_and_than_chance():
    found = alignment.measure(documents.FOLDER)
    for number in ("recall_1", "recall_3", "precision_1", "precision_3", "none"):
        ours, bm25, chance = (alignment.mean(found, each, number) for each in ("ours", "bm25", "chance"))
        assert ours > bm25 > chance or (number == "none" and ours > bm25 == chance), (number, ours, bm25, chance)


def test_the_measure_counts_as_it_says():
    wanted = {"1": {"7"}, "2": {"8", "9"}, "3": set(), "4": set()}
    answers = {"1": ["7"], "2": ["1", "9"], "3": [], "4": ["5"]}
    found = alignment.measured(wanted, answers)
    assert (found["recall_1"], found["recall_3"]) == (1 / 2, 1)
    assert (found["precision_1"], found["precision_3"], found["none"]) == (1 / 3, 2 / 4, 1 / 2)


def test_the_command_prints_pairs(tmp_path, monkeypatch):
    monkeypatch.setenv("WORKBOOK_HOME", str(tmp_path))
    store.keep(text("a", TEA, RAIN))
    store.keep(text("b", BREAD, KETTLES))
    found = json.loads(CliRunner().invoke(main, ["align", "a", "b", "--format", "json"]).output)
    assert [(row["from"], [one["article"] for one in row["to"]]) for row in found] == [("1", ["2"]), ("2", [])]
    assert "no counterpart" in CliRunner().invoke(main, ["align", "a", "b"]).output
    assert CliRunner().invoke(main, ["align", "a", "nothing"]).exit_code == 1
