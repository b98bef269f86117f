"""The rules on coding, each broken once: file, rule and cure are named, and what was there is untouched."""

import pytest
from commanded import check
from conftest import topic

from workbook import load

WORDS = "basis: text, note: {note} has at least its eight words in this note"
GENERAL = "applies_to: whole_text, rights_clause: none"


def general(note, verdict="baseline", features=GENERAL, force="declares", more="", basis="text"):
    """A position of the theme general."""
    said = f"basis: {basis}, note: {note} has at least its eight words in this note here"
    return f"cites: ['1'], verdict: {verdict}, force: {force}, {said}, features: {{{features}}}{more}"


ABSENT = "verdict: absent, looked_in: ['1'], basis: text, note: It was looked for in the only article and not found"
OTHER = "applies_to: whole_text, rights_clause: general_reference"
RECALLED = {"basis": "recalled"}
BROKEN = [
    (
        "is equivalent, but rights_clause differ",
        "Code the features alike",
        {"un_2024": general("B", "equivalent", OTHER)},
    ),
    ("is broader, but nothing coded says why", "a point of the topic", {"un_2024": general("B", "broader")}),
    ("is different, but nothing coded says why", "a point", {"un_2024": general("B", "different")}),
    (
        "is narrower, but points say the opposite",
        "the wrong way round",
        {
            "points": "{one: {label: one more thing, counts: more}}",
            "budapest": general("A", features=GENERAL + ", points: []"),
            "un_2024": general("B", "narrower", GENERAL + ", points: [one]"),
        },
    ),
    ("un-2024 supplements no other text", "Choose another verdict", {"un_2024": general("B", "extends", OTHER)}),
    (
        "rights_clause is silent, though un-2024 is no draft",
        "Write none",
        {"un_2024": general("B", "different", "applies_to: offences, rights_clause: silent")},
    ),
    ("The feature 'colour' is not known.", "Choose one of", {"asks": "[colour]"}),
    ("The modality 'pigeon' is not known.", "Choose one of", {"governs": "[pigeon]"}),
    ("budapest does not answer forum.", "agreed, compulsory", {"asks": "[forum]"}),
    ("budapest does not answer points.", "one", {"points": "{one: {label: one, counts: more}}"}),
    (
        "'two' is no value of points.",
        "one",
        {
            "points": "{one: {label: one, counts: more}}",
            "budapest": general("A", features=GENERAL + ", points: [two]"),
        },
    ),
    (
        "'much' does not say how it counts.",
        "more, limit, other",
        {
            "points": "{one: {label: one, counts: much}}",
            "budapest": general("A", features=GENERAL + ", points: []"),
        },
    ),
    ("The language 'tlh' is not known.", "ar", {"budapest": general("A", more=", read_in: tlh")}),
    (
        "What is recalled was not read.",
        "Remove read_in",
        {"budapest": general("A", more=", read_in: ar", **RECALLED)},
    ),
    ("2 does not fit text.", "basis: recalled", {"budapest": general("A", more=", recollections: 2")}),
    ("1 does not fit recalled.", "2 or more", {"budapest": general("A", more=", recollections: 1", **RECALLED)}),
    (
        "The field recollections is not a whole number.",
        "Write a number",
        {"budapest": general("A", more=", recollections: two", **RECALLED)},
    ),
    ("1 citations have 2 models.", "or none", {"budapest": general("A", more=", model: [none, none]")}),
    ("'uncac' is no model.", "uncac 46(21)", {"budapest": general("A", more=", model: [uncac]")}),
    (
        "present needs looked_at.",
        "Add it",
        {"un_2024": "verdict: present, cites: ['1'], basis: recalled"},
    ),
    ("present has no note.", "Remove it", {"un_2024": "verdict: present, basis: text, looked_at: Seen., note: A"}),
]


@pytest.mark.parametrize("problem, cure, fields", BROKEN, ids=[row[0] for row in BROKEN])
def test_a_breach_is_named_with_its_file_and_cure(small, problem, cure, fields):
    given = {"budapest": general("A"), "un_2024": ABSENT} | fields
    found = [fault for fault in check(small(broken=topic("general", **given))) if problem in fault.problem]
    assert found, problem
    assert (found[0].file, found[0].rule.endswith(".")) == ("topics/broken.yaml", True)
    assert cure in found[0].cure and found[0].line > 1


def test_what_the_rules_ask_can_be_written(small):
    made = topic(
        "general",
        points="{one: {label: one more thing, counts: more}}",
        budapest=general("A", features=GENERAL + ", points: []", more=", read_in: ar, model: [uncac 46(21)]"),
        un_2024=general("B", "broader", GENERAL + ", points: [one]", more=", recollections: 2", **RECALLED),
    )
    here = load(small(fine=made)).topics["fine"].positions
    assert (here["budapest"].read_in, here["budapest"].model) == ("ar", ("uncac 46(21)",))
    assert here["un-2024"].recollections == 2


