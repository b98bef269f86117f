"""What the tests share: the shipped book, a small hand-made one, copies to break, a server and a browser."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import quote
from urllib.request import urlopen

import pytest

from workbook import State, load
from workbook.book.load import default_folder
from workbook.views.state import choices, read, stages

ROOT = Path(__file__).parent.parent
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
NO_CHROMIUM = "Chromium is missing, so the page is not tested. Get it with: apt-get install chromium"

SMALL = {
    "instruments.yaml": """
budapest: {title: First treaty, short_title: First, family: budapest, symbol: T 1, status: in_force,
  status_note: In force., address: "https://example.org/1", as_of: 2026-01-01, basis: text}
un-2024: {title: Second treaty, short_title: Second, family: un, symbol: T 2, status: adopted,
  status_note: Adopted., address: "https://example.org/2", as_of: 2026-01-01, basis: recalled}
""",
    "articles/budapest.csv": "article,chapter,chapter_title,heading,basis\n1,I,One,Access,text\n2,I,One,Data,text\n",
    "articles/un-2024.csv": "article,chapter,chapter_title,heading,basis\n1,I,One,Access,recalled\n",
    "report.csv": "id,statement,shown,basis,source,seen\nR1,It was said.,It is shown.,recalled,,\n",
}


def topic(theme="offences", **fields):
    """The text of a topic file for the small book; `budapest` and `un_2024` are position lines."""
    lines = [
        f"title: {fields.pop('title', 'A topic')}",
        "question: What of it?",
        f"theme: {theme}",
        "baseline: budapest",
    ]
    positions = {name.replace("_", "-"): fields.pop(name) for name in ("budapest", "un_2024")}
    lines += [f"{name}: {value}" for name, value in fields.items()]
    lines += ["positions:", *(f"  {name}: {{{value}}}" for name, value in positions.items())]
    return "\n".join(lines) + "\n"


@pytest.fixture(scope="session")
def book():
    """The book that is shipped."""
    return load()


@pytest.fixture
def folder(tmp_path):
    """A copy of the shipped data, to break."""
    shutil.copytree(default_folder(), tmp_path / "data")
    return tmp_path / "data"


@pytest.fixture
def small(tmp_path):
    """A function: topic files by name -> the folder of a small comparison with two texts."""

    def make(**topics):
        root = tmp_path / "small"
        (root / "articles").mkdir(parents=True)
        (root / "topics").mkdir()
        shutil.copy(default_folder() / "vocabulary.yaml", root)
        for name, text in SMALL.items():
            (root / name).write_text(text, encoding="utf-8")
        for name, text in topics.items():
            (root / "topics" / f"{name.replace('_', '-')}.yaml").write_text(text, encoding="utf-8")
        return root

    return make


@pytest.fixture(scope="session")
def browser():
    """A real Chromium. Without one the test is skipped; in CI that is a failure."""
    if CHROMIUM is None:
        if os.environ.get("CI"):
            pytest.fail(NO_CHROMIUM)
        pytest.skip(NO_CHROMIUM)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        started = play.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"],
        )
        yield started
        started.close()


def free_port():
    """A port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def start_server(*options, port=None, log=None, **environment):
    """`workbook serve` in a process of its own; returns (process, address) once it is ready. `log`: a file for it."""
    command = [sys.executable, "-m", "workbook", "serve", "--port", str(port or free_port()), *options]
    with open(log or os.devnull, "a", encoding="utf-8") as errors:
        process = subprocess.Popen(
            command,
            stdout=subprocess.PIPE,
            stderr=errors if log else None,
            text=True,
            cwd=ROOT,
            env=os.environ | environment,
        )
    for line in process.stdout:
        found = re.match(r"Serving at (http://\S+)", line)
        if found:
            return process, found[1]
    raise AssertionError(f"the server ended with {process.wait()}")


@pytest.fixture(scope="session")
def server():
    """A real Voila server; its address."""
    process, address = start_server()
    assert urlopen(address + "healthz").status == 200
    yield address
    process.terminate()
    process.wait(timeout=30)


def opened_page(browser, **more):
    """A page of 1400 by 1000, with its requests, console errors and script errors kept."""
    opened = browser.new_page(viewport={"width": 1400, "height": 1000}, **more)
    opened.asked, opened.wrong = [], []
    opened.on("request", lambda request: opened.asked.append(request.url))
    opened.on("pageerror", lambda error: opened.wrong.append(str(error)))
    opened.on("console", lambda message: message.type == "error" and opened.wrong.append(message.text))
    return opened


