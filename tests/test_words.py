"""The words of the interface stand in one file: each is used, each use has one, and its marks are those filled."""

import ast
import re
from string import Formatter

import pytest
from conftest import ROOT
from jinja2 import nodes

from workbook.book import interface
from workbook.views.explorers import EXPLORERS
from workbook.views.html import environment
from workbook.views.modules import ASKED, places
from workbook.views.picturing import recipes

VIEWS = ROOT / "workbook" / "views"
PAGES = VIEWS / "pages"
TEMPLATES = sorted(PAGES.rglob("*.j2"))
CODE = re.compile(r"\{#.*?#\}|<style.*?</style>|<script.*?</script>|<!.*?>", re.DOTALL)
HEARD = re.compile(r'\s(?:aria-label|aria-valuetext|label|title|placeholder|alt)="([^"]*)"')
PHRASE = re.compile(r"\b[A-Z][a-z]{2,}|\w \w")
TELLS = re.compile(r"[^\W\d_]{3,}| [a-z]+ ")
# Names of formats, alike in every language; and a mark that scripts read, no reader.
NAMES = {"CSV", "JSON", "Markdown", "Excel", "Word", "BibTeX", "no data"}
ASKS = {"words": "words", "word": None, "headings": "columns", "tables": "columns", "part": None}
TREES = {path: ast.parse(path.read_text(encoding="utf-8")) for path in sorted((ROOT / "workbook").rglob("*.py"))}
READERS = [path for path in TREES if VIEWS in path.parents or {"questions", "export"} & set(path.parts)]
BROWSER = "\n".join(path.read_text(encoding="utf-8") for path in sorted(VIEWS.glob("static/**/*.js")))
SAID = {tuple(places(path)[:2]) for path in ASKED.findall(BROWSER)}  # (section, part) of the browser's modules
NO_WORDS = {"length", "map", "js"}  # what a script does with words, and the name of a file
# Words whose names are put together where they are used, or are those of the data: statuses, verdicts, measures ...
BY_RULE = re.compile(r"(summary\.changes|scope\.cells|crimes\.forces|drafting\.(parts|labels))\.")


def asked(node):
    """The (section, part) that a call asks for."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ASKS and node.args:
        given = [one.value for one in node.args if isinstance(one, ast.Constant)]
        if len(given) == len(node.args) and all(isinstance(one, str) for one in given):
            yield given[0], given[1] if len(given) > 1 else ASKS[node.func.id]


def bound(tree):
    """A module's names for parts of the file: `WORDS` -> the words that it may ask for."""
    found = {}
    for node in tree.body:
        if isinstance(node, (ast.Assign, ast.AnnAssign)) and node.value is not None:
            target = node.targets[0] if isinstance(node, ast.Assign) else node.target
            parts = [place for each in ast.walk(node.value) for place in asked(each)]
            if isinstance(target, ast.Name) and len(parts) == 1 and isinstance(interface.part(*parts[0]), dict):
                common = "COMMON" in ast.unparse(node.value) and target.id != "COMMON"
                found[target.id] = (interface.words("known") if common else {}) | interface.part(*parts[0])
    return found


def imported(tree):
    """Names that a module has from another one of views."""
    homes = {path.stem: bound(tree) for path, tree in TREES.items() if VIEWS in path.parents}
    for node in tree.body:
        if isinstance(node, ast.ImportFrom) and node.module:
            known = homes.get(node.module.split(".")[-1], {})
            yield from ((alias.asname or alias.name, known[alias.name]) for alias in node.names if alias.name in known)


def named(tree):
    return dict(imported(tree)) | bound(tree)


def leaves(content, place=""):
    """Every word with its place."""
    if isinstance(content, str):
        yield place, content
    else:
        for key, one in content.items() if isinstance(content, dict) else enumerate(content):
            yield from leaves(one, f"{place}.{key}".lstrip("."))


def marks(word):
    return {name for _, name, _, _ in Formatter().parse(word) if name}


def test_every_part_is_asked_for_and_every_question_has_a_part():
    uses = {place for path, tree in TREES.items() for node in ast.walk(tree) for place in asked(node)
            if "interface import" in path.read_text(encoding="utf-8")}  # fmt: skip
    uses |= {place for place in SAID if place[0] != "pages"}
    known = {(section, name) for section, parts in interface.every().items() for name in parts if section != "pages"}
    assert uses == known


