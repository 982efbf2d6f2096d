"""Dyads as sparse matrices: row is the source, column the target."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, get_args

import numpy as np

from actorgraph.graph.dyads import Dyads, dyads
from actorgraph.graph.edges import Array, EdgeTable
from actorgraph.graph.extras import extra

if TYPE_CHECKING:
    Matrix = Any  # scipy.sparse.csr_array, which has no types

Weight = Literal["count", "cooperation", "conflict", "none"]
WEIGHTS: tuple[Weight, ...] = get_args(Weight)


def strengths(found: Dyads, weight: Weight) -> Array:
    """How strong each dyad is, at least 0: its relations counted, the sum of its positive scores, that of its
    negative ones without their sign, or 1."""
    if weight == "count":
        return found.count
    if weight == "cooperation":
        return found.cooperation
    if weight == "conflict":
        return -found.conflict
    return np.ones(len(found))


def adjacency(
    table: EdgeTable, *, directed: bool = True, weight: Weight = "count", ties: bool = False
) -> Matrix:
    """The matrix of what joins actors: len(actors) square, float64, no loops, symmetric if not `directed`.

    A dyad of strength 0 (for instance, one without cooperation) is not in it.
    """
    if weight in ("count", "none"):
        counted = _counts(table, directed)
        if weight == "none":
            counted.data[:] = 1.0
        return counted
    return of_dyads(dyads(table, directed=directed, ties=ties), weight=weight, directed=directed)


def _counts(table: EdgeTable, directed: bool) -> Matrix:
    """How many relations each dyad has; the sparse matrix adds them up quicker than `dyads`, which knows
    their scores, too."""
    if directed and table.symmetric.any():
        table = table.both_ways()
    between = table.source != table.target
    source, target, size = table.source[between], table.target[between], len(table.actors)
    ones = np.ones(len(source))
    if directed:
        return square(source, target, ones, size, True)
    half = square(np.minimum(source, target), np.maximum(source, target), ones, size, True)
    return (half + half.T).tocsr()


def of_dyads(found: Dyads, *, weight: Weight = "count", directed: bool = True) -> Matrix:
    """The matrix of dyads that were added up before."""
    values = strengths(found, weight)
    kept = values > 0
    return square(found.source[kept], found.target[kept], values[kept], len(found.actors), directed)


def signed(table: EdgeTable, *, ties: bool = True) -> tuple[Array, Array, Array]:
    """(one, other, sign) of every undirected dyad whose scores do not add up to 0; `one` < `other`."""
    found = dyads(table, directed=False, ties=ties)
    sign = found.sign
    kept = sign != 0
    return found.source[kept], found.target[kept], sign[kept]


def square(source: Array, target: Array, values: Array, size: int, directed: bool) -> Matrix:
    """A sparse matrix of these entries; not directed, each a second time with its ends changed."""
    with extra("analytics", "this analysis"):
        from scipy import sparse
    if not directed:
        source, target = np.concatenate([source, target]), np.concatenate([target, source])
        values = np.concatenate([values, values])
    return sparse.csr_array((values, (source, target)), shape=(size, size))


def igraph_of(matrix: Matrix, directed: bool) -> Any:
    """The python-igraph graph of a matrix, undirected edges once; edges have their `weight`."""
    with extra("fast", "this analysis"):
        import igraph
    entries = matrix.tocoo()
    kept = slice(None) if directed else entries.row < entries.col
    # A list of pairs is read five times as fast as an array.
    ends = list(zip(entries.row[kept].tolist(), entries.col[kept].tolist(), strict=True))
    graph = igraph.Graph(n=matrix.shape[0], edges=ends, directed=directed)
    graph.es["weight"] = entries.data[kept].tolist()
    return graph
