"""Arithmetic over what was measured: medians, targets, the JSON and the README's table. Nothing is measured here."""

from __future__ import annotations

import json
import math
import re
import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from . import alignment

START, END = "<!-- bench -->", "<!-- /bench -->"
SERIES = ("voila", "stock", "stock_preheated", "static", "empty")
MEASURES = {
    "first_view_ms": "first view, ms",
    "interactive_ms": "a click is answered, ms",
    "toggle_ms": "click to painted, ms",
    "script_ms": "of it in scripts, ms",
    "script_cpu_ms": "for which scripts had a processor, ms",
    "later_ms": "in scripts after it, ms",
    "toggle_1000_ms": "click to painted at ten times the topics, ms",
    "script_1000_ms": "of it in scripts, ms",
    "script_cpu_1000_ms": "for which scripts had a processor, ms",
    "later_1000_ms": "in scripts after it, ms",
    "bytes_cold": "bytes, first visit",
    "bytes_warm": "bytes, second visit",
    "requests": "requests, first visit",
    "layout_shift": "layout shift",
    "search_ms": "a key in the search, ms",
    "state_ms": "another state in My state, ms",
    "basket_ms": "a part more in My report, ms",
    "figure_ms": "a figure asked of Python, ms",
    "figure_alone_ms": "the same with no kernel ready, ms",
    "pss_mib": "memory of a viewer's kernel, MiB",
    "server_mib": "memory of the server, MiB",
    "viewer_kib": "memory of the server for a viewer without a kernel, KiB",
}
Result = dict[str, Any]


def median(runs: Sequence[float]) -> float:
    """The middle of the runs; of two middles, the mean."""
    return statistics.median(runs)


def p95(runs: Sequence[float]) -> float:
    """The smallest run that at least 95 of 100 runs do not exceed."""
    return sorted(runs)[math.ceil(0.95 * len(runs)) - 1]


def stats(runs: Sequence[float]) -> dict[str, Any]:
    """{"median", "p95", "runs"}, rounded to what can be told apart."""
    kept = [round(run, 4) if run < 1 else round(run, 1) for run in runs]
    return {"median": round(median(kept), 4), "p95": p95(kept), "runs": kept}


@dataclass(frozen=True)
class Target:
    """What a run is held against; `value` finds the number in a result."""

    id: str
    sense: str  # "at least" or "at most"
    limit: float
    value: Callable[[Result], float]

    def held(self, result: Result) -> dict[str, Any]:
        """{"id", "sense", "limit", "value", "met"}; what was not measured has no value and is not met."""
        try:
            value = self.value(result)
        except (KeyError, ValueError, ZeroDivisionError):
            return {"id": self.id, "sense": self.sense, "limit": self.limit, "value": None, "met": False}
        met = value >= self.limit if self.sense == "at least" else value <= self.limit
        return {"id": self.id, "sense": self.sense, "limit": self.limit, "value": round(value, 4), "met": met}


def of(series: str, measure: str, which: str = "median") -> Callable[[Result], float]:
    """A number of a series."""
    return lambda result: float(result["series"][series][measure][which])


def ratio(measure: str, above: str, below: str) -> Callable[[Result], float]:
    """How many times the median of one series that of another is."""
    return lambda result: of(above, measure)(result) / of(below, measure)(result)


def crowd(result: Result) -> dict[str, Any]:
    """What a hundred viewers found, every tenth of them in a browser."""
    found: dict[str, Any] = result["viewers"]
    if found["viewers"] != 100:
        raise KeyError("viewers")
    return found


def growth(result: Result) -> float:
    """The largest growth of any function from 10 to 100 times the data; ten is linear."""
    timed = [times for times in result["functions"].values() if isinstance(times, dict)]
    return float(max(times["100"] / times["10"] for times in timed))


