"""The columnar form agrees with the relations that it is made of and with the rules of the store."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings

from actorgraph.dates import Window
from actorgraph.graph.edges import NO_DAY, EdgeTable, concatenate, day_of, number
from actorgraph.graph.rows import dyad_key, of_actors, of_dyads
from actorgraph.model import Relation
from actorgraph.store import open_store
from actorgraph.store.base import Filter
from tests.graph.tables import tables
from tests.story import fill
from tests.support import day


@pytest.fixture(scope="module")
def relations(tmp_path_factory: pytest.TempPathFactory) -> list[Relation]:
    location = fill(tmp_path_factory.mktemp("edges") / "story.db")
    with open_store(location) as store:
        return list(store.relations(Filter()))


def test_columns_hold_what_the_relations_hold(relations: list[Relation]):
    table = EdgeTable.of(relations)
    assert len(table) == len(relations)
    assert table.relation_ids() == [relation.id for relation in relations]
    assert [table.actors[i] for i in table.source] == [relation.source for relation in relations]
    assert [table.types[i] for i in table.type] == [relation.type for relation in relations]
    assert [table.modes[i] or None for i in table.mode] == [relation.mode for relation in relations]
    assert [day_of(n) for n in table.start] == [relation.start for relation in relations]
    assert [day_of(n) for n in table.end] == [relation.end for relation in relations]
    scores = [None if np.isnan(score) else score for score in table.score]
    assert scores == [relation.score for relation in relations]


DAYS = (None, *map(day, ("1999-12-07", "1999-12-08", "2020-08-01", "2020-08-15", "2020-10-03", "2021-01-01")))
WINDOWS = [
    Window(since, until) for since, until in product(DAYS, DAYS) if not (since and until and since > until)
]


@pytest.mark.parametrize("undated", [False, True])
def test_window_is_that_of_the_store(tmp_path: Path, undated: bool):
    with open_store(fill(tmp_path / "story.db")) as store:
        table = EdgeTable.of(store.relations(Filter()))
        for window in WINDOWS:
            wanted = sorted(one.id for one in store.relations(Filter(window=window, undated=undated)))
            assert sorted(table.window(window, undated=undated).relation_ids()) == wanted, window


def test_ties_of_unknown_bounds_count_while_they_were_seen(relations: list[Relation]):
    tie = next(one for one in relations if one.kind == "tie")
    unknown = replace(tie, start=None, end=None, first_seen=day("2020-03-01"), last_seen=day("2020-05-01"))
    closed = replace(unknown, closed_by="x")
    ended = replace(unknown, first_seen=None, last_seen=None, end=day("2020-05-01"))
    table = EdgeTable.of([unknown, closed, ended])
    assert [day_of(n) for n in table.first] == [day("2020-03-01"), day("2020-03-01"), day("2020-05-01")]
    assert [day_of(n) for n in table.last] == [None, day("2020-05-01"), day("2020-05-01")]
    on = lambda text: list(table.window(Window(day(text), day(text))).last)  # noqa: E731
    assert len(on("2020-04-01")) == 2
    assert len(on("2020-06-01")) == 1
    assert len(on("2020-05-01")) == 3


def test_filters(relations: list[Relation]):
    table = EdgeTable.of(relations)
    every = Window()
    for kind in ("event", "tie"):
        expected = sum(relation.kind == kind for relation in relations)
        assert len(table.window(every, kinds=(kind,))) == expected > 0
    assert len(table.window(every, types=("ACCUSE", "NO_SUCH"))) == 3
    assert len(table.window(every, types=("NO_SUCH",))) == 0
    assert len(table.window(every, statuses=("denied",))) == 1
    assert len(table.window(every, min_sources=2)) == sum(one.sources > 1 for one in relations) > 0
    at = sorted({one.confidence for one in relations})[1]
    assert len(table.window(every, min_confidence=at)) == sum(one.confidence >= at for one in relations)


def test_scores_of_ties_are_those_of_the_events_they_are_the_lasting_form_of(relations: list[Relation]):
    table = EdgeTable.of(relations)
    by_type = dict(zip((table.types[i] for i in table.type), table.scores(ties=True), strict=True))
    assert by_type["HAS_SANCTIONS_ON"] == -6.0
    assert by_type["ALLIED_WITH"] == 9.5
    assert by_type["IN_EXILE_IN"] == 0.0
    assert not table.scores()[table.kind == 1].any()


def test_symmetric_rows_both_ways():
    table = EdgeTable.of_columns(
        {"source": [0, 1], "target": [1, 2], "start": [5, 6], "symmetric": [True, False], "ids": ["a", "b"]},
        ("A", "B", "C"),
    )
    both = table.both_ways()
    assert both.source.tolist() == [0, 1, 1]
    assert both.target.tolist() == [1, 2, 0]
    assert both.relation_ids() == ["a", "b", "a"]


def test_compact_and_renamed():
    table = EdgeTable.of_columns({"source": [3, 1], "target": [1, 1], "start": [5, 6]}, ("A", "B", "C", "D"))
    small = table.compact()
    assert small.actors == ("B", "D")
    assert (small.source.tolist(), small.target.tolist()) == ([1, 0], [0, 0])
    joined = table.renamed({"D": "north", "B": None}.get)
    assert len(joined) == 0
    joined = table.renamed({"D": "north", "B": "south"}.get)
    assert [joined.actors[i] for i in joined.source] == ["north", "south"]


def test_concatenate():
    one = EdgeTable.of_columns({"source": [0], "target": [1], "start": [5], "ids": ["x"]}, ("A", "B"), ("T",))
    two = EdgeTable.of_columns({"source": [0], "target": [1], "start": [6], "ids": ["y"]}, ("B", "C"), ("U",))
    table = concatenate([one, two])
    assert table.actors == ("A", "B", "C")
    assert [(table.actors[s], table.actors[t]) for s, t in zip(table.source, table.target, strict=True)] == [
        ("A", "B"),
        ("B", "C"),
    ]
    assert [table.types[i] for i in table.type] == ["T", "U"]
    assert table.relation_ids() == ["x", "y"]
    assert len(concatenate([])) == 0


def test_empty_table_and_bad_columns():
    assert len(EdgeTable.of([])) == 0
    with pytest.raises(ValueError, match="no such column: sauce"):
        EdgeTable.of_columns({"sauce": []}, ())
    with pytest.raises(ValueError, match="column target has 1 rows, source has 2"):
        EdgeTable.of_columns({"source": [0, 0], "target": [0], "start": [1, 1]}, ("A",))
    with pytest.raises(ValueError, match="not loaded"):
        EdgeTable.of_columns({"source": [0], "target": [0], "start": [1]}, ("A",)).relation_ids()


def test_days():
    assert number(day("1970-01-02")) == 1
    assert number(None) == NO_DAY
    assert day_of(1) == day("1970-01-02")
    assert day_of(NO_DAY) is None


@settings(deadline=None)
@given(tables())
def test_rows_of_every_actor_and_dyad(of: EdgeTable):
    actors, pairs = of_actors(of), of_dyads(of)
    for one in range(len(of.actors) + 1):
        mine = (of.source == one) | (of.target == one)
        assert actors[one].tolist() == np.flatnonzero(mine).tolist()
        for other in range(len(of.actors)):
            there = (of.source == one) & (of.target == other)
            there |= (of.source == other) & (of.target == one)
            found = pairs[int(dyad_key(of, one, other))] if one < len(of.actors) else []
            assert list(found) == (np.flatnonzero(there).tolist() if one < len(of.actors) else [])
