"""Serves the pages in this process, for one who looks around; and where to listen. `web.live` serves for many."""

from __future__ import annotations

import errno
import logging
import socket
from collections.abc import Callable
from pathlib import Path

from werkzeug.serving import make_server

from corpus.errors import CorpusError, why
from corpus.messages import Message
from web.access import READING, Access
from web.app import create_app

_TRIES = 50
"""How many ports after the one asked for are tried to name a free one."""


class CannotServe(CorpusError):
    """The address cannot be listened on."""


def serve(
    corpus: Path,
    host: str,
    port: int,
    announce: Callable[[str], None],
    instead: Callable[[Message], None] | None = None,
    access: Access = READING,
) -> None:
    """Serve a corpus until it is interrupted. `announce` gets the address once it answers; port 0 takes a free one.

    Of a port in use the next free one is taken where `instead` is given, which is told so; else that is an error.
    Raises NotACorpus and CannotServe.
    """
    app = create_app(corpus, access)
    # A line for each request would bury what the command says; errors still come through.
    logging.getLogger("werkzeug").setLevel(logging.WARNING)
    # werkzeug ends the process when a port is taken; so we take it, and hand it over.
    with listen(host, port, instead) as listener:
        server = make_server(host, port, app, threaded=True, fd=listener.fileno())
        try:
            announce(url_of(host, listener))
            server.serve_forever()
        finally:
            server.server_close()


def listen(host: str, port: int, instead: Callable[[Message], None] | None = None) -> socket.socket:
    """A socket that listens; `instead` as for `serve`. Raises CannotServe."""
    try:
        return _bind(host, port)
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise CannotServe(
                "cannot listen on %(host)s port %(port)s (%(reason)s); choose others with --host and --port",
                host=host,
                port=port,
                reason=why(error),
            ) from None
    listener = _next_free(host, port)
    ports = {"port": port, "free": listener.getsockname()[1]}
    if instead:
        instead(Message("port %(port)s is in use; port %(free)s is taken instead", ports))
        return listener
    listener.close()
    raise CannotServe("port %(port)s is in use; port %(free)s is free: nota serve --port %(free)s", **ports)


def _next_free(host: str, port: int) -> socket.socket:
    """On the next free port; on any free one where none is near."""
    for candidate in [*range(port + 1, min(port + _TRIES, 65535)), 0]:
        try:
            return _bind(host, candidate)
        except OSError:
            continue
    raise CannotServe("no port on %(host)s is free", host=host)


def _bind(host: str, port: int) -> socket.socket:
    return socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)


def url_of(host: str, listener: socket.socket) -> str:
    """Where a browser finds what listens."""
    shown = f"[{host}]" if ":" in host else host
    return f"http://{shown}:{listener.getsockname()[1]}/"
