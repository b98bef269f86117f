"""What a browser needs to search as `questions.search` does: the same documents, weights and texts."""

from __future__ import annotations

from typing import Any

from ..book.model import Workbook
from ..questions.findable import FIELDS, KINDS, documents
from ..questions.search import texts


def search_data(book: Workbook) -> dict[str, Any]:
    """Documents as lists: kind, id, title, [[field, label, text]], [topic], [[text, citation]]; and what ranks them."""
    return {
        "fields": FIELDS,
        "kinds": KINDS,
        "texts": {text: book.instruments[text].short_title for text in texts(book)},
        "pages": {text: book.instruments[text].address for text in texts(book) if book.instruments[text].address},
        "titles": {topic.id: topic.title for topic in book.topics.values()},
        "documents": [
            [one.kind, one.id, one.title, [[p.field, p.label, p.text] for p in one.parts], one.topics, one.cites]
            for one in documents(book)
        ],
    }
