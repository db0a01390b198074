"""The verbs that serve pages."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from corpus.messages import Message
from differ.help import _
from differ.session import FINE, Session, verb

_HOST = click.option(
    "--host", default="127.0.0.1", show_default=True, metavar="ADDRESS", help=_("The address to listen on.")
)
_PORT = click.option(
    "--port",
    default=8000,
    show_default=True,
    metavar="PORT",
    type=click.IntRange(0, 65535),
    help=_("The port; 0 takes a free one."),
)


@verb(
    "nota serve\nnota serve --port 8080",
)
@_HOST
@_PORT
def serve(session: Session, host: str, port: int) -> None:
    """See its help."""
    _serve(session, session.corpus, host, port)


@verb(
    "nota demo\nnota demo --port 8080",
)
@_HOST
@_PORT
def demo(session: Session, host: str, port: int) -> None:
    """See its help."""
    # What no other verb needs, and the help of none.
    from differ.compare import compare  # noqa: PLC0415
    from differ.demo import fill  # noqa: PLC0415
    from differ.kept import in_corpus  # noqa: PLC0415

    with TemporaryDirectory(prefix="nota-demo-") as folder, fill(Path(folder) / "corpus") as store:
        lines = session.terminal
        session.tell(Message("The samples are in %(corpus)s, until you stop", {"corpus": store.path}))
        before, after = store.resolve("kst-99999-B@concept"), store.resolve("kst-99999-B@na-review")
        session.show("nota list", lines.listed(store))
        # Kept beside the corpus, so that the first page need not find them again.
        session.show("nota duplicates", lines.duplicates(in_corpus(store)))
        session.show(
            f"nota diff {before.address} {after.address}",
            lines.diff(compare(store.document(before), store.document(after))),
        )
        # Nobody asked for this port by name, so another one serves as well.
        _serve(session, store.path, host, port, instead=session.tell)


def _serve(
    session: Session, corpus: Path, host: str, port: int, instead: Callable[[Message], None] | None = None
) -> None:
    # Flask takes longer to load than any other verb needs to run.
    from web import server  # noqa: PLC0415

    # As a service is stopped; what it has open is closed, and the corpus of the demo removed.
    before = signal.signal(signal.SIGTERM, _stop)

    def announce(url: str) -> None:
        told = Message("The pages are at %(url)s (Ctrl-C stops)", {"url": url})
        session.put({"schema": "nota.serve/1", "url": url}, [session.say(told)])

    try:
        server.serve(corpus, host, port, announce, instead)
    finally:
        if signal.getsignal(signal.SIGTERM) is _stop:
            signal.signal(signal.SIGTERM, before)


def _stop(*_: object) -> None:
    # `timeout make run` and service managers tell each process of a group, and make passes it on: a second time is no
    # reason to leave things behind.
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    sys.exit(FINE)
