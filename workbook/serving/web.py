"""What every answer of ours shares: headers, a check of who asks, and errors in a sentence with a number."""

from __future__ import annotations

import http
import logging
from html import escape
from typing import Any
from urllib.parse import urlsplit

from tornado.web import HTTPError, RequestHandler

from ..book.facts import Project
from ..book.load import load
from ..book.model import DataError
from .logs import incident

LOG = logging.getLogger("workbook.web")
NOTHING = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "SAMEORIGIN",
    "Server": "workbook",
}
SENTENCES = {
    400: "The request can't be understood.",
    403: "This is not for other sites.",
    404: "There is no such page.",
    405: "This page can be read, and nothing else.",
    421: "This server is not called that.",
    413: "That is too large.",
}


def _title() -> str:
    """What the comparison is called that is served; a page of errors is never in need of good data."""
    try:
        return load().facts.project.title
    except DataError:
        return Project().title


class Answer(RequestHandler):
    """An answer with our headers. No cookie is ever set, nobody logs in, and no error shows a traceback."""

    base_url = "/"
    policy = NOTHING
    words = ""

    def initialize(self, base_url: str = "/", **_: Any) -> None:
        """`base_url`: the path that the pages lie under."""
        self.base_url = base_url

    def set_default_headers(self) -> None:
        """Ours, on every answer, an error's too."""
        for name, value in HEADERS.items():
            self.set_header(name, value)
        self.set_header("Content-Security-Policy", self.policy)

    def prepare(self) -> None:
        """Whoever comes under a name that is not ours gets nothing (a name of theirs may point to this machine)."""
        if misnamed(self):
            raise HTTPError(421)

    def head(self, *args: str) -> Any:
        """What GET answers, without its content."""
        return self.get(*args)

    def text(self, status: int, words: str) -> None:
        """A plain sentence."""
        self.set_status(status)
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.finish(words)

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        """A small page of our own; for a fault of ours, with the number under which the log has it."""
        words = SENTENCES.get(status_code) or http.HTTPStatus(status_code).phrase + "."
        if status_code >= 500:
            number = incident()
            LOG.error(
                "incident", extra={"incident": number, "path": self.request.path}, exc_info=kwargs.get("exc_info")
            )
            words = f"Something went wrong here. Whoever runs this server finds it as incident {number}."
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.set_header("Content-Security-Policy", NOTHING)
        home = escape(self.base_url)
        self.finish(
            f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{escape(words)}</title>'
            f'<meta name="viewport" content="width=device-width"><h1>{escape(words)}</h1>'
            f'<p><a href="{home}">{escape(_title())}</a></p></html>'
        )

    def log_exception(self, kind: Any, value: Any, trace: Any) -> None:
        """`write_error` logs what is a fault of ours; the rest is what visitors ask for."""
        if isinstance(value, HTTPError):
            LOG.debug("refused", extra={"status": value.status_code, "path": self.request.path})

    def gzipped(self) -> bool:
        """Whether the browser takes gzip; `gzip;q=0` says that it does not."""
        for part in self.request.headers.get("Accept-Encoding", "").split(","):
            name, _, more = part.partition(";")
            if name.strip().lower() == "gzip":
                return more.replace(" ", "").lower() not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
        return False


def misnamed(handler: RequestHandler) -> bool:
    """Whether a request names another host than those that `--name` gives, where it gives any."""
    names = handler.settings.get("names") or ()
    return bool(names) and (urlsplit(f"//{handler.request.host}").hostname or "") not in names


def from_elsewhere(handler: RequestHandler) -> bool:
    """Whether a page of another site sends this: by what browsers say of where a request starts."""
    headers = handler.request.headers
    if headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        return True
    origin = headers.get("Origin")
    return origin is not None and urlsplit(origin).netloc.lower() != handler.request.host.lower()


class Healthy(Answer):
    """`/healthz`: 200 as soon as the server answers."""

    def prepare(self) -> None:
        """Whoever watches the server asks by its number."""

    def get(self) -> None:
        """Answer in one word."""
        self.text(200, "ok")


class Missing(Answer):
    """Everything that is not on the list of routes."""

    def prepare(self) -> None:
        """There is nothing here, whatever the method."""
        super().prepare()
        raise HTTPError(404)
