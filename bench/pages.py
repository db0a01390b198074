"""What the pages cost as they are served, beside a bare page behind the same server; and whether they hold."""

from __future__ import annotations

from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from bench.serving.client import Client, Tally, ask_for
from bench.serving.made import VERSIONS, made
from bench.serving.server import Server, serving

NOTAS = 500
SECONDS = 60
_CLIENTS = 8
_ROUND = 3.0
"""Seconds that one page is asked for before its turn is over."""
_ROUNDS = 5
DIFF = "/diff/kst-40000-1@4/kst-40000-1@5"


def print_pages(notas: int = NOTAS) -> None:
    """Requests a second of a comparison that is kept, or that the browser has, beside a bare page, in turn."""
    with TemporaryDirectory(prefix="nota-bench-") as folder:
        corpus = Path(folder, "corpus")
        made(corpus, notas)
        with serving(corpus) as pages, serving(None) as bare:
            tag, size = _warm(pages)
            runs = {
                "a bare page": (bare, "/", None),
                "a comparison, kept": (pages, DIFF, None),
                "a comparison, the browser has it": (pages, DIFF, {"If-None-Match": tag}),
            }
            found: dict[str, list[tuple[float, float]]] = {name: [] for name in runs}
            for _ in range(_ROUNDS):
                for name, (server, path, headers) in runs.items():
                    found[name].append(_round(server, path, headers))
    print(f"{notas} nota's of {VERSIONS} versions; the page of a comparison of 22 questions has {size / 1024:.0f} KiB.")
    print(f"{'':34}{'requests/s':>12}{'of a bare page':>16}{'CPU of the server':>20}{'of a bare page':>16}")
    rate, cpu = (median(own[n] for own in found["a bare page"]) for n in (0, 1))
    for name, own in found.items():
        theirs, cost = (median(one[n] for one in own) for n in (0, 1))
        print(f"{name:34}{theirs:12.0f}{theirs / rate:15.0%} {cost * 1e6:17.0f} us{cpu / cost:15.0%}")


def print_soak(seconds: int = SECONDS, notas: int = 8) -> None:
    """Eight clients at many pages of two workers: how many were answered, what went wrong, what grew."""
    with TemporaryDirectory(prefix="nota-bench-") as folder:
        corpus = Path(folder, "corpus")
        made(corpus, notas)
        with serving(corpus, workers=2) as pages:
            paths = _many(notas)
            # Each page of each worker first: what is kept is then kept, up to its bounds.
            ask_for(pages.address, paths, seconds / 2, _CLIENTS)
            before = _state(pages)
            tally = ask_for(pages.address, paths, seconds, _CLIENTS)
            after = _state(pages)
    _tell(tally, seconds, before, after)


def _round(server: Server, path: str, headers: dict[str, str] | None) -> tuple[float, float]:
    """Requests a second, and seconds of processor time a request costs the server."""
    before = server.seconds()
    tally = ask_for(server.address, [path], _ROUND, 2, headers)
    if tally.wrong:
        raise RuntimeError(tally.wrong[0])
    return tally.answered / _ROUND, (server.seconds() - before) / tally.answered


def _warm(pages: Server) -> tuple[str, int]:
    client = Client(pages.address)
    status, headers, body = client.get(DIFF)
    if status != 200:
        raise RuntimeError(f"{DIFF}: {status}")
    client.close()
    return headers["etag"], len(body)


def _many(notas: int) -> list[str]:
    ids = [f"kst-4{number // 10:04}-{number % 10 + 1}" for number in range(notas)]
    return [
        path
        for own in ids
        for path in (
            f"/nota/{own}",
            f"/diff/{own}@3/{own}@4",
            f"/history/{own}/5/3",
            f"/api/v1/notas/{own}@2",
            f"/api/v1/diff/{own}@1/{own}",
            "/healthz",
        )
    ]


def _state(pages: Server) -> tuple[int, int]:
    return pages.memory(), len(pages.pids())


def _tell(tally: Tally, seconds: int, before: tuple[int, int], after: tuple[int, int]) -> None:
    print(f"{_CLIENTS} clients for {seconds} seconds: {tally.answered} answers, {len(tally.wrong)} of them wrong.")
    for line in tally.wrong[:5]:
        print(f"  {line}")
    memory = [state[0] / 2**20 for state in (before, after)]
    print(f"memory {memory[0]:.0f} -> {memory[1]:.0f} MiB; processes {before[1]} -> {after[1]}")
