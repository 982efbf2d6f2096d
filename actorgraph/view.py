"""What a filter takes of a store, as a table, and the relations behind a figure: what analyses stand on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from actorgraph.answers import LeftOut, check_origins
from actorgraph.dates import Window
from actorgraph.findings import Basis
from actorgraph.known import load_known
from actorgraph.model import Actor
from actorgraph.store.base import FACTUAL, Filter, Store

if TYPE_CHECKING:
    from actorgraph.graph.edges import EdgeTable

_NAMED_IDS = 20


class View:
    """What a filter takes of a store, as a table with the actors that stand in it."""

    def __init__(self, store: Store, filter_: Filter) -> None:
        from actorgraph.columns import NO_DAY
        from actorgraph.graph.edges import EdgeTable

        check_origins(store, filter_)
        wide = replace(
            filter_, window=Window(), min_confidence=0.0, statuses=filter_.statuses or FACTUAL, undated=True
        )
        every = EdgeTable.of_store(store.columns(wide))
        inside = every.window(filter_.window, undated=filter_.undated)
        self.table = inside.window(Window(), min_confidence=filter_.min_confidence)
        closed = not filter_.window.is_open and not filter_.undated
        undated = int((every.first == NO_DAY).sum()) if closed else 0
        self.left_out = LeftOut(len(inside) - len(self.table), undated, filter_.min_confidence)
        self.store = store
        self.known: dict[str, Actor] = {}

    def actors(self, ids: Sequence[str]) -> dict[str, Actor]:
        """Actor id -> actor; for what is no actor of the store (a country that only its people are of), the
        country of that code."""
        wanted = [id_ for id_ in dict.fromkeys(ids) if id_ not in self.known]
        stored = self.store.actors(wanted)
        for id_ in wanted:  # in this order, whatever that of the store is
            found = stored.get(id_) or load_known().country(id_)
            self.known[id_] = found or Actor(id_, id_, "country")
        return self.known

    def basis(self, *actors: str, table: EdgeTable | None = None) -> Basis:
        """The relations between two actors, or of one."""
        of = self.table if table is None else table
        return basis(of, mask(of, *actors))


def mask(table: EdgeTable, *actors: str) -> Any:
    """Which rows stand between two actors, or are those of one."""
    index = {name: place for place, name in enumerate(table.actors)}
    places = [index.get(actor, -1) for actor in actors]
    if len(places) == 1:
        return (table.source == places[0]) | (table.target == places[0])
    one, other = places
    there = (table.source == one) & (table.target == other)
    return there | ((table.source == other) & (table.target == one))


def one_way(table: EdgeTable, source: str, target: str) -> Any:
    """Which rows pass from one actor to another; a symmetric one passes both ways."""
    index = {name: place for place, name in enumerate(table.actors)}
    one, other = index.get(source, -1), index.get(target, -1)
    back = table.symmetric & (table.source == other) & (table.target == one)
    return ((table.source == one) & (table.target == other)) | back


def basis(table: EdgeTable, rows: Any) -> Basis:
    """The relations of these rows (a mask), the first of them by name."""
    import numpy as np

    return basis_at(table, np.flatnonzero(rows))


def basis_at(table: EdgeTable, places: Any) -> Basis:
    """The relations of these row numbers, the first of them by name."""
    return Basis(len(places), tuple(table.relation_ids(places[:_NAMED_IDS])))
