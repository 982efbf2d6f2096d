"""The triad census: how many threes of actors are of each of the 16 kinds, signs aside.

Only threes with three dyads are looked for; all others follow from how many dyads of each kind every actor
has, and from how many actors there are. Reference: Holland and Leinhardt 1970; Moody 1998 for counting by
matrices.
"""

from __future__ import annotations

from collections import Counter
from itertools import product
from math import comb
from typing import TYPE_CHECKING

import numpy as np

from actorgraph.graph.edges import Array, EdgeTable
from actorgraph.graph.matrices import adjacency, square

if TYPE_CHECKING:
    from actorgraph.graph.matrices import Matrix

CENSUS = (
    "003", "012", "102", "021D", "021U", "021C", "111D", "111U", "030T", "030C", "201", "120D", "120U",
    "120C", "210", "300",
)  # fmt: skip
_THERE, _BACK, _BOTH = 1, 2, 3
"""A dyad seen from one end: it goes out, comes in, or does both."""
_OPEN = {
    (_THERE, _THERE): "021D", (_BACK, _BACK): "021U", (_THERE, _BACK): "021C", (_BACK, _BOTH): "111D",
    (_THERE, _BOTH): "111U", (_BOTH, _BOTH): "201",
}  # fmt: skip
"""Two dyads as seen from the actor between -> the kind of three, if the others have no dyad."""


def census(table: EdgeTable) -> dict[str, int]:
    """Kind -> number of threes. For instance a -> b -> c alone: one `021C`."""
    matrix = adjacency(table, weight="none")
    kinds = _dyads(matrix)
    closed = _closed(kinds, matrix.shape[0])
    counts = dict.fromkeys(CENSUS, 0)
    between = _between(kinds, matrix.shape[0])
    for states, number in closed.items():
        counts[_kind(states)] += number
        for pair in _seen(states):
            between[pair] -= number
    for pair, number in between.items():
        counts[_OPEN[pair]] += number
    size = matrix.shape[0]
    # Every dyad stands in size - 2 threes; those that no other kind has are in threes with an outsider.
    for place, kind in ((0, "102"), (1, "012")):
        dyads = sum(len(rows) for state, (rows, _) in kinds.items() if (state == _BOTH) == (place == 0))
        elsewhere = sum(int(name[place]) * number for name, number in counts.items() if name != kind)
        counts[kind] = dyads * (size - 2) - elsewhere
    counts["003"] = comb(size, 3) - sum(counts.values())
    return counts


def _dyads(matrix: Matrix) -> dict[int, tuple[Array, Array]]:
    """State -> (one, other) of the dyads that are in it as seen from `one`, each given once."""
    degrees = np.asarray((matrix + matrix.T).astype(bool).sum(axis=1)).ravel()
    # Every dyad is seen from the end with fewer dyads: a hub then has few, and few threes are looked at.
    place = np.empty(len(degrees), dtype=np.int64)
    place[np.argsort(degrees, kind="stable")] = np.arange(len(degrees))
    entries = matrix.tocoo()
    source, target = place[entries.row], place[entries.col]
    size = max(len(degrees), 1)
    keys = np.minimum(source, target) * size + np.maximum(source, target)
    keys, of = np.unique(keys, return_inverse=True)
    state = np.bincount(of, np.where(source < target, _THERE, _BACK), len(keys)).astype(int)
    return {
        kind: (keys[state == kind] // size, keys[state == kind] % size) for kind in (_THERE, _BACK, _BOTH)
    }


def _closed(kinds: dict[int, tuple[Array, Array]], size: int) -> Counter[tuple[int, int, int]]:
    """(state of a with b, of b with c, of a with c) -> number of threes a < b < c that have all dyads."""
    matrices = {
        state: square(one, other, np.ones(len(one)), size, True) for state, (one, other) in kinds.items()
    }
    found: Counter[tuple[int, int, int]] = Counter()
    for first, second in product(kinds, repeat=2):
        ways = matrices[first] @ matrices[second]
        for third, direct in matrices.items():
            found[first, second, third] = round(float(direct.multiply(ways).sum()))
    return found


def _between(kinds: dict[int, tuple[Array, Array]], size: int) -> Counter[tuple[int, int]]:
    """Two dyads as seen from the actor between -> how often that is to be met, closed or not."""
    seen = {state: np.zeros(size, dtype=np.int64) for state in kinds}
    for state, (one, other) in kinds.items():
        seen[state] += np.bincount(one, minlength=size)
        seen[_turned(state)] += np.bincount(other, minlength=size)
    met: Counter[tuple[int, int]] = Counter()
    for first, second in _OPEN:
        number = seen[first]
        pairs = number * (number - 1) // 2 if first == second else number * seen[second]
        met[first, second] = int(pairs.sum())
    return met


def _turned(state: int) -> int:
    return {_THERE: _BACK, _BACK: _THERE, _BOTH: _BOTH}[state]


def _seen(states: tuple[int, int, int]) -> list[tuple[int, int]]:
    """The two dyads of each of the three actors, as it sees them."""
    ab, bc, ac = states
    pairs = ((ab, ac), (_turned(ab), bc), (_turned(ac), _turned(bc)))
    return [(min(pair), max(pair)) for pair in pairs]


def _kind(states: tuple[int, int, int]) -> str:
    """The kind of a three with three dyads."""
    both = states.count(_BOTH)
    if both == 3:
        return "300"
    if both == 2:
        return "210"
    seen = _seen(states)
    if both == 1:
        # Whoever has no part in the dyad that goes both ways sends to both, is sent to by both, or neither.
        apart = next(pair for pair in seen if _BOTH not in pair)
        return {(_THERE, _THERE): "120D", (_BACK, _BACK): "120U"}.get(apart, "120C")
    return "030C" if set(seen) == {(_THERE, _BACK)} else "030T"
