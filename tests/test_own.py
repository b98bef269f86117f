"""A comparison of one's own, from two texts that the project does not have: made, coded, served."""

import html
import re
from pathlib import Path
from urllib.request import urlopen

import documents
import nbformat
import pytest
from click.testing import CliRunner
from conftest import start_server, wait_for_page
from documents import needs_texts

import workbook
from workbook import check, comparison, load, profile
from workbook.__main__ import main
from workbook.book.load import default_folder
from workbook.book.pages import PROSE
from workbook.export.edition import edition
from workbook.serving.printed import titles
from workbook.texts import own, store
from workbook.texts.official import TextError
from workbook.views.explorers import EXPLORERS, answered
from workbook.views.html import view_page
from workbook.views.state import start

PACKAGE = Path(workbook.__file__).parent
SHORT = titles()
SHIPPED = load(default_folder())
DASHBOARDS = sorted((documents.ROOT / "notebooks" / "dashboards").glob("*.ipynb"))
CODED = {
    "joint-investigations": ("19", "49", "may"),
    "extradition": ("16(1)", "44(1)", "shall"),
    "statement-of-purpose": ("1", "1", "declares"),
}


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A data folder made of UNTOC and UNCAC."""
    home = tmp_path_factory.mktemp("home")
    with documents.store_of(home, None, "untoc", "uncac"), pytest.MonkeyPatch.context() as patch:
        patch.setenv("WORKBOOK_DATA", str(default_folder()))
        folder = home / "own"
        done = CliRunner().invoke(main, ["new", str(folder), "--texts", "untoc,uncac"])
        assert done.exit_code == 0, done.output
        yield folder


@pytest.fixture(scope="module")
def coded(made):
    """The same with three topics coded by hand, as its README says."""
    for name, (one, other, force) in CODED.items():
        path = made / "topics" / f"{name}.yaml"
        head = path.read_text(encoding="utf-8").partition("positions:")[0]
        note = (
            f"A coder of this test read both articles on {name.replace('-', ' ')} and found that they ask for the {{}}."
        )
        rows = [
            f"  untoc: {{cites: ['{one}'], verdict: baseline, force: {force}, note: '{note.format('same thing')}', basis: text}}",
            f"  uncac: {{cites: ['{other}'], verdict: equivalent, force: {force}, note: '{note.format('very same')}', basis: text}}",
        ]
        path.write_text(f"{head}positions:\n" + "\n".join(rows) + "\n", encoding="utf-8")
    return made


@needs_texts
def test_a_new_comparison_keeps_every_rule_and_is_uncoded(made):
    assert check(made) == ()
    book = load(made)
    assert list(book.instruments) == ["untoc", "uncac"] and len(book.topics) > 70
    assert {each.verdict for _, _, each in book.positions()} == {"uncoded"}
    assert (len(book.articles["untoc"]), len(book.articles["uncac"])) == (41, 71)
    assert "Article 49 (Joint investigations)" in book.topics["joint-investigations"].positions["uncac"].looked_at
    assert book.topics["abuse-of-functions"].positions["untoc"].looked_at == "No counterpart was found."
    assert not (book.facts.parties or book.facts.votes or book.facts.claims or book.facts.states)


@needs_texts
def test_three_coded_topics_are_compared(coded):
    assert check(coded) == ()
    book = load(coded)
    found = {row["topic"]: row["relation"] for row in comparison(book, "untoc", "uncac").json()}
    assert {found[name] for name in CODED} == {"same"}
    assert all(relation == "unknown" for name, relation in found.items() if name not in CODED)
    assert len(profile(book, "untoc").on) == 3


@needs_texts
def test_every_view_answers_without_parties_votes_claims_or_a_map(coded):
    book = load(coded)
    for name in EXPLORERS:
        assert answered(name, book, start(book)), name
    for page in (view_page(book), edition(book, start(book))):
        assert "Traceback" not in page
        assert re.findall(r".{0,40}(?:Budapest|UN text|cybercrime).{0,40}", page) == []


@needs_texts
@pytest.mark.parametrize(
    "words",
    [["matrix"], ["compare", "untoc", "uncac"], ["profile", "untoc"], ["coverage"], ["parties"], ["scope"], ["claims"], ["timeline"],
     ["report"], ["check"], ["export", "--format", "md"], ["pairs", "--instruments", "untoc,uncac"], ["brief"]],
    ids=lambda words: words[0],
)  # fmt: skip
def test_every_command_answers(coded, words, tmp_path):
    more = ["-o", str(tmp_path / "out")] if words[0] == "export" else []
    done = CliRunner().invoke(main, [*words, *more, "--data", str(coded)])
    assert done.exit_code == 0, (done.output, done.exception)


@pytest.fixture(scope="module")
def served(coded):
    """The comparison of one's own, served; its address."""
    process, address = start_server("--data", str(coded))
    yield address
    process.terminate()
    process.wait(timeout=30)


