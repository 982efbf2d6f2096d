"""The frustration index: how far a signed network is from balance, exactly.

A network is balanced when its actors fall into two camps with friends within and enemies between (Harary
1953). The index is the least number of dyads that any two camps leave frustrated (Harary 1959); finding it is
NP-hard, so it is solved as an integer programme, which proves its answer or says what it could prove.
"""

from __future__ import annotations

import time
from dataclasses import dataclass

import numpy as np

from actorgraph.graph.edges import Array, EdgeTable
from actorgraph.graph.extras import extra, plain_networkx
from actorgraph.graph.matrices import signed
from actorgraph.graph.threads import interruptible
from actorgraph.notebooks import html_table


@dataclass(frozen=True, slots=True)
class Frustration:
    """The index, and two camps of actor ids that attain it; the first actor of a part is in the first camp.

    Where the time ran out, `index` is the best that was found, `bound` what no division can go below, and
    `proven` False. `frustrated` are the dyads (two ids and the sign) that these camps leave frustrated,
    `dyads` the number of all signed dyads.
    """

    index: int
    bound: int
    camps: tuple[tuple[str, ...], tuple[str, ...]]
    frustrated: tuple[tuple[str, str, int], ...]
    dyads: int
    seconds: float

    @property
    def proven(self) -> bool:
        """Whether `index` is the least."""
        return self.bound == self.index

    @property
    def line(self) -> float | None:
        """1 - 2 index/dyads, from 0 (at most half of all dyads can be frustrated) to 1 (balanced)."""
        return 1 - 2 * self.index / self.dyads if self.dyads else None

    def _repr_html_(self) -> str:
        proof = "proven least" if self.proven else f"at least {self.bound:,}"
        first, second = self.camps
        cells = [f"{count:,}" for count in (self.index, self.dyads, len(first), len(second))]
        heads = (">index", ">signed dyads", ">first camp", ">second camp")
        return html_table(heads, [cells], 1, [f"{proof}; {self.seconds:.2g} s"])


def frustration(table: EdgeTable, *, ties: bool = True, seconds: float = 60.0) -> Frustration:
    """The frustration index of the signed dyads of a table; gives up proving it after so many seconds."""
    return frustration_of(*signed(table, ties=ties), table.actors, seconds=seconds)


def frustration_of(
    one: Array, other: Array, sign: Array, actors: tuple[str, ...], *, seconds: float = 60.0
) -> Frustration:
    """The index of undirected dyads, each given once.

    The programme is that of Aref, Mason and Wilson (2020), "Modeling and computational study of frustration":
    x_i is the camp of i, f_ij is 1 where the dyad is frustrated, f_ij >= |x_i - x_j| for friends and
    f_ij >= |x_i + x_j - 1| for enemies, with a cut f_ij + f_ik + f_jk >= 1 for every triad that is not
    balanced. It is solved part by part, a part being what stays joined when any one actor is taken out: dyads
    outside every cycle are never frustrated. HiGHS solves it, through SciPy.
    """
    begun = time.monotonic()
    side = np.zeros(len(actors), dtype=np.int8)
    index = bound = 0
    blocks = _blocks(one, other)
    # Blocks hang together in single actors: whichever way one is turned, its neighbours can turn with it.
    flips: list[tuple[Array, Array]] = []
    for rows in blocks:
        left = max(seconds - (time.monotonic() - begun), 0.0)
        nodes, camps, found, proved = _solve(one[rows], other[rows], sign[rows], left)
        flips.append((nodes, camps))
        index += found
        bound += proved
    _join(flips, side)
    broken = side[one].astype(int) != side[other]
    broken = np.where(sign > 0, broken, ~broken)
    assert int(broken.sum()) == index
    present = np.unique(np.concatenate([one, other])).tolist()
    first, second = (tuple(actors[i] for i in present if side[i] == camp) for camp in (0, 1))
    lines = tuple((actors[one[r]], actors[other[r]], int(sign[r])) for r in np.flatnonzero(broken).tolist())
    return Frustration(index, bound, (first, second), lines, len(one), time.monotonic() - begun)


