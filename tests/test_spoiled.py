"""A data folder with a hostile string in every field that takes one: on every page, in every file, by every command.

By itself the suite takes mark-up; `make hostile` takes formulas, line breaks and addresses too, some minutes more.
"""

import csv
import io
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from concurrent.futures import ThreadPoolExecutor
from email import policy
from email.parser import BytesParser
from urllib.parse import urlencode
from urllib.request import urlopen

import pytest
import spoiled
from click.testing import CliRunner
from commanded import AS_BEFORE
from conftest import PAGES_OF_DASHBOARDS as PAGES
from conftest import ROOT, opened_page, start_server, wait_for_page
from lxml import etree
from test_cli import ASKED

from workbook import load
from workbook.__main__ import main
from workbook.book.cache import names
from workbook.book.load import check, default_folder
from workbook.export import FORMATS, VIEWS

# What stands in a page as text, were it taken for mark-up, would set a flag, put up a dialog or leave an element.
RUNS = "window.hostile=1"
PAYLOADS = {
    "markup": f"\"'></script></style></title></textarea><script>{RUNS}</script><hostile-mark></hostile-mark>"
    f"<img src=x onerror={RUNS}><a href=javascript:{RUNS}>x</a>]]>--><svg/onload={RUNS}>&lt;hostile-mark&gt;"
    "{{7331*1337}}{%raw%}${7331*1337}#{7331*1337}{0}{title}%s%(x)s\\1$&$'`x`<%=7331*1337%>",
    "formula": "=cmd|' /C calc'!A0",
    "lines": "../../../../etc/passwd\r\nX-Hostile: 1\r\n\r\n<hostile-mark>\n=1+1\n- x\n# x\n\\input{x}",
    "address": f"javascript:{RUNS}//",
}
DRAWN = {"svg", "title", "desc", "defs", "pattern", "g", "rect", "text", "path", "circle", "line", "polyline"}
WORKED_OUT = str(7331 * 1337)
LINK = "?a=budapest&b=un-2024&who=signatories&stage=un-2023&s1=JPN&s2=KEN"


@pytest.fixture(scope="module")
def cut(tmp_path_factory):
    """A smaller folder with every kind of field, and how each takes a hostile string."""
    root = tmp_path_factory.mktemp("cut") / "data"
    shutil.copytree(default_folder(), root)
    spoiled.cut(root)
    probe = root.with_name("probe")
    shutil.copytree(root, probe)
    return root, spoiled.wordings(probe, PAYLOADS["markup"]), set()


@pytest.fixture(scope="module", params=PAYLOADS if os.environ.get("WORKBOOK_HOSTILE") == "all" else ["markup"])
def hostile(request, cut, tmp_path_factory):
    """(kind of payload, a folder spoiled with it)."""
    root = tmp_path_factory.mktemp(request.param) / "data"
    shutil.copytree(cut[0], root)
    taken = spoiled.spoil(root, PAYLOADS[request.param], *cut[1:])
    assert check(root) == () and len(taken) > 60
    return request.param, root


@pytest.fixture(scope="module")
def site(hostile):
    """A server of the spoiled folder: its address."""
    process, address = start_server("--data", str(hostile[1]))
    yield address
    process.terminate()
    process.wait(timeout=20)


def test_every_file_and_every_field_of_the_folder_is_looked_at(cut):
    root, known, _ = cut
    files = {name if "/" not in name or name.startswith("geo") else name.split("/")[0] + "/*" for name in names(root)}
    assert files - {"outside.csv"} == {pattern[0] for pattern in known}, "outside.csv has no row"
    free = {pattern for pattern, wording in known.items() if wording}
    assert {("topics/*", "title"), ("claims.csv", "claim"), ("project.yaml", "title")} <= free
    # What is closed: words of a closed list and citations, by rule; none holds prose.
    prose = {
        "title",
        "label",
        "definition",
        "note",
        "question",
        "claim",
        "statement",
        "shown",
        "subject",
        "organisation",
    }
    assert not {pattern for pattern in set(known) - free if set(pattern) & prose}