@needs_texts
def test_it_is_served_under_its_own_title(coded, served):
    for path in DASHBOARDS:
        with urlopen(f"{served}voila/render/{path.name}") as answer:
            page = answer.read().decode()
        assert answer.status == 200 and "Traceback" not in page, path.name
        assert f"<title>{SHORT[path.stem]}: {html.escape(load(coded).facts.project.title)}</title>" in page
    with urlopen(f"{served}voila/render/01-compare.ipynb") as answer:
        assert 'data-row="joint-investigations"' in answer.read().decode()


def labels_of(book):
    """What a comparison calls its texts, topics, questions and statements, in small letters."""
    found = [name for text in book.instruments.values() for name in (text.title, text.short_title, text.symbol)]
    found += [topic.title for topic in book.topics.values() if " " in topic.title]  # one word is the language's, too
    found += [row.statement for row in book.report] + [row.subject for row in book.facts.votes]
    found += [question.title for question in book.facts.pages.questions.values()]
    return {name.lower() for name in found}


@needs_texts
@pytest.mark.browser
@pytest.mark.parametrize("path", DASHBOARDS, ids=lambda path: path.stem)
def test_no_dashboard_shows_a_word_of_the_shipped_comparison(coded, served, strict, path):
    """In a real browser, with all that is folded away or drawn: no text, topic or question that is not its own."""
    strict.goto(f"{served}voila/render/{path.name}")
    wait_for_page(strict)
    strict.mouse.wheel(0, 20_000)
    strict.wait_for_timeout(200)
    shown = strict.evaluate(
        "[...document.querySelectorAll('body *')].filter((e) => !['SCRIPT', 'STYLE'].includes(e.tagName)).flatMap((e) => "
        "[...e.childNodes].filter((n) => n.nodeType === 3).map((n) => n.data)"
        ".concat(['aria-label', 'title', 'alt', 'placeholder', 'content'].map((a) => e.getAttribute(a) || ''))).join('\\n')"
    )
    own = load(coded)
    headings = [article.heading.lower() for rows in own.articles.values() for article in rows]
    closed = (coded / "vocabulary.yaml").read_text(encoding="utf-8").lower()  # its own, to be shaped by its coder
    mine = " ".join([*labels_of(own), *headings, closed])
    assert len(shown) > 500 and strict.title().endswith(own.facts.project.title)
    assert not re.search(r"budapest|un text|against cybercrime|cybercrime|news report|fears", shown, re.IGNORECASE)
    others = {name for name in labels_of(SHIPPED) if name not in mine}
    assert len(others) > 100
    assert [name for name in others if re.search(rf"\b{re.escape(name)}\b", shown, re.IGNORECASE)] == []
    assert strict.wrong == []


@needs_texts
def test_a_folder_that_is_there_is_left_alone(made, tmp_path):
    a, b = store.text_of("untoc"), store.text_of("uncac")
    (tmp_path / "mine").write_text("kept", encoding="utf-8")
    with pytest.raises(TextError, match="there already and not empty"):
        own.make(tmp_path, a, b, default_folder())
    assert [path.name for path in tmp_path.iterdir()] == ["mine"]
    with pytest.raises(TextError, match="Name two texts"):
        own.make(tmp_path / "new", a, a, default_folder())


