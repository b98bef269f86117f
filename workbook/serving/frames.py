"""What a page and its kernel may say to each other: two traits each way, checked before anything is done with them.

A viewer's browser does not speak Jupyter's protocol. Its frame is `{"widget": 0, "set": {"link": "?a=..."}}`: the
place of a widget on the page, and the traits to set. Everything else closes the socket, in either direction.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any, NoReturn

MOST_BYTES = 64 * 1024  # of a frame that a viewer sends
LONGEST_LINK = 20_000  # letters; every switch off takes about half of that
LONGEST_FIGURE = 4 * 1024 * 1024  # letters of a figure that a kernel sends
POLICY, TOO_LARGE, UNSUPPORTED = 1008, 1009, 1003  # RFC 6455, section 7.4.1

Trait = str | bool


class Refused(ValueError):
    """A frame that is not one of ours; `code` closes the socket, the message says why."""

    def __init__(self, code: int, words: str) -> None:
        super().__init__(words)
        self.code = code


def _text(longest: int) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, str) and len(value) <= longest and _is_unicode(value)


def _is_unicode(text: str) -> bool:
    """Whether a text can be written as UTF-8: JSON can name half of a surrogate pair."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


# The allowlists. A trait that is not here can't be set by a viewer, or is not told to one.
ASKED: Mapping[str, Callable[[Any], bool]] = {
    "link": _text(LONGEST_LINK),
    "wanted": lambda value: isinstance(value, bool),
}
TOLD: Mapping[str, Callable[[Any], bool]] = {
    "link": _text(LONGEST_LINK),
    "figure": _text(LONGEST_FIGURE),
}


def heard(frame: str | bytes, widgets: int) -> tuple[int, dict[str, Trait]]:
    """(widget, traits) of a frame from a browser whose page has so many widgets. Raises `Refused`."""
    if not isinstance(frame, str):
        raise Refused(UNSUPPORTED, "A page sends text, never bytes.")
    if len(frame) > MOST_BYTES:
        raise Refused(TOO_LARGE, f"A frame has at most {MOST_BYTES} bytes.")
    try:
        value = json.loads(frame, object_pairs_hook=_each_key_once, parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise Refused(POLICY, "A frame is a JSON object.") from None
    if not isinstance(value, dict) or value.keys() != {"widget", "set"}:
        raise Refused(POLICY, "A frame names a widget and what to set.")
    widget, traits = value["widget"], value["set"]
    if type(widget) is not int or not 0 <= widget < widgets:
        raise Refused(POLICY, "The page has no such widget.")
    if not isinstance(traits, dict) or not traits or not all(_allowed(ASKED, *trait) for trait in traits.items()):
        raise Refused(POLICY, f"A page sets nothing but {' and '.join(ASKED)}.")
    return widget, traits


def told(content: Any, widgets: tuple[str, ...]) -> str | None:
    """The frame for a browser that a kernel's `comm_msg` amounts to; None when it is not for the browser.

    `widgets` are the ids of the comms on the page, in its order.
    """
    if not isinstance(content, dict) or content.get("comm_id") not in widgets:
        return None
    data = content.get("data")
    state = data.get("state") if isinstance(data, dict) and data.get("method") == "update" else None
    if not isinstance(state, dict):
        return None
    traits = {name: value for name, value in state.items() if _allowed(TOLD, name, value)}
    if not traits:
        return None
    return json.dumps({"widget": widgets.index(content["comm_id"]), "set": traits}, ensure_ascii=False)


def _allowed(among: Mapping[str, Callable[[Any], bool]], name: str, value: Any) -> bool:
    return name in among and among[name](value)


def _each_key_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands twice")
    return found


def _no_number(word: str) -> NoReturn:
    raise ValueError(f"{word} is not JSON")


class Rate:
    """How fast somebody may ask: `burst` at once, then `each_second`. `clock` gives seconds."""

    def __init__(self, burst: float, each_second: float, clock: Callable[[], float]) -> None:
        self.burst, self.each_second, self.clock = burst, each_second, clock
        self.left, self.at = burst, clock()

    def allows(self) -> bool:
        """Whether one more is within the rate; it is counted if so."""
        now = self.clock()
        self.left = min(self.burst, self.left + (now - self.at) * self.each_second)
        self.at = now
        if self.left < 1:
            return False
        self.left -= 1
        return True
