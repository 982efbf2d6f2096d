"""What analyses find: one dataclass a kind of row, each with the relations that its figures rest on.

The names of the fields are the columns of CSV and the keys of JSON, in this order.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any, get_type_hints

from actorgraph.model import Actor
from actorgraph.notebooks import html_table


@dataclass(frozen=True, slots=True)
class Basis:
    """The relations behind a figure: how many, and the ids of the first of them by date."""

    count: int
    ids: tuple[str, ...] = ()


class Finding:
    """A row of an analysis; in a notebook it shows itself as one of a table."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        return shown([self])


@dataclass(frozen=True, slots=True)
class Position(Finding):
    """An actor's place by a measure of centrality."""

    actor: Actor
    value: float
    basis: Basis


@dataclass(frozen=True, slots=True)
class Member(Finding):
    """An actor of a community or bloc; `basis` are its relations with others of the same group."""

    group: int
    actor: Actor
    basis: Basis


@dataclass(frozen=True, slots=True)
class TriadCounts(Finding):
    """Signed triads by kind, of the whole window or of the period that begins on `period`."""

    period: dt.date | None
    plus_plus_plus: int
    plus_plus_minus: int
    plus_minus_minus: int
    minus_minus_minus: int
    balanced: float | None
    basis: Basis


@dataclass(frozen=True, slots=True)
class SignedTriad(Finding):
    """Three actors and the kind of triad that they are."""

    kind: str
    balanced: bool
    first: Actor
    second: Actor
    third: Actor
    basis: Basis


@dataclass(frozen=True, slots=True)
class Frustrated(Finding):
    """A dyad that the best division in two camps leaves frustrated."""

    source: Actor
    target: Actor
    sign: str
    basis: Basis


@dataclass(frozen=True, slots=True)
class Broker(Finding):
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
class Alike(Finding):
    """How like an actor's foreign policy is to that of the actor asked for."""

    actor: Actor
    s: float
    kappa: float
    basis: Basis


@dataclass(frozen=True, slots=True)
class Stretch(Finding):
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
class Change(Finding):
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
class Rising(Finding):
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
class Rolled(Finding):
    """What states or blocs did to each other, their leaders and members included."""

    source: Actor
    target: Actor
    count: float
    cooperation: float
    conflict: float
    mean: float
    basis: Basis


@dataclass(frozen=True, slots=True)
class Forecast(Finding):
    """What is expected next of an actor, how often it happened before and when last."""

    source: Actor
    type: str
    target: Actor
    score: float
    times: int
    last: dt.date
    basis: Basis


_NAMED = 12
"""Members of a group that are named in a notebook."""
_NUMBERS = (int, float, float | None, Basis)
_TITLES = {
    "plus_plus_plus": "+++", "plus_plus_minus": "++-", "plus_minus_minus": "+--",
    "minus_minus_minus": "---", "basis": "relations", "breaks": "break",
}  # fmt: skip


def heads(rows: Sequence[Any], kind: type) -> dict[str, str]:
    """Field -> head of its column (`>` before a number's) of those that a table of these rows needs.

    A column that is empty in every row (the other actor, where actors are ranked) tells nothing.
    """
    hints = get_type_hints(kind)
    names = [field.name for field in fields(kind)]
    told = [name for name in names if any(getattr(row, name) not in (None, "") for row in rows)] or names
    return {
        name: (">" if hints[name] in _NUMBERS else "") + _TITLES.get(name, name.replace("_", " "))
        for name in told
    }


def cell(value: Any) -> str:
    """A value of a row as people read it: four digits, names of actors, a dash for what there is not."""
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return "—"
    if isinstance(value, Actor):
        return value.name
    if isinstance(value, Basis):
        return f"{value.count:,}"
    if isinstance(value, bool):
        return "yes" if value else ""
    if isinstance(value, int):
        return f"{value:,}"
    return f"{value:,.4g}" if isinstance(value, float) else str(value)


def shown(rows: Sequence[Any], remarks: Sequence[str] = ()) -> str:
    """Rows of one kind as HTML, with remarks below; members by their groups."""
    if rows and isinstance(rows[0], Member):
        return _groups(rows, remarks)
    columns = heads(rows, type(rows[0])) if rows else {}
    cells = ([cell(getattr(row, name)) for name in columns] for row in rows)
    return html_table(list(columns.values()), cells, len(rows), remarks)


def _groups(members: Sequence[Member], remarks: Sequence[str]) -> str:
    groups: dict[int, list[Member]] = {}
    for one in members:
        groups.setdefault(one.group, []).append(one)
    cells = (
        (
            str(number),
            f"{len(group):,}",
            ", ".join(one.actor.name for one in group[:_NAMED]) + (" …" if len(group) > _NAMED else ""),
        )
        for number, group in groups.items()
    )
    return html_table((">group", ">actors", "members"), cells, len(groups), remarks, "group")
