"""Communities, blocs, brokers, likeness: by hand, by trying everything, and equal to NetworkX and igraph."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations, product

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actorgraph.graph import brokers
from actorgraph.graph.communities import METHODS, blocs, communities, modularity, signed_modularity
from actorgraph.graph.dyads import dyads
from actorgraph.graph.edges import EdgeTable
from actorgraph.graph.matrices import Weight, adjacency, of_dyads, square, strengths
from actorgraph.graph.networks import to_networkx
from actorgraph.graph.similarity import portfolios, restricted, similar
from tests.graph.tables import table, tables

TWO_TRIANGLES = table("A B", "B C", "C A", "D E", "E F", "F D", "C D")
WAR = table("A B 8", "C D 5", "A C -9", "B D -9", "A D -1")


@pytest.mark.parametrize("method", METHODS)
def test_communities_by_hand(method):
    if method == "leiden":
        pytest.importorskip("igraph")
    found = communities(TWO_TRIANGLES, method)
    assert found.groups == (("A", "B", "C"), ("D", "E", "F"))
    # 12 of 14 ends within, and each half of all ends.
    assert found.modularity == pytest.approx(12 / 14 - 2 * 0.5**2)


@pytest.mark.parametrize("method", METHODS)
def test_nobody_has_no_communities(method):
    if method == "leiden":
        pytest.importorskip("igraph")
    assert communities(table(), method).groups == ()
    assert communities(table("A A"), method).groups == ()


@settings(deadline=None)
@given(tables(), st.booleans(), st.booleans(), st.sampled_from(["count", "none"]))
def test_counts_are_those_of_the_dyads(of: EdgeTable, directed: bool, symmetric: bool, weight: Weight):
    of = replace(of, symmetric=np.full(len(of), symmetric))
    quick = adjacency(of, directed=directed, weight=weight)
    slow = of_dyads(dyads(of, directed=directed), weight=weight, directed=directed)
    assert np.array_equal(quick.toarray(), slow.toarray())
    assert quick.nnz == slow.nnz


@settings(deadline=None, max_examples=40)
@given(tables())
def test_modularity_agrees_with_networkx_and_igraph(of: EdgeTable):
    igraph = pytest.importorskip("igraph")
    matrix = adjacency(of, directed=False)
    if not matrix.nnz:
        assert np.isnan(modularity(matrix, np.zeros(len(of.actors), dtype=int)))
        return
    labels = np.arange(len(of.actors)) % 3
    ours = modularity(matrix, labels)
    graph = nx.from_scipy_sparse_array(matrix)
    groups = [set(np.flatnonzero(labels == label).tolist()) for label in set(labels.tolist())]
    assert ours == pytest.approx(nx.community.modularity(graph, groups))
    other = igraph.Graph.Weighted_Adjacency(matrix.toarray(), mode="undirected")
    assert ours == pytest.approx(other.modularity(labels.tolist(), weights="weight"))
    for method in METHODS:
        assert communities(of, method).modularity >= ours - 1e-9 or not ours > 0


def test_blocs_by_hand():
    found = blocs(WAR)
    assert found.groups == (("A", "B"), ("C", "D"))
    assert (found.within, found.between) == (1, 1)
    assert found.modularity > 0


def test_enemies_of_nobody_are_in_no_bloc():
    assert blocs(table("A B 0")).groups == ()
    assert np.isnan(blocs(table()).modularity)


@settings(deadline=None, max_examples=30)
@given(tables(actors=6, rows=14))
def test_blocs_are_as_good_as_the_best_of_all_divisions(of: EdgeTable):
    found = dyads(of, directed=False, ties=True)
    size = len(of.actors)
    layers = [
        square(found.source, found.target, strengths(found, weight), size, False)
        for weight in ("cooperation", "conflict")
    ]
    if not any(layer.nnz and layer.sum() for layer in layers):
        return
    best = max(signed_modularity(*layers, np.array(labels)) for labels in product(range(3), repeat=size))
    # Local moves are no proof; in networks this small they come near the best of up to three blocs.
    assert blocs(of).modularity >= best - 0.05


def test_blocs_are_the_same_in_every_run():
    rows = [f"{a} {b} {(hash_ % 19) - 9}" for hash_, (a, b) in enumerate(permutations("ABCDEFGH", 2))]
    assert blocs(table(*rows)) == blocs(table(*rows))


def test_constraint_of_a_star():
    star = table("A B", "A C", "A D")
    assert brokers.constraint(star).tolist() == pytest.approx([1 / 3, 1, 1, 1])
    alone = brokers.constraint(table("A A", "B C"))
    assert np.isnan(alone[0])


@settings(deadline=None, max_examples=60)
@given(tables())
@pytest.mark.parametrize("weight", ["none", "count"])
def test_constraint_agrees_with_networkx(weight, of: EdgeTable):
    graph = to_networkx(of, weights=weight)
    graph.remove_edges_from(list(nx.selfloop_edges(graph)))
    graph.add_nodes_from(of.actors)
    expected = nx.constraint(graph, weight="weight")
    ours = brokers.constraint(of, weight=weight)
    assert ours == pytest.approx([expected[actor] for actor in of.actors], nan_ok=True)


def test_roles_by_hand():
    group = {"A": "x", "B": "x", "C": "x", "D": "y", "E": "y", "F": "z"}
    count = lambda *rows: {  # noqa: E731
        role: getattr(brokers.roles(table(*rows), group), role)[1].item() for role in brokers.ROLES
    }
    every = dict.fromkeys(brokers.ROLES, 0)
    assert count("A B", "B C") == every | {"coordinator": 1}
    assert count("D B", "B C") == every | {"gatekeeper": 1}
    assert count("A B", "B D") == every | {"representative": 1}
    assert count("D B", "B E") == every | {"consultant": 1}
    assert count("D B", "B F") == every | {"liaison": 1}
    assert count("D B", "B F", "D F") == every
    assert count("D B", "B D") == every


@settings(deadline=None)
@given(tables(actors=8))
def test_roles_agree_with_trying_all(of: EdgeTable):
    group = {actor: "xyz"[place % 3] for place, actor in enumerate(of.actors[:7])}
    edges = {(of.actors[s], of.actors[t]) for s, t in zip(of.source, of.target, strict=True) if s != t}
    expected = {role: dict.fromkeys(of.actors, 0) for role in brokers.ROLES}
    for a, v, b in permutations(group, 3):
        if (a, v) in edges and (v, b) in edges and (a, b) not in edges:
            kind = {
                (True, True, True): "coordinator",
                (False, True, False): "gatekeeper",
                (True, False, False): "representative",
                (False, False, True): "consultant",
                (False, False, False): "liaison",
            }[group[a] == group[v], group[v] == group[b], group[a] == group[b]]
            expected[kind][v] += 1
    found = brokers.roles(of, group)
    for role in brokers.ROLES:
        assert getattr(found, role).tolist() == list(expected[role].values()), role
    assert found.total.sum() == sum(sum(counts.values()) for counts in expected.values())


def alliances(*rows: str) -> EdgeTable:
    """Alliances written as `A B kind`."""
    of = table(*(" ".join(row.split()[:2]) for row in rows), symmetric=True)
    modes = ("", "defence", "neutrality", "non-aggression", "consultation", "union")
    kinds = np.array([modes.index(row.split()[2] if len(row.split()) > 2 else "") for row in rows])
    return replace(of, types=("ALLIED_WITH",), modes=modes, mode=kinds.astype(np.uint16))


def test_portfolios_of_alliances():
    of = portfolios(alliances("A B defence", "A B consultation", "B C neutrality", "C D"))
    assert of.actors == ("A", "B", "C", "D")
    assert of.matrix.toarray().tolist() == [[3, 3, 0, 0], [3, 3, 2, 0], [0, 2, 3, 1], [0, 0, 1, 3]]


def test_likeness_by_hand():
    of = portfolios(alliances("A B defence", "B C neutrality", "C D"))
    found = {one.actor: one for one in similar(of, "A")}
    # A 3300, B 3320, C 0231, D 0013: they differ by 2, 8 and 10 of 12.
    assert [found[name].s for name in "BCD"] == pytest.approx([1 - 4 / 12, 1 - 16 / 12, 1 - 20 / 12])
    # By chance: the two 3 of B lie at 0, 0, 3, 3 from those of A, its 2 at 1, 1, 2, 2, its 0 at 3, 3, 0, 0.
    assert found["B"].kappa == pytest.approx(1 - (2 / 4) / ((6 + 6 + 6 + 6) / 16))
    assert [one.actor for one in similar(of, "A")] == ["B", "C", "D"]
    with pytest.raises(KeyError):
        similar(of, "nobody")


def test_kappa_agrees_with_its_definition():
    of = portfolios(table("A B 4", "A C -3", "B C -2", "B A 5", "C A -9", "C B 1", "D A 4"), "scores")
    rows = dict(zip(of.actors, of.matrix.toarray(), strict=True))
    for one in similar(of, "A"):
        mine, other = rows["A"], rows[one.actor]
        expected = np.abs(mine[:, None] - other[None, :]).mean()
        assert one.kappa == pytest.approx(1 - np.abs(mine - other).mean() / expected)
        assert one.s == pytest.approx(1 - 2 * np.abs(mine - other).sum() / (4 * 20))


def test_restricted_portfolios():
    of = restricted(portfolios(alliances("A B defence", "B C neutrality")), {"A", "B"})
    assert of.actors == ("A", "B")
    (other,) = similar(of, "A")
    assert (other.actor, other.s) == ("B", 1)
    assert np.isnan(other.kappa)  # both have 3 and nothing else: chance would agree, too


def test_who_is_neither_friend_nor_foe_has_no_portfolio():
    of = portfolios(table("A B 4", "C B -2", "D B 0", "B E 3", "B E -3"), "scores")
    assert of.members == {"A", "C"}
    assert [one.actor for one in similar(of, "A")] == ["C"]


def test_nobody_brokers_nothing():
    found = brokers.roles(table(), {})
    assert found.total.tolist() == []
    assert brokers.constraint(table()).tolist() == []
