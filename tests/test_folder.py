"""The static edition as a folder of pages, on a web space under a path of its own, in a real Chromium."""

import functools
import http.server
import re
import subprocess
import sys
import threading
from urllib.parse import urlsplit

import pytest
from conftest import ROOT, wait_for_page
from lxml import etree, html

from workbook.export.edition import VIEWS, edition
from workbook.export.folder import LONGEST, folder

ADDRESS = "https://example.org/treaties/compared"
LINK = "?a=budapest&b=un-2023&off=extradition"


@pytest.fixture(scope="module")
def made(book):
    """The folder's files, for an address."""
    return folder(book, address=ADDRESS)


@pytest.fixture(scope="module")
def space(book, tmp_path_factory):
    """A web space that has the folder somewhere below its root; its address there, and where it lies."""
    root = tmp_path_factory.mktemp("space")
    place = root / "some" / "path"
    command = [sys.executable, "-m", "workbook", "export", "--format", "html", "--folder", "-o", str(place)]
    place.parent.mkdir()
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == 0 and done.stdout == done.stderr == ""
    handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=root)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    handler.func.log_message = lambda *_: None
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/some/path/", place
    server.shutdown()


def said_of(page):
    """What a page says of itself to search engines and previews."""
    tree = html.fromstring(page)
    found = {m.get("name") or m.get("property"): m.get("content") for m in tree.xpath("//meta[@content]")}
    return found | {
        "title": tree.findtext(".//title"),
        "canonical": (tree.xpath("//link[@rel='canonical']/@href") or [None])[0],
    }


def test_every_page_has_a_title_a_description_a_picture_and_its_place(made, book):
    pages = {name: said_of(content.decode()) for name, content in made.items() if name.endswith(".html")}
    assert set(pages) == {
        "index.html",
        "legend.html",
        "news.html",
        *(f"{name}.html" for name in VIEWS if name != "compare"),
    }
    for field in ("title", "description", "canonical"):
        assert len({said[field] for said in pages.values()}) == len(pages), f"each {field} is its own"
    for name, said in pages.items():
        assert 20 <= len(said["description"]) <= LONGEST + 4 and said["og:description"] == said["description"]
        assert said["og:title"] == said["title"] and book.facts.project.title in said["title"]
        assert said["og:url"] == said["canonical"] == f"{ADDRESS}/{'' if name == 'index.html' else name}"
        assert said["og:image"] == f"{ADDRESS}/preview.png"
        assert len(html.fromstring(made[name]).xpath("//h1")) == 1


def test_the_picture_is_a_png_of_its_size_with_something_on_it(made):
    from io import BytesIO

    from PIL import Image

    shown = Image.open(BytesIO(made["preview.png"]))
    assert shown.size == (1200, 630) and shown.format == "PNG"
    assert {(27, 90, 160), (168, 74, 18), (255, 255, 255)} <= {colour for _, colour in shown.getcolors(10**6)}


def test_the_sitemap_names_every_page_once(made):
    tree = etree.fromstring(made["sitemap.xml"])
    named = tree.xpath("//*[local-name() = 'loc']/text()")
    assert sorted(named) == sorted(f"{ADDRESS}/{'' if n == 'index.html' else n}" for n in made if n.endswith(".html"))


def test_without_an_address_nothing_names_one(book):
    files = folder(book)
    assert "sitemap.xml" not in files
    for name, content in files.items():
        if name.endswith(".html"):
            said = said_of(content.decode())
            assert said["canonical"] is None and "og:url" not in said and said["og:image"] == "preview.png"


@pytest.mark.browser
def test_pages_lead_to_each_other_with_the_view_and_ask_for_nothing_else(strict, space):
    site, _ = space
    strict.goto(site + LINK)
    wait_for_page(strict)
    names = strict.eval_on_selector_all("nav.site a", "all => all.map((a) => a.getAttribute('href'))")
    assert len(names) == len(VIEWS) + 2
    for name in names:
        strict.click(f'nav.site a[href="{name}"]')
        wait_for_page(strict)
        here = urlsplit(strict.url)
        assert here.path == f"/some/path/{name}" and "off=extradition" in here.query
        assert strict.locator("main table, main form, main dl, main ul").count() > 0
        assert strict.locator("h1").count() == 1 and strict.locator("nav.site [aria-current=page]").count() == 1
        assert strict.locator("[data-needs-server]:visible").count() == 0
    strict.goto(f"{site}crimes.html{LINK}")
    wait_for_page(strict)
    strict.click("main a:has-text('the comparison')")
    wait_for_page(strict)
    assert urlsplit(strict.url).path == "/some/path/index.html" and "off=extradition" in strict.url
    assert (
        strict.locator("[role=switch][data-topic=extradition]:not([data-instrument])").get_attribute("aria-checked")
        == "false"
    )
    assert strict.wrong == [] and all(asked.startswith((site, "data:")) for asked in strict.asked)


@pytest.mark.browser
def test_it_works_from_a_disk_too(strict, space):
    _, place = space
    strict.goto((place / "scope.html").as_uri())
    wait_for_page(strict)
    strict.click("nav.site a[href='index.html']")
    wait_for_page(strict)
    strict.locator("[data-topic=illegal-access]:not([data-instrument])").click()
    assert "illegal-access" in strict.evaluate("document.querySelector('[data-workbook]').workbook.link()")
    assert strict.wrong == []


def test_no_link_of_the_one_file_leads_to_a_dashboard(book):
    whole = edition(book)
    assert not re.search(r'href="[^"#]*\.ipynb', whole) and whole.count('<a href="#compare"') > 1


@pytest.mark.parametrize(
    "arguments",
    [
        ["--format", "md", "--folder", "-o", "x"],
        ["--format", "html", "--folder"],
        ["--format", "html", "--address", "https://example.org", "-o", "x.html"],
        ["--format", "html", "--folder", "--address", "javascript:x", "-o", "x"],
        ["--format", "html", "--folder", "--address", 'https://x/"><script>', "-o", "x"],
        ["--format", "html", "--folder", "-o", "README.md"],
        ["--format", "html", "-o", "docs"],
    ],
)
def test_wrong_use_ends_in_a_sentence(arguments):
    done = subprocess.run(
        [sys.executable, "-m", "workbook", "export", *arguments], capture_output=True, text=True, cwd=ROOT
    )
    assert done.returncode == 2 and "Error:" in done.stderr and "Traceback" not in done.stderr


def test_a_folder_that_can_not_be_made_is_said(tmp_path):
    command = [
        sys.executable,
        "-m",
        "workbook",
        "export",
        "--format",
        "html",
        "--folder",
        "-o",
        str(tmp_path / "no" / "x"),
    ]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == 1 and "can't be made" in done.stderr
