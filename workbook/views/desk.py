"""The reading desk as a widget: a position beside what it cites, keyboard first; every step is saved by Python."""

from __future__ import annotations

import json
from typing import Any

import anywidget
import traitlets

from ..book.interface import word
from ..book.model import Workbook
from ..book.vocabulary import POINTS
from ..texts import desk as desks
from ..texts import store
from ..texts.official import TextError
from ..texts.words import places
from .modules import bundle


class ReadingDesk(anywidget.AnyWidget):
    """A reader's desk for one imported text. `sheet` is what lies on it, as JSON; `desk` holds the notes.

    Without the text, or without a reader's name, it says what is missing.
    """

    _esm = bundle("desk.js", exports=True)
    sheet = traitlets.Unicode().tag(sync=True)

    def __init__(self, book: Workbook, text: str, reader: str, language: str | None = None) -> None:
        super().__init__()
        self.skipped: set[str] = set()
        self.desk: desks.Desk | None = None
        try:
            self.desk = desks.open_desk(book, store.text_of(text, language), reader)
            self.lay()
        except TextError as problem:
            self.sheet = json.dumps({"problem": str(problem)})
        self.on_msg(self._asked)

    def lay(self, problem: str = "") -> None:
        """Lay the next unread position on the desk."""
        if self.desk is not None:
            waiting = [each for each in self.desk.unread if each.topic.id not in self.skipped]
            page: dict[str, Any] = {"progress": self.desk.progress, "problem": problem}
            self.sheet = json.dumps(page | (laid(self.desk, waiting[0]) if waiting else {}), ensure_ascii=False)

    def take(self, content: dict[str, Any]) -> None:
        """Do what the reader asked for: confirm, change, doubt, skip or undo."""
        if self.desk is None:
            return
        topic, does = str(content.get("topic", "")), content.get("does")
        try:
            if does == "skip":
                self.skipped.add(topic)
            elif does == "undo":
                self.desk = self.desk.undo()
            else:
                fields = desks.as_values(content.get("fields") or {})
                remark, keys = str(content.get("remark", "")), int(content.get("keys", 0))
                self.desk = self.desk.note(topic, str(does), fields, remark, keys)
        except TextError as problem:
            self.lay(str(problem))
            return
        self.lay()

    def _asked(self, _widget: Any, content: Any, _buffers: Any) -> None:
        self.take(content)

    def __repr__(self) -> str:
        return "ReadingDesk()"


def laid(desk: desks.Desk, sheet: desks.Sheet) -> dict[str, Any]:
    """A sheet as the page draws it; the words that carry a value are pieces of their own."""
    words, position = desk.book.vocabulary, sheet.position
    features = [
        {
            "id": f"features.{name}",
            "label": word("desk", "points") if name == POINTS else words.features[name].label,
            "many": desks.takes_many(words, name),
            "value": list(given) if isinstance(given, tuple) else [given],
            "choices": [[each, sheet.topic.values(words, name).get(each, each)] for each in sheet.questions[name]],
        }
        for name, given in position.features.items()
    ]
    forces = [[name, force.label] for name, force in words.forces.items() if name != "none"]
    force = {"id": "force", "label": word("desk", "force"), "many": False, "value": [position.force], "choices": forces}
    return {
        "topic": sheet.topic.id,
        "title": sheet.topic.title,
        "question": sheet.topic.question,
        "verdict": words.verdicts[position.verdict].label,
        "basis": words.bases[position.basis].label,
        "note": position.note.strip(),
        "language": desk.text.language,
        "coded": [force, *features],
        "cited": [
            {
                "cite": cite,
                "heading": desk.text.heading(cite),
                "parts": [[len(part.path), part.label, pieces(part.text, sheet.words)] for part in parts],
            }
            for cite, parts in sheet.cited
        ],
    }


def pieces(text: str, words: tuple[str, ...]) -> list[list[Any]]:
    """A text as [words, whether they carry a value] from its start to its end."""
    found, at = [], 0
    for start, end in places(text, words):
        if start >= at:
            found += [[text[at:start], False], [text[start:end], True]]
            at = end
    return [each for each in [*found, [text[at:], False]] if each[0]]
