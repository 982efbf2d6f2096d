"""The NetworkX object: documented attributes, directions, windows."""

from __future__ import annotations

import networkx as nx
import pytest

from actorgraph.dates import Window
from actorgraph.graph.edges import EdgeTable
from actorgraph.graph.networks import to_networkx
from actorgraph.store import open_store
from actorgraph.store.base import Filter
from tests.graph.tables import table
from tests.story import CAST, fill
from tests.support import day

ROWS = ("A B 4 2020-01-01", "A B -1 2020-02-01", "B A -5 2020-02-02", "B C 2 2020-03-01")


@pytest.mark.parametrize(
    ("directed", "multi", "kind", "edges"),
    [
        (True, False, nx.DiGraph, 3),
        (False, False, nx.Graph, 2),
        (True, True, nx.MultiDiGraph, 4),
        (False, True, nx.MultiGraph, 4),
    ],
)
def test_kinds_of_graph(directed, multi, kind, edges):
    graph = to_networkx(table(*ROWS), directed=directed, multi=multi)
    assert type(graph) is kind
    assert graph.number_of_edges() == edges
    assert list(graph) == ["A", "B", "C"]


def test_edges_are_dyads():
    graph = to_networkx(table(*ROWS))
    assert graph["A"]["B"] == {
        "weight": 2, "count": 2, "total": 3, "mean": 1.5, "cooperation": 4, "conflict": -1, "sign": 1,
    }  # fmt: skip


def test_weights():
    assert to_networkx(table(*ROWS), weights="cooperation")["A"]["B"]["weight"] == 4
    assert list(to_networkx(table(*ROWS), weights="conflict").edges(data="weight")) == [
        ("A", "B", 1), ("B", "A", 5),
    ]  # fmt: skip


def test_window():
    graph = to_networkx(table(*ROWS), Window(day("2020-02-01"), day("2020-02-29")))
    assert sorted(graph.edges) == [("A", "B"), ("B", "A")]
    assert "C" not in graph


def test_relations_of_a_store(tmp_path):
    with open_store(fill(tmp_path / "story.db")) as store:
        relations = list(store.relations(Filter()))
    graph = to_networkx(EdgeTable.of(relations), multi=True, actors=CAST)
    assert graph.nodes["BLR"] == {"name": "Belarus", "kind": "country", "country": "BLR", "sector": ""}
    pacts = {one.id: one for one in relations if one.type == "ALLIED_WITH"}
    for id_, pact in pacts.items():
        ways = graph["BLR"]["RUS"][id_], graph["RUS"]["BLR"][id_]
        assert ways[0] == ways[1]
        assert ways[0]["start"] == pact.start == day("1999-12-08")
        assert (ways[0]["mode"], ways[0]["kind"], ways[0]["score"]) == ("union", "tie", None)
    assert pacts
    undated = [data for *_, data in graph.edges(data=True) if data["start"] is None]
    assert undated
    assert all(data["precision"] is None for data in undated)
