"""Citations, headings and the words of coded values are held against an imported official text."""

import json
from dataclasses import replace

import documents
import pytest
from click.testing import CliRunner
from documents import needs_texts

from workbook import load
from workbook.__main__ import main
from workbook.book.load import default_folder
from workbook.texts import importing, store, words
from workbook.texts.official import OfficialText, Part, Provision
from workbook.texts.verify import verify


@pytest.fixture
def imported(tmp_path, monkeypatch, book):
    """A function: import a text from the sources."""
    monkeypatch.setenv("WORKBOOK_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("WORKBOOK_DATA", str(default_folder()))  # put back afterwards: --data changes it

    def bring(name):
        place = tmp_path / f"{name}.md"
        place.write_bytes(documents.source(name))
        return importing.add(book, name, str(place), lambda _: None)[0].text

    return bring


WORDS = {
    "not_required": "dual criminality, only be withheld, only be refused",
    "by_reservation": "dual criminality",
}


def wrong(found):
    return [each for each in found.failed if each.kind != "words"]


@needs_texts
@pytest.mark.parametrize("name", ["budapest", "budapest-p1", "budapest-p2", "un-2024"])
def test_every_citation_and_heading_is_confirmed(book, imported, name):
    found = verify(book, imported(name))
    assert wrong(found) == []
    assert found.checked == found.confirmed > 35
    assert found.words > 10 and found.matched
    assert found.failed == (), "the words of a coded value stand nowhere in what is cited"


@needs_texts
@pytest.mark.parametrize(
    "topic, value, failing",
    [
        ("stored-data-abroad", "not_required", True),  # Article 31 neither names it nor closes the list of grounds
        ("traffic-disclosure-abroad", "not_required", False),  # 30(2) closes the list
        ("traffic-disclosure-abroad", "by_reservation", True),  # no reservation names it
        ("preservation-abroad", "by_reservation", False),  # 29(3) and 29(4) name it
    ],
)
def test_dual_criminality_is_confirmed_where_it_is_named_or_the_grounds_are_closed(
    book, imported, topic, value, failing
):
    held = book.topics[topic]
    position = held.positions["budapest"]
    coded = replace(position, features={**position.features, "dual_criminality": value})
    topics = {topic: replace(held, positions={**held.positions, "budapest": coded})}
    found = verify(replace(book, topics=topics), imported("budapest"))
    assert [each.problem for each in found.failed if each.kind == "words"] == (
        [f"dual_criminality {value}: none of {WORDS[value]} stands there"] if failing else []
    )


@needs_texts
def test_only_the_articles_that_the_file_has_are_checked(book, imported):
    found = verify(book, imported("un-2024"))
    cited = [
        cite for topic, name, each in book.positions() if name == "un-2024" for cite in each.cites if each.provides
    ]
    assert found.checked + len(found.missing) == len(cited)
    assert all(cite == "preamble" or int(cite.partition("(")[0]) > 15 for _, cite in found.missing)


@needs_texts
@pytest.mark.parametrize(
    "cite, planted, problem",
    [
        ("6(1)", "6(9)", "Article 6 has no paragraph 9 (has paragraphs 1-7)"),
        ("7(2)", "26(2)", "there is no Article 26"),
        ("7(2)", "7(2)(z)", "Article 7(2) has no (z)"),
        ("13", "13(2)", "Article 13 has no paragraph 2 (has none)"),
    ],
)
def test_a_planted_wrong_number_is_found(folder, imported, cite, planted, problem):
    text = imported("budapest-p2")
    for path in sorted((folder / "topics").glob("*.yaml")):
        before, mark, after = path.read_text(encoding="utf-8").partition("\n  budapest-p2:\n")
        if f'"{cite}"' in after.partition("\n  un-2021:")[0]:
            path.write_text(f"{before}{mark}" + after.replace(f'"{cite}"', f'"{planted}"', 1), encoding="utf-8")
            break
    else:
        raise AssertionError(f"nothing cites {cite}")
    if planted.startswith("26"):  # beyond the list of articles, which `workbook check` names itself
        listed = folder / "articles" / "budapest-p2.csv"
        listed.write_text(
            listed.read_text(encoding="utf-8") + "26,IV,Final provisions,None,recalled\n", encoding="utf-8"
        )
    book = load(folder)
    found = verify(book, text)
    assert [(each.topic, each.cite, each.problem) for each in wrong(found) if each.kind == "citation"] == [
        (path.stem, planted, problem)
    ]
    assert found.confirmed == found.checked - 1
    assert path.stem not in found.matched
    done = CliRunner().invoke(main, ["texts", "verify", "budapest-p2", "--data", str(folder)])
    assert done.exit_code == 1 and problem in done.output


@needs_texts
def test_a_heading_that_differs_is_found(folder, imported):
    text = imported("budapest")
    listed = folder / "articles" / "budapest.csv"
    listed.write_text(listed.read_text(encoding="utf-8").replace("Illegal access", "Lawful entry"), encoding="utf-8")
    (failure,) = wrong(verify(load(folder), text))
    assert (failure.kind, failure.cite) == ("heading", "2") and "Illegal access" in failure.problem


@needs_texts
def test_a_match_is_kept_in_the_user_s_store_and_never_in_the_data(folder, imported, tmp_path):
    imported("budapest-p2")
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    done = CliRunner().invoke(main, ["texts", "verify", "budapest-p2", "--format", "json", "--data", str(folder)])
    answer = json.loads(done.output)
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
    kept = json.loads((tmp_path / "home" / "matched" / "budapest-p2.en.json").read_text(encoding="utf-8"))
    assert kept["matched"] == answer["matched"] != []
    assert kept["sha256"] == store.text_of("budapest-p2").sha256 and kept["date"]


def test_without_the_text_one_is_told_how_to_add_it(tmp_path, monkeypatch):
    monkeypatch.setenv("WORKBOOK_HOME", str(tmp_path))
    done = CliRunner().invoke(main, ["texts", "verify", "budapest"])
    assert done.exit_code == 1 and "workbook texts add budapest FILE" in done.output


TEA = Provision(
    "7", "", "", "Of tea", (Part(("1",), "They drink:"), Part(("1", "a"), "green; and"), Part(("2",), "Then rest."))
)


def tea():
    return OfficialText("tea", "en", "Tea", "0", "", "", (), (TEA,), ("8",))


@pytest.mark.parametrize(
    "cite, problem",
    [
        ("7", None),
        ("7(1)", None),
        ("7(1)(a)", None),
        ("7(3)", "Article 7 has no paragraph 3 (has paragraphs 1-2)"),
        ("7(1)(b)", "Article 7(1) has no (b)"),
        ("8", "Article 8 is missing from the imported file"),
        ("9", "there is no Article 9"),
        ("preamble", "the imported file has no preamble"),
        ("seven", "seven is no citation"),
    ],
)
def test_what_a_citation_names(cite, problem):
    assert tea().problem(cite) == problem


def test_a_cited_letter_keeps_the_words_above_it():
    assert [part.text for part in tea().cited("7(1)")] == ["They drink:", "green; and"]
    assert [part.text for part in tea().openings("7(1)(a)")] == ["They drink:"]


def test_every_word_belongs_to_a_value_that_there_is(book):
    listed = words.words_of(book.folder)
    assert len(listed) > 10
    known = {name: set(feature.values) for name, feature in book.vocabulary.features.items()}
    known["force"] = set(book.vocabulary.forces)
    strays = {
        f"{feature}: {value}"
        for feature, values in listed.items()
        for value in values
        if value not in known.get(feature, {value})
    }
    assert strays == set()  # a feature that this vocabulary lacks is left for another; a value that it lacks is a slip
    assert all(
        len(word.split()) <= 4
        for values in listed.values()
        for each in values.values()
        for some in each.values()
        for word in some
    )


def test_words_are_found_with_their_endings_and_hyphens():
    assert words.places("They act promptly and re-act.", ("prompt",)) == [(9, 17)]
    assert words.places("unprompted", ("prompt",)) == []
    assert words.places("in writing,  or by e-mail", ("e-mail",)) != []


def test_misshapen_words_name_their_line(tmp_path):
    (tmp_path / "words.yaml").write_text("force:\n  shall: must\n", encoding="utf-8")
    with pytest.raises(Exception, match=r"words.yaml:2: write the words as shall"):
        words.words_of(tmp_path)
