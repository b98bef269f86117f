"""How two sides relate on one topic: the coders' verdicts lead, force and features say why.

The rule, kept alike here and in views/static/answers.js.

1. A side that has a provision, but none that is on, is *off*, and so is a topic that is switched off. What is
   not on takes no part in what follows.
2. A side is *dark* when one of its texts is uncoded, or only known to be present. Two sides that have a provision
   are related when neither is dark; that one side alone has a provision can be said when the other is not dark.
3. A side's *level* against the topic's baseline comes from the verdicts of its texts. One text: its verdict
   (`extends` is another way of being different: what a protocol adds has no order with its parent). Several
   texts: a party to all of them has the best of each, so the widest verdict leads: broader, else equivalent,
   else different, else narrower. A text that is different, or extends, beside an equivalent one makes the side
   broader if its marks add something to the equivalent one's, else nothing; a narrower one takes nothing from that.
4. Levels that are in an order give the stronger side. `different` differs from every other level.
5. Two sides on one level have the order of their *marks*. Force and each feature give a provision two sets of
   them: ranked marks grow with strength (a stronger value has all marks of a weaker one); plain marks only
   agree or differ. A feature on which one side is silent (a draft that does not tell) is left out: what is not
   known is no difference. A side's marks are the union over its texts. Equal marks are the same; equal plain marks and
   a larger ranked set make the stronger side; anything else differs.
"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass

from ..book.marks import Marks, by_marks, marks, unite
from ..book.model import UNKNOWN, Topic, Workbook

ORDER = ("narrower", "equivalent", "broader")
EXTENDING = ("different", "extends")

Provision = tuple[str, Marks]  # a text's verdict and its marks


@dataclass(frozen=True)
class Side:
    """What a side has on one topic: the provisions that are on; and how far that is all."""

    on: tuple[Provision, ...]
    off: bool  # it has a provision, or the topic is off, and none is on
    present: bool  # one of its texts is only known to have a provision
    dark: bool  # one of its texts is uncoded, or only known to have a provision

    @property
    def has(self) -> bool:
        """True when the side has a provision, known or not."""
        return bool(self.on) or self.present


def side(book: Workbook, topic: Topic, names: tuple[str, ...], on: Container[tuple[str, str]], off: bool) -> Side:
    """A side on one topic: `on` are the (instrument, topic) that are on, `off` whether the topic is switched off."""
    positions = {name: topic.positions[name] for name in names}
    here = tuple(
        (it.verdict, marks(book, topic, it)) for name, it in positions.items() if it.provides and (name, topic.id) in on
    )
    verdicts = {it.verdict for it in positions.values()}
    gone = not here and (off or any(it.provides for it in positions.values()))
    return Side(here, gone, "present" in verdicts, bool(verdicts & set(UNKNOWN)))


def level(provisions: tuple[Provision, ...]) -> str:
    """A side's level against the baseline (rule 3): narrower, equivalent, broader or different."""
    at = [("equivalent" if verdict == "baseline" else verdict, found) for verdict, found in provisions]
    verdicts = {verdict for verdict, _ in at}
    if "broader" in verdicts:
        return "broader"
    if "equivalent" in verdicts:
        plain = unite(found for verdict, found in at if verdict == "equivalent")
        more = unite([plain, *(found for verdict, found in at if verdict in EXTENDING)])
        return "broader" if more != plain else "equivalent"
    return "different" if verdicts & set(EXTENDING) else "narrower"


def relate(a: Side, b: Side) -> str:
    """The relation of two sides on one topic, by the rules above."""
    if a.off or b.off:
        return "off"
    if not a.has or not b.has:
        missing = [side for side in (a, b) if not side.has]
        if any(side.dark for side in missing):
            return "unknown"
        return "only_a" if a.has else "only_b" if b.has else "same"
    return "unknown" if a.dark or b.dark else _order(a.on, b.on)


def _order(a: tuple[Provision, ...], b: tuple[Provision, ...]) -> str:
    level_a, level_b = level(a), level(b)
    if level_a != level_b:
        if "different" in (level_a, level_b):
            return "differs"
        return "stronger_a" if ORDER.index(level_a) > ORDER.index(level_b) else "stronger_b"
    if level_a == "different" and {verdict for verdict, _ in a} != {verdict for verdict, _ in b}:
        return "differs"
    return by_marks(unite(found for _, found in a), unite(found for _, found in b))
