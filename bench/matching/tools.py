"""Tools that find repeated questions: ours, and what others use for it. Each is given texts, and imports its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from functools import partial
from itertools import combinations, pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

import numpy as np
from rapidfuzz import fuzz, process

from bench.matching.found import STEPS, Counted, Found, Listed, Scores
from bench.matching.truth import Keys
from corpus.model import Meta, Nota, Paragraph, Question
from differ.progress import Bar, silent

Run = Callable[[], Found]
Tool = Callable[[Sequence[str]], Run]
"""Texts, made ready outside the clock, to what is timed."""

WHOLE = 12_000
"""Questions up to which all pairs are compared; above it a sample of rows, of which the rest is reckoned."""
ROWS = 1_000
"""Questions in that sample."""
BLOCK = 500
"""Questions compared with all others in one go."""
PERMUTATIONS = 128
"""Of a MinHash, as datasketch has it by default."""


@contextmanager
def _stage(stages: dict[str, float], name: str) -> Iterator[None]:
    start = perf_counter()
    yield
    stages[name] = stages.get(name, 0.0) + perf_counter() - start


# Ours


IN_A_TEXT = 20
"""Questions in each of the made-up nota's that ours are read as."""


def read_lines(text: str) -> Nota:
    """A nota that asks each line."""
    asked = enumerate(text.splitlines(), start=1)
    return Nota(Meta(""), (), tuple(Question(str(number), (Paragraph((line,)),)) for number, line in asked))


def ours(texts: Sequence[str]) -> Run:
    """All of it: read, looked up, judged and grouped, on a shelf of its own on disk."""

    def run() -> Found:
        from differ.repeating.repeats import Desk, by_question  # noqa: PLC0415
        from differ.repeating.rounds import Round  # noqa: PLC0415
        from differ.shelves.filing import file_texts  # noqa: PLC0415
        from differ.shelves.shelf import Shelf  # noqa: PLC0415

        stages: dict[str, float] = {}

        @contextmanager
        def progress(label: str, _count: int) -> Iterator[Bar]:
            with _stage(stages, label), silent(label, 0) as bar:
                yield bar

        with TemporaryDirectory() as folder, closing(Shelf(Path(folder))) as shelf:
            keys = [f"{start}" for start in range(0, len(texts), IN_A_TEXT)]
            file_texts(shelf, keys, lambda key: "\n".join(texts[int(key) : int(key) + IN_A_TEXT]), progress, read_lines)
            everything = Round(shelf, 0, shelf.wordings)
            pairs = everything.pairs(progress)
            verdicts = everything.verdicts(progress)
            with _stage(stages, "grouping"):
                rows = shelf.rows(keys)
                desk = Desk(shelf, rows, np.ones(len(texts), bool))
                groups = [
                    sorted({row for link in links for row in link[:2]}) for links in by_question(desk, verdicts, "same")
                ]
        same = np.array([pair for group in groups for pair in combinations(group, 2)], np.int64).reshape(-1, 2)
        found = Listed.of(same[:, 0], same[:, 1], np.ones(len(same)), len(texts))
        left, right = _bearing(pairs, rows.wordings)
        found.looked_at = Listed.of(left, right, np.ones(len(left)), len(texts)).keys
        found.stages = stages
        return found

    return run


