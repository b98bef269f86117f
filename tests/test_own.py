"""A comparison of one's own, from two texts that the project does not have: made, coded, served."""

import ast
import html
import re
from pathlib import Path
from urllib.request import urlopen

import documents
import pytest
from click.testing import CliRunner
from conftest import start_server
from documents import needs_texts

import workbook
from workbook import check, comparison, load, profile
from workbook.__main__ import main
from workbook.book.load import default_folder
from workbook.export.edition import edition
from workbook.serving.printed import titles
from workbook.texts import own, store
from workbook.texts.official import TextError
from workbook.views.explorers import EXPLORERS, answered
from workbook.views.html import view_page
from workbook.views.state import start

PACKAGE = Path(workbook.__file__).parent
SHORT = titles()
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


@needs_texts
def test_it_is_served_under_its_own_title(coded):
    process, address = start_server("--data", str(coded))
    try:
        for path in sorted((documents.ROOT / "notebooks" / "dashboards").glob("*.ipynb")):
            with urlopen(f"{address}voila/render/{path.name}") as answer:
                page = answer.read().decode()
            assert answer.status == 200 and "Traceback" not in page, path.name
            assert f"<title>{SHORT[path.stem]}: {html.escape(load(coded).facts.project.title)}</title>" in page
        assert "Budapest" not in re.sub(r"<(script|style)\b.*?</\1>", "", page, flags=re.S)
        with urlopen(f"{address}voila/render/01-compare.ipynb") as answer:
            assert 'data-row="joint-investigations"' in answer.read().decode()
    finally:
        process.terminate()
        process.wait(timeout=30)


@needs_texts
def test_a_folder_that_is_there_is_left_alone(made, tmp_path):
    a, b = store.text_of("untoc"), store.text_of("uncac")
    (tmp_path / "mine").write_text("kept", encoding="utf-8")
    with pytest.raises(TextError, match="there already and not empty"):
        own.make(tmp_path, a, b, default_folder())
    assert [path.name for path in tmp_path.iterdir()] == ["mine"]
    with pytest.raises(TextError, match="Name two texts"):
        own.make(tmp_path / "new", a, a, default_folder())


def strings(path):
    """The strings of a module that are no docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    docs = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs
    ]


# Named on purpose: the questions of the news report of 2021 belong to that comparison, and so do hints on usage.
KNOWN = {"fears.py", "whatif.py"}


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: path.stem)
def test_no_text_is_named_in_the_code(path):
    if path.name in KNOWN or path.parent.name == "commands":
        return
    found = [text for text in strings(path) if re.search(r"\bbudapest\b|\bun-20\d\d|Budapest|UN text", text)]
    assert found == [], path
