"""What the browser's modules say stands in the file of words too: none says a word of its own, in English or otherwise."""

import json
import re
import subprocess
import sys

import pytest
from conftest import ROOT
from test_words import leaves, marks

from workbook.book import interface
from workbook.views.modules import ASKED, STATIC, places

MODULES = {
    path.relative_to(STATIC).with_suffix("").as_posix(): path.read_text(encoding="utf-8")
    for path in sorted(STATIC.rglob("*.js"))
    if "vendor" not in path.parts
}
TOKEN = re.compile(
    r"""//[^\n]*|/\*.*?\*/
    |(?P<text>"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*')
    |(?:(?<=[(,=:\[!&|?{};])|(?<=\breturn)|(?<==>))\s*/(?![/*])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\[\n])+/[a-z]*  # a pattern
    |(?P<template>`)|(?P<brace>[{}])""",
    re.VERBOSE | re.DOTALL,
)
PIECE = re.compile(r"(?P<words>(?:\\.|\$(?!\{)|[^`\\$])*)(?P<end>`|\$\{)", re.DOTALL)
PHRASE = re.compile(r"\b[A-Z][a-z]{2,}|\w \w|(?:^| )[a-z]+ |[;:] [a-z]{2}")
# What looks like words and is none: keys of a keyboard, headers, selectors, styles, drawings, the names of things.
CODE = re.compile(
    r"""Shift|Control|Alt|Meta|Enter|Escape|Content-Type|X-Workbook|no\ data|noopener\ noreferrer|nav\.site\ a|li\ >\ a
    |tbody\ tr|thead\ th|wb-stance\ wb-|pointer-events:\ none|(?:\]\ )?[.\n].*|input,\ textarea,\ select,\ \.jp-Notebook
    |.*[<>].*|.*="[^"]*|"\ .*="|"/?|[MLHVAZmlhvaz\d\ .,-]+|.*\b(?:translate|url)\(.*|\#[0-9a-f]{6}  # drawings
    |no\ consensus|nobody\ (?:present|voted)  # outcomes, by their names in the data
    |January\ .*December  # as book/course.py writes days: a table is sorted by them""",
    re.VERBOSE | re.DOTALL,
)
CYRILLIC = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", "абцдефгхийклмнопярстувшщызАБЦДЕФГХИЙКЛМНОПЯРСТУВШЩЫЗ"
)


def literals(code):
    """(line, words) of each text of a script; of a template, each piece between what is put in."""
    at, depth, templates = 0, 0, []  # `templates`: the depths at which one goes on
    while found := TOKEN.search(code, at):
        at, goes_on = found.end(), found["template"] is not None
        if found["text"]:
            yield code.count("\n", 0, at) + 1, found["text"][1:-1]
        elif found["brace"]:
            depth += 1 if found["brace"] == "{" else -1
            goes_on = templates[-1:] == [depth]
            templates = templates[:-1] if goes_on else templates
        if goes_on:
            piece = PIECE.match(code, at)
            yield code.count("\n", 0, at) + 1, piece["words"]
            at = piece.end()
            if piece["end"] == "${":
                templates.append(depth)
                depth += 1


def calls(code):
    """The arguments of each `fill(...)`, as they are written."""
    for start in re.finditer(r"(?<!\.)\bfill\(", code):
        depth, parts, at = 0, [""], start.end()
        while depth >= 0:
            sign, at = code[at], at + 1
            depth += (sign in "([{") - (sign in ")]}")
            if sign == "," and not depth:
                parts.append("")
            elif depth >= 0:
                parts[-1] += sign
        yield parts


def asked(code):
    """The places in the file of words that a module asks for."""
    return {".".join(places(path)) for path in ASKED.findall(code)}


def test_texts_are_found_wherever_they_stand():
    code = 'a("one"); // "no"\nb = /["\'`]/g.test(c) ? `two ${d({ e: "three" })} four` : \'five\'; /* "no" */'
    assert [words for _, words in literals(code)] == ["one", "two ", "three", " four", "five"]


@pytest.mark.parametrize("name", MODULES)
def test_a_module_has_no_sentence_of_its_own(name):
    own = [(line, words) for line, words in literals(MODULES[name]) if PHRASE.search(words)]
    assert [f"{name}.js:{line}: {words}" for line, words in own if not CODE.fullmatch(words)] == []


