"""Questions to a store and their answers: values that the command line prints and the Python API returns.

Invariant: an answer names what it left out, so that nobody takes a filtered list for the whole.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Generator, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from actorgraph.errors import UnknownActor, UnknownOrigin
from actorgraph.model import Actor, Relation, normalise
from actorgraph.store.base import ARTICLES, DATASETS, FACTUAL, Direction, Filter, Stats, Store

if TYPE_CHECKING:
    from actorgraph.records import Cited, Sourced

_ANYTHING = Filter()
_NEAREST = 3


@dataclass(frozen=True, slots=True)
class Asked:
    """A name that was asked for, the actor it was taken for, and others of that name."""

    name: str
    actor: Actor
    others: tuple[Actor, ...] = ()


@dataclass(frozen=True, slots=True)
class LeftOut:
    """How many relations matched but for a confidence below `least`, or for having no date in a window."""

    unsure: int = 0
    undated: int = 0
    least: float = 0.0


@dataclass(frozen=True, slots=True)
class Edge:
    """A relation with its actors."""

    relation: Relation
    source: Actor
    target: Actor

    def seen_from(self, actor: str) -> tuple[Direction, Actor]:
        """The direction of the relation for the actor of this id, and who stands at the other end."""
        other = self.target if self.source.id == actor else self.source
        if self.relation.symmetric:
            return "both", other
        return ("out" if self.source.id == actor else "in"), other


@dataclass(frozen=True, slots=True)
class Neighbour:
    """One relation of the actor asked for: `direction` is as that actor sees it, `actor` the other end."""

    edge: Edge
    direction: Direction
    actor: Actor


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The relations of one actor: ties first, then events, each by date with the undated last."""

    asked: tuple[Asked]
    rows: tuple[Neighbour, ...]
    left_out: LeftOut


@dataclass(frozen=True, slots=True)
class Timeline:
    """Relations of one actor, or between two, by date ascending; the undated last."""

    asked: tuple[Asked, ...]
    rows: tuple[Edge, ...]
    left_out: LeftOut


