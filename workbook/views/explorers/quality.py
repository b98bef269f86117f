"""What the workbook rests on: reading or recollection, by text, theme and file; two codings; what was corrected."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ...book.interface import tables, word, words
from ...book.model import Workbook
from ...questions.calibration import calibration
from ...questions.coverage import UNCODED, coverage
from ...questions.reliability import FEATURE, FIELDS, GROUPS, agreement, corrections, disputed, group, without_silence
from ..blocks import EMPTY, Blocks, Say, Table, as_json
from ..rests import bases
from ..state import State
from ..wording import articles

SIDES = False
WORDS = words("quality")
CAPTIONS = words("quality", "captions")
COLUMNS = tables("quality")
REVIEWED = words("quality", "reviewed")
CODINGS = word("quality", "codings")
MEMORY = word("quality", "memory")
SILENCE = word("quality", "silence")
CORRECTED = word("quality", "corrected")


def blocks(book: Workbook, state: State) -> Blocks:
    """What the positions of all themes, or of the chosen one, rest on; then facts and codings."""
    themes = [state.f_theme] if state.f_theme else list(book.vocabulary.themes)
    counts = _counts(book)
    columns = bases(book)
    total = {basis: sum(counts[t][i][basis] for t in themes for i in book.instruments) for basis in columns}
    coded = sum(total.values()) - total[UNCODED]
    given = total | {"coded": coded, "share": (200 * total.get("text", 0) + coded) // (2 * max(1, coded))}
    texts = [
        (one.short_title, *(str(sum(counts[theme][name][basis] for theme in themes)) for basis in columns))
        for name, one in book.instruments.items()
    ]
    by_theme = [
        (
            book.vocabulary.themes[theme].label,
            *(str(sum(counts[theme][name][basis] for name in book.instruments)) for basis in columns),
        )
        for theme in themes
    ]
    labels = tuple(columns.values())
    return (
        Say("rests", WORDS["rests"].format(**given) if coded else WORDS["nothing"], "finding"),
        Say("uncoded", WORDS["uncoded"].format(**given)),
        Table("texts", WORDS["texts"], (WORDS["text"], *labels), tuple(texts)),
        Table("themes", WORDS["themes"], (WORDS["theme"], *labels), tuple(by_theme)),
        *_always(book),
    )


def data(book: Workbook) -> dict[str, Any]:
    """What the browser needs to answer alike: counts by theme, text and basis, and what no filter changes."""
    return {
        "words": WORDS,
        "columns": bases(book),
        "counts": _counts(book),
        "themes": {name: theme.label for name, theme in book.vocabulary.themes.items()},
        "always": as_json(_always(book)),
    }


def context(book: Workbook, state: State) -> dict[str, Any]:
    """Nothing beyond the vocabulary."""
    return {}


def _counts(book: Workbook) -> dict[str, dict[str, dict[str, int]]]:
    """theme -> text -> basis -> positions."""
    found = {
        theme: {name: dict.fromkeys(bases(book), 0) for name in book.instruments} for theme in book.vocabulary.themes
    }
    for topic, name, position in book.positions():
        found[topic.theme][name][position.basis or UNCODED] += 1
    return found


def _always(book: Workbook) -> Blocks:
    """Reviews, articles, files of facts, and the two codings."""
    return (*_texts(book), *_memory(book), *_codings(book))


def _texts(book: Workbook) -> Blocks:
    found = coverage(book)
    reviewed = sum(covered.reviewed for covered in found.instruments)
    rows, left = [], []
    for covered in found.instruments:
        name = book.instruments[covered.instrument].short_title
        least = "{n}" if covered.complete else WORDS["at_least"]
        numbers = (len(covered.cited), len(covered.outside), len(covered.missing))
        rows.append((name, least.format(n=sum(numbers)), *map(str, numbers[:2]), least.format(n=numbers[2])))
        left += [(WORDS["article"].format(text=name, article=article), reason) for article, reason in covered.outside]
    labels = [term.label for term in book.vocabulary.bases.values()]
    files = [(name, *map(str, counts.values())) for name, counts in found.files.items()]
    return (
        Say("reviewed", REVIEWED["some" if reviewed else "none"].format(n=reviewed)),
        _table("articles", rows),
        _table("outside", left, EMPTY["none"]),
        Table("files", CAPTIONS["files"], (*COLUMNS["files"], *labels), tuple(files)),
    )


def _memory(book: Workbook) -> Blocks:
    """How good memory was, field by field; nothing where no remembered statement has been read since."""
    found = calibration(book)
    rows = tuple(
        (row.label, str(row.n), str(row.held), WORDS["in_100"].format(n=round(100 * row.share))) for row in found.rows
    )
    said = (
        Say("memory", f"{found.words} {MEMORY}"),
        Table("calibration", CAPTIONS["memory"], COLUMNS["memory"], rows),
    )
    return said if found.statements else ()


def _codings(book: Workbook) -> Blocks:
    found, differ = agreement(book), disputed(book)
    if not found.rows:
        return (Say("codings", WORDS["once"], "caution"),)
    features = [row for row in differ if row.field.startswith(FEATURE)]
    silent = [row for row in features if without_silence(row.first) == without_silence(row.second)]
    corrected = corrections(book)
    read = [row for row in corrected if group(book, row) == "read"]
    differed = [row for row in differ if group(book, row) == "read"]
    rows = [
        (
            f"{GROUPS[row.texts]}: {FIELDS[row.field].lower()}",
            str(row.n),
            WORDS["of"].format(n=row.agreed, all=row.n),
            row.words,
        )
        for row in found.rows
    ]
    changes = []
    for row in corrected:
        position = book.topics[row.topic].positions[row.instrument]
        known = f"{articles(position)}; {book.vocabulary.bases[position.basis].label}" if position.provides else ""
        point = f"{book.topics[row.topic].title}, {book.instruments[row.instrument].short_title}: {label(book, row)}"
        changes.append((point, spoken(book, row.field, row.first), spoken(book, row.field, row.now), known))
    counted = {"differed": len(differed), "corrected": len(read), "elsewhere": len(corrected) - len(read)}
    every = len(book.topics) * len(book.instruments)
    return (
        Say("codings", CODINGS.format(n=found.positions, all=every)),
        _table("agreement", rows),
        Say("silence", SILENCE.format(n=len(features), silent=len(silent))),
        Say("corrected", CORRECTED.format(**counted)),
        _table("corrections", changes),
    )


def _table(name: str, rows: Sequence[tuple[str, ...]], empty: str = EMPTY["nothing"]) -> Table:
    return Table(name, CAPTIONS[name], COLUMNS[name], tuple(rows), empty)


def label(book: Workbook, row: Any) -> str:
    """A coded field as a reader calls it."""
    name = row.field.removeprefix(FEATURE)
    if not row.field.startswith(FEATURE):
        return FIELDS[row.field]
    return book.vocabulary.features[name].label if name in book.vocabulary.features else name


def spoken(book: Workbook, field: str, answer: str) -> str:
    """An answer of a coding in words; one that is no longer in the vocabulary as it was written."""
    words = book.vocabulary
    if not answer:
        return WORDS["no_answer"]
    if field == "cites":
        return answer.replace("+", ", ")
    if field == "verdict":
        return words.verdicts[answer].label if answer in words.verdicts else answer
    if field == "force":
        return words.forces[answer].label if answer in words.forces else answer
    feature = words.features.get(field.removeprefix(FEATURE))
    values = feature.values if feature else {}
    return "; ".join(values.get(value, WORDS["silent"] if value == "silent" else value) for value in answer.split("+"))
