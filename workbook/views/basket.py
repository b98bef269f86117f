"""A reader's own report as it stands in a link: the grammar of the field `pick`.

    pick=TOPIC,cooperation(s1:JPN;s2:BRA),'What our delegation asks

Parts are parted by commas and keep their order. A topic stands by its id: its card. A view stands by its name and, in
brackets, its own controls as `field:value`, parted by semicolons (states of a list by full stops). What follows an
apostrophe is a line of one's own; one that begins with `# ` is a heading. Within a value or a line `%` `,` `;` `(`
`)` are written %25 %2C %3B %28 %29. Sides and switches belong to the whole report. static/answers.js reads it alike.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field

MOST = 40  # parts
LONGEST = 400  # letters of a line of one's own
LIST = "joining"
# The views that can be put into a report, each with its own controls.
VIEWS: Mapping[str, tuple[str, ...]] = {
    "state": ("s1", "s2", "on", "who", "joining", "n", "seed"),
    "scope": ("on",),
    "crimes": (),
    "cooperation": ("s1", "s2", "on"),
    "pairs": ("on",),
    "decision": ("yes", "no", "abstain", "absent", "rule"),
    "road": ("yes", "no", "abstain", "absent", "rule"),
    "safeguards": (),
    "whatif": ("who", "joining", "n", "seed", "vs"),
    "drafting": ("stage",),
    "brief": ("on",),
    "quality": ("f_theme",),
}
CODES = {"%": "%25", ",": "%2C", ";": "%3B", "(": "%28", ")": "%29"}
PLAIN = {code: sign for sign, code in CODES.items()}
CALL = re.compile(r"([a-z]+)\((.*)\)", re.DOTALL)
Again = Callable[[Mapping[str, str]], tuple[Mapping[str, str], Collection[str]]]


@dataclass(frozen=True)
class Part:
    """A part of a report: a topic's card (`name`), a view (`name`, with `controls`) or a line (`words`)."""

    name: str = ""
    controls: Mapping[str, str] | None = None
    words: str = field(default="")


def parsed(item: str) -> Part:
    """A part as the link writes it."""
    if item.startswith("'"):
        return Part(words=_plain(item[1:]))
    call = CALL.fullmatch(item)
    if not call:
        return Part(item)
    pairs = (each.partition(":") for each in call[2].split(";") if each)
    return Part(call[1], {name: _plain(value) for name, _, value in pairs})


def written(part: Part) -> str:
    """A part as the link has it."""
    if part.words:
        return "'" + _coded(part.words)
    if part.controls is None:
        return part.name
    return f"{part.name}({';'.join(f'{name}:{_coded(value)}' for name, value in part.controls.items())})"


def parts(
    asked: str, topics: Collection[str], again: Again, clean: Callable[[str], str]
) -> tuple[list[str], list[str]]:
    """The parts that `pick` names, each once and in normal form, and what in it is not known here.

    `again` reads controls as the link's own fields are read; `clean` takes hidden signs out of a line.
    """
    found: dict[str, None] = {}
    ignored: list[str] = []
    for item in filter(None, asked.split(",")):
        part = parsed(item)
        if item.startswith("'"):
            part = Part(words=clean(part.words)[:LONGEST].strip(" "))
            if not part.words:
                continue
        elif part.controls is not None and part.name in VIEWS:
            own = VIEWS[part.name]
            ignored += [name for name in part.controls if name not in own]
            controls, unknown = again({name: part.controls[name] for name in own if part.controls.get(name)})
            ignored += unknown
            part = Part(part.name, {name: controls[name] for name in own if controls.get(name)})
        elif part.controls is not None or part.name not in topics:
            ignored.append(item)
            continue
        name = written(part)
        if len(found) < MOST or name in found:
            found[name] = None
        else:
            ignored.append(name)
    return list(found), ignored


def _coded(text: str) -> str:
    return "".join(CODES.get(sign, sign) for sign in text)


def _plain(text: str) -> str:
    return re.sub("%(25|2C|3B|28|29)", lambda code: PLAIN[code[0]], text)
