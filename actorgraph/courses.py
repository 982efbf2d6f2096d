"""Analyses over time: the course of a dyad, what changed and rose, states rolled up, and what to expect.

As in `analyses`, every row leads to the relations that its figures rest on.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from actorgraph.analyses import NOTHING, Analysis
from actorgraph.answers import LeftOut, find_actor
from actorgraph.dates import Window
from actorgraph.errors import ActorgraphError
from actorgraph.findings import Basis, Change, Forecast, Rising, Rolled, Stretch
from actorgraph.model import Actor
from actorgraph.sides import Side, belonging, of_countries, pair
from actorgraph.store.base import Filter, Store
from actorgraph.view import View, basis, mask, one_way
from actorgraph.wording import counted

if TYPE_CHECKING:
    from actorgraph.graph.breaks import Breaking
    from actorgraph.graph.edges import EdgeTable
    from actorgraph.graph.periods import Every

_ANYTHING = Filter()
_SHORTEST_FORECAST = 10


def dyad(
    store: Store,
    first: str,
    second: str,
    filter_: Filter = _ANYTHING,
    *,
    every: Every = "month",
    penalty: float = 3.0,
    breaking: Breaking = "mean",
    by: Side = "actor",
) -> Analysis[Stretch]:
    """The course of a dyad by period, where its level breaks, and what was said then.

    With `by` = "country", all that actors of the one country and of the other did to each other, as in
    `rollup`. Raises `UnknownActor`.
    """
    from actorgraph.graph import changes
    from actorgraph.graph.breaks import change_points
    from actorgraph.graph.edges import number
    from actorgraph.graph.periods import first_day

    asked, view, table = pair(store, first, second, filter_, by)
    ends = asked[0].actor.id, asked[1].actor.id
    found = changes.series(table, *ends, every, filter_.window)
    breaks = set(change_points(found.total, penalty=penalty, of=breaking))
    day = dt.timedelta(days=1)
    rows = []
    for place, period in enumerate(found.period.tolist()):
        since, following = first_day(period, every), first_day(period + 1, every)
        span = Window(since, following - day)
        rows_then = table.window(span, kinds=("event",))
        there = mask(rows_then, *ends) & (rows_then.first < number(following))
        rows.append(
            Stretch(
                period=since,
                count=_rounded(found.count[place]),
                cooperation=_rounded(found.cooperation[place]),
                conflict=_rounded(found.conflict[place]),
                total=_rounded(found.total[place]),
                breaks=place in breaks,
                quote=_weightiest(store, view, rows_then.where(there), span) if place in breaks else "",
                basis=basis(rows_then, there),
            )
        )
    remark = f"{counted(len(breaks), 'break')} in {counted(len(rows), every)}"
    if not found.count.any():
        remark = "no event between the two counts here"
    return Analysis(tuple(rows), asked, (remark,), view.left_out)


def _rounded(value: float) -> float:
    # Sums of scores with a decimal or two carry the last bits of their adding.
    return round(float(value), 6)


def _weightiest(store: Store, view: View, rows: EdgeTable, window: Window) -> str:
    """The sentence of the row with the highest score either way."""
    names = rows.relation_ids()
    if not names:
        return ""
    weights = zip(abs(rows.scores()).tolist(), rows.confidence.tolist(), names, strict=True)
    best = max(weights)[2]
    # Rows of countries have other ends than the relation itself, which the view has as it is stored.
    row = view.table.relation_ids().index(best)
    ends = view.table.actors[view.table.source[row]], view.table.actors[view.table.target[row]]
    stored = store.relations(Filter(between=ends, window=window, kinds=("event",)))
    return next((one.quote for one in stored if one.id == best), "")


def diff(
    store: Store, first: dt.date, second: dt.date, name: str | None = None, filter_: Filter = _ANYTHING,
    *, limit: int = 50,
) -> Analysis[Change]:  # fmt: skip
    """What changed from one date to another; see `graph.changes.difference`. Raises `UnknownActor`."""
    import numpy as np

    from actorgraph.graph.changes import difference

    asked = (find_actor(store, name),) if name else ()
    if first >= second:
        raise ActorgraphError(f"--from {first} is not before --to {second}")
    view = View(store, replace(filter_, window=Window(first - (second - first), second), undated=False))
    table = view.table
    found = difference(table, first, second, asked[0].actor.id if asked else None)
    rows: list[Change] = []
    actors = view.actors(table.actors)
    for word, places in (("begun", found.begun), ("ended", found.ended)):
        for place in places:
            source, target = (actors[table.actors[column[place]]] for column in (table.source, table.target))
            held = (0, 1) if word == "begun" else (1, 0)
            one = Basis(1, tuple(table.relation_ids(np.array([place]))))
            rows.append(Change(word, source, target, table.types[table.type[place]], *held, 0.0, 0.0, one))
    spans = table.window(Window(found.before.since, found.after.until), kinds=("event",))
    for moved in found.moved[:limit]:
        word = "risen" if moved.count_after > moved.count_before else "fallen"
        if moved.count_after == moved.count_before:
            word = "warmer" if moved.score_after > moved.score_before else "colder"
        figures = moved.count_before, moved.count_after, moved.score_before, moved.score_after
        of = basis(spans, one_way(spans, moved.source, moved.target))
        rows.append(Change(word, actors[moved.source], actors[moved.target], "", *figures, of))
    remark = (
        f"events from {found.after.since} to {found.after.until} against those from {found.before.since} to"
        f" {found.before.until}; {counted(len(found.moved), 'dyad')} changed"
    )
    return Analysis(tuple(rows), asked, (remark,), _of_the_dated(view))


def rising(
    store: Store, since: dt.date, until: dt.date, filter_: Filter = _ANYTHING, *, by_dyad: bool = False,
    limit: int = 20,
) -> Analysis[Rising]:  # fmt: skip
    """Whose activity from `since` to `until` differs most from that of as many days before."""
    from actorgraph.graph.changes import LEAST
    from actorgraph.graph.changes import rising as test

    if until < since:
        raise ActorgraphError(f"the window ends ({until}) before it starts ({since})")
    day = dt.timedelta(days=1)
    now = Window(since, until)
    past = Window(since - (until - since) - day, since - day)
    view = View(store, replace(filter_, window=Window(past.since, until), undated=False))
    tested = test(view.table.window(past), view.table.window(now), by_dyad=by_dyad)
    found = tested[:limit]
    actors = view.actors([id_ for row in found for id_ in row.actors])
    both = view.table.window(Window(past.since, until), kinds=("event",))
    rows = [
        Rising(
            actors[row.actors[0]],
            actors[row.actors[1]] if by_dyad else None,
            row.before, row.after, row.expected, row.ratio, row.p, row.q,
            view.basis(*row.actors, table=both),
        )
        for row in found
    ]  # fmt: skip
    spans = f"{now.since} to {now.until} against {past.since} to {past.until}"
    of = counted(len(tested), "dyad" if by_dyad else "actor")
    remark = f"{spans}; tested: {of} of at least {LEAST} events"
    return Analysis(tuple(rows), (), (remark,), _of_the_dated(view))


def _of_the_dated(view: View) -> LeftOut:
    # What has no date is no part of a comparison of dates, whatever is asked for.
    return replace(view.left_out, undated=0)


def rollup(
    store: Store, by: str = "country", filter_: Filter = _ANYTHING, *, limit: int = 20
) -> Analysis[Rolled]:
    """What states (or blocs) did to each other, by office, country and membership on the day of an event."""
    from actorgraph.graph import rollup as rolled

    view = View(store, filter_)
    ties = belonging(store)
    table = of_countries(view, ties)
    if by == "bloc":
        table = rolled.rollup(table, rolled.belongings(ties, rolled.MEMBERSHIP), keep=False)
    rows = _rolled(view, table, limit)
    nothing = "no event between two blocs: members are known by MEMBER_OF" if by == "bloc" else NOTHING
    return Analysis(rows, (), () if rows else (nothing,), view.left_out)


def _rolled(view: View, table: EdgeTable, limit: int) -> tuple[Rolled, ...]:
    import numpy as np

    from actorgraph.graph.dyads import dyads

    found = dyads(table)
    order = np.lexsort((found.target, found.source, -found.count)).tolist()
    rows = []
    for row in order[:limit]:
        source, target = found.actors[found.source[row]], found.actors[found.target[row]]
        actors = view.actors([source, target])
        rows.append(
            Rolled(
                source=actors[source],
                target=actors[target],
                count=_rounded(found.count[row]),
                cooperation=_rounded(found.cooperation[row]),
                conflict=_rounded(found.conflict[row]),
                mean=_rounded(found.mean[row]),
                basis=basis(table, one_way(table, source, target)),
            )
        )
    return tuple(rows)


def forecast(
    store: Store, name: str, filter_: Filter = _ANYTHING, *, on: dt.date | None = None, limit: int = 20
) -> Analysis[Forecast]:
    """What an actor will most likely do or undergo on a day (the first after all events, for None).

    The remark says how good such forecasts were on the last tenth of the days, their settings chosen on the
    tenth before. Raises `UnknownActor`.
    """
    from actorgraph.graph import forecast as model
    from actorgraph.graph.edges import day_of, number

    asked = find_actor(store, name)
    view = View(store, filter_)
    facts = model.Facts.of_table(view.table)
    days = sorted(set(facts.when.tolist()))
    if len(days) < _SHORTEST_FORECAST:
        few = "is" if len(days) == 1 else "are"
        remark = f"{counted(len(days), 'day')} with events {few} too few to forecast from: it needs"
        remark += f" {_SHORTEST_FORECAST}"
        return Analysis((), (asked,), (remark,), view.left_out)
    tenth = max(len(days) // 10, 1)
    chosen = model.choose(facts, days[-2 * tenth], days[-tenth - 1])
    measured = model.Scores.of(model.ranks(facts, days[-tenth], days[-1], chosen)[0])
    place = {id_: at for at, id_ in enumerate(view.table.actors)}.get(asked.actor.id, -1)
    step = number(on) if on else days[-1] + 1
    expected = model.expect(facts, chosen, step, place, limit)
    actors = view.actors(view.table.actors)
    rows = [_expected(view, one, actors, day_of(one.last)) for one in expected]
    remark = (
        f"for {day_of(step)}; on the last {tenth} days the right actor was found at a mean reciprocal rank of"
        f" {measured.mrr:.3f}, in the first ten in {measured.hits_10:.0%} of {measured.queries:,} questions"
    )
    return Analysis(tuple(rows), (asked,), (remark,), view.left_out)


def _expected(view: View, one: Any, actors: dict[str, Actor], last: dt.date | None) -> Forecast:
    from actorgraph.graph import forecast as model

    assert last is not None
    table = view.table
    source, target = table.actors[one.source], table.actors[one.target]
    there = (table.source == one.source) & (table.target == one.target) & (table.type == one.type)
    there &= model.exact(table)
    type_ = table.types[one.type]
    return Forecast(actors[source], type_, actors[target], one.score, one.times, last, basis(table, there))
