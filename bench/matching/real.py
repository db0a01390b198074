"""Real questions of real papers: pairs graded by a reader, who read both, against what our matching says of them.

The papers are no part of the project: `real-pairs.tsv` names each question by its file and its number (of a table, its
row), and quotes none. Candidates were gathered by several methods (words, letters, answers alike, answers that refer to
one another, latent topics); `unsure` are pairs of which a reader could not say whether they ask the same, and count for
nothing.
"""

from __future__ import annotations

import csv
import os
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from bench.matching.found import Listed
from bench.matching.tools import ours
from corpus.ingest import read_file
from differ.similarity import judge, profile

PAIRS = Path(__file__).with_name("real-pairs.tsv")
PAPERS = Path(os.environ.get("NOTA_PAPERS", Path(__file__).parents[3] / "shared" / "data"))
"""Where the papers lie, if they do."""
TABLE = "rekenkamer-text/kamervragen.tsv"
FILES = (
    "handelingen-text/*.txt",
    "letters-docx/*.docx",
    "noisy-markdown/*.md",
    "nota/*.md",
    "excerpts/*.txt",
    "rekenkamer-text/2021*.txt",
    "xml/kst*.xml",
)
"""Besides the table. The other papers of its folder stand in the table too."""
SAME = ("identical", "same")
GRADES = (*SAME, "similar", "related", "unrelated", "unsure")


@dataclass(frozen=True)
class Graded:
    """A pair of questions, what it was held to be, and why in a word."""

    grade: str
    left: str
    right: str
    reason: str


def graded_pairs() -> tuple[Graded, ...]:
    """Each pair, as graded."""
    with PAIRS.open(encoding="utf-8", newline="") as file:
        return tuple(Graded(**row) for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def questions(papers: Path) -> dict[str, str]:
    """The text of each question in these papers, by `file#number`."""
    return {**dict(_of_table(papers)), **dict(_of_files(papers))}


def _of_table(papers: Path) -> Iterator[tuple[str, str]]:
    with (papers / TABLE).open(encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.DictReader(file, delimiter="\t"), 1):
            yield f"{Path(TABLE).name}#{number}", row["vraag"]


def _of_files(papers: Path) -> Iterator[tuple[str, str]]:
    for path in (path for pattern in FILES for path in sorted(papers.glob(pattern))):
        for pair in read_file(path.name, path.read_bytes()).nota.pairs:
            yield f"{path.name}#{pair.number}", " ".join(pair.question.text.split())


def print_real() -> None:
    """What ours says of the graded pairs, and which pairs it holds to be the same that nobody has graded."""
    if not (PAPERS / TABLE).exists():
        print(f"\nreal: skipped, the papers are not in {PAPERS}; NOTA_PAPERS names another folder")
        return
    texts, pairs = questions(PAPERS), graded_pairs()
    missing = [pair for pair in pairs if not {pair.left, pair.right} <= texts.keys()]
    known = [pair for pair in pairs if pair not in missing]
    said = {pair: str(judge(profile(texts[pair.left]), profile(texts[pair.right])).grade) for pair in known}
    found = _found(texts)
    print(f"\nreal: {len(texts)} questions, {len(known)} graded pairs{_told(missing)}; rows: graded, columns: ours.")
    print(f"{'':12}" + "".join(f"{column:>11}" for column in (*GRADES[:4], "None", "found")))
    for grade in GRADES:
        own = [pair for pair in known if pair.grade == grade]
        counts = Counter(said[pair] for pair in own)
        found_too = sum(frozenset((pair.left, pair.right)) in found for pair in own)
        print(f"{grade:12}" + "".join(f"{counts[column]:11}" for column in (*GRADES[:4], "None")) + f"{found_too:11}")
    _print_quality({pair: frozenset((pair.left, pair.right)) in found for pair in known})
    ungraded = found - {frozenset((pair.left, pair.right)) for pair in pairs}
    print(f"held to be the same and graded by nobody: {len(ungraded)}")
    for pair in sorted(map(sorted, ungraded)):
        print("  " + " = ".join(pair))


def _told(missing: list[Graded]) -> str:
    return f" ({len(missing)} more name a question that is not there)" if missing else ""


def _found(texts: Mapping[str, str]) -> set[frozenset[str]]:
    """The pairs that ours finds among all these questions."""
    names = list(texts)
    found = ours(list(texts.values()))()
    if not isinstance(found, Listed):
        raise TypeError(found)
    return {frozenset((names[key // len(names)], names[key % len(names)])) for key in found.keys.tolist()}


def _print_quality(found: Mapping[Graded, bool]) -> None:
    counted = {pair: hit for pair, hit in found.items() if pair.grade != "unsure"}
    right = sum(hit for pair, hit in counted.items() if pair.grade in SAME)
    total, same = sum(counted.values()), sum(pair.grade in SAME for pair in counted)
    precision = f"{right / total:.3f}" if total else "-"
    print(f"precision {precision} ({right} of {total} found), recall {right / same:.3f} ({right} of {same})")
    for pair, hit in counted.items():
        if hit != (pair.grade in SAME):
            print(f"  {'wrong' if hit else 'missed'}: {pair.left} = {pair.right} ({pair.grade}: {pair.reason})")
