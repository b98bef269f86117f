"""The data many times over, to see how time grows: as files that keep every rule, and in memory."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml

from workbook import Workbook

NUMBER = "COPYNUMBER"


def folder(source: Path, target: Path, times: int) -> Path:
    """A copy of a comparison folder with `times` as many topics; notes differ by a number at their end."""
    shutil.copytree(source, target)
    for path in sorted((source / "topics").glob("*.yaml")):
        text = yaml.dump(_numbered(yaml.load(path.read_text(encoding="utf-8"), yaml.CBaseLoader)), Dumper=yaml.CDumper)
        for number in range(2, times + 1):
            copied = target / "topics" / f"{path.stem}-{number}.yaml"
            copied.write_text(text.replace(NUMBER, str(number)), encoding="utf-8")
    words = yaml.load((source / "vocabulary.yaml").read_text(encoding="utf-8"), yaml.CBaseLoader)
    pairs = dict(words.get("carried_by", {}))
    more = {f"{topic}-{number}": way for topic, way in pairs.items() for number in range(2, times + 1)}
    words["carried_by"] = pairs | more
    (target / "vocabulary.yaml").write_text(yaml.dump(words, Dumper=yaml.CDumper, allow_unicode=True), encoding="utf-8")
    return target


def _numbered(topic: dict[str, Any]) -> dict[str, Any]:
    topic["title"] += f" {NUMBER}"
    if "requires" in topic:
        topic["requires"] = [f"{needed}-{NUMBER}" for needed in topic["requires"]]
    for position in topic["positions"].values():
        if "note" in position:
            position["note"] = f"{position['note'].strip().rstrip('.')}-{NUMBER}."
    return topic


def in_memory(book: Workbook, times: int) -> Workbook:
    """The same without files."""
    topics = dict(book.topics)
    for number in range(2, times + 1):
        for topic in book.topics.values():
            named = f"{topic.id}-{number}"
            topics[named] = replace(topic, id=named, requires=tuple(f"{other}-{number}" for other in topic.requires))
    return replace(book, topics=topics)