def _bearing(pairs: Keys, wordings: Keys) -> tuple[Keys, Keys]:
    """The questions that were compared, of the wordings that were; those of one wording are equal."""
    order = np.argsort(wordings, kind="stable")
    begins = np.searchsorted(wordings[order], np.arange(wordings.max() + 2))
    counts = np.diff(begins)
    alike = np.stack([np.flatnonzero(counts > 1)] * 2)
    low, high = np.concatenate((pairs, alike), axis=1)
    times = counts[low] * counts[high]
    nth = np.arange(times.sum()) - np.repeat(times.cumsum() - times, times)
    low, high = np.repeat(low, times), np.repeat(high, times)
    return order[begins[low] + nth // counts[high]], order[begins[high] + nth % counts[high]]


# Peers


def brute_force(scorer: Callable[..., float], texts: Sequence[str]) -> Run:
    """Each question with each later one; of many, a sample of rows with all."""
    lowered = [text.casefold() for text in texts]
    size = len(lowered)
    sampled = size > WHOLE
    rows = np.sort(np.random.default_rng(0).choice(size, ROWS, replace=False)) if sampled else np.arange(size)

    def run() -> Found:
        counts, stages = np.zeros(STEPS + 1), {"compare": 0.0}
        for start in range(0, len(rows), BLOCK):
            block = rows[start : start + BLOCK]
            first = 0 if sampled else int(block[0])
            with _stage(stages, "compare"):
                scores = process.cdist([lowered[i] for i in block], lowered[first:], scorer=scorer, workers=-1)
            later = np.arange(first, size)[None, :] != block[:, None] if sampled else _later(block, first, size)
            steps = (scores[later] * (STEPS / 100)).astype(np.int64)
            counts += np.bincount(steps, minlength=STEPS + 1)
        part = len(rows) * (size - 1) / (size * (size - 1) / 2) if sampled else 1.0
        stages["compare"] /= part
        return Counted(counts / part, partial(_score, scorer), lowered, part, stages)

    return run


def _later(block: np.ndarray, first: int, size: int) -> np.ndarray:
    return np.arange(first, size)[None, :] > block[:, None]


def _score(scorer: Callable[..., float], left: Sequence[str], right: Sequence[str]) -> Scores:
    return process.cpdist(left, right, scorer=scorer, workers=-1).astype(np.float64) / 100


def minhash(texts: Sequence[str]) -> Run:
    """datasketch: words and pairs of words, buckets for a Jaccard of .5, then the Jaccard that the hashes tell."""
    from datasketch import MinHash, MinHashLSH  # noqa: PLC0415

    shingles = [[s.encode() for s in _shingles(text.casefold().split())] for text in texts]

    def run() -> Found:
        stages: dict[str, float] = {}
        with _stage(stages, "hash"):
            hashes = MinHash.bulk(shingles, num_perm=PERMUTATIONS)
        index = MinHashLSH(threshold=0.5, num_perm=PERMUTATIONS)
        with _stage(stages, "index"):
            for place, own in enumerate(hashes):
                index.insert(place, own)
        with _stage(stages, "query"):
            pairs = [(i, j) for i, own in enumerate(hashes) for j in index.query(own) if i < j]
            scores = [hashes[i].jaccard(hashes[j]) for i, j in pairs]
        left, right = np.array(pairs, np.int64).reshape(-1, 2).T
        found = Listed.of(left, right, np.array(scores, np.float64), len(texts))
        found.stages = stages
        return found

    return run


def _shingles(words: Sequence[str]) -> set[str]:
    return {*words, *(f"{a} {b}" for a, b in pairwise(words))}


def tfidf(texts: Sequence[str]) -> Run:
    """scikit-learn and sparse_dot_topn: words 1-3, the 15 nearest by cosine."""
    from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: PLC0415
    from sparse_dot_topn import sp_matmul_topn  # noqa: PLC0415

    def run() -> Found:
        stages: dict[str, float] = {}
        with _stage(stages, "vectors"):
            vectors = TfidfVectorizer(ngram_range=(1, 3), max_df=1000, min_df=2, dtype=np.float32).fit_transform(texts)
        with _stage(stages, "nearest"):
            near = sp_matmul_topn(vectors, vectors.T.tocsr(), top_n=16, threshold=0.2, n_threads=2).tocoo()
        found = Listed.of(near.row.astype(np.int64), near.col.astype(np.int64), near.data.astype(float), len(texts))
        found.looked_at = found.keys
        found.stages = stages
        return found

    return run


OURS = "nota-differ"
TOOLS: dict[str, Tool] = {
    OURS: ours,
    "rapidfuzz ratio": partial(brute_force, fuzz.ratio),
    "rapidfuzz token_sort": partial(brute_force, fuzz.token_sort_ratio),
    "rapidfuzz token_set": partial(brute_force, fuzz.token_set_ratio),
    "datasketch MinHashLSH": minhash,
    "TF-IDF, sparse_dot_topn": tfidf,
}
