"""The tables of `python -m bench match` and `scale`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from math import log

from bench.matching.clock import Given, Run, measure
from bench.matching.examples import print_examples
from bench.matching.found import Counted, Listed
from bench.matching.judged import Judged, at_best, judged, mistakes
from bench.matching.tools import OURS, TOOLS
from bench.matching.truth import Truth, truth
from bench.questions import labelled

WORLD = "unseen"
SIZE = 10_000
SIZES = (50_000, 200_000)
"""Of `scale`; a million takes a quarter of an hour or more, and is asked for by name."""

_RIGHT = f"{'precision':>11}{'recall':>8}{'F1':>7}{'compared':>10}"


def print_matching(
    world: str = WORLD, size: int = SIZE, tools: Iterable[str] = tuple(TOOLS), examples: int = 0
) -> None:
    """Our matching beside peers: costs, precision, recall, by kind; with so many examples of each mistake of ours."""
    questions = list(labelled(world, size))
    known = truth(questions)
    print(f"\nmatch: {size:,} questions of the world '{world}', {len(known.same.keys):,} pairs ask the same.")
    print("Peers stand at the threshold that is best for them; ~ is reckoned from a part of the pairs.")
    print(f"{'':26}{'s':>9}{'cpu s':>9}{'x ours':>8}{'MB':>7}{'at':>7}{_RIGHT}")
    results: dict[str, Judged] = {}
    own: Run | None = None
    for tool in tools:
        run = measure(tool, Given(world, size))
        own = run if tool == OURS else own
        results[tool] = judged(run.found, known) if tool == OURS else at_best(run.found, known)
        print(f"{tool:26}{_costs(run, own)}{_quality(results[tool])}", flush=True)
    _print_kinds("recall by kind of rewording", {tool: result.by_kind for tool, result in results.items()})
    _print_kinds("held to be the same, by what differs", {tool: result.fooled for tool, result in results.items()})
    if own and isinstance(own.found, Listed):
        _print_mistakes(own.found, known)
        print_examples(own.found, known, [question.text for question in questions], examples)


def print_scale(world: str = WORLD, sizes: Sequence[int] = SIZES) -> None:
    """Our matching alone, on more and more questions."""
    print(f"\nscale: questions of the world '{world}'. growth: seconds against those of the first size, by n log n.")
    print(f"{'questions':>10}{'s':>9}{'cpu s':>9}{'MB':>7}{'growth':>8}{_RIGHT}  stages, s")
    first: tuple[int, float] | None = None
    for size in sizes:
        run = measure(OURS, Given(world, size))
        result = judged(run.found, truth(list(labelled(world, size))))
        first = first or (size, run.seconds)
        growth = run.seconds / first[1] / (size * log(size) / (first[0] * log(first[0])))
        stages = ", ".join(f"{name} {seconds:.1f}" for name, seconds in run.found.stages.items())
        cost = f"{run.seconds:9.1f}{run.processor:9.1f}{run.memory / 1e6:7.0f}{growth:8.2f}"
        print(f"{size:10,}{cost}{_right(result)}  {stages}", flush=True)


def _costs(run: Run, own: Run | None) -> str:
    part = run.found.part if isinstance(run.found, Counted) else 1.0
    mark = "~" if part < 1 else ""
    seconds, processor = run.seconds / part, run.processor / part
    ratio = f"{seconds / own.seconds:8.1f}" if own else f"{'':8}"
    return f"{mark + format(seconds, '.1f'):>9}{mark + format(processor, '.1f'):>9}{ratio}{run.memory / 1e6:7.0f}"


def _quality(result: Judged) -> str:
    least = f"{result.least:7.3f}" if result.least else f"{'':7}"
    return least + _right(result)


def _right(result: Judged) -> str:
    return f"{result.precision:11.3f}{result.recall:8.3f}{result.f1:7.3f}{_share(result.looked_at)}"


def _share(share: float | None) -> str:
    return f"{'-':>10}" if share is None else f"{share:10.3f}"


def _print_kinds(title: str, results: dict[str, dict[str, tuple[int, int]]]) -> None:
    kinds = sorted({kind for result in results.values() for kind in result})
    print(f"\n{title:26}{'pairs':>7}" + "".join(f"{tool.split()[-1][:13]:>15}" for tool in results))
    for kind in (*kinds, "all"):
        columns = [_of(result, kind) for result in results.values()]
        pairs = columns[0][1]
        print(f"{kind:26}{pairs:7}" + "".join(f"{_part(hit, pairs):>15}" for hit, _ in columns))


def _of(result: dict[str, tuple[int, int]], kind: str) -> tuple[int, int]:
    if kind == "all":
        return sum(hit for hit, _ in result.values()), sum(pairs for _, pairs in result.values())
    return result.get(kind, (0, 0))


def _part(hit: int, pairs: int) -> str:
    return f"{hit / pairs:.3f} ({hit})" if pairs else "-"


def _print_mistakes(found: Listed, known: Truth) -> None:
    hit, traps = _of(judged(found, known).fooled, "all")
    print(f"\nof the pairs made to look alike {hit} of {traps} are held to be the same: 1 in {traps / max(hit, 1):.0f}")
    wrong = Counter(known.mistake(int(key)) for key in mistakes(found, known))
    told = ", ".join(f"{kind} {count}" for kind, count in wrong.most_common())
    print(f"all {wrong.total()} wrong pairs of {OURS}, made to look alike or not, by what differs: {told or 'none'}")
