"""Who acts for whom: the two sides of a dyad, and actors replaced by the countries that they stood for."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from actorgraph.answers import Asked, find_actor
from actorgraph.dates import Window
from actorgraph.errors import ActorgraphError, UnknownActor
from actorgraph.known import load_known
from actorgraph.store.base import Filter, Store
from actorgraph.view import View

if TYPE_CHECKING:
    from actorgraph.graph.edges import EdgeTable

Side = Literal["actor", "country"]
"""Whose events a dyad is made of: those of two actors, or of all actors of two countries."""


def pair(
    store: Store, first: str, second: str, filter_: Filter, by: Side = "actor"
) -> tuple[tuple[Asked, Asked], View, EdgeTable]:
    """Two actors, what is known of them, and the events of both in a table: their own, or those of all actors
    of two countries. Raises `UnknownActor`."""
    if by == "country":
        countries = _country(store, first), _country(store, second)
        _must_differ(countries)
        view = View(store, filter_)
        return countries, view, of_countries(view, belonging(store))
    asked = _either(store, first), _either(store, second)
    _must_differ(asked)
    view = View(store, replace(filter_, between=(asked[0].actor.id, asked[1].actor.id)))
    return asked, view, view.table


def _must_differ(asked: tuple[Asked, Asked]) -> None:
    one, other = asked
    if one.actor.id == other.actor.id:
        raise ActorgraphError(f"{one.name} and {other.name} are one actor: a dyad needs two")


def _either(store: Store, name: str) -> Asked:
    """The actor of this name; where only its people are known, the error says how to count them."""
    try:
        return find_actor(store, name)
    except UnknownActor as error:
        country = load_known().country(name)
        ids = {id_ for _, id_ in store.names()} if country else ()
        if not country or all(one.country != country.id for one in store.actors(ids).values()):
            raise
        raise UnknownActor(name, error.nearest, "--by country counts all actors of a country.") from None


def _country(store: Store, name: str) -> Asked:
    """The country of this name, which may be in the store through its actors alone."""
    known = load_known().country(name)
    return Asked(name, known) if known else find_actor(store, name)


def belonging(store: Store) -> EdgeTable:
    """Who held which office and belonged to what, whatever the window."""
    from actorgraph.graph import rollup as rolled

    return View(store, Filter(kinds=("tie",), types=(*rolled.OFFICE, *rolled.MEMBERSHIP))).table


def of_countries(view: View, ties: EdgeTable) -> EdgeTable:
    """The events of a view, actors being replaced by the countries that they stood for."""
    from actorgraph.graph import rollup as rolled

    events = view.table.window(Window(), kinds=("event",))
    actors = view.actors([*events.actors, *ties.actors])
    offices = rolled.belongings(ties, rolled.OFFICE)
    # An office in a body of a country is one for the country; who holds none stands for the own country.
    country = {id_: one.country for id_, one in actors.items() if one.country and one.country != id_}
    led = {one.actor for one in offices}
    of = [replace(one, body=country.get(one.body, one.body)) for one in offices]
    of += rolled.always({id_: code for id_, code in country.items() if id_ not in led})
    return rolled.rollup(events, of)
