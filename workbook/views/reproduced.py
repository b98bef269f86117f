"""The few lines that give a view's answer in a notebook: Python writes them, with a gap for the link, here and in the
browser (static/reproduce.js)."""

from __future__ import annotations

from ..book.interface import words
from ..book.model import Workbook
from .explorers import cooperation, mystatedata

COMMENTS = words("reproduced", "comments")


def questions(book: Workbook) -> dict[str, tuple[str, str]]:
    """The question behind each view, for an analyst: the public name, and the line that asks it of the view's state."""
    one, other = cooperation.opening(book)
    vote = book.facts.pages.opening_vote()
    return {
        "compare": ("comparison", "comparison(book, a, b, selection=state.selection).frame()"),
        "state": (
            "my_state",
            f'my_state(book, state.s1 or "{mystatedata.START[0]}", f"{{a}}+{{b}}", None, state.day, state.selection, '
            "state).frame()",
        ),
        "scope": ("where", "where(book, a, state.day).frame()"),
        "crimes": ("profile", "profile(book, a, state.selection).frame()"),
        "cooperation": (
            "cooperation",
            f'cooperation(book, state.s1 or "{one}", state.s2 or "{other}", state.day, state.selection).frame()',
        ),
        "pairs": ("pairs", "pairs(book, a, state.day, state.selection).frame()"),
        "decision": (
            "decide",
            f"decide(int(state.yes or {vote['yes']}), int(state.no or {vote['no']}), "
            f"int(state.abstain or {vote['abstain']}), int(state.absent or 0), "
            f'state.rule or "{vote["rule"]}").json()',
        ),
        "road": ("road", "road(book).frame()"),
        "safeguards": ("comparison", "comparison(book, a, b, selection=state.selection).frame()"),
        "whatif": ("what_if", "what_if(book, state).frame()"),
        "brief": ("brief", "brief(book, a, b, state.selection).frame()"),
        "quality": ("coverage", "coverage(book).frame()"),
    }


def lines(book: Workbook, view: str) -> str:
    """The lines for a view; `{link}` stands for the link of its state."""
    name, question = questions(book).get(view, ("", ""))
    names = ", ".join(sorted(filter(None, ("load", "view", name))))
    first = [
        f"from workbook import {names}",
        "",
        "book = load()",
        f'found = view(book, "{view}", "{{link}}")',
        f"print(found)  # {COMMENTS['found']}",
        f"found.frame()  # {COMMENTS['frame']}",
    ]
    if not question:
        return "\n".join(first)
    last = ["state = found.state", 'a, b = map("+".join, state.sides(book))', f"{question}  # {COMMENTS['question']}"]
    return "\n".join([*first, "", *last])
