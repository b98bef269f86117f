"""What a browser needs to search as `questions.search` does: the same documents, weights and texts, compressed."""

from __future__ import annotations

import gzip
import json
from base64 import b64encode
from typing import Any

from ..book.load import load
from ..book.model import Workbook
from ..book.once import once
from ..questions.findable import FIELDS, KINDS, documents
from ..questions.search import texts


def search_data(book: Workbook | None = None) -> dict[str, str]:
    """The packed documents of a book (else of the one that is served), and the version that they are of."""
    return _packed(book or load())


@once
def _packed(book: Workbook) -> dict[str, str]:
    text = json.dumps(plain(book), ensure_ascii=False, separators=(",", ":")).encode()
    return {"packed": b64encode(gzip.compress(text, mtime=0)).decode(), "version": book.version}


def plain(book: Workbook) -> dict[str, Any]:
    """Documents as lists: kind, id, title, [[field, label, text]], [topic], [[text, citation]]; and what ranks them."""
    return {
        "fields": FIELDS,
        "kinds": KINDS,
        "texts": {text: book.instruments[text].short_title for text in texts(book)},
        "titles": {topic.id: topic.title for topic in book.topics.values()},
        "documents": [
            [one.kind, one.id, one.title, [[p.field, p.label, p.text] for p in one.parts], one.topics, one.cites]
            for one in documents(book)
        ],
    }