def test_a_section_bears_the_name_of_the_module_that_asks_for_it():
    for path, tree in TREES.items():
        if "interface import" in path.read_text(encoding="utf-8"):
            for section, _ in (place for node in ast.walk(tree) for place in asked(node)):
                assert section == {"words": "saved"}.get(path.stem, path.stem), path


@pytest.mark.parametrize("path", READERS, ids=str)
def test_what_a_module_names_is_there(path):
    """`WORDS["bound"]`, wherever the name is written out."""
    names = named(TREES[path])
    for node in ast.walk(TREES[path]):
        if isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name) and node.value.id in names:
            for key in ast.walk(node.slice):
                if isinstance(node.slice, ast.Constant) and isinstance(key, ast.Constant):
                    assert key.value in names[node.value.id], f"{path.name}:{node.lineno}"


@pytest.mark.parametrize("path", READERS, ids=str)
def test_a_use_fills_the_marks_of_its_word(path):
    """`WORDS["bond"].format(text=..., since=...)`: no mark without a value, no value without a mark."""
    names = named(TREES[path])
    for node in ast.walk(TREES[path]):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "format"):
            continue
        said = node.func.value
        if not (isinstance(said, ast.Subscript) and isinstance(said.value, ast.Name) and said.value.id in names):
            continue
        given = {one.arg for one in node.keywords}
        if isinstance(said.slice, ast.Constant):
            wanted = marks(names[said.value.id][said.slice.value])
            assert given - {None} <= wanted, f"{path.name}:{node.lineno}"
            assert None in given or wanted <= given, f"{path.name}:{node.lineno}"  # `**more`: its names stand elsewhere


def test_every_word_is_used():
    """A word is used where its name stands in a module, in Python or in the browser, or is made by a rule."""
    python = {node.value for tree in TREES.values() for node in ast.walk(tree)
              if isinstance(node, ast.Constant) and isinstance(node.value, str)}  # fmt: skip
    made = [ast.unparse(node) for tree in TREES.values() for node in ast.walk(tree) if isinstance(node, ast.JoinedStr)]
    patterns = [re.compile(re.sub(r"\\?\{.*?\\?\}", "[a-z_]+", re.escape(one[2:-1]))) for one in made if "{" in one]
    patterns = [one for one in patterns if re.search(r"_", one.pattern.replace("[a-z_]+", ""))]
    browser = set(re.findall(r"[A-Za-z_]\w*", BROWSER))
    for place, _ in leaves(interface.every()):
        key = place.split(".")[-1]
        if key.isdigit() or place.count(".") < 2 or BY_RULE.match(place) or place.startswith("pages."):
            continue
        assert key in python or key in browser or any(one.fullmatch(key) for one in patterns), place


def called(path):
    """What a template says: each call's (page, word), and the marks that it fills."""
    for node in environment().parse(path.read_text(encoding="utf-8")).find_all(nodes.Call):
        if isinstance(node.node, nodes.Name) and node.node.name == "say":
            yield tuple(one.as_const() for one in node.args), {one.key for one in node.kwargs}


def test_a_template_says_words_of_its_own_part_and_fills_their_marks():
    pages = interface.every()["pages"]
    uses = set()
    for path in TEMPLATES:
        part = "_".join(path.relative_to(PAGES).parts).removesuffix(".html.j2")
        for (page, name), given in called(path):
            assert page == part and marks(pages[page][name]) == given, f"{path.name}: {name}"
            uses.add((page, name))
    assert uses == {(page, name) for page, part in pages.items() for name in part}


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_a_template_holds_no_word_that_a_reader_sees(path):
    """Neither between tags, nor in an attribute that is seen or heard, nor as a text within an expression."""
    code = CODE.sub("", path.read_text(encoding="utf-8"))
    bare = re.sub(r"\{[{%].*?[}%]\}", "", code, flags=re.DOTALL)
    seen = [*re.split(r"<[^>]*>", bare), *HEARD.findall(bare)]
    parsed = environment().parse(path.read_text(encoding="utf-8")).find_all(nodes.Const)
    seen += [one.value for one in parsed if isinstance(one.value, str) and PHRASE.search(one.value)]
    assert [one for one in seen if TELLS.search(one) and one.strip() not in NAMES] == []


