"""Analyses of a store: what the `analyse` commands print and the Python API returns.

Invariant: every row leads to the relations that its figures rest on (`basis`), and an analysis names what it
left out. Relations count that are asserted or claimed, unless the filter names statuses.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from actorgraph.answers import Asked, LeftOut, find_actor
from actorgraph.findings import (
    Alike,
    Broker,
    Member,
    Position,
    shown,
)
from actorgraph.store.base import Filter, Store
from actorgraph.view import View, basis_at
from actorgraph.wording import counted

if TYPE_CHECKING:
    from actorgraph.graph.centrality import Measure
    from actorgraph.graph.communities import Method
    from actorgraph.graph.edges import EdgeTable
    from actorgraph.graph.matrices import Weight
    from actorgraph.graph.similarity import Basis as Ground

Row = TypeVar("Row")
_ANYTHING = Filter()
_NOTHING = LeftOut()
NOTHING = "no relation between two actors counts here"


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
    of = f"{counted(len(table.actors), 'actor')}, {counted(len(table), 'relation')}"
    remarks = (f"{measure} of {of}" if len(table) else NOTHING,)
    return Analysis(tuple(rows), (), remarks, view.left_out)


def communities(
    store: Store, method: Method = "louvain", filter_: Filter = _ANYTHING, *, resolution: float = 1.0
) -> Analysis[Member]:
    """Who belongs together by how much passes between them; see `graph.communities.communities`."""
    from actorgraph.graph.communities import communities as divide

    view = View(store, filter_)
    found = divide(view.table, method, resolution=resolution)
    number = len(found.groups)
    noun = "community" if number == 1 else "communities"
    remark = f"{number:,} {noun}, modularity {found.modularity:.3f}" if number else NOTHING
    return Analysis(members_of(view, found.groups), (), (remark,), view.left_out)


def members_of(view: View, groups: Sequence[Sequence[str]]) -> tuple[Member, ...]:
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
    return Analysis(tuple(rows), (), () if rows else (NOTHING,), view.left_out)


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
    if asked.actor.id not in found.members:
        lacks = "has no alliance" if ground == "alliances" else "does nothing friendly or hostile"
        return Analysis((), (asked,), (f"{asked.actor.name} {lacks} in this window",), view.left_out)
    alike = similarity.similar(found, asked.actor.id)[:limit]
    actors = view.actors([one.actor for one in alike])
    rows = [Alike(actors[one.actor], one.s, one.kappa, view.basis(one.actor)) for one in alike]
    return Analysis(tuple(rows), (asked,), (), view.left_out)
