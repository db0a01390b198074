"""Adding by the pages: who may, what is shown before anything is stored, and what is stored then."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from threading import Thread

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from corpus.guarded.contained import read_file
from corpus.store import Store
from differ.audit.chains import Chains
from tests.helpers import git
from web import held
from web.access import Access, Unsafe, key_of, read_network, read_tokens
from web.app import ADDING, ADDING_FORMS, WRITERS, create_app
from web.held import Holding, NotHeld

TEXTS = Path(__file__).parent / "data" / "web"
TOKEN, OTHER = "een-token-van-jan", "een-token-van-els"
ACCESS = Access(
    tokens={key_of(TOKEN): "Jan Jansen <jan@voorbeeld.nl>", key_of(OTHER): None},
    user_header="X-Remote-User",
    proxies=(read_network("10.1.0.0/16"),),
)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    Store.create(tmp_path / "corpus").close()
    return tmp_path / "corpus"


@pytest.fixture
def make(corpus: Path) -> Iterator[Callable[[Access], Flask]]:
    """Applications over one corpus, as several workers have them."""
    made = []

    def app(access: Access = ACCESS) -> Flask:
        made.append(create_app(corpus, access))
        return made[-1]

    yield app
    for own in made:
        own.extensions["library"].store.close()


@pytest.fixture
def app(make: Callable[..., Flask]) -> Flask:
    return make()


@pytest.fixture
def jan(app: Flask) -> FlaskClient:
    return signed_in(app, TOKEN)


def signed_in(app: Flask, token: str) -> FlaskClient:
    client = app.test_client()
    client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
    answer = client.post("/sign-in", data={"csrf": token_on(client, "/sign-in"), "token": token})
    assert (answer.status_code, answer.headers["Location"]) == (303, "/add")
    return client


def token_on(client: FlaskClient, path: str) -> str:
    found = re.search(r'name="csrf" value="([^"]+)"', client.get(path).text)
    assert found, path
    return found[1]


def send(client: FlaskClient, *files: tuple[str, bytes] | str) -> TestResponse:
    sent = [
        (BytesIO((TEXTS / own).read_bytes()), own) if isinstance(own, str) else (BytesIO(own[1]), own[0])
        for own in files
    ]
    return client.post("/add", data={"csrf": token_on(client, "/add"), "file": sent})


def yes(client: FlaskClient, preview: str, **said: str) -> TestResponse:
    return client.post(preview, data={"csrf": token_on(client, preview), "then": "store", **said})


def text_of(answer: TestResponse) -> str:
    main = answer.text.partition("<main")[2]
    return " ".join(re.sub(r"<[^>]*>", " ", main).replace("&#39;", "'").split())


def versions(corpus: Path) -> list[str]:
    with Store.open(corpus) as store:
        return [version.address for version in reversed(store.log())]


# What is added


def test_an_empty_corpus_leads_to_adding_where_one_may_add(jan: FlaskClient, corpus: Path) -> None:
    assert '<a href="/add">Add the first nota</a>' in jan.get("/").text
    assert "Add the first nota" not in create_app(corpus).test_client().get("/?lang=en").text


def test_a_nota_and_its_herdruk_are_seen_before_they_are_stored(jan: FlaskClient, corpus: Path) -> None:
    sent = send(jan, "concept.md")
    assert sent.status_code == 303
    shown = jan.get(sent.headers["Location"])
    assert "a new nota" in text_of(shown)
    assert "Hoeveel kost het verzonnen programma" in text_of(shown)
    assert versions(corpus) == []

    done = yes(jan, sent.headers["Location"], label="concept", date="2026-03-03")
    assert "stored as kst-99999-A, version 1 (concept)" in text_of(done)
    assert versions(corpus) == ["kst-99999-A@1"]

    second = send(jan, "herdruk.md").headers["Location"]
    page = text_of(jan.get(second))
    assert "to be version 2 of kst-99999-A" in page
    assert "76,2 miljoen euro → becomes 81,4 miljoen euro" in page
    assert "Answered together: 5–6" in page
    done = yes(jan, second, label="herdruk", author="Griffie <griffie@voorbeeld.nl>")
    assert "/diff/kst-99999-A@1/kst-99999-A@2" in done.text
    told = git(corpus, "log", "--format=%an <%ae>", "-2", "main").splitlines()
    assert told == ["Griffie <griffie@voorbeeld.nl>", "Jan Jansen <jan@voorbeeld.nl>"]
    with Store.open(corpus) as store:
        newest = store.newest("kst-99999-A")
        assert (newest.label, store.source(newest)) == ("herdruk", (TEXTS / "herdruk.md").read_bytes())
        assert not Chains.of(store, store.standing("kst-99999-A")).is_new, "which question is which is found already"


def test_what_was_taken_out_of_a_file_is_shown(jan: FlaskClient) -> None:
    paper = "Nota\n\nVraag 1\n\nWie?\n\nAntwoord 1\n\nWij, het kabinet.\n\nVraag 2\n\nWaar?\n"
    page = text_of(jan.get(send(jan, ("stuk.txt", paper.encode())).headers["Location"]))
    assert "Without an answer: 2" in page
    assert re.search(r"\d+ words in the file \(read by text/\d+\)", page)
    assert "numbering" in page


def test_thousands_of_words_are_counted_as_the_language_writes_it(jan: FlaskClient) -> None:
    paper = f"Vraag 1\n\nWie?\n\nAntwoord 1\n\n{'Wij zijn het. ' * 500}\n"
    preview = send(jan, ("stuk.txt", paper.encode())).headers["Location"]
    assert re.search(r" 1,50\d words in the file .*, 1,50\d in the text", text_of(jan.get(preview)))
    assert re.search(r" 1\.50\d woorden in het bestand", text_of(jan.get(f"{preview}?lang=nl")))


def test_a_paper_without_an_id_is_stored_under_the_one_that_is_filled_in(jan: FlaskClient, corpus: Path) -> None:
    paper = "Vraag 1\n\nWie?\n\nAntwoord 1\n\nWij.\n"
    preview = send(jan, ("stuk.txt", paper.encode())).headers["Location"]
    assert "fill in its id" in text_of(jan.get(preview))
    again = jan.post(
        preview, data={"csrf": token_on(jan, preview), "then": "show", "id": "concept-x-2026", "label": "a b"}
    )
    assert again.status_code == 303
    assert "'a b' is no label" in text_of(jan.get(again.headers["Location"]))
    assert 'value="concept-x-2026"' in jan.get(again.headers["Location"]).text
    for wrong, why in (
        ({"id": "../x"}, "is no id"),
        ({"id": "x", "date": "gisteren"}, "is no date"),
        ({"id": "x", "author": "Jan"}, "is no author"),
    ):
        answer = yes(jan, preview, **wrong)
        assert answer.status_code == 422
        assert why in text_of(answer)
    assert versions(corpus) == []
    yes(jan, preview, id="concept-x-2026")
    assert versions(corpus) == ["concept-x-2026@1"]


def test_an_id_that_is_filled_in_as_people_write_it_is_stored_in_full(jan: FlaskClient, corpus: Path) -> None:
    preview = send(jan, ("stuk.txt", b"Vraag 1\n\nWie?\n\nAntwoord 1\n\nWij.\n")).headers["Location"]
    unsure = yes(jan, preview, id="36800-K")
    assert unsure.status_code == 422
    assert "write the id in full, as kst-36800-K" in text_of(unsure)
    yes(jan, preview, id="36 800 K, E")
    assert versions(corpus) == ["kst-36800-K-E@1"]


def test_a_version_under_a_wrong_id_is_corrected_and_its_author_stays(
    jan: FlaskClient, app: Flask, corpus: Path
) -> None:
    yes(jan, send(jan, "concept.md").headers["Location"], id="kst-99999-Z", label="concept")
    els = signed_in(app, OTHER)
    preview = send(els, "concept.md").headers["Location"]
    said = {"replaces": "99999-Z", "reason": "onder het verkeerde nummer"}

    page = text_of(els.get(f"{preview}?replaces=99999-Z&reason=onder+het+verkeerde+nummer"))
    assert "a new nota · in the place of kst-99999-Z@1" in page
    assert "What it changes in kst-99999-Z, version 1 (concept)" in page

    done = yes(els, preview, **said)
    assert "stored as kst-99999-A, version 1 (concept)" in text_of(done)
    assert "/diff/kst-99999-Z@1/kst-99999-A@1" in done.text
    with Store.open(corpus) as store:
        old, new = store.newest("kst-99999-Z"), store.newest("kst-99999-A")
    assert (old.replaced_by, new.replaces, new.reason) == (new.address, old.address, said["reason"])
    assert new.author == "Jan Jansen <jan@voorbeeld.nl>"
    assert "This version was withdrawn." in text_of(els.get("/nota/kst-99999-Z"))
    assert "stands in the place of kst-99999-Z@1 (onder het verkeerde nummer)" in text_of(els.get("/log?dossier=99999"))
    assert "all that was stored of it was withdrawn" in text_of(els.get("/at?date=2031-12-01&address=99999-Z"))

    again = send(els, "herdruk.md").headers["Location"]
    assert "was replaced already, by kst-99999-A@1" in text_of(yes(els, again, **said))


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"replaces": "kst-99999-A@1"}, "tells which version it replaces, and why"),
        ({"reason": "slecht gelezen"}, "tells which version it replaces, and why"),
        ({"replaces": "kst-99999-A@7", "reason": "slecht gelezen"}, "there is no such version"),
        ({"replaces": "zomerbrief", "reason": "slecht gelezen"}, "no nota 'zomerbrief' in this corpus"),
    ],
)
def test_a_correction_of_nothing_is_told_and_goes_on_waiting(
    jan: FlaskClient, corpus: Path, said: dict[str, str], told: str
) -> None:
    yes(jan, send(jan, "concept.md").headers["Location"])
    preview = send(jan, "herdruk.md").headers["Location"]
    for answer in (yes(jan, preview, **said), jan.get(preview, query_string=said)):
        assert told in text_of(answer)
        assert '<details class="field" open>' in answer.text
    assert versions(corpus) == ["kst-99999-A@1"]


def test_of_several_files_each_bad_one_is_told_in_a_line_and_the_others_go_on(jan: FlaskClient, corpus: Path) -> None:
    answer = send(
        jan, "concept.md", ("leeg.md", b""), ("oud.doc", b"\xd0\xcf\x11\xe0" + b"x" * 99), "herdruk.md", "later.md"
    )
    assert answer.status_code == 422
    refused = re.findall(r"<li>(.*?)</li>", answer.text.partition('class="refused"')[2].partition("</ul>")[0])
    assert [line.partition(":")[0] for line in refused] == ["leeg.md", "oud.doc"]
    assert versions(corpus) == []
    keys = re.findall(r'name="held" value="([^"]+)"', answer.text)
    assert len(keys) == 3
    done = jan.post("/add/all", data={"csrf": token_on(jan, "/add"), "held": keys})
    assert text_of(done).count("stored as") == 3
    assert versions(corpus) == ["kst-99999-A@1", "kst-99999-A@2", "kst-99999-B@1"]
    assert "Waiting for your yes" not in text_of(jan.get("/add"))


def test_a_second_yes_stores_nothing_twice(jan: FlaskClient, corpus: Path) -> None:
    first, second = (send(jan, "concept.md").headers["Location"] for _ in range(2))
    yes(jan, first)
    assert "the same text as version 1" in text_of(jan.get(second))
    assert "it was there already" in text_of(yes(jan, second))
    assert versions(corpus) == ["kst-99999-A@1"]
    assert jan.get(first).status_code == 404


def test_what_is_not_wanted_is_let_go(jan: FlaskClient, corpus: Path) -> None:
    preview = send(jan, "concept.md").headers["Location"]
    jan.post(f"{preview}/drop", data={"csrf": token_on(jan, preview)})
    assert jan.get(preview).status_code == 404
    assert [own.name for own in (corpus / held.FOLDER).iterdir()] == ["lock"]


def test_nothing_chosen_and_too_many_are_told(jan: FlaskClient) -> None:
    answer = jan.post("/add", data={"csrf": token_on(jan, "/add")})
    assert (answer.status_code, "no file was chosen" in text_of(answer)) == (400, True)
    answer = send(jan, *[(f"{n}.txt", b"") for n in range(21)])
    assert "only the first 20 files were read" in text_of(answer)


def test_a_name_with_folders_or_markup_is_a_name(jan: FlaskClient) -> None:
    data = (TEXTS / "concept.md").read_bytes()
    page = jan.get(send(jan, ("../../<i>stuk.md", data)).headers["Location"])
    assert "<i>" not in page.text
    assert text_of(page).startswith('id="main" tabindex="-1"> &lt;i&gt;stuk.md ·')


# Several workers


def test_what_one_worker_holds_another_stores(make: Callable[..., Flask], corpus: Path) -> None:
    first, second = make(), make()
    here = signed_in(first, TOKEN)
    preview = send(here, "concept.md").headers["Location"]
    there = second.test_client()
    for cookie in ("nota-form", "nota-user"):
        found = here.get_cookie(cookie)
        assert found
        there.set_cookie(cookie, found.value)
    assert yes(there, preview).status_code == 200
    assert versions(corpus) == ["kst-99999-A@1"]


def test_what_waits_is_its_senders_alone(app: Flask, jan: FlaskClient, corpus: Path) -> None:
    preview = send(jan, "concept.md").headers["Location"]
    els = signed_in(app, OTHER)
    assert els.get(preview).status_code == 404
    assert els.post(preview, data={"csrf": token_on(els, "/add"), "then": "store"}).status_code == 404
    assert "concept.md" not in els.get("/add").text
    assert versions(corpus) == []


def test_the_holding_place_is_bounded_and_forgets(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = (TEXTS / "concept.md").read_bytes()
    reading = read_file("a.md", data)
    holding = Holding(corpus, room=2 * len(data))
    first = holding.put("jan", "a.md", data, reading)
    assert (first.data, first.reading) == (data, reading)
    holding.put("els", "a.md", data, reading)
    with pytest.raises(NotHeld, match="too many files wait"):
        holding.put("jan", "b.md", data, reading)
    (corpus / held.FOLDER / ".half").mkdir()
    monkeypatch.setattr(held, "LASTS", -1)
    assert holding.of("jan") == []
    with pytest.raises(NotHeld, match="no longer waits"):
        holding.get("jan", first.key)
    # What is too old makes room, and what a killed process left half written goes with it.
    with pytest.raises(NotHeld, match="no longer waits"):
        holding.put("jan", "c.md", data, reading)
    assert len([own for own in (corpus / held.FOLDER).iterdir() if own.is_dir()]) == 1


def test_many_at_once_neither_lose_nor_exceed(corpus: Path) -> None:
    data = (TEXTS / "concept.md").read_bytes()
    reading = read_file("a.md", data)
    results: list[object] = []

    def put() -> None:
        try:
            results.append(Holding(corpus, room=4 * len(data)).put("jan", "a.md", data, reading))
        except NotHeld as error:
            results.append(error)

    threads = [Thread(target=put) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(not isinstance(own, NotHeld) for own in results) == 4
    assert len(Holding(corpus).of("jan")) == 4


def test_a_corpus_that_cannot_be_written_is_told(jan: FlaskClient, corpus: Path) -> None:
    (corpus / held.FOLDER).write_text("in the way")
    answer = send(jan, "concept.md")
    assert answer.status_code == 422
    assert "cannot be written" in text_of(answer)


# Who may


def test_who_has_not_signed_in_is_led_there_and_sends_nothing(app: Flask, corpus: Path) -> None:
    stranger = app.test_client()
    led = stranger.get("/add")
    assert (led.status_code, led.headers["Location"]) == (302, "/sign-in?next=/add")
    token = token_on(stranger, "/sign-in")
    for path in ("/add", "/add/all", "/add/AAAAAAAAAAAAAAAAAAAAAA", "/add/AAAAAAAAAAAAAAAAAAAAAA/drop"):
        assert stranger.post(path, data={"csrf": token, "file": (BytesIO(b"x"), "x.md")}).status_code == 403, path
    assert not (corpus / held.FOLDER).exists()


def test_every_view_that_adds_is_for_writers_alone() -> None:
    open_to_all = {"sign_in", "signed_in", "signed_out"}
    assert {view.__name__ for _, view in (*ADDING, *ADDING_FORMS)} == WRITERS | open_to_all


def test_where_nobody_may_add_there_is_no_such_page(make: Callable[..., Flask]) -> None:
    client = make(Access()).test_client()
    assert [client.get(path).status_code for path in ("/add", "/sign-in", "/add/x")] == [404] * 3
    assert client.post("/add").status_code == 404
    assert 'href="/add"' not in client.get("/").text


def test_a_wrong_token_is_told_and_lets_nobody_in(app: Flask) -> None:
    client = app.test_client()
    answer = client.post("/sign-in", data={"csrf": token_on(client, "/sign-in"), "token": TOKEN[:-1]})
    assert answer.status_code == 403
    assert 'role="alert"' in answer.text
    assert client.get("/add").status_code == 302


@pytest.mark.parametrize("onward", ["//elders.nl", "https://elders.nl", "/\\elders.nl", "elders", "/a\nb"])
def test_signing_in_never_leads_to_another_site(app: Flask, onward: str) -> None:
    client = app.test_client()
    data = {"csrf": token_on(client, "/sign-in"), "token": TOKEN, "next": onward}
    assert client.post("/sign-in", data=data).headers["Location"] == "/add"


def test_the_cookie_is_signed_and_ends_with_the_token(make: Callable[..., Flask], jan: FlaskClient) -> None:
    cookie = jan.get_cookie("nota-user")
    assert cookie
    assert (cookie.http_only, cookie.same_site) == (True, "Strict")
    for value, access, status in (
        (cookie.value, ACCESS, 200),
        (cookie.value[:-2] + "xx", ACCESS, 302),
        (cookie.value, Access(tokens={key_of(OTHER): None}), 302),
    ):
        client = make(access).test_client()
        client.set_cookie("nota-user", value)
        assert client.get("/add").status_code == status, value


def test_who_signs_out_is_out(jan: FlaskClient) -> None:
    jan.post("/sign-out", data={"csrf": token_on(jan, "/sign-in")})
    assert jan.get("/add").status_code == 302


def test_a_trusted_proxy_tells_who_it_is(app: Flask, corpus: Path) -> None:
    client = app.test_client()
    client.environ_base.update(REMOTE_ADDR="10.1.2.3", HTTP_X_REMOTE_USER="Zoë de Vries".encode().decode("latin-1"))
    preview = send(client, "concept.md").headers["Location"]
    assert yes(client, preview).status_code == 200
    assert git(corpus, "log", "--format=%an", "-1", "main").strip() == "Zoë de Vries"


def test_nobody_else_can_say_so(app: Flask) -> None:
    client = app.test_client()
    client.environ_base.update(REMOTE_ADDR="10.2.0.1", HTTP_X_REMOTE_USER="jan")
    assert client.get("/add").status_code == 302
    # Nor with the address of the proxy in a header.
    assert client.get("/add", headers={"X-Forwarded-For": "10.1.2.3"}).status_code == 302


def test_behind_https_cookies_are_for_https(app: Flask) -> None:
    for address, secure in (("10.1.2.3", True), ("127.0.0.1", False)):
        client = app.test_client()
        client.environ_base.update(REMOTE_ADDR=address, HTTP_X_FORWARDED_PROTO="https")
        assert ("Secure" in client.get("/sign-in").headers["Set-Cookie"]) == secure


def test_too_much_is_refused_before_it_is_read(jan: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    token = token_on(jan, "/add")
    monkeypatch.setitem(jan.application.config, "MAX_CONTENT_LENGTH", 1000)
    answer = jan.post("/add", data={"csrf": token, "file": (BytesIO(b"x" * 2000), "x.md")})
    assert answer.status_code == 413
    assert "more was sent than the 100 MiB" in text_of(answer)


# How it is served


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        ("kort Jan <j@x.nl>", "line 1: this token can be guessed"),
        ("# niets\n\n", "no token in it"),
        ("een-lang-genoeg-token Jan", "line 1: 'Jan' is no author"),
        (None, "it is not there"),
    ],
)
def test_a_wrong_token_file_is_told_by_its_line(tmp_path: Path, lines: str | None, why: str) -> None:
    file = tmp_path / "tokens.txt"
    if lines is not None:
        file.write_text(lines)
    with pytest.raises(Unsafe, match=why):
        read_tokens(file)


def test_a_token_file_names_tokens_and_their_authors(tmp_path: Path) -> None:
    file = tmp_path / "tokens.txt"
    file.write_text(f"# wie mag\n{TOKEN}  Jan Jansen <jan@voorbeeld.nl>  # de griffie\n\n{OTHER}\n")
    assert read_tokens(file) == {key_of(TOKEN): "Jan Jansen <jan@voorbeeld.nl>", key_of(OTHER): None}
    assert TOKEN not in repr(read_tokens(file))


def test_of_what_was_refused_nothing_is_left(jan: FlaskClient, corpus: Path) -> None:
    assert send(jan, ("stuk.md", b"Geen vragen, geen nota.")).status_code == 422
    assert not (corpus / held.FOLDER).exists()
