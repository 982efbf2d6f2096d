"""Who stands where in the network: six measures of an actor's position.

Each gives one float64 an actor, in the order of `table.actors`. What an actor does to itself does not count.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Literal, get_args

import numpy as np

from actorgraph.graph.edges import Array, EdgeTable
from actorgraph.graph.extras import extra, use_igraph
from actorgraph.graph.matrices import Weight, adjacency, igraph_of

if TYPE_CHECKING:
    from actorgraph.graph.matrices import Matrix

Measure = Literal["degree", "strength", "pagerank", "betweenness", "closeness", "eigenvector"]
MEASURES: tuple[Measure, ...] = get_args(Measure)
TOLERANCE = 1e-9
"""How far, relative to the largest value, python-igraph's betweenness and closeness may lie from NetworkX's:
both compute the same sums, in another order."""
_STEPS = 10_000


def centrality(
    table: EdgeTable,
    measure: Measure,
    *,
    directed: bool = True,
    weight: Weight = "count",
    ties: bool = False,
    pivots: int | None = None,
    seed: int = 0,
) -> Array:
    """The measure of that name. `betweenness` and `closeness` count steps and take no weight; `pivots` is for
    betweenness alone."""
    if measure in ("degree", "betweenness", "closeness"):
        matrix = adjacency(table, directed=directed, weight="none")
    else:
        matrix = adjacency(table, directed=directed, weight=weight, ties=ties)
    if measure == "betweenness":
        return betweenness(matrix, directed=directed, pivots=pivots, seed=seed)
    if measure == "closeness":
        return closeness(matrix, directed=directed)
    measures: dict[str, Callable[[Matrix], Array]] = {
        "degree": strength if not directed else total_strength,
        "strength": strength if not directed else total_strength,
        "pagerank": pagerank,
        "eigenvector": eigenvector,
    }
    return measures[measure](matrix)


def strength(matrix: Matrix) -> Array:
    """The sum of the weights of an actor's dyads (Barrat et al. 2004); its degree where every weight is 1."""
    sums: Array = np.asarray(matrix.sum(axis=1)).ravel()
    return sums


def total_strength(matrix: Matrix) -> Array:
    """In a directed network: what comes in and what goes out, together."""
    sums: Array = strength(matrix) + strength(matrix.T)
    return sums


def pagerank(matrix: Matrix, damping: float = 0.85, tolerance: float = 1e-10) -> Array:
    """PageRank (Page et al. 1999): x = d (P'x + dangling) + (1 - d)/n, P the rows of weights divided by their
    sums; an actor without outgoing weight passes its rank to all alike. Adds up to 1.

    Stops when the sum of all changes of a step is below `tolerance`. For instance A -> B alone gives 0.3509
    and 0.6491. Raises ArithmeticError if that never comes, which for a damping below 1 cannot be.
    """
    size = matrix.shape[0]
    if not size:
        return np.empty(0)
    out = strength(matrix)
    dangling = out == 0
    passed = matrix.T.multiply(1 / np.where(dangling, 1.0, out)).tocsr()
    rank = np.full(size, 1 / size)
    for _ in range(_STEPS):
        last = rank
        rank = damping * (passed @ last + last[dangling].sum() / size) + (1 - damping) / size
        if np.abs(rank - last).sum() < tolerance:
            return np.asarray(rank)
    raise ArithmeticError(f"PageRank did not settle in {_STEPS} steps")


def eigenvector(matrix: Matrix, tolerance: float = 1e-12) -> Array:
    """Eigenvector centrality (Bonacich 1972): x = A'x / lambda for the largest lambda, of Euclidean length 1.

    An actor is central when those who act towards it are. Power iteration on A' + sI, which has the same
    eigenvectors and never swings between two. Actors that the part of the network with the largest lambda
    does not lead to get values near 0. Where two parts have the same lambda and one leads to the other,
    convergence is slow and the values of step 10,000 stand. In a network without any cycle there is no lambda
    but 0, and every value is nan.
    """
    size = matrix.shape[0]
    if not size:
        return np.empty(0)
    if not _has_cycle(matrix):
        return np.full(size, np.nan)
    turned = matrix.T.tocsr()
    shift = strength(matrix).mean()
    vector = np.full(size, 1 / np.sqrt(size))
    for _ in range(_STEPS):
        last = vector
        vector = turned @ last + shift * last
        vector = vector / np.linalg.norm(vector)
        if np.abs(vector - last).max() < tolerance:
            break
    return vector