TARGETS = (
    Target("first view: stock / voila", "at least", 8, ratio("first_view_ms", "stock", "voila")),
    Target("first view: stock_preheated / voila", "at least", 4, ratio("first_view_ms", "stock_preheated", "voila")),
    Target("first view: voila / empty", "at most", 3, ratio("first_view_ms", "voila", "empty")),
    Target("interactive: stock / voila", "at least", 8, ratio("interactive_ms", "stock", "voila")),
    Target("layout shift", "at most", 0, lambda result: max(result["series"]["voila"]["layout_shift"]["runs"])),
    Target("toggle, median ms", "at most", 24, of("voila", "toggle_ms")),
    Target("toggle, p95 ms", "at most", 56, of("voila", "toggle_ms", "p95")),
    Target("toggle, p95 ms in scripts", "at most", 4, of("voila", "script_ms", "p95")),
    Target("toggle at ten times the topics, median ms", "at most", 24, of("voila", "toggle_1000_ms")),
    Target("toggle at ten times the topics, p95 ms", "at most", 56, of("voila", "toggle_1000_ms", "p95")),
    Target("toggle at ten times the topics, p95 ms in scripts", "at most", 4, of("voila", "script_1000_ms", "p95")),
    Target("kernel memory: voila / stock", "at most", 0.5, ratio("pss_mib", "voila", "stock")),
    Target("bytes, first visit: voila / stock", "at most", 0.25, ratio("bytes_cold", "voila", "stock")),
    Target("bytes, first visit", "at most", 250_000, of("voila", "bytes_cold")),
    Target("requests, first visit", "at most", 10, of("voila", "requests", "p95")),
    Target("a figure from the pool, ms", "at most", 1500, of("voila", "figure_ms")),
    Target("requests to other hosts", "at most", 0, lambda result: max(result["series"]["voila"]["elsewhere"]["runs"])),
    Target("load of 100 times the data, ms", "at most", 5000, lambda result: result["functions"]["load"]["100"]),
    Target("growth from 10 to 100 times the data", "at most", 15, growth),
    Target("import, ms", "at most", 100, lambda result: result["functions"]["import"]),
    Target("a hundred viewers: slowest first view, ms", "at most", 1000, lambda r: crowd(r)["first_view_ms"]["max"]),
    Target("a hundred viewers: slowest page, ms", "at most", 1000, lambda result: crowd(result)["page_ms"]["max"]),
    Target("a hundred viewers: answered", "at least", 100, lambda result: crowd(result)["answered"]),
    Target("a key in the search, p95 ms", "at most", 16, of("static", "search_ms", "p95")),
    Target("static: bytes", "at most", 2_000_000, of("static", "bytes_cold")),
    Target("static: first view, ms", "at most", 500, of("static", "first_view_ms")),
)


def held(result: Result) -> list[dict[str, Any]]:
    """Every target beside what was found."""
    return [target.held(result) for target in TARGETS]


def text(result: Result) -> str:
    """The result as JSON, with a list of numbers on one line."""
    written = json.dumps(result, indent=1, ensure_ascii=False)
    return re.sub(r"\[[\s\d.,e+-]+\]", lambda runs: f"[{' '.join(runs[0][1:-1].split())}]", written) + "\n"


def number(value: float | None) -> str:
    """A number as the table shows it."""
    if value is None:
        return "not measured"
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def table(result: Result) -> str:
    """The README's tables: the series side by side, the functions, the targets."""
    there = [name for name in SERIES if name in result["series"]]
    lines = [
        f"{result['rounds']} rounds, interleaved; median (95 of 100 runs were no slower or larger than the number in "
        f"brackets). {result['machine']}. Commit {result['commit']}.",
        "",
        _row(["", *there]),
        _row(["---", *["---:"] * len(there)]),
    ]
    for measure, label in MEASURES.items():
        cells = [result["series"][name].get(measure) for name in there]
        if any(cells):
            lines.append(_row([label, *(f"{number(c['median'])} ({number(c['p95'])})" if c else "" for c in cells)]))
    lines += ["", _row(["milliseconds over", "1x the data", "10x", "100x"]), "| --- | ---: | ---: | ---: |"]
    for name, times in result["functions"].items():
        spread = [times[key] for key in ("1", "10", "100")] if isinstance(times, dict) else [times]
        lines.append(_row([name, *map(number, spread), *[""] * (3 - len(spread))]))
    if "parts" in result:
        lines += [
            "",
            "What each part of the comparison's page costs a first visit: the whole, then how much it has more",
            "",
        ]
        lines[-2] += " by the part (a difference of a few milliseconds is noise)."
        lines += [_row(["part", "bytes, compressed", "ms to the first paint"]), "| --- | ---: | ---: |"]
        lines += [_row([name, number(it["bytes"]), number(it["ms"])]) for name, it in result["parts"].items()]
    if "alignment" in result:
        lines += ["", "Alignment of texts, held against pairs written from reading (`tests/gold`):", ""]
        lines.append(alignment.table(result["alignment"]))
    lines += ["", _row(["target", "wanted", "found", "met"]), "| --- | --- | ---: | --- |"]
    for row in result["targets"]:
        wanted = f"{row['sense']} {number(row['limit'])}"
        lines.append(_row([row["id"], wanted, number(row["value"]), "yes" if row["met"] else "**no**"]))
    return "\n".join(lines)


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def put_into(page: str, made: str) -> str | None:
    """A page with the table between its two markers; None when it has none."""
    before, start, rest = page.partition(START)
    _, end, after = rest.partition(END)
    return f"{before}{START}\n{made}\n{END}{after}" if start and end else None


def write(result: Result, target: Path, readme: Path) -> None:
    """Write the JSON; put the table into the README, or print it when the markers are missing."""
    target.write_text(text(result), encoding="utf-8")
    page = put_into(readme.read_text(encoding="utf-8"), table(result))
    if page is None:
        print(table(result))
        print(f"\nREADME.md has no {START} and {END}, so the table is printed here instead.")
    else:
        readme.write_text(page, encoding="utf-8")
