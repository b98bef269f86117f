"""The loader: every fault in one run, with file, line, rule and cure; nothing lost, nothing guessed."""

import pytest
from commanded import check

from workbook import DataError, load
from workbook.book.model import Problem

CODED = "cites: ['1'], verdict: baseline, force: shall, basis: text, note: Eight words stand here so that it passes., "
FEATURES = "features: {mental_element: intentional, without_right: named, qualifiers: [], harm: [], content_related: no, exemption: [], reservation: not_offered}"
FINE = CODED + FEATURES
UNCODED = "verdict: uncoded, looked_at: Nothing yet."


def change(folder, name, old, new):
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{old!r} is not in {name}"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


TOPIC = "topics/illegal-access.yaml"
BROKEN = [
    (TOPIC, "theme: offences", "theme: crimes", "The theme 'crimes' is not known.", "Choose one of: general, offences"),
    (TOPIC, "theme: offences", "theme: offences\ntheme: powers", "The key 'theme' stands twice.", "Keep one of the two."),
    (TOPIC, "theme: offences", "theme:\toffences", "The line has a tab.", "Use spaces instead."),
    (TOPIC, "theme: offences", "\u201ctheme\u201d: offences", "has one.", "Type it plainly."),
    (TOPIC, "theme: offences", "theme: offences\ncolour: red", "The field colour is not known.", "Correct its spelling"),
    (TOPIC, "title: Illegal access\n", "", "The field title is missing.", "Add it"),
    (TOPIC, "theme: offences", "theme: [offences]", "The field theme is not one text.", "Write a single text there."),
    (TOPIC, "baseline: budapest", "baseline: un-2024", "the baseline is un-2024", "Give the baseline text"),
    (TOPIC, "    force: shall", "    force: must", "The force 'must' is not known.", "Choose one of: shall"),
    (TOPIC, 'cites: ["2"]', 'cites: ["49"]', "budapest has no Article 49.", "See articles/budapest.csv."),
    (TOPIC, 'cites: ["2"]', 'cites: ["two"]', "'two' is no citation.", "Write it like"),
    (TOPIC, 'cites: ["2"]', 'cites: ["2", "3", "4", "5", "6", "7", "8"]', "7 articles of budapest are cited.", "Split"),
    (TOPIC, "mental_element: intentional", "mental_element: careless", "is no value of mental_element", "Choose one of"),
    (TOPIC, "      mental_element: intentional\n", "", "budapest does not answer mental_element.", "Choose one of"),
    (TOPIC, "    basis: text", "    basis: secondary", "The page is not named.", "Add source"),
    (TOPIC, "    basis: text", "    basis: text\n    reviewed: somebody", "A review names a person and a date.", "Write"),
    ("articles/budapest.csv", "\n2,", "\n1,", "Article 1 stands twice.", "Keep one row."),
    ("articles/budapest.csv", "heading,basis", "heading,ground", "The columns are article", "They must be article"),
    ("articles/budapest.csv", ",text\n", "\n", "The row has 4 cells, the heading has 5.", "Quote a cell"),
    ("instruments.yaml", "articles_complete: true", "articles_complete: perhaps", "articles_complete can't be used", "Write it"),
    ("vocabulary.yaml", "  consensus: Consensus", "  consensus: Consensus\n  lot: By lot", "The rule 'lot' can't", "Choose one of"),
    ("states.yaml", '"AF", "kind": "member"', '"AF", "kind": "friend"', "The kind 'friend' is not known.", "Choose one of"),
    ("project.yaml", "start_a: [budapest]", "start_a: [vienna]", "The text 'vienna' is not known.", "Choose one of"),
    ("vocabulary.yaml", "dimensions:", "sizes:", "The field dimensions is missing.", "Add it"),
]  # fmt: skip


@pytest.mark.parametrize("name, old, new, problem, cure", BROKEN, ids=[row[3] for row in BROKEN])
def test_a_fault_is_named_with_its_place_and_cure(folder, name, old, new, problem, cure):
    before = (folder / name).read_text(encoding="utf-8")
    change(folder, name, old, new)
    found = [p for p in check(folder) if problem in p.problem and p.file == name]
    assert found, "\n".join(map(str, check(folder)))
    assert cure in found[0].cure
    assert found[0].rule.endswith(".")
    near = before[: before.index(old)].count("\n") + 1
    whole_file = "missing" in problem
    assert whole_file or abs(found[0].line - near) <= 8, f"line {found[0].line}, expected near {near}"


