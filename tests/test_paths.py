"""Paths: fewest steps first, then the surest, and only the way the arrows go where that is asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from actorgraph import answers
from actorgraph.dates import window
from actorgraph.graph.paths import fewest_steps
from actorgraph.model import Relation
from actorgraph.store import open_store
from actorgraph.store.base import Filter
from tests.story import fill

EDGE = Relation(
    id="", group="", kind="event", type="AID", mode=None, source="", target="", symmetric=False, start=None,
    start_precision=None, end=None, end_precision=None, status="asserted", asserter=None, disputed=False,
    quad=2, score=10.0, confidence=0.9, reports=1, sources=1, first_seen=None, last_seen=None,
    first_reported=None, last_reported=None, quote="",
)  # fmt: skip


def edge(ends: str, confidence: float = 0.9, symmetric: bool = False) -> Relation:
    source, target = ends
    return replace(
        EDGE,
        id=f"{ends}{confidence}",
        source=source,
        target=target,
        confidence=confidence,
        symmetric=symmetric,
    )


def way(relations: Sequence[Relation], ends: str, direction: str = "both") -> str | None:
    hops = fewest_steps(relations, ends[0], ends[1], direction)  # type: ignore[arg-type]
    return None if hops is None else "".join([hops[0].source, *(hop.target for hop in hops)]) if hops else ""


@pytest.mark.parametrize(
    ("edges", "ends", "direction", "expected"),
    [
        (["AB", "BC", "AC"], "AC", "both", "AC"),
        (["AB", "BC"], "AC", "both", "ABC"),
        (["BA", "BC"], "AC", "both", "ABC"),
        (["BA", "BC"], "AC", "out", None),
        (["AB", "BC"], "AC", "out", "ABC"),
        (["AB", "BC"], "AC", "in", None),
        (["BA", "CB"], "AC", "in", "ABC"),
        (["AB", "CD"], "AD", "both", None),
        (["AB"], "AA", "both", ""),
        (["AB"], "AZ", "both", None),
    ],
)
def test_fewest_steps(edges: list[str], ends: str, direction: str, expected: str | None):
    assert way([edge(pair) for pair in edges], ends, direction) == expected


def test_symmetric_relations_go_both_ways():
    assert way([edge("BA", symmetric=True)], "AB", "out") == "AB"
    assert way([edge("AB", symmetric=True)], "AB", "in") == "AB"


@pytest.mark.parametrize("turned", [False, True])
def test_of_equal_steps_the_surest(turned: bool):
    relations = [edge("AB"), edge("BD"), edge("AC", 0.5), edge("CD")]
    assert way(relations[::-1] if turned else relations, "AD") == "ABD"


def test_doubt_never_outweighs_a_step():
    sure = [edge("AB", 1.0), edge("BC", 1.0), edge("CD", 1.0)]
    assert way([*sure, edge("AE", 0.0), edge("ED", 0.0)], "AD") == "AED"


def test_a_step_has_all_its_relations_surest_first():
    hops = fewest_steps([edge("AB", 0.5), edge("BA", 0.8)], "A", "B")
    assert hops is not None
    assert [relation.confidence for relation in hops[0].relations] == [0.8, 0.5]


def test_only_facts_make_a_path(tmp_path: Path):
    with open_store(fill(tmp_path / "graph.db")) as store:
        planned = answers.path(store, "EU", "Lukashenko", Filter(window=window(on="2020-08-15")))
        assert planned.steps is None
        found = answers.path(store, "Tikhanovskaya", "Putin")
        assert found.steps is not None
        statuses = {edge.relation.status for step in found.steps for edge in step.edges}
        assert statuses <= {"asserted", "claimed"}
        assert found.steps[0].source.name == "Svetlana Tikhanovskaya"
        assert found.steps[-1].target.name == "Vladimir Putin"
