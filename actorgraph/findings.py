"""What analyses find: one dataclass a kind of row, each with the relations that its figures rest on.

The names of the fields are the columns of CSV and the keys of JSON, in this order.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from actorgraph.model import Actor


@dataclass(frozen=True, slots=True)
class Basis:
    """The relations behind a figure: how many, and the ids of the first of them by date."""

    count: int
    ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Position:
    """An actor's place by a measure of centrality."""

    actor: Actor
    value: float
    basis: Basis


@dataclass(frozen=True, slots=True)
class Member:
    """An actor of a community or bloc; `basis` are its relations with others of the same group."""

    group: int
    actor: Actor
    basis: Basis


@dataclass(frozen=True, slots=True)
class TriadCounts:
    """Signed triads by kind, of the whole window or of the period that begins on `period`."""

    period: dt.date | None
    plus_plus_plus: int
    plus_plus_minus: int
    plus_minus_minus: int
    minus_minus_minus: int
    balanced: float | None
    basis: Basis


@dataclass(frozen=True, slots=True)
class SignedTriad:
    """Three actors and the kind of triad that they are."""

    kind: str
    balanced: bool
    first: Actor
    second: Actor
    third: Actor
    basis: Basis


@dataclass(frozen=True, slots=True)
class Frustrated:
    """A dyad that the best division in two camps leaves frustrated."""

    source: Actor
    target: Actor
    sign: str
    basis: Basis


@dataclass(frozen=True, slots=True)
class Broker:
    """An actor between others: Burt's constraint, and how often it has each role of Gould and Fernandez."""

    actor: Actor
    group: str
    constraint: float
    coordinator: int
    consultant: int
    gatekeeper: int
    representative: int
    liaison: int
    basis: Basis


@dataclass(frozen=True, slots=True)
class Alike:
    """How like an actor's foreign policy is to that of the actor asked for."""

    actor: Actor
    s: float
    kappa: float
    basis: Basis


@dataclass(frozen=True, slots=True)
class Stretch:
    """A period of a dyad; `breaks` where its level changes, `quote` then the sentence of its weightiest
    event."""

    period: dt.date
    count: float
    cooperation: float
    conflict: float
    total: float
    breaks: bool
    quote: str
    basis: Basis


@dataclass(frozen=True, slots=True)
class Change:
    """A tie begun or ended, or events of a dyad risen or fallen, between two dates."""

    change: str
    source: Actor
    target: Actor
    type: str
    before: float
    after: float
    score_before: float
    score_after: float
    basis: Basis


@dataclass(frozen=True, slots=True)
class Rising:
    """An actor, or a dyad with `other`, whose activity changed; see `graph.changes.rising` for the test."""

    actor: Actor
    other: Actor | None
    before: int
    after: int
    expected: float
    ratio: float
    p: float
    q: float
    basis: Basis


@dataclass(frozen=True, slots=True)
class Rolled:
    """What states or blocs did to each other, their leaders and members included."""

    source: Actor
    target: Actor
    count: float
    cooperation: float
    conflict: float
    mean: float
    basis: Basis


@dataclass(frozen=True, slots=True)
class Forecast:
    """What is expected next of an actor, how often it happened before and when last."""

    source: Actor
    type: str
    target: Actor
    score: float
    times: int
    last: dt.date
    basis: Basis
