"""What changed: the course of a dyad, two dates compared, and who is on the rise."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np

from actorgraph.columns import NO_DAY
from actorgraph.dates import Window
from actorgraph.graph.dyads import Dyads, between, dyads
from actorgraph.graph.edges import EVENT, TIE, Array, EdgeTable, concatenate, number
from actorgraph.graph.extras import extra
from actorgraph.graph.periods import Every, first_day, periods_of, spread
from actorgraph.notebooks import html_table

LEAST = 5
"""Events that an actor or dyad must have before its rise is tested."""


@dataclass(frozen=True, slots=True, eq=False)
class Series:
    """The course of a dyad: one row a period, none left out between the first and the last.

    `period` as in `periods`, `count` of events, `cooperation` and `conflict` (at most 0) the sums of scores.
    """

    every: Every
    period: Array
    count: Array
    cooperation: Array
    conflict: Array

    @property
    def total(self) -> Array:
        """Cooperation and conflict together."""
        total: Array = self.cooperation + self.conflict
        return total

    def _repr_html_(self) -> str:
        heads = (self.every, ">count", ">cooperation", ">conflict", ">total")
        figures = self.count, self.cooperation, self.conflict, self.total
        cells = (
            (first_day(int(period), self.every).isoformat(), *(f"{column[row]:,.4g}" for column in figures))
            for row, period in enumerate(self.period.tolist())
        )
        return html_table(heads, cells, len(self.period), noun=self.every)


def series(
    table: EdgeTable, first: str, second: str, every: Every = "month", window: Window | None = None
) -> Series:
    """The events between two actor ids, either way, by period; ties do not count.

    It covers `window`, or where that is open the days of the table, so that quiet times show as zeros.
    """
    events = table.where((table.kind == EVENT) & (table.first != NO_DAY))
    days = [number(window.since)] if window and window.since else events.first[:0].tolist()
    low = days[0] if days else int(events.first.min()) if len(events) else 0
    until = number(window.until) if window and window.until else None
    high = until if until is not None else int(events.last.max()) if len(events) else low - 1
    ends = periods_of(np.array([low, max(high, low)]), every).tolist()
    span = ends[1] - ends[0] + 1 if high >= low else 0
    pair = between(events, first, second)
    rows, periods, shares = spread(pair, every)
    inside = (periods >= ends[0]) & (periods < ends[0] + span)
    rows, place, shares = rows[inside], periods[inside] - ends[0], shares[inside]
    scores = pair.scores()[rows] * shares
    sums = [
        np.bincount(place, values, span).astype(float)
        for values in (shares, np.maximum(scores, 0), np.minimum(scores, 0))
    ]
    return Series(every, np.arange(ends[0], ends[0] + span), *sums)


@dataclass(frozen=True, slots=True)
class Difference:
    """What is not as it was: row numbers of the table, and dyads whose events rose or fell.

    `begun` are ties that held on the second date and not on the first, `ended` the other way round. `moved`
    are dyads whose number or sum of events differs between the two spans of days compared.
    """

    begun: tuple[int, ...]
    ended: tuple[int, ...]
    moved: tuple[Moved, ...]
    before: Window
    after: Window


@dataclass(frozen=True, slots=True)
class Moved:
    """A directed dyad of two actor ids: its events and their summed score before and after."""

    source: str
    target: str
    count_before: float
    count_after: float
    score_before: float
    score_after: float


def difference(table: EdgeTable, first: dt.date, second: dt.date, actor: str | None = None) -> Difference:
    """Two dates compared, for all actors or for one.

    Ties are compared as they held on each day. Events are compared by span: those from `first` (included) to
    `second` (not included) with those of as many days before `first`. Raises ValueError unless `first` is
    before `second`.
    """
    if first >= second:
        raise ValueError(f"{first} is not before {second}")
    if actor is not None:
        place = {name: at for at, name in enumerate(table.actors)}.get(actor, -1)
        mine = (table.source == place) | (table.target == place)
    else:
        mine = np.ones(len(table), dtype=bool)
    ties = mine & (table.kind == TIE)
    held, holds = _on(table, first), _on(table, second)
    day = dt.timedelta(days=1)
    after = Window(first, second - day)
    before = Window(first - (second - first), first - day)
    events = table.where(mine & (table.kind == EVENT))
    sides = [dyads(events.window(window)) for window in (before, after)]
    return Difference(
        tuple(np.flatnonzero(ties & holds & ~held).tolist()),
        tuple(np.flatnonzero(ties & held & ~holds).tolist()),
        _moved(table.actors, *sides),
        before,
        after,
    )


def _on(table: EdgeTable, day: dt.date) -> Array:
    at = number(day)
    known = table.first != NO_DAY
    held: Array = known & (table.first <= at) & ((table.last >= at) | (table.last == NO_DAY))
    return held


def _moved(actors: tuple[str, ...], before: Dyads, after: Dyads) -> tuple[Moved, ...]:
    sums: dict[tuple[int, int], list[float]] = {}
    for place, side in enumerate((before, after)):
        columns = (side.source.tolist(), side.target.tolist(), side.count.tolist(), side.total.tolist())
        for source, target, count, total in zip(*columns, strict=True):
            row = sums.setdefault((source, target), [0.0, 0.0, 0.0, 0.0])
            row[place], row[2 + place] = count, round(total, 9)
    moved = [
        Moved(actors[source], actors[target], *row)
        for (source, target), row in sums.items()
        if row[0] != row[1] or row[2] != row[3]
    ]
    moved.sort(key=lambda one: (-abs(one.count_after - one.count_before), one.source, one.target))
    return tuple(moved)


@dataclass(frozen=True, slots=True)
class Rise:
    """Activity of an actor or dyad before and after; `expected` is its count after if it had gone with the
    rest.

    `p` is two-sided, `q` the share of false alarms among all rows with a q so low (Benjamini and Hochberg
    1995).
    """

    actors: tuple[str, ...]
    before: int
    after: int
    expected: float
    p: float
    q: float

    @property
    def ratio(self) -> float:
        """How many times more (or less) than expected; half an event is added to both so that 0 is no end."""
        return (self.after + 0.5) / (self.expected + 0.5)


def rising(before: EdgeTable, after: EdgeTable, *, by_dyad: bool = False, least: int = LEAST) -> list[Rise]:
    """Actors, or undirected dyads, whose number of events changed most between two tables.

    The test is the exact conditional one of two Poisson rates (Przyborowski and Wilenski 1940): given a + b
    events in all, b is binomial with the share of all events that lie in `after`, so that a busier press
    alone makes nobody rise. Two-sided p: twice the smaller tail, at most 1. Rows with fewer than `least`
    events in both tables together are not tested. The least p first; of equals, the larger change.
    """
    with extra("analytics", "the test for rising activity"):
        from scipy import stats
    both = concatenate([before, after])
    both = both.where((both.kind == EVENT) & (both.source != both.target))
    late = np.arange(len(before) + len(after))[_events(before, after)] >= len(before)
    names, counts = _activity(both, late, by_dyad)
    total = counts.sum(axis=1)
    kept = np.flatnonzero(total >= max(least, 1))
    if not len(kept):
        return []
    share = float(late.mean())
    a, n = counts[kept, 1], total[kept]
    p = np.minimum(1.0, 2 * np.minimum(stats.binom.cdf(a, n, share), stats.binom.sf(a - 1, n, share)))
    order = np.argsort(p, kind="stable")
    q = np.minimum.accumulate((p[order] * len(p) / np.arange(1, len(p) + 1))[::-1])[::-1]
    rows = [
        Rise(names[kept[i]], int(counts[kept[i], 0]), int(a[i]), float(n[i] * share), float(p[i]), float(qi))
        for i, qi in zip(order.tolist(), np.minimum(q, 1.0).tolist(), strict=True)
    ]
    return sorted(rows, key=lambda row: (row.p, -abs(row.after - row.expected), row.actors))


def _events(before: EdgeTable, after: EdgeTable) -> Array:
    """Which rows of the two tables, one after the other, are events between two."""
    parts = [(one.kind == EVENT) & (one.source != one.target) for one in (before, after)]
    return np.concatenate(parts)


def _activity(table: EdgeTable, late: Array, by_dyad: bool) -> tuple[list[tuple[str, ...]], Array]:
    """Actors or pairs of them, and their number of events before and after."""
    if by_dyad:
        ends = np.sort(np.column_stack([table.source, table.target]), axis=1)
        pairs, of = np.unique(ends, axis=0, return_inverse=True)
        counts = np.column_stack(
            [np.bincount(of[~late], minlength=len(pairs)), np.bincount(of[late], minlength=len(pairs))]
        )
        return [(table.actors[a], table.actors[b]) for a, b in pairs.tolist()], counts
    size = len(table.actors)
    counts = np.column_stack(
        [
            np.bincount(table.source[side], minlength=size) + np.bincount(table.target[side], minlength=size)
            for side in (~late, late)
        ]
    )
    return [(name,) for name in table.actors], counts