def mark_up_of(page):
    """What the payload made of a page: elements, handlers and addresses that only it could have made."""
    return page.evaluate(
        """() => [
          ...[...document.querySelectorAll("hostile-mark, img, iframe, object, embed, base, meta[http-equiv=refresh], form[action]")].map((e) => e.outerHTML.slice(0, 200)),
          ...[...document.querySelectorAll("*")].flatMap((e) => [...e.attributes].filter((a) => /^on/i.test(a.name) || (/^(href|src|action|formaction|xlink:href)$/i.test(a.name) && !/^(https?:|mailto:|file:|[#/?]|data:,|$)/i.test(a.value) && !/^[a-z0-9-]+\\.(js|css|ipynb)([?#]|$)/.test(a.value))).map((a) => `${e.tagName} ${a.name}=${a.value.slice(0, 100)}`)),
          ...(window.hostile ? ["it ran"] : []),
        ]"""
    )


def used(page):
    """Open and move whatever a page offers, so that what scripts write is written."""
    for every in ("summary", "[role=switch]", "[data-set]", '[data-action="none"]', '[data-action="all"]'):
        for each in page.query_selector_all(f"{every}:visible")[:12]:
            each.evaluate("element => element.click()")
    for each in page.query_selector_all("select:visible")[:8]:
        each.evaluate(
            "element => { for (const o of [...element.options].slice(-3)) { o.selected = true; element.dispatchEvent(new Event('change', {bubbles: true})); } }"
        )
    for each in page.query_selector_all(":is([data-correct], [data-tip], td, svg *):visible")[:60]:
        each.evaluate(
            "e => { for (const kind of ['pointerover', 'mouseover', 'focusin']) e.dispatchEvent(new Event(kind, {bubbles: true})); }"
        )
    page.wait_for_timeout(50)


@pytest.mark.browser
def test_no_page_runs_it_or_takes_it_for_mark_up(hostile, site, browser):
    kind, _ = hostile
    opened = opened_page(browser, bypass_csp=True)  # so that nothing but our own escaping keeps it from running
    dialogs = []
    opened.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    for name in PAGES:
        for link in ("", LINK):
            opened.goto(f"{site}voila/render/{name}.ipynb{link}")
            wait_for_page(opened)
            used(opened)
            assert mark_up_of(opened) == [], (name, link)
            assert WORKED_OUT not in opened.inner_text("html"), name
        assert opened.evaluate("document.documentElement.dataset.ready") == "interactive", name
    assert kind == "lines" or PAYLOADS[kind][:14] in opened.content().replace("&lt;", "<").replace("&gt;", ">").replace(
        "&quot;", '"'
    ).replace("&#39;", "'").replace("&#34;", '"')
    assert opened.wrong == [] and dialogs == []
    assert all(asked.startswith((site, "data:", "blob:")) for asked in opened.asked), opened.asked
    opened.close()


@pytest.mark.browser
def test_the_static_edition_neither(hostile, browser, tmp_path):
    _, root = hostile
    path = tmp_path / "edition.html"
    assert run("export", "--format", "html", "-o", path, "--data", root).returncode == 0
    opened = opened_page(browser, bypass_csp=True)
    opened.goto(path.as_uri() + LINK)
    wait_for_page(opened)
    for page in opened.eval_on_selector_all("nav.site a", "all => all.map((a) => a.getAttribute('href'))"):
        opened.click(f'nav.site a[href="{page}"]')
        used(opened)
    assert mark_up_of(opened) == [] and opened.wrong == []
    assert WORKED_OUT not in opened.inner_text("html")
    assert all(asked.startswith(("file:", "data:", "blob:")) for asked in opened.asked)
    opened.close()


def run(*arguments):
    command = [sys.executable, "-m", "workbook", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, timeout=60)


def no_formula(cell):
    """Whether a spreadsheet takes the text of a CSV cell for text."""
    plain = cell.lstrip(" \u200b\u2060\ufeff\xa0")
    return not plain.startswith(("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d")) or re.fullmatch(r"[+-]?[\d.]+", plain)