def _blocks(one: Array, other: Array) -> list[Array]:
    """Row numbers of the dyads of each biconnected part, a part met before its further neighbours."""
    import networkx as nx

    row_of = {(a, b): row for row, (a, b) in enumerate(zip(one.tolist(), other.tolist(), strict=True))}
    with plain_networkx():
        graph: nx.Graph[int] = nx.Graph(list(row_of))
        parts = list(nx.biconnected_component_edges(graph))
    return [np.array(sorted(row_of[min(a, b), max(a, b)] for a, b in edges)) for edges in parts]


def _join(blocks: list[tuple[Array, Array]], side: Array) -> None:
    """Turn the camps of each block so that all agree in the actors they share; blocks form a tree."""
    at: dict[int, list[int]] = {}
    for number, (nodes, _) in enumerate(blocks):
        for node in nodes.tolist():
            at.setdefault(node, []).append(number)
    known = np.zeros(len(side), dtype=bool)
    done = [False] * len(blocks)
    for root in range(len(blocks)):
        queue = [] if done[root] else [root]
        while queue:
            number = queue.pop()
            if done[number]:
                continue
            done[number] = True
            nodes, camps = blocks[number]
            seen = np.flatnonzero(known[nodes])
            turned = bool(len(seen)) and side[nodes[seen[0]]] != camps[seen[0]]
            side[nodes] = 1 - camps if turned else camps
            known[nodes] = True
            queue.extend(near for node in nodes.tolist() for near in at[node] if not done[near])


def _solve(one: Array, other: Array, sign: Array, seconds: float) -> tuple[Array, Array, int, int]:
    """(actors, their camps, frustrated dyads, what is proved to be the least) of one block."""
    nodes, ends = np.unique(np.concatenate([one, other]), return_inverse=True)
    a, b = np.split(ends, 2)
    best = _spread(a, b, sign, len(nodes))
    if _frustrated(best, a, b, sign):  # then the block is not balanced, and at least one dyad is frustrated
        best = min(best, _descent(a, b, sign, len(nodes)), key=lambda camps: _frustrated(camps, a, b, sign))
    found = _frustrated(best, a, b, sign)
    if found == 0:
        return nodes, best, 0, 0
    cuts = _cuts(a, b, sign)
    bound = max(_packed(cuts, len(a)), 1)
    if bound < found and seconds > 0:
        camps, proved = _programme(a, b, sign, len(nodes), cuts, seconds)
        bound = max(bound, proved)
        if camps is not None and (reached := _frustrated(camps, a, b, sign)) <= found:
            best, found = camps, reached
    return nodes, best, found, min(bound, found)


def _packed(cuts: Array, dyads: int) -> int:
    """How many triads that are not balanced were found without a dyad in common: each costs one dyad."""
    free = np.ones(dyads, dtype=bool)
    count = 0
    for cut in cuts:
        if free[cut].all():
            free[cut] = False
            count += 1
    return count


def _frustrated(side: Array, a: Array, b: Array, sign: Array) -> int:
    return int(((side[a] != side[b]) == (sign > 0)).sum())


def _spread(a: Array, b: Array, sign: Array, size: int) -> Array:
    """Camps from the first actor outwards, friends in the same, enemies in the other: right if balanced."""
    near: list[list[tuple[int, bool]]] = [[] for _ in range(size)]
    for i, j, friend in zip(a.tolist(), b.tolist(), (sign > 0).tolist(), strict=True):
        near[i].append((j, friend))
        near[j].append((i, friend))
    camps = np.full(size, -1, dtype=np.int8)
    camps[0] = 0
    queue = [0]
    for i in queue:
        for j, friend in near[i]:
            if camps[j] < 0:
                camps[j] = camps[i] if friend else 1 - camps[i]
                queue.append(j)
    return camps


