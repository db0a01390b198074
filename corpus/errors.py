"""What can go wrong with a corpus or a file. Each error owns its sentence: what, where, and what to do."""

from __future__ import annotations

import errno

from corpus.messages import Message


class CorpusError(Exception):
    """Any trouble that a user can do something about; `message` is one line.

    `hint`, a Message, names a command that helps: of no use on a page, which says `trouble` alone.
    """

    def __init__(self, template: str, *, hint: object = None, **values: object) -> None:
        self.trouble = Message(template, values)
        self.message = (
            Message("%(trouble)s; %(hint)s", {"trouble": self.trouble, "hint": hint}) if hint else self.trouble
        )
        super().__init__(str(self.message))


class FileRefused(CorpusError):
    """A file that cannot become a nota; nothing of it is stored."""


class AddressError(CorpusError):
    """An address that cannot be read, or leads to nothing."""


class NotACorpus(CorpusError):
    """The folder is missing, or is not a corpus."""


class StoreError(CorpusError):
    """The corpus cannot be written, or git refused."""


class NoGit(CorpusError):
    """Git is not there: that says nothing of any corpus."""


class DamagedText(CorpusError):
    """A stored text that is not in normal form."""


_WHY = {
    errno.ENOENT: Message("it is not there"),
    errno.ENOTDIR: Message("a part of its path is a file"),
    errno.EEXIST: Message("a part of its path is a file"),
    errno.EISDIR: Message("it is a folder"),
    errno.EACCES: Message("no permission"),
    errno.EPERM: Message("no permission"),
    errno.EROFS: Message("the disk is read-only"),
    errno.ENOSPC: Message("the disk is full"),
    errno.EADDRNOTAVAIL: Message("it is no address of this machine"),
}


def why(error: OSError) -> Message:
    """What the system refused: the usual reasons in words that are translated, others as the system says them."""
    import socket

    told = (error.strerror or str(error)).partition(" (")[0]
    if error.errno == socket.EAI_NONAME:
        return Message("no machine of that name is known")
    return _WHY.get(error.errno or 0, Message(told))
