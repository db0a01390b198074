"""What is asked of `nota serve` -> who may do what: nothing that others could reach is opened without being asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from ipaddress import ip_address
from pathlib import Path

from corpus.messages import Message
from web.access import Access, Unsafe, key_of, new_token, read_network, read_tokens

_LOOPBACK = frozenset(("localhost", "127.0.0.1", "[::1]"))


def access(
    host: str,
    token_file: Path | None,
    user_header: str | None,
    proxies: Sequence[str],
    names: Sequence[str],
    read_only: bool,
) -> tuple[Access, str | None]:
    """Who may do what on this address; and the token that was made, where none was given and nobody else reaches it.

    Raises Unsafe.
    """
    if user_header and not proxies:
        raise Unsafe("--user-header needs --trust-proxy ADDRESS: any visitor can send a header")
    if read_only and (token_file or user_header):
        raise Unsafe("--read-only lets nobody add; leave it out, or --token-file and --user-header")
    tokens = read_tokens(token_file) if token_file else {}
    made = None if tokens or user_header or read_only or not is_loopback(host) else new_token()
    if made:
        tokens = {key_of(made): None}
    own = frozenset(name.lower().rstrip(".") for name in names)
    networks = tuple(map(read_network, proxies))
    every = own | (_LOOPBACK if own or is_loopback(host) else frozenset())
    # What only this machine reaches is not for every site that someone on it happens to visit.
    return Access(every, tokens, user_header, networks, cors=bool(own) or not is_loopback(host)), made


def warnings(host: str, access: Access) -> Iterator[Message]:
    """What whoever serves like this should know."""
    if not is_loopback(host) and not access.names:
        yield Message(
            "without --name HOST these pages answer to any name, so that another site can read them through a visitor"
        )
    if not is_loopback(host) and access.tokens and not access.proxies:
        yield Message("tokens go over the network as they are typed; put a proxy with https before these pages")


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches an address."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
