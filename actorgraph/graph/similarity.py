"""Whose foreign policy is alike: portfolios of ties compared, actor by actor.

A portfolio is an actor's row: its commitment to each actor of the network, on a scale with known ends.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, get_args

import numpy as np

from actorgraph.graph.dyads import dyads
from actorgraph.graph.edges import Array, EdgeTable
from actorgraph.graph.matrices import square

if TYPE_CHECKING:
    from actorgraph.graph.matrices import Matrix

Basis = Literal["alliances", "scores"]
BASES: tuple[Basis, ...] = get_args(Basis)
COMMITMENT = {"defence": 3, "union": 3, "neutrality": 2, "non-aggression": 2, "consultation": 1}
"""How much each kind of alliance promises, as in the Correlates of War: pact, neutrality, entente."""
_UNKNOWN_KIND = 1


@dataclass(frozen=True, slots=True, eq=False)
class Portfolios:
    """A sparse matrix, len(actors) square, of commitments; `span` is the length of their scale."""

    actors: tuple[str, ...]
    matrix: Matrix
    span: float

    @property
    def members(self) -> frozenset[str]:
        """The actors that have a portfolio: who is neither friendly nor hostile to anybody has none."""
        rows = np.flatnonzero(np.diff(self.matrix.tocsr().indptr))
        return frozenset(self.actors[row] for row in rows.tolist())


@dataclass(frozen=True, slots=True)
class Similar:
    """How like an actor is: S and kappa, both 1 for the same portfolio; kappa is nan where chance is all."""

    actor: str
    s: float
    kappa: float


def portfolios(table: EdgeTable, basis: Basis = "alliances") -> Portfolios:
    """The portfolios of the actors that stand in the relations of a table.

    `alliances`: the highest commitment (0 to 3, see `COMMITMENT`; 1 for an alliance of unknown kind) of the
    ALLIED_WITH ties of two actors; to itself an actor has 3, as is usual (Signorino and Ritter 1999).
    `scores`: the mean score (-10 to 10) of what an actor does to another; nothing to itself, and nothing
    where friendly and hostile make 0.
    """
    if basis == "scores":
        small = table.compact()
        found = dyads(small)
        matrix = square(found.source, found.target, found.mean, len(small.actors), True)
        matrix.eliminate_zeros()
        return Portfolios(small.actors, matrix, 20.0)
    chosen = np.array([name == "ALLIED_WITH" for name in table.types])[table.type]
    small = table.where(chosen).compact()
    level = np.array([COMMITMENT.get(mode, _UNKNOWN_KIND) for mode in small.modes], dtype=float)[small.mode]
    order = np.argsort(level, kind="stable")
    best: dict[tuple[int, int], float] = {}
    for row in order.tolist():
        ends = sorted((int(small.source[row]), int(small.target[row])))
        best[ends[0], ends[1]] = float(level[row])
    size = len(small.actors)
    pairs = np.array([pair for pair in best if pair[0] != pair[1]], dtype=np.int64).reshape(-1, 2)
    values = np.array([value for pair, value in best.items() if pair[0] != pair[1]])
    matrix = square(pairs[:, 0], pairs[:, 1], values, size, False)
    itself = square(np.arange(size), np.arange(size), np.full(size, 3.0), size, True)
    return Portfolios(small.actors, (matrix + itself).tocsr(), 3.0)


def similar(of: Portfolios, actor: str) -> list[Similar]:
    """Every other actor with a portfolio by how like it is to that of `actor`, the most alike first.

    S = 1 - 2 sum_k |x_k - y_k| / (n span), from -1 to 1 (Signorino and Ritter 1999, unweighted). Where most
    actors have no tie, S is near 1 for everybody; kappa takes off what portfolios of such distributions would
    agree in by chance: 1 - D/E, D the mean |x_k - y_k|, E the mean |x_k - y_l| over all k and l (Cohen 1968;
    Haege 2011). Raises KeyError for an actor without a portfolio.
    """
    matrix = of.matrix.tocsr()
    size = len(of.actors)
    one = {name: number for number, name in enumerate(of.actors)}[actor]
    mine = matrix[[one]].toarray().ravel()
    entries = matrix.tocoo()
    # Where the other has no tie the distance is |x_k|; its ties change that.
    change = np.abs(mine[entries.col] - entries.data) - np.abs(mine[entries.col])
    distance = np.abs(mine).sum() + np.bincount(entries.row, change, size)
    empty = size - np.bincount(entries.row, minlength=size)
    chance = empty * _distances(mine, np.zeros(1)) + np.bincount(
        entries.row, _distances(mine, entries.data), size
    )
    with np.errstate(divide="ignore", invalid="ignore"):
        kappa = np.where(chance > 0, 1 - (distance / size) / (chance / size**2), np.nan)
    s = 1 - 2 * distance / (size * of.span)
    others = np.flatnonzero(empty < size)
    rows = [Similar(of.actors[i], float(s[i]), float(kappa[i])) for i in others.tolist() if i != one]
    return sorted(rows, key=lambda row: (-row.s, -(row.kappa if row.kappa == row.kappa else -9), row.actor))


def _distances(values: Array, to: Array) -> Array:
    """For each v of `to`, the sum of |x - v| over all `values`."""
    ordered = np.sort(values)
    sums = np.concatenate([[0.0], np.cumsum(ordered)])
    below = np.searchsorted(ordered, to)
    result: Array = to * below - sums[below] + (sums[-1] - sums[below]) - to * (len(ordered) - below)
    return result


def restricted(of: Portfolios, actors: set[str]) -> Portfolios:
    """The portfolios of these actors alone, towards these actors alone."""
    kept = np.array([place for place, name in enumerate(of.actors) if name in actors], dtype=np.int64)
    names = tuple(of.actors[place] for place in kept.tolist())
    return replace(of, actors=names, matrix=of.matrix[kept][:, kept])
