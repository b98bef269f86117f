"""What the operator reads: a line an event, with its level, as words or as JSON; and numbers for incidents."""

from __future__ import annotations

import datetime as dt
import json
import logging
import secrets
import sys
from typing import IO, Any

LEVELS = ("debug", "info", "warning", "error")
STYLES = ("text", "json")
KNOWN = set(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}


class Lines(logging.Formatter):
    """A record as a line: time, level, part of the server, words, then what was given with it as name=value."""

    def __init__(self, style: str) -> None:
        super().__init__()
        self.style = style

    def format(self, record: logging.LogRecord) -> str:
        """One line; a traceback follows it on lines of its own, or as a field of the JSON."""
        at = dt.datetime.fromtimestamp(record.created, dt.UTC).isoformat(timespec="milliseconds")
        more = {name: value for name, value in vars(record).items() if name not in KNOWN}
        trace = self.formatException(record.exc_info) if record.exc_info and record.exc_info[0] else ""
        if self.style == "json":
            line = {"at": at, "level": record.levelname.lower(), "part": record.name, "event": record.getMessage()}
            return json.dumps(line | more | ({"trace": trace} if trace else {}), ensure_ascii=False, default=str)
        words = " ".join([record.getMessage(), *(f"{name}={_word(value)}" for name, value in more.items())])
        line_of_text = f"{at} {record.levelname.lower()} {record.name}: {words}"
        return "\n".join(part for part in (line_of_text, trace) if part)


def _word(value: Any) -> str:
    """A value on one line, however hostile."""
    text = str(value)
    return text if text.isprintable() and " " not in text else json.dumps(text)


class _Patient(logging.StreamHandler[IO[str]]):
    """Writes a log; a full disk or a closed pipe must not stop the server, nor fill memory with complaints."""

    def handleError(self, record: logging.LogRecord) -> None:
        """Nothing can be said where nothing can be written."""


def start(level: str, style: str, stream: IO[str] | None = None) -> None:
    """Log to standard error from `level` on; libraries speak from warnings on."""
    handler = _Patient(stream or sys.stderr)
    handler.setFormatter(Lines(style))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    logging.getLogger("workbook").setLevel(level.upper())
    logging.getLogger("tornado.access").setLevel(logging.ERROR)  # our own line an answer says more
    logging.getLogger("tornado.general").setLevel(logging.ERROR)  # malformed requests: anybody can send thousands
    logging.captureWarnings(True)


def incident() -> str:
    """A number by which a viewer's report and the log's traceback find each other."""
    return secrets.token_hex(4)
