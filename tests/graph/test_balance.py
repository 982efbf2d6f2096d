"""Signed triads, balance, frustration: by hand, by trying everything, and against the reference results."""

from __future__ import annotations

import warnings
from itertools import combinations, product

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings

from actorgraph.graph import balance
from actorgraph.graph.census import census
from actorgraph.graph.dyads import dyads
from actorgraph.graph.edges import Array, EdgeTable
from actorgraph.graph.frustration import Frustration, frustration, frustration_of
from actorgraph.graph.matrices import signed
from actorgraph.graph.networks import to_networkx
from actorgraph.graph.periods import first_day
from tests.graph.tables import REFERENCE, needs_reference_data, reference_table, table, tables

SQUARE = ("A B 1", "B C 1", "C D 1", "D A -1", "A C 1")


def test_triads_by_hand():
    assert balance.triads(table("A B 1", "B C 2", "C A 3")).counts == (1, 0, 0, 0)
    # A, B, C are friends; in A, C, D one of the friends of D and C is an enemy of the other.
    assert balance.triads(table(*SQUARE)).counts == (1, 1, 0, 0)
    assert balance.triads(table(*SQUARE)).ratio == 0.5
    assert balance.triads(table("A B 1", "B C -1", "A C -2")).counts == (0, 0, 1, 0)
    assert balance.triads(table("A B -1", "B C -1", "A C -2")).counts == (0, 0, 0, 1)


def test_no_triads_have_no_ratio():
    assert balance.triads(table("A B 1")).ratio is None
    assert balance.triads(table()).counts == (0, 0, 0, 0)


def test_dyads_that_add_up_to_nothing_have_no_sign():
    assert balance.triads(table("A B 1", "B A -1", "B C 1", "A C 1")).counts == (0, 0, 0, 0)


def test_triads_by_name():
    listed = balance.list_triads(table(*SQUARE, "A C 1"))
    assert [(one.actors, one.kind, one.is_balanced) for one in listed] == [
        (("A", "B", "C"), "+++", True),
        (("A", "C", "D"), "++-", False),
    ]
    assert listed[1].signs == (1, -1, 1)
    assert balance.list_triads(table(*SQUARE), limit=1) == listed[:1]


def test_over_time():
    months = balance.over_time(
        table("A B 1 2020-01-01", "B C 1 2020-01-02", "A C 1 2020-01-31", "A B -1 2020-02-01"), "month"
    )
    assert [(first_day(period, "month").month, found.counts) for period, found in months] == [
        (1, (1, 0, 0, 0)), (2, (0, 0, 0, 0)),
    ]  # fmt: skip


@settings(deadline=None)
@given(tables())
def test_triads_agree_with_trying_all(of: EdgeTable):
    sign = dict(
        zip(zip(*(e.tolist() for e in signed(of)[:2]), strict=True), signed(of)[2].tolist(), strict=True)
    )
    counts = [0, 0, 0, 0]
    for three in combinations(range(len(of.actors)), 3):
        signs = [sign.get(pair) for pair in combinations(three, 2)]
        if all(signs):
            counts[signs.count(-1)] += 1
    assert balance.triads(of).counts == tuple(counts)
    kinds = [one.kind for one in balance.list_triads(of)]
    assert [kinds.count(kind) for kind in balance.KINDS] == counts
    assert balance.list_triads(of, limit=2) == balance.list_triads(of)[:2]


@settings(deadline=None)
@given(tables())
def test_census_agrees_with_networkx(of: EdgeTable):
    graph = to_networkx(of)
    graph.add_nodes_from(of.actors)
    graph.remove_edges_from(list(nx.selfloop_edges(graph)))
    expected = nx.triadic_census(graph)
    assert census(of) == expected


def test_census_by_hand():
    assert {kind: number for kind, number in census(table("A B", "B C")).items() if number} == {"021C": 1}
    found = census(table("A B", "B A", "C A", "C B", "D D"))
    assert {kind: number for kind, number in found.items() if number} == {"120D": 1, "012": 2, "102": 1}
    assert sum(census(table()).values()) == 0


def test_frustration_by_hand():
    found = frustration(table(*SQUARE))
    assert (found.index, found.bound, found.proven, found.dyads) == (1, 1, True, 5)
    assert found.line == pytest.approx(0.6)
    assert len(found.frustrated) == 1
    camps = frustration(table("A B 1", "B C -1", "A C -2", "X Y -1"))
    assert camps.index == 0
    assert camps.camps == (("A", "B", "X"), ("C", "Y"))
    assert frustration(table("A B -1", "B C -1", "A C -2")).index == 1
    empty = frustration(table())
    assert (empty.index, empty.camps, empty.line) == (0, ((), ()), None)


