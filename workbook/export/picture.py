"""A picture for link previews: what the two sides amount to, as bars, 1200 by 630, without a browser.

It is set as a page of a PDF, which pdfium draws with fonts of its own, so that it looks alike on every machine.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator, Sequence

from .report import Report

WIDTH, HEIGHT = 1200, 630
LEFT, BARS, ROOM = 70, 560, 480
ROWS = 7
COLOURS = {"A": (0.106, 0.353, 0.627), "B": (0.659, 0.290, 0.071)}
INK, QUIET = (0.094, 0.129, 0.184), (0.35, 0.39, 0.45)
Colour = tuple[float, float, float]


def picture(report: Report) -> bytes:
    """A PNG of a comparison: its title, the first numbers of both sides, the data's version."""
    import pypdfium2

    document = pypdfium2.PdfDocument(_pdf("\n".join(_drawn(report)).encode("cp1252", "replace")))
    try:
        bitmap = document[0].render(scale=1, rev_byteorder=True)
        rows = bytes(bitmap.buffer)
        return _png(rows, bitmap.width, bitmap.height, bitmap.stride, bitmap.n_channels)
    finally:
        document.close()


def _drawn(report: Report) -> Iterator[str]:
    """The page's contents, from top to bottom."""
    yield _box(0, 0, WIDTH, HEIGHT, (1.0, 1.0, 1.0))
    yield _words(LEFT, 85, report.workbook, 44, INK, bold=True)
    yield _words(LEFT, 135, report.title, 26, QUIET)
    table = next((table for table in report.tables if table.id == "profiles"), None)
    rows = table.rows[:ROWS] if table else ()
    top = max([1, *(_count(words) for row in rows for words in row[2:])])
    for place, (label, _, *values) in enumerate(rows):
        y = 180 + 56 * place
        yield _words(LEFT, y + 30, label, 22, INK, until=BARS)
        for line, (side, words) in enumerate(zip("AB", values, strict=True)):
            at = y + 22 * line
            width = max(2, ROOM * _count(words) // top)
            yield _box(BARS, at, width, 18, COLOURS[side])
            yield _words(BARS + width + 10, at + 15, f"{side}: {words}", 16, COLOURS[side])
    yield _words(LEFT, HEIGHT - 30, report.known, 20, QUIET)


def _count(words: str) -> int:
    return int("".join(filter(str.isdigit, words)) or "0")


def _box(x: int, y: int, width: int, height: int, colour: Colour) -> str:
    return f"{_ink(colour)} rg {x} {HEIGHT - y - height} {width} {height} re f"


def _words(x: int, y: int, words: str, size: int, colour: Colour, bold: bool = False, until: int = WIDTH) -> str:
    """A line of text from (x, y); one that would go on beyond `until` is cut."""
    most = int((until - x) / (size * 0.52))
    shown = words if len(words) <= most else words[: most - 3].rstrip() + "..."
    plain = "".join(letter if letter.isprintable() else " " for letter in shown)
    plain = plain.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return f"BT /{'B' if bold else 'F'} {size} Tf {_ink(colour)} rg {x} {HEIGHT - y} Td ({plain}) Tj ET"


def _ink(colour: Colour) -> str:
    return " ".join(str(part) for part in colour)


def _pdf(contents: bytes) -> bytes:
    """A document of one page with these contents."""
    fonts = (
        b"<< /Type /Font /Subtype /Type1 /Encoding /WinAnsiEncoding /BaseFont /%s >>" % name
        for name in (b"Helvetica", b"Helvetica-Bold")
    )
    parts: Sequence[bytes] = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Contents 4 0 R "
        b"/Resources << /Font << /F 5 0 R /B 6 0 R >> >> >>" % (WIDTH, HEIGHT),
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(contents), contents),
        *fonts,
    )
    made, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(parts) + 1)
    end = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(parts) + 1, len(made))
    return made + head + table + end


def _png(pixels: bytes, width: int, height: int, stride: int, channels: int) -> bytes:
    """Pixels as a PNG, without transparency."""
    rows = []
    for y in range(height):
        row = bytearray(pixels[y * stride : y * stride + width * channels])
        if channels == 4:
            del row[3::4]
        rows.append(b"\0" + bytes(row))

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    packed = zlib.compress(b"".join(rows), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")
