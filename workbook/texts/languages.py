"""How six languages write the headings and numbers of a treaty, and which language a text is in."""

from __future__ import annotations

import re
from dataclasses import dataclass

CHINESE = "零一二三四五六七八九"
ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
NUMBER = r"[0-9]{1,3}|[IVXLC]+|[ivxlc]+"


@dataclass(frozen=True)
class Words:
    """A language's words, as patterns; `article` and `chapter` have one group, the number."""

    article: str
    chapter: str
    division: str
    preamble: str
    closing: str
    common: frozenset[str]  # words that a page of it holds, and one of a neighbouring language does not


LANGUAGES = {
    "en": Words(
        rf"(?:article|art\.)\s+({NUMBER})",
        rf"chapter\s+({NUMBER})",
        rf"(?:section|title|part|sub-?section)\s+(?:{NUMBER})",
        r"preamble",
        r"in witness whereof|done (?:at|in) ",
        frozenset(["the", "of", "and", "to", "shall", "with", "which"]),
    ),
    "fr": Words(
        rf"(?:article|art\.)\s+(premier|1er|{NUMBER})",
        rf"chapitre\s+(premier|{NUMBER})",
        rf"(?:section|titre|partie)\s+(?:{NUMBER})",
        r"pr[ée]ambule",
        r"en foi de quoi|fait (?:à|a) ",
        frozenset(["le", "des", "et", "une", "aux", "dans", "est"]),
    ),
    "es": Words(
        rf"(?:art[íi]culo|art\.)\s+({NUMBER})",
        rf"cap[íi]tulo\s+({NUMBER})",
        rf"(?:secci[óo]n|t[íi]tulo|parte)\s+(?:{NUMBER})",
        r"pre[áa]mbulo",
        r"en fe de lo cual|hecho en ",
        frozenset(["el", "los", "y", "una", "del", "por", "las"]),
    ),
    "ru": Words(
        rf"статья\s+({NUMBER})",
        rf"глава\s+({NUMBER})",
        rf"(?:раздел|часть)\s+(?:{NUMBER})",
        r"преамбула",
        r"в удостоверение",
        frozenset(),
    ),
    "zh": Words(
        r"第\s*([0-9]{1,3}|[零〇一二三四五六七八九十百]+)\s*条",
        r"第\s*([0-9]{1,3}|[零〇一二三四五六七八九十百]+)\s*章",
        r"第\s*(?:[0-9]{1,3}|[零〇一二三四五六七八九十百]+)\s*[节部编]",
        r"序\s*言",
        r"下列署名|兹由",
        frozenset(),
    ),
    "ar": Words(
        r"المادة\s*\(?\s*(الأولى|[0-9٠-٩]{1,3})\s*\)?",
        r"الفصل\s+(الأول|[0-9٠-٩]{1,3}|[^\s:]+)",
        r"(?:القسم|الباب|الجزء)\s+\S+",
        r"الديباجة",
        r"وإثباتا لما تقدم|وإشهادا على",
        frozenset(),
    ),
}
NAMES = {"en": "English", "fr": "French", "es": "Spanish", "ru": "Russian", "zh": "Chinese", "ar": "Arabic"}
SCRIPTS = {"ar": "[\u0600-\u06ff]", "ru": "[\u0400-\u04ff]", "zh": "[\u4e00-\u9fff]"}
ABJAD = "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ"
CYRILLIC = "абвгдежзиклмнопрстуфхцчшщэюя"


def language_of(text: str) -> str:
    """The code of the one of the six languages that a text is in: by script, else by its commonest words."""
    letters = re.findall(r"[^\W\d_]", text[:20_000])
    for code, script in SCRIPTS.items():
        if len(re.findall(script, "".join(letters))) * 2 > len(letters):
            return code
    words = re.findall(r"[^\W\d_]+", text[:50_000].lower())
    counted = {code: sum(word in each.common for word in words) for code, each in LANGUAGES.items() if each.common}
    return max(counted, key=lambda code: counted[code])


def number(word: str) -> int | None:
    """A number as treaties write it (7, VII, 第七, ٧, premier); None when it is none."""
    word = word.strip()
    if word.lower() in ("premier", "1er") or word in ("الأولى", "الأول"):
        return 1
    if word.isdigit():
        return int(word)  # Arabic digits too
    if re.fullmatch("[零〇一二三四五六七八九十百]+", word):
        return chinese(word)
    return roman(word)


def roman(word: str) -> int | None:
    """VII -> 7; None unless it is written as Romans write."""
    word = word.lower()
    if not re.fullmatch(r"c{0,3}(xc|xl|l?x{0,3})(ix|iv|v?i{0,3})", word) or not word:
        return None
    values = [ROMAN[letter] for letter in word]
    return sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True))


def chinese(word: str) -> int:
    """二十三 -> 23."""
    total, digit = 0, 0
    for sign in word.replace("〇", "零"):
        if sign in "十百":
            total += (digit or 1) * (10 if sign == "十" else 100)
            digit = 0
        else:
            digit = CHINESE.index(sign)
    return total + digit


def letter(sign: str) -> str | None:
    """The Latin letter of a list's letter: б -> b, ج -> c, the third Chinese number -> c; None when it is none."""
    if re.fullmatch("[a-z]", sign):
        return sign
    for alphabet in (CYRILLIC, ABJAD):
        if len(sign) == 1 and sign.replace("ا", "أ").replace("ﻫ", "ه") in alphabet:
            place = alphabet.index(sign.replace("ا", "أ").replace("ﻫ", "ه"))
            return chr(ord("a") + place) if place < 26 else None
    if re.fullmatch("[一二三四五六七八九十]+", sign):
        return chr(ord("a") + chinese(sign) - 1) if 0 < chinese(sign) <= 26 else None
    if len(sign) == 1 and "㈠" <= sign <= "㈩":
        return chr(ord("a") + ord(sign) - ord("㈠"))
    return None


def numeral(value: int) -> str:
    """7 -> vii."""
    written = ""
    for size, sign in ((50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")):
        while value >= size:
            written, value = written + sign, value - size
    return written
