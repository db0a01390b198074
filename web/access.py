"""Who may write, and by which names these pages are reached: as decided when they are served."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from pathlib import Path

from corpus.errors import CorpusError, why
from corpus.submission import is_author

_SHORTEST = 16
"""Signs of a token: what is shorter can be guessed."""

Network = IPv4Network | IPv6Network


class Unsafe(CorpusError):
    """Served like this, more people could do more than was meant."""


@dataclass(frozen=True, slots=True)
class Access:
    """Reading is open to whoever reaches the address; this is about the rest."""

    names: frozenset[str] = frozenset()
    """The hosts that a request may be for, in lower case, without port; none: any. Else a page of another site whose
    name was pointed at this machine could read here."""
    tokens: Mapping[str, str | None] = field(default_factory=dict)
    """SHA-256 of each token that lets write -> `Name <email>`, the author of what is added; None: whoever serves."""
    user_header: str | None = None
    """What a proxy tells of who has signed in there; believed of `proxies` alone."""
    proxies: tuple[Network, ...] = ()
    cors: bool = True
    """Whether the pages of other sites may read the API in the browser of a visitor."""

    @property
    def writing(self) -> bool:
        """Whether anyone may write at all."""
        return bool(self.tokens or self.user_header)

    def author_of(self, token: str) -> tuple[str, str | None] | None:
        """The key of a token (not the token itself) and its author; None for one that is not known."""
        key = key_of(token)
        for known, author in self.tokens.items():
            if hmac.compare_digest(known, key):
                return known, author
        return None

    def is_proxy(self, address: str) -> bool:
        """Whether this is the address of a proxy that is trusted."""
        if not self.proxies:
            return False
        try:
            own = ip_address(address)
        except ValueError:
            return False
        return any(own in network for network in self.proxies)

    def answers_to(self, host: str) -> bool:
        """Whether a request for this host (`name:port`) is meant for us."""
        name = host.lower()
        if not name.endswith("]"):
            name = name.rpartition(":")[0] if ":" in name.rpartition("]")[2] else name
        return not self.names or name.rstrip(".") in self.names


READING = Access()
"""Nobody may write."""


def key_of(token: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def new_token() -> str:
    """One that nobody guesses."""
    return secrets.token_urlsafe(18)


def read_tokens(path: Path) -> dict[str, str | None]:
    """The tokens of a file: on each line one, and after it the author; `#` begins a remark.

    Raises Unsafe, which names the line.
    """
    try:
        lines = path.read_text("utf-8").splitlines()
    except OSError as error:
        raise Unsafe("%(file)s: cannot be read (%(why)s)", file=path, why=why(error)) from None
    except UnicodeDecodeError:
        raise Unsafe("%(file)s: is no text in UTF-8", file=path) from None
    found: dict[str, str | None] = {}
    for number, line in enumerate(lines, 1):
        token, _, author = line.partition("#")[0].strip().partition(" ")
        if token:
            found[key_of(token)] = _author(path, number, token, author.strip())
    if not found:
        raise Unsafe("%(file)s: no token in it; write on each line a token and its author", file=path)
    return found


def _author(path: Path, number: int, token: str, author: str) -> str | None:
    if len(token) < _SHORTEST:
        raise Unsafe(
            "%(file)s line %(line)s: this token can be guessed; one of at least %(least)s signs is: %(token)s",
            file=path,
            line=number,
            least=_SHORTEST,
            token=new_token(),
        )
    if author and not is_author(author):
        raise Unsafe(
            "%(file)s line %(line)s: '%(author)s' is no author; write it as Name <name@example.nl>",
            file=path,
            line=number,
            author=author,
        )
    return author or None


def read_network(text: str) -> Network:
    """An address, or a network as 10.0.0.0/8. Raises Unsafe."""
    try:
        return ip_network(text)
    except ValueError:
        raise Unsafe("'%(text)s' is no address of a proxy; write it as 127.0.0.1 or 10.0.0.0/8", text=text) from None