@dataclass(frozen=True, slots=True)
class Why:
    """Relations of one actor, or between two, with the sentences that they rest on."""

    asked: tuple[Asked, ...]
    rows: tuple[Sourced, ...]
    left_out: LeftOut


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a path, and every relation that it can be taken by, the surest first."""

    source: Actor
    target: Actor
    edges: tuple[Edge, ...]


@dataclass(frozen=True, slots=True)
class Path:
    """The way of fewest steps between two actors; None where there is none, empty from an actor to itself."""

    asked: tuple[Asked, Asked]
    steps: tuple[Step, ...] | None
    left_out: LeftOut


def find_actor(store: Store, name: str) -> Asked:
    """The actor that `name` names in this store. Raises `UnknownActor` with the nearest three names."""
    found = store.find_actors(name)
    if not found:
        raise UnknownActor(name, nearest_names(store, name))
    return Asked(name, found[0], tuple(found[1:]))


def nearest_names(store: Store, name: str, limit: int = _NEAREST) -> tuple[str, ...]:
    """Names of the `limit` actors whose name or alias is most like `name`; most alike first."""
    from rapidfuzz import fuzz, process  # only a misspelt name pays for the import

    wanted = normalise(name)
    best: dict[str, float] = {}
    # Stores have names in no order, and of equally near ones the first counts.
    aliases = sorted((normalise(alias), id_) for alias, id_ in store.names())
    # An alias of two letters is part of nearly every name, and so would be near to it.
    usable = [pair for pair in aliases if len(pair[0]) > 2 or len(wanted) <= 2]
    scored = process.extract(wanted, [alias for alias, _ in usable], scorer=fuzz.WRatio, limit=20 * limit)
    for _, score, index in scored:
        best.setdefault(usable[index][1], score)
    ids = list(best)[:limit]
    actors = store.actors(ids)
    return tuple(actors[id_].name for id_ in ids if id_ in actors)


def check_origins(store: Store, filter_: Filter) -> None:
    """Raise `UnknownOrigin` where the filter names a data set of which the store holds nothing."""
    for name in filter_.origins:
        if name not in (ARTICLES, DATASETS) and not store.records(name):
            known = ", ".join((ARTICLES, DATASETS, *store.stats().datasets))
            raise UnknownOrigin(f"no data set named {name!r} in this store; origins here: {known}")


def neighbours(store: Store, name: str, filter_: Filter = _ANYTHING) -> Neighbours:
    """All relations of the actor called `name` that match. Raises `UnknownActor`."""
    asked = find_actor(store, name)
    edges, left_out = _edges(store, replace(filter_, between=(asked.actor.id,)))
    rows = [Neighbour(edge, *edge.seen_from(asked.actor.id)) for edge in edges]
    rows.sort(key=lambda row: (row.edge.relation.kind != "tie", *_by_date(row.edge.relation)))
    return Neighbours((asked,), tuple(rows), left_out)


def timeline(store: Store, first: str, second: str | None = None, filter_: Filter = _ANYTHING) -> Timeline:
    """The relations of `first`, or between `first` and `second`, by date. Raises `UnknownActor`."""
    asked = _asked(store, first, second)
    edges, left_out = _edges(store, _between(filter_, asked))
    return Timeline(asked, tuple(sorted(edges, key=lambda edge: _by_date(edge.relation))), left_out)


def why(store: Store, first: str, second: str | None = None, filter_: Filter = _ANYTHING) -> Why:
    """The relations of `first`, or between both, with their evidence. Raises `UnknownActor`."""
    from actorgraph.records import join, speaker_ids  # the other questions do without

    asked = _asked(store, first, second)
    edges, left_out = _edges(store, _between(filter_, asked))
    evidence = store.evidence([edge.relation.id for edge in edges])
    known = store.actors(speaker_ids(evidence.values()))
    known |= {actor.id: actor for edge in edges for actor in (edge.source, edge.target)}
    rows = join((edge.relation for edge in edges), known, evidence)
    return Why(asked, tuple(rows), left_out)


def path(store: Store, first: str, second: str, filter_: Filter = _ANYTHING) -> Path:
    """The way of fewest steps from `first` to `second`, of equals the one best supported.

    Relations count that happened or hold (asserted or claimed) unless `filter_` names other statuses; with
    direction `out` each step goes from source to target, with `in` from target to source, and symmetric
    relations go both ways. Raises `UnknownActor`.
    """
    from actorgraph.graph.paths import fewest_steps  # NetworkX comes with it

    asked = (find_actor(store, first), find_actor(store, second))
    wanted = replace(filter_, between=(), direction="both", statuses=filter_.statuses or FACTUAL)
    relations, left_out = _matching(store, wanted)
    ends = (asked[0].actor.id, asked[1].actor.id)
    found = fewest_steps(relations, *ends, filter_.direction)
    if found is None:
        return Path(asked, None, left_out)
    actors = store.actors({id_ for hop in found for id_ in (hop.source, hop.target)})
    steps = [
        Step(actors[hop.source], actors[hop.target], tuple(_with_actors(hop.relations, actors)))
        for hop in found
    ]
    return Path(asked, tuple(steps), left_out)


def actors(store: Store, search: str = "", limit: int = 50) -> list[tuple[Actor, int]]:
    """Actors whose name or alias contains `search`, each with its number of relations, most first."""
    return store.search_actors(search, limit)


def stats(store: Store) -> Stats:
    """Counts of the whole store."""
    return store.stats()


@dataclass(frozen=True, slots=True)
class Selection:
    """The part of a store that a filter takes: what the export formats write."""

    store: Store
    filter: Filter = _ANYTHING

    def relations(self) -> Generator[Relation, None, None]:
        """The relations, ordered by start; every call reads them anew. Raises `UnknownOrigin`."""
        check_origins(self.store, self.filter)
        yield from self.store.relations(self.filter)

    def actors(self, ids: Collection[str]) -> dict[str, Actor]:
        """Actor id -> actor."""
        return self.store.actors(ids)

    def evidence(self, ids: Collection[str]) -> dict[str, list[Cited]]:
        """Relation id -> its evidence with the articles."""
        return self.store.evidence(ids)


def _asked(store: Store, first: str, second: str | None) -> tuple[Asked, ...]:
    names = [first] if second is None else [first, second]
    return tuple(find_actor(store, name) for name in names)


def _between(filter_: Filter, asked: tuple[Asked, ...]) -> Filter:
    return replace(filter_, between=tuple(one.actor.id for one in asked))


def _edges(store: Store, filter_: Filter) -> tuple[list[Edge], LeftOut]:
    relations, left_out = _matching(store, filter_)
    ends = {id_ for relation in relations for id_ in (relation.source, relation.target)}
    return list(_with_actors(relations, store.actors(ends))), left_out


def _with_actors(relations: Iterable[Relation], known: Mapping[str, Actor]) -> Iterator[Edge]:
    for relation in relations:
        yield Edge(relation, known[relation.source], known[relation.target])


def _matching(store: Store, filter_: Filter) -> tuple[list[Relation], LeftOut]:
    """The relations of the filter, and how many more there were but for confidence or date."""
    check_origins(store, filter_)
    least = filter_.min_confidence
    relations = list(store.relations(replace(filter_, min_confidence=0.0)))
    sure = [relation for relation in relations if relation.confidence >= least]
    undated = 0
    if not filter_.window.is_open and not filter_.undated:
        wider = store.relations(replace(filter_, undated=True))
        undated = sum(1 for _ in wider) - len(sure)
    return sure, LeftOut(len(relations) - len(sure), undated, least)


def _by_date(relation: Relation) -> tuple[bool, dt.date, dt.date, str, str]:
    """By the first known day; an event's report date does not place it, a tie's first sighting does."""
    first = relation.start or (relation.first_seen if relation.kind == "tie" else None)
    last = relation.end or dt.date.max
    return (first is None, first or dt.date.max, last, relation.type, relation.id)