# Names that other programs look up: styles of Word, a scale of colours, fonts, a policy, an outcome, what is public.
STYLES = {"Table Grid", "List Bullet", "Normal", "Cell", "SmallCell"} | {"Footnote Reference", "Footnote Text"}
NAMED = STYLES | {"FootnoteText", "FootnoteReference", "Blues", "system-ui, sans-serif", "script-src SCRIPTS"}
NAMED |= {"script-src \0", "nobody present", "nobody voted", "no consensus", "Report"} | {"Int64", "Way", "LeftOut"}
# Modules whose texts are for machines, or for who keeps the data.
MACHINES = {
    "reproduced.py": "lines of Python",
    "modules.py": "patterns of JavaScript, and what is wrong with it",
    "picture.py": "commands of PDF",
    "freshness.py": "faults of the data",
    "geo.py": "faults of the file of shapes, and classes of CSS",
}
SEEN = re.compile(r"^[A-Z][a-z]{2,}|[A-Za-z]{2,}[.,:;]? | [a-z]{2,}")
TAGS = re.compile(r"<[^>]*(>|$)|^[^<>]*=[^<>]*>?|^[^<]*>")


def told(node):
    """Nodes below one, but no docstring, no message of a fault and no `repr`: those are told to programmers."""
    for child in ast.iter_child_nodes(node):
        silent = isinstance(child, ast.Raise) or (isinstance(child, ast.FunctionDef) and child.name == "__repr__")
        if not silent and not (isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant)):
            yield child
            if not isinstance(child, ast.JoinedStr) and not list(asked(child)):
                yield from told(child)


def written_inline(tree):
    """Each text of a module, with its line: of one that is put together all that stands between the gaps."""
    for node in told(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.lineno, node.value
        elif isinstance(node, ast.JoinedStr):
            yield node.lineno, "".join(one.value if isinstance(one, ast.Constant) else "\0" for one in node.values)
            yield from ((node.lineno, text) for gap in node.values for _, text in written_inline(gap))


@pytest.mark.parametrize("path", [path for path in READERS if path.name not in MACHINES], ids=lambda path: path.name)
def test_a_module_writes_no_word_that_a_reader_sees(path):
    """No phrase and no word with a capital; one small word alone can't be told from an id."""
    found = [(line, text) for line, text in written_inline(TREES[path]) if text not in NAMED]
    assert [one for one in found if SEEN.search(TAGS.sub("", one[1]))] == []


@pytest.mark.parametrize(
    "code", ['x = "None is known."', 'f"{n} of {m}"', 'f"<b>{n} votes</b>"', 'g(", and ".join(x))']
)
def test_a_word_written_inline_is_seen(code):
    assert any(SEEN.search(TAGS.sub("", text)) for _, text in written_inline(ast.parse(code)))


@pytest.mark.parametrize(
    "code", ["raise ValueError('No such text.')", "word('board', 'choose it')", "'''What it does.'''"]
)
def test_what_no_reader_sees_is_let_be(code):
    assert not any(SEEN.search(TAGS.sub("", text)) for _, text in written_inline(ast.parse(code)))


@pytest.mark.parametrize("name", EXPLORERS)
def test_what_a_browser_module_names_is_sent(name, book):
    """`words.bound` of explorers/NAME.js stands in the data of the explorer that `words` is taken from."""
    code = (VIEWS / "static" / "explorers" / f"{name}.js").read_text(encoding="utf-8")
    taken = {name, *re.findall(r"\{[^{}]*\bwords\b[^{}]*\} = data\.(\w+)", code)}
    data = {explorer: EXPLORERS[explorer].data(book) for explorer in taken & set(EXPLORERS)}
    data |= {"drawn": recipes(book)} if "drawn" in taken else {}
    assert set(data) == taken
    sent = {key for one in data.values() for key in one.get("words", {})}
    asked_for = set(re.findall(r"(?<![\w.])words\.(\w+)", code)) | set(re.findall(r"\bdata\.words\.(\w+)", code))
    assert asked_for - NO_WORDS <= sent


def test_a_missing_word_is_told_by_its_place():
    with pytest.raises(KeyError, match=r"en\.yaml has no road\.words\.nowhere"):
        interface.words("road")["nowhere"]
    with pytest.raises(KeyError, match=r"en\.yaml has no nowhere"):
        interface.words("nowhere")
    with pytest.raises(TypeError, match="read, not written"):
        interface.words("road")["pair"] = ""


def test_every_file_of_words_has_the_same_places_and_marks():
    """A second language is a second file, and no code."""
    source = {path.stem: interface.read(path.stem) for path in interface.FOLDER.glob("*.yaml")}
    english = dict(leaves(source["en"]))
    for language, content in source.items():
        other = dict(leaves(content))
        assert other.keys() == english.keys(), language
        for place, word in other.items():
            assert set(re.findall(r"[{\[][\w.]+", word)) == set(re.findall(r"[{\[][\w.]+", english[place])), place
