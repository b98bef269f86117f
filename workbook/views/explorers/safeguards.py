"""Questions, one by one: what each text provides, and what others say for and against. Parts, never a total."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ...book.interface import headings, word, words
from ...book.model import Workbook
from .. import wording
from ..blocks import Block, Blocks, Say, Table
from ..state import State
from .feartables import coded_offences, needs, sections

SIDES = True
STANCES = ("concern", "support", "neutral")
COUNTED = word("safeguards", "counted")
COUNTS = headings("safeguards", "counts")
SAID = headings("safeguards", "said")
HOWS = ("speaks", "off", "no_data", "nothing")  # how a side stands on a question: the first that some text of it has
WORDS = words("safeguards")
Row = dict[str, Any]
On = Callable[[Row], bool]


def blocks(book: Workbook, state: State) -> Blocks:
    """The rule of the page, then question by question, answers, tables, and what others say."""
    both = state.sides(book)
    shown = {*both[0], *both[1]}
    on = switched_on(book, state)
    a, b = (" + ".join(book.instruments[name].short_title for name in side) for side in both)
    parts = sections(book)
    words = book.facts.pages.worded(WORDS)
    found: list[Block] = [
        Say(f"finding_{letter}", _finding(book, parts, side, on), "finding")
        for letter, side in zip("ab", both, strict=True)
        if parts
    ]
    if parts:
        found.append(_overview(book, parts, shown, on))
    found += [Say("rule", words["rule"]), Say("sides", WORDS["sides"].format(a=a, b=b))]
    if not parts:
        found.append(Say("none", WORDS["no_questions"], "caution"))
    for part in parts:
        found += [*_answer(book, part, shown, on), *_statements(book, part, shown)]
    return tuple(found)


def switched_on(book: Workbook, state: State) -> On:
    """Tells of a row whether its provision is on, and all that it builds on; one without a provision has no switch."""
    builds_on = needs(book)

    def on(row: Row) -> bool:
        topics = builds_on.get(row["topic"], [row["topic"]])
        return not row["provides"] or all(state.selection.has(row["text"], topic) for topic in topics)

    return on


def _finding(book: Workbook, parts: list[Row], side: tuple[str, ...], on: On) -> str:
    """To how many of the questions a side speaks, on which it does not, and what it punishes about content."""
    by_how: dict[str, list[str]] = {how: [] for how in HOWS}
    for part in parts:
        hows = {row["how"] if on(row) else "off" for row in part["taken"] if row["text"] in side}
        by_how[next(how for how in HOWS if how in hows)].append(part["title"][0].lower() + part["title"][1:])
    rest = "".join(
        WORDS[f"rest_{how}"].format(list=", ".join(by_how[how])) for how in ("nothing", "no_data", "off") if by_how[how]
    )
    name = wording.WORDS["with_the"].join(book.instruments[text].short_title for text in side)
    given = {"n": len(by_how["speaks"]), "all": len(parts), "rest": rest, "offences": _offences(book, parts, side, on)}
    return book.facts.pages.worded(WORDS)["answer"].format(name=name, **given)


def _offences(book: Workbook, parts: list[Row], side: tuple[str, ...], on: On) -> str:
    """How many offences about content a side has, with their articles."""
    coded = {coded_offences(book)[text] for text in side}
    if coded == {"none"}:
        return WORDS["no_data"]
    tables = [table for part in parts for table in part["tables"] if table.get("every")]
    rows = [row for table in tables for row in table["rows"] if row["text"] in side and on(row)]
    n = str(len({row["topic"] for row in rows}))
    where = []
    for text in side:
        articles = dict.fromkeys(article for row in rows if row["text"] == text for article in row["articles"])
        named = f"{book.instruments[text].short_title}: " if len(side) > 1 else ""
        if articles:
            cited = WORDS["articles" if len(articles) > 1 else "article"].format(list=", ".join(articles))
            where.append(named + cited)
    return (n if coded == {"whole"} else WORDS["least"].format(n=n)) + (f" ({'; '.join(where)})" if where else "")


def _overview(book: Workbook, parts: list[Row], shown: set[str], on: On) -> Table:
    """The questions against the texts."""
    texts = [name for name in book.instruments if name in shown]
    rows = []
    for part in parts:
        said = {row["text"]: row["words"] if on(row) else WORDS["off"] for row in part["taken"]}
        rows.append((part["title"], *(said[text] for text in texts)))
    words = book.facts.pages.worded(WORDS)
    columns = (words["question"], *(book.instruments[text].short_title for text in texts))
    return Table("overview", words["overview"], columns, tuple(rows), WORDS["nothing"])


def _answer(book: Workbook, part: Row, shown: set[str], on: On) -> list[Block]:
    name = part["id"]
    answers = [
        f"{book.instruments[row['text']].short_title}: {row['words'] if on(row) else WORDS['off']}."
        for row in part["taken"]
        if row["text"] in shown
    ]
    found: list[Block] = [
        Say(name, part["title"], "heading"),
        Say(f"{name}-question", part["question"]),
        *(Say(f"{name}-report-{number}", words) for number, words in enumerate(part["report"])),
        Say(f"{name}-answer", " ".join(answers), "finding"),
    ]
    for table in part["tables"]:
        every, columns = table.get("every", False), tuple(table["columns"])
        rows = [row for row in table["rows"] if every or row["text"] in shown]
        blank = [""] * (len(columns) - 3)
        cells = (row["cells"] if on(row) else [*row["cells"][:2], WORDS["off"], *blank] for row in rows)
        if every:
            found.append(_counts(book, table, on))
        found.append(Table(table["id"], table["caption"], columns, tuple(map(tuple, cells)), WORDS["nothing"]))
    return found


def _counts(book: Workbook, table: Row, on: On) -> Table:
    """How many offences about content each text has; "no data" where no offence is coded."""
    rows = []
    for text, coded in coded_offences(book).items():
        n = sum(row["text"] == text and on(row) for row in table["rows"])
        words = {"none": WORDS["no_data"], "whole": str(n), "partial": WORDS["least"].format(n=n)}[coded]
        rows.append((book.instruments[text].short_title, words))
    return Table(f"{table['id']}-counts", COUNTED, COUNTS, tuple(rows))


def _statements(book: Workbook, part: Row, shown: set[str]) -> list[Block]:
    name, claims = part["id"], part["claims"]
    if not claims:
        return [Say(f"{name}-claims", WORDS["no_claims"])]
    here = [row for row in claims if row["text"] in shown]
    given = {stance: sum(row["stance"] == stance for row in here) for stance in STANCES}
    words = WORDS["claims"].format(**given, elsewhere=len(claims) - len(here))
    found: list[Block] = [Say(f"{name}-claims", words)]
    for stance in STANCES:
        rows = tuple(tuple(row["cells"]) for row in here if row["stance"] == stance)
        caption = book.vocabulary.stances.get(stance, stance)
        found.append(Table(f"{name}-{stance}", caption, SAID, rows, WORDS["no_stance"]))
    return found


def data(book: Workbook) -> dict[str, Any]:
    """What the browser needs to answer alike: every section, and what each provision builds on."""
    return {
        "words": book.facts.pages.worded(WORDS),
        "hows": list(HOWS),
        "sections": sections(book),
        "needs": needs(book),
        "coded": coded_offences(book),
        "counted": [COUNTED, list(COUNTS)],
        "stances": {name: book.vocabulary.stances.get(name, name) for name in STANCES},
        "said": list(SAID),
    }


def context(book: Workbook, state: State) -> dict[str, Any]:
    """Its controls are the two sides alone."""
    return {}
