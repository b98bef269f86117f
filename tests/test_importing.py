"""A text is added whole or not at all; what can't be taken is refused with a sentence that helps."""

import http.server
import io
import json
import threading

import documents
import pytest
from click.testing import CliRunner
from documents import needs_texts
from test_texts import short

from workbook.__main__ import main
from workbook.texts import fetching, importing, store
from workbook.texts.official import TextError

COUNTS = {"budapest": 48, "budapest-p1": 16, "budapest-p2": 25, "uncac": 71, "untoc": 41}


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("WORKBOOK_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def command(home):
    """Run a command; (exit code, what it says)."""

    def run(*words):
        done = CliRunner().invoke(main, [str(word) for word in words])
        assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
        return done.exit_code, done.output

    return run


def saved(tmp_path, data, name="file"):
    (tmp_path / name).write_bytes(data)
    return tmp_path / name


def kept(home):
    return {path.name: path.read_bytes() for path in (home / "texts").glob("*")}


@needs_texts
def test_the_texts_are_added_listed_and_shown(command, tmp_path):
    for name, count in COUNTS.items():
        code, said = command("texts", "add", name, saved(tmp_path, documents.source(name)))
        assert (code, f"{count} articles" in said) == (0, True), said
    rows = json.loads(command("texts", "list", "--format", "json")[1])
    assert {row["id"]: row["articles"] for row in rows} == COUNTS
    assert all(len(row["sha256"]) == 64 and row["language"] == "en" for row in rows)
    code, said = command("texts", "show", "budapest", "--article", "6(1)(a)")
    assert (code, said.splitlines()[0]) == (0, "Article 6  Misuse of devices")
    assert "(1)(a)(ii)" in said and "(1)(b)" not in said
    shown = json.loads(command("texts", "show", "budapest", "--format", "json")[1])
    assert len(shown["articles"]) == 48


@needs_texts
def test_the_arabic_beginning_is_added_with_a_sentence_on_the_rest(command, tmp_path):
    code, said = command("texts", "add", "un-2024", saved(tmp_path, documents.source("un-2024")))
    assert code == 0
    assert "15 articles" in said and "Articles 16-68 are missing (53 of 68)" in said and "Arabic" in said


@needs_texts
def test_what_was_there_before_stays(command, home, tmp_path):
    command("texts", "add", "budapest", saved(tmp_path, documents.source("budapest")))
    before = kept(home)
    whole = documents.source("budapest").decode()
    holed = whole.replace("### Article  20", "### Artikle 20")
    cut = whole[: whole.index("### Article  30")]
    encrypted, scan = encrypted_pdf(), scanned_pdf()
    for data, why in (
        (documents.source("uncac"), "This is not Budapest Convention: it has 48 articles, the file has 71"),
        (documents.source("untoc"), "This is not Budapest Convention: only"),
        (holed.encode(), "Article 20 is not found between the others"),
        (cut.encode(), "The file has 29 articles; the text that is here already has 48 and stays"),
        (encrypted, "The PDF is encrypted"),
        (scan, "it is a scan"),
        (b"%PDF-1.7 nothing", "The PDF is damaged"),
        (b"PK\x03\x04 nothing", "This is no Word document"),
        (b"", "The file is empty"),
        (b"A page about the Convention, without it.", "No articles were found"),
        (bytes(range(256)) * 40, "neither PDF"),
        (b"\xd0\xcf\x11\xe0 old Word", "old Word"),
    ):
        code, said = command("texts", "add", "budapest", saved(tmp_path, data))
        assert code == 1 and why in said, said
        assert "Traceback" not in said
        assert kept(home) == before
    code, said = command("texts", "add", "budapest", saved(tmp_path, cut.encode()), "--partial")
    assert code == 0 and "Articles 30-48 are missing (19 of 48)" in said


def encrypted_pdf():
    from reportlab.lib import pdfencrypt
    from reportlab.pdfgen import canvas

    stream = io.BytesIO()
    page = canvas.Canvas(stream, encrypt=pdfencrypt.StandardEncryption("secret", ownerPassword="owner"))
    page.drawString(100, 700, "Article 1")
    page.save()
    return stream.getvalue()


def scanned_pdf():
    from PIL import Image
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen import canvas

    stream = io.BytesIO()
    page = canvas.Canvas(stream)
    page.drawImage(ImageReader(Image.new("L", (200, 300), 200)), 0, 0, 595, 842)
    page.save()
    return stream.getvalue()


def test_where_the_official_text_is_when_no_file_is_named(command):
    code, said = command("texts", "add", "un-2024")
    assert code == 2
    assert "https://docs.un.org/en/A/RES/79/243" in said and "texts add un-2024 FILE" in said


@pytest.mark.parametrize("name", ["../evil", "a/b", "a.b", "", "UPPER", "a" * 200, "con\0", "-a"])
def test_an_id_can_t_leave_the_store(home, name):
    with pytest.raises(TextError, match="can't name a text"):
        store.known_id(name)


def test_two_languages_in_one_file_are_kept_apart(command, home, tmp_path):
    code, said = command("texts", "add", "tea", saved(tmp_path, f"{short('en')}\n\n{short('zh')}".encode()))
    assert code == 0 and "English" in said and "Chinese" in said
    assert set(kept(home)) == {"tea.en.json", "tea.zh.json"}
    assert store.find("tea").language == "en" and store.find("tea", "zh").language == "zh"
    assert store.find("tea", "ru") is None and store.find("coffee") is None


def test_a_damaged_store_is_named(command, home):
    (home / "texts").mkdir(parents=True)
    (home / "texts" / "tea.en.json").write_text("{", encoding="utf-8")
    code, said = command("texts", "list")
    assert code == 1 and "tea.en.json can't be read" in said


class Answers(http.server.BaseHTTPRequestHandler):
    """A server that gives a treaty, leads on, gives too much, or dawdles."""

    asked = []

    def do_GET(self):
        self.asked.append(self.path)
        where = {
            "/inside": f"http://127.0.0.1:{self.server.server_port}/treaty",
            "/file": "file:///etc/passwd",
            "/round": "/round",
        }
        self.send_response(302 if self.path in where else 404 if self.path == "/none" else 200)
        if self.path in where:
            self.send_header("Location", where[self.path])
        self.end_headers()
        if self.path == "/treaty":
            self.wfile.write(short("en").encode())
        if self.path == "/endless":
            try:
                for _ in range(10_000):
                    self.wfile.write(b"x" * 100_000)
            except OSError:
                return

    def log_message(self, *_):
        pass


@pytest.fixture
def web():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    Answers.asked.clear()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_a_text_is_fetched_from_an_address_that_the_user_names(command, web):
    code, said = command("texts", "add", "tea", f"{web}/treaty")
    assert code == 0 and "3 articles" in said
    assert store.find("tea").source == f"{web}/treaty"
    assert Answers.asked == ["/treaty"]


@pytest.mark.parametrize(
    "path, why",
    [
        ("/inside", "not on the public internet"),
        ("/file", "Only http and https"),
        ("/none", "404"),
        ("/round", "not on the public internet"),
    ],
)
def test_no_address_leads_elsewhere(home, web, path, why):
    with pytest.raises(TextError, match=why):
        importing.add(None, "tea", web + path, lambda _: None)
    assert Answers.asked == [path]
    assert not kept(home)


def test_a_file_without_end_is_cut_off(web):
    with pytest.raises(TextError, match="larger than"):
        fetching.fetch(f"{web}/endless", lambda _: None, most=1_000_000)


@pytest.mark.parametrize("address", ["file:///etc/passwd", "ftp://example.org/a", "http://", "http:///x"])
def test_other_schemes_are_not_asked(home, address):
    with pytest.raises(TextError):
        importing.add(None, "tea", address, lambda _: None)
