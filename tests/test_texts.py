"""Official texts are read alike from every format in which they are published, in six languages."""

import documents
import pytest
from documents import NEEDED, SOURCES, needs_texts

from workbook.texts import readers, structure
from workbook.texts.languages import language_of, letter, number, numeral, roman

RESOLUTION = (
    "The General Assembly,",
    "Recalling an earlier resolution,",
    "1. Adopts the convention annexed to the present resolution;",
    "2. Asks its members to consider it.",
    "Annex",
)
FORMATS = {
    "md": documents.source,
    "txt": documents.as_text,
    "html": documents.as_html,
    "docx": documents.as_docx,
    "pdf": documents.as_pdf,
    "pdf-columns": lambda name: documents.as_pdf(name, columns=2),
    "pdf-resolution": lambda name: documents.as_pdf(name, front=RESOLUTION, toc=True),
}
PRINTABLE = [name for name in SOURCES if name != "un-2024"]  # Arabic is printed by Chromium, below


def found_in(data):
    return structure.treaties(readers.read(data))


def outline(treaty):
    return [(article.article, article.heading, article.paragraphs) for article in treaty.articles]


@needs_texts
@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("name", SOURCES)
def test_every_format_gives_every_article_with_its_heading_and_paragraphs(name, form):
    if name not in PRINTABLE and form.startswith("pdf"):
        pytest.skip("Arabic is printed by Chromium, in a test of its own.")
    (treaty,) = found_in(FORMATS[form](name))
    assert len(treaty.articles) == SOURCES[name][1]
    assert outline(treaty) == documents.expected(name)


@needs_texts
@pytest.mark.parametrize("form", ["txt", "html", "docx", "pdf", "pdf-columns"])
def test_a_format_changes_no_word(form):
    def words(data):
        (treaty,) = found_in(data)
        return {
            (article.article, *part.path): part.text.replace("-", "").replace(" ", "")
            for article in treaty.articles
            for part in article.parts
        }

    wanted = words(documents.source("untoc"))
    assert len(wanted) > 300
    assert words(FORMATS[form]("untoc")) == wanted


@needs_texts
def test_letters_and_numerals_find_their_place():
    (budapest,) = found_in(documents.source("budapest"))
    paths = {
        article.article: ["".join(f"({s})" for s in part.path if s) for part in article.parts]
        for article in budapest.articles
    }
    assert paths["1"] == ["", "(a)", "(b)", "(c)", "(c)(i)", "(c)(ii)", "(d)"]
    assert paths["6"] == ["(1)", "(1)(a)", "(1)(a)(i)", "(1)(a)(ii)", "(1)(b)", "(2)", "(3)"]
    (untoc,) = found_in(documents.source("untoc"))
    numbered = {article.article: [part.path for part in article.parts] for article in untoc.articles}
    assert numbered["2"][1:] == [("", sign) for sign in "abcdefghij"]
    assert numbered["5"][:7] == [
        ("1",), ("1", "a"), ("1", "a", "i"), ("1", "a", "ii"), ("1", "a", "ii", "a."), ("1", "a", "ii", "b."), ("1", "b"),
    ]  # fmt: skip


@needs_texts
def test_what_stands_around_the_treaty_is_no_part_of_it():
    (treaty,) = found_in(documents.as_pdf("budapest", front=RESOLUTION, toc=True))
    everything = "\n".join([*treaty.preamble, *(article.words for article in treaty.articles)])
    for alien in (
        "General Assembly,",
        "Treaty Series",
        "A/RES",
        "00-12345",
        "/99",
        "ad referendum",
        "Contents",
        "____",
        ". . .",
    ):
        assert alien not in everything
    assert treaty.preamble[0].startswith("The member States")
    assert "WITNESS" not in treaty.articles[-1].words
    assert treaty.title == "Convention on Cybercrime"
    assert {article.chapter for article in treaty.articles} == {"I", "II", "III", "IV"}
    assert treaty.articles[13].chapter_title == "MEASURES TO BE TAKEN AT THE NATIONAL LEVEL"


@needs_texts
@pytest.mark.browser
def test_arabic_is_read_from_a_printed_page(browser, tmp_path):
    markup = documents.as_html("un-2024", agreed=False).decode().replace("<body>", '<body dir="rtl" lang="ar">')
    (treaty,) = found_in(documents.printed(markup, tmp_path, browser))
    assert treaty.language == "ar"

    def unspaced(rows):  # joined letters are drawn in pieces, so that a blank may be lost or gained
        return [(number, heading.replace(" ", ""), paragraphs) for number, heading, paragraphs in rows]

    assert unspaced(outline(treaty)) == unspaced(documents.expected("un-2024"))


@needs_texts
def test_two_languages_in_one_file_are_two_texts():
    both = documents.as_text("budapest-p1").replace(b"\r", b"") + b"\n\n" + documents.as_text("un-2024")
    english, arabic = found_in(both)
    assert (english.language, len(english.articles)) == ("en", 16)
    assert (arabic.language, len(arabic.articles)) == ("ar", 15)
    assert outline(english) == documents.expected("budapest-p1")
    assert outline(arabic) == documents.expected("un-2024")


