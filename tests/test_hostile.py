"""Files made to hurt: no crash, no hang, no write outside the store, no request; always a sentence."""

import io
import os
import socket
import subprocess
import sys
import zipfile

import documents
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_texts import short

from workbook.texts import bounded, importing, readers, store, structure
from workbook.texts.official import OfficialText, TextError

SECONDS = 20
FEW = settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
MANY = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.fixture(scope="module")
def seeds():
    """A good file of each kind."""
    import docx
    from reportlab.pdfgen import canvas

    text = short("en")
    document, stream = docx.Document(), io.BytesIO()
    for block in text.split("\n\n"):
        document.add_paragraph(block)
    document.save(stream)
    drawn = io.BytesIO()
    page = canvas.Canvas(drawn, pageCompression=0)
    for number, line in enumerate(text.splitlines()):
        page.drawString(60, 780 - 14 * number, line)
    page.save()
    return {
        "docx": stream.getvalue(),
        "pdf": drawn.getvalue(),
        "html": f"<html><p>{text}</p></html>".encode(),
        "txt": text.encode(),
    }


def survived(data):
    """Reading ends with treaties or with a sentence, within bounds."""
    try:
        return bounded.treaties_in(data, SECONDS)
    except TextError as problem:
        assert len(str(problem)) > 10 and "Traceback" not in str(problem)
        return None


@FEW
@given(st.data())
@pytest.mark.parametrize("kind", ["docx", "pdf", "html", "txt"])
def test_a_damaged_file_ends_with_a_sentence(seeds, kind, data):
    whole = bytearray(seeds[kind])
    cut = data.draw(st.integers(0, len(whole)))
    for place in data.draw(st.lists(st.integers(0, len(whole) - 1), max_size=8)):
        whole[place] = data.draw(st.integers(0, 255))
    survived(bytes(whole[:cut]))


@MANY
@given(st.text(alphabet=st.sampled_from(list("Article 123.()aixv\n\t–:第条一、المادة§ Chapter")), max_size=400))
def test_any_text_is_parted_without_a_fault(text):
    for treaty in structure.treaties(readers.read_text(text.encode())):
        assert treaty.articles
        assert [int(article.article) for article in treaty.articles] == sorted(
            {int(a.article) for a in treaty.articles}
        )


@MANY
@given(
    st.lists(
        st.sampled_from(["1. ", "2. ", "a) ", "(b) ", "(i) ", "ii) ", "x. ", "tea; ", "tea: ", "一、", "(أ) "]),
        max_size=30,
    )
)
def test_parts_come_in_order_and_lose_no_word(marks):
    body = "\n\n".join(mark + "word." for mark in marks)
    found = structure.treaties(readers.read_text(f"Article 1\n\nTea\n\n{'They drink tea. ' * 5}\n\n{body}".encode()))
    (article,) = found[0].articles
    assert sum(part.text.count("word.") for part in article.parts) == len(marks)
    assert len({part.path for part in article.parts}) == len(article.parts)


@FEW
@given(
    st.binary(max_size=3000),
    st.sampled_from([b"%PDF-1.7\n", b"PK\x03\x04", b"<html>", b"<?xml version='1.0'?><html>", b"{\\rtf", b""]),
)
def test_noise_ends_with_a_sentence(noise, head):
    assert not survived(head + noise)


def docx_with(document, more=()):
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
        "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": document,
        **dict(more),
    }
    return documents.zipped(parts)


BODY = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:body></w:document>'
LAUGHS = (
    '<!DOCTYPE w [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {b} "{("&" + a + ";") * 10}">' for a, b in zip("abcdefghi", "bcdefghij", strict=True))
    + "]>"
)


def test_a_word_file_that_unpacks_without_end_is_refused():
    bomb = docx_with(BODY.format("x" * 90_000_000))
    assert len(bomb) < 1_000_000
    with pytest.raises(TextError, match="larger than any treaty"):
        bounded.treaties_in(bomb, SECONDS)


def test_a_word_file_that_lies_about_its_size_is_stopped():
    bomb = bytearray(docx_with(BODY.format("x" * 90_000_000)))
    with zipfile.ZipFile(io.BytesIO(bytes(bomb))) as packed:
        size = packed.getinfo("word/document.xml").file_size
    bomb = bytes(bomb).replace(size.to_bytes(4, "little"), (5000).to_bytes(4, "little"))
    with pytest.raises(TextError):
        bounded.treaties_in(bomb, SECONDS)


