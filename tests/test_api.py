"""The Python API is one list, lazily imported, and its verbs answer."""

from __future__ import annotations

import inspect
import json
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest

import actorgraph as ag
from tests.story import LineExtractor, fill, lines_article

PUBLIC = [
    "Actor",
    "ActorgraphError",
    "Analysis",
    "Article",
    "Defaults",
    "Evidence",
    "Filter",
    "Partial",
    "Reading",
    "Relation",
    "Selection",
    "SkippedInput",
    "Sourced",
    "Store",
    "UnknownActor",
    "Window",
    "__version__",
    "actors",
    "balance",
    "blocs",
    "brokers",
    "build",
    "centrality",
    "communities",
    "diff",
    "dyad",
    "extract_relations",
    "find_actor",
    "forecast",
    "from_record",
    "frustration",
    "import_table",
    "load",
    "load_extractor",
    "load_mapping",
    "neighbours",
    "open_store",
    "parse_partial",
    "path",
    "read",
    "read_relations",
    "rising",
    "rollup",
    "similar",
    "stats",
    "store_relations",
    "timeline",
    "to_networkx",
    "to_record",
    "triads",
    "why",
    "window",
    "write_graph",
]


def test_public_names_are_these():
    assert sorted(ag.__all__) == sorted(PUBLIC)
    assert set(PUBLIC) <= set(dir(ag))


@pytest.mark.parametrize("name", PUBLIC)
def test_public_name_is_there_and_documented(name: str):
    value = getattr(ag, name)
    if name != "__version__":
        assert inspect.getdoc(value), f"{name} has no docstring"
    if inspect.isfunction(value):
        unannotated = [
            p.name for p in inspect.signature(value).parameters.values() if p.annotation is p.empty
        ]
        assert not unannotated
        assert inspect.signature(value).return_annotation is not inspect.Signature.empty


def test_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="no attribute 'neighbors'"):
        ag.neighbors  # noqa: B018 (the access is what is tried)


def test_import_loads_nothing_heavy():
    code = "import actorgraph, sys; print(sorted(m for m in sys.modules if m.startswith('actorgraph')))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['actorgraph']"


def test_verbs_load_nothing_heavy_before_they_are_called():
    heavy = {"spacy", "numpy", "networkx", "scipy", "pandas", "neo4j", "matplotlib", "igraph", "click"}
    code = (
        "import actorgraph, sys\n"
        "for name in actorgraph.__all__: getattr(actorgraph, name)\n"
        f"print(sorted({heavy} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_verbs_from_article_to_export(tmp_path: Path):
    article = lines_article("Belarus ACCUSE Poland 2020-08-15", "Poland SANCTION Belarus 2020-09-01")
    with ag.open_store(str(tmp_path / "graph.db"), create=True) as store:
        summary = ag.build(store, [article], LineExtractor())
        assert (summary.written.new, summary.written.relations_added) == (1, 2)
        rows = ag.neighbours(store, "belarus", ag.Filter(window=ag.window(on="2020-08"))).rows
        assert [(row.direction, row.actor.name, row.edge.relation.type) for row in rows] == [
            ("out", "Poland", "ACCUSE")
        ]
        assert len(ag.why(store, "Belarus", "Poland").rows) == 2
        assert len(ag.timeline(store, "Poland").rows) == 2
        assert len(ag.path(store, "Poland", "Belarus").steps or ()) == 1
        assert [actor.name for actor, _ in ag.actors(store, "pol")] == ["Poland"]
        assert ag.stats(store).relations == 2
        out = BytesIO()
        assert ag.write_graph(ag.Selection(store), out, "jsonl") == 2
    assert {json.loads(line)["type"] for line in out.getvalue().splitlines()} == {"ACCUSE", "SANCTION"}


def test_relations_without_a_store():
    found = list(ag.extract_relations([lines_article("Belarus ACCUSE Poland 2020-08-15")], LineExtractor()))
    assert [(one.source.name, one.relation.type, one.target.name) for one in found] == [
        ("Belarus", "ACCUSE", "Poland")
    ]


def test_unknown_actor_names_the_nearest(tmp_path: Path):
    with ag.open_store(fill(tmp_path / "graph.db")) as store, pytest.raises(ag.UnknownActor) as caught:
        ag.neighbours(store, "Tikhanouskaja")
    assert caught.value.nearest[0] == "Svetlana Tikhanovskaya"
    assert len(caught.value.nearest) == 3
