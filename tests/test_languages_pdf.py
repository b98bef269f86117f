"""A resolution's PDF in Chinese, French, Russian and Spanish: running head, footnotes, page n/m, parted words.

The articles are invented here. Chromium prints them with the fonts of this machine; for Chinese, where it has none,
reportlab writes with a font that every reader of PDF files brings along.
"""

import html
import io
import random
import re

import pytest

from workbook.texts import readers, structure

ARTICLES = 9
# Chapter and its title, article, heading, marks of a list, running head, footnote, and phrases of which sentences are
# made: as each language has them.
FORM = {
    "en": ("Chapter {}", "Matters of tea", "Article {}", "Of tea, part {}", ("1. ", "2. ", "(a) ", "(b) ", "(i) ", "(ii) "),
           "A convention on tea", "Resolution 12/34, annex. See also Article 9 of the draft.",
           "the Parties shall drink tea;with the neighbours and their guests;in the gardens that they share;as long as the weather holds;without undue hurry or noise;from porcelain of their own choice;and with sugar for those who ask;under the oldest of the trees;after the work of the day is done;whatever the others may say;in accordance with good custom"),
    "fr": ("Chapitre {}", "Dispositions générales", "Article {}", "Du thé, partie {}", ("1. ", "2. ", "a) ", "b) ", "i) ", "ii) "),
           "Convention sur le thé", "Résolution 12/34, annexe. Voir aussi l’article 9 du projet.",
           "les Parties boivent du thé;avec les voisins et leurs invités;dans les jardins qu’elles partagent;tant que le temps le permet;sans hâte ni bruit excessif;dans la porcelaine de leur choix;avec du sucre pour ceux qui en demandent;sous le plus vieux des arbres;après le travail de la journée;quoi que puissent en dire les autres;conformément aux bons usages"),
    "es": ("Capítulo {}", "Disposiciones generales", "Artículo {}", "Del té, parte {}", ("1. ", "2. ", "a) ", "b) ", "i) ", "ii) "),
           "Convención sobre el té", "Resolución 12/34, anexo. Véase también el artículo 9 del proyecto.",
           "las Partes beberán té;con los vecinos y sus invitados;en los jardines que comparten;mientras el tiempo lo permita;sin prisa ni ruido indebido;en la porcelana que elijan;con azúcar para quienes la pidan;bajo el más viejo de los árboles;después del trabajo del día;digan lo que digan los demás;de conformidad con las buenas costumbres"),
    "ru": ("Глава {}", "Общие положения", "Статья {}", "О чае, часть {}", ("1. ", "2. ", "а) ", "б) ", "i) ", "ii) "),
           "Конвенция о чае", "Резолюция 12/34, приложение. См. также статью 9 проекта.",
           "Стороны пьют чай;с соседями и их гостями;в садах, которыми они владеют сообща;пока позволяет погода;без лишней спешки и шума;из фарфора по своему выбору;с сахаром для тех, кто попросит;под самым старым из деревьев;после окончания дневной работы;что бы ни говорили другие;в соответствии с добрыми обычаями"),
    "zh": ("第{}章", "总则", "第{}条", "饮茶之{}", ("一、", "二、", "㈠ ", "㈡ ", "(i) ", "(ii) "),
           "饮茶公约", "第12/34号决议，附件。另见草案第9条。",
           "各缔约方应当饮茶;应与邻居及其客人一起;在共有的花园之中;只要天气允许;不得过于匆忙或者喧哗;使用自己选择的瓷器;并向请求者提供糖;在最古老的树下;在一天的工作结束以后;不论其他各方作何评论;并且应当符合良好的习惯"),
}  # fmt: skip
ROMAN = ["", "I", "II", "III"]
CHINESE = "零一二三四五六七八九"


def sentence(code, number):
    """A sentence of its own for each number: the phrases in an order of their own."""
    phrases = FORM[code][7].split(";")
    random.Random(number).shuffle(phrases)
    whole = ("，" if code == "zh" else ", ").join(phrases)
    return whole[0].upper() + whole[1:]


def ordinal(code, number, roman=False):
    """A number as the language writes it behind the word for a chapter or an article."""
    if code == "zh":
        return CHINESE[number]
    return "premier" if (code, number) == ("fr", 1) else ROMAN[number] if roman else str(number)