def looked_at(how, made):
    """Hold a file against what its format could be made to do."""
    if how in ("xlsx", "docx"):
        parts = zipfile.ZipFile(io.BytesIO(made))
        assert all(re.fullmatch(r"[\w\[\]./-]+", name) and ".." not in name for name in parts.namelist())
        for name in parts.namelist():
            if name.endswith((".xml", ".rels")):
                tree = etree.fromstring(parts.read(name), etree.XMLParser(resolve_entities=False, no_network=True))
                tags = {etree.QName(each).localname for each in tree.iter() if isinstance(each.tag, str)}
                assert not tags & {
                    "f",
                    "hyperlink",
                    "hyperlinks",
                    "fldSimple",
                    "instrText",
                    "object",
                    "ddeLink",
                    "script",
                }
                assert not tree.xpath("//@TargetMode[. = 'External']"), name
    elif how == "svg":
        tree = etree.fromstring(made)
        assert {etree.QName(each).localname for each in tree.iter()} <= DRAWN
        assert not [name for each in tree.iter() for name in each.attrib if name.startswith("on") or "href" in name]
    elif how == "csv":
        text = made.decode("utf-8-sig")
        rows = list(csv.reader(io.StringIO(text, newline="")))
        assert len({len(row) for row in rows}) == 1
        assert all(no_formula(cell) for row in rows for cell in row), [c for r in rows for c in r if not no_formula(c)][
            :1
        ]
    elif how == "json":
        json.loads(made)
    elif how == "md":
        from mistune import html

        drawn = etree.HTML(html(made.decode()))
        assert not drawn.xpath(
            "//script | //img | //svg | //*[local-name() = 'hostile-mark'] | //@*[starts-with(name(), 'on')]"
        )
        assert all(address.startswith("http") for address in drawn.xpath("//a/@href"))
        assert len(drawn.xpath("//h1")) == 1
    elif how == "bib":
        assert not re.search(r"(?<!\\)\\(input|write|def)|^(?!@misc|%|\s|\}|$)", made.decode(), re.MULTILINE)


def test_no_file_carries_a_formula_a_script_or_an_address_of_its_own(hostile, site):
    def ask(view, how):
        query = urlencode({"view": view, "format": how, "link": LINK})
        try:
            reply = urlopen(f"{site}workbook/export?{query}", timeout=60)
        except OSError as error:
            return view, how, error.code, dict(error.headers.items()), error.read()
        return view, how, 200, dict(reply.headers.items()), reply.read()

    with ThreadPoolExecutor(4) as pool:
        for view, how, status, headers, made in pool.map(
            lambda each: ask(*each), [(v, h) for v in VIEWS for h in FORMATS]
        ):
            assert status == 200 or (status == 404 and how in ("svg", "csv")), (view, how, status, made[:300])
            assert "X-Hostile" not in headers
            if status == 200:
                assert re.fullmatch(
                    r'attachment; filename="[\w-]+_[0-9a-f]{12}\.[a-z]+"', headers["Content-Disposition"]
                )
                looked_at(how, made)


def test_no_answer_of_the_server_has_a_header_more(hostile, site):
    for path in ("", "healthz", *(f"voila/render/{name}.ipynb" for name in PAGES)):
        with urlopen(site + path) as reply:
            assert "X-Hostile" not in reply.headers and not reply.headers.defects
            assert all(
                BytesParser(policy=policy.HTTP).parsebytes(f"{n}: {v}\r\n\r\n".encode())
                for n, v in reply.headers.items()
            )


@pytest.mark.parametrize("name", sorted(set(ASKED) - {"doctor"}))
def test_every_command_answers_in_json_and_in_words(hostile, name):
    import jsonschema

    _, root = hostile
    asked = [each.replace("human-rights", next(iter(load(root).facts.claims)).topic) for each in ASKED[name]]
    asked = [each for each in asked if each in load(root).topics or "," not in each or name != "profile"]
    found = CliRunner().invoke(main, [*asked, "--format", "json", "--data", str(root)], env=AS_BEFORE)
    assert "Traceback" not in found.stderr and found.exit_code in (0, 2), found.stderr[-600:]
    if found.exit_code == 0:
        schema = (ROOT / "workbook" / "commands" / "schemas" / f"{name}.schema.json").read_text(encoding="utf-8")
        jsonschema.validate(json.loads(found.stdout), json.loads(schema))
    words = CliRunner().invoke(main, [*asked, "--data", str(root)], env=AS_BEFORE)
    assert "Traceback" not in words.stderr and "\x1b" not in words.stdout
