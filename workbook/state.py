"""The one state of a view: ids only, immutable, replaced whole; to and from a link.

The link is the address's query string. Python never reads the address (a prepared kernel knows only
an earlier visitor's); the browser does, and sends the link. static/page.js keeps the same rules.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import parse_qs, quote

from .model import Selection, Workbook

DEFAULT_A = "budapest"
DEFAULT_B = "un-2024"
AS_BROWSERS_DO = "!'()*-._~"  # what encodeURIComponent leaves as it is


@dataclass(frozen=True)
class State:
    """Sides, switches and filters of one view."""

    a: tuple[str, ...]
    b: tuple[str, ...]
    off: tuple[str, ...] = ()
    off_in: tuple[tuple[str, str], ...] = ()
    q: str = ""
    f_theme: str = ""
    f_verdict: str = ""
    stage: str = ""

    @property
    def selection(self) -> Selection:
        """What is switched off."""
        return Selection(frozenset(self.off), frozenset(self.off_in))

    def query(self) -> str:
        """The link, from the question mark on; empty fields are left out."""
        fields = {
            "a": "+".join(self.a),
            "b": "+".join(self.b),
            "off": ",".join(self.off),
            "off_in": ",".join(f"{instrument}:{topic}" for instrument, topic in self.off_in),
            "q": quote(self.q, safe=AS_BROWSERS_DO),
            "f_theme": self.f_theme,
            "f_verdict": self.f_verdict,
            "stage": self.stage,
        }
        return "?" + "&".join(f"{name}={value}" for name, value in fields.items() if value)

    def sides(self, book: Workbook) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The sides as compared: with a stage chosen, it stands for the UN text on both."""
        return _staged(book, self.a, self.stage), _staged(book, self.b, self.stage)


def _staged(book: Workbook, side: tuple[str, ...], stage: str) -> tuple[str, ...]:
    if not stage:
        return side
    wanted = {stage if book.instruments[name].family == "un" else name for name in side}
    return tuple(name for name in book.instruments if name in wanted)


def stages(book: Workbook) -> tuple[str, ...]:
    """The texts of the UN drafting line, oldest first."""
    return tuple(name for name, instrument in book.instruments.items() if instrument.family == "un")


def start(book: Workbook) -> State:
    """The view that a link without fields opens."""
    names = tuple(book.instruments)
    a = DEFAULT_A if DEFAULT_A in names else names[0]
    b = DEFAULT_B if DEFAULT_B in names else names[-1]
    return State((a,), (b,))


def read(book: Workbook, link: str) -> tuple[State, tuple[str, ...]]:
    """The state that a link names, and the ids in it that this workbook does not have."""
    fields = {name: values[0] for name, values in parse_qs(link.partition("?")[2] or link).items()}
    ignored: list[str] = []

    def known(asked: Iterable[str], among: Iterable[str]) -> tuple[str, ...]:
        asked, names = [name for name in asked if name], list(among)
        ignored.extend(name for name in asked if name not in names)
        return tuple(name for name in names if name in asked)

    def one(field: str, among: Iterable[str]) -> str:
        return next(iter(known([fields.get(field, "")], among)), "")

    def side(field: str, otherwise: tuple[str, ...]) -> tuple[str, ...]:
        return known(fields.get(field, "").replace("+", " ").split(" "), book.instruments) or otherwise

    default = start(book)
    pairs = [f"{instrument}:{topic}" for topic in book.topics for instrument in book.instruments]
    off_in = known(fields.get("off_in", "").split(","), pairs)
    state = State(
        a=side("a", default.a),
        b=side("b", default.b),
        off=known(fields.get("off", "").split(","), book.topics),
        off_in=tuple((pair.partition(":")[0], pair.partition(":")[2]) for pair in off_in),
        q=fields.get("q", ""),
        f_theme=one("f_theme", book.vocabulary.themes),
        f_verdict=one("f_verdict", book.vocabulary.verdicts),
        stage=one("stage", stages(book)),
    )
    return state, tuple(dict.fromkeys(ignored))
