"""What a command told of a corpus, told again as long as nothing is different: before most of the program is loaded.

Kept beside the other derived data of the corpus (`differ.keeping.answers`), for verbs that read it and nothing else.
What they write depends on the arguments, the commit that the corpus is at, the code, the language and the window: all
of these are in the key. Only what went well is kept, and told nothing on standard error. `nota check` is no such verb:
it reads everything each time.
"""

from __future__ import annotations

import os
import sys
from itertools import pairwise

from corpus.git.branch import commit_in_file
from differ.command.reader import while_read

# Of the module that has it and takes longer to load than all that is told; so do paths that are objects.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from typing import IO, Any

    from differ.keeping.answers import Answers

_VERBS = frozenset(("at", "blame", "history", "list", "log", "report", "show", "when"))
_OUTPUT = "--output"
"""The option of the verb that writes a file, and nothing on standard output."""
_MOST = 8 << 20
"""Characters of one answer: those of a corpus of a million changes are not held in memory for this."""
_SPOKEN = ("LC_ALL", "LC_MESSAGES", "LANG", "NO_COLOR", "COLUMNS", "LINES")
"""What a user sets of the language and of the window."""
_doubts: list[str] = []
_written: list[tuple[str, bytes]] = []


def doubt(why: str) -> None:
    """Let what this run tells not be kept: it need not be so another time."""
    _doubts.append(why)


def wrote(data: bytes, line: str) -> None:
    """Let the file that this run wrote be kept, which is all that it does; the line tells that on standard error."""
    _written.append((line, data))


def again(arguments: Sequence[str], run: Callable[[], None]) -> None:
    """Write what was told to these arguments before; else run the command, which ends the process, and keep it."""
    asked = Asked.of(arguments)
    if asked is None:
        run()
    elif not asked.tell():
        asked.hear(run)


class Asked:
    """A command as it is given here and now."""

    # No dataclass: what makes one takes longer to load than all else here to run.
    def __init__(self, corpus: str, head: str, key: str, file: str | None) -> None:
        self._corpus = corpus
        self._head = head
        self._key = key
        self._file = file

    @classmethod
    def of(cls, arguments: Sequence[str]) -> Asked | None:
        """None where it must be run: it writes, reads a file, or what it depends on is not known at once."""
        verb, file = _verb(arguments), _given(arguments, _OUTPUT)
        if verb not in _VERBS or "--" in arguments or (verb == "report") != bool(file):
            return None
        if any(map(_is_file, (one for one in arguments if one != file))):
            return None
        folder = corpus_of(arguments)
        if not os.path.isfile(os.path.join(folder, "HEAD")):
            return None
        from differ.keeping.installed import installed

        head, edition = commit_in_file(folder), installed()
        if head is None or edition is None:
            return None
        return cls(folder, head, "\0".join((edition, head, *_surroundings(), *arguments)), file)

    def tell(self) -> bool:
        """Tell what was told before, or write the file that was written; whether that could be done."""
        kept = self._answers().get(self._key)
        if kept is None:
            return False
        if not self._file:
            return _write(kept.decode(errors="surrogatepass"))
        line, _, data = kept.partition(b"\n")
        return _put(self._file, data, line.decode(errors="surrogatepass"))

    def hear(self, run: Callable[[], None]) -> None:
        """Run the command, and keep what it writes, where that would be told again."""
        from contextlib import redirect_stderr, redirect_stdout

        _doubts.clear()
        _written.clear()
        told, complained = Heard(sys.stdout), Heard(sys.stderr)
        try:
            with redirect_stdout(told), redirect_stderr(complained):
                run()
        except SystemExit as end:
            if not end.code and not _doubts:
                self._keep(self._of_file() if self._file else _of_text(told, complained))
            raise

    def _keep(self, told: bytes | None) -> None:
        # Who added a version meanwhile may or may not have been in time for the answer.
        if told is not None and commit_in_file(self._corpus) == self._head:
            self._answers().put(self._key, told)

    @staticmethod
    def _of_file() -> bytes | None:
        if len(_written) != 1 or len(_written[0][1]) > _MOST:
            return None
        line, data = _written[0]
        return line.encode(errors="surrogatepass") + b"\n" + data

    def _answers(self) -> Answers:
        from differ.keeping.answers import Answers

        return Answers(self._corpus)


