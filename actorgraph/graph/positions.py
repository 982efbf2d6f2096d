"""Where actors stand in pictures: computed once, of all relations, and shared by every picture."""

from __future__ import annotations

import numpy as np

from actorgraph.graph.dyads import dyads
from actorgraph.graph.edges import Array, EdgeTable
from actorgraph.graph.extras import plain_networkx

_WIDE, _HIGH = 0.26, 0.1
"""A mark with its name, of a picture that is 2 wide and 2 high."""
_ROUNDS = 300


def positions(table: EdgeTable, most: int = 40, seed: int = 7) -> dict[str, tuple[float, float]]:
    """Where the `most` busiest actors stand, -1 to 1 each way, by forces (Fruchterman and Reingold 1991),
    moved apart until their names can be read.

    Compute it once, of all relations, and hand it to every picture: an actor then stands where it stood.
    """
    import networkx as nx

    busy = np.bincount(np.concatenate([table.source, table.target]), minlength=len(table.actors))
    kept = np.sort(np.argsort(-busy, kind="stable")[:most])
    chosen = {int(place) for place in kept.tolist() if busy[place]}
    found = dyads(table, directed=False)
    columns = found.source.tolist(), found.target.tolist(), found.count.tolist()
    weighted = [
        (source, target, float(np.log1p(count)))
        for source, target, count in zip(*columns, strict=True)
        if source in chosen and target in chosen
    ]
    if not chosen:
        return {}
    room = 3.5 / np.sqrt(len(chosen))
    with plain_networkx():
        graph: nx.Graph[int] = nx.Graph()
        graph.add_nodes_from(sorted(chosen))
        graph.add_weighted_edges_from(weighted)
        placed = nx.spring_layout(graph, k=room, seed=seed, iterations=300, weight="weight")
    nodes = sorted(placed)
    at = _apart(np.array([placed[node] for node in nodes], dtype=float))
    return {table.actors[node]: (float(x), float(y)) for node, (x, y) in zip(nodes, at.tolist(), strict=True)}


def _apart(at: Array) -> Array:
    """Half of the way to where all would stand at even distances, then no two so near that names overlap."""
    size = len(at)
    if size < 2:
        return at
    centred = at - at.mean(axis=0)
    even = np.argsort(np.argsort(at, axis=0, kind="stable"), axis=0) * (2 / (size - 1)) - 1
    at = (centred / (np.abs(centred).max() or 1) + even) / 2
    above, below = np.triu_indices(size, 1)
    for _ in range(_ROUNDS):
        away = at[above] - at[below]
        near = (np.abs(away[:, 0]) < _WIDE) & (np.abs(away[:, 1]) < _HIGH)
        if not near.any():
            break
        push = np.where(away[:, 1] >= 0, 1, -1) * (_HIGH - np.abs(away[:, 1])) / 2 * near
        np.add.at(at[:, 1], above, push)
        np.subtract.at(at[:, 1], below, push)
    result: Array = at / max(np.abs(at).max(), 1.0)
    return result
