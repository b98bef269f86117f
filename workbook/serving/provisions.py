"""Cited provisions from the operator's own store of official texts, side by side, over the web."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from ..book.model import UnknownId, Workbook
from ..export import MIME
from ..export.redlined import redlined
from ..texts.official import TextError
from ..views import provisions
from .web import Answer

LOG = logging.getLogger("workbook.provisions")
LONGEST = 200  # letters of what is asked for
# The page has a form of its own that leads back to it, and no script.
POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'self'"
)


class Provisions(Answer):
    """`/workbook/provisions?topic=T&left=I:1&right=J:2`: cited provisions from the local store; `format` saves them.

    Without anything asked for: which texts are here and which topics cite them, as JSON.
    """

    making = ThreadPoolExecutor(1, thread_name_prefix="provisions")  # one at a time, beside the loop

    def initialize(self, base_url: str, book: Callable[[], Workbook]) -> None:  # type: ignore[override]
        """`book`: what is served now."""
        super().initialize(base_url)
        self.book = book

    async def get(self) -> None:
        """Answer with the page, a file, or what there is."""
        topic, left, right, how = (
            self.get_query_argument(name, "")[:LONGEST] for name in ("topic", "left", "right", "format")
        )
        try:
            made = await asyncio.get_running_loop().run_in_executor(
                self.making, _made, self.book(), topic, left, right, how
            )
        except (UnknownId, TextError) as error:
            self.text(404, str(error))
            return
        if not (topic or left):
            self.set_header("Content-Type", MIME["json"])
        else:
            self.set_header("Content-Type", MIME["docx"] if how == "docx" else "text/html; charset=utf-8")
            self.set_header("Content-Security-Policy", POLICY)
            if how in ("docx", "html"):
                self.set_header("Content-Disposition", f'attachment; filename="provisions.{how}"')
        self.finish(made)


def _made(book: Workbook, topic: str, left: str, right: str, how: str) -> bytes:
    if not (topic or left):
        return json.dumps(provisions.as_data(book)).encode()
    if how == "docx":
        return redlined(provisions.compared(left, right))
    return provisions.page(book, topic or None, left, right, form=how != "html").encode()
