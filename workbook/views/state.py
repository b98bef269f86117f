"""The one state of every view: ids only, immutable, replaced whole; to and from a link.

The link is the address's query string. Python never reads the address (a prepared kernel knows only
an earlier visitor's); the browser does, and sends the link. static/answers.js keeps the same rules.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from urllib.parse import parse_qs, quote

from ..book.facts import is_day
from ..book.model import Selection, Workbook, stages
from . import basket

AS_BROWSERS_DO = "!'()*-._~"  # what encodeURIComponent leaves as it is
# Controls and marks that turn the direction of writing: no key types them, and no file may hold them.
HIDDEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufffe\uffff]")
NUMBER = r"[0-9]{1,3}"
# Fields of the explorers whose values are no ids: what they must look like, here and in the browser.
PATTERNS: Mapping[str, str] = {
    "on": r"[12][0-9]{3}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])",
    "yes": NUMBER,
    "no": NUMBER,
    "abstain": NUMBER,
    "absent": NUMBER,
    "n": NUMBER,
    "seed": r"[0-9]{1,6}",
}
ALL = "all"  # every card at once
WHO = ("today", "signatories", "members", "list", "random")


@dataclass(frozen=True)
class State:
    """Sides, switches and filters; for the explorers two states, a day, a vote, and who joins the drafted text.

    `who` is one of WHO; `joining` names the states of `list`; `n` and `seed` set a random draw; `vs` is
    the link of another scenario, to be shown beside this one. `show` asks for the card of a topic, or for all.
    `pick` is the reader's own report, part by part, as `basket` writes it.
    """

    a: tuple[str, ...]
    b: tuple[str, ...]
    off: tuple[str, ...] = ()
    off_in: tuple[tuple[str, str], ...] = ()
    q: str = ""
    f_theme: str = ""
    f_verdict: str = ""
    stage: str = ""
    s1: str = ""
    s2: str = ""
    on: str = ""
    yes: str = ""
    no: str = ""
    abstain: str = ""
    absent: str = ""
    rule: str = ""
    who: str = ""
    joining: tuple[str, ...] = ()
    n: str = ""
    seed: str = ""
    vs: str = ""
    f_relation: str = ""
    show: str = ""
    pick: tuple[str, ...] = ()

    @property
    def selection(self) -> Selection:
        """What is switched off."""
        return Selection(frozenset(self.off), frozenset(self.off_in))

    @property
    def day(self) -> dt.date | None:
        """The day that is asked about; None where the view keeps the last one known."""
        return dt.date.fromisoformat(self.on) if self.on else None

    def query(self) -> str:
        """The link, from the question mark on; empty fields are left out."""
        text = {field.name: getattr(self, field.name) for field in fields(self)}
        text |= {
            "a": "+".join(self.a),
            "b": "+".join(self.b),
            "off": ",".join(self.off),
            "off_in": ",".join(f"{instrument}:{topic}" for instrument, topic in self.off_in),
            "q": quote(self.q, safe=AS_BROWSERS_DO),
            "joining": ",".join(self.joining),
            "vs": quote(self.vs, safe=AS_BROWSERS_DO),
            "pick": quote(",".join(self.pick), safe=AS_BROWSERS_DO + ",:;"),
        }
        return "?" + "&".join(f"{name}={value}" for name, value in text.items() if value)

    def sides(self, book: Workbook) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The sides as compared: with a stage chosen, it stands for the drafted text on both."""

        def staged(side: tuple[str, ...]) -> tuple[str, ...]:
            drafted = stages(book)
            chosen = {self.stage if self.stage and name in drafted else name for name in side}
            return tuple(name for name in book.instruments if name in chosen)

        return staged(self.a), staged(self.b)


def start(book: Workbook) -> State:
    """The view that a link without fields opens."""
    names, project = tuple(book.instruments), book.facts.project
    a = tuple(name for name in names if name in project.start_a)
    b = tuple(name for name in names if name in project.start_b)
    return State(a or names[:1], b or names[-1:])


