"""What passes between two actors, added up: over a window, or period by period.

Scores are those of the `score` column: PLOVER's (-10 to 10) in a store, Goldstein's where a table is made of
them. Positive scores are cooperation, negative ones conflict.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from actorgraph.columns import NO_DAY
from actorgraph.graph.edges import Array, EdgeTable
from actorgraph.graph.periods import Every, spread
from actorgraph.notebooks import MOST, html_table


@dataclass(frozen=True, slots=True, eq=False)
class Dyads:
    """One row a pair of actors (and period): arrays of one length, ordered by source, target, period.

    `count` is the number of relations, `total` the sum of their scores, `cooperation` that of the positive
    and `conflict` that of the negative ones (so at most 0), `friendly` and `hostile` how many relations each
    adds up. `period` is None for a window as a whole. Where an event is spread over periods, each has its
    share of count and scores.
    """

    actors: tuple[str, ...]
    source: Array
    target: Array
    period: Array | None
    count: Array
    total: Array
    cooperation: Array
    conflict: Array
    friendly: Array
    hostile: Array

    def __len__(self) -> int:
        return len(self.source)

    @property
    def mean(self) -> Array:
        """The mean score of the relations of each row."""
        mean: Array = self.total / self.count
        return mean

    @property
    def sign(self) -> Array:
        """1 where cooperation outweighs conflict, -1 where conflict does, 0 where they are equal."""
        return np.sign(np.round(self.total, 9)).astype(np.int8)

    def _repr_html_(self) -> str:
        rows = np.argsort(-self.count, kind="stable")[:MOST].tolist()
        heads = ("source", "target", ">count", ">cooperation", ">conflict", ">mean")
        figures = self.count, self.cooperation, self.conflict, self.mean
        cells = (
            (
                self.actors[self.source[row]],
                self.actors[self.target[row]],
                *(f"{column[row]:,.4g}" for column in figures),
            )
            for row in rows
        )
        of = "" if self.period is None else ", one row a dyad and period"
        return html_table(heads, cells, len(self), [f"the busiest first{of}"])


def dyads(
    table: EdgeTable,
    *,
    directed: bool = True,
    every: Every | None = None,
    ties: bool = False,
    loops: bool = False,
) -> Dyads:
    """The dyads of a table, each once; with `every`, once a period (see `periods.spread`).

    Undirected, (B, A) is counted with (A, B), the actor that comes first in `table.actors` being the source;
    directed, a symmetric relation counts both ways. With `ties`, ties score as the events that they are the
    lasting form of. Relations of an actor with itself are left out but for `loops`.
    """
    if directed and table.symmetric.any():
        table = table.both_ways()
    if not loops:
        own = table.source == table.target
        table = table.where(~own) if own.any() else table
    periods, shares = None, None
    rows: Array | slice = slice(None)
    if every is not None:
        rows, periods, shares = spread(table, every)
    source = table.source[rows].astype(np.int64)
    target = table.target[rows].astype(np.int64)
    if not directed:
        source, target = np.minimum(source, target), np.maximum(source, target)
    return _added(table, source, target, periods, table.scores(ties=ties)[rows], shares)


def _added(
    table: EdgeTable, source: Array, target: Array, periods: Array | None, scores: Array, shares: Array | None
) -> Dyads:
    actors = max(len(table.actors), 1)
    base = int(periods.min()) if periods is not None and len(periods) else 0
    span = int(periods.max()) - base + 1 if periods is not None and len(periods) else 1
    key = (source * actors + target) * span
    if periods is not None:
        key += periods - base
    order = order_of(key)
    key = key[order]
    new = np.concatenate([[True], key[1:] != key[:-1]])[: len(key)]
    starts = np.flatnonzero(new)
    group = np.cumsum(new) - 1
    scores = scores[order]
    share = np.ones(len(key)) if shares is None else shares[order]
    weighted = scores if shares is None else scores * share

    def added(values: Array) -> Array:
        return np.bincount(group, values, len(starts)).astype(float)

    cooperation, conflict = added(np.maximum(weighted, 0)), added(np.minimum(weighted, 0))
    heads = key[starts]
    pairs = heads // span
    return Dyads(
        table.actors,
        source=(pairs // actors).astype(np.int32),
        target=(pairs % actors).astype(np.int32),
        period=None if periods is None else heads % span + base,
        count=added(share),
        total=cooperation + conflict,
        cooperation=cooperation,
        conflict=conflict,
        friendly=added(np.where(scores > 0, share, 0.0)),
        hostile=added(np.where(scores < 0, share, 0.0)),
    )


def order_of(keys: Array) -> Array:
    """The stable order of integers from 0 up: 16 bits at a time, since NumPy sorts those in linear time."""
    order = np.argsort(keys.astype(np.uint16), kind="stable")
    for shift in range(16, int(keys.max(initial=0)).bit_length(), 16):
        order = order[np.argsort((keys[order] >> shift).astype(np.uint16), kind="stable")]
    return order


def between(table: EdgeTable, first: str, second: str) -> EdgeTable:
    """The rows between two actor ids, in either direction."""
    known = {actor: number for number, actor in enumerate(table.actors)}
    one, other = known.get(first, -1), known.get(second, -1)
    there = (table.source == one) & (table.target == other)
    back = (table.source == other) & (table.target == one)
    return table.where(there | back)


def co_members(
    table: EdgeTable, types: tuple[str, ...] = ("MEMBER_OF",), as_type: str = "ALLIED_WITH"
) -> EdgeTable:
    """What belonging to one body makes of its members: a symmetric tie for each two of them.

    Each pair of `types` ties with one target and days in common becomes a row of type `as_type`, from the
    later of their first days to the earlier of their last; its mode is empty and its id is that of the first
    of the two ties. An organisation of n members gives n(n-1)/2 rows: for a million, some 1,400 members.
    """
    chosen = np.flatnonzero(np.isin(table.type, [i for i, name in enumerate(table.types) if name in types]))
    pairs: list[tuple[int, int]] = []
    for body in np.unique(table.target[chosen]).tolist():
        rows = chosen[table.target[chosen] == body]
        one, other = np.triu_indices(len(rows), 1)
        pairs.extend(zip(rows[one].tolist(), rows[other].tolist(), strict=True))
    first, second = np.array(pairs, dtype=np.int64).reshape(-1, 2).T
    open_end = np.iinfo(np.int32).max
    last = np.where(table.last == NO_DAY, open_end, table.last)
    begin, end = np.maximum(table.first[first], table.first[second]), np.minimum(last[first], last[second])
    together = (begin <= end) & (table.source[first] != table.source[second])
    rows = first[together]
    made = table.where(rows)
    begin = begin[together].astype(np.int32)
    end = np.where(end[together] == open_end, NO_DAY, end[together]).astype(np.int32)
    names = (*table.types, as_type) if as_type not in table.types else table.types
    one, other = table.source[rows], table.source[second[together]]
    return replace(
        made,
        types=names,
        source=np.minimum(one, other),
        target=np.maximum(one, other),
        type=np.full(len(rows), names.index(as_type), dtype=np.uint8),
        mode=np.zeros(len(rows), dtype=np.uint16),
        start=begin,
        first=begin,
        end=end,
        last=end,
        symmetric=np.ones(len(rows), dtype=bool),
    )
