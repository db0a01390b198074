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
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations, product
from math import log
from pathlib import Path

from corpus.ingest import read_file
from corpus.model import Answer, Document, Meta, Nota, Paragraph, QAPair, Question
from corpus.sentences import split
from differ.duplicates import Wanted, clusters
from differ.pairs.said import Said, as_answered
from differ.repeating.answered import TOGETHER, said_as_one
from differ.sentences.likeness import overlap
from differ.similarity import Profile, held, judge, profile

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


class Papers:
    """The real papers as documents, and their questions by `file#number`."""

    def __init__(self, papers: Path) -> None:
        self.documents: list[Document] = []
        self.names: dict[str, str] = {}
        """Of each question by its address among the documents."""
        self.pairs: dict[str, QAPair] = {}
        self.places: dict[str, tuple[str, int]] = {}
        """Of each question its paper, and the how manieth it is there."""
        self._read_table(papers)
        for path in (path for pattern in FILES for path in sorted(papers.glob(pattern))):
            nota = read_file(path.name, path.read_bytes()).nota
            self._add(path.name, nota, {pair.number: f"{path.name}#{pair.number}" for pair in nota.pairs})

    def _read_table(self, papers: Path) -> None:
        """A paper for each letter in the table. A number that stands twice in it is put by its row."""
        letters: dict[str, dict[str, tuple[str, Question]]] = {}
        with (papers / TABLE).open(encoding="utf-8", newline="") as file:
            for row, one in enumerate(csv.DictReader(file, delimiter="\t"), 1):
                own = letters.setdefault(one["src_id"], {})
                number = one["vraag_nr"] if one["vraag_nr"] and one["vraag_nr"] not in own else f"{row}r"
                answer = Answer((number,), _paragraph(one["antwoord"])) if one["antwoord"] else None
                own[number] = f"{Path(TABLE).name}#{row}", Question(number, _paragraph(one["vraag"]), answer)
        for letter, asked in letters.items():
            nota = Nota(Meta(""), (), tuple(question for _, question in asked.values()))
            self._add(letter, nota, {number: name for number, (name, _) in asked.items()})

    def _add(self, address: str, nota: Nota, names: Mapping[str, str]) -> None:
        self.documents.append(Document(address, nota))
        for place, pair in enumerate(nota.pairs):
            name = names[pair.number]
            self.names[f"{address}#{pair.number}"] = name
            self.pairs[name] = pair
            self.places[name] = address, place

    @property
    def texts(self) -> dict[str, str]:
        """The text of each question."""
        return {name: " ".join(pair.question.text.split()) for name, pair in self.pairs.items()}

    def answered_alike(self, left: str, right: str) -> bool:
        """Whether the own answers to two questions are evidence that these ask the same, see repeating.answered."""
        one, other = self.pairs[left].answer, self.pairs[right].answer
        (paper, place), (another, further) = self.places[left], self.places[right]
        stand_together = paper == another and abs(place - further) <= TOGETHER
        if not one or not other or len(one.numbers) > 1 or len(other.numbers) > 1 or stand_together:
            return False
        said = said_as_one(overlap(one.text, other.text))
        return said is not None and _tells(said, *(profile(self.pairs[name].question.text) for name in (left, right)))

    def found(self) -> set[frozenset[str]]:
        """The pairs that ours finds among all these questions, their answers beside them."""
        wanted = Wanted(kinds=("question",))
        groups = [[self.names[own.address] for own in found.members] for found in clusters(self.documents, wanted)]
        return {frozenset(pair) for group in groups for pair in combinations(group, 2)}


def _tells(said: Said, left: Profile, right: Profile) -> bool:
    """Whether what was answered is about what both ask, as a whole or in a part."""
    for one, other in product((left.whole, *left.units), (right.whole, *right.units)):
        found, against = held(one, other, left, right)
        if against is None and as_answered(found, one, other, left, right, said):
            return True
    return False


def answered_odds(papers: Papers) -> float:
    """How much likelier it is that own answers say the same where two questions ask the same, as a natural logarithm.

    Of the graded pairs. Half a pair is added to each count: of those that ask different things there may be none.
    """
    told = {True: [0.5, 1.0], False: [0.5, 1.0]}
    for pair in (pair for pair in graded_pairs() if pair.grade != "unsure"):
        counts = told[pair.grade in SAME]
        counts[0] += papers.answered_alike(pair.left, pair.right)
        counts[1] += 1
    (same, of_same), (different, of_different) = told[True], told[False]
    return log(same / of_same) - log(different / of_different)


def _paragraph(text: str) -> tuple[Paragraph, ...]:
    return (Paragraph(split(" ".join(text.split()))),)


def print_real() -> None:
    """What ours says of the graded pairs, and which pairs it holds to be the same that nobody has graded."""
    if not (PAPERS / TABLE).exists():
        print(f"\nreal: skipped, the papers are not in {PAPERS}; NOTA_PAPERS names another folder")
        return
    papers, pairs = Papers(PAPERS), graded_pairs()
    texts = papers.texts
    missing = [pair for pair in pairs if not {pair.left, pair.right} <= texts.keys()]
    known = [pair for pair in pairs if pair not in missing]
    said = {pair: str(judge(profile(texts[pair.left]), profile(texts[pair.right])).grade) for pair in known}
    found = papers.found()
    print(
        f"\nreal: {len(texts)} questions, {len(known)} graded pairs{_told(missing)}; rows: graded, columns: ours by the"
    )
    print("words of the two questions alone; found: among all of them, with their answers.")
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


def _print_quality(found: Mapping[Graded, bool]) -> None:
    counted = {pair: hit for pair, hit in found.items() if pair.grade != "unsure"}
    right = sum(hit for pair, hit in counted.items() if pair.grade in SAME)
    total, same = sum(counted.values()), sum(pair.grade in SAME for pair in counted)
    precision = f"{right / total:.3f}" if total else "-"
    print(f"precision {precision} ({right} of {total} found), recall {right / same:.3f} ({right} of {same})")
    for pair, hit in counted.items():
        if hit != (pair.grade in SAME):
            print(f"  {'wrong' if hit else 'missed'}: {pair.left} = {pair.right} ({pair.grade}: {pair.reason})")
