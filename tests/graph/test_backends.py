"""Backends of NetworkX, chosen by its own configuration: they are used, and no answer changes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.story import fill

WITNESS = """
import os
import networkx as nx

class WitnessGraph(nx.Graph):
    __networkx_backend__ = "witness"

class WitnessDiGraph(nx.DiGraph):
    __networkx_backend__ = "witness"

class Interface:
    '''Counts what it is asked for, and has it computed by NetworkX.'''

    def __getattr__(self, name):
        if name.startswith("_") or name in ("graph__new__", "on_start_tests"):
            raise AttributeError(name)

        def compute(graph, *args, **given):
            plain = (nx.DiGraph if graph.is_directed() else nx.Graph)()
            # Another order of nodes and edges than the one that was given, as a backend may have.
            plain.add_nodes_from(reversed(list(graph.nodes(data=True))))
            plain.add_edges_from(reversed(list(graph.edges(data=True))))
            found = getattr(nx, name)(plain, *args, backend="networkx", **given)
            with open(os.environ["WITNESS"], "a") as file:
                print(name, file=file)
            return found

        return compute

    @staticmethod
    def convert_from_nx(graph, **options):
        return (WitnessDiGraph if graph.is_directed() else WitnessGraph)(graph)

    @staticmethod
    def convert_to_nx(result, **options):
        return result

    @staticmethod
    def can_run(name, args, kwargs):
        return True

    @staticmethod
    def should_run(name, args, kwargs):
        return True

interface = Interface()
"""
QUESTIONS = {
    ("analyse", "centrality", "--measure", "betweenness"): "betweenness_centrality",
    ("analyse", "centrality", "--measure", "closeness"): "closeness_centrality",
    ("analyse", "communities"): None,
    ("analyse", "balance", "--frustration"): None,
    ("path", "Poland", "Russia"): None,
}
"""Question -> what a backend computes for it; None where NetworkX's own code must, to answer alike."""


@pytest.fixture(scope="module")
def location(tmp_path_factory: pytest.TempPathFactory) -> str:
    return fill(tmp_path_factory.mktemp("story") / "graph.db")


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a backend as pip would install it."""
    folder = tmp_path_factory.mktemp("site")
    (folder / "witness_backend.py").write_text(WITNESS, encoding="utf-8")
    described = folder / "witness_backend-1.0.dist-info"
    described.mkdir()
    (described / "METADATA").write_text("Metadata-Version: 2.1\nName: witness-backend\nVersion: 1.0\n")
    (described / "entry_points.txt").write_text(
        "[networkx.backends]\nwitness = witness_backend:interface\n", encoding="utf-8"
    )
    return folder


def answer(location: str, arguments: tuple[str, ...], **environment: str) -> str:
    command = [sys.executable, "-m", "actorgraph", *arguments, "--store", location, "-f", "json"]
    done = subprocess.run(command, capture_output=True, text=True, env=os.environ | environment, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize(("arguments", "computed"), QUESTIONS.items(), ids=str)
def test_a_configured_backend_changes_no_answer(
    location: str, installed: Path, tmp_path: Path, arguments: tuple[str, ...], computed: str | None
):
    witness = tmp_path / "asked"
    paths = os.pathsep.join([str(installed), *filter(None, [os.environ.get("PYTHONPATH")])])
    configured = {"NETWORKX_BACKEND_PRIORITY": "witness", "PYTHONPATH": paths, "WITNESS": str(witness)}
    assert answer(location, arguments, **configured) == answer(location, arguments)
    asked = witness.read_text().split() if witness.exists() else []
    assert asked[-1:] == [computed] if computed else asked == []
