"""PDF -> lines, by where each sign stands on the page: columns, running heads, footnotes and their marks.

PDFium (pypdfium2) finds the signs; their order is put right here, since Arabic comes as it is drawn, from the left.
"""

from __future__ import annotations

from collections import Counter
from statistics import median

from .layout import Sign, by_height, gutter_of, lines, parts_of, without_heads
from .lines import Line, joined, vocabulary
from .official import TextError

MOST_PAGES = 600


def read_pdf(data: bytes) -> list[Line]:
    """The lines of a PDF's text. Raises `TextError` for one that is encrypted, damaged or only a picture."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
        if len(document) > MOST_PAGES:
            raise TextError(f"The PDF has {len(document)} pages; no treaty has more than {MOST_PAGES}.")
        pages = [signs(document[number]) for number in range(len(document))]
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower() or "security" in str(error).lower():
            raise TextError(
                "The PDF is encrypted. Save a copy without a password (print it to a file), and add that."
            ) from error
        raise TextError("The PDF is damaged and can't be opened. Fetch it again, or save the page as HTML.") from error
    sizes = Counter(round(sign.size, 1) for page in pages for sign in page)
    if sum(sizes.values()) < 40 * max(1, len(pages)):
        raise TextError(
            f"The PDF has {len(pages)} pages and next to no text: it is a scan, a picture of paper. "
            "Take the official PDF with text or the HTML page, or have the scan read by an OCR program first."
        )
    usual = sizes.most_common(1)[0][0]
    printed = [[row for line in by_height(page, usual) for row in parts_of(line)] for page in pages]
    bare = list(without_heads(printed))
    found = [at for rows in bare if (at := gutter_of(rows)) is not None]
    common = median(found) if len(found) * 2 > len(bare) else None
    kept = [line for rows in bare for line in lines(rows, usual, common)]
    return joined(kept, vocabulary(kept))


def signs(page: object) -> list[Sign]:
    """The signs that a page draws, in the order of the file."""
    import ctypes

    import pypdfium2.raw as raw

    text = page.get_textpage()  # type: ignore[attr-defined]
    turn = raw.FS_MATRIX()
    x, y = ctypes.c_double(), ctypes.c_double()
    found = []
    for number in range(text.count_chars()):
        code = raw.FPDFText_GetUnicode(text, number)
        if raw.FPDFText_IsGenerated(text, number) == 1 or code in (0, 10, 13):
            continue
        raw.FPDFText_GetLooseCharBox(text, number, loose := raw.FS_RECTF())
        raw.FPDFText_GetMatrix(text, number, turn)
        raw.FPDFText_GetCharOrigin(text, number, ctypes.byref(x), ctypes.byref(y))
        size = raw.FPDFText_GetFontSize(text, number) * (abs(turn.d) or abs(turn.b))
        sign = "-" if code in (2, 0xFFFE, 0xAD) or raw.FPDFText_IsHyphen(text, number) == 1 else chr(code)
        found.append(Sign(sign, loose.left, loose.right, y.value, size))
    return found
