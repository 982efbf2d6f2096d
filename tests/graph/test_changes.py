"""Courses, breaks, differences, rises and rollups: by hand and against SciPy."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from actorgraph.dates import Window
from actorgraph.graph.breaks import change_points
from actorgraph.graph.changes import difference, rising, series
from actorgraph.graph.edges import NO_DAY, EdgeTable, number
from actorgraph.graph.periods import first_day
from actorgraph.graph.rollup import Belonging, always, belongings, rollup
from tests.graph.tables import needs_reference_data, reference_table, table
from tests.support import day

ROWS = ("A B 4 2020-01-05", "B A -1 2020-01-20", "A C 9 2020-02-01", "A B -3 2020-03-31")


def test_series_has_quiet_months():
    found = series(table(*ROWS), "B", "A")
    assert [first_day(period, "month").isoformat() for period in found.period] == [
        "2020-01-01", "2020-02-01", "2020-03-01",
    ]  # fmt: skip
    assert found.count.tolist() == [2, 0, 1]
    assert found.cooperation.tolist() == [4, 0, 0]
    assert found.conflict.tolist() == [-1, 0, -3]
    assert found.total.tolist() == [3, 0, -3]


def test_series_covers_its_window():
    found = series(table(*ROWS), "A", "B", "month", Window(day("2019-12-15"), day("2020-02-29")))
    assert found.count.tolist() == [0, 2, 0]
    assert len(series(table(), "A", "B").period) == 0


def test_change_points():
    chance = np.random.default_rng(5)
    values = np.concatenate([np.full(20, 5.0), np.full(15, -10.0), np.full(25, 0.0)]) + chance.normal(
        0, 1, 60
    )
    assert change_points(values) == [20, 35]
    assert change_points(chance.normal(0, 1, 60)) == []
    assert change_points(np.zeros(30)) == []
    assert change_points(np.array([1.0, 2.0])) == []
    step = np.concatenate([np.zeros(20), np.ones(20)])
    assert change_points(step) == [20]


def test_a_burst_is_no_break():
    values = np.tile([0.0, 0.0, 1.0, 0.0, -1.0], 12)
    values[[11, 30, 47]] = [-40.0, -35.0, 30.0]
    assert change_points(values) == []


@pytest.mark.parametrize("of", ["mean", "distribution"])
def test_series_without_break_show_one_rarely(of):
    chance = np.random.default_rng(11)
    found = [change_points(chance.poisson(0.7, 52) * chance.normal(0, 5, 52), of=of) for _ in range(100)]
    assert sum(map(bool, found)) <= 15


def test_the_cost_of_a_break_may_be_given():
    step = np.concatenate([np.zeros(20), np.ones(20)])
    # One segment deviates by 40 x 0.25.
    assert change_points(step, cost=9.9) == [20]
    assert change_points(step, cost=10.1) == []


def test_change_points_of_a_distribution():
    chance = np.random.default_rng(5)
    values = np.concatenate([chance.normal(0, 1, 40), chance.normal(0, 12, 40)])
    (found,) = change_points(values, of="distribution", penalty=3)
    assert 38 <= found <= 44
    assert change_points(values, of="distribution", penalty=3, step=20) == [40]
    assert change_points(np.zeros(30), of="distribution") == []
    assert change_points(np.array([1.0, 2.0]), of="distribution") == []


def tie(rows: list[tuple[str, str, str, str | None]], type_: str = "ALLIED_WITH") -> EdgeTable:
    of = table(*(f"{a} {b} 0 {start}" for a, b, start, _ in rows))
    ends = np.array([number(day(end)) if end else NO_DAY for *_, end in rows], dtype=np.int32)
    return replace(of, types=(type_,), kind=np.ones(len(rows), dtype=np.uint8), end=ends, last=ends)


def test_difference_of_ties():
    of = tie(
        [
            ("A", "B", "2000-01-01", "2010-01-01"),
            ("A", "C", "2012-01-01", None),
            ("A", "D", "1990-01-01", None),
        ]
    )
    found = difference(of, day("2005-01-01"), day("2015-01-01"))
    assert (found.begun, found.ended, found.moved) == ((1,), (0,), ())
    assert difference(of, day("2005-01-01"), day("2015-01-01"), "C").begun == (1,)
    assert difference(of, day("2005-01-01"), day("2015-01-01"), "D").begun == ()
    with pytest.raises(ValueError, match="2015-01-01 is not before 2005-01-01"):
        difference(of, day("2015-01-01"), day("2005-01-01"))


def test_difference_of_events():
    of = table(
        "A B -1 2020-01-10", "A B 2 2020-01-25", "A B 3 2020-02-02", "B C 1 2020-01-31", "B C 1 2020-02-01"
    )
    found = difference(of, day("2020-02-01"), day("2020-02-29"))
    assert (found.before, found.after) == (
        Window(day("2020-01-04"), day("2020-01-31")),
        Window(day("2020-02-01"), day("2020-02-28")),
    )
    (moved,) = found.moved
    assert (moved.source, moved.target, moved.count_before, moved.count_after) == ("A", "B", 2, 1)
    assert (moved.score_before, moved.score_after) == (1, 3)


def test_rising_is_measured_against_the_rest():
    before = table(*["A B"] * 10, *["C D"] * 30)
    after = table(*["A B"] * 30, *["C D"] * 30)
    found = {row.actors: row for row in rising(before, after, by_dyad=True)}
    first = found["A", "B"]
    assert (first.before, first.after, first.expected) == (10, 30, 40 * 0.6)
    # Doubled by the exact tail of a binomial with 40 events and the share 60/100 of all.
    assert first.p == pytest.approx(2 * stats.binom.sf(29, 40, 0.6))
    assert found["C", "D"].after < found["C", "D"].expected
    assert next(iter(found)) == ("A", "B")
    assert [row.actors for row in rising(before, after)] == [("A",), ("B",), ("C",), ("D",)]


def test_rare_activity_is_not_tested():
    assert rising(table("A B"), table("A B")) == []
    assert len(rising(table("A B"), table("A B"), least=2, by_dyad=True)) == 1
    assert rising(table(), table()) == []


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)), min_size=1, max_size=8))
def test_rising_agrees_with_scipy(counts):
    early = [f"a{i} b{i}" for i, (n, _) in enumerate(counts) for _ in range(n)]
    late = [f"a{i} b{i}" for i, (_, n) in enumerate(counts) for _ in range(n)]
    rows = rising(table(*early), table(*late), by_dyad=True, least=1)
    p = np.array([row.p for row in rows])
    assert len(rows) == sum(sum(pair) > 0 for pair in counts)
    if not rows:
        return
    share = len(late) / (len(early) + len(late))
    for row in rows:
        tails = [
            stats.binomtest(row.after, row.before + row.after, share, alternative=side).pvalue
            for side in ("less", "greater")
        ]
        assert row.p == pytest.approx(min(1, 2 * min(tails)))
    assert sorted(row.q for row in rows) == pytest.approx(sorted(stats.false_discovery_control(p)))


def test_leaders_act_for_their_state_while_in_office():
    events = table(
        "obama russia 1 2014-03-01",
        "obama russia 1 2018-03-01",
        "trump russia 1 2018-03-01",
        "obama usa 1 2014-03-02",
    )
    offices = [
        Belonging("obama", "usa", number(day("2009-01-20")), number(day("2017-01-19"))),
        Belonging("trump", "usa", number(day("2017-01-20"))),
    ]
    found = rollup(events, offices)
    named = [(found.actors[s], found.actors[t]) for s, t in zip(found.source, found.target, strict=True)]
    assert named == [("usa", "russia"), ("obama", "russia"), ("usa", "russia")]
    assert found.relation_ids() == ["r0", "r1", "r2"]
    assert len(rollup(events, offices, keep=False)) == 0


def test_a_state_of_two_blocs_counts_for_both():
    found = rollup(
        table("fra usa", "deu fra"),
        [Belonging("fra", "EU"), Belonging("fra", "NATO"), Belonging("usa", "NATO"), Belonging("deu", "EU")],
        keep=False,
    )
    named = [(found.actors[s], found.actors[t]) for s, t in zip(found.source, found.target, strict=True)]
    assert sorted(named) == [("EU", "NATO"), ("EU", "NATO")]
    assert found.relation_ids() == ["r0", "r1"]


def test_belongings_of_ties_and_for_good():
    ties = tie(
        [("merkel", "deu", "2005-11-22", "2021-12-08"), ("merz", "deu", "2025-05-06", None)], "HOLDS_OFFICE"
    )
    found = belongings(ties)
    assert found[0] == Belonging("merkel", "deu", number(day("2005-11-22")), number(day("2021-12-08")))
    assert found[1].last > number(day("2999-01-01"))
    assert belongings(tie([("A", "B", "2020-01-01", None)])) == []
    assert always({"x": "deu", "y": ""}) == [Belonging("x", "deu")]


@needs_reference_data
def test_reference_change_points_of_russia_and_ukraine():
    """The file names no state as a whole: the series is of actors by the country in brackets, either way,
    quiet weeks being 0. The reference allows a break every fifth week alone, ruptures' own default, and takes
    1 for the cost of a break, at which two of five series without any break show one."""
    of = reference_table("icews14").renamed(lambda name: name.rpartition("(")[2].rstrip(")"))
    found = series(of, "Russia", "Ukraine", "week")
    assert (found.count.sum(), len(found.period)) == (96, 53)
    breaks = change_points(found.total, of="distribution", step=5, cost=1.0)
    assert [first_day(int(found.period[place]), "week").isoformat() for place in breaks] == [
        "2014-03-10", "2014-07-28",
    ]  # fmt: skip


@needs_reference_data
def test_the_spring_of_2014_shows_between_actors_of_russia_and_ukraine():
    """Actors rolled up by the country in their name: by the BIC, the calm before March 2014 ends in a break.
    The modified BIC takes 96 events in 53 weeks for too few to tell."""
    of = reference_table("icews14").renamed(lambda name: name.rpartition("(")[2].rstrip(")"))
    found = series(of, "Russia", "Ukraine", "week")
    assert found.count.sum() == 96
    breaks = [first_day(int(found.period[place]), "week") for place in change_points(found.total, penalty=2)]
    assert change_points(found.total) == []
    assert any(day("2014-02-24") <= one <= day("2014-03-31") for one in breaks)