def test_models_turned_round_are_found(small):
    first = general("A").replace("['1']", "['1(1)']") + ", model: [uncac 46(3)]"
    then = general("C").replace("['1']", "['1(2)']") + ", model: [uncac 46(2)]"
    root = small(
        one=topic("general", budapest=first, un_2024=ABSENT),
        two=topic("general", budapest=then, un_2024=ABSENT.replace("only", "single")),
    )
    assert any("the order is turned round" in fault.problem for fault in check(root))


def test_a_citation_has_one_model(small):
    root = small(
        one=topic("general", budapest=general("A") + ", model: [uncac 46(3)]", un_2024=ABSENT),
        two=topic(
            "general", budapest=general("C") + ", model: [uncac 46(4)]", un_2024=ABSENT.replace("only", "single")
        ),
    )
    assert any("rests on uncac 46(3) elsewhere" in fault.problem for fault in check(root))


PRESENT = "verdict: present, basis: recalled, looked_at: Two people recall it"
DENIED = ABSENT.replace("basis: text", "basis: recalled")
DRAFTS = [
    (PRESENT, "un-2024 is present by the memory of one.", "else the verdict is uncoded"),
    (DENIED, "un-2024 is absent by the memory of one.", "else the verdict is uncoded"),
    (general("B", "equivalent", basis="recalled"), "un-2024 is equivalent by the memory of one.", "recollections: 2"),
    (f"{PRESENT}, recollections: 2", "un-2024 is present without an article or sure.", "Add sure"),
    (f"{DENIED}, recollections: 2", "un-2024 is absent without an article or sure.", "60 or more"),
    (f"{PRESENT}, recollections: 2, sure: [52, 30]", "though one is only 30 sure", "50 or more"),
    (f"{PRESENT}, recollections: 2, sure: [48, 40], cites: [preamble]", "though one is only 40 sure", "50 or more"),
    (f"{DENIED}, recollections: 2, sure: [70, 59]", "though one is only 59 sure", "60 or more"),
    (f"{PRESENT}, recollections: 2, sure: [58]", "[58] does not fit 2 recollections.", "one number from 0 to 100"),
    (f"{PRESENT}, recollections: 2, sure: [58, 101]", "[58, 101] does not fit", "one number from 0 to 100"),
    (f"{PRESENT}, recollections: 2, sure: [58, half]", "is not a whole number", "Write a number"),
]
KEPT = [
    f"{PRESENT}, recollections: 2, sure: [50, 50]",
    f"{PRESENT}, recollections: 2, cites: ['1']",
    f"{DENIED}, recollections: 2, sure: [60, 60]",
]


def drafted(small, position):
    """A small comparison whose second text is a draft, with this position."""
    root = small(drafted=topic("general", budapest=general("A"), un_2024=position))
    path = root / "instruments.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("status: adopted", "status: draft"), encoding="utf-8")
    return check(root)


@pytest.mark.parametrize("position, problem, cure", DRAFTS)
def test_what_is_recalled_of_a_draft_keeps_the_threshold(small, position, problem, cure):
    found = [fault for fault in drafted(small, position) if problem in fault.problem]
    assert found, problem
    assert found[0].file == "topics/drafted.yaml" and cure in found[0].cure and found[0].line > 1


@pytest.mark.parametrize("position", KEPT)
def test_what_keeps_the_threshold_is_no_fault(small, position):
    assert not [fault for fault in drafted(small, position) if fault.file == "topics/drafted.yaml"]


VOCABULARY = [
    ("features: [applies_to, rights_clause]", "features: [applies_to, colour]", "The feature 'colour' is not known."),
    ("order: [none, required]", "order: [none, wanted]", "'wanted' can't be in the order."),
    ("force_order: [none, may", "force_order: [none, can", "The force 'can' is not known."),
]


@pytest.mark.parametrize("old, new, problem", VOCABULARY)
def test_closed_lists_that_do_not_fit_are_named(small, old, new, problem):
    root = small(fine=topic("general", budapest=general("A"), un_2024=ABSENT))
    path = root / "vocabulary.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    assert any(fault.problem == problem and fault.file == "vocabulary.yaml" for fault in check(root))


def test_a_folder_of_the_old_form_is_told_what_to_add(small):
    old = general("A").replace("rights_clause: none", "").replace(", }", "}")
    found = check(small(old=topic("general", budapest=old, un_2024=ABSENT)))
    assert [(fault.problem, "Choose one of" in fault.cure) for fault in found] == [
        ("budapest does not answer rights_clause.", True)
    ]
