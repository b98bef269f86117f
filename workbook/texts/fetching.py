"""A file from an address: http and https alone, within bounds on size and time, never led to a private address."""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import time
from collections.abc import Callable
from urllib.parse import urljoin, urlsplit

from .bounded import LARGEST
from .official import TextError

SECONDS = 60.0
SAVE_IT = "Save the page with your browser and add the file."
MOST_REDIRECTS = 5
CHUNK = 1 << 16  # bytes


class _Plain(http.client.HTTPConnection):
    """A connection to an address that was looked at."""

    public = False

    def connect(self) -> None:
        """Connect, to a public address where that is asked for."""
        self.sock = reached(self.host, self.port, self.timeout or SECONDS, self.public)


class _Safe(_Plain):
    """The same with TLS."""

    default_port = 443

    def connect(self) -> None:
        """Connect, and be sure of the name."""
        super().connect()
        self.sock = ssl.create_default_context().wrap_socket(self.sock, server_hostname=self.host)


def fetch(address: str, say: Callable[[str], None], seconds: float = SECONDS, most: int = LARGEST) -> bytes:
    """The bytes at an address. `say` is told of progress. Raises `TextError` with the reason when there are none."""
    until, first = time.monotonic() + seconds, address
    for hop in range(MOST_REDIRECTS + 1):
        try:
            moved, data = asked(address, hop > 0, until, say, most)
        except (OSError, http.client.HTTPException, UnicodeError) as error:
            host = urlsplit(address).netloc
            raise TextError(f"{host} can't be reached: {error or type(error).__name__}. {SAVE_IT}") from None
        if data is not None:
            return data
        address = urljoin(address, moved)
    raise TextError(f"{first} leads on more than {MOST_REDIRECTS} times. {SAVE_IT}")


def asked(address: str, led: bool, until: float, say: Callable[[str], None], most: int) -> tuple[str, bytes | None]:
    """(next address, None) when the server leads on, else ("", bytes)."""
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise TextError(f"Only http and https addresses are fetched, not {address[:80]}.")
    kind = _Safe if parts.scheme == "https" else _Plain
    connection = kind(parts.hostname, parts.port, timeout=max(0.1, until - time.monotonic()))
    connection.public = led
    try:
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        connection.request("GET", target, headers={"User-Agent": "workbook", "Accept-Encoding": "identity"})
        answer = connection.getresponse()
        if answer.status in (301, 302, 303, 307, 308) and answer.headers.get("Location"):
            return answer.headers["Location"], None
        if answer.status != 200:
            raise TextError(f"{parts.netloc} answers {answer.status} {answer.reason}. {SAVE_IT}")
        return "", taken(answer, until, say, most)
    finally:
        connection.close()


def taken(answer: http.client.HTTPResponse, until: float, say: Callable[[str], None], most: int) -> bytes:
    """The body of an answer, within bounds."""
    whole, told = bytearray(), 0
    while chunk := answer.read1(CHUNK):
        whole += chunk
        if len(whole) > most:
            raise TextError(f"The file is larger than {most:,} bytes; no treaty is. It was not kept.")
        if time.monotonic() > until:
            raise TextError("The file did not come in time. " + SAVE_IT)
        if len(whole) - told > 500_000:
            told = len(whole)
            say(f"{told / 1e6:.1f} MB fetched ...")
    return bytes(whole)


def reached(host: str, port: int, seconds: float, public: bool) -> socket.socket:
    """A socket to a host; where `public`, to none of its addresses that is private, local or reserved."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    for family, kind, protocol, _, place in found:
        if public and not ipaddress.ip_address(str(place[0]).split("%")[0]).is_global:
            raise TextError(
                f"The address leads on to {host}, which is not on the public internet. It was not followed."
            )
        link = socket.socket(family, kind, protocol)
        link.settimeout(seconds)
        try:
            link.connect(place)
        except OSError:
            link.close()
            continue
        return link
    raise OSError(f"no answer from {host}")
