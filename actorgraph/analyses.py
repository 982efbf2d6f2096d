"""Analyses of a store: what the `analyse` commands print and the Python API returns.

Invariant: every row leads to the relations that its figures rest on (`basis`), and an analysis names what it
left out. Relations count that are asserted or claimed, unless the filter names statuses.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from actorgraph.answers import Asked, LeftOut, find_actor
from actorgraph.findings import (
    Alike,
    Basis,
    Broker,
    Frustrated,
    Member,
    Position,
    SignedTriad,
    TriadCounts,
    shown,
)
from actorgraph.store.base import Filter, Store
from actorgraph.view import View, basis, basis_at, mask
from actorgraph.wording import counted

if TYPE_CHECKING:
    from actorgraph.graph.centrality import Measure
    from actorgraph.graph.communities import Method
    from actorgraph.graph.edges import EdgeTable
    from actorgraph.graph.matrices import Weight
    from actorgraph.graph.periods import Every
    from actorgraph.graph.similarity import Basis as Ground

Row = TypeVar("Row")
_ANYTHING = Filter()
_NOTHING = LeftOut()


@dataclass(frozen=True, slots=True)
class Analysis(Generic[Row]):
    """Rows, best first, what was asked for, what the whole says beside them, and what was left out."""

    rows: tuple[Row, ...]
    asked: tuple[Asked, ...] = ()
    remarks: tuple[str, ...] = ()
    left_out: LeftOut = _NOTHING

    def __repr__(self) -> str:
        # Thousands of rows in full help nobody; they are in `rows`.
        kind = f" of {type(self.rows[0]).__name__}" if self.rows else ""
        return f"<Analysis: {counted(len(self.rows), 'row')}{kind}>"

    def _repr_html_(self) -> str:
        notes = list(self.remarks)
        if self.left_out.unsure:
            notes.append(f"{counted(self.left_out.unsure, 'relation')} left out as too unsure")
        if self.left_out.undated:
            notes.append(f"{counted(self.left_out.undated, 'relation')} left out, having no known date")
        return shown(self.rows, notes)


def to_networkx(
    store: Store,
    filter_: Filter = _ANYTHING,
    *,
    directed: bool = True,
    multi: bool = False,
    weights: Weight = "count",
    co_members: bool = False,
) -> Any:
    """What a filter takes of a store as a NetworkX graph; `graph.networks.to_networkx` has the attributes.

    With `co_members`, each two members of one body (MEMBER_OF) are allied, too, while both belonged to it.
    """
    from actorgraph.graph.networks import to_networkx as built

    view = View(store, filter_)
    table = _with_co_members(view.table) if co_members else view.table
    actors = view.actors(table.actors)
    return built(table, directed=directed, multi=multi, weights=weights, actors=actors)


def _with_co_members(table: EdgeTable) -> EdgeTable:
    from actorgraph.graph.dyads import co_members
    from actorgraph.graph.edges import concatenate

    return concatenate([table, co_members(table)])


def centrality(
    store: Store,
    measure: Measure = "pagerank",
    filter_: Filter = _ANYTHING,
    *,
    directed: bool = True,
    weight: Weight = "count",
    limit: int = 20,
) -> Analysis[Position]:
    """The `limit` actors who stand highest by a measure; see `graph.centrality` for the formulas."""
    from actorgraph.graph import centrality as measures

    view = View(store, filter_)
    table = view.table.compact()
    values = measures.centrality(table, measure, directed=directed, weight=weight)
    order = sorted(range(len(values)), key=lambda place: (-values[place], table.actors[place]))[:limit]
    actors = view.actors([table.actors[place] for place in order])
    rows = [
        Position(actors[table.actors[place]], float(values[place]), view.basis(table.actors[place]))
        for place in order
    ]
    remarks = (f"{measure} of {len(table.actors):,} actors, {len(table):,} relations",)
    return Analysis(tuple(rows), (), remarks, view.left_out)


def communities(
    store: Store, method: Method = "louvain", filter_: Filter = _ANYTHING, *, resolution: float = 1.0
) -> Analysis[Member]:
    """Who belongs together by how much passes between them; see `graph.communities.communities`."""
    from actorgraph.graph.communities import communities as divide

    view = View(store, filter_)
    found = divide(view.table, method, resolution=resolution)
    remark = f"{len(found.groups):,} communities, modularity {found.modularity:.3f}"
    return Analysis(_members(view, found.groups), (), (remark,), view.left_out)


def blocs(store: Store, filter_: Filter = _ANYTHING) -> Analysis[Member]:
    """Blocs with cooperation within and conflict between; see `graph.communities.blocs`."""
    from actorgraph.graph.communities import blocs as divide

    view = View(store, filter_)
    found = divide(view.table)
    remark = (
        f"{len(found.groups):,} blocs, signed modularity {found.modularity:.3f}; {found.within:.0%} of"
        f" cooperation within blocs, {found.between:.0%} of conflict between them"
    )
    return Analysis(_members(view, found.groups), (), (remark,), view.left_out)


def _members(view: View, groups: Sequence[Sequence[str]]) -> tuple[Member, ...]:
    """The members of each group, those with most relations inside it first."""
    import numpy as np

    from actorgraph.graph.rows import of_actors

    table = view.table
    group_of = {actor: number for number, group in enumerate(groups, 1) for actor in group}
    labels = np.array([group_of.get(actor, 0) for actor in table.actors] or [0])
    inside = table.where(labels[table.source] == labels[table.target])
    rows = of_actors(inside)
    place = {actor: at for at, actor in enumerate(table.actors)}
    actors = view.actors(list(group_of))
    members = (
        Member(number, actors[id_], basis_at(inside, rows[place[id_]])) for id_, number in group_of.items()
    )
    return tuple(sorted(members, key=lambda one: (one.group, -one.basis.count)))


def balance(
    store: Store, filter_: Filter = _ANYTHING, *, every: Every | None = None
) -> Analysis[TriadCounts]:
    """Signed triads by kind and the share that is balanced, of the whole window or period by period."""
    from actorgraph.columns import NO_DAY
    from actorgraph.graph import balance as measures
    from actorgraph.graph.edges import number
    from actorgraph.graph.periods import first_day

    view = View(store, filter_)
    table = view.table
    if every is None:
        rows = [_counts(None, measures.triads(table), basis(table, table.source >= 0))]
        return Analysis(tuple(rows), (), (), view.left_out)
    rows = []
    for period, found in measures.over_time(table, every):
        first, following = (first_day(at, every) for at in (period, period + 1))
        held = (table.last >= number(first)) | (table.last == NO_DAY)
        there = (table.first != NO_DAY) & (table.first < number(following)) & held
        rows.append(_counts(first, found, basis(table, there)))
    return Analysis(tuple(rows), (), (), view.left_out)


def _counts(period: dt.date | None, found: Any, of: Basis) -> TriadCounts:
    friends, split, common, enemies = found.counts
    return TriadCounts(period, friends, split, common, enemies, found.ratio, of)


def triads(store: Store, filter_: Filter = _ANYTHING, *, limit: int = 20) -> Analysis[SignedTriad]:
    """The signed triads themselves, those that rest on most relations first."""
    from actorgraph.graph.balance import list_triads

    view = View(store, filter_)
    found = list_triads(view.table, limit=limit)
    actors = view.actors([id_ for triad in found for id_ in triad.actors])
    rows = []
    for triad in found:
        first, second, third = triad.actors
        pairs = ((first, second), (first, third), (second, third))
        together = mask(view.table, *pairs[0]) | mask(view.table, *pairs[1]) | mask(view.table, *pairs[2])
        rows.append(
            SignedTriad(
                triad.kind, triad.is_balanced, actors[first], actors[second], actors[third],
                basis(view.table, together),
            )
        )  # fmt: skip
    return Analysis(tuple(rows), (), (), view.left_out)


def frustration(store: Store, filter_: Filter = _ANYTHING, *, seconds: float = 60.0) -> Analysis[Frustrated]:
    """The frustration index, proved or bounded within so many seconds, and the dyads that are frustrated."""
    from actorgraph.graph.frustration import frustration as solve
    from actorgraph.graph.rows import dyad_key, of_dyads

    view = View(store, filter_)
    found = solve(view.table, seconds=seconds)
    proof = "proven least" if found.proven else f"not proven: no division can have fewer than {found.bound:,}"
    camps = " and ".join(f"{len(camp):,}" for camp in found.camps)
    remark = f"{found.index:,} of {found.dyads:,} signed dyads frustrated ({proof}); camps of {camps} actors"
    actors = view.actors([id_ for source, target, _ in found.frustrated for id_ in (source, target)])
    between = of_dyads(view.table)
    place = {actor: at for at, actor in enumerate(view.table.actors)}
    rows = [
        Frustrated(
            actors[source],
            actors[target],
            "+" if sign > 0 else "-",
            basis_at(view.table, between[int(dyad_key(view.table, place[source], place[target]))]),
        )
        for source, target, sign in found.frustrated
    ]
    return Analysis(tuple(rows), (), (remark,), view.left_out)


def brokers(
    store: Store, filter_: Filter = _ANYTHING, *, by: str = "country", limit: int = 20
) -> Analysis[Broker]:
    """Who stands between others, least constraint first; `by` says what roles are between: countries, kinds
    or blocs."""
    import numpy as np

    from actorgraph.graph import brokers as measures

    view = View(store, filter_)
    table = view.table.compact()
    group = _groups(view, table, by)
    constraint = measures.constraint(table)
    roles = measures.roles(table, group)
    rank = np.where(np.isnan(constraint), np.inf, constraint)
    order = sorted(range(len(rank)), key=lambda place: (rank[place], table.actors[place]))[:limit]
    actors = view.actors(table.actors)
    rows = [
        Broker(
            actors[table.actors[place]],
            group.get(table.actors[place], ""),
            float(constraint[place]),
            coordinator=int(roles.coordinator[place]),
            consultant=int(roles.consultant[place]),
            gatekeeper=int(roles.gatekeeper[place]),
            representative=int(roles.representative[place]),
            liaison=int(roles.liaison[place]),
            basis=view.basis(table.actors[place]),
        )
        for place in order
    ]
    return Analysis(tuple(rows), (), (), view.left_out)


def _groups(view: View, table: EdgeTable, by: str) -> dict[str, str]:
    actors = view.actors(table.actors)
    if by == "bloc":
        return {actor: f"bloc {at}" for at, group in enumerate(_blocs_of(table), 1) for actor in group}
    named = {id_: actors[id_].kind if by == "kind" else actors[id_].country for id_ in table.actors}
    return {id_: name for id_, name in named.items() if name}


def _blocs_of(table: EdgeTable) -> tuple[tuple[str, ...], ...]:
    from actorgraph.graph.communities import blocs as divide

    return divide(table).groups


def similar(
    store: Store, name: str, filter_: Filter = _ANYTHING, *, ground: Ground = "alliances",
    co_members: bool = False, limit: int = 20,
) -> Analysis[Alike]:  # fmt: skip
    """Whose portfolio of alliances (or of scores) is most like that of an actor. Raises `UnknownActor`.

    With `co_members`, two members of one body (MEMBER_OF) count as allied, of unknown kind; scores take
    none of that (ValueError).
    """
    from actorgraph.graph import similarity

    if co_members and ground != "alliances":
        raise ValueError(f"members of one body count as allied: that is no ground of {ground!r}")
    asked = find_actor(store, name)
    view = View(store, filter_)
    table = _with_co_members(view.table) if co_members else view.table
    found = similarity.portfolios(table, ground)
    if asked.actor.id not in found.actors:
        what = "alliance" if ground == "alliances" else "event"
        return Analysis((), (asked,), (f"{asked.actor.name} has no {what} in this window",), view.left_out)
    alike = similarity.similar(found, asked.actor.id)[:limit]
    actors = view.actors([one.actor for one in alike])
    rows = [Alike(actors[one.actor], one.s, one.kappa, view.basis(one.actor)) for one in alike]
    return Analysis(tuple(rows), (asked,), (), view.left_out)
