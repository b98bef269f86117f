"""At the desk each position lies beside what it cites; what is noted becomes an exact change that the data accepts."""

import json
import shutil
import subprocess

import documents
import pytest
from click.testing import CliRunner
from documents import needs_texts
from hypothesis import given, settings
from hypothesis import strategies as st

from workbook import check, load
from workbook.__main__ import main
from workbook.book.load import default_folder
from workbook.texts import desk as desks
from workbook.texts import edits, importing, store
from workbook.texts.official import TextError

READER = "A. Reader"


@pytest.fixture
def data(tmp_path, monkeypatch):
    """A repository with a copy of the data, in which the Second Protocol was remembered, not read."""
    monkeypatch.setenv("WORKBOOK_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("WORKBOOK_DATA", str(tmp_path / "data"))
    folder = tmp_path / "data"
    shutil.copytree(default_folder() if default_folder() != folder else documents.ROOT / "data", folder)
    for path in (folder / "topics").glob("*.yaml"):
        before, mark, rest = path.read_text(encoding="utf-8").partition("\n  budapest-p2:\n")
        mine, other, after = rest.partition("\n  un-2021:")
        mine = mine.replace("basis: text", "basis: recalled")
        path.write_text(before + mark + mine + other + after, encoding="utf-8")
    return folder


@pytest.fixture
def desk(data, tmp_path):
    place = tmp_path / "p2.md"
    place.write_bytes(documents.source("budapest-p2"))
    book = load(data)
    importing.add(book, "budapest-p2", str(place), lambda _: None)
    return desks.open_desk(book, store.text_of("budapest-p2"), READER)


@needs_texts
def test_unread_positions_lie_first_beside_what_they_cite(desk):
    assert desk.unread and desk.unread == desk.sheets[: len(desk.unread)]
    for sheet in desk.unread:
        assert sheet.position.basis == "recalled"
        for cite, parts in sheet.cited:
            assert any(part.text for part in parts), (sheet.topic.id, cite)
    order = [desks.article_of(sheet)[0] for sheet in desk.unread]
    assert order == sorted(order)


def five_read(desk):
    """Three confirmed, one changed, one doubtful; with the keys that the page would count."""
    sheets = desk.unread
    changeable = next(sheet for sheet in sheets[3:] if sheet.position.force == "shall")
    rest = [sheet for sheet in sheets if sheet is not changeable]
    for sheet in rest[:3]:
        desk = desk.note(sheet.topic.id, "confirmed", keys=1)
    desk = desk.note(changeable.topic.id, "changed", {"cites": (changeable.cited[0][0],)}, keys=3)
    return desk.note(rest[3].topic.id, "doubtful", remark="two readings", keys=2), changeable


@needs_texts
def test_five_positions_yield_a_patch_that_git_applies_and_check_accepts(desk, data, tmp_path):
    desk, changed = five_read(desk)
    repository = tmp_path
    documents.run_git(repository, "init", "-q")
    (tmp_path / "change.patch").write_text(desk.patch(), encoding="utf-8")
    documents.run_git(repository, "apply", "--check", "change.patch")
    before = {path: path.read_text(encoding="utf-8") for path in data.rglob("*.yaml")}
    documents.run_git(repository, "apply", "change.patch")
    assert check(data) == ()
    book = load(data)
    read = [
        each
        for topic, name, each in book.positions()
        if name == "budapest-p2" and each.basis == "text" and each.reviewed
    ]
    assert len(read) == 4 and all(each.reviewed.startswith(f"{READER}, 20") for each in read)
    assert book.topics[changed.topic.id].positions["budapest-p2"].cites == (changed.cited[0][0],)
    touched = [path for path in before if path.read_text(encoding="utf-8") != before[path]]
    assert len(touched) == 4
    for path in touched:  # only the lines of the change differ: comments and order stay
        old, new = before[path].splitlines(), path.read_text(encoding="utf-8").splitlines()
        gone, come = [line for line in old if line not in new], [line for line in new if line not in old]
        assert len(gone) <= 2 and len(come) <= 3 and len(new) == len(old) + 1


@needs_texts
def test_changes_go_into_a_folder_or_into_data_of_one_s_own(desk, data, tmp_path):
    desk, _ = five_read(desk)
    before = {path: path.read_bytes() for path in data.rglob("*") if path.is_file()}
    assert len(desk.write_into(tmp_path / "proposal")) == 4
    assert {path: path.read_bytes() for path in data.rglob("*") if path.is_file()} == before
    desk.write_into(data)
    assert check(data) == ()


@needs_texts
def test_every_step_is_saved_and_can_be_taken_back(desk):
    first, second = desk.unread[:2]
    desk = desk.note(first.topic.id, "confirmed", keys=1).note(second.topic.id, "doubtful", remark="why?", keys=4)
    again = desks.open_desk(desk.book, desk.text, READER)
    assert again.noted == desk.noted
    assert again.progress.startswith("2 read (1 confirmed, 0 changed, 1 doubtful); 2.5 keys each")
    assert second.topic.id in again.doubts and "why?" in again.doubts
    back = again.undo()
    assert list(back.noted) == [first.topic.id]
    assert desks.open_desk(desk.book, desk.text, READER).noted == back.noted


@needs_texts
@pytest.mark.parametrize(
    "found, fields, why",
    [
        ("changed", {}, "A note says"),
        ("confirmed", {"force": "may"}, "A note says"),
        ("believed", {}, "A note says"),
        ("changed", {"force": "ought"}, "choose one of: shall"),
        ("changed", {"features.nonsense": "x"}, "can't be changed at the desk"),
        ("changed", {"cites": ("99",)}, "there is no Article 99"),
        ("changed", {"note": "New words."}, "can't be changed at the desk"),
    ],
)
def test_only_what_the_vocabulary_has_can_be_noted(desk, found, fields, why):
    with pytest.raises(TextError, match=why):
        desk.note(desk.unread[0].topic.id, found, fields)
    assert desks.open_desk(desk.book, desk.text, READER).noted == {}


@pytest.mark.parametrize("name", ["", " ", '"x', "1"])
def test_a_reader_has_a_name(book, name):
    with pytest.raises(TextError, match="A reader has a name"):
        desks.open_desk(book, None, name)


@needs_texts
def test_the_command_takes_one_key_a_position(desk, data, tmp_path):
    first, second, third = (sheet.topic for sheet in desk.unread[:3])
    done = CliRunner().invoke(
        main,
        ["desk", "budapest-p2", "--reader", READER, "--data", str(data)],
        input="y" + "d" + "unclear\n" + "u" + "d" + "once more\n" + "q",
    )
    assert done.exit_code == 0, done.output
    assert first.title in done.output and third.title in done.output
    noted = desks.open_desk(desk.book, desk.text, READER).noted
    assert [(each.topic, each.found, each.remark) for each in noted.values()] == [
        (first.id, "confirmed", ""),
        (second.id, "doubtful", "once more"),
    ]
    assert noted[first.id].keys == 1
    done = CliRunner().invoke(main, ["desk", "budapest-p2", "--reader", READER, "--patch", str(tmp_path / "x.patch")])
    assert done.exit_code == 0 and "1 file" in done.output
    assert (tmp_path / "x.patch").read_text(encoding="utf-8").startswith("diff --git a/data/topics/")
    shown = CliRunner().invoke(main, ["desk", "budapest-p2", "--reader", READER, "--format", "json"])
    assert json.loads(shown.output)["next"]["topic"] == third.id


TOPIC = """# a comment at the head
title: A topic   # behind a value
positions:
  one:
    # above
    cites: ["2", "3(1)"]
    features:
      qualifiers: [a, b]   # two
    note: >-
      Folded text with a colon: and
      basis: words.

    basis: recalled  # as yet
  two: {cites: ["5"], force: may, basis: recalled}
"""


def test_a_change_touches_its_own_line_alone():
    after = edits.changed(
        TOPIC, "one", {"basis": "text", "features.qualifiers": ("c",), "reviewed": "A. Name, 2027-01-31"}
    )
    assert after == TOPIC.replace("basis: recalled  #", "basis: text  #").replace("[a, b]", "[c]").replace(
        "# as yet\n", '# as yet\n    reviewed: "A. Name, 2027-01-31"\n'
    )
    flow = edits.changed(TOPIC, "two", {"basis": "text", "cites": ("5(1)",), "reviewed": "A"})
    assert flow.splitlines()[-1] == '  two: {cites: ["5(1)"], force: may, basis: text, reviewed: A}'
    with pytest.raises(ValueError, match="no position of three"):
        edits.changed(TOPIC, "three", {"basis": "text"})


@settings(deadline=None)
@given(
    st.text(
        alphabet=st.characters(exclude_categories=["C", "Zl", "Zp"], exclude_characters="\u0085"),
        min_size=1,
        max_size=30,
    )
)
def test_any_value_is_written_so_that_it_is_read_back(value):
    import yaml

    after = edits.changed(TOPIC, "one", {"basis": value, "source": value})
    one = yaml.load(after, yaml.BaseLoader)["positions"]["one"]
    assert one["basis"] == one["source"] == value


@pytest.mark.parametrize("end", ["\n", ""])
def test_a_patch_applies_to_a_file_with_or_without_a_last_line_end(tmp_path, end):
    before = TOPIC.rstrip("\n") + end
    after = edits.changed(before, "two", {"basis": "text", "reviewed": "A"})
    (tmp_path / "t.yaml").write_text(before, encoding="utf-8")
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    subprocess.run(
        ["git", "apply", "-"], cwd=tmp_path, input=edits.patch(before, after, "t.yaml"), text=True, check=True
    )
    assert (tmp_path / "t.yaml").read_text(encoding="utf-8") == after
