"""Measures of position: worked by hand, and equal to NetworkX and igraph on random graphs."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings

from actorgraph.graph import centrality as c
from actorgraph.graph.edges import EdgeTable
from actorgraph.graph.matrices import adjacency
from actorgraph.graph.networks import to_networkx
from tests.graph.tables import table, tables

STAR = table("A B", "A C", "A D")
ONE = pytest.approx


def by_actor(of: EdgeTable, measure: c.Measure, **options: object) -> dict[str, float]:
    return dict(zip(of.actors, c.centrality(of, measure, **options).tolist(), strict=True))


def test_star_by_hand():
    assert by_actor(STAR, "degree", directed=False) == {"A": 3, "B": 1, "C": 1, "D": 1}
    assert by_actor(STAR, "degree") == {"A": 3, "B": 1, "C": 1, "D": 1}
    assert by_actor(STAR, "betweenness", directed=False) == {"A": 1, "B": 0, "C": 0, "D": 0}
    assert by_actor(STAR, "closeness", directed=False) == ONE({"A": 1, "B": 0.6, "C": 0.6, "D": 0.6})
    # A'A has the eigenvalue 3: x_A = 3 x_B / sqrt(3), so x_A : x_B = sqrt(3) : 1, and the length is 1.
    leaf = 1 / 6**0.5
    assert by_actor(STAR, "eigenvector", directed=False) == ONE(
        {"A": 0.5**0.5, "B": leaf, "C": leaf, "D": leaf}
    )


def test_strength_adds_what_passes_between_two():
    three = table("A B 5", "B A -2", "B C 3")
    assert by_actor(three, "strength") == {"A": 2, "B": 3, "C": 1}
    assert by_actor(three, "strength", weight="cooperation") == {"A": 5, "B": 8, "C": 3}
    assert by_actor(three, "strength", weight="conflict") == {"A": 2, "B": 2, "C": 0}
    assert by_actor(three, "degree") == {"A": 2, "B": 3, "C": 1}
    assert by_actor(three, "degree", directed=False) == {"A": 1, "B": 2, "C": 1}


def test_pagerank_by_hand():
    # Of A -> B: a = 0.85 b/2 + 0.075, b = 0.85 (a + b/2) + 0.075, a + b = 1, so a = 0.5 / 1.425.
    assert by_actor(table("A B"), "pagerank") == ONE({"A": 0.5 / 1.425, "B": 0.925 / 1.425})


def test_eigenvector_without_a_cycle_is_not_a_number():
    assert np.isnan(c.centrality(table("A B", "B C"), "eigenvector")).all()


def test_closeness_counts_those_who_reach_an_actor():
    # To C: B in one step, A in two, D never: (2/3) (2/3).
    assert by_actor(table("A B", "B C", "D D"), "closeness")["C"] == ONE(4 / 9)


def test_nobody():
    for measure in c.MEASURES:
        assert c.centrality(table(), measure).tolist() == []


@settings(deadline=None, max_examples=60)
@given(tables())
@pytest.mark.parametrize("directed", [True, False])
def test_agrees_with_networkx(directed: bool, of: EdgeTable):
    graph = to_networkx(of, directed=directed)
    graph.remove_edges_from(list(nx.selfloop_edges(graph)))
    small = of.compact()
    ours = {m: c.centrality(small, m, directed=directed) for m in c.MEASURES}
    listed = lambda found: [found[actor] for actor in small.actors]  # noqa: E731
    if not small.actors:
        return
    assert listed(dict(graph.degree())) == ours["degree"].tolist()
    assert listed(dict(graph.degree(weight="weight"))) == ours["strength"].tolist()
    near = pytest.approx
    assert listed(nx.pagerank(graph, tol=1e-12, max_iter=2000)) == near(ours["pagerank"], abs=1e-8)
    assert listed(nx.betweenness_centrality(graph)) == near(ours["betweenness"], abs=c.TOLERANCE)
    assert listed(nx.closeness_centrality(graph)) == near(ours["closeness"], abs=c.TOLERANCE)


@settings(deadline=None, max_examples=40)
@given(tables())
@pytest.mark.parametrize("directed", [True, False])
def test_eigenvector_solves_its_equation(directed: bool, of: EdgeTable):
    matrix = adjacency(of, directed=directed)
    vector = c.eigenvector(matrix)
    if np.isnan(vector).any():
        assert nx.is_directed_acyclic_graph(nx.from_scipy_sparse_array(matrix, create_using=nx.DiGraph))
        return
    largest = np.abs(np.linalg.eigvals(matrix.toarray())).max()
    assert np.linalg.norm(vector) == pytest.approx(1)
    assert (vector >= 0).all()
    # A network of several equal parts in a row converges slowly, hence the modest bound.
    assert matrix.T @ vector == pytest.approx(largest * vector, abs=2e-2 * max(largest, 1))


@settings(deadline=None, max_examples=60)
@given(tables())
@pytest.mark.parametrize("directed", [True, False])
def test_igraph_changes_no_answer(directed: bool, of: EdgeTable):
    pytest.importorskip("igraph")
    matrix = adjacency(of, directed=directed, weight="none")
    for pivots in (None, 3):
        slow, quick = (
            c.betweenness(matrix, directed=directed, pivots=pivots, fast=fast) for fast in (False, True)
        )
        assert quick == pytest.approx(slow, abs=c.TOLERANCE)
    slow, quick = (c.closeness(matrix, directed=directed, fast=fast) for fast in (False, True))
    assert quick == pytest.approx(slow, abs=c.TOLERANCE)


def test_pivots_are_those_of_the_seed_and_all_of_them_are_the_whole():
    ring = adjacency(table("A B", "B C", "C D", "D E", "E A", "A C"), directed=False)
    whole = c.betweenness(ring, directed=False)
    assert c.betweenness(ring, directed=False, pivots=5).tolist() == whole.tolist()
    sampled = [c.betweenness(ring, directed=False, pivots=2, seed=seed).tolist() for seed in (1, 1, 2)]
    assert sampled[0] == sampled[1] != sampled[2]
    every = [c.betweenness(ring, directed=False, pivots=1, seed=seed) for seed in range(400)]
    assert np.mean(every, axis=0) == pytest.approx(whole, abs=0.05)
