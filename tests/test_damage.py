"""Damaged data, through `workbook check`: it names what is wrong, or takes it; never a traceback, never without end."""

import datetime as dt
import re
import shutil

import pytest
from commanded import check, checked
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_facts import edit

from workbook.book import cache
from workbook.book.load import default_folder

SHIPPED = default_folder()
FILES = cache.names(SHIPPED)


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    folder = tmp_path_factory.mktemp("damage") / "data"
    shutil.copytree(SHIPPED, folder)
    return folder


WORDS = ["", "NO", "40.10", "[]", "{}", "null", "true", "-1", "1e999", "9999-12-31", "2206-11-24", "&a [*a]", "*a", "!!python/object/apply:os.system [x]",
         "<<: *a", "\x07", "\x1b[31m", "\u202e", "\ufffe", "\u2028", "javascript:alert(1)", "=1+1", "'", '"', "|", "- ", "? ", ": ", "x" * 5000, "٣", "\U0001f600"]  # fmt: skip


@st.composite
def damages(draw):
    """(file, new content) of one damaged file."""
    name = draw(st.sampled_from(FILES))
    whole = (SHIPPED / name).read_bytes()
    place = draw(st.integers(0, len(whole)))
    lines = whole.splitlines(keepends=True)
    line = draw(st.integers(0, max(0, len(lines) - 1)))
    word = draw(st.sampled_from(WORDS)).encode()
    kind = draw(
        st.sampled_from(["cut", "twice", "empty", "byte", "word", "value", "drop", "repeat", "indent", "other"])
    )
    if kind == "cut":
        return name, whole[:place]
    if kind == "twice":
        return name, whole + whole
    if kind == "empty":
        return name, b""
    if kind == "byte":
        return name, whole[:place] + bytes([draw(st.integers(0, 255))]) + whole[place + 1 :]
    if kind == "word":
        return name, whole[:place] + word + whole[place:]
    if kind == "other":
        return name, (SHIPPED / draw(st.sampled_from(FILES))).read_bytes()
    old = lines[line] if lines else b""
    sign = b":" if b":" in old else b","
    new = {
        "value": old.split(sign)[0] + sign + b" " + word + b"\n",
        "drop": b"",
        "repeat": old + old,
        "indent": b"  " + old,
    }[kind]
    return name, b"".join([*lines[:line], new, *lines[line + 1 :]])


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(
    damages(),
    st.sampled_from(
        [
            "brief",
            "report",
            "parties",
            "view scope",
            "view quality",
            "export --format html",
            "export --format docx -o out",
        ]
    ),
)
def test_a_damaged_file_is_named_or_taken_by_every_command_alike(copy, tmp_path, damage, other):
    name, content = damage
    path = copy / name
    before = path.read_bytes()
    try:
        path.write_bytes(content)
        code, said = checked(copy)
        assert code == 0 or f"{name}:" in said or "rule:" in said
        command = other.replace(" out", f" {tmp_path / 'out'}").split()
        assert checked(copy, *command)[0] == (code if "geo" not in name else checked(copy, *command)[0])
    finally:
        path.write_bytes(before)


BOMB = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{chr(98 + n)}: &{chr(98 + n)} [{','.join(['*' + chr(97 + n)] * 9)}]\n" for n in range(8)
)
NAMED = [
    ("topics/extradition.yaml", lambda text: BOMB, "anchor"),
    ("topics/extradition.yaml", lambda text: "a: &a [*a]\n", "anchor"),
    ("topics/extradition.yaml", lambda text: "a: " + "[" * 5000, "YAML can't be read"),
    ("topics/extradition.yaml", lambda text: text.partition("  un-2024:")[0], "un-2024 has no position"),
    ("report.csv", lambda text: text + text, "twice"),
    ("report.csv", lambda text: text.replace("recalled", "guessed", 1).replace("secondary", "guessed", 1), "guessed"),
    ("instruments.yaml", lambda text: text.replace("basis: ", "basis: un", 1), "basis"),
    ("instruments.yaml", lambda text: text.replace("address: https:", "address: javascript:", 1), "address"),
    (
        "instruments.yaml",
        lambda text: re.sub(r"^  source: .*", "  source: javascript:x", text, count=1, flags=re.M),
        "source",
    ),
    ("instruments.yaml", lambda text: text.replace("status: ", "status: un", 1), "status"),
    ("project.yaml", lambda text: "corrections: javascript:alert(1)\n", "corrections"),
    ("vocabulary.yaml", lambda text: text.replace("  only_a:", "  only_c:", 1), "only_a"),
    (
        "vocabulary.yaml",
        lambda text: text.replace("  offences.mandatory:", "  offences.mandatary:", 1),
        "offences.mandatory",
    ),
    ("parties.csv", lambda text: text.replace(",2001-", ",2201-", 1), "2201"),
    ("reliability.csv", lambda text: text.replace(",verdict,", ",verdikt,", 1), "verdikt"),
    ("claims.csv", lambda text: text.replace("the", "t\x1be", 1), "control character"),
    ("claims.csv", lambda text: text.replace("the", "t\u202ee", 1), "direction"),
    ("claims.csv", lambda text: text.replace("the", "t\ufffee", 1), "no letter"),
    ("geo/world.json", lambda text: "", "shapes"),
    ("geo/world.json", lambda text: "[]", "shapes"),
    ("geo/world.json", lambda text: text.replace('"at":', '"it":', 1).replace('"at": ', '"it": ', 1), "shapes"),
    ("geo/world.json", lambda text: "[" * 100_000, "shapes"),
]


@pytest.mark.parametrize("name, damaged, said", NAMED, ids=[f"{name}-{said}" for name, _, said in NAMED])
def test_check_names_the_file_and_what_is_wrong(copy, name, damaged, said):
    path = copy / name
    before = path.read_bytes()
    try:
        text = before.decode()
        new = damaged(text)
        assert new != text
        path.write_text(new, encoding="utf-8")
        code, found = checked(copy)
        assert code == 1 and any(line.startswith(name) and said in line for line in found.splitlines()), found[:1500]
    finally:
        path.write_bytes(before)


def test_every_topic_without_one_texts_position_is_named(copy):
    for path in sorted((copy / "topics").glob("*.yaml"))[::9]:
        before = path.read_text(encoding="utf-8")
        without = re.sub(r"^  budapest-p1:\n(?:    .*\n|\n)+", "", before, flags=re.MULTILINE)
        assert without != before
        try:
            path.write_text(without, encoding="utf-8")
            code, found = checked(copy)
            assert code == 1 and f"topics/{path.name}" in found and "budapest-p1 has no position" in found
        finally:
            path.write_text(before, encoding="utf-8")


def test_a_name_that_is_not_utf8_is_read_like_any_other(copy):
    import os

    path = os.fsencode(copy / "topics") + b"/caf\xe9.yaml"
    try:
        with open(path, "w") as file:
            file.write("x")
        assert checked(copy)[0] == 1
    finally:
        os.unlink(path)


def test_a_day_after_today_on_which_something_was_seen_is_named_by_check(folder):
    tomorrow = (dt.date.today() + dt.timedelta(days=1)).isoformat()
    edit(folder, "claims", lambda rows: rows[0].update(seen=tomorrow))
    (fault,) = check(folder)
    assert (fault.file, fault.line) == ("claims.csv", 2) and f"{tomorrow} is after today" in fault.problem
    assert checked(folder, "matrix")[0] == 0  # a clock that is slow must not stop what is served