# Sentences of our own, in the form that the six languages give to treaties.
SHORT = {
    "en": ("Chapter I\nGeneral matters", "Article {}", "Of tea {}", "The Parties shall drink tea with the neighbours, of which there are many."),
    "fr": ("Chapitre premier\nObjet", "Article {}", "Du thé {}", "Les Parties boivent du thé avec les voisins, dans la limite des stocks et une fois par jour."),
    "es": ("Capítulo I\nDel objeto", "Artículo {}", "Del té {}", "Las Partes beben té con los vecinos y por las tardes, una vez al día, en el jardín."),
    "ru": ("Глава I\nОбщие положения", "Статья {}", "О чае {}", "Стороны пьют чай с соседями каждый день, если позволяют запасы и погода."),
    "zh": ("第一章 总则", "第{}条", "饮茶之{}", "各缔约方应当每天与邻居一起饮茶，但以存货充足并且天气良好为限，并应当互相通知茶叶的种类和数量，以便其他各方也能够参加。"),
    "ar": ("الفصل الأول\nأحكام عامة", "المادة {}", "الشاي {}", "تشرب الأطراف الشاي مع الجيران كل يوم إذا سمحت بذلك المخزونات والطقس."),
}  # fmt: skip
MARKS = {
    "en": ("1. ", "2. ", "(a) ", "(b) ", "(i) ", "(ii) "),
    "fr": ("1. ", "2. ", "a) ", "b) ", "i) ", "ii) "),
    "es": ("1. ", "2. ", "a) ", "b) ", "i) ", "ii) "),
    "ru": ("1. ", "2. ", "а) ", "б) ", "i) ", "ii) "),
    "zh": ("一、", "二、", "㈠ ", "㈡ ", "(i) ", "(ii) "),
    "ar": ("1 - ", "2 - ", "(أ) ", "(ب) ", "’1’ ", "’2’ "),
}
CHINESE = ["", "一", "二", "三"]


def short(code):
    """A treaty of three articles; the second has two paragraphs, two letters and two numerals."""
    chapter, article, heading, text = SHORT[code]
    blocks = [chapter]
    for each in (1, 2, 3):
        shown = CHINESE[each] if code == "zh" else "premier" if (code, each) == ("fr", 1) else each
        blocks += [article.format(shown), heading.format(shown)]
        one, two, a, b, i, ii = MARKS[code]
        listed = [
            one + text.rstrip(".。") + ":",
            a + text.rstrip(".。") + ":",
            i + text,
            ii + text,
            b + text,
            two + text,
        ]
        blocks += listed if each == 2 else [text]
    return "\n\n".join(blocks)


@pytest.mark.parametrize("code", SHORT)
def test_six_languages_are_read(code):
    (treaty,) = found_in(short(code).encode())
    assert treaty.language == code
    assert [article.article for article in treaty.articles] == ["1", "2", "3"]
    assert [part.label for part in treaty.articles[1].parts] == [
        "(1)", "(1)(a)", "(1)(a)(i)", "(1)(a)(ii)", "(1)(b)", "(2)",
    ]  # fmt: skip
    assert treaty.articles[1].parts[-1].text == SHORT[code][3]
    assert treaty.articles[0].chapter


@pytest.mark.parametrize("first", SHORT)
@pytest.mark.parametrize("second", ["fr", "zh"])
def test_any_two_languages_stand_in_one_file(first, second):
    if first == second:
        return
    found = found_in(f"{short(first)}\n\n{short(second)}".encode())
    assert [(each.language, len(each.articles)) for each in found] == [(first, 3), (second, 3)]
    assert [part.text for part in found[0].articles[2].parts] == [SHORT[first][3]]


def test_a_reference_at_the_start_of_a_line_is_no_heading():
    text = short("en").replace(
        "of which there are many.", "as is said in\nArticle 3\nof this text, and under\nChapter I.", 1
    )
    (treaty,) = found_in(text.encode())
    assert [article.article for article in treaty.articles] == ["1", "2", "3"]
    assert "Article 3 of this text" in treaty.articles[0].words


def test_numbers_are_read_as_treaties_write_them():
    assert [number(word) for word in ("7", "VII", "٧", "二十三", "一百零二", "premier", "الأولى")] == [
        7,
        7,
        7,
        23,
        102,
        1,
        1,
    ]
    assert roman("iiii") is None and roman("") is None
    assert [roman(numeral(value)) for value in range(1, 50)] == list(range(1, 50))
    assert [letter(sign) for sign in ("c", "в", "ج", "三", "㈢")] == ["c"] * 5
    assert language_of("Les Parties et une partie des États dans le cadre") == "fr"


def test_numbers_that_html_and_word_write_themselves_are_written_out():
    page = "<p>Article 1</p><p>Of tea</p><ol><li>They drink tea:<ol type=a><li>green, and</li><li>black</li></ol></li><li>Then rest, for as long as the tea is warm and talk goes on.</li></ol>"
    (treaty,) = found_in(f"<!doctype html><body>{page}</body>".encode())
    assert [part.label for part in treaty.articles[0].parts] == ["(1)", "(1)(a)", "(1)(b)", "(2)"]


if not documents.FOLDER:

    def test_the_official_texts_are_here():
        pytest.skip(NEEDED)
