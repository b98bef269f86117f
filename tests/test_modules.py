"""The browser's modules: each stands by itself as a browser reads it, and a page has each once, in one script."""

import json
import re
from graphlib import CycleError

import pytest

from workbook.book.interface import word, words
from workbook.views.explorers import EXPLORERS
from workbook.views.html import view_page
from workbook.views.modules import IMPORT, PLACE, SHARED, STATIC, NoModule, bundle, imports, ordered, top

FILES = sorted(file for file in STATIC.rglob("*.js") if "vendor" not in file.parts)
PAGES = ("views.js", "edition.js", "live.js", "python.js")  # what pages have; the others are asked for by name
ALONE = ("attach.js", "desk.js", "figure.js", "search.js")
ORIGIN = "http://modules.test/"


def names(files):
    return [str(file.relative_to(STATIC)) for file in files]


@pytest.mark.parametrize("file", FILES, ids=names(FILES))
def test_every_import_resolves_and_is_shared_there_and_used_here(file):
    rest = IMPORT.sub("", file.read_text(encoding="utf-8"))
    for other, wanted in imports(file).items():
        shared = SHARED.findall(other.read_text(encoding="utf-8"))
        for name in filter(None, wanted):
            assert name in shared, f"{file.name} imports {name}, which {other.name} does not export"
            assert re.search(rf"\b{name}\b", rest), f"{file.name} imports {name} and does not use it"


@pytest.mark.parametrize("file", FILES, ids=names(FILES))
def test_what_a_file_shares_another_imports_from_it(file):
    wanted = {name for other in FILES for name in imports(other).get(file, ())}
    if file.name not in ("store.js", *ALONE):  # those are asked for by name
        assert set(SHARED.findall(file.read_text(encoding="utf-8"))) <= wanted | {"correctionLink"}


def test_every_file_is_in_some_page_or_asked_for_by_name():
    found = {file for page in PAGES for file in ordered(STATIC / page)} | {STATIC / name for name in ALONE}
    assert names(sorted(found)) == names(FILES)


@pytest.mark.parametrize("name", ALONE)
def test_what_is_asked_for_by_name_comes_with_all_that_it_needs(name):
    """One script that imports nothing and shares what its own file shares, the default of a widget too."""
    own, script = (STATIC / name).read_text(encoding="utf-8"), bundle(name, exports=True)
    assert not re.search(r"^import\b", script, re.MULTILINE)
    given = re.findall(r"^export default .*", own, re.MULTILINE)
    assert re.findall(r"^export default .*", script, re.MULTILINE) == given
    assert all(re.search(rf"^export \{{.*\b{shared}\b.*\}};", script, re.MULTILINE) for shared in SHARED.findall(own))


def test_a_script_has_the_words_that_it_asks_for_and_no_others(tmp_path, monkeypatch):
    monkeypatch.setattr("workbook.views.modules.STATIC", tmp_path)
    (tmp_path / "words.js").write_text("export const WORDS = {};\n", encoding="utf-8")
    asking = (
        'import { WORDS } from "./words.js";\n[WORDS.board.off, WORDS.pages.blocks.rows.length, WORDS.desk.does[0]];\n'
    )
    (tmp_path / "a.js").write_text(asking, encoding="utf-8")
    line = bundle.__wrapped__("a.js").splitlines()[0]
    said = json.loads(line.removeprefix("const WORDS = ").removesuffix(";"))
    assert said == {
        "board": {"off": word("board", "off")},
        "desk": {"does": words("desk", "does")},
        "pages": {"blocks": {"rows": words("pages", "blocks")["rows"]}},
    }
    (tmp_path / "b.js").write_text(asking.replace("board.off", "board.nowhere"), encoding="utf-8")
    with pytest.raises(KeyError, match=r"en\.yaml has no board\.nowhere"):
        bundle.__wrapped__("b.js")


