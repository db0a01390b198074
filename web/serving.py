"""The verbs that serve pages."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import ParamSpec, TypedDict, TypeVar, Unpack

import click

from corpus.messages import Message
from differ.bilingual.help import _
from differ.command.session import FINE, Session, verb
from differ.output.serial import Json

P = ParamSpec("P")
T = TypeVar("T")

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
_SAFE = (
    click.option(
        "--workers",
        default=1,
        show_default=True,
        metavar="N",
        type=click.IntRange(1, 64),
        help=_("How many processes answer."),
    ),
    click.option("--access-log", metavar="FILE", help=_("Write a line for each request; - is standard output.")),
    click.option(
        "--token-file",
        metavar="FILE",
        type=click.Path(path_type=Path, readable=False),
        help=_("Who may add: on each line a token and the author of what is added with it."),
    ),
    click.option("--user-header", metavar="NAME", help=_("The header in which a proxy tells who has signed in there.")),
    click.option(
        "--trust-proxy", "proxies", metavar="ADDRESS", multiple=True, help=_("A proxy to believe; may be repeated.")
    ),
    click.option(
        "--name", "names", metavar="HOST", multiple=True, help=_("A name that browsers use; may be repeated.")
    ),
    click.option("--read-only", is_flag=True, help=_("Let nobody add.")),
)


def _safe(command: Callable[P, T]) -> Callable[P, T]:
    for option in reversed(_SAFE):
        command = option(command)
    return command


class _Said(TypedDict):
    """What the options say of who may do what."""

    token_file: Path | None
    user_header: str | None
    proxies: Sequence[str]
    names: Sequence[str]
    read_only: bool


@verb(
    "nota serve\nnota serve --workers 4 --access-log /var/log/nota.log --name nota.example.nl --token-file tokens.txt\n"
    "nota serve --user-header X-Remote-User --trust-proxy 127.0.0.1",
)
@_HOST
@_PORT
@_safe
def serve(session: Session, host: str, port: int, workers: int, access_log: str | None, **said: Unpack[_Said]) -> None:
    """See its help."""
    # Flask and gunicorn take longer to load than any other verb needs to run.
    from web import live, sharing  # noqa: PLC0415

    access, token = sharing.access(host, **said)
    for warning in sharing.warnings(host, access):
        session.tell(Message("warning: %(warning)s", {"warning": warning}))

    live.serve(session.corpus, access, live.Live(host, port, workers, access_log), _announcer(session, token))


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
        _demonstrate(session, store.path, host, port)


def _demonstrate(session: Session, corpus: Path, host: str, port: int) -> None:
    from web import server, sharing  # noqa: PLC0415

    # As a service is stopped; what it has open is closed, and the corpus removed.
    before = signal.signal(signal.SIGTERM, _stop)
    access, token = sharing.access(host, None, None, (), (), read_only=False)
    try:
        # Nobody asked for this port by name, so another one serves as well.
        server.serve(corpus, host, port, _announcer(session, token), session.tell, access)
    finally:
        if signal.getsignal(signal.SIGTERM) is _stop:
            signal.signal(signal.SIGTERM, before)


def _announcer(session: Session, token: str | None) -> Callable[[str], None]:
    """Says where the pages are, and with which token one may add there."""

    def announce(url: str) -> None:
        lines = [Message("The pages are at %(url)s (Ctrl-C stops)", {"url": url})]
        told: Json = {"schema": "nota.serve/1", "url": url}
        if token:
            lines.append(Message("To add nota's there, sign in with the token %(token)s", {"token": token}))
            told["token"] = token
        session.put(told, [session.say(line) for line in lines])

    return announce


def _stop(*_: object) -> None:
    # `timeout make run` and service managers tell each process of a group, and make passes it on: a second time is no
    # reason to leave things behind.
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    sys.exit(FINE)