class Heard:
    """A stream of text that remembers what is written to it."""

    def __init__(self, stream: IO[str]) -> None:
        self._stream = stream
        self._left = _MOST
        self.texts: list[str] = []
        self.spoke = False

    @property
    def is_whole(self) -> bool:
        """Whether all that was written is remembered."""
        return self._left >= 0

    def write(self, text: str) -> int:
        """As the stream does."""
        self.spoke = True
        try:
            written = self._stream.write(text)
        except OSError:
            self._break_off()
            raise
        self._left -= len(text)
        if self.is_whole:
            self.texts.append(text)
        else:
            self.texts.clear()
        return written

    def writelines(self, texts: Iterable[str]) -> None:
        """As the stream does."""
        for text in texts:
            self.write(text)

    def flush(self) -> None:
        """As the stream does."""
        try:
            self._stream.flush()
        except OSError:
            self._break_off()
            raise

    def _break_off(self) -> None:
        # Who reads no further ends the command well, and half an answer was written.
        self._left = -1

    def __getattr__(self, name: str) -> Any:
        if name in ("buffer", "detach"):
            # What is written past this one is not heard.
            self.spoke, self._left = True, -1
        return getattr(self._stream, name)


def corpus_of(arguments: Sequence[str]) -> str:
    """The folder of the corpus: that of the last `--corpus`, else of NOTA_CORPUS, else one in the user's own folder."""
    return _given(arguments, "--corpus") or default_corpus()


def _given(arguments: Sequence[str], option: str) -> str | None:
    """The last value that is given to an option."""
    given = [
        after if before == option else after.removeprefix(f"{option}=")
        for before, after in pairwise(("", *arguments))
        if before == option or after.startswith(f"{option}=")
    ]
    return next(filter(None, reversed(given)), None)


def default_corpus() -> str:
    """The folder of the corpus where no argument names one."""
    if told := os.environ.get("NOTA_CORPUS"):
        return told
    # Loaded by who has no corpus of his own choice.
    import platformdirs

    return os.path.join(platformdirs.user_data_dir("nota"), "corpus")


def _verb(arguments: Sequence[str]) -> str | None:
    words = (
        after
        for before, after in pairwise(("", *arguments))
        if before not in ("--corpus", "--lang", _OUTPUT) and after[:1] != "-"
    )
    return next(words, None) if "--version" not in arguments else None


def _is_file(argument: str) -> bool:
    """Whether a verb would read a file in the place of the corpus."""
    # Of a phrase that is longer than a name of a file can be it says no.
    return os.path.isfile(argument.partition("#")[0])


def _surroundings() -> tuple[str, ...]:
    out = sys.stdout
    try:
        size = str(tuple(os.get_terminal_size(sys.__stdout__.fileno() if sys.__stdout__ else -1)))
    except (OSError, ValueError):
        size = ""
    set_by_user = (f"{name}={os.environ.get(name)}" for name in _SPOKEN)
    return size, str(out.isatty()), str(out.encoding), str(out.errors), *set_by_user


def _of_text(told: Heard, complained: Heard) -> bytes | None:
    if complained.spoke or not told.is_whole:
        return None
    return "".join(told.texts).encode(errors="surrogatepass")


def _put(file: str, data: bytes, line: str) -> bool:
    from pathlib import Path

    from corpus.errors import CorpusError
    from differ.reports.output import write

    try:
        write(Path(file), data)
    except CorpusError:
        # What is wrong is told by the command itself.
        return False
    print(line, file=sys.stderr)
    return True


def _write(told: str) -> bool:
    try:
        with while_read():
            sys.stdout.write(told)
            sys.stdout.flush()
    except OSError:
        # What is wrong, as a full disk, is told by the command itself.
        return False
    return True