def choices(book: Workbook) -> dict[str, tuple[str, ...]]:
    """The closed lists of the fields that take one id."""
    states = tuple(iso3 for iso3, country in book.facts.states.items() if country.kind != "organisation")
    return {
        "f_theme": tuple(book.vocabulary.themes),
        "f_verdict": tuple(book.vocabulary.verdicts),
        "f_relation": tuple(book.vocabulary.relations),
        "show": (ALL, *book.topics),
        "stage": stages(book),
        "s1": states,
        "s2": states,
        "rule": tuple(book.vocabulary.decision_rules),
        "who": WHO,
    }


def read(book: Workbook, link: str) -> tuple[State, tuple[str, ...]]:
    """The state that a link names, and the ids and values in it that this workbook does not have."""
    given = {name: values[0] for name, values in parse_qs(link.partition("?")[2] or link).items()}
    ignored: list[str] = []
    lists = choices(book)

    def known(asked: Iterable[str], among: Iterable[str]) -> tuple[str, ...]:
        wanted = dict.fromkeys(name for name in asked if name)
        there = dict.fromkeys(among) if wanted else {}
        ignored.extend(name for name in wanted if name not in there)
        return tuple(name for name in there if name in wanted)

    def several(field: str, among: Iterable[str]) -> tuple[str, ...]:
        return known(given.get(field, "").split(","), among)

    def side(field: str, otherwise: tuple[str, ...]) -> tuple[str, ...]:
        return known(given.get(field, "").replace("+", " ").split(" "), book.instruments) or otherwise

    def shaped(field: str, pattern: str) -> str:
        value = given.get(field, "")
        if value and not (re.fullmatch(pattern, value) and (field != "on" or is_day(value))):
            ignored.append(value)
            return ""
        return value

    def again(controls: Mapping[str, str]) -> tuple[Mapping[str, str], tuple[str, ...]]:
        """Controls of a part, read as the link's own fields are; a list's states stand between full stops."""
        asked = {name: text.replace(".", ",") if name == basket.LIST else text for name, text in controls.items()}
        found, unknown = read(book, "?" + "&".join(f"{name}={quote(text, safe='')}" for name, text in asked.items()))
        values = {name: getattr(found, name) for name in controls}
        return {name: ".".join(text) if name == basket.LIST else text for name, text in values.items()}, unknown

    default = start(book)
    picked, unknown = basket.parts(given.get("pick", ""), book.topics, again, lambda text: HIDDEN.sub("", text))
    pairs = several("off_in", (f"{instrument}:{topic}" for topic in book.topics for instrument in book.instruments))
    state = State(
        a=side("a", default.a),
        b=side("b", default.b),
        off=several("off", book.topics),
        off_in=tuple((pair.partition(":")[0], pair.partition(":")[2]) for pair in pairs),
        q=HIDDEN.sub("", given.get("q", "")),
        vs=HIDDEN.sub("", given.get("vs", "")),
        joining=several("joining", lists["s1"]),
        pick=tuple(picked),
        **{field: next(iter(known([given.get(field, "")], among)), "") for field, among in lists.items()},
        **{field: shaped(field, pattern) for field, pattern in PATTERNS.items()},
    )
    return state, tuple(dict.fromkeys([*ignored, *unknown]))


def part_state(state: State, name: str, controls: Mapping[str, str]) -> State:
    """The state that a view of a report answers: its own controls, the sides and switches of the whole report."""
    own: dict[str, str | tuple[str, ...]] = {field: controls.get(field, "") for field in basket.VIEWS[name]}
    if basket.LIST in own:
        own[basket.LIST] = tuple(filter(None, controls.get(basket.LIST, "").split(".")))
    return replace(state, pick=(), **own)  # type: ignore[arg-type]
