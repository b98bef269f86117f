"""The bench's arithmetic, by hand; the shape of a result that is kept. Nothing is timed here."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from bench import copies, functions, parts, report, run
from workbook import load
from workbook.views.html import board, compare, sides_chooser
from workbook.views.state import start

ROOT = Path(__file__).parent.parent
KEPT = ROOT / "bench" / "result.json"


def result(**first_view):
    """A result in which these series took these first views."""
    series = {name: {"first_view_ms": report.stats(runs)} for name, runs in first_view.items()}
    return {"machine": "Two cores", "commit": "abc", "rounds": 3, "series": series, "functions": {}}


def target(name):
    return next(each for each in report.TARGETS if each.id == name)


def test_the_median_is_the_middle_or_the_mean_of_two():
    assert report.median([3, 1, 2]) == 2
    assert report.median([4, 1, 2, 3]) == 2.5


def test_95_of_100_runs_do_not_exceed_p95():
    assert report.p95(list(range(1, 101))) == 95
    assert report.p95(list(range(1, 21))) == 19
    assert report.p95([7]) == 7
    assert report.p95([1, 9, 5]) == 9


def test_stats_keep_every_run_in_its_order():
    assert report.stats([30.04, 10.0, 20.0]) == {"median": 20.0, "p95": 30.0, "runs": [30.0, 10.0, 20.0]}
    assert report.stats([0.00123])["runs"] == [0.0012]


@pytest.mark.parametrize(("stock", "value", "met"), [(1600, 8.0, True), (1590, 7.95, False)])
def test_a_ratio_divides_medians_of_the_same_run(stock, value, met):
    found = target("first view: stock / voila").held(result(stock=[stock, 1, 9000], voila=[200, 100, 300]))
    assert (found["value"], found["met"], found["sense"], found["limit"]) == (value, met, "at least", 8)


def test_an_upper_limit_is_met_up_to_the_limit_itself():
    held = target("first view: voila / empty").held
    assert held(result(voila=[120], empty=[100]))["met"]
    assert not held(result(voila=[301], empty=[100]))["met"]


def test_what_was_not_measured_is_never_met():
    for found in report.held(result(voila=[100])):
        assert (found["value"], found["met"]) == (None, False), found["id"]


def test_growth_is_that_of_the_worst_function():
    functions = {"import": 60.0, "load": {"1": 1, "10": 10, "100": 90}, "profile": {"1": 1, "10": 10, "100": 160}}
    found = target("growth from 10 to 100 times the data").held({"functions": functions})
    assert (found["value"], found["met"]) == (16.0, False)


def test_a_growth_from_nothing_is_not_measured():
    functions = {"profile": {"1": 0, "10": 0, "100": 1}}
    assert target("growth from 10 to 100 times the data").held({"functions": functions})["value"] is None


def test_every_run_of_a_function_has_a_book_of_its_own():
    asked = []
    functions.asking(lambda book, link: asked.append(book), load())
    assert len(set(map(id, asked))) == len(asked) >= 5


def test_any_layout_shift_in_any_run_misses_the_target():
    def shift(*runs):
        return target("layout shift").held({"series": {"voila": {"layout_shift": report.stats(runs)}}})

    assert shift(0, 0)["met"]
    assert not shift(0, 0.002)["met"]
    assert not shift(0, 0.0001)["met"]  # what rounds to nothing is something


def test_a_limit_is_held_against_the_number_and_not_against_its_rounding():
    found = target("first view: voila / empty").held(result(voila=[30000.1], empty=[10000]))
    assert (found["value"], found["met"]) == (3.0, False)


def test_json_is_read_back_as_it_was_and_lists_stand_on_one_line():
    made = result(voila=[100.5, 200, 300])
    assert json.loads(report.text(made)) == made
    assert "[100.5, 200, 300]" in report.text(made)


def test_the_table_stands_between_the_markers_and_comes_from_the_json():
    made = result(voila=[150, 100, 200], stock=[3000, 2000, 1000])
    made["targets"] = report.held(made)
    page = f"before\n{report.START}\nold\n{report.END}\nafter"
    put = report.put_into(page, report.table(made))
    assert put.startswith("before\n") and put.endswith("\nafter") and "old" not in put
    assert "| first view, ms | 150 (200) | 2,000 (3,000) |" in put
    assert "| first view: stock / voila | at least 8 | 13.3 | yes |" in put
    assert report.put_into(put, report.table(made)) == put


@pytest.mark.parametrize("page", ["none", report.START, f"{report.END} {report.START}"])
def test_without_both_markers_a_page_is_left_alone(page):
    assert report.put_into(page, "table") is None


def test_copies_hold_as_many_topics_as_said_and_keep_every_rule(folder, tmp_path, book):
    many = load(copies.folder(folder, tmp_path / "many", 2))
    assert set(many.topics) == set(book.topics) | {f"{name}-2" for name in book.topics}
    assert set(copies.in_memory(book, 2).topics) == set(many.topics)
    for name, topic in book.topics.items():
        assert many.topics[f"{name}-2"].requires == tuple(f"{other}-2" for other in topic.requires)


@pytest.mark.skipif(not KEPT.is_file(), reason="no bench/result.json is kept; make bench writes one")
def test_the_kept_result_has_its_shape_and_its_targets_follow_from_it():
    kept = json.loads(KEPT.read_text(encoding="utf-8"))
    assert {"machine", "commit", "rounds", "series", "functions", "targets"} <= set(kept)
    assert kept["rounds"] >= 10
    assert {"voila", "stock", "stock_preheated", "empty"} <= set(kept["series"]) <= set(report.SERIES)
    for name, measures in kept["series"].items():
        for measure, found in measures.items():
            assert len(found["runs"]) >= kept["rounds"], (name, measure)
            assert found == report.stats(found["runs"]), (name, measure)
    assert kept["targets"] == report.held(kept)
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert report.START not in readme or report.table(kept) in readme


def test_a_part_is_really_taken_out_of_the_page_and_a_missing_one_is_said(book):
    state = start(book)
    page = f"<style></style>{sides_chooser(book, state)}{board(book, state)}{compare(book, state)}"
    whole = page + "<p data-view='search'></p><script type='module'></script><script data-workbook-data></script>"
    found = parts.variants(whole)
    assert set(found) == {"the whole page", *parts.PARTS}
    assert b"data-tile" not in found["the board"] and b"data-row" in found["the board"]
    assert b"data-row" not in found["the cards"] and b"data-tile" in found["the cards"]
    with pytest.raises(LookupError, match="the search's field is not on the page"):
        parts.variants(page)


def test_the_bench_refuses_a_machine_on_which_earlier_work_left_a_kernel(monkeypatch, capsys):
    left = subprocess.Popen([sys.executable, "-c", "input()", "ipykernel_launcher"], stdin=subprocess.PIPE)
    try:
        with pytest.raises(SystemExit, match="BENCH_ANYWAY=1 make bench"):
            run.left_over()
        monkeypatch.setenv("BENCH_ANYWAY", "1")
        run.left_over()
    finally:
        left.communicate()
    told = capsys.readouterr().out.splitlines()
    assert len(told) == 2 and all("kernels are left over" in line and not line.startswith("0 ") for line in told)
