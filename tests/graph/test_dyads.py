"""Sums over pairs of actors, by hand and against a plain loop."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings

from actorgraph.graph.dyads import between, co_members, dyads, order_of
from actorgraph.graph.edges import NO_DAY, EdgeTable, day_of, number
from actorgraph.graph.periods import EVERY, first_day, periods_of, spread, starts_of
from tests.graph.tables import needs_reference_data, reference_table, table, tables
from tests.support import day


def test_sums_by_hand():
    found = dyads(table("A B 4", "A B -1", "B A 2", "B C -3", "C C 9"))
    assert [(found.actors[s], found.actors[t]) for s, t in zip(found.source, found.target, strict=True)] == [
        ("A", "B"), ("B", "A"), ("B", "C"),
    ]  # fmt: skip
    assert found.count.tolist() == [2, 1, 1]
    assert found.total.tolist() == [3, 2, -3]
    assert found.mean.tolist() == [1.5, 2, -3]
    assert found.cooperation.tolist() == [4, 2, 0]
    assert found.conflict.tolist() == [-1, 0, -3]
    assert found.friendly.tolist() == [1, 1, 0]
    assert found.hostile.tolist() == [1, 0, 1]
    assert found.sign.tolist() == [1, 1, -1]


def test_undirected_and_symmetric():
    both = dyads(table("A B 4", "B A -1", "C B 1"), directed=False)
    assert both.count.tolist() == [2, 1]
    assert both.total.tolist() == [3, 1]
    mutual = dyads(table("A B 4", symmetric=True))
    assert mutual.count.tolist() == [1, 1]
    assert len(dyads(table("A B 4", symmetric=True), directed=False)) == 1


def test_loops_on_demand():
    assert len(dyads(table("A A"))) == 0
    assert len(dyads(table("A A"), loops=True)) == 1


def test_months():
    found = dyads(table("A B 4 2020-01-31", "A B 1 2020-02-01", "A B 2 2020-02-29"), every="month")
    assert [first_day(period, "month").isoformat() for period in found.period] == ["2020-01-01", "2020-02-01"]
    assert found.total.tolist() == [4, 3]


def test_scores_that_cancel_out_have_no_sign():
    assert dyads(table("A B 0.1", "A B 0.2", "A B -0.3")).sign.tolist() == [0]


def test_an_event_of_a_month_is_shared_by_its_weeks():
    event = table("A B 10 2020-02-01")
    month = replace(
        event, end=np.array([number(day("2020-02-29"))]), last=np.array([number(day("2020-02-29"))])
    )
    weeks = dyads(month, every="week")
    # February 2020 begins on a Saturday: 2 days, four whole weeks less one day of the last.
    assert weeks.count.tolist() == pytest.approx([2 / 29, 7 / 29, 7 / 29, 7 / 29, 6 / 29])
    assert weeks.total.sum() == pytest.approx(10)
    assert dyads(month, every="month").count.tolist() == [1]


def test_a_tie_counts_in_every_month_in_which_it_held():
    event = table("A B 10 2020-01-15", "A B 1 2020-04-02")
    tie = replace(event, kind=np.array([1, 0], dtype=np.uint8), last=np.array([NO_DAY, event.last[1]]))
    rows, periods, shares = spread(tie, "month")
    assert rows.tolist() == [0, 0, 0, 0, 1]
    assert [first_day(period, "month").month for period in periods] == [1, 2, 3, 4, 4]
    assert shares.tolist() == [1, 1, 1, 1, 1]


def test_undated_rows_have_no_period():
    undated = replace(table("A B"), first=np.array([NO_DAY], dtype=np.int32))
    assert len(dyads(undated, every="month")) == 0
    assert len(dyads(undated)) == 1


@pytest.mark.parametrize("every", EVERY)
def test_periods_begin_on_their_first_day(every):
    days = np.arange(number(day("1969-11-30")), number(day("1973-03-02")))
    periods = periods_of(days, every)
    starts = starts_of(periods, every)
    assert (starts <= days).all()
    assert (starts_of(periods + 1, every) > days).all()
    assert (periods_of(starts, every) == periods).all()
    if every == "week":
        assert {day_of(int(start)).weekday() for start in starts} == {0}
    elif every != "day":
        assert {day_of(int(start)).day for start in starts} == {1}


@settings(deadline=None)
@given(tables())
@pytest.mark.parametrize("directed", [True, False])
@pytest.mark.parametrize("every", [None, "week", "month"])
def test_agrees_with_a_plain_loop(directed, every, of: EdgeTable):
    expected: dict[tuple[int, ...], list[float]] = defaultdict(list)
    for row in range(len(of)):
        ends = int(of.source[row]), int(of.target[row])
        if ends[0] != ends[1]:
            key = ends if directed else tuple(sorted(ends))
            when = (int(periods_of(of.first[[row]], every)[0]),) if every else ()
            expected[key + when].append(float(of.score[row]))
    found = dyads(of, directed=directed, every=every)
    columns = [found.source, found.target] + ([found.period] if every else [])
    assert list(zip(*(column.tolist() for column in columns), strict=True)) == sorted(expected)
    ordered = [expected[key] for key in sorted(expected)]
    assert found.count.tolist() == [len(scores) for scores in ordered]
    assert found.total.tolist() == [sum(scores) for scores in ordered]
    assert found.hostile.tolist() == [sum(score < 0 for score in scores) for scores in ordered]


def test_order_is_stable_and_right_beyond_sixteen_bits():
    keys = np.random.default_rng(1).integers(0, 2**40, 5000)
    keys = np.concatenate([keys, keys, [0, 65535, 65536]])
    assert order_of(keys).tolist() == np.argsort(keys, kind="stable").tolist()
    assert order_of(np.empty(0, dtype=np.int64)).tolist() == []


def test_between_two():
    of = table("A B", "B A", "A C", "C C")
    assert between(of, "A", "B").relation_ids() == ["r0", "r1"]
    assert len(between(of, "A", "nobody")) == 0


def test_members_of_one_body_are_tied_while_both_belong():
    of = table(
        "FRA NATO 0 1949-04-04", "DEU NATO 0 1955-05-06", "ESP NATO 0 1982-05-30", "FRA WEU 0 1954-10-23"
    )
    ends = [number(day("1980-01-01")), NO_DAY, NO_DAY, NO_DAY]
    of = replace(
        of, types=("MEMBER_OF",), kind=np.ones(4, dtype=np.uint8), end=np.array(ends), last=np.array(ends)
    )
    made = co_members(of)
    pairs = [(made.actors[s], made.actors[t]) for s, t in zip(made.source, made.target, strict=True)]
    assert pairs == [("FRA", "DEU"), ("DEU", "ESP")]
    assert [day_of(int(first)).year for first in made.first] == [1955, 1982]
    assert [day_of(int(last)) for last in made.last] == [day("1980-01-01"), None]
    assert [made.types[i] for i in made.type] == ["ALLIED_WITH"] * 2
    assert made.symmetric.all()
    assert len(co_members(table("A B"))) == 0


@needs_reference_data
def test_reference_rows_of_the_dyad_month_table():
    """483,624, relations of an actor with itself included."""
    assert len(dyads(reference_table("edges-1m"), every="month", loops=True)) == 483_624