def _descent(a: Array, b: Array, sign: Array, size: int, starts: int = 20) -> Array:
    """Two camps that no single move betters, the best of some starts: an upper bound, and often the index."""
    from actorgraph.graph.matrices import square

    matrix = square(a, b, sign.astype(float), size, False)
    chance = np.random.default_rng(0)
    best, least = np.zeros(size, dtype=np.int8), float("inf")
    for start in range(starts):
        spin = np.ones(size) if start == 0 else chance.choice([-1.0, 1.0], size)
        field = matrix @ spin
        while (worst := int(np.argmin(spin * field))) is not None and spin[worst] * field[worst] < 0:
            row = slice(matrix.indptr[worst], matrix.indptr[worst + 1])
            field[matrix.indices[row]] -= 2 * spin[worst] * matrix.data[row]
            spin[worst] = -spin[worst]
        side = (spin < 0).astype(np.int8)
        found = _frustrated(side, a, b, sign)
        if found < least:
            best, least = side, found
    return best if best[0] == 0 else 1 - best


def _programme(
    a: Array, b: Array, sign: Array, size: int, cuts: Array, seconds: float
) -> tuple[Array | None, int]:
    """(camps, proved bound): variables are the camps of the actors, then one a dyad."""
    with extra("analytics", "the frustration index"):
        from scipy import optimize, sparse
    dyads = len(a)
    each = np.arange(dyads)
    friendly = np.where(sign > 0, 1.0, -1.0)
    # Row 2k: f - x_a + s x_b >= c; row 2k+1: f + x_a - s x_b >= -c, with c = 0 for friends (s = 1), -1 and
    # +1 for enemies (s = -1): f >= x_a + x_b - 1 and f >= 1 - x_a - x_b.
    rows = np.concatenate([2 * each, 2 * each, 2 * each, 2 * each + 1, 2 * each + 1, 2 * each + 1])
    columns = np.concatenate([size + each, a, b, size + each, a, b])
    ones = np.ones(dyads)
    values = np.concatenate([ones, -ones, friendly, ones, ones, -friendly])
    least = np.zeros(2 * dyads)
    least[0::2] = np.where(sign > 0, 0.0, -1.0)
    least[1::2] = np.where(sign > 0, 0.0, 1.0)
    cut_rows = np.repeat(np.arange(len(cuts)), 3) + 2 * dyads
    matrix = sparse.csr_array(
        (
            np.concatenate([values, np.ones(3 * len(cuts))]),
            (np.concatenate([rows, cut_rows]), np.concatenate([columns, size + cuts.ravel()])),
        ),
        shape=(2 * dyads + len(cuts), size + dyads),
    )
    upper = np.ones(size + dyads)
    # Camps have no names: the actor with most dyads is in the first.
    upper[int(np.argmax(np.bincount(np.concatenate([a, b]), minlength=size)))] = 0
    result = interruptible(
        lambda: optimize.milp(
            np.concatenate([np.zeros(size), ones]),
            integrality=np.concatenate([np.ones(size), np.zeros(dyads)]),
            bounds=optimize.Bounds(0, upper),
            constraints=optimize.LinearConstraint(
                matrix, np.concatenate([least, np.ones(len(cuts))]), np.inf
            ),
            options={"time_limit": seconds, "mip_rel_gap": 0.0},
        )
    )
    bound = getattr(result, "mip_dual_bound", None)
    proved = 0 if bound is None or not np.isfinite(bound) else int(np.ceil(bound - 1e-6))
    if result.x is None:
        return None, proved
    camps = np.round(result.x[:size]).astype(np.int8)
    return (camps if camps[0] == 0 else 1 - camps), proved


def _cuts(a: Array, b: Array, sign: Array) -> Array:
    """The dyads (row numbers, three a row) of every triad that is not balanced."""
    row_of = {
        (min(i, j), max(i, j)): row for row, (i, j) in enumerate(zip(a.tolist(), b.tolist(), strict=True))
    }
    later: dict[int, set[int]] = {}
    for i, j in row_of:
        later.setdefault(i, set()).add(j)
    found = [
        (row, row_of[i, k], row_of[j, k])
        for (i, j), row in row_of.items()
        for k in sorted(later[i] & later.get(j, set()))
    ]
    threes = np.array(found, dtype=np.int64).reshape(-1, 3)
    return threes[np.prod(sign[threes], axis=1) < 0] if len(threes) else threes
