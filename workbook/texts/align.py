"""Which provision of one text does the work of which of another: by their words, weighed by how rare they are.

TF-IDF (scikit-learn) over words and headings. A counterpart is either very like, or the best for each other; else the
answer is that there is none.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from .official import OfficialText, TextError, units

HEADING = 0.3  # of a score; the words of the provision make the rest
SURE = 0.2  # a score that stands for itself; both limits were set with the gold pairs in view
MUTUAL = 0.12  # a score that counts where each is the other's best
MOST = 3  # counterparts of one provision
TERMS = 6
ENDING = re.compile(r"(?:isation|ization|ations|ation|ings|ing|ions|ion|ments|ment|ities|ity|ies|es|ed|s|e|y)$")
EVERYWHERE = 0.5  # a word in a larger share of the provisions tells nothing


@dataclass(frozen=True)
class Counterpart:
    """A provision of the other text, how like it is (0 to 1), and the terms that made it so."""

    cite: str
    heading: str
    score: float
    terms: tuple[str, ...]


@dataclass(frozen=True)
class Aligned:
    """A provision with its counterparts, best first; none: there is no counterpart."""

    cite: str
    heading: str
    to: tuple[Counterpart, ...]


def align(a: OfficialText, b: OfficialText, level: str = "article") -> tuple[Aligned, ...]:
    """Each provision of `a` with its counterparts in `b`; `level` is `article` or `paragraph`.

    Raises `TextError` for texts in two languages.
    """
    if a.language != b.language:
        raise TextError(f"{a.id} is here in {a.language} and {b.id} in {b.language}; only texts in one language align.")
    here, there = list(units(a, level)), list(units(b, level))
    scores, terms = likeness(here, there)
    best_there = scores.max(axis=0) if there else []
    out = []
    for row, (cite, heading, _) in enumerate(here):
        order = sorted(range(len(there)), key=lambda column: -scores[row, column])[:MOST]
        mutual = bool(order) and scores[row, order[0]] >= max(best_there[order[0]], MUTUAL)
        kept = [column for column in order if scores[row, column] >= SURE or (mutual and scores[row, column] >= MUTUAL)]
        found = [Counterpart(*there[column][:2], float(scores[row, column]), terms(row, column)) for column in kept]
        out.append(Aligned(cite, heading, tuple(found)))
    return tuple(out)


def likeness(here: list[tuple[str, str, str]], there: list[tuple[str, str, str]]) -> tuple[Any, Any]:
    """How like each provision is to each other one (a matrix), and a function that names the terms that made it so."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    def weighed(first: list[str], second: list[str], everywhere: float) -> tuple[Any, Any, Any]:
        model = TfidfVectorizer(analyzer=stems, sublinear_tf=True, max_df=everywhere)
        try:
            model.fit(first + second)
        except ValueError:  # no word is left: nothing is like anything
            model = TfidfVectorizer(analyzer=stems, sublinear_tf=True).fit([*first, *second, "none"])
        return model.transform(first), model.transform(second), model

    x, y, model = weighed([row[2] for row in here], [row[2] for row in there], EVERYWHERE)
    p, q, _ = weighed([row[1] for row in here], [row[1] for row in there], 1.0)
    scores = ((1 - HEADING) * (x @ y.T) + HEADING * (p @ q.T)).toarray()
    names = model.get_feature_names_out()
    shown = whole_words(row[2] for row in [*here, *there])

    def terms(row: int, column: int) -> tuple[str, ...]:
        shared = x[row].multiply(y[column]).tocoo()
        ranked = sorted(zip(shared.data, shared.col, strict=True), reverse=True)[:TERMS]
        return tuple(shown.get(names[place], names[place]) for _, place in ranked)

    return scores, terms


def stems(text: str) -> list[str]:
    """A text's words without their endings (English ones); of Chinese, each two signs that stand together."""
    found = [stem(word) for word in re.findall(r"[^\W\d_]{2,}", text.lower()) if not is_chinese(word)]
    runs = re.findall("[\u4e00-\u9fff]{2,}", text)
    return found + [run[place : place + 2] for run in runs for place in range(len(run) - 1)]


def is_chinese(word: str) -> bool:
    """Whether a word is written in Chinese signs."""
    return "\u4e00" <= word[0] <= "\u9fff"


@cache
def stem(word: str) -> str:
    """A word without its ending; short words stay whole."""
    return ENDING.sub("", word) if len(word) > 5 else word


def whole_words(texts: Iterable[str]) -> dict[str, str]:
    """Stem -> the commonest word that has it, for showing."""
    counted: dict[str, Counter[str]] = {}
    for text in texts:
        for word in re.findall(r"[^\W\d_]{2,}", text.lower()):
            counted.setdefault(stem(word), Counter())[word] += 1
    return {each: words.most_common(1)[0][0] for each, words in counted.items()}


def as_json(found: tuple[Aligned, ...]) -> list[dict[str, Any]]:
    """The answer as data."""
    return [
        {
            "from": each.cite,
            "heading": each.heading,
            "to": [
                {"article": one.cite, "heading": one.heading, "score": round(one.score, 3), "terms": list(one.terms)}
                for one in each.to
            ],
        }
        for each in found
    ]
