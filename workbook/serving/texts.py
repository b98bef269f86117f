"""Cited provisions from the local store, over the web: a page, or a redline as a file. Nothing where no text is."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable

from ..book.model import UnknownId, Workbook
from ..export import MIME
from ..export.redlined import redlined
from ..texts.official import TextError
from ..views import provisions
from .exports import Asked, Made

LONGEST = 200  # letters of a topic's id or of a provision's name
MARK = "\n"  # parts the three things asked for; a header or an id has none


class Provisions(Made):
    """`/workbook/provisions?topic=T&left=I:1&right=J:2`: cited provisions from the local store; `format` saves them.

    Without anything asked for: which texts are here and which topics cite them, as JSON.
    """

    policy = (
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'self'; "
        "frame-ancestors 'self'"
    )
    refusals = (UnknownId, TextError)

    def get(self) -> Awaitable[None] | None:
        """Answer with the page, a file, or what there is."""
        asked = [self.get_query_argument(name, "") for name in ("topic", "left", "right")]
        how = self.get_query_argument("format", "")
        if any(len(part) > LONGEST or MARK in part for part in asked):
            self.text(414, f"A topic or a provision has at most {LONGEST} letters.")
            return None
        if how not in ("", "html", "docx"):
            self.text(400, f"No format is called {how!r}; there are: html, docx")
            return None
        if not any(asked[:2]):
            self.set_header("Content-Type", MIME["json"])
            self.finish(json.dumps(provisions.as_data(self.book())))
            return None
        return self._page(how, MARK.join(asked))

    async def _page(self, how: str, asked: str) -> None:
        made = await self.made((self.book().version, "provisions", how, asked))
        if made is None:
            return
        self.set_header("Content-Type", MIME["docx"] if how == "docx" else "text/html; charset=utf-8")
        if how:
            self.set_header("Content-Disposition", f'attachment; filename="provisions.{how}"')
        self.finish(made)


def made_from(book: Callable[[], Workbook]) -> Callable[[Asked], bytes]:
    """What makes a page or a file of provisions of the book that is served then."""

    def make(asked: Asked) -> bytes:
        _, _, how, names = asked
        topic, left, right = names.split(MARK)
        if how == "docx":
            return redlined(provisions.compared(left, right))
        return provisions.page(book(), topic or None, left, right, form=how != "html").encode()

    return make
