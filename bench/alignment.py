"""How well two texts are aligned, held against pairs that were written from reading: ours, BM25 alone, and chance.

    python -m bench.alignment    (WORKBOOK_TEXTS names the folder of official texts)

For provisions with a counterpart, recall at 1 and at 3: the share whose first answer, or one of whose first three, is a
counterpart. Precision at 1: of all the provisions that got an answer, those without a counterpart too, the share whose
first answer is right; at 3: the share of right ones among all the answers given. `none`: the share of provisions
without a counterpart for which none was named. BM25 alone always names one.
"""

import csv
import json
import os
import random
import sys
from pathlib import Path

import numpy as np

from workbook.texts import readers, structure
from workbook.texts.align import align, stems
from workbook.texts.official import OfficialText, units

GOLD = Path(__file__).parent.parent / "tests" / "gold"
FILES = {"budapest": "budapest-ets185.md", "uncac": "uncac-2003.md", "untoc": "untoc-2000.md"}


def text(name, folder):
    """An official text, read without the user's store."""
    (treaty,) = structure.treaties(readers.read((Path(folder) / FILES[name]).read_bytes()))
    return OfficialText(name, treaty.language, treaty.title, "", "", "", tuple(treaty.preamble), tuple(treaty.articles))


def gold(pair, level, a, b):
    """Provision of `a` -> the provisions of `b` that are its counterparts (none: an empty set)."""
    wanted = {}
    with (GOLD / f"{pair}.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["level"] == level and row[a]:
                wanted.setdefault(row[a], set()).update({row[b]} - {""})
    return wanted


def ours(a, b, level):
    """Our answers: provision -> counterparts, best first."""
    return {each.cite: [one.cite for one in each.to] for each in align(a, b, level)}


def bm25(a, b, level):
    """BM25 alone (bm25s): the three best for each provision, always."""
    import bm25s

    here, there = list(units(a, level)), list(units(b, level))
    index = bm25s.BM25()
    index.index([stems(words) for _, _, words in there], show_progress=False)
    scores = [index.get_scores(stems(words)) if stems(words) else np.zeros(len(there)) for _, _, words in here]
    return {cite: [there[n][0] for n in np.argsort(-row)[:3]] for (cite, _, _), row in zip(here, scores, strict=True)}


def chance(a, b, level):
    """Three provisions drawn at random (seed 1) for each."""
    rng, there = random.Random(1), [cite for cite, _, _ in units(b, level)]
    return {cite: rng.sample(there, 3) for cite, _, _ in units(a, level)}


def measured(wanted, answers):
    """The six numbers of an aligner against the gold pairs."""
    paired = {cite: right for cite, right in wanted.items() if right}
    alone = [cite for cite, right in wanted.items() if not right]
    given = {cite: answers[cite] for cite in wanted if answers[cite]}
    named = [(cite, one) for cite, found in given.items() for one in found]
    return {
        "recall_1": sum(answers[cite][:1] != [] and answers[cite][0] in right for cite, right in paired.items())
        / len(paired),
        "recall_3": sum(bool(right & set(answers[cite][:3])) for cite, right in paired.items()) / len(paired),
        "precision_1": sum(found[0] in wanted[cite] for cite, found in given.items()) / max(1, len(given)),
        "precision_3": sum(one in wanted[cite] for cite, one in named) / max(1, len(named)),
        "none": sum(not answers[cite] for cite in alone) / max(1, len(alone)),
        "provisions": len(wanted),
    }


def measure(folder):
    """Every pair of texts, both ways, both levels: {name: {aligner: numbers}}."""
    texts, found = {name: text(name, folder) for name in FILES}, {}
    for pair in ("budapest-uncac", "untoc-uncac"):
        for a, b in (pair.split("-"), pair.split("-")[::-1]):
            for level in ("article", "paragraph"):
                wanted = gold(pair, level, a, b)
                found[f"{a} > {b}, {level}s"] = {
                    each.__name__: measured(wanted, each(texts[a], texts[b], level)) for each in (ours, bm25, chance)
                }
    return found


def mean(found, aligner, number):
    """A number's mean over the pairs, ways and levels."""
    return sum(each[aligner][number] for each in found.values()) / len(found)


def table(found):
    """The numbers as a Markdown table."""
    rows = [
        "| | aligner | recall at 1 | at 3 | precision at 1 | at 3 | none named |",
        "| --- | --- | ---: | ---: | ---: | ---: | ---: |",
    ]
    numbers = ("recall_1", "recall_3", "precision_1", "precision_3", "none")
    for name, aligners in [*found.items(), ("mean", None)]:
        for aligner in ("ours", "bm25", "chance"):
            values = [aligners[aligner][n] if aligners else mean(found, aligner, n) for n in numbers]
            rows.append(f"| {name} | {aligner} | " + " | ".join(f"{value:.2f}" for value in values) + " |")
    return "\n".join(rows)


if __name__ == "__main__":
    where = os.environ.get("WORKBOOK_TEXTS")
    if not where:
        sys.exit("The official texts are not here: name their folder in WORKBOOK_TEXTS.")
    answer = measure(where)
    print(json.dumps(answer, indent=1) if "--json" in sys.argv else table(answer))
