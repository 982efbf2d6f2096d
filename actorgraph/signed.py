"""Analyses of friend and foe: blocs, balance and what frustrates it.

As in `analyses`, every row leads to the relations that its figures rest on.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from actorgraph.analyses import NOTHING, Analysis, members_of
from actorgraph.findings import Basis, Frustrated, Member, SignedTriad, TriadCounts
from actorgraph.store.base import Filter, Store
from actorgraph.view import View, basis, basis_at, mask
from actorgraph.wording import counted

if TYPE_CHECKING:
    from actorgraph.graph.communities import Blocs
    from actorgraph.graph.periods import Every

_ANYTHING = Filter()


def blocs(store: Store, filter_: Filter = _ANYTHING) -> Analysis[Member]:
    """Blocs with cooperation within and conflict between; see `graph.communities.blocs`."""
    from actorgraph.graph.communities import blocs as divide

    view = View(store, filter_)
    found = divide(view.table)
    remark = _divided(found) if found.groups else NOTHING
    return Analysis(members_of(view, found.groups), (), (remark,), view.left_out)


def _divided(found: Blocs) -> str:
    shares = [
        f"{share:.0%} of {what}"
        for share, what in (
            (found.within, "cooperation within blocs"),
            (found.between, "conflict between them"),
        )
        if share == share  # nan where there is no cooperation, or no conflict
    ]
    blocs_ = counted(len(found.groups), "bloc")
    return f"{blocs_}, signed modularity {found.modularity:.3f}; {', '.join(shares)}"


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


def frustration(
    store: Store, filter_: Filter = _ANYTHING, *, seconds: float = 60.0, limit: int | None = None
) -> Analysis[Frustrated]:
    """The frustration index, proved or bounded within so many seconds, and (the first `limit` of) the dyads
    that are frustrated."""
    from actorgraph.graph.frustration import frustration as solve
    from actorgraph.graph.rows import dyad_key, of_dyads

    view = View(store, filter_)
    found = solve(view.table, seconds=seconds)
    proof = "proven least" if found.proven else f"not proven: no division can have fewer than {found.bound:,}"
    camps = " and ".join(f"{len(camp):,}" for camp in found.camps)
    of = counted(found.dyads, "signed dyad")
    remark = f"{found.index:,} of {of} frustrated ({proof}); camps of {camps} actors"
    if not found.dyads:
        remark = NOTHING
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
        for source, target, sign in found.frustrated[:limit]
    ]
    return Analysis(tuple(rows), (), (remark,), view.left_out)
