"""The API: what openapi.json says is what is answered, however it is asked; paging, ETags, export."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import jsonschema_rs
import pytest
import schemathesis
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import load_all_checks
from schemathesis.specs.openapi.checks import negative_data_rejection, positive_data_acceptance

from differ.bilingual.language import translator
from differ.command.exporting import COLUMNS, as_csv
from differ.demo import fill
from differ.output.contract import DOCUMENTS, whole
from tests.commands import Nota
from web.access import Access
from web.app import CALLS, create_app
from web.openapi import Call, document, of_shape
from web.pinned import Pages

load_all_checks()
ALL = list(HealthCheck)

ADDRESSES = {
    "address": "kst-99999-B",
    "left": "kst-99999-B@1",
    "right": "kst-99999-B",
    "nota": "kst-99999-B",
    "version": "3",
    "question": "5",
}
NEEDED = {"text": "het programma", "date": "2031-03-20"}
"""What some calls cannot do without."""


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    corpus = tmp_path_factory.mktemp("api") / "corpus"
    fill(corpus).close()
    app = create_app(corpus)
    yield app
    app.extensions["library"].store.close()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture(scope="module")
def told() -> dict[str, Any]:
    return document(CALLS)


def path_of(call: Call) -> str:
    path = call.rule
    for name, value in ADDRESSES.items():
        path = path.replace(f"<{name}>", value)
    return f"{path}?{urlencode({query.name: NEEDED[query.name] for query in call.query if query.required})}"


# openapi.json


def test_it_is_served_and_describes_every_route_of_the_api(
    client: FlaskClient, app: Flask, told: dict[str, Any]
) -> None:
    assert client.get("/openapi.json").get_json() == told
    routes = {rule.rule.replace("<", "{").replace(">", "}") for rule in app.url_map.iter_rules()}
    assert set(told["paths"]) == {rule for rule in routes if rule.startswith("/api/")}


@pytest.mark.parametrize("call", CALLS, ids=lambda call: call.view.__name__)
def test_every_answer_is_of_its_schema(client: FlaskClient, told: dict[str, Any], call: Call) -> None:
    answer = client.get(path_of(call))
    assert answer.status_code == 200
    assert answer.content_type == call.media
    if call.verb:
        schema = {**told["components"]["schemas"][call.verb]}
        jsonschema_rs.validate(schema, answer.get_json())


@pytest.mark.parametrize("verb", DOCUMENTS)
def test_each_document_has_a_schema_that_can_be_missed(verb: str) -> None:
    schema = of_shape(whole(verb))
    jsonschema_rs.meta.validate({"$schema": "https://json-schema.org/draft/2020-12/schema", **schema})
    assert not jsonschema_rs.is_valid(schema, {"schema": f"nota.{verb}/1"})
    assert not jsonschema_rs.is_valid(schema, {})


@pytest.mark.parametrize(
    ("call", "mode"),
    # Any text is an address, so that only a query can be other than it says.
    [(call, mode) for call in CALLS for mode in GenerationMode if mode == GenerationMode.POSITIVE or call.query],
    ids=lambda own: own.view.__name__ if isinstance(own, Call) else own.value,
)
def test_whatever_is_asked_is_answered_as_it_says(app: Flask, call: Call, mode: GenerationMode) -> None:
    """Any address and query that the description allows, and others: no fault, no answer that is not described."""
    operation = schemathesis.openapi.from_wsgi("/openapi.json", app)[openapi_path(call.rule)]["GET"]
    there = {name: value for name, value in ADDRESSES.items() if f"<{name}>" in call.rule}
    anything = operation.as_strategy(generation_mode=mode)
    # Of an address that is made up nothing is there; so half of them are of what is.
    asked = anything | operation.as_strategy(generation_mode=mode, path_parameters=there) if there else anything

    @given(case=asked)
    @settings(max_examples=20, derandomize=True, database=None, phases=[Phase.generate], suppress_health_check=ALL)
    def ask(case: Any) -> None:
        # What is unknown in a query is passed over, and the head of a request is not part of the description.
        case.call_and_validate(excluded_checks=[negative_data_rejection, positive_data_acceptance])

    ask()


def openapi_path(rule: str) -> str:
    return rule.replace("<", "{").replace(">", "}")


# Asking again, page by page, from elsewhere


@pytest.mark.parametrize("call", CALLS, ids=lambda call: call.view.__name__)
def test_what_has_not_changed_is_not_sent_again(client: FlaskClient, call: Call) -> None:
    first = client.get(path_of(call))
    again = client.get(path_of(call), headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert client.get(path_of(call), headers={"If-None-Match": '"x"'}).data == first.data
    assert client.head(path_of(call)).data == b""


@pytest.mark.parametrize(("path", "name"), [("notas", "notas"), ("duplicates", "clusters")])
def test_page_by_page_is_all_of_it_once(client: FlaskClient, path: str, name: str) -> None:
    whole = client.get(f"/api/v1/{path}").get_json()[name]
    assert len(whole) > 2
    for limit in (1, 2, len(whole), 1000):
        found, link = [], f"/api/v1/{path}?limit={limit}"
        while link:
            answer = client.get(link)
            page = answer.get_json()[name]
            assert len(page) <= limit
            found += page
            told = answer.headers.get("Link", "")
            link = told.partition("<")[2].partition(">")[0]
            assert not link or told.endswith('>; rel="next"')
        assert found == whole


def test_a_page_keeps_its_link_when_it_is_not_made_again(client: FlaskClient) -> None:
    links = [client.get("/api/v1/notas?limit=1").headers.get("Link") for _ in range(2)]
    assert links[0] is not None
    assert links[0] == links[1]


@pytest.mark.parametrize(
    "query", ["limit=0", "limit=x", "limit=", "limit=1001", "limit=-1", "limit=٣", "limit=9" + "9" * 5000]
)
def test_a_page_that_cannot_be_is_told(client: FlaskClient, query: str) -> None:
    answer = client.get(f"/api/v1/notas?{query}", headers={"Accept-Language": "en"})
    assert answer.status_code == 400
    assert answer.get_json()["schema"] == "nota.error/1"
    assert "is no number from 1 to 1000" in answer.get_json()["error"]


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/api/v1/notas/kst-12345-Z", 404),
        ("GET", "/api/v1/nergens", 404),
        ("GET", "/api/v1/duplicates?nota=kst-12345-Z", 404),
        ("GET", "/api/v1/export.csv?versions=x", 400),
        ("GET", "/api/v1/when", 400),
        ("GET", "/api/v1/when?text=%20", 400),
        ("GET", "/api/v1/log?since=gisteren", 400),
        ("GET", "/api/v1/at/kst-99999-B?date=2031-02-30", 400),
        ("GET", "/api/v1/at/kst-12345-Z?date=2031-02-03", 404),
        ("GET", "/api/v1/export.csv?dossier=99998", 404),
        ("POST", "/api/v1/notas", 405),
        ("OPTIONS", "/api/v1/notas", 405),
        ("DELETE", "/openapi.json", 405),
    ],
)
def test_what_goes_wrong_is_json_of_one_shape(client: FlaskClient, method: str, path: str, status: int) -> None:
    answer = client.open(path, method=method)
    assert answer.status_code == status
    assert set(answer.get_json()) == {"schema", "error"}
    assert answer.get_json()["schema"] == "nota.error/1"
    assert "\n" not in answer.get_json()["error"]
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


def test_a_fault_of_ours_is_json_without_its_details(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("web.api.serial.listed", lambda *_: 1 / 0)
    monkeypatch.setitem(app.extensions, "pages", Pages())
    monkeypatch.setitem(app.config, "PROPAGATE_EXCEPTIONS", False)
    answer = app.test_client().get("/api/v1/notas", headers={"Accept-Language": "en"})
    assert (answer.status_code, answer.get_json()["schema"]) == (500, "nota.error/1")
    assert "division" not in answer.text


def test_other_sites_may_read_the_api_and_no_page_and_without_cookies(client: FlaskClient, app: Flask) -> None:
    for path in ("/api/v1/notas", "/openapi.json"):
        headers = client.get(path, headers={"Origin": "https://elders.nl"}).headers
        assert headers["Access-Control-Allow-Origin"] == "*"
        assert "Access-Control-Allow-Credentials" not in headers
    for path in ("/", "/nota/kst-99999-B", "/healthz"):
        assert "Access-Control-Allow-Origin" not in client.get(path).headers


def test_what_only_this_machine_reaches_is_read_by_its_own_pages_and_by_no_site(app: Flask) -> None:
    closed = create_app(app.extensions["library"].store.path, Access(cors=False))

    def read_by(origin: str) -> str | None:
        answer = closed.test_client().get("/api/v1/notas", headers={"Origin": origin} if origin else {})
        assert "Origin" in answer.headers["Vary"]
        return answer.headers.get("Access-Control-Allow-Origin")

    for own in ("http://localhost:3000", "http://127.0.0.1:8000", "https://[::1]"):
        assert read_by(own) == own
    for other in (
        "",
        "null",
        "https://elders.nl",
        "http://localhost.elders.nl",
        "http://127.0.0.1.elders.nl:80",
        "http://[",
    ):
        assert read_by(other) is None
    closed.extensions["library"].store.close()


# Export


def test_the_export_has_a_line_for_each_question(client: FlaskClient) -> None:
    lines = [json.loads(line) for line in client.get("/api/v1/export.jsonl").text.splitlines()]
    notas = client.get("/api/v1/notas").get_json()["notas"]
    assert len(lines) == sum(own["questions"] for own in notas)
    assert all(list(line) == COLUMNS for line in lines)
    shown = client.get("/api/v1/notas/kst-99999-B").get_json()
    texts = {q["address"]: (q["text"], q["answer"], q["answered_with"]) for q in shown["questions"]}
    found = {
        own["address"]: (own["question"], own["answer"], own["answered_with"])
        for own in lines
        if own["nota"] == "kst-99999-B"
    }
    assert found == texts
    assert {own["text_id"] for own in lines if own["nota"] == "kst-99999-B"} == {shown["text_id"]}


def test_the_table_says_the_same(client: FlaskClient) -> None:
    answer = client.get("/api/v1/export.csv?nota=kst-99999-B&versions=all")
    assert answer.headers["Content-Disposition"] == "attachment; filename=nota.csv"
    begins = answer.text.removeprefix("\ufeff")
    assert begins != answer.text
    table = list(csv.DictReader(StringIO(begins, newline=""), delimiter=";"))
    lines = [
        json.loads(line) for line in client.get("/api/v1/export.jsonl?nota=kst-99999-B&versions=all").text.splitlines()
    ]
    assert {row["version"] for row in table} == {"1", "2", "3"}
    for row, line in zip(table, lines, strict=True):
        for column in COLUMNS:
            value = line[column]
            plain = "; ".join(value) if isinstance(value, list) else "" if value is None else str(value)
            assert row[column].removeprefix("'") == plain


def test_the_cells_are_parted_as_a_spreadsheet_in_the_language_expects(client: FlaskClient) -> None:
    for language, sign in (("nl", ";"), ("en", ",")):
        told = [
            client.get(f"/api/v1/export.csv?lang={language}").text,
            client.get("/api/v1/export.csv", headers={"Accept-Language": language}).text,
        ]
        for text in told:
            assert text.startswith("\ufeff" + sign.join(COLUMNS) + "\r\n")


def test_a_dossier_alone(client: FlaskClient) -> None:
    lines = [json.loads(line) for line in client.get("/api/v1/export.jsonl?dossier=36800-K").text.splitlines()]
    assert {line["nota"] for line in lines} == {"kst-36800-K-D"}


def test_no_cell_is_a_formula() -> None:
    row: dict[str, object] = dict.fromkeys(COLUMNS, "")
    for text in ("=1+1", "+1", "-1", "@x", "\tx"):
        written = "".join(as_csv([{**row, "answer": text}], translator("en")))
        cells = list(csv.reader(StringIO(written, newline="")))[1]
        assert cells[COLUMNS.index("answer")] == "'" + text


def test_the_command_exports_the_same(run: Nota, tmp_path: Path, client: FlaskClient) -> None:
    fill(tmp_path / "corpus").close()
    for form in ("jsonl", "csv"):
        ran = run("export", f"--{form}", "--nota", "99999-B")
        theirs = client.get(f"/api/v1/export.{form}?nota=99999-B&lang=en").text
        # Only the moment of the import is another, and with it the commits.
        assert len(ran.out.splitlines()) == len(theirs.splitlines())
        assert ran.out.partition("99999-B@3#1")[0] == theirs.partition("99999-B@3#1")[0]
    assert run("export").status == 2
    assert "no dossier '1' in this corpus; it has 36800-K, 99999" in run("export", "--csv", "--dossier", "1").err
    assert (
        run("export", "--csv", "--dossier", "36 800-K").out == run("export", "--csv", "--nota", "36800-K-D").out != ""
    )
    assert (
        "kst-99999-B is not of dossier 36800" in run("export", "--csv", "--dossier", "36800", "--nota", "99999-B").err
    )
