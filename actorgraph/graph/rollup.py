"""Events of leaders as events of their states, and of states as those of their blocs, on the day in question.

Who stands for whom is read from ties: HOLDS_OFFICE and LEADS (a person for a state or body), MEMBER_OF (a
state for a bloc), each while it held, and from what is given for good (an actor's country).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from actorgraph.columns import NO_DAY
from actorgraph.graph.edges import Array, EdgeTable

OFFICE = ("HOLDS_OFFICE", "LEADS")
MEMBERSHIP = ("MEMBER_OF",)
_EVER = np.iinfo(np.int32).max


@dataclass(frozen=True, slots=True)
class Belonging:
    """From `first` to `last` (days since 1970-01-01, both included) `actor` stood for `body`, both ids."""

    actor: str
    body: str
    first: int = NO_DAY
    last: int = _EVER


def belongings(ties: EdgeTable, types: Sequence[str] = (*OFFICE, *MEMBERSHIP)) -> list[Belonging]:
    """What these ties of a table say; a tie without any known day counts always."""
    chosen = np.isin(ties.type, [number for number, name in enumerate(ties.types) if name in types])
    return [
        Belonging(
            ties.actors[ties.source[row]],
            ties.actors[ties.target[row]],
            int(ties.first[row]),
            _EVER if ties.last[row] == NO_DAY else int(ties.last[row]),
        )
        for row in np.flatnonzero(chosen).tolist()
    ]


def always(bodies: Mapping[str, str]) -> list[Belonging]:
    """Actor id -> body id, for good: the country of an actor, for instance."""
    return [Belonging(actor, body) for actor, body in bodies.items() if body]


def rollup(table: EdgeTable, of: Sequence[Belonging], *, keep: bool = True) -> EdgeTable:
    """The table with each actor replaced by the body it stood for on the first day of the relation.

    One that stood for several bodies that day gives a row each (a state in two blocs counts for both), one
    that stood for none keeps its own name, or goes where `keep` is False. Rows between an actor and its own
    body, or within one body, are left out. Undated rows take what held always alone. Ids stay those of the
    relations, so that every figure leads to them.
    """
    names = dict.fromkeys(table.actors)
    names |= dict.fromkeys(one.body for one in of)
    index = {name: number for number, name in enumerate(names)}
    held = _Held(of, index, keep)
    rows, source = held.bodies(table.source, table.first)
    table = replace(table, actors=tuple(names)).where(rows)
    table = replace(table, source=source)
    rows, target = held.bodies(table.target, table.first)
    table = replace(table.where(rows), target=target)
    return table.where(table.source != table.target)


class _Held:
    """Who stood for whom, ordered by actor."""

    def __init__(self, of: Sequence[Belonging], index: Mapping[str, int], keep: bool) -> None:
        known = [one for one in dict.fromkeys(of) if one.actor in index]
        known.sort(key=lambda one: index[one.actor])
        self.actor = np.array([index[one.actor] for one in known], dtype=np.int64)
        self.body = np.array([index[one.body] for one in known], dtype=np.int32)
        self.first = np.array([one.first for one in known], dtype=np.int64)
        self.last = np.array([one.last for one in known], dtype=np.int64)
        self.keep = keep

    def bodies(self, actors: Array, days: Array) -> tuple[Array, Array]:
        """(row, body) for every body that the actor of a row stood for on its day, once, ordered by row."""
        begin = np.searchsorted(self.actor, actors, "left")
        count = np.searchsorted(self.actor, actors, "right") - begin
        row = np.repeat(np.arange(len(actors)), count)
        at = begin[row] + np.arange(len(row)) - np.repeat(np.cumsum(count) - count, count)
        day = days[row].astype(np.int64)
        there = (self.first[at] <= day) & (day <= self.last[at])
        pairs = np.unique(np.column_stack([row[there], self.body[at[there]]]), axis=0)
        row, body = pairs[:, 0], pairs[:, 1].astype(np.int32)
        if self.keep:
            lone = np.setdiff1d(np.arange(len(actors)), row)
            row, body = np.concatenate([row, lone]), np.concatenate([body, actors[lone].astype(np.int32)])
            order = np.argsort(row, kind="stable")
            row, body = row[order], body[order]
        return row, body
