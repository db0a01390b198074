"""A DOCX draft with tracked changes in the browser: which state of it is read is chosen on the page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from flask.testing import FlaskClient
from lxml import etree

from corpus.store import Store
from tests.commands import Nota
from web.access import Access, key_of
from web.app import create_app

TOKEN = "een-token-van-jan"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
CHANGED = (
    f'<w:p xmlns:w="{W}"><w:r><w:t xml:space="preserve">Er is </w:t></w:r>'
    '<w:del w:id="1"><w:r><w:delText>76</w:delText></w:r></w:del>'
    '<w:ins w:id="2"><w:r><w:t>81</w:t></w:r></w:ins>'
    '<w:r><w:t xml:space="preserve"> miljoen euro.</w:t></w:r></w:p>'
)


def draft() -> bytes:
    """A draft in Word in which 76 was changed into 81, and nobody said yes yet."""
    document, file = Document(), BytesIO()
    for text in ("Vraag 1", "Wat kost het?", "Antwoord 1"):
        document.add_paragraph(text)
    document.element.body.insert(3, etree.fromstring(CHANGED))
    document.save(file)
    return file.getvalue()


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    Store.create(tmp_path / "corpus").close()
    return tmp_path / "corpus"


@pytest.fixture
def client(corpus: Path) -> Iterator[FlaskClient]:
    app = create_app(corpus, Access(tokens={key_of(TOKEN): "Jan Jansen <jan@voorbeeld.nl>"}))
    client = app.test_client()
    client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
    client.post("/sign-in", data={"csrf": token_on(client, "/sign-in"), "token": TOKEN})
    yield client
    app.extensions["library"].store.close()


def token_on(client: FlaskClient, path: str) -> str:
    found = re.search(r'name="csrf" value="([^"]+)"', client.get(path).text)
    assert found, path
    return found[1]


def post(client: FlaskClient, path: str, form: str, **said: object) -> str:
    answer = client.post(path, data={"csrf": token_on(client, form), **said}, follow_redirects=True)
    assert answer.status_code == 200
    return " ".join(re.sub(r"<[^>]*>", " ", answer.text.partition("<main")[2]).split())


def test_the_draft_is_read_as_accepted_and_can_be_read_as_it_was_and_back(client: FlaskClient, corpus: Path) -> None:
    sent = client.post("/add", data={"csrf": token_on(client, "/add"), "file": (BytesIO(draft()), "concept.docx")})
    preview = sent.headers["Location"]
    page = client.get(preview).text
    assert "all of them accepted" in page
    assert "--revisions" not in page
    assert "Er is 81 miljoen euro." in page

    before = post(client, preview, preview, then="original", id="nota-brug", label="concept")
    assert "as it was before them" in before
    assert "Er is 76 miljoen euro." in before
    assert 'value="nota-brug"' in client.get(f"{preview}?id=nota-brug").text

    assert "Er is 81 miljoen euro." in post(client, preview, preview, then="accept")
    post(client, preview, preview, then="original")
    post(client, preview, preview, then="store", id="nota-brug")
    with Store.open(corpus) as store:
        version = store.newest("nota-brug")
        assert (version.reader or "").endswith(" original")
        assert "76 miljoen" in store.text(version)


def test_a_file_without_tracked_changes_leaves_nothing_to_choose(client: FlaskClient) -> None:
    text = b"Vraag 1\nWat kost het?\nAntwoord 1\nNiets.\n"
    sent = client.post("/add", data={"csrf": token_on(client, "/add"), "file": (BytesIO(text), "concept.txt")})
    assert 'value="original"' not in client.get(sent.headers["Location"]).text


def test_a_draft_is_compared_with_itself_before_the_changes(client: FlaskClient) -> None:
    page = post(
        client,
        "/compare",
        "/compare",
        left=(BytesIO(draft()), "concept.docx"),
        right=(BytesIO(draft()), "concept.docx"),
        **{"revisions-left": "original"},
    )
    assert "1 changed" in page
    assert "‘76 miljoen euro’" in page or "76 miljoen" in page
    assert "--revisions" not in page


def test_the_command_names_its_own_option(run: Nota, tmp_path: Path) -> None:
    file = tmp_path / "concept.docx"
    file.write_bytes(draft())
    told = run("add", file, "--id", "nota-brug").err
    assert "has tracked changes; read as if all were accepted" in told
    assert "--revisions original" in told
    assert "--revisions" not in run("add", file, "--id", "nota-brug", "--revisions", "original").err
    assert "--revisions" not in run("diff", file, file).err