# What belongs to a comparison, not to the code: its texts, their families, topics, statements and organisations.
NAMED = re.compile(
    "|".join(
        [
            r"budapest|cybercrime|\bUN[ -](text|convention|draft)|russian draft|\bfears\b|news report|general assembly",
            *(rf"\b{re.escape(name)}\b" for name in SHIPPED.instruments),
            *(rf"[\"'`]{re.escape(text.family)}[\"'`]" for text in SHIPPED.instruments.values()),
            *(re.escape(text.short_title) for text in SHIPPED.instruments.values()),
            *(re.escape(text.symbol) for text in SHIPPED.instruments.values()),
            # An id or title of one word is a word of the language, too: an act of a state is a reservation.
            *(rf"\b{re.escape(name)}\b" for name in SHIPPED.topics if "-" in name),
            *(re.escape(topic.title) for topic in SHIPPED.topics.values() if topic.title.count(" ") > 2),
            *(rf"[\"'`]{re.escape(row.id)}[\"'`]" for row in SHIPPED.report),
        ]
    ),
    re.IGNORECASE,
)
ORGANISATIONS = re.compile(r"\bUN\b|United Nations|Council of Europe|\bcoe\.int")
# Who reads the pages of a depositary can't but say whose pages they are; no text is named there either.
READERS = ("status.py", "statustable.py")
OURS = sorted(path for end in ("py", "js", "j2", "css", "json", "yaml") for path in PACKAGE.rglob(f"*.{end}"))
OURS = [path for path in OURS if "vendor" not in path.parts and "data" not in path.relative_to(PACKAGE).parts[:1]]


def named(text):
    """What a line names that belongs to a comparison."""
    return [found[0] for found in NAMED.finditer(text)]


def test_the_patterns_find_what_they_are_for():
    for line in (
        'side.family === "un"', "a=budapest&b=un-2024", "the UN text", '("relation-to-other-treaties",)', 'REPORT = "R3"',
        "Negotiating draft 2023", "the fears of 2021", "# the Budapest Convention", "{{ 'un-2023' }}", "A/RES/79/243, annex",
    ):  # fmt: skip
        assert named(line), line
    assert not named('"run" "reservations" until UNTIL') and len(OURS) > 150
    assert {path.suffix for path in OURS} == {".py", ".js", ".j2", ".css", ".json", ".yaml"}


@pytest.mark.parametrize("path", OURS, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_text_is_named_in_the_code(path):
    """Strings, comments, docstrings, help texts, templates and scripts: all of a file of ours."""
    lines = path.read_text(encoding="utf-8").splitlines()
    found = [f"{number}: {line.strip()}" for number, line in enumerate(lines, 1) if named(line)]
    if path.name not in READERS:
        found += [f"{number}: {line.strip()}" for number, line in enumerate(lines, 1) if ORGANISATIONS.search(line)]
    assert found == []


@pytest.mark.parametrize("path", DASHBOARDS, ids=lambda path: path.stem)
def test_a_dashboard_says_in_its_notebook_what_is_true_of_any_comparison(path):
    """Its title in the file and the answers that it keeps are those of the shipped data; all else is for any."""
    for cell in nbformat.read(path, as_version=4).cells:
        assert named(cell.source) == [] and not ORGANISATIONS.search(cell.source), cell.source


def test_the_dashboards_whose_prose_is_data_are_those_that_ask_for_it():
    asked = {
        (found[1], int(found[2] or 0))
        for path in DASHBOARDS
        for found in re.finditer(
            r'prose\(book, "([^"]+)"(?:, "[^"]+")?(?:, part=(\d))?\)',
            "\n".join(cell.source for cell in nbformat.read(path, as_version=4).cells),
        )
    }
    assert {name for name, _ in asked} == set(PROSE)
    prose = SHIPPED.facts.pages.prose
    assert asked == {(name, part) for name in prose for part in range(len(prose[name]))}