@pytest.mark.parametrize("entity", ["&j;", "&x;"])
def test_entities_of_a_file_are_not_followed(entity, tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("the secret", encoding="utf-8")
    declared = LAUGHS if entity == "&j;" else f'<!DOCTYPE w [<!ENTITY x SYSTEM "file://{secret}">]>'
    with pytest.raises(TextError, match="entities"):
        bounded.treaties_in(docx_with(declared + BODY.format(entity)), SECONDS)
    page = (
        f"{declared}<html><p>Article 1</p><p>Tea</p><p>{entity} They drink tea with all of their neighbours.</p></html>"
    )
    found = survived(page.encode()) or []
    assert "the secret" not in str(found) and len(str(found)) < 2000


def test_a_page_asks_nothing_of_anyone():
    """The child may open no socket: whatever a file names stays unasked."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        listener.settimeout(0.5)
        there = f"http://127.0.0.1:{listener.getsockname()[1]}/x"
        page = f'<!DOCTYPE html SYSTEM "{there}"><html><link rel=stylesheet href="{there}"><img src="{there}"><script src="{there}"></script><p>{short("en")}</p></html>'
        survived(page.encode())
        survived(docx_with(f'<!DOCTYPE w SYSTEM "{there}">' + BODY.format("tea")))
        with pytest.raises(TimeoutError):
            listener.accept()


@pytest.mark.parametrize(
    "text",
    [
        "(" * 200_000,
        "<div>" * 20_000,
        "Article 1\n" * 30_000,
        "1. a) (i) " * 30_000,
        "Article 1\n\nTea\n\n" + "word-\n" * 60_000,
        "[" * 100_000 + "ad referendum",
        "Article 1\n\n" + "a" * 2_000_000,
        "\f".join(["A head\n\ntext\n\n3/9"] * 8000),
        "<!--" * 50_000,
    ],
    ids=["brackets", "nested", "headings", "marks", "hyphens", "open-brackets", "one-word", "pages", "comments"],
)
def test_reading_ends_in_time(text):
    survived(text.encode())
    survived(b"<html>" + text.encode())


@pytest.mark.skipif(sys.platform == "win32", reason="Bounds on a process are those of Unix.")
def test_a_bounded_process_can_neither_write_nor_fill_the_memory(tmp_path):
    def ends(code):
        command = f"from workbook.texts import bounded; bounded.bound(20); {code}"
        return subprocess.run([sys.executable, "-c", command], capture_output=True, cwd=tmp_path).returncode

    assert ends("pass") == 0
    assert ends("f = open('x', 'w'); f.write('y'); f.flush()") != 0
    assert ends("x = bytearray(4_000_000_000)") != 0
    assert (tmp_path / "x").read_bytes() == b"" if (tmp_path / "x").exists() else True


def test_a_file_that_hangs_is_stopped():
    with pytest.raises(TextError, match="longer than"):
        bounded.treaties_in(b"Article 1", 0.05)


@MANY
@given(st.text(max_size=30))
def test_no_name_leads_out_of_the_store(tmp_path_factory, name):
    home = tmp_path_factory.mktemp("home")
    os.environ["WORKBOOK_HOME"] = str(home / "store")
    try:
        store.keep(OfficialText(name, "en", "", "", "", "", (), ()))
    except TextError:
        pass
    finally:
        del os.environ["WORKBOOK_HOME"]
    assert {path.relative_to(home).parts[0] for path in home.rglob("*")} <= {"store"}
    assert all(path.parent == home / "store" / "texts" for path in home.rglob("*") if path.is_file())


def test_a_refused_file_leaves_nothing_behind(tmp_path, monkeypatch):
    monkeypatch.setenv("WORKBOOK_HOME", str(tmp_path / "home"))
    (tmp_path / "evil.docx").write_bytes(docx_with(LAUGHS + BODY.format("&j;")))
    with pytest.raises(TextError):
        importing.add(None, "tea", str(tmp_path / "evil.docx"), lambda _: None)
    assert not (tmp_path / "home").exists()
