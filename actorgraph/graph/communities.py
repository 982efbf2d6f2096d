"""Who belongs together: communities by how much passes, and blocs by how friendly or hostile it is.

Every division is of actor ids, the largest group first, then by their order in the table; actors without any
relation that counts are in none. Seeds make each run the same.
"""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

import numpy as np

from actorgraph.graph.dyads import dyads
from actorgraph.graph.edges import Array, EdgeTable
from actorgraph.graph.extras import extra, plain_networkx
from actorgraph.graph.matrices import Weight, adjacency, igraph_of, square, strengths
from actorgraph.notebooks import html_table

if TYPE_CHECKING:
    from actorgraph.graph.matrices import Matrix

Method = Literal["louvain", "leiden"]
METHODS: tuple[Method, ...] = get_args(Method)
_FEW = 32
_FIRST = 12
"""Members of a group that are named in a notebook."""


@dataclass(frozen=True, slots=True)
class Communities:
    """Groups of actor ids and the modularity of the division, -0.5 to 1."""

    groups: tuple[tuple[str, ...], ...]
    modularity: float

    def _repr_html_(self) -> str:
        return _shown(self.groups, f"modularity {self.modularity:.3f}", "community")


@dataclass(frozen=True, slots=True)
class Blocs:
    """Groups of actor ids, and how well they keep friends together and enemies apart.

    `within` is the share of all cooperation that passes within a bloc, `between` the share of all conflict
    that passes between blocs, both of summed scores, 0 to 1 (nan where there is none); `modularity` is the
    signed one, which chance would make 0.
    """

    groups: tuple[tuple[str, ...], ...]
    modularity: float
    within: float
    between: float

    def _repr_html_(self) -> str:
        remark = (
            f"signed modularity {self.modularity:.3f}; {self.within:.0%} of cooperation within blocs,"
            f" {self.between:.0%} of conflict between them"
        )
        return _shown(self.groups, remark, "bloc")


def _shown(groups: tuple[tuple[str, ...], ...], remark: str, noun: str) -> str:
    cells = (
        (str(place), f"{len(group):,}", ", ".join(group[:_FIRST]) + (" …" if len(group) > _FIRST else ""))
        for place, group in enumerate(groups, 1)
    )
    return html_table((noun, ">actors", "members"), cells, len(groups), [remark], "group")


def communities(
    table: EdgeTable,
    method: Method = "louvain",
    *,
    weight: Weight = "count",
    resolution: float = 1.0,
    seed: int = 0,
) -> Communities:
    """Groups with more between their members than chance would have: Q = sum of (A_ij - k_i k_j / 2m) / 2m
    within groups is made large (Newman and Girvan 2004).

    `louvain` (Blondel et al. 2008) is NetworkX's; `leiden` (Traag et al. 2019), which never leaves a group in
    two parts, is python-igraph's, with its usual two rounds, and needs the extra `[fast]`. A higher
    `resolution` gives smaller groups.
    """
    matrix = adjacency(table, directed=False, weight=weight)
    present = np.flatnonzero(np.diff(matrix.indptr))
    matrix = matrix[present][:, present]
    labels = (_leiden if method == "leiden" else _louvain)(matrix, resolution, seed)
    quality = modularity(matrix, labels, resolution) if len(present) else float("nan")
    return Communities(_named(labels, [table.actors[i] for i in present.tolist()]), quality)


def _louvain(matrix: Matrix, resolution: float, seed: int) -> Array:
    import networkx as nx

    with plain_networkx():
        graph = nx.from_scipy_sparse_array(matrix)
        found = nx.community.louvain_communities(graph, weight="weight", resolution=resolution, seed=seed)
    labels = np.empty(matrix.shape[0], dtype=np.int64)
    for number, group in enumerate(found):
        labels[list(group)] = number
    return labels


def _leiden(matrix: Matrix, resolution: float, seed: int) -> Array:
    with extra("fast", "Leiden"):
        import igraph
    graph = igraph_of(matrix, directed=False)
    igraph.set_random_number_generator(random.Random(seed))
    try:
        found = graph.community_leiden("modularity", weights="weight", resolution=resolution, n_iterations=2)
    finally:
        igraph.set_random_number_generator(random)
    return np.array(found.membership, dtype=np.int64)


def modularity(matrix: Matrix, labels: Array, resolution: float = 1.0) -> float:
    """The modularity of a division of an undirected network; nan without any weight."""
    entries = matrix.tocoo()
    whole = entries.data.sum()
    if not whole:
        return float("nan")
    inside = entries.data[labels[entries.row] == labels[entries.col]].sum()
    degrees = np.bincount(labels, np.asarray(matrix.sum(axis=1)).ravel())
    return float(inside / whole - resolution * ((degrees / whole) ** 2).sum())


