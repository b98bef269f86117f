"""The commands on official texts print JSON that keeps its schema."""

import json

import documents
import jsonschema
import pytest
from click.testing import CliRunner
from documents import needs_texts
from test_cli import SCHEMAS, WITH_TEXTS

from workbook.__main__ import main

ASKED = {
    "texts-list": ["texts", "list"],
    "texts-show": ["texts", "show", "budapest-p2"],
    "texts-verify": ["texts", "verify", "budapest-p2"],
    "align": ["align", "budapest", "budapest-p2", "--level", "paragraph"],
    "desk": ["desk", "budapest-p2", "--reader", "A. Reader"],
}


@pytest.fixture(scope="module")
def home(tmp_path_factory, book):
    with documents.store_of(tmp_path_factory.mktemp("home"), book, "budapest", "budapest-p2") as folder:
        yield folder


@needs_texts
@pytest.mark.parametrize("name", ASKED)
def test_json_keeps_its_schema(home, name):
    found = CliRunner().invoke(main, [*ASKED[name], "--format", "json"])
    assert found.exit_code in (0, 1), found.output
    schema = json.loads((SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(json.loads(found.stdout), schema)
    assert (
        CliRunner().invoke(main, [*ASKED[name], "--format", "table"] if name == "desk" else ASKED[name]).output.strip()
    )


def test_every_command_is_asked():
    assert set(ASKED) | {"parties-read"} == WITH_TEXTS
