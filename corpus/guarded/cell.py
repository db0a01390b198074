"""The inside of the process that reads one foreign file: what it may not do, and how it answers."""

from __future__ import annotations

import os
import pickle
import resource
import socket
import sys
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import CorpusError
from corpus.guarded.wire import pack

MIB = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """How much the reading of one file may take."""

    memory: int = 1024 * MIB
    """Bytes of address space, the program itself included."""
    cpu: int = 20
    """Seconds of computing."""
    seconds: int = 25
    """By the clock. With what comes before and after it, a file is done within half a minute."""
    answer: int = 32 * MIB
    """Bytes that may come back: a nota of 22 questions takes 25,000."""


class NotAllowed(PermissionError):
    """What reading a file never needs: the network, another process, a file."""


_OPEN_FILES = 64
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
# By the names of Python's audit events: a kind ends at the first point.
_KINDS = frozenset("socket subprocess pty shutil ftplib http smtplib urllib webbrowser syslog".split())
_DEEDS = frozenset(
    """os.chflags os.chmod os.chown os.exec os.fork os.forkpty os.kill os.killpg os.link os.mkdir os.posix_spawn
    os.remove os.removexattr os.rename os.rmdir os.setxattr os.spawn os.symlink os.system os.truncate os.utime
    signal.pthread_kill resource.setrlimit resource.prlimit""".split()
)


def answer(link: socket.socket, limits: Limits) -> None:
    """Do what is asked for through the link, within the limits, and answer through it.

    The question is a pickled (function, arguments): it comes from the process that started this one. The answer is a
    word, a line end and a packed value: `value`, `refused`, `forbidden`, `memory`, `answer` (too long) or `fault`.
    """
    with link.makefile("rb") as question:
        asked = question.read()
    _restrict(limits)
    link.sendall(_outcome(asked, limits))


def _outcome(asked: bytes, limits: Limits) -> bytes:
    try:
        function, arguments = pickle.loads(asked)
        done = b"value\n" + pack(function(*arguments))
    except CorpusError as error:
        done = b"refused\n" + pack(error.message)
    except NotAllowed as error:
        done = b"forbidden\n" + pack(str(error))
    except MemoryError:
        # Nothing that asks for memory may stand here.
        return b"memory\n"
    except BaseException as error:  # also what would end the process: a reader has no say in that
        traceback.print_exc()
        done = b"fault\n" + pack(f"{type(error).__name__}: {error}"[:200])
    return done if len(done) <= limits.answer else b"answer\n"


def _restrict(limits: Limits) -> None:
    """From here on this process can use little, reach nobody and change nothing."""
    ceilings = {
        resource.RLIMIT_AS: (limits.memory, limits.memory),
        # At the first a signal tells what it was, at the second the process is killed.
        resource.RLIMIT_CPU: (limits.cpu, limits.cpu + 1),
        resource.RLIMIT_FSIZE: (0, 0),
        resource.RLIMIT_CORE: (0, 0),
        resource.RLIMIT_NOFILE: (_OPEN_FILES, _OPEN_FILES),
    }
    for what, wanted in ceilings.items():
        most = resource.getrlimit(what)[1]
        # Nobody may raise what this process was itself given.
        soft, hard = (one if most == resource.RLIM_INFINITY else min(one, most) for one in wanted)
        resource.setrlimit(what, (soft, hard))
    sys.addaudithook(_guard(_own_folders()))


def _own_folders() -> tuple[str, ...]:
    """Where Python and its libraries lie: a module or a table is loaded when it is first needed."""
    folders = {sys.prefix, sys.base_prefix, *sys.path, str(Path(__file__).parents[1])}
    return tuple(f"{Path(folder).resolve()}{os.sep}" for folder in folders if folder)


def _guard(own: tuple[str, ...]) -> Callable[[str, tuple[object, ...]], None]:
    """What Python calls before each deed that reaches out of the process; it stops those that are not allowed."""

    def guard(event: str, arguments: tuple[object, ...]) -> None:
        if event == "open":
            path, _mode, flags = arguments
            if isinstance(path, str | bytes | os.PathLike) and not _may_open(path, flags, own):
                raise NotAllowed(f"open {path!r}")
        elif event in _DEEDS or event.partition(".")[0] in _KINDS:
            raise NotAllowed(event)

    return guard


def _may_open(path: str | bytes | os.PathLike[str], flags: object, own: tuple[str, ...]) -> bool:
    to_read = isinstance(flags, int) and not flags & _WRITING
    return to_read and os.path.realpath(os.fsdecode(path)).startswith(own)