def page_of(browser, book, views):
    """A page of views alone, without a server, that answers by itself; what its modules export can be called."""
    from workbook.views.html import view_page

    opened = browser.new_page()
    opened.goto("about:blank")
    text = view_page(book, views).replace('<script type="module">', "<script>history.replaceState = () => {};")
    opened.set_content(text.replace("export function", "function"))
    assert opened.evaluate("document.documentElement.dataset.ready") == "interactive"
    return opened


@pytest.fixture
def page(browser):
    """A page in which an expression can be waited for: that takes eval, which our pages forbid."""
    opened = opened_page(browser, bypass_csp=True)
    yield opened
    opened.close()


@pytest.fixture
def strict(browser):
    """A page that is held to the policy."""
    opened = opened_page(browser)
    yield opened
    opened.close()


def wait_live(page):
    """Wait until the page answers; no kernel is there before one is asked for."""
    page.wait_for_function("document.documentElement.dataset.ready !== 'served'", timeout=60_000)
    time.sleep(0.05)


PAGES_OF_DASHBOARDS = sorted(path.stem for path in (ROOT / "notebooks" / "dashboards").glob("*.ipynb"))


def wait_for_page(page):
    """Wait until the page answers, where its policy lets no expression be waited for."""
    page.wait_for_selector("html:not([data-ready=served])", state="attached", timeout=30_000)


def ask_python(page):
    """Ask for the page's figure, and wait until Python has drawn it."""
    page.get_by_role("button", name="Draw the figure").click()
    page.wait_for_selector("html[data-ready=live] [data-view=figure] .barlayer .bars", timeout=60_000)


def address(page):
    """The query in the address, once it shows the view: it follows when the answer is painted."""
    page.wait_for_function(
        "new URL(document.querySelector('[data-workbook]').workbook.address()).href === location.href", timeout=5000
    )
    return page.evaluate("location.search")


def some(rng, among, most):
    chosen = set(rng.sample(list(among), rng.randint(0, min(most, len(among)))))
    return tuple(name for name in among if name in chosen)


def any_parts(rng, book):
    """A random report of one's own."""
    day = f"on:20{rng.randint(10, 26)}-05-05"
    items = [
        *rng.sample(list(book.topics), 3),
        f"cooperation(s1:JPN;s2:BRA;{day})",
        "state(s1:IND;who:signatories;n:4)",
        "decision(yes:79;no:60)",
        "whatif(who:list;joining:KEN.NGA;vs:?a=budapest&b=un-2024%2C&who=members)",
        f"scope({day})",
        "brief()",
        "quality(f_theme:offences)",
        "'50%25 of us%2C at least: \u00fcber \U0001f30d %28so%29",
        "'# A heading",
    ]
    asked = ",".join(rng.sample(items, rng.randint(1, 4)))
    return read(book, "?pick=" + quote(asked))[0].pick


def any_state(rng, book):
    """A random view of the book."""
    texts, topics = list(book.instruments), list(book.topics)
    lists = choices(book)
    pairs = [(text, topic) for topic in topics for text in texts]
    return State(
        a=some(rng, texts, 3) or ("budapest",),
        b=some(rng, texts, 3) or ("un-2024",),
        off=some(rng, topics, rng.choice([0, 3, 40])),
        off_in=some(rng, pairs, rng.choice([0, 3, 60])),
        q=rng.choice(["", "consent", "a+b & c=d ä \U0001f30d", "100%", "'(x)!*~"]),
        f_theme=rng.choice(["", *book.vocabulary.themes]),
        f_verdict=rng.choice(["", *book.vocabulary.verdicts]),
        stage=rng.choice(["", *stages(book)]),
        s1=rng.choice(["", *lists["s1"]]),
        s2=rng.choice(["", *lists["s2"]]),
        on=rng.choice(["", f"20{rng.randint(2, 27):02}-{rng.randint(1, 12):02}-15"]),
        **{
            name: rng.choice(["", str(rng.randint(0, 100))]) for name in ("yes", "no", "abstain", "absent", "n", "seed")
        },
        rule=rng.choice(["", *lists["rule"]]),
        who=rng.choice(["", *lists["who"]]),
        vs=rng.choice(["", "?a=budapest&b=un-2024&who=members&n=50", "nonsense & more"]),
        joining=some(rng, lists["s1"], rng.choice([0, 9])),
        f_relation=rng.choice(["", "", *book.vocabulary.relations]),
        show=rng.choice(["", "", *lists["show"]]),
        pick=rng.choice([(), any_parts(rng, book)]),
    )