def _has_cycle(matrix: Matrix) -> bool:
    with extra("analytics", "eigenvector centrality"):
        from scipy.sparse import csgraph
    parts, _ = csgraph.connected_components(matrix, directed=True, connection="strong")
    return bool(parts < matrix.shape[0])


def betweenness(
    matrix: Matrix,
    *,
    directed: bool = True,
    pivots: int | None = None,
    seed: int = 0,
    fast: bool | None = None,
) -> Array:
    """How many shortest ways lead through an actor (Freeman 1977; Brandes 2001), each pair of others counting
    1 in all, divided by the number of pairs (n-1)(n-2), half of that if not `directed`.

    With `pivots`, ways from so many actors chosen by `seed` alone are counted and the sum scaled by n/pivots
    (Brandes and Pich 2007). Steps have no length. python-igraph computes it where installed, unless `fast`
    says otherwise; the values agree within `TOLERANCE`.
    """
    size = matrix.shape[0]
    if size < 3:
        return np.zeros(size)
    chosen = None
    if pivots is not None and pivots < size:
        chosen = sorted(random.Random(seed).sample(range(size), pivots))
    compute = _betweenness_igraph if use_igraph(fast) else _betweenness_networkx
    values = compute(matrix, directed, chosen)
    # igraph counts an undirected pair once, NetworkX halves the sum over both; of pivots both count each way.
    scale = 1 / ((size - 1) * (size - 2))
    if not directed:
        scale *= 2
    scaled: Array = values * scale * (1 if chosen is None else size / len(chosen))
    return scaled


def _betweenness_networkx(matrix: Matrix, directed: bool, pivots: list[int] | None) -> Array:
    import networkx as nx

    graph = _networkx(matrix, directed)
    if pivots is None:
        found = nx.betweenness_centrality(graph, normalized=False)
    else:
        found = nx.betweenness_centrality_subset(graph, pivots, list(graph), normalized=False)
    return np.array([found[node] for node in range(matrix.shape[0])])


def _betweenness_igraph(matrix: Matrix, directed: bool, pivots: list[int] | None) -> Array:
    graph = igraph_of(matrix, directed)
    return np.array(graph.betweenness(directed=directed, sources=pivots))


def closeness(matrix: Matrix, *, directed: bool = True, fast: bool | None = None) -> Array:
    """How near an actor is to others: (r/d) (r/(n-1)), r being how many reach it and d the sum of their steps
    (Wasserman and Faust 1994, 5.36, for networks of several parts); 0 for one that nobody reaches.

    python-igraph computes it where installed, unless `fast` says otherwise; within `TOLERANCE`.
    """
    size = matrix.shape[0]
    if size < 2:
        return np.zeros(size)
    if not use_igraph(fast):
        import networkx as nx

        found = nx.closeness_centrality(_networkx(matrix, directed))
        return np.array([found[node] for node in range(size)])
    graph = igraph_of(matrix, directed)
    near = np.nan_to_num(np.array(graph.closeness(mode="in", normalized=True), dtype=float))
    reached = np.array(graph.neighborhood_size(order=size, mode="in", mindist=1), dtype=float)
    scaled: Array = near * reached / (size - 1)
    return scaled


def _networkx(matrix: Matrix, directed: bool) -> Any:
    import networkx as nx

    graph: nx.Graph[int] = nx.DiGraph() if directed else nx.Graph()
    graph.add_nodes_from(range(matrix.shape[0]))
    graph.add_edges_from(zip(*(ends.tolist() for ends in matrix.nonzero()), strict=True))
    return graph
