"""GraphML: what others read back is what was written."""

from __future__ import annotations

import datetime as dt
import warnings
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import igraph
import networkx as nx
import pytest

from actorgraph import export
from actorgraph.answers import Selection
from actorgraph.errors import ActorgraphError
from actorgraph.export.graphml import write
from actorgraph.model import Actor, Relation
from actorgraph.store import open_store
from actorgraph.store.base import Filter
from tests.story import fill
from tests.test_paths import EDGE

NASTY = 'A "B" <i> & \x00\x08\x1b\ud800\ufffe ]]> Łódź 北京 🕊 \t end'
CLEAN = 'A "B" <i> &  ]]> Łódź 北京 🕊 \t end'
ACTORS = [
    Actor("A&<1>", NASTY, "country", aliases=("x", "y;z")),
    Actor("Q2", "Тарас", "person"),
    Actor("alone", "Alone", "ngo"),
]
DAY = dt.date(2020, 8, 15)
FIRST = replace(
    EDGE, id="e1", source="A&<1>", target="Q2", start=DAY, start_precision="day", end=DAY,
    end_precision="day", quote=NASTY, mode="phone", sources=3, disputed=True,
)  # fmt: skip
EDGES = [
    FIRST,
    replace(FIRST, id="e2", start=dt.date(2021, 1, 1), start_precision="month"),
    replace(EDGE, id="e3", source="Q2", target="A&<1>"),
    replace(
        EDGE, id="e4", source="Q2", target="Q2", kind="tie", type="HAS_SANCTIONS_ON", quad=None, score=None
    ),
]


def written(relations: list[Relation], tmp_path: Path) -> Path:
    path = tmp_path / "graph.graphml"
    with path.open("wb") as file:
        assert write(relations, ACTORS, file) == len(relations)
    return path


def read_igraph(path: Path) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        return igraph.Graph.Read_GraphML(str(path))


def test_networkx_reads_every_node_edge_and_value(tmp_path: Path):
    graph = nx.read_graphml(written(EDGES, tmp_path))
    assert isinstance(graph, nx.MultiDiGraph)
    assert (graph.number_of_nodes(), graph.number_of_edges()) == (3, 4)
    assert graph.nodes["A&<1>"] == {"label": CLEAN, "name": CLEAN, "kind": "country", "aliases": "x; y;z"}
    assert graph.nodes["Q2"]["label"] == "Тарас"
    edges = {data["relation_id"]: data for _, _, data in graph.edges(data=True)}
    first = edges["e1"]
    assert first["quote"] == CLEAN
    assert (first["label"], first["relation"], first["weight"]) == ("aid (phone)", "AID", 3.0)
    assert (first["start"], first["end"], first["status"]) == ("2020-08-15", "2020-08-15", "asserted")
    assert (first["start_precision"], edges["e2"]["start_precision"]) == ("day", "month")
    assert first["disputed"] is True
    assert first["quad"] == 2
    assert isinstance(first["score"], float)


def test_none_is_left_out(tmp_path: Path):
    graph = nx.read_graphml(written(EDGES, tmp_path))
    fourth = next(data for _, _, data in graph.edges(data=True) if data["relation_id"] == "e4")
    assert not {"start", "end", "mode", "quad", "score", "asserter", "opened_by"} & set(fourth)
    assert "None" not in (tmp_path / "graph.graphml").read_text(encoding="utf-8")


def test_parallel_edges_stay_apart(tmp_path: Path):
    path = written(EDGES, tmp_path)
    assert len(nx.read_graphml(path)["A&<1>"]["Q2"]) == 2
    graph = read_igraph(path)
    assert graph.ecount() == 4
    assert graph.es["relation_id"] == ["e1", "e2", "e3", "e4"]  # its own "id" holds those of the nodes
    assert sorted(filter(None, graph.es["start"])) == ["2020-08-15", "2021-01-01"]


def test_igraph_reads_the_same(tmp_path: Path):
    graph = read_igraph(written(EDGES, tmp_path))
    assert graph.is_directed()
    assert (graph.vcount(), graph.ecount()) == (3, 4)
    assert graph.vs["label"] == [CLEAN, "Тарас", "Alone"]
    assert graph.es["weight"] == [3.0, 3.0, 1.0, 1.0]
    assert graph.es["relation"] == ["AID", "AID", "AID", "HAS_SANCTIONS_ON"]


def test_an_empty_graph_is_read(tmp_path: Path):
    path = tmp_path / "empty.graphml"
    with path.open("wb") as file:
        assert write([], [], file) == 0
    assert nx.read_graphml(path).number_of_nodes() == 0
    assert read_igraph(path).vcount() == 0


def test_a_whole_store_is_read_back_with_equal_counts(tmp_path: Path):
    path = tmp_path / "store.graphml"
    with open_store(fill(tmp_path / "graph.db")) as store:
        stats = store.stats()
        with path.open("wb") as file:
            assert export.write(Selection(store), file, "graphml") == stats.relations
        part = BytesIO()
        facts = export.write(Selection(store, Filter(statuses=("planned",))), part, "graphml")
    assert facts == 1
    assert part.getvalue().count(b"<node ") == 2
    graph, other = nx.read_graphml(path), read_igraph(path)
    assert graph.number_of_nodes() == other.vcount() == stats.actors
    assert graph.number_of_edges() == other.ecount() == stats.relations


def test_written_piece_by_piece():
    class Counting(BytesIO):
        largest = 0

        def write(self, data: Any) -> int:
            self.largest = max(self.largest, len(data))
            return super().write(data)

    file = Counting()
    write((replace(FIRST, id=f"e{number}") for number in range(2000)), ACTORS, file)
    assert file.largest < 8000 < len(file.getvalue())


def test_unknown_format_names_those_there_are():
    with pytest.raises(ActorgraphError, match="'gexf' is no export format: choose one of graphml, jsonl"):
        export.get_format("gexf")


@pytest.mark.parametrize("name", export.FORMATS)
def test_every_format_is_described(name: str):
    format_ = export.get_format(name)
    assert (format_.name, format_.suffix) == (name, f".{name}")
    assert format_.about