def test_every_fault_is_found_in_one_run(folder):
    change(folder, TOPIC, "force: shall", "force: must")
    change(folder, "topics/extradition.yaml", "theme: cooperation", "theme: travel")
    change(folder, "articles/un-2024.csv", "\n2,", "\n1,")
    files = {problem.file for problem in check(folder)}
    assert files >= {TOPIC, "topics/extradition.yaml", "articles/un-2024.csv"}


def test_a_missing_folder_and_a_missing_file_are_said_plainly(tmp_path, folder):
    with pytest.raises(DataError, match="There is no folder"):
        load(tmp_path / "nowhere")
    (folder / "report.csv").unlink()
    assert "is missing" in check(folder)[0].problem


def test_bytes_that_are_not_utf8_and_a_byte_order_mark_are_named(folder):
    path = folder / TOPIC
    text = path.read_bytes()
    path.write_bytes(b"\xef\xbb\xbf" + text)
    assert any("byte-order mark" in p.problem for p in check(folder))
    path.write_bytes(text.replace(b"Illegal", b"Ill\xe9gal", 1))
    assert any("not UTF-8" in p.problem and p.line == 1 for p in check(folder))


def test_a_key_that_is_no_word_is_a_fault_with_its_line(folder):
    path = folder / TOPIC
    lines = path.read_text(encoding="utf-8").count("\n")
    path.write_text(path.read_text(encoding="utf-8") + "? [one, two]\n: three\n", encoding="utf-8")
    assert [(p.file, p.line) for p in check(folder) if p.problem.startswith("The field")] == [(TOPIC, lines + 1)]


def test_a_zero_byte_is_no_text(folder):
    path = folder / "report.csv"
    path.write_bytes(path.read_bytes().replace(b"Russia", b"Rus\0sia", 1))
    assert any("zero byte" in p.problem and p.file == "report.csv" for p in check(folder))


def test_norway_and_article_forty_ten_stay_text(small):
    from conftest import topic

    words = "note: Norway is NO and the article is 40.10 here., "
    made = topic(
        title="NO", budapest=FINE.replace("note: Eight words stand here so that it passes., ", words), un_2024=UNCODED
    )
    book = load(small(norway=made))
    assert book.topics["norway"].title == "NO"
    assert "40.10" in book.topics["norway"].positions["budapest"].note


@pytest.mark.parametrize(
    "second, problem",
    [
        (
            "cites: ['1'], verdict: absent, basis: text, note: Eight words stand here and they are others.",
            "absent has no cites.",
        ),
        ("verdict: absent, basis: text, note: Eight words stand here and they are others.", "absent needs looked_in."),
        ("verdict: uncoded", "uncoded needs looked_at."),
        (FINE.replace("baseline", "equivalent"), "The note stands in topics/one.yaml too."),
        (FINE.replace("baseline", "equivalent").replace("Eight words", "Words"), "The note has 7 words."),
    ],
)
def test_a_verdict_brings_its_own_fields(small, second, problem):
    from conftest import topic

    found = check(small(one=topic(budapest=FINE, un_2024=second)))
    assert any(problem in p.problem for p in found), found


def test_requirements_can_not_go_in_a_circle(small):
    from conftest import topic

    other = FINE.replace("Eight words", "Nine other words")
    found = check(
        small(
            one=topic(requires="[two]", budapest=FINE, un_2024=UNCODED),
            two=topic(requires="[one]", budapest=other, un_2024=UNCODED),
        )
    )
    assert {p.file for p in found if "lead back here" in p.problem} == {"topics/one.yaml", "topics/two.yaml"}


def test_a_problem_reads_like_a_sentence_to_a_lawyer():
    assert str(Problem("a.yaml", 3, "The rule.", "The fault.", "The cure.")).splitlines() == [
        "a.yaml:3: The fault.",
        "    rule: The rule.",
        "    cure: The cure.",
    ]
