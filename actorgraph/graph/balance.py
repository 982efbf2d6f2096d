"""Structural balance: signed triads by kind, over time, and one by one.

The sign of a dyad is that of the sum of its scores; dyads that add up to 0 have none and are left out. A
triad is balanced when the product of its signs is positive (Heider 1946; Cartwright and Harary 1956): all
friends, or two friends with one enemy.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from actorgraph.graph.dyads import Dyads, dyads
from actorgraph.graph.edges import Array, EdgeTable
from actorgraph.graph.matrices import signed, square
from actorgraph.graph.periods import Every
from actorgraph.notebooks import html_table

KINDS = ("+++", "++-", "+--", "---")


@dataclass(frozen=True, slots=True)
class Triads:
    """How many triads of three signed dyads there are, by the number of negative signs."""

    friends: int
    """+++, balanced."""
    split_friends: int
    """++-, not balanced."""
    common_enemy: int
    """+--, balanced."""
    enemies: int
    """---, not balanced."""

    @property
    def counts(self) -> tuple[int, int, int, int]:
        """In the order of `KINDS`."""
        return self.friends, self.split_friends, self.common_enemy, self.enemies

    @property
    def ratio(self) -> float | None:
        """The share of balanced triads, 0 to 1; None where there are no triads."""
        every = sum(self.counts)
        return (self.friends + self.common_enemy) / every if every else None

    def _repr_html_(self) -> str:
        remark = "no triads" if self.ratio is None else f"{self.ratio:.1%} balanced"
        counts = [f"{count:,}" for count in self.counts]
        return html_table([f">{kind}" for kind in KINDS], [counts], 1, [remark])


@dataclass(frozen=True, slots=True)
class Triad:
    """Three actor ids and their signs: of the first with the second, the first with the third, the others."""

    actors: tuple[str, str, str]
    signs: tuple[int, int, int]

    @property
    def kind(self) -> str:
        """One of `KINDS`."""
        return KINDS[sum(sign < 0 for sign in self.signs)]

    @property
    def is_balanced(self) -> bool:
        """Whether the product of the signs is positive."""
        return self.kind in ("+++", "+--")


def triads(table: EdgeTable, *, ties: bool = True) -> Triads:
    """The signed triads of a table, counted. For instance allies with one enemy in common: one `+--`."""
    return triads_of(*signed(table, ties=ties), len(table.actors))


def triads_of(one: Array, other: Array, sign: Array, actors: int) -> Triads:
    """The triads of undirected dyads, each given once. +++ is tr(P^3)/6, +-- the sum over P of half of N^2,
    and so on, with P and N the matrices of friends and enemies."""
    order = np.argsort(np.bincount(np.concatenate([one, other]), minlength=actors), kind="stable")
    place = np.empty(actors, dtype=np.int64)
    place[order] = np.arange(actors)
    # Every dyad points to the end with more dyads: a hub then has few outgoing, and each triad is met once.
    low, high = place[one], place[other]
    low, high = np.minimum(low, high), np.maximum(low, high)
    friends = square(low[sign > 0], high[sign > 0], np.ones(int((sign > 0).sum())), actors, True)
    enemies = square(low[sign < 0], high[sign < 0], np.ones(int((sign < 0).sum())), actors, True)
    closed = {
        (a, b): [_closed(left @ right, closing) for closing in (friends, enemies)]
        for a, left in enumerate((friends, enemies))
        for b, right in enumerate((friends, enemies))
    }
    counts = [0, 0, 0, 0]
    for (a, b), sums in closed.items():
        for c, found in enumerate(sums):
            counts[a + b + c] += found
    return Triads(*counts)


def _closed(ways: object, closing: object) -> int:
    return round(float((closing.multiply(ways)).sum()))  # type: ignore[attr-defined]


def over_time(table: EdgeTable, every: Every, *, ties: bool = True) -> list[tuple[int, Triads]]:
    """(period, triads of what happened or held in it) for each period with signed dyads, in order."""
    found = dyads(table, directed=False, every=every, ties=ties)
    assert found.period is not None
    sign = found.sign
    result = []
    for period in np.unique(found.period).tolist():
        rows = (found.period == period) & (sign != 0)
        if rows.any():
            counted = triads_of(found.source[rows], found.target[rows], sign[rows], len(found.actors))
            result.append((period, counted))
    return result


def list_triads(table: EdgeTable, *, ties: bool = True, limit: int | None = None) -> list[Triad]:
    """The triads one by one, those that rest on most relations in their weakest dyad first, at most `limit`.

    Of equals, by the order of the actors in the table.
    """
    found = dyads(table, directed=False, ties=ties)
    rows = np.flatnonzero(found.sign != 0)
    kept = _strongest(found, rows, limit)
    dyad_of = {
        (int(found.source[row]), int(found.target[row])): (int(found.sign[row]), float(found.count[row]))
        for row in kept.tolist()
    }
    listed = []
    for actors in _triangles(dyad_of):
        parts = [dyad_of[pair] for pair in combinations(actors, 2)]
        named = (found.actors[actors[0]], found.actors[actors[1]], found.actors[actors[2]])
        signs = (parts[0][0], parts[1][0], parts[2][0])
        listed.append((-min(count for _, count in parts), actors, Triad(named, signs)))
    listed.sort(key=lambda item: item[:2])
    return [triad for _, _, triad in listed[:limit]]


def _strongest(found: Dyads, rows: Array, limit: int | None) -> Array:
    """The dyads that the `limit` strongest triads are made of: as few as hold so many triads."""
    if limit is None:
        return rows
    weight = found.count[rows]
    sign = found.sign
    for least in np.unique(weight)[::-1].tolist():
        kept = rows[weight >= least]
        if len(kept) < 3:
            continue
        counted = triads_of(found.source[kept], found.target[kept], sign[kept], len(found.actors))
        if sum(counted.counts) >= limit:
            return np.asarray(kept)
    return rows


def _triangles(pairs: dict[tuple[int, int], tuple[int, float]]) -> Iterator[tuple[int, int, int]]:
    later: dict[int, set[int]] = {}
    for one, other in pairs:
        later.setdefault(one, set()).add(other)
    for one, other in pairs:
        for third in later[one] & later.get(other, set()):
            yield one, other, third