@pytest.mark.parametrize("name", MODULES)
def test_what_a_module_asks_for_is_there_and_its_marks_are_filled(name):
    known = dict(leaves(interface.every()))
    for place in asked(MODULES[name]):
        assert any(f"{each}.".startswith(f"{place}.") for each in known), place
    for sentence, given, *_ in calls(MODULES[name]):
        keys = re.findall(r"(?:^\s*\{|,)\s*(\w+)(?=\s*[:,}])", given)
        for place in asked(sentence):
            wanted = {mark.partition("|")[0] for mark in marks(known[place])}
            if given.strip().startswith("{") and "..." not in given:
                assert wanted <= set(keys), f"{name}.js: {place}"
                assert len(asked(sentence)) > 1 or wanted == set(keys), f"{name}.js: {place}"


OTHER = """
import json, sys
from pathlib import Path
from workbook.book import interface
interface.FOLDER, interface.LANGUAGE = Path(sys.argv[1]), "xx"
from workbook.book.load import load
from workbook.export.edition import edition
Path(sys.argv[2]).write_text(edition(load()), encoding="utf-8")
"""
# Where the browser's modules put words of their own, beside those of the comparison.
MADE = """() => {
  const found = [];
  const places = "[data-part=off], .wb-said, [data-view=status], [data-action^=pick], [data-action=none], [data-action=cards], " +
    "[data-part=board], [data-view=fell], [data-claims] .wb-hint, [data-parts], [data-view=search] [role=status], .wb-rows";
  for (const place of document.querySelectorAll(places)) {
    const texts = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) if (!texts.currentNode.parentElement.closest("script, style, code")) found.push(texts.currentNode.data);
    for (const each of [place, ...place.querySelectorAll("*")])
      for (const name of ["aria-label", "title", "placeholder"]) if (each.hasAttribute(name)) found.push(each.getAttribute(name));
  }
  return found;
}"""


def other_language(value):
    """Every word in other letters; marks stay, and what takes a word of the comparison."""
    if isinstance(value, dict):
        return {key: other_language(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [other_language(one) for one in value]
    pieces = re.split(r"(\{[\w.]*\||\{[\w.]*\}|\[\w+\])", value)
    return "".join(one if at % 2 else one.translate(CYRILLIC) for at, one in enumerate(pieces))


@pytest.mark.browser
def test_in_another_language_the_browser_says_no_english_word(page, tmp_path):
    """A file of words in other letters; what is left in Latin ones, where scripts write, is the comparison's own."""
    file = tmp_path / "xx.yaml"
    file.write_text(json.dumps(other_language(interface.every()), ensure_ascii=False), encoding="utf-8")
    subprocess.run([sys.executable, "-c", OTHER, tmp_path, tmp_path / "xx.html"], check=True, cwd=ROOT, timeout=60)
    page.goto((tmp_path / "xx.html").as_uri())
    page.wait_for_selector("html[data-ready=interactive]")
    found = set()

    def press(selector):
        page.locator(selector).first.dispatch_event("click")
        found.update(page.evaluate(MADE))

    compare = "[data-page=compare]"
    press(f"{compare} [data-action=pick]")  # nothing is shown yet
    press(f"{compare} [data-topic=illegal-access]")
    press(f"{compare} [data-action='theme:powers']")
    press(f"{compare} [data-action=cards]")
    press(f"{compare} [data-topic=illegal-access]")
    press(f"{compare} [data-action='pick:copyright']")
    press(f"{compare} [data-action=pick]")
    press(f"{compare} [data-action='export:csv']")
    press(f"{compare} [data-action=undo], [data-action=undo]")
    page.locator("[data-claims]").first.evaluate("(fold) => (fold.open = true)")
    page.goto((tmp_path / "xx.html").as_uri() + "?off=nowhere#basket")
    page.wait_for_selector("html[data-ready=interactive]")
    press("[data-page=basket] [data-action=copy-link]")
    press("[data-page=basket] [data-line] button")
    for words in ("hacking", "ыыыы", "ы"):
        page.fill("#find", words)
        page.wait_for_function("document.querySelector('[data-view=search] [role=status]').textContent")
        found.update(page.evaluate(MADE))
    assert page.wrong == []
    texts = (path.read_text(encoding="utf-8") for path in sorted((ROOT / "data").rglob("*.*")) if path.is_file())
    law = " ".join(" ".join(texts).lower().split())
    runs = {
        run.lower() for one in found for run in re.findall(r"[A-Za-z]{2,}(?:[ ,-]+[A-Za-z]+)*", " ".join(one.split()))
    }
    assert any(re.search("[а-я]{3}", one) for one in found)
    assert sorted(run for run in runs if run not in law and run != "vs") == []  # `vs` stands in the names of files
