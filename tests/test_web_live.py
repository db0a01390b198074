"""The pages as they are served for many: real processes, that share a corpus, take tokens, and finish what they began."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from corpus.store import Store
from tests.commands import Nota
from tests.helpers import fill, nota, submission

PROGRAM = Path(sys.executable).with_name("nota")


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    with Store.create(tmp_path / "corpus") as store:
        fill(store)
    return tmp_path / "corpus"


class Served:
    """`nota serve` as a process, and what it said."""

    def __init__(self, process: subprocess.Popen[str], told: dict[str, str]) -> None:
        self.process = process
        self.url = told["url"]
        self.token = told.get("token")

    @property
    def address(self) -> tuple[str, int]:
        parts = urlsplit(self.url)
        return parts.hostname or "", parts.port or 0

    def get(self, path: str, **headers: str) -> tuple[int, str]:
        request = urllib.request.Request(self.url + path, headers={k.replace("_", "-"): v for k, v in headers.items()})
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read().decode()

    def workers(self) -> list[int]:
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text()
        return [int(own) for own in children.split()]


@contextmanager
def serving(corpus: Path, *options: str) -> Iterator[Served]:
    command: list[str | Path] = [PROGRAM, "serve", "--corpus", str(corpus), "--port", "0", "--json", *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout
        text = ""
        while not text.endswith("}\n"):
            line = process.stdout.readline()
            assert line, process.stderr.read() if process.stderr else ""
            text += line
        try:
            yield Served(process, json.loads(text))
        finally:
            process.terminate()
            process.communicate(timeout=60)


def test_two_workers_serve_one_corpus_while_another_process_adds(corpus: Path) -> None:
    with serving(corpus, "--workers", "2") as served:
        deadline = time.monotonic() + 30
        while len(served.workers()) < 2:
            assert time.monotonic() < deadline
            time.sleep(0.05)
        wrong: list[object] = []
        done = threading.Event()

        def ask() -> None:
            while not done.is_set():
                for path in ("healthz", "nota/kst-36800-K-D", "diff/kst-36800-K-D@1/kst-36800-K-D", "api/v1/notas"):
                    status, text = served.get(path)
                    if status != 200:
                        wrong.append((path, status, text[:200]))

        asking = [threading.Thread(target=ask) for _ in range(4)]
        for thread in asking:
            thread.start()
        with Store.open(corpus) as store:
            for number in range(8):
                store.add([submission(nota("Ja.", f"Nog {number} keer."))])
                time.sleep(0.05)
            last = store.head
            newest = store.newest("kst-36800-K-D").number
        time.sleep(0.3)
        done.set()
        for thread in asking:
            thread.join()
        assert wrong == []
        # Each worker sees the last of them at once.
        assert {json.loads(served.get("healthz")[1])["head"] for _ in range(20)} == {last}
        assert f"@{newest}" in served.get("api/v1/notas/kst-36800-K-D")[1]


def test_a_worker_that_dies_is_replaced(corpus: Path) -> None:
    with serving(corpus) as served:
        assert served.get("healthz")[0] == 200
        (first,) = served.workers()
        os.kill(first, signal.SIGKILL)
        deadline = time.monotonic() + 30
        while first in served.workers() or not served.workers():
            assert time.monotonic() < deadline
            time.sleep(0.05)
        assert served.get("healthz")[0] == 200


def test_what_was_begun_is_finished_when_told_to_stop(corpus: Path) -> None:
    """A request that is still being sent when SIGTERM comes is answered; no new one is taken; no process stays."""
    with serving(corpus) as served:
        connection = HTTPConnection(*served.address, timeout=30)
        connection.request("GET", "/sign-in")
        answer = connection.getresponse()
        cookie = (answer.getheader("Set-Cookie") or "").partition(";")[0]
        found = re.search(r'name="csrf" value="([^"]+)"', answer.read().decode())
        connection.close()
        assert found
        assert served.token
        body = f"csrf={found[1]}&token={served.token}".encode()
        workers = served.workers()
        with socket.create_connection(served.address, timeout=30) as slow:
            head = (
                f"POST /sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {cookie}\r\nContent-Length: {len(body)}\r\n"
                "Content-Type: application/x-www-form-urlencoded\r\nConnection: close\r\n\r\n"
            )
            slow.sendall(head.encode() + body[:10])
            time.sleep(1)
            served.process.terminate()
            time.sleep(0.5)
            slow.sendall(body[10:])
            answered = b"".join(iter(lambda: slow.recv(65536), b""))
        assert answered.startswith(b"HTTP/1.1 303 "), answered[:200]
        assert served.process.wait(30) == 0
        assert not [own for own in workers if Path(f"/proc/{own}").exists()]
        with pytest.raises(OSError, match="refused"):
            socket.create_connection(served.address, timeout=5)


def test_each_request_has_its_line_in_the_access_log(corpus: Path, tmp_path: Path) -> None:
    log = tmp_path / "access.log"
    with serving(corpus, "--access-log", str(log)) as served:
        served.get("nota/kst-36800-K-D")
        served.get("nergens")
    lines = log.read_text().splitlines()
    assert [re.findall(r'"GET (\S+) HTTP/1.1" (\d+)', line) for line in lines] == [
        [("/nota/kst-36800-K-D", "200")],
        [("/nergens", "404")],
    ]


def test_on_this_machine_a_token_is_printed_and_only_our_names_are_answered(corpus: Path) -> None:
    with serving(corpus) as served:
        assert served.token
        assert served.get("sign-in")[0] == 200
        port = served.address[1]
        for host, status in (
            (f"localhost:{port}", 200),
            (f"[::1]:{port}", 200),
            ("127.0.0.1", 200),
            ("elders.voorbeeld.nl", 421),
            (f"127.0.0.1.elders.nl:{port}", 421),
            ("localhost.", 200),
        ):
            assert served.get("healthz", Host=host)[0] == status, host


@pytest.mark.parametrize("options", [("--read-only",), ("--host", "0.0.0.0")])
def test_else_nobody_may_add_unless_it_is_asked_for(corpus: Path, options: tuple[str, ...]) -> None:
    with serving(corpus, *options) as served:
        assert served.token is None
        assert served.get("add")[0] == 404


@pytest.mark.parametrize(
    ("options", "why"),
    [
        (("--user-header", "X-User"), "needs --trust-proxy"),
        (("--trust-proxy", "proxy.example", "--user-header", "X-User"), "is no address of a proxy"),
        (("--token-file", "nergens.txt"), "nergens.txt: cannot be read (it is not there)"),
        (("--token-file", "nergens.txt", "--read-only"), "--read-only lets nobody add"),
        (("--host", "192.0.2.1"), "it is no address of this machine"),
    ],
)
def test_what_cannot_be_served_is_told_in_a_line(corpus: Path, run: Nota, options: tuple[str, ...], why: str) -> None:
    ran = run("serve", "--port", "0", *options)
    assert ran.status == 2
    assert why in ran.err
    assert len(ran.err.splitlines()) <= 2


def test_a_folder_without_a_corpus_is_told_before_a_worker_starts(run: Nota) -> None:
    ran = run("serve", "--port", "0")
    assert (ran.status, "there is no corpus here" in ran.err) == (2, True)
