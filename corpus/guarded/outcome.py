"""What became of a process that was to read a file, as one line for whoever gave the file."""

from __future__ import annotations

import signal

from corpus.errors import FileRefused
from corpus.guarded.cell import MIB, Limits
from corpus.guarded.wire import unpack
from corpus.messages import Message
from corpus.text import clean


def refusal(name: str, word: str, payload: bytes, end: str, limits: Limits) -> FileRefused:
    """What became of a cell that gave no value, as one line. Raises NotOurs."""
    if end == "late":
        return _too_much("seconds", name, limits)
    if end != "0":
        return _killed(name, -int(end), limits)
    if word in ("memory", "answer"):
        return _too_much(word, name, limits)
    if word == "refused":
        return _handed_on(name, unpack(Message, payload))
    if word == "forbidden":
        return FileRefused(
            "%(file)s: reading it was stopped: it tried what no file should (%(deed)s); do not trust it",
            file=name,
            deed=clean(unpack(str, payload)),
        )
    return fault(name, unpack(str, payload) if word == "fault" else "no answer")


def _too_much(of: str, name: str, limits: Limits) -> FileRefused:
    problem = {
        "seconds": Message("reading it takes longer than %(most)s seconds", {"most": limits.seconds}),
        "cpu": Message("reading it takes more than %(most)s seconds of computing", {"most": limits.cpu}),
        "memory": Message("reading it takes more than %(most)s MiB of memory", {"most": limits.memory // MIB}),
        "answer": Message("it holds more than %(most)s MiB of text", {"most": limits.answer // MIB}),
    }[of]
    return FileRefused("%(file)s: %(problem)s; divide it, or save it in another format", file=name, problem=problem)


def _killed(name: str, number: int, limits: Limits) -> FileRefused:
    if number == signal.SIGXCPU:
        return _too_much("cpu", name, limits)
    try:
        called = signal.Signals(number).name
    except ValueError:
        called = str(number)
    return FileRefused(
        "%(file)s: its reader crashed on it (%(signal)s); save it in another format", file=name, signal=called
    )


def _handed_on(name: str, message: Message) -> FileRefused:
    """What the reader itself says, made sure to be one line that a terminal can show."""

    def shown(value: object) -> object:
        return clean(value) if isinstance(value, str) and value != name else value

    return FileRefused(clean(message.template), **{key: shown(value) for key, value in message.values.items()})


def fault(name: str, what: str) -> FileRefused:
    """Something went wrong that nobody foresaw; `what` tells whoever mends it."""
    return FileRefused(
        "%(file)s: cannot be read, by a fault in nota or in the file (%(fault)s); save it in another format",
        file=name,
        fault=clean(what),
    )
