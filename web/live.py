"""Serves the pages for many: processes of gunicorn over one corpus, which finish what they began before they stop."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication  # type: ignore[import-untyped]

from corpus.store import Store
from web.access import Access
from web.app import create_app
from web.server import listen, url_of

THREADS = 8
"""In each process: who waits for a large file to be read keeps nobody else waiting."""
GRACE = 30
"""Seconds that a process has to finish what it began, when it is told to stop."""
_TIMEOUT = 60
"""Seconds without a sign of life after which a process is replaced; a request may take longer."""


@dataclass(frozen=True, slots=True)
class Live:
    """How the pages are served."""

    host: str = "127.0.0.1"
    port: int = 8000
    """0 takes a free one."""
    workers: int = 1
    access_log: str | None = None
    """A file; `-` is standard output."""
    grace: int = GRACE


def serve(corpus: Path, access: Access, live: Live, announce: Callable[[str], None]) -> None:
    """Serve a corpus until told to stop (SIGTERM: what was begun is finished first; SIGINT: at once).

    `announce` gets the address once it answers. Ends this process when it is done. Raises NotACorpus and CannotServe.
    """
    # Said now, in one line, and not by each process anew.
    Store.open(corpus).close()
    run(lambda: create_app(corpus, access), live, announce)


def run(make: Callable[[], Flask], live: Live, announce: Callable[[str], None]) -> None:
    """As `serve`, with an application that each process makes for itself."""
    listener = listen(live.host, live.port)
    url = url_of(live.host, listener)
    # From here on it is gunicorn's, which closes it.
    _Gunicorn(make, _settings(live, listener.detach(), lambda _server: announce(url))).run()


def _settings(live: Live, descriptor: int, ready: Callable[[object], None]) -> dict[str, Any]:
    return {
        "bind": [f"fd://{descriptor}"],
        "workers": live.workers,
        # Connections that browsers keep open cost a thread nothing; and one slow request holds up no other.
        "worker_class": "gthread",
        "threads": THREADS,
        "timeout": _TIMEOUT,
        "graceful_timeout": live.grace,
        "accesslog": live.access_log,
        "loglevel": "warning",
        "when_ready": ready,
        # Each opens the corpus itself: git processes and caches are no heirlooms.
        "preload_app": False,
        # Which proxy is believed is ours to say (web/user.py); what none may say is dropped.
        "forwarded_allow_ips": "",
        "control_socket_disable": True,
        "worker_tmp_dir": "/dev/shm" if Path("/dev/shm").is_dir() else None,
        "proc_name": "nota",
    }


class _Gunicorn(BaseApplication):  # type: ignore[misc]
    """Gunicorn with settings of ours alone: no file of settings, no arguments of the command line."""

    def __init__(self, make: Callable[[], Flask], settings: dict[str, Any]) -> None:
        self._make = make
        self._settings = settings
        super().__init__()

    def load_config(self) -> None:
        for name, value in self._settings.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        return self._make()