def blocs(table: EdgeTable, *, ties: bool = True, starts: int = 10, seed: int = 0) -> Blocs:
    """Blocs with cooperation within and conflict between: signed modularity is made large, by local moves and
    merging as in Louvain, the best of `starts` orders.

    Q = [sum within of (P_ij - p_i p_j / 2P) - (N_ij - n_i n_j / 2N)] / (2P + 2N), P_ij and N_ij the sums of
    positive and of negative scores that pass between two, p and n their rows added, 2P and 2N all of them
    (Gomez, Jensen and Arenas 2009). For instance two pairs of allies at war with each other: two blocs,
    within 1, between 1.
    """
    found = dyads(table, directed=False, ties=ties)
    size = len(table.actors)
    ends = found.source, found.target
    friendly = square(*ends, strengths(found, "cooperation"), size, False)
    hostile = square(*ends, strengths(found, "conflict"), size, False)
    strong = np.asarray((friendly + hostile).sum(axis=1)).ravel()
    present = np.flatnonzero(strong)
    if not len(present):
        nothing = float("nan")
        return Blocs((), nothing, nothing, nothing)
    friendly, hostile = friendly[present][:, present], hostile[present][:, present]
    chance = random.Random(seed)
    tried = [_signed_louvain(friendly, hostile, chance) for _ in range(starts)]
    labels = max(tried, key=lambda one: signed_modularity(friendly, hostile, one))
    within, between = _share_within(friendly, labels), 1 - _share_within(hostile, labels)
    groups = _named(labels, [table.actors[i] for i in present.tolist()])
    return Blocs(groups, signed_modularity(friendly, hostile, labels), within, between)


def signed_modularity(friendly: Matrix, hostile: Matrix, labels: Array) -> float:
    """Q of a division, as in `blocs`."""
    good, bad = float(friendly.sum()), float(hostile.sum())
    gained = good * modularity(friendly, labels) if good else 0.0
    lost = bad * modularity(hostile, labels) if bad else 0.0
    return (gained - lost) / (good + bad)


def _share_within(matrix: Matrix, labels: Array) -> float:
    entries = matrix.tocoo()
    whole = entries.data.sum()
    inside = entries.data[labels[entries.row] == labels[entries.col]].sum()
    return float(inside / whole) if whole else float("nan")


def _signed_louvain(friendly: Matrix, hostile: Matrix, chance: random.Random) -> Array:
    """A label an actor: single actors are moved, then groups are merged, and again, until neither helps."""
    labels = np.arange(friendly.shape[0])
    while True:
        before = labels
        labels = _moves(friendly, hostile, chance, labels)
        while True:
            merged = _merged(friendly, labels), _merged(hostile, labels)
            moved = _moves(*merged, chance, np.arange(int(labels.max()) + 1))
            if int(moved.max()) == int(labels.max()):
                break
            labels = moved[labels]
        if np.array_equal(labels, before):
            return labels


def _merged(matrix: Matrix, labels: Array) -> Matrix:
    """The matrix with the rows and columns of each group added up."""
    entries = matrix.tocoo()
    size = int(labels.max()) + 1
    return square(labels[entries.row], labels[entries.col], entries.data, size, True)


def _moves(friendly: Matrix, hostile: Matrix, chance: random.Random, start: Array) -> Array:
    """Labels 0.. after moving single nodes as long as that raises the signed modularity.

    A node may move to the group of a neighbour or be alone; while groups are few, to any of them, since two
    who share their enemies belong together without a word between them.
    """
    net = (friendly - hostile).tocsr()
    size = net.shape[0]
    near = [
        [(j, w) for j, w in zip(net.indices[a:b].tolist(), net.data[a:b].tolist(), strict=True) if j != i]
        for i, (a, b) in enumerate(zip(net.indptr[:-1].tolist(), net.indptr[1:].tolist(), strict=True))
    ]
    strong = [np.asarray(m.sum(axis=1)).ravel() for m in (friendly, hostile)]
    whole = [max(float(one.sum()), 1e-300) for one in strong]
    label = start.tolist()
    sums = [np.bincount(start, one, size).tolist() for one in strong]
    members = Counter(label)
    empty = [group for group in range(size) if not members[group]]
    good, bad = (one.tolist() for one in strong)
    order = list(range(size))
    moving = True
    while moving:
        moving = False
        chance.shuffle(order)
        for i in order:
            mine = label[i]
            sums[0][mine] -= good[i]
            sums[1][mine] -= bad[i]
            gain: defaultdict[int, float] = defaultdict(float, {mine: 0.0})
            if len(members) <= _FEW:
                gain.update(dict.fromkeys(members, 0.0))
            if empty and members[mine] > 1:
                gain[empty[-1]] = 0.0
            for j, w in near[i]:
                gain[label[j]] += w
            p, n = good[i] / whole[0], bad[i] / whole[1]
            worth = {c: g - p * sums[0][c] + n * sums[1][c] for c, g in gain.items()}
            best = max(worth, key=lambda c: (worth[c], -c))
            if worth[best] <= worth[mine] + 1e-12 * (whole[0] + whole[1]):
                best = mine
            sums[0][best] += good[i]
            sums[1][best] += bad[i]
            if best != mine:
                moving = True
                label[i] = best
                _count_move(members, empty, mine, best)
    return np.unique(np.array(label), return_inverse=True)[1]


def _count_move(members: Counter[int], empty: list[int], left: int, joined: int) -> None:
    if empty and empty[-1] == joined:
        empty.pop()
    members[joined] += 1
    members[left] -= 1
    if not members[left]:
        del members[left]
        empty.append(left)


def _named(labels: Array, actors: list[str]) -> tuple[tuple[str, ...], ...]:
    groups: dict[int, list[str]] = {}
    for actor, label in zip(actors, labels.tolist(), strict=True):
        groups.setdefault(label, []).append(actor)
    return tuple(tuple(group) for group in sorted(groups.values(), key=len, reverse=True))
