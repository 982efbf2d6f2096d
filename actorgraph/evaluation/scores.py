"""Figures out of matched sheets: scores with bootstrap intervals, by level and by type."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Mapping, Sequence
from math import sqrt

from actorgraph.evaluation.gold import QUADS
from actorgraph.evaluation.matching import LEVELS, MODES, Matched, Sheet
from actorgraph.evaluation.report import LevelScore, Score, Share, TypeScore

Counts = tuple[int, int, int]
_MIDDLE = 0.95
_Z = 1.959963984540054
"""The normal quantile that a 95 % interval ends at."""


def prf(counts: Counts) -> tuple[float, float, float]:
    """Precision, recall and F1 of hits, read and gold; 0 where nothing was read or annotated."""
    hits, read, gold = counts
    precision = hits / read if read else 0.0
    recall = hits / gold if gold else 0.0
    return precision, recall, 2 * hits / (read + gold) if read + gold else 0.0


class Bootstrap:
    """Resamples of `texts` texts with replacement, the same for every figure of a report.

    Intervals are the 2.5th and 97.5th percentile of the figure over the resamples.
    """

    def __init__(self, texts: int, resamples: int, seed: int) -> None:
        drawing = random.Random(seed)
        self._draws = [
            Counter(drawing.choices(range(texts), k=texts)) for _ in range(resamples if texts else 0)
        ]

    def score(self, by_text: Mapping[int, Counts]) -> Score:
        """The score of the counts added up over all texts; texts that are absent count nothing."""
        total = _added(by_text, dict.fromkeys(by_text, 1))
        figures = [prf(_added(by_text, draw)) for draw in self._draws]
        shares = [
            Share(value, *_bounds(sorted(figure[n] for figure in figures), value))
            for n, value in enumerate(prf(total))
        ]
        return Score(*total, *shares)


def wilson(hits: int, of: int) -> Share:
    """The share `hits / of` with Wilson's score interval (E. B. Wilson, JASA 22, 1927); 0 to 1 for none."""
    if not of:
        return Share(0.0, 0.0, 1.0)
    share = hits / of
    spread = _Z * sqrt(share * (1 - share) / of + _Z * _Z / (4 * of * of))
    middle, scale = share + _Z * _Z / (2 * of), 1 + _Z * _Z / of
    return Share(share, max(0.0, (middle - spread) / scale), min(1.0, (middle + spread) / scale))


def level_scores(
    sheets: Sequence[Sheet], groups: Sequence[str], bootstrap: Bootstrap
) -> tuple[LevelScore, ...]:
    """Scores of all texts at every level in both modes, then those of each group where there are several."""
    names = ["", *(sorted(set(groups)) if len(set(groups)) > 1 else ())]
    scores = []
    counts = {
        (mode, level): [sheet.matched(level, mode).counts for sheet in sheets]
        for mode in MODES
        for level in LEVELS
    }
    for name in names:
        for (mode, level), by_text in counts.items():
            chosen = {n: one for n, one in enumerate(by_text) if any(one) and (not name or groups[n] == name)}
            scores.append(LevelScore(name, mode, level, bootstrap.score(chosen)))
    return tuple(scores)


def type_scores(
    sheets: Sequence[Sheet], roots: Sequence[Matched], bootstrap: Bootstrap
) -> tuple[TypeScore, ...]:
    """Scores of each merged type that was annotated or read; `roots` are the texts matched at that level."""
    counts: dict[str, dict[int, list[int]]] = {name: {} for name in QUADS}
    for number, (sheet, root) in enumerate(zip(sheets, roots, strict=True)):
        # Where several types are right, a hit counts for the one annotated first.
        hits = [sheet.gold[gold].relation.type for gold, _ in root.hits]
        missed = [sheet.gold[gold].relation.type for gold in root.missed]
        wrong = [sheet.events[event].type for event in root.wrong]
        for names, columns in ((hits, (0, 1, 2)), (missed, (2,)), (wrong, (1,))):
            for name in names:
                row = counts[name].setdefault(number, [0, 0, 0])
                for column in columns:
                    row[column] += 1
    return tuple(
        TypeScore(name, bootstrap.score({n: (row[0], row[1], row[2]) for n, row in by_text.items()}))
        for name, by_text in counts.items()
        if by_text
    )


def _added(by_text: Mapping[int, Counts], times: Mapping[int, int]) -> Counts:
    hits = read = gold = 0
    for number, counts in by_text.items():
        weight = times.get(number, 0)
        hits += weight * counts[0]
        read += weight * counts[1]
        gold += weight * counts[2]
    return hits, read, gold


def _bounds(values: Sequence[float], value: float) -> tuple[float, float]:
    if not values:
        return value, value
    tail = (1 - _MIDDLE) / 2
    return values[int(tail * len(values))], values[min(int((1 - tail) * len(values)), len(values) - 1)]