def treaty(code):
    """(kind, text) of each block: three chapters of three articles; every second article has a list."""
    chapter, title, article, heading, (one, two, a, b, i, ii), *_ = FORM[code]
    stop = "。" if code == "zh" else "."
    for each in range(1, ARTICLES + 1):
        if each % 3 == 1:
            yield "chapter", chapter.format(ordinal(code, each // 3 + 1, roman=True))
            yield "chapter", title
        yield "article", article.format(ordinal(code, each))
        yield "heading", heading.format(each)
        marks = (
            ((one, ":"), (a, ":"), (i, ";"), (ii, ";"), (b, stop), (two, stop)) if each % 2 == 0 else (("", stop),) * 3
        )
        for place, (mark, end) in enumerate(marks):
            yield "text", f"{mark}{sentence(code, 10 * each + place)}{end}"


def parted(text):
    """Long words may be parted at the end of a line."""
    return re.sub(r"\b(\w{4})(\w{4,})\b", "\\1\u00ad\\2", text)


def by_chromium(code, browser, columns=1):
    """The treaty as a page of a browser is printed."""
    head, note = FORM[code][5:7]
    rows = []
    for kind, text in treaty(code):
        mark = "<sup>1</sup>" if kind == "heading" else ""
        tag = "p" if kind == "text" else "h3"
        rows.append(f"<{tag}>{parted(html.escape(text)) if kind == 'text' else html.escape(text)}{mark}</{tag}>")
    style = (
        f"body{{font:{12 if columns == 1 else 9}pt/1.5 'DejaVu Serif',serif;text-align:justify;hyphens:manual}}h3{{text-align:center;font-size:1em}}"
        f"sup{{font-size:6pt}}table{{width:100%}}main{{columns:{columns};column-gap:19pt}}.n{{font-size:8pt}}"
    )
    markup = (
        f'<!doctype html><html lang="{code}"><meta charset="utf-8"><style>{style}</style><table>'
        f"<thead><tr><td>A/RES/12/34 &emsp; {head}</td></tr></thead>"
        f'<tfoot><tr><td class="n">{"_" * 14}<br><sup>1</sup> {note}</td></tr></tfoot>'
        f"<tbody><tr><td><main>{''.join(rows)}</main></td></tr></tbody></table></html>"
    )
    foot = '<div style="font-size:8pt;width:100%;text-align:right;padding-right:2cm"><span class="pageNumber"></span>/<span class="totalPages"></span></div>'
    page = browser.new_page()
    page.set_content(markup)
    data = page.pdf(
        format="A5" if columns == 1 else "A4",
        display_header_footer=True,
        header_template="<span></span>",
        footer_template=foot,
        margin={"top": "2cm", "bottom": "2cm", "left": "2cm", "right": "2cm"},
    )
    page.close()
    return data


def by_reportlab(code):
    """The treaty in a font for Chinese that readers of PDF files bring along."""
    from reportlab.lib.pagesizes import A5
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.platypus import Paragraph, SimpleDocTemplate

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    style = ParagraphStyle("body", fontName="STSong-Light", fontSize=11, leading=16, spaceAfter=8, wordWrap="CJK")
    head, note = FORM[code][5:7]

    def furniture(canvas, document):
        canvas.setFont("STSong-Light", 9)
        canvas.drawString(60, 560, "A/RES/12/34")
        canvas.drawRightString(360, 560, head)
        canvas.drawString(60, 62, "_" * 14)
        canvas.setFont("STSong-Light", 5)
        canvas.drawString(60, 54, "1")
        canvas.setFont("STSong-Light", 8)
        canvas.drawString(64, 51, note)
        canvas.drawRightString(360, 25, f"{document.page}/99")

    flow = []
    for kind, text in treaty(code):
        mark = '<super size="5">1</super>' if kind == "heading" else ""
        flow.append(Paragraph(html.escape(text) + mark, style))
    stream = io.BytesIO()
    SimpleDocTemplate(stream, pagesize=A5, topMargin=60, bottomMargin=80).build(flow, furniture, furniture)
    return stream.getvalue()


def held(data, code):
    """The file gives the articles back: numbers, headings, parts, and every word of theirs."""
    (found,) = structure.treaties(readers.read(data))
    assert found.language == code
    _, title, _, heading, _, head, note, _ = FORM[code]
    assert [(each.article, each.heading) for each in found.articles] == [
        (str(number), heading.format(number)) for number in range(1, ARTICLES + 1)
    ]
    for number, each in enumerate(found.articles, 1):
        texts = [part.text.rstrip(".。:;：；") for part in each.parts]
        if number % 2 == 0:
            assert [part.label for part in each.parts] == ["(1)", "(1)(a)", "(1)(a)(i)", "(1)(a)(ii)", "(1)(b)", "(2)"]
            assert texts == [sentence(code, 10 * number + place) for place in range(6)], number
        else:
            assert re.split(r"[.。]\s*", "\n".join(texts)) == [
                sentence(code, 10 * number + place) for place in range(3)
            ]
    whole = "\n".join([*found.preamble, *(each.words for each in found.articles)])
    for alien in (head, note[:12], "A/RES", "____", "\u00ad", "/99"):
        assert alien not in whole, alien
    assert {each.chapter_title for each in found.articles} == {title}


@pytest.mark.browser
@pytest.mark.parametrize("columns", [1, 2], ids=["one-column", "two-columns"])
@pytest.mark.parametrize("code", ["en", "fr", "es", "ru"])
def test_a_printed_resolution_gives_its_articles_back(browser, code, columns):
    held(by_chromium(code, browser, columns), code)


def test_a_chinese_resolution_gives_its_articles_back():
    held(by_reportlab("zh"), "zh")