@pytest.mark.parametrize("page", PAGES)
def test_a_page_has_each_file_once_and_after_those_that_it_imports(page):
    files = ordered(STATIC / page)
    assert len(set(files)) == len(files) and files[-1] == STATIC / page
    assert all(files.index(other) < place for place, file in enumerate(files) for other in imports(file))
    for line in (line for file in files for line in file.read_text(encoding="utf-8").splitlines() if top(line)):
        if PLACE in line:
            continue  # the words stand there
        assert f"\n{bundle(page)}".count("\n" + line.removeprefix("export ") + "\n") == 1, line
    assert not re.search(r"^(import|export)\b", bundle(page), re.MULTILINE)


def test_a_script_that_is_imported_itself_has_the_exports_of_its_own_file():
    assert bundle("store.js", exports=True) == bundle("store.js") + "export { boot };\n"


def test_every_explorer_stands_in_the_list_of_the_browser():
    listed = (STATIC / "explorers.js").read_text(encoding="utf-8")
    assert [name for name in EXPLORERS if f"{name}: {name}Blocks," not in listed] == []


@pytest.mark.parametrize(
    ("files", "problem"),
    [
        (
            {"a.js": 'import { b } from "./b.js";\nconst x = b;\n', "b.js": "export const b = 1;\nconst x = 2;\n"},
            "^x: ",
        ),
        ({"a.js": "const [x, y] = [1, 2];\nfunction y() {}\n"}, "^y: "),
        ({"a.js": 'import * as b from "./b.js";\n', "b.js": ""}, "on one line"),
        ({"a.js": "const b = 1;\nexport { b };\n"}, "on one line"),
    ],
)
def test_what_can_not_be_one_script_is_refused(tmp_path, monkeypatch, files, problem):
    bundle.cache_clear()
    monkeypatch.setattr("workbook.views.modules.STATIC", tmp_path)
    for name, source in files.items():
        (tmp_path / name).write_text(source, encoding="utf-8")
    with pytest.raises(NoModule, match=problem):
        bundle("a.js")


def test_a_circle_is_refused(tmp_path):
    for name, other in (("a", "b"), ("b", "a")):
        (tmp_path / f"{name}.js").write_text(f'import {{ {other} }} from "./{other}.js";\n', encoding="utf-8")
    with pytest.raises(CycleError):
        ordered(tmp_path / "a.js")


@pytest.mark.browser
def test_a_browser_runs_the_files_as_they_are_with_the_same_answers(page, book):
    """Each file in a scope of its own: a name that one takes from another without an import is not there."""
    views = ("compare", *EXPLORERS)
    printed = view_page(book, views)
    alone = re.sub(
        r'<script type="module">.*?</script>', '<script type="module" src="views.js"></script>', printed, flags=re.S
    )

    said = next(line for line in bundle("views.js").splitlines() if line.startswith(PLACE.partition("{")[0]))

    def serve(route):
        name = route.request.url.removeprefix(ORIGIN).partition("?")[0]
        if name in ("files", "bundle"):
            route.fulfill(content_type="text/html; charset=utf-8", body=alone if name == "files" else printed)
        else:
            source = (STATIC / name).read_text(encoding="utf-8").replace(PLACE, said)  # the words alone are put in
            route.fulfill(content_type="text/javascript", body=source)

    page.route(ORIGIN + "**", serve)
    shown = {}
    for name in ("files", "bundle"):
        page.goto(ORIGIN + name)
        page.wait_for_selector("html[data-ready=interactive]")
        page.evaluate("""() => {
          const { workbook } = document.querySelector("[data-workbook]");
          for (const part of [{ a: ["budapest", "budapest-p2"] }, { s1: "BRA", s2: "JPN", who: "signatories" }, { q: "data", show: "" }]) workbook.change(part);
          workbook.change({ off: workbook.data.topics.slice(3, 9).map(({ id }) => id) });
        }""")
        shown[name] = page.locator("[data-workbook]").evaluate_all("all => all.map((each) => each.outerHTML)")
    assert len(shown["files"]) >= len(views)
    assert shown["files"] == shown["bundle"]
    assert page.wrong == []
