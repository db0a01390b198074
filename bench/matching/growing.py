"""What a nota more, or one question, costs where many are kept: `python -m bench grow`."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, date, datetime
from itertools import islice
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

from bench.serving.asked import EACH, asked
from corpus.model import Answer, Meta, Nota, Paragraph, Question, Version
from differ.before import closest_on
from differ.duplicates import Placed, Wanted, found
from differ.progress import silent
from differ.repeating.around import around, begin
from differ.repeating.rounds import all_verdicts
from differ.shelves.asked import text_of
from differ.shelves.filing import file_texts
from differ.shelves.shelf import DATABASE, Shelf

SIZE = 200_000
NEW = 22
"""Questions of the nota that is added."""
_NEW = "new"
_WHEN = datetime(2031, 3, 3, tzinfo=UTC)


def print_growing(size: int = SIZE, folder: Path | None = None) -> None:
    """With so many questions and answers kept, in a folder that may be there already."""
    if folder is None:
        with TemporaryDirectory(prefix="bench-grow-") as own:
            print_growing(size, Path(own))
            return
    if not (folder / DATABASE).exists():
        folder.mkdir(exist_ok=True)
        _make(folder, size)
    with closing(Shelf(folder)) as shelf:
        print(f"\ngrow: {shelf.wordings:,} wordings and {shelf.answers:,} answers kept; each in a process of its own")
    new = _new_nota()
    print(f"{'':64}{'s':>8}{'cpu s':>8}{'MB':>8}  found")
    for name, use in _USES.items():
        seconds, processor, memory, count = _apart(use, folder, new)
        print(f"{name:64}{seconds:8.2f}{processor:8.2f}{memory / 1e6:8.0f}  {count}", flush=True)


def _make(folder: Path, size: int) -> None:
    every = asked(size)
    texts = {f"{at}": json.dumps(paper) for at, paper in enumerate(iter(lambda: list(islice(every, EACH)), []))}
    with closing(Shelf(folder)) as shelf:
        file_texts(shelf, texts, texts.__getitem__, silent, read)
        all_verdicts(shelf, silent)


def read(text: str) -> Nota:
    """A paper of questions with the sentences of their answers, as JSON."""
    return _nota("kst-1-4", json.loads(text))


def _nota(name: str, paper: list[tuple[str, list[str]]]) -> Nota:
    return Nota(
        Meta(name),
        (),
        tuple(
            Question(f"{number}", (Paragraph((question,)),), Answer((f"{number}",), (Paragraph(tuple(answer)),)))
            for number, (question, answer) in enumerate(paper, start=1)
        ),
    )


def _new_nota() -> Nota:
    """Questions that were asked before, each with another question after it: no wording of the corpus."""
    paper = islice(asked(2_000), 1_000, 1_000 + 40 * NEW, 40)
    return _nota(_NEW, [(f"{own.question} Kunt u dat toelichten?", list(own.sentences)) for own in paper])


# What is measured: each on a shelf that was just opened, with a new nota at hand


def _nothing(shelf: Shelf, _new: Nota) -> int:
    return shelf.wordings


def _added(shelf: Shelf, new: Nota) -> int:
    with shelf.visited([text_of(_NEW, new)]):
        texts = [Placed(key, key) for key in shelf.texts()]
        return sum(1 for _ in found(shelf, texts, concerned=frozenset((_NEW,))))


def _added_questions(shelf: Shelf, new: Nota) -> int:
    with shelf.visited([text_of(_NEW, new)]):
        texts = [Placed(key, key) for key in shelf.texts()]
        return sum(1 for _ in found(shelf, texts, Wanted(kinds=("question",)), frozenset((_NEW,))))


def _returned(shelf: Shelf, _new: Nota) -> int:
    keys = shelf.texts()
    rows, _ = around(shelf, shelf.wordings_of(keys[len(keys) // 2]), {key: at for at, key in enumerate(keys)})
    return len(rows.ids)


def _before(shelf: Shelf, new: Nota) -> int:
    versions = [_version(key) for key in shelf.texts()]
    return len(closest_on(shelf, versions, new.pairs[0].question.text))


def _version(key: str) -> Version:
    return Version(key, 1, None, "", key, key, "", "", _WHEN, date(2031, 3, 3), "nota.md", None, "")


_Use = Callable[[Shelf, Nota], int]
_USES: dict[str, _Use] = {
    "nothing": _nothing,
    f"a nota of {NEW} questions is new: what repeats them": _added_questions,
    "the same, with its references and answers": _added,
    "what returns elsewhere of a nota that is there": _returned,
    "one question: was this asked before?": _before,
}


def _apart(use: _Use, folder: Path, new: Nota) -> tuple[float, float, int, int]:
    """Seconds, seconds of the processor, most bytes and what was found, in a new process that loaded all it needs."""
    spawn = get_context("spawn")
    receiver, sender = spawn.Pipe(duplex=False)
    process = spawn.Process(target=_send, args=(sender, use, folder, new))
    process.start()
    sender.close()
    told: tuple[float, float, int, int] = receiver.recv()
    process.join()
    return told


def _send(sender: Connection, use: _Use, folder: Path, new: Nota) -> None:
    begun, start = perf_counter(), process_time()
    with closing(Shelf(folder)) as shelf:
        begin(shelf)
        count = use(shelf, new)
    sender.send((perf_counter() - begun, process_time() - start, _most_memory(), count))


def _most_memory() -> int:
    """Bytes of this process at most; what it was begun from does not count, as `getrusage` would have it."""
    status = Path("/proc/self/status").read_text("ascii")
    return 1024 * int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM:")))
