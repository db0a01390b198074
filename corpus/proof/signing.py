"""Signatures by a key of ssh: `ssh-keygen` makes and verifies them, so that whoever has OpenSSH can do without us."""

from __future__ import annotations

import base64
import binascii
import shutil
import struct
import subprocess
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from corpus.errors import CorpusError, why

NAMESPACE = "nota-receipt"
"""What a signature is for: one that was made for another purpose, as for a commit, is none here."""
_MAGIC = b"SSHSIG"


class NotSigned(CorpusError):
    """A signature that cannot be made, or that cannot be looked at here."""


def public_key(key: Path) -> str:
    """The public key that goes with a file, without its comment: `ssh-ed25519 AAAA…`. Raises NotSigned.

    The file is a private key, or a public one of which an agent holds the private.
    """
    beside = key.with_name(f"{key.name}.pub")
    told = _read(key if key.suffix == ".pub" else beside) if key.suffix == ".pub" or beside.exists() else _asked(key)
    kind, blob, *_ = [*told.split(), "", ""]
    if not blob:
        raise NotSigned("%(file)s: it is no key of ssh; 'ssh-keygen -t ed25519' makes one", file=key)
    return f"{kind} {blob}"


def sign(key: Path, statement: bytes) -> str:
    """The armoured signature of a statement. Raises NotSigned: no such key, no agent, a wrong passphrase."""
    with TemporaryDirectory(prefix="nota-seal-") as folder:
        file = Path(folder) / "statement"
        file.write_bytes(statement)
        done = _ssh_keygen("-Y", "sign", "-q", "-f", str(key), "-n", NAMESPACE, str(file))
        if done.returncode:
            raise NotSigned("%(file)s: ssh-keygen does not sign with it: %(why)s", file=key, why=_line(done))
        return (Path(folder) / "statement.sig").read_text("ascii")


def key_in(signature: str) -> str | None:
    """The public key by which a signature was made; None where it is no signature at all."""
    try:
        body = "".join(line for line in signature.split("\n") if not line.startswith("-----"))
        blob = base64.b64decode(body, validate=True)
        if not blob.startswith(_MAGIC):
            return None
        held = _field(blob, len(_MAGIC) + 4)
        return f"{_field(held, 0).decode('ascii')} {base64.b64encode(held).decode('ascii')}"
    except (binascii.Error, struct.error, ValueError):
        return None


def is_valid(signature: str, statement: bytes, namespace: str = NAMESPACE) -> bool:
    """Whether a signature is of this statement, whoever made it. Raises NotSigned where ssh-keygen is missing."""
    with TemporaryDirectory(prefix="nota-seal-") as folder:
        done = _ssh_keygen(
            "-Y", "check-novalidate", "-n", namespace, "-s", _written(folder, signature), statement=statement
        )
        return done.returncode == 0


def signer(
    signature: str, statement: bytes, signers: Path, namespace: str = NAMESPACE, moment: datetime | None = None
) -> str | None:
    """Who of those in a file (`allowed_signers` of ssh) made the signature; None where none of them did.

    At a `moment`, where the file says from when until when a key is theirs; else now.
    """
    _read(signers)
    # In the time of this machine, as git gives it: older versions of OpenSSH know no other.
    at = (f"-Overify-time={moment.astimezone():%Y%m%d%H%M%S}",) if moment else ()
    with TemporaryDirectory(prefix="nota-seal-") as folder:
        file = _written(folder, signature)
        found = _ssh_keygen("-Y", "find-principals", *at, "-f", str(signers), "-s", file)
        for name in found.stdout.decode(errors="replace").splitlines() if found.returncode == 0 else ():
            chosen = (*at, "-f", str(signers), "-I", name, "-n", namespace, "-s", file)
            if _ssh_keygen("-Y", "verify", *chosen, statement=statement).returncode == 0:
                return name
        return None


def _written(folder: str, signature: str) -> str:
    file = Path(folder) / "statement.sig"
    file.write_text(signature, "utf-8")
    return str(file)


def _field(blob: bytes, place: int) -> bytes:
    (length,) = struct.unpack_from(">I", blob, place)
    found = blob[place + 4 : place + 4 + length]
    if len(found) != length:
        raise ValueError("cut off")
    return found


def _asked(key: Path) -> str:
    done = _ssh_keygen("-y", "-f", str(key))
    if done.returncode:
        raise NotSigned("%(file)s: ssh-keygen does not sign with it: %(why)s", file=key, why=_line(done))
    return done.stdout.decode(errors="replace")


def _read(file: Path) -> str:
    try:
        return file.read_text("utf-8", "replace")
    except OSError as error:
        raise NotSigned("%(file)s: cannot be read (%(why)s)", file=file, why=why(error)) from None


def _ssh_keygen(*arguments: str, statement: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    command = shutil.which("ssh-keygen")
    if command is None:
        raise NotSigned("signatures need the command ssh-keygen, which is not here; install OpenSSH (openssh-client)")
    return subprocess.run([command, *arguments], input=statement, capture_output=True, check=False)


def _line(done: subprocess.CompletedProcess[bytes]) -> str:
    return " ".join(done.stderr.decode(errors="replace").split())[:200]