def least(one: Array, other: Array, sign: Array, actors: int) -> int:
    """The index by trying every division."""
    counts = []
    for side in product((0, 1), repeat=actors):
        camps = np.array(side)
        counts.append(int(((camps[one] != camps[other]) == (sign > 0)).sum()))
    return min(counts)


def check(found: Frustration, one: Array, other: Array, sign: Array, actors: tuple[str, ...]) -> None:
    """The camps leave as many dyads frustrated as is said, and those that are named."""
    camp = {actor: number for number, camp in enumerate(found.camps) for actor in camp}
    broken = {
        (actors[a], actors[b], s)
        for a, b, s in zip(one.tolist(), other.tolist(), sign.tolist(), strict=True)
        if (camp[actors[a]] != camp[actors[b]]) == (s > 0)
    }
    assert set(found.frustrated) == broken
    assert found.index == len(broken)


@settings(deadline=None, max_examples=60)
@given(tables(actors=8))
def test_frustration_agrees_with_trying_all(of: EdgeTable):
    one, other, sign = signed(of)
    found = frustration(of)
    assert found.proven
    assert found.index == least(one, other, sign, len(of.actors))
    check(found, one, other, sign, of.actors)


def test_without_time_the_answer_has_a_bound():
    chance = np.random.default_rng(3)
    one, other = np.triu_indices(40, 1)
    sign = chance.choice([-1, 1], len(one))
    found = frustration_of(one, other, sign, tuple(map(str, range(40))), seconds=0)
    assert 0 < found.bound < found.index
    assert not found.proven
    check(found, one, other, sign, tuple(map(str, range(40))))


def read_signed(file: str) -> dict[str, tuple[Array, Array, Array, int]]:
    """Name -> (one, other, sign, actors) of the igraph objects of an R file."""
    rdata = pytest.importorskip("rdata")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # rdata knows no class igraph and says so
        (read,) = rdata.read_rda(REFERENCE / file).values()
    graphs = read if isinstance(read, dict) else {file: read}
    result = {}
    for name, graph in graphs.items():
        one, other = (np.array(ends).astype(int) for ends in (graph[2], graph[3]))
        sign = np.array(graph[8][3]["sign"]).astype(int)
        result[str(name)] = np.minimum(one, other), np.maximum(one, other), sign, int(graph[0][0])
    return result


@needs_reference_data
def test_reference_triads_of_icews18():
    """167,761, 105,688, 72,673 and 36,883 come out when scores are added one by one as floating point.

    Those of one dyad (Japan with Japanese business, 19 events) then add up to 9e-16 instead of 0, and it gets
    a sign. Added exactly it has none: the counts of the last line.
    """
    of = reference_table("icews18")
    low, high = np.minimum(of.source, of.target), np.maximum(of.source, of.target)
    pairs, pair_of = np.unique(np.column_stack([low, high]), axis=0, return_inverse=True)
    added = np.bincount(pair_of, of.score)
    plain = added != 0
    ends = pairs[plain].T
    counted = balance.triads_of(ends[0], ends[1], np.sign(added[plain]), len(of.actors))
    assert counted.counts == (167_761, 105_688, 72_673, 36_883)

    tenths = np.bincount(pair_of, np.round(10 * of.score))
    (residue,) = np.flatnonzero((added != 0) & (tenths == 0))
    assert {of.actors[end] for end in pairs[residue]} == {"Japan", "Business (Japan)"}
    assert (dyads(of, directed=False).sign == np.sign(tenths)).all()
    assert balance.triads(of).counts == (167_740, 105_682, 72_667, 36_883)


@needs_reference_data
def test_reference_frustration_of_the_tribes():
    (tribes,) = read_signed("tribes.rda").values()
    found = frustration_of(*tribes[:3], tuple(map(str, range(tribes[3]))))
    assert (found.index, found.proven) == (7, True)


@needs_reference_data
def test_reference_frustration_of_all_cow_networks():
    """All 51, each proven within two seconds; the indices given are those of every tenth."""
    networks = read_signed("cowList.rda")
    assert len(networks) == 51
    found = {}
    for name, (one, other, sign, actors) in networks.items():
        names = tuple(map(str, range(actors)))
        found[name] = frustration_of(one, other, sign, names)
        assert found[name].proven, name
        assert found[name].seconds < 2, name
        check(found[name], one, other, sign, names)
    tenths = ["46-49", "56-59", "66-69", "76-79", "86-89", "96-99"]
    assert [found[name].index for name in tenths] == [17, 34, 28, 50, 32, 45]
